/* lookup.c: property search, shared by the grafts of this folder.
 *
 * Included where the engine's own property functions stand, so that it sees their static
 * helpers. A value found is given as a pointer to where it lies (or to `tmp`, for values
 * that are computed), not pushed: valid until anything has side effects. */

#include <stdbool.h>

/* Objects whose properties are not all in their tables. */
#define LOOKUP_VIRTUAL                                                   \
    (DUK_HOBJECT_FLAG_EXOTIC_ARRAY | DUK_HOBJECT_FLAG_EXOTIC_STRINGOBJ | \
     DUK_HOBJECT_FLAG_BUFOBJ | DUK_HOBJECT_FLAG_EXOTIC_PROXYOBJ)
/* Objects whose array part isn't all there is to say about an index. */
#define LOOKUP_ODD_INDEX                                                     \
    (DUK_HOBJECT_FLAG_EXOTIC_ARGUMENTS | DUK_HOBJECT_FLAG_EXOTIC_STRINGOBJ | \
     DUK_HOBJECT_FLAG_BUFOBJ | DUK_HOBJECT_FLAG_EXOTIC_PROXYOBJ)

/* What is private besides what the engine knows of a property: only its owner has it (a
 * field, or what is static); objects with the owner's brand have it (methods and
 * accessors, in a class's prototype); and such a brand, whose value is the prototype. */
#define LOOKUP_OWN 0x20u
#define LOOKUP_BRANDED 0x40u
#define LOOKUP_BRAND 0x80u
#define LOOKUP_FIELD (DUK_PROPDESC_FLAGS_W | LOOKUP_OWN) /* all flags of a field */

#define LOOKUP_FLAGS(h) DUK_HEAPHDR_GET_FLAGS_RAW(&(h)->hdr)

/* Is it a name that only lowered code has (LOWERED_PREFIX)? */
static inline bool lookup_is_lowered(duk_hstring *name)
{
    const duk_uint8_t *p = DUK_HSTRING_GET_DATA(name);

    return DUK_HSTRING_GET_BYTELEN(name) > 2 && p[0] == 0xca && p[1] == 0x83;
}

/* Where `key` stands among the entries of `h`, or -1. */
static inline __attribute__((always_inline)) duk_int_t
lookup_entry(duk_heap *heap, duk_hobject *h, duk_hstring *key)
{
    duk_hstring **keys = DUK_HOBJECT_E_GET_KEY_BASE(heap, h);
    duk_uint32_t *hash, mask, i;

    if (DUK_LIKELY(DUK_HOBJECT_GET_HSIZE(h) == 0)) {
        duk_int_t n = (duk_int_t)DUK_HOBJECT_GET_ENEXT(h);

        for (duk_int_t at = 0; at < n; at++) {
            if (keys[at] == key)
                return at;
        }
        return -1;
    }
    hash = DUK_HOBJECT_H_GET_BASE(heap, h);
    mask = DUK_HOBJECT_GET_HSIZE(h) - 1;
    for (i = DUK_HSTRING_GET_HASH(key) & mask;; i = (i + 1) & mask) {
        duk_uint32_t at = hash[i];

        if (at == DUK_HOBJECT_HASHIDX_UNUSED)
            return -1;
        if (at != DUK_HOBJECT_HASHIDX_DELETED && keys[at] == key)
            return (duk_int_t)at;
    }
}

/* Elements of a typed array, 0 where its memory is gone or too small now. */
static inline duk_uint32_t lookup_view_length(duk_hbufobj *b)
{
    duk_hbufobj *owner = (duk_hbufobj *)b->buf_prop;

    if (b->buf == NULL || (owner != NULL && owner->buf == NULL) ||
        (duk_size_t)b->offset + b->length > DUK_HBUFFER_GET_SIZE(b->buf))
        return 0;
    return b->length >> b->shift;
}

/* Would reading the typed array's `length` come to the accessor that it inherits from
 * %TypedArray%.prototype? */
static inline bool lookup_is_view_length(duk_hthread *thr, duk_hobject *h,
                                         duk_hstring *key)
{
    if (!((duk_hbufobj *)h)->is_typedarray)
        return false;
    for (int depth = 0; h != NULL && depth < 8; depth++) {
        duk_int_t at =
            DUK_HOBJECT_GET_ENEXT(h) == 0 ? -1 : lookup_entry(thr->heap, h, key);
        duk_hobject *getter;

        if (at >= 0) {
            if (!DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, h, at))
                return false;
            getter = DUK_HOBJECT_E_GET_VALUE_GETTER(thr->heap, h, at);
            return getter != NULL && DUK_HOBJECT_IS_NATFUNC(getter);
        }
        h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h);
        if (h == thr->builtins[DUK_BIDX_UINT8ARRAY_PROTOTYPE])
            return true;
    }
    return false;
}

/* Might the name be that of a number, as "-0" and "1.5"? */
static inline bool lookup_may_be_number(duk_hstring *key)
{
    duk_uint8_t c = DUK_HSTRING_GET_DATA(key)[0];

    return (c >= '0' && c <= '9') || c == '-' || c == 'I' || c == 'N';
}

/* Does the object carry the brand of the class with that prototype? */
static bool lookup_has_brand(duk_heap *heap, duk_hobject *h, duk_hobject *home)
{
    for (duk_uint32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(h); i++) {
        if ((DUK_HOBJECT_E_GET_FLAGS(heap, h, i) & LOOKUP_BRAND) &&
            DUK_TVAL_GET_OBJECT(DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(heap, h, i)) == home)
            return true;
    }
    return false;
}

/* May `first` read what is no plain property of any object, found in h? */
static DUK_NOINLINE bool lookup_may_read(duk_heap *heap, duk_hobject *first,
                                         duk_hobject *h, duk_uint_t flags)
{
    if (flags & DUK_PROPDESC_FLAG_ACCESSOR)
        return false;
    return (flags & LOOKUP_OWN) ? h == first : lookup_has_brand(heap, first, h);
}

/* A name that is no index, from h on through its prototypes. NULL where the engine has to
 * do it (accessors, proxies, buffers, what is private of others); undefined, in
 * *tmp, where there is no such property. */
static inline __attribute__((always_inline)) duk_tval *
lookup_name(duk_hthread *thr, duk_hobject *h, duk_hstring *key, duk_tval *tmp)
{
    duk_hobject *first = h;
    duk_uint_t sanity = DUK_HOBJECT_PROTOTYPE_CHAIN_SANITY;

    do {
        duk_int_t at;

        if (DUK_UNLIKELY(LOOKUP_FLAGS(h) & LOOKUP_VIRTUAL)) {
            if (DUK_HOBJECT_IS_BUFOBJ(h)) {
                if (key == DUK_HTHREAD_STRING_LENGTH(thr) &&
                    sanity == DUK_HOBJECT_PROTOTYPE_CHAIN_SANITY &&
                    lookup_is_view_length(thr, h, key)) {
                    DUK_TVAL_SET_U32(tmp, lookup_view_length((duk_hbufobj *)h));
                    return tmp;
                }
                if (lookup_may_be_number(key))
                    return NULL;
            } else if (!DUK_HOBJECT_HAS_EXOTIC_ARRAY(h)) {
                return NULL;
            } else if (key == DUK_HTHREAD_STRING_LENGTH(thr)) {
                DUK_TVAL_SET_U32(tmp, ((duk_harray *)h)->length);
                return tmp;
            }
        }
        at = lookup_entry(thr->heap, h, key);
        if (at >= 0) {
            duk_uint_t flags = DUK_HOBJECT_E_GET_FLAGS(thr->heap, h, at);

            if (DUK_UNLIKELY(
                    flags & (DUK_PROPDESC_FLAG_ACCESSOR | LOOKUP_OWN | LOOKUP_BRANDED)) &&
                !lookup_may_read(thr->heap, first, h, flags))
                return NULL;
            return DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
        }
        h = DUK_HOBJECT_GET_PROTOTYPE(thr->heap, h);
    } while (h != NULL && sanity-- != 0);
    if (h != NULL)
        return NULL;
    DUK_TVAL_SET_UNDEFINED(tmp);
    return tmp;
}

/* The string of one ASCII character. */
static inline duk_hstring *lookup_ascii(duk_hthread *thr, const duk_uint8_t *c)
{
    Engine *engine = thr->heap->heap_udata;
    duk_hstring *h = engine->characters[*c];

    if (DUK_LIKELY(h != NULL))
        return h;
    h = duk_heap_strtable_intern_checked(thr, c, 1);
    DUK_HSTRING_INCREF(thr, h);
    engine->characters[*c] = h;
    return h;
}

/* The character at `i` of a string. */
static duk_tval *lookup_character(duk_hthread *thr, duk_hstring *s, duk_int64_t i,
                                  duk_tval *tmp)
{
    const duk_uint8_t *bytes = DUK_HSTRING_GET_DATA(s);
    duk_uint32_t n = 1;
    duk_hstring *c;

    if ((duk_uint64_t)i >= DUK_HSTRING_GET_CHARLEN(s) || DUK_HSTRING_HAS_SYMBOL(s))
        return NULL;
    if (DUK_LIKELY(DUK_HSTRING_IS_ASCII(s))) {
        DUK_TVAL_SET_STRING(tmp, lookup_ascii(thr, bytes + i));
        return tmp;
    } else {
        bytes += duk_heap_strcache_offset_char2byte(thr, s, (duk_uint_fast32_t)i);
        while ((bytes[n] & 0xC0) == 0x80)
            n++;
    }
    c = duk_heap_strtable_intern_checked(thr, bytes, n);
    DUK_TVAL_SET_STRING(tmp, c);
    return tmp;
}

/* An element of a typed array, a number in *tmp. */
static duk_tval *lookup_element(duk_hthread *thr, duk_hobject *h, duk_int64_t i,
                                duk_tval *tmp)
{
    duk_hbufobj *b = (duk_hbufobj *)h;
    const duk_uint8_t *p;
    duk_size_t size, at;

    if (!DUK_HBUFOBJ_HAS_VIRTUAL_INDICES(b))
        return NULL;
    size = (duk_size_t)1 << b->shift;
    at = (duk_size_t)i << b->shift;
    if (b->buf == NULL || (duk_uint64_t)i >= b->length >> b->shift ||
        !DUK_HBUFOBJ_VALID_BYTEOFFSET_EXCL(b, at + size)) {
        DUK_TVAL_SET_UNDEFINED(tmp);
        return tmp;
    }
    p = (const duk_uint8_t *)DUK_HBUFFER_GET_DATA_PTR(thr->heap, b->buf) + b->offset + at;
    switch (b->elem_type) {
    case DUK_HBUFOBJ_ELEM_UINT8:
    case DUK_HBUFOBJ_ELEM_UINT8CLAMPED: DUK_TVAL_SET_U32(tmp, *p); return tmp;
    case DUK_HBUFOBJ_ELEM_INT8: DUK_TVAL_SET_I32(tmp, *(const duk_int8_t *)p); return tmp;
    case DUK_HBUFOBJ_ELEM_UINT16: {
        duk_uint16_t v;

        memcpy(&v, p, sizeof v);
        DUK_TVAL_SET_U32(tmp, v);
        return tmp;
    }
    case DUK_HBUFOBJ_ELEM_INT16: {
        duk_int16_t v;

        memcpy(&v, p, sizeof v);
        DUK_TVAL_SET_I32(tmp, v);
        return tmp;
    }
    case DUK_HBUFOBJ_ELEM_FLOAT64: {
        duk_double_union u;

        memcpy(&u.d, p, sizeof u.d);
        DUK_DBLUNION_NORMALIZE_NAN_CHECK(&u);
        DUK_TVAL_SET_NUMBER(tmp, u.d);
        return tmp;
    }
    case DUK_HBUFOBJ_ELEM_INT32: {
        duk_int32_t v;

        memcpy(&v, p, sizeof v);
        DUK_TVAL_SET_I32(tmp, v);
        return tmp;
    }
    case DUK_HBUFOBJ_ELEM_UINT32: {
        duk_uint32_t v;

        memcpy(&v, p, sizeof v);
        DUK_TVAL_SET_U32(tmp, v);
        return tmp;
    }
    default: return NULL;
    }
}

/* What `key` gives on the object `h`; as lookup_name. */
static inline __attribute__((always_inline)) duk_tval *
lookup_object(duk_hthread *thr, duk_hobject *h, duk_tval *tv_key, duk_tval *tmp)
{
    if (DUK_TVAL_IS_FASTINT(tv_key)) {
        duk_int64_t i = DUK_TVAL_GET_FASTINT(tv_key);
        duk_uint_t flags = LOOKUP_FLAGS(h);

        if ((flags & DUK_HOBJECT_FLAG_ARRAY_PART) && !(flags & LOOKUP_ODD_INDEX) &&
            (duk_uint64_t)i < DUK_HOBJECT_GET_ASIZE(h)) {
            duk_tval *tv = DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, h, (duk_uint32_t)i);

            return DUK_TVAL_IS_UNUSED(tv) ? NULL : tv;
        }
        if (flags & DUK_HOBJECT_FLAG_BUFOBJ)
            return lookup_element(thr, h, i, tmp);
        return NULL;
    }
    if (DUK_TVAL_IS_STRING(tv_key)) {
        duk_hstring *key = DUK_TVAL_GET_STRING(tv_key);

        return DUK_HSTRING_HAS_ARRIDX(key) ? NULL : lookup_name(thr, h, key, tmp);
    }
    return NULL;
}

/* The same for a string, whose methods come from String.prototype. */
static duk_tval *lookup_string(duk_hthread *thr, duk_hstring *s, duk_tval *tv_key,
                               duk_tval *tmp)
{
    duk_hstring *key;

    if (DUK_TVAL_IS_FASTINT(tv_key))
        return lookup_character(thr, s, DUK_TVAL_GET_FASTINT(tv_key), tmp);
    if (!DUK_TVAL_IS_STRING(tv_key) || DUK_HSTRING_HAS_SYMBOL(s))
        return NULL;
    key = DUK_TVAL_GET_STRING(tv_key);
    if (key == DUK_HTHREAD_STRING_LENGTH(thr)) {
        DUK_TVAL_SET_U32(tmp, (duk_uint32_t)DUK_HSTRING_GET_CHARLEN(s));
        return tmp;
    }
    if (DUK_HSTRING_HAS_ARRIDX(key))
        return NULL;
    /* String.prototype is a String object: its own virtual properties are `length` and
     * indices, which are not asked for here. */
    {
        duk_hobject *proto = thr->builtins[DUK_BIDX_STRING_PROTOTYPE];
        duk_int_t at = lookup_entry(thr->heap, proto, key);

        if (at < 0 || DUK_HOBJECT_E_SLOT_IS_ACCESSOR(thr->heap, proto, at))
            return NULL;
        return DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, proto, at);
    }
}

/* What reading `key` of the value tv_obj gives, or NULL: then the engine has to do it. */
static inline __attribute__((always_inline)) duk_tval *
lookup_value(duk_hthread *thr, duk_tval *tv_obj, duk_tval *tv_key, duk_tval *tmp)
{
    if (DUK_LIKELY(DUK_TVAL_IS_OBJECT(tv_obj)))
        return lookup_object(thr, DUK_TVAL_GET_OBJECT(tv_obj), tv_key, tmp);
    if (DUK_TVAL_IS_STRING(tv_obj))
        return lookup_string(thr, DUK_TVAL_GET_STRING(tv_obj), tv_key, tmp);
    return NULL;
}
