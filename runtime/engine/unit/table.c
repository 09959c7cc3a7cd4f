/* table.c: the ordered hash table of Map and Set (engine/object.h). Part of the engine's
 * unit.
 *
 * Entries, a key and a value each, stand in the array part of an internal array in the
 * order of their insertion; a buffer beside it holds the counts and, beyond a few
 * entries, an index of open addressing from a key's hash to its entry. A deleted entry
 * stays as a hole until the table grows or shrinks; then, where nobody iterates (the
 * storage has one reference), the entries move together in place. Where somebody does, a
 * new storage is made, and the old one keeps what its iterators need to go on in the new
 * one: a link and the places of the holes.
 */

/* What the storage looks like: graft/table_head.h. */

#define TABLE_SMALL 8 /* up to here there is no index: keys are compared one by one */
#define TABLE_MAX 0x3000000u
#define TABLE_FREE 0xFFFFFFFFu

/* The storage of the Map or Set at i, which has been checked to be one. */
static inline duk_hobject *table_storage(duk_hthread *thr, duk_idx_t i)
{
    return DUK_TVAL_GET_OBJECT(slot_known(thr, duk_require_hobject(thr, i), 0));
}

static duk_uint32_t index_size(duk_uint32_t room)
{
    duk_uint32_t n = 16;

    if (room <= TABLE_SMALL)
        return 0;
    while (n < room * 2)
        n *= 2;
    return n;
}

/* [ ] -> [ buffer ] for so many entries. */
static TableHead *push_head(duk_hthread *thr, duk_uint32_t room)
{
    duk_uint32_t n = index_size(room);
    TableHead *head =
        duk_push_fixed_buffer(thr, sizeof(TableHead) + n * sizeof(duk_uint32_t));

    head->room = room;
    head->mask = n > 0 ? n - 1 : 0;
    if (n > 0)
        memset(head->slots, 0xFF, n * sizeof(duk_uint32_t));
    return head;
}

/* [ ] -> [ storage ] */
static duk_hobject *push_storage(duk_hthread *thr, duk_uint32_t room)
{
    duk_hobject *s;

    make_slot_keys(thr, SLOTS_TABLE, 2);
    duk_push_bare_array(thr);
    s = duk_known_hobject(thr, -1);
    duk_hobject_realloc_props(thr, s, 2, room * 2, 0, 0);
    push_head(thr, room);
    fill_slots(thr, s, SLOTS_TABLE, 2);
    DUK_TVAL_SET_TVAL(DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, s, 0),
                      thr->valstack_top - 1);
    DUK_TVAL_INCREF(thr, thr->valstack_top - 1);
    duk_pop(thr);
    return s;
}

void table_init(duk_context *ctx, duk_idx_t i)
{
    i = duk_normalize_index(ctx, i);
    push_storage(ctx, 4);
    slots_put(ctx, i, 0);
}

/* ---- Keys ---- */

/* SameValueZero is equality of these: -0 becomes 0, whole numbers one representation. */
static void normal_key(duk_hthread *thr, duk_idx_t i, duk_tval *out)
{
    duk_tval *tv = duk_require_tval(thr, i);

    if (DUK_TVAL_IS_NUMBER(tv)) {
        duk_double_t d = DUK_TVAL_GET_NUMBER(tv);

        if (d == 0.0)
            d = 0.0;
        if (DUK_ISNAN(d))
            d = DUK_DOUBLE_NAN;
        DUK_TVAL_SET_NUMBER_CHKFAST_SLOW(out, d);
        return;
    }
    DUK_TVAL_SET_TVAL(out, tv);
}

static inline bool same_key(const duk_tval *a, const duk_tval *b)
{
    if (DUK_TVAL_GET_TAG(a) != DUK_TVAL_GET_TAG(b))
        return false;
    switch (DUK_TVAL_GET_TAG(a)) {
    case DUK_TAG_UNDEFINED:
    case DUK_TAG_NULL: return true;
    case DUK_TAG_BOOLEAN: return DUK_TVAL_GET_BOOLEAN(a) == DUK_TVAL_GET_BOOLEAN(b);
    case DUK_TAG_UNUSED: return false;
    case DUK_TAG_OBJECT:
        return a->v.heaphdr == b->v.heaphdr ||
               (bigint_is_tval(a) && bigint_is_tval(b) &&
                bigint_compare(BIGINT_OF(a), BIGINT_OF(b)) == 0);
    case DUK_TAG_LIGHTFUNC:
        return a->v_extra == b->v_extra && a->v.lightfunc == b->v.lightfunc;
    /* Pointers, numbers' bits. NOLINTNEXTLINE(bugprone-suspicious-memory-comparison) */
    default: return memcmp(&a->v, &b->v, sizeof a->v) == 0;
    }
}

static inline duk_uint32_t hash_key(const duk_tval *tv)
{
    duk_uint64_t x = 0;

    switch (DUK_TVAL_GET_TAG(tv)) {
    case DUK_TAG_UNDEFINED:
    case DUK_TAG_NULL: x = DUK_TVAL_GET_TAG(tv); break;
    case DUK_TAG_BOOLEAN: x = 16 + DUK_TVAL_GET_BOOLEAN(tv); break;
    case DUK_TAG_OBJECT:
        memcpy(&x, &tv->v, sizeof x);
        if (DUK_UNLIKELY(bigint_is_tval(tv))) {
            Bigint *b = BIGINT_OF(tv);

            x = b->n == 0 ? 0 : b->limbs[0] + b->n + b->negative;
        }
        break;
    default: memcpy(&x, &tv->v, sizeof x); break;
    }
    x ^= x >> 32;
    x *= 0x9E3779B97F4A7C15u;
    return (duk_uint32_t)(x >> 32);
}

#define TABLE_NONE 0xFFFFFFFFu

/* The number of the key's entry. */
static duk_uint32_t find_entry(duk_hthread *thr, duk_hobject *s, const duk_tval *key)
{
    TableHead *head = table_head(thr, s);
    duk_tval *entries = table_entry(thr, s, 0);

    if (head->mask == 0) {
        for (duk_uint32_t i = 0; i < head->used; i++) {
            if (same_key(entries + i * 2, key))
                return i;
        }
        return TABLE_NONE;
    }
    for (duk_uint32_t at = hash_key(key) & head->mask;; at = (at + 1) & head->mask) {
        duk_uint32_t i = head->slots[at];

        if (i == TABLE_FREE)
            return TABLE_NONE;
        if (same_key(entries + (size_t)i * 2, key))
            return i;
    }
}

static void index_entry(TableHead *head, const duk_tval *key, duk_uint32_t i)
{
    duk_uint32_t at;

    if (head->mask == 0)
        return;
    at = hash_key(key) & head->mask;
    while (head->slots[at] != TABLE_FREE)
        at = (at + 1) & head->mask;
    head->slots[at] = i;
}

/* ---- Moving ---- */

/* The live entries of `from` go to the start of `to`; both may be the same. Counts no
 * references. */
static void move_entries(duk_hthread *thr, duk_hobject *from, duk_uint32_t used,
                         duk_hobject *to, TableHead *head)
{
    duk_uint32_t n = 0;

    for (duk_uint32_t i = 0; i < used; i++) {
        duk_tval *e = table_entry(thr, from, i), *d = table_entry(thr, to, n);
        duk_tval key = e[0], value = e[1];

        if (DUK_TVAL_IS_UNUSED(&key))
            continue;
        DUK_TVAL_SET_UNUSED(e);
        DUK_TVAL_SET_UNUSED(e + 1);
        d[0] = key;
        d[1] = value;
        index_entry(head, &key, n++);
    }
    head->used = head->live = n;
}

/* [ … head ] -> [ … ]: a head for a storage. */
static void set_head(duk_hthread *thr, duk_hobject *s)
{
    duk_tval *tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, s, 0);

    DUK_TVAL_SET_TVAL_UPDREF(thr, tv, thr->valstack_top - 1);
    duk_pop(thr);
}

/* What iterators of a storage that moved need: where the holes were. */
static void push_moved_head(duk_hthread *thr, duk_hobject *s)
{
    TableHead *head = table_head(thr, s), *m;
    duk_uint32_t holes = head->used - head->live, n = 0;

    m = duk_push_fixed_buffer(thr, sizeof(TableHead) + holes * sizeof(duk_uint32_t));
    head = table_head(thr, s);
    m->moved = 1;
    m->used = holes;
    for (duk_uint32_t i = 0; i < head->used && n < holes; i++) {
        if (DUK_TVAL_IS_UNUSED(table_entry(thr, s, i)))
            m->slots[n++] = i;
    }
}

/* The storage `old` sends its iterators to the one on top of the stack. */
static void link_storage(duk_hthread *thr, duk_hobject *old, duk_idx_t to)
{
    duk_tval *tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, old, 1);

    DUK_TVAL_SET_TVAL_UPDREF(thr, tv, duk_require_tval(thr, to));
}

/* Gives the table at i room for so many entries, without holes. Memory is asked for
 * before anything is touched; the engine may run finalizers then, which may change the
 * table, so who calls looks at it again. */
static void rebuild(duk_hthread *thr, duk_idx_t i, duk_uint32_t room)
{
    duk_hobject *old = table_storage(thr, i), *s;
    duk_uint32_t used;

    if (room > TABLE_MAX)
        DUK_ERROR_RAW(thr, NULL, 0, DUK_ERR_RANGE_ERROR, "Map maximum size exceeded");
    duk_require_stack(thr, 8);
    duk_push_hobject(thr, old);
    s = push_storage(thr, room);
    push_moved_head(thr, old);
    /* [ old new moved ]: from here on nothing fails or runs anything */
    used = table_head(thr, old)->used;
    if (table_storage(thr, i) != old || table_head(thr, old)->live > room) {
        duk_pop_3(thr);
        return;
    }
    move_entries(thr, old, used, s, table_head(thr, s));
    set_head(thr, old);
    link_storage(thr, old, -1);
    slots_put(thr, i, 0);
    duk_pop(thr);
}

/* Room for one more. */
static void make_room(duk_hthread *thr, duk_idx_t i)
{
    for (;;) {
        TableHead *head = table_head(thr, table_storage(thr, i));

        if (head->used < head->room)
            return;
        /* Many holes: the same room is enough. */
        rebuild(thr, i, head->live <= head->room / 2 ? head->room : head->room * 2);
    }
}

/* ---- What Map and Set ask for ---- */

bool table_has(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    duk_tval k;

    normal_key(ctx, key, &k);
    return find_entry(ctx, table_storage(ctx, i), &k) != TABLE_NONE;
}

bool table_get(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    duk_hobject *s = table_storage(ctx, i);
    duk_uint32_t at;
    duk_tval k;

    normal_key(ctx, key, &k);
    at = find_entry(ctx, s, &k);
    if (at == TABLE_NONE)
        return false;
    duk_push_tval(ctx, table_entry(ctx, s, at) + 1);
    return true;
}

void table_set(duk_context *ctx, duk_idx_t i, duk_idx_t key, duk_idx_t value)
{
    duk_hthread *thr = ctx;
    duk_hobject *s = table_storage(thr, i);
    TableHead *head;
    duk_uint32_t at;
    duk_tval k, *e;

    normal_key(thr, key, &k);
    at = find_entry(thr, s, &k);
    if (at != TABLE_NONE) {
        e = table_entry(thr, s, at) + 1;
        DUK_TVAL_SET_TVAL_UPDREF(thr, e, duk_require_tval(thr, value));
        return;
    }
    head = table_head(thr, s);
    if (DUK_UNLIKELY(head->used >= head->room)) {
        i = duk_normalize_index(thr, i);
        make_room(thr, i);
        s = table_storage(thr, i);
        /* A finalizer may have added the very key. */
        if (find_entry(thr, s, &k) != TABLE_NONE) {
            table_set(ctx, i, key, value);
            return;
        }
        head = table_head(thr, s);
    }
    at = head->used;
    e = table_entry(thr, s, at);
    DUK_TVAL_SET_TVAL(e, &k);
    DUK_TVAL_INCREF(thr, e);
    DUK_TVAL_SET_TVAL(e + 1, duk_require_tval(thr, value));
    DUK_TVAL_INCREF(thr, e + 1);
    head->used++;
    head->live++;
    index_entry(head, &k, at);
}

bool table_delete(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    duk_hthread *thr = ctx;
    duk_hobject *s = table_storage(thr, i);
    TableHead *head = table_head(thr, s);
    duk_uint32_t at;
    duk_tval k, old[2], *e;

    normal_key(thr, key, &k);
    at = find_entry(thr, s, &k);
    if (at == TABLE_NONE)
        return false;
    e = table_entry(thr, s, at);
    memcpy(old, e, sizeof old);
    DUK_TVAL_SET_UNUSED(e);
    DUK_TVAL_SET_UNUSED(e + 1);
    head->live--;
    DUK_TVAL_DECREF_NORZ(thr, &old[0]);
    DUK_TVAL_DECREF_NORZ(thr, &old[1]);
    DUK_REFZERO_CHECK_SLOW(thr);
    /* A table that was large gives its memory back. */
    head = table_head(thr, table_storage(thr, i));
    if (head->room > 64 && head->live < head->room / 8)
        rebuild(thr, duk_normalize_index(thr, i), head->room / 4);
    return true;
}

void table_clear(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_hobject *old;
    TableHead *m;

    i = duk_normalize_index(thr, i);
    duk_push_hobject(thr, table_storage(thr, i));
    push_storage(thr, 4);
    m = duk_push_fixed_buffer(thr, sizeof(TableHead));
    m->moved = 2; /* iterators start again */
    old = table_storage(thr, i);
    duk_push_hobject(thr, old);
    duk_replace(thr, -4);
    /* [ old new moved ]; the entries go with the old storage's array */
    set_head(thr, old);
    link_storage(thr, old, -1);
    slots_put(thr, i, 0);
    duk_pop(thr);
}

uint32_t table_size(duk_context *ctx, duk_idx_t i)
{
    return table_head(ctx, table_storage(ctx, i))->live;
}

void table_push_position(duk_context *ctx, duk_idx_t i)
{
    duk_push_hobject(ctx, table_storage(ctx, i));
}

/* Where an entry at `pos` of a storage that moved stands now. */
static duk_uint32_t moved_position(const TableHead *head, duk_uint32_t pos)
{
    duk_uint32_t low = 0, high = head->used;

    if (head->moved == 2)
        return 0;
    while (low < high) {
        duk_uint32_t middle = (low + high) / 2;

        if (head->slots[middle] < pos)
            low = middle + 1;
        else
            high = middle;
    }
    return pos - low;
}

bool table_next(duk_context *ctx, duk_idx_t at, TableCursor *cursor)
{
    duk_hthread *thr = ctx;
    duk_hobject *s = duk_require_hobject(thr, at);
    TableHead *head = table_head(thr, s);

    at = duk_normalize_index(thr, at);
    while (head->moved) {
        cursor->pos = moved_position(head, cursor->pos);
        duk_push_tval(thr, DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, s, 1));
        duk_replace(thr, at);
        s = duk_known_hobject(thr, at);
        head = table_head(thr, s);
    }
    for (; cursor->pos < head->used; cursor->pos++) {
        duk_tval *e = table_entry(thr, s, cursor->pos);

        if (DUK_TVAL_IS_UNUSED(e))
            continue;
        cursor->pos++;
        duk_push_tval(thr, e);
        duk_push_tval(thr, e + 1);
        return true;
    }
    return false;
}
