/* packument_build.c: a packument from the JSON text that a registry sends. */
#include "common/buf.h"
#include "registry-client/js_date.h"
#include "registry-client/packument.h"
#include "registry-client/packument_data.h"

#define NO_TEXT ((PackText){ 0, 0 })

typedef struct {
    Packument *p;
    PackRecord *records;
    uint32_t *slots;
    Buf extra;
} Build;

/* ---- Texts ---- */

/* A slice of the document as offset. */
static PackText text_of(const Build *b, Str s)
{
    return (PackText){ (uint32_t)(s.ptr - b->p->bytes.ptr), (uint32_t)s.len };
}

static PackText extra_text(Build *b, Str s)
{
    PackText t = { PACK_EXTRA | (uint32_t)b->extra.len, (uint32_t)s.len };

    buf_str(&b->extra, s);
    return t;
}

/* Offset of the text between two quotes: decoded into the extra texts if need be. */
static PackText quoted_text(Build *b, Str inner)
{
    Arena scratch = { 0 };
    PackText t = NO_TEXT;
    cJSON *j;

    if (memchr(inner.ptr, '\\', inner.len) == NULL)
        return text_of(b, inner);
    /* The quotes stand around it in the document. */
    if (json_parse(&scratch, str_n(inner.ptr - 1, inner.len + 2), "text", NULL, &j,
                   NULL) == 0)
        t = extra_text(b, json_str(j));
    arena_release(&scratch);
    return t;
}

/* Offset of a string value; none for a value of another kind. */
static PackText string_value(Build *b, Str value)
{
    if (value.len < 2 || value.ptr[0] != '"')
        return NO_TEXT;
    return quoted_text(b, str_sub(value, 1, value.len - 1));
}

/* ---- Versions ---- */

static PackRecord record_of(Build *b, const PackumentScanVersion *v, uint32_t flags)
{
    return (PackRecord){
        .version = quoted_text(b, v->key),
        .json = text_of(b, v->manifest),
        .time_ms = PACKVER_NO_TIME,
        .flags = flags,
    };
}

static Str build_text(const Build *b, PackText t)
{
    if (t.len == 0)
        return STR("");
    return t.at & PACK_EXTRA ? str_n(b->extra.ptr + (t.at & ~PACK_EXTRA), t.len)
                             : pack_text(b->p, t);
}

/* The slot of a version's text: holding its number + 1, or free. */
static uint32_t *slot_of(Build *b, Str version)
{
    uint32_t mask = b->p->n_slots - 1, i = (uint32_t)str_hash(version) & mask;

    while (b->slots[i] != 0 &&
           !str_eq(build_text(b, b->records[b->slots[i] - 1].version), version))
        i = (i + 1) & mask;
    return &b->slots[i];
}

/* Room for n records and their table. */
static void reserve(Build *b, size_t n)
{
    Packument *p = b->p;

    p->n_slots = n > 0 ? 4 : 0;
    while (p->n_slots < 2 * n)
        p->n_slots *= 2;
    b->records = arena_array(&p->arena, PackRecord, n);
    b->slots = arena_array(&p->arena, uint32_t, p->n_slots);
    p->records = b->records;
    p->slots = b->slots;
}

static void add_published(Build *b, const PackumentScan *scan)
{
    Packument *p = b->p;

    for (size_t i = 0; i < scan->n_versions; i++) {
        PackRecord r = record_of(b, &scan->versions[i], 0);
        uint32_t *slot = slot_of(b, build_text(b, r.version));

        /* Of repeated keys the last one counts, at the place of the first. */
        if (*slot == 0)
            *slot = ++p->n;
        b->records[*slot - 1] = r;
    }
    p->n_published = p->n;
}

/* Versions that aren't public (yet, or to everybody), each listed for itself, also if
 * it is under `versions` too. */
static void add_unpublished(Build *b, const PackumentScan *scan, uint32_t flag)
{
    Packument *p = b->p;

    for (size_t i = 0; i < scan->n_versions; i++) {
        PackRecord r = record_of(b, &scan->versions[i], flag | PACKVER_UNPUBLISHED);
        uint32_t *slot = slot_of(b, build_text(b, r.version));

        if (!pack_is_truthy(scan->versions[i].manifest))
            continue;
        if (*slot == 0)
            *slot = p->n + 1;
        b->records[p->n++] = r;
    }
}

/* ---- Other members ---- */

static Str member(const PackumentScanMember *m, size_t n, const char *key)
{
    for (size_t i = n; i > 0; i--) {
        if (str_is(m[i - 1].key, key))
            return m[i - 1].value;
    }
    return (Str){ NULL, 0 };
}

/* Members of a member that is an object; none otherwise. */
static size_t members_of(Build *b, const PackumentScan *scan, const char *key,
                         PackumentScanMember **out)
{
    Str value = member(scan->members, scan->n_members, key);
    size_t n;

    if (value.len == 0 || !packument_scan_members(&b->p->arena, value, out, &n))
        return 0;
    return n;
}

/* "versions" of a member like stagedVersions: { versions: {…}, message }. */
static void inner_versions(Build *b, const PackumentScan *scan, const char *key,
                           PackumentScan *out)
{
    Str value = member(scan->members, scan->n_members, key);

    if (value.len == 0 || !packument_scan(&b->p->arena, value, out))
        *out = (PackumentScan){ 0 };
}

/* The number of a version's record, counted from 1; 0 if there is none. It is `likely`
 * where all stand in the same order. */
static uint32_t number_of(Build *b, Str version, uint32_t likely)
{
    if (likely <= b->p->n_published &&
        str_eq(build_text(b, b->records[likely - 1].version), version))
        return likely;
    return b->p->n_slots ? *slot_of(b, version) : 0;
}

static void read_times(Build *b, const PackumentScan *scan)
{
    PackumentScanMember *m;
    size_t n = members_of(b, scan, "time", &m);
    uint32_t found = 0;

    b->p->has_time = pack_is_truthy(member(scan->members, scan->n_members, "time"));
    for (size_t i = 0; i < n; i++) {
        PackText key = quoted_text(b, m[i].key), value = string_value(b, m[i].value);
        int64_t ms = PACKVER_BAD_TIME;

        found = number_of(b, build_text(b, key), found + 1);
        if (str_is(build_text(b, key), "modified") && b->p->modified.len == 0)
            b->p->modified = value;
        if (found == 0 || !pack_is_truthy(m[i].value))
            continue;
        if (!js_date_parse(build_text(b, value), &ms))
            ms = PACKVER_BAD_TIME;
        b->records[found - 1].time_ms = ms;
    }
}

/* A version that is listed twice has one time, and is staged or restricted in both. */
static void share_facts(Build *b)
{
    for (uint32_t i = b->p->n_published; i < b->p->n; i++) {
        PackRecord *r = &b->records[i];
        PackRecord *first = &b->records[*slot_of(b, build_text(b, r->version)) - 1];

        r->time_ms = first->time_ms;
        first->flags |= r->flags & (PACKVER_STAGED | PACKVER_RESTRICTED);
    }
    for (uint32_t i = b->p->n_published; i < b->p->n; i++) {
        PackRecord *r = &b->records[i];

        r->flags |= b->records[*slot_of(b, build_text(b, r->version)) - 1].flags &
                    (PACKVER_STAGED | PACKVER_RESTRICTED);
    }
}

static void read_tags(Build *b, const PackumentScan *scan)
{
    PackumentScanMember *m;
    size_t n = members_of(b, scan, "dist-tags", &m);
    PackTag *tags = arena_array(&b->p->arena, PackTag, n);

    for (size_t i = 0; i < n; i++) {
        PackText version = string_value(b, m[i].value);

        if (version.len > 0)
            tags[b->p->n_tags++] = (PackTag){ quoted_text(b, m[i].key), version };
    }
    b->p->tags = tags;
}

static void read_restriction(Build *b, const PackumentScan *scan)
{
    PackumentScanMember *m = NULL;
    size_t n = members_of(b, scan, "policyRestrictions", &m);

    b->p->restricted_message = string_value(b, member(m, n, "message"));
}

static void read_name(Build *b, const PackumentScan *scan, const char *name)
{
    b->p->name = string_value(b, member(scan->members, scan->n_members, "name"));
    b->p->modified = string_value(b, member(scan->members, scan->n_members, "modified"));
    if (b->p->name.len == 0 && name != NULL)
        b->p->name = extra_text(b, str_of(name));
}

/* ---- All of it ---- */

static int not_a_document(Str text, const char *name, size_t at, Err *err)
{
    JsonPos pos = json_pos(text, at);
    Arena scratch = { 0 };
    cJSON *doc;
    Err why;
    int rc;

    /* The parser knows what is wrong better than the scan does. */
    rc = json_parse(&scratch, text, "packument", NULL, &doc, &why);
    arena_release(&scratch);
    if (rc < 0)
        return err_set(err, rc, "packument of '%s' is no JSON: %s", name ? name : "?",
                       why.msg);
    return err_set(err, ERR_EJSONPARSE,
                   "packument of '%s' is no document of a package (line %d, column %d)",
                   name ? name : "?", pos.line, pos.column);
}

static int build(Packument *p, const char *name, Err *err)
{
    Build b = { .p = p };
    PackumentScan scan, staged, restricted;

    if (!packument_scan(&p->arena, p->bytes, &scan))
        return not_a_document(p->bytes, name, scan.stopped_at, err);
    inner_versions(&b, &scan, "stagedVersions", &staged);
    inner_versions(&b, &scan, "policyRestrictions", &restricted);
    if (scan.n_versions + staged.n_versions + restricted.n_versions >
        PACKUMENT_VERSIONS_MAX)
        return err_set(err, ERR_ETOOBIG, "packument of '%s' has more than %d versions",
                       name ? name : "?", PACKUMENT_VERSIONS_MAX);
    reserve(&b, scan.n_versions + staged.n_versions + restricted.n_versions);
    add_published(&b, &scan);
    add_unpublished(&b, &staged, PACKVER_STAGED);
    p->n_staged = p->n - p->n_published;
    add_unpublished(&b, &restricted, PACKVER_RESTRICTED);
    read_name(&b, &scan, name);
    read_times(&b, &scan);
    share_facts(&b);
    read_tags(&b, &scan);
    read_restriction(&b, &scan);
    p->members = scan.members;
    p->n_members = scan.n_members;
    if (b.extra.len > 0)
        p->extra = arena_str(&p->arena, buf_view(&b.extra));
    buf_release(&b.extra);
    return 0;
}

int packument_from_json(Str text, const char *name, PackumentKeep *keep, Packument **out,
                        Err *err)
{
    Arena arena = { 0 };
    Packument *p = arena_new(&arena, Packument);
    int rc;

    p->keep = keep;
    p->bytes = keep ? text : arena_str(&arena, text);
    p->arena = arena;
    if (text.len > PACKUMENT_BYTES_MAX)
        rc = err_set(err, ERR_ETOOBIG, "packument of '%s' is larger than %zu MiB",
                     name ? name : "?", PACKUMENT_BYTES_MAX >> 20);
    else
        rc = build(p, name, err);
    if (rc < 0)
        packument_free(p);
    else
        *out = p;
    return rc;
}
