/* json_write.c: JSON.stringify of plain data (engine/json.h). Part of the engine's unit.
 *
 * Plain data are objects and arrays whose properties lie in their tables and whose
 * prototypes have no toJSON: no code of the program runs while they are written, so their
 * tables hold still. Whatever else is met ends the attempt: the caller goes back to where
 * it began and takes the way of the specification. */

#define JSON_PLAIN_DEPTH 500

typedef struct JsonPlainOpen {
    const struct JsonPlainOpen *outer;
    const duk_hobject *object;
} JsonPlainOpen;

typedef struct {
    duk_hthread *thr;
    JsonOut *out;
    duk_hstring *to_json;
    const duk_hobject *plain_proto; /* a prototype that was looked at and has no toJSON */
    const JsonPlainOpen *open;
    int depth;
} JsonPlain;

static bool json_plain_value(JsonPlain *w, const duk_tval *tv);

/* ---- Text ---- */

static inline char *json_room(JsonPlain *w, size_t n)
{
    if (DUK_UNLIKELY(w->out->n + n > w->out->room))
        w->out->grow(w->thr, w->out, n);
    return w->out->text + w->out->n;
}

static inline void json_put_char(JsonPlain *w, char c)
{
    *json_room(w, 1) = c;
    w->out->n++;
}

static void json_put_int(JsonPlain *w, duk_int64_t v)
{
    char *out = json_room(w, 24), digits[20];
    duk_uint64_t u = v < 0 ? 0 - (duk_uint64_t)v : (duk_uint64_t)v;
    int n = 0;

    if (v < 0) {
        *out++ = '-';
        w->out->n++;
    }
    do
        digits[n++] = (char)('0' + u % 10);
    while ((u /= 10) != 0);
    w->out->n += (size_t)n;
    while (n > 0)
        *out++ = digits[--n];
}

/* A number with few digits behind the point. Of decimals with at most 15 digits one at
 * most gives a number back: it is its shortest text. */
static bool json_put_short_fraction(JsonPlain *w, double d)
{
    static const double tens[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
    double abs = fabs(d);
    duk_uint64_t whole, part;
    char *out;

    if (!(abs >= 1e-3 && abs < 1e9))
        return false;
    for (int k = 1; k <= 6; k++) {
        double v = abs * tens[k];

        if (v >= 1e15)
            return false;
        if (v != floor(v) || v / tens[k] != abs)
            continue;
        whole = (duk_uint64_t)v / (duk_uint64_t)tens[k];
        part = (duk_uint64_t)v % (duk_uint64_t)tens[k];
        /* 4.35 * 100 isn't 435 but 4.35 * 1000 is 4350. */
        for (; part % 10 == 0 && k > 1; k--)
            part /= 10;
        if (d < 0)
            json_put_char(w, '-');
        json_put_int(w, (duk_int64_t)whole);
        out = json_room(w, 8);
        out[0] = '.';
        for (int i = k; i > 0; i--, part /= 10)
            out[i] = (char)('0' + part % 10);
        w->out->n += (size_t)k + 1;
        return true;
    }
    return false;
}

static bool json_put_number(JsonPlain *w, double d)
{
    if (d == floor(d) && fabs(d) < 1e15) {
        json_put_int(w, (duk_int64_t)d);
        return true;
    }
    return json_put_short_fraction(w, d);
}

/* Bytes that stand for themselves from p on, before the first that may not. */
static inline size_t json_clean(const duk_uint8_t *p, const duk_uint8_t *end)
{
    const duk_uint8_t *start = p;
    const duk_uint64_t ones = 0x0101010101010101u, highs = ones << 7;

    for (; end - p >= 8; p += 8) {
        duk_uint64_t v, quote, slash;

        memcpy(&v, p, sizeof v);
        quote = v ^ ones * '"';
        slash = v ^ ones * '\\';
        /* A byte below 0x20, a quote, a backslash, or one that isn't ASCII. */
        if (((v - ones * 0x20) | (quote - ones) | (slash - ones) | v) & highs)
            break;
    }
    while (p < end && *p >= 0x20 && *p < 0x80 && *p != '"' && *p != '\\')
        p++;
    return (size_t)(p - start);
}

/* False for what isn't ASCII and may hold lone surrogates. */
static bool json_put_string(JsonPlain *w, duk_hstring *h)
{
    static const char short_forms[] = "btn\0fr"; /* 8, 9, 10, 12, 13 */
    static const char hex[] = "0123456789abcdef";
    const duk_uint8_t *p = DUK_HSTRING_GET_DATA(h);
    const duk_uint8_t *end = p + DUK_HSTRING_GET_BYTELEN(h);
    char *start = json_room(w, (size_t)(end - p) * 6 + 2), *out = start;

    *out++ = '"';
    for (;;) {
        size_t n = json_clean(p, end);

        memcpy(out, p, n);
        out += n;
        p += n;
        if (p == end)
            break;
        if (*p == 0xED)
            return false;
        if (*p >= 0x80) {
            *out++ = (char)*p++;
            continue;
        }
        *out++ = '\\';
        if (*p == '"' || *p == '\\') {
            *out++ = (char)*p;
        } else if (*p >= 8 && *p <= 13 && *p != 11) {
            *out++ = short_forms[*p - 8];
        } else {
            memcpy(out, "u00", 3);
            out[3] = hex[*p >> 4];
            out[4] = hex[*p & 15];
            out += 5;
        }
        p++;
    }
    *out++ = '"';
    w->out->n += (size_t)(out - start);
    return true;
}

/* ---- Objects ---- */

/* Has neither the object's prototype nor one behind it a toJSON? */
static bool json_proto_is_plain(JsonPlain *w, duk_hobject *h)
{
    duk_hobject *proto = DUK_HOBJECT_GET_PROTOTYPE(w->thr->heap, h);
    duk_tval tmp, *tv;

    if (proto == NULL || proto == w->plain_proto)
        return true;
    tv = lookup_name(w->thr, proto, w->to_json, &tmp);
    if (tv != &tmp || !DUK_TVAL_IS_UNDEFINED(tv))
        return false;
    w->plain_proto = proto;
    return true;
}

static bool json_open(JsonPlain *w, JsonPlainOpen *o, const duk_hobject *h)
{
    for (const JsonPlainOpen *k = w->open; k != NULL; k = k->outer) {
        if (k->object == h)
            return false;
    }
    if (++w->depth > JSON_PLAIN_DEPTH)
        return false;
    *o = (JsonPlainOpen){ w->open, h };
    w->open = o;
    return true;
}

static inline void json_close(JsonPlain *w, const JsonPlainOpen *o)
{
    w->open = o->outer;
    w->depth--;
}

static inline bool json_has_text(const duk_tval *tv)
{
    return !(
        DUK_TVAL_IS_UNDEFINED(tv) ||
        (DUK_TVAL_IS_OBJECT(tv) && DUK_HOBJECT_IS_CALLABLE(DUK_TVAL_GET_OBJECT(tv))) ||
        (DUK_TVAL_IS_STRING(tv) && DUK_HSTRING_HAS_SYMBOL(DUK_TVAL_GET_STRING(tv))));
}

static bool json_plain_object(JsonPlain *w, duk_hobject *h)
{
    duk_heap *heap = w->thr->heap;
    duk_uint32_t n = DUK_HOBJECT_GET_ENEXT(h);
    bool first = true;
    JsonPlainOpen o;

    if (DUK_HOBJECT_GET_ASIZE(h) != 0 || !json_open(w, &o, h))
        return false;
    json_put_char(w, '{');
    for (duk_uint32_t i = 0; i < n; i++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(heap, h, i);
        const duk_tval *tv;

        if (key == NULL || DUK_HSTRING_HAS_SYMBOL(key))
            continue;
        if (DUK_HSTRING_HAS_ARRIDX(key) || key == w->to_json)
            return false;
        if (!DUK_HOBJECT_E_SLOT_IS_ENUMERABLE(heap, h, i))
            continue;
        if (DUK_HOBJECT_E_SLOT_IS_ACCESSOR(heap, h, i))
            return false;
        tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(heap, h, i);
        if (!json_has_text(tv))
            continue;
        if (!first)
            json_put_char(w, ',');
        first = false;
        if (!json_put_string(w, key))
            return false;
        json_put_char(w, ':');
        if (!json_plain_value(w, tv))
            return false;
    }
    json_put_char(w, '}');
    json_close(w, &o);
    return true;
}

static bool json_plain_array(JsonPlain *w, duk_harray *a)
{
    duk_hobject *h = (duk_hobject *)a;
    JsonPlainOpen o;

    if (a->length > DUK_HOBJECT_GET_ASIZE(h) || DUK_HOBJECT_GET_ENEXT(h) != 0 ||
        !json_open(w, &o, h))
        return false;
    json_put_char(w, '[');
    for (duk_uint32_t i = 0; i < a->length; i++) {
        const duk_tval *tv = DUK_HOBJECT_A_GET_VALUE_PTR(w->thr->heap, h, i);

        if (DUK_TVAL_IS_UNUSED(tv))
            return false;
        if (i > 0)
            json_put_char(w, ',');
        if (!json_has_text(tv)) {
            memcpy(json_room(w, 4), "null", 4);
            w->out->n += 4;
        } else if (!json_plain_value(w, tv)) {
            return false;
        }
    }
    json_put_char(w, ']');
    json_close(w, &o);
    return true;
}

static void json_put_word(JsonPlain *w, const char *word, size_t n)
{
    memcpy(json_room(w, n), word, n);
    w->out->n += n;
}

static bool json_plain_value(JsonPlain *w, const duk_tval *tv)
{
    duk_hobject *h;

    switch (DUK_TVAL_GET_TAG(tv)) {
    case DUK_TAG_NULL: json_put_word(w, "null", 4); return true;
    case DUK_TAG_BOOLEAN:
        if (DUK_TVAL_GET_BOOLEAN(tv))
            json_put_word(w, "true", 4);
        else
            json_put_word(w, "false", 5);
        return true;
    case DUK_TAG_FASTINT: json_put_int(w, DUK_TVAL_GET_FASTINT(tv)); return true;
    case DUK_TAG_STRING:
        return !DUK_HSTRING_HAS_SYMBOL(DUK_TVAL_GET_STRING(tv)) &&
               json_put_string(w, DUK_TVAL_GET_STRING(tv));
    case DUK_TAG_OBJECT:
        h = DUK_TVAL_GET_OBJECT(tv);
        if (!json_proto_is_plain(w, h))
            return false;
        if (DUK_HOBJECT_IS_ARRAY(h))
            return json_plain_array(w, (duk_harray *)h);
        return DUK_HOBJECT_GET_CLASS_NUMBER(h) == DUK_HOBJECT_CLASS_OBJECT &&
               !(LOOKUP_FLAGS(h) & (LOOKUP_VIRTUAL | DUK_HOBJECT_FLAG_CALLABLE)) &&
               kind_of(w->thr, h) == SLOTS_NONE && json_plain_object(w, h);
    default:
        return DUK_TVAL_IS_DOUBLE(tv) && isfinite(DUK_TVAL_GET_DOUBLE(tv)) &&
               json_put_number(w, DUK_TVAL_GET_DOUBLE(tv));
    }
}

bool json_write_plain(duk_context *ctx, duk_idx_t i, JsonOut *out, size_t *tried)
{
    duk_tval *tv = duk_get_tval(ctx, i);
    JsonPlain w = { .thr = ctx, .out = out };
    size_t before = out->n;

    if (tv == NULL || !DUK_TVAL_IS_OBJECT(tv))
        return false;
    /* An atom of the built-in kind would do; interning is as good. */
    duk_push_literal(ctx, "toJSON");
    w.to_json = duk_known_hstring(ctx, -1);
    if (json_plain_value(&w, duk_get_tval(ctx, i < 0 ? i - 1 : i))) {
        duk_pop(ctx);
        return true;
    }
    duk_pop(ctx);
    *tried = out->n - before;
    out->n = before;
    return false;
}
