/* packument.c: reading a packument, wherever it came from. */
#include "registry-client/packument.h"

#include "common/buf.h"
#include "common/bug.h"
#include "registry-client/packument_data.h"

void packument_free(Packument *p)
{
    PackumentKeep *keep;
    Arena arena;

    if (p == NULL)
        return;
    keep = p->keep;
    arena = p->arena; /* p itself lies in it */
    arena_release(&arena);
    if (keep != NULL)
        keep->release(keep);
}

Str packument_name(const Packument *p)
{
    return pack_text(p, p->name);
}

Str packument_modified(const Packument *p)
{
    return pack_text(p, p->modified);
}

bool packument_is_new(const Packument *p)
{
    return p->is_new;
}

uint64_t packument_content_length(const Packument *p)
{
    return p->content_length;
}

bool packument_has_time(const Packument *p)
{
    return p->has_time;
}

size_t packument_count(const Packument *p)
{
    return p->n;
}

size_t packument_published(const Packument *p)
{
    return p->n_published;
}

PackumentVersion packument_version(const Packument *p, size_t i)
{
    const PackRecord *r = &p->records[i];

    BUG_IF(i >= p->n);
    return (PackumentVersion){ pack_text(p, r->version), r->time_ms,
                               r->flags & ~(uint32_t)(PACK_DEPRECATED | PACK_FACTS) };
}

ptrdiff_t packument_find(const Packument *p, Str version)
{
    uint32_t mask = p->n_slots - 1;

    if (p->n_slots == 0)
        return -1;
    /* A damaged table may lead astray, but not out of it or round and round. */
    for (uint32_t i = (uint32_t)str_hash(version), k = 0; k < p->n_slots; i++, k++) {
        uint32_t found = p->slots[i & mask];

        if (found == 0 || found > p->n)
            return -1;
        if (str_eq(pack_text(p, p->records[found - 1].version), version))
            return (ptrdiff_t)found - 1;
    }
    return -1;
}

size_t packument_tag_count(const Packument *p)
{
    return p->n_tags;
}

PackumentTag packument_tag_at(const Packument *p, size_t i)
{
    BUG_IF(i >= p->n_tags);
    return (PackumentTag){ pack_text(p, p->tags[i].tag),
                           pack_text(p, p->tags[i].version) };
}

Str packument_tag(const Packument *p, Str tag)
{
    /* From behind: of two equal keys the last one counts. */
    for (size_t i = p->n_tags; i > 0; i--) {
        if (str_eq(pack_text(p, p->tags[i - 1].tag), tag))
            return pack_text(p, p->tags[i - 1].version);
    }
    return (Str){ NULL, 0 };
}

/* ---- What is parsed when it is asked for ---- */

static cJSON *bad_manifest(const Packument *p, const PackRecord *r, int code,
                           const char *why, Err *err)
{
    err_set(err, code, "manifest of '" STR_FMT "@" STR_FMT "': %s",
            STR_ARG(packument_name(p)), STR_ARG(pack_text(p, r->version)), why);
    return NULL;
}

Str pack_manifest(Arena *a, Str whole)
{
    Str *pieces;
    size_t n, len = 2;
    char *text, *at;

    if (!packument_scan_install(a, whole, &pieces, &n))
        return whole;
    for (size_t i = 0; i < n; i++)
        len += pieces[i].len + (i > 0);
    text = at = arena_bytes(a, len + 1);
    *at++ = '{';
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            *at++ = ',';
        memcpy(at, pieces[i].ptr, pieces[i].len);
        at += pieces[i].len;
    }
    memcpy(at, "}", 2);
    return str_n(text, len);
}

Str pack_asked(Packument *p, size_t i)
{
    if (p->asked == NULL)
        p->asked = arena_array(&p->arena, Str, p->n);
    if (p->asked[i].ptr == NULL)
        p->asked[i] = pack_manifest(&p->arena, pack_text(p, p->records[i].json));
    return p->asked[i];
}

/* The text of a manifest, wherever it stands. */
static int manifest_text(Packument *p, size_t i, bool in_demand, Arena *a, Str *out,
                         Err *err)
{
    if (p->keep != NULL && p->keep->read != NULL)
        return p->keep->read(p->keep, p, i, in_demand, a, out, err);
    *out = p->packed ? pack_asked(p, i) : pack_text(p, p->records[i].json);
    return 0;
}

bool pack_is_truthy(Str v)
{
    char first = v.len > 0 ? v.ptr[0] : '\0';

    if (v.len == 0 || str_is(v, "null") || str_is(v, "false") || str_is(v, "\"\""))
        return false;
    if (first != '-' && (first < '0' || first > '9'))
        return true;
    for (size_t i = 0; i < v.len && v.ptr[i] != 'e' && v.ptr[i] != 'E'; i++) {
        if (v.ptr[i] >= '1' && v.ptr[i] <= '9')
            return true;
    }
    return false;
}

static PackumentFacts read_facts(Packument *p, size_t i)
{
    bool in_file = p->keep != NULL && p->keep->read != NULL;
    PackumentScanFacts f;
    Err ignored;
    Str text;

    if (!in_file)
        text = pack_text(p, p->records[i].json);
    else if (p->keep->read(p->keep, p, i, true, &p->arena, &text, &ignored) < 0)
        return (PackumentFacts){ false, STR("") };
    if (!packument_scan_facts(text, &f))
        return (PackumentFacts){ false, STR("") };
    return (PackumentFacts){ pack_is_truthy(f.deprecated), f.engines };
}

PackumentFacts packument_facts(Packument *p, size_t i)
{
    const PackRecord *r = &p->records[i];
    PackFacts *f;

    BUG_IF(i >= p->n);
    if (r->flags & PACK_FACTS)
        return (PackumentFacts){ r->flags & PACK_DEPRECATED, pack_text(p, r->engines) };
    if (p->facts == NULL)
        p->facts = arena_array(&p->arena, PackFacts, p->n);
    f = &p->facts[i];
    if (!f->known)
        *f = (PackFacts){ read_facts(p, i), true };
    return f->facts;
}

static cJSON *read_manifest(Packument *p, size_t i, bool in_demand, Arena *a, Err *err)
{
    const PackRecord *r = &p->records[i];
    Str text;
    Err why;
    cJSON *m;

    BUG_IF(i >= p->n);
    if (manifest_text(p, i, in_demand, a, &text, &why) < 0 ||
        json_parse(a, text, "manifest", NULL, &m, &why) < 0)
        return bad_manifest(p, r, why.code, why.msg, err);
    return json_is_obj(m) ? m : bad_manifest(p, r, ERR_EJSONPARSE, "no object", err);
}

cJSON *packument_read_manifest(Packument *p, size_t i, Arena *a, Err *err)
{
    return read_manifest(p, i, true, a, err);
}

const cJSON *packument_manifest(Packument *p, size_t i, Err *err)
{
    BUG_IF(i >= p->n);
    if (p->manifests == NULL)
        p->manifests = arena_array(&p->arena, const cJSON *, p->n);
    if (p->manifests[i] == NULL)
        p->manifests[i] = read_manifest(p, i, false, &p->arena, err);
    return p->manifests[i];
}

Str pack_head_text(Packument *p)
{
    Buf b = { 0 };

    if (p->head_ready)
        return pack_text(p, p->head);
    buf_putc(&b, '{');
    for (size_t i = 0; i < p->n_members; i++) {
        const PackumentScanMember *m = &p->members[i];

        buf_printf(&b, "%s\"" STR_FMT "\":", i > 0 ? "," : "", STR_ARG(m->key));
        buf_str(&b, str_eq(m->key, STR("versions")) ? STR("{}") : m->value);
    }
    buf_putc(&b, '}');
    /* The extra texts grow by it; what was in them keeps its place. */
    p->head = (PackText){ PACK_EXTRA | (uint32_t)p->extra.len, (uint32_t)b.len };
    p->extra.ptr = arena_realloc(&p->arena, (char *)p->extra.ptr, p->extra.len,
                                 p->extra.len + b.len);
    memcpy((char *)p->extra.ptr + p->extra.len, b.ptr, b.len);
    p->extra.len += b.len;
    p->head_ready = true;
    buf_release(&b);
    return pack_text(p, p->head);
}

const cJSON *packument_head(Packument *p, Err *err)
{
    cJSON *head = NULL;
    Err why = { .code = ERR_EJSONPARSE, .msg = "no object" };

    if (p->head_json != NULL)
        return p->head_json;
    if (p->packed ||
        json_parse(&p->arena, pack_head_text(p), "document", NULL, &head, &why) < 0 ||
        !json_is_obj(head)) {
        err_set(err, why.code, "packument of '" STR_FMT "': %s",
                STR_ARG(packument_name(p)), why.msg);
        return NULL;
    }
    p->head_json = head;
    return head;
}

const cJSON *packument_document(Packument *p, Err *err)
{
    cJSON *doc, *versions;

    if (p->document != NULL)
        return p->document;
    if (packument_head(p, err) == NULL)
        return NULL;
    doc = json_dup(&p->arena, p->head_json);
    versions = json_new_obj(&p->arena);
    for (size_t i = 0; i < p->n_published; i++) {
        const cJSON *m = NULL;
        cJSON *other;
        Str text;

        if (manifest_text(p, i, false, &p->arena, &text, err) < 0)
            return NULL;
        /* Manifests that are no objects ("1.0.0": null) stay what they are. */
        if (text.len > 0 && text.ptr[0] == '{')
            m = packument_manifest(p, i, err);
        else if (json_parse(&p->arena, text, "manifest", NULL, &other, err) == 0)
            m = other;
        if (m == NULL)
            return NULL;
        json_add(&p->arena, versions, pack_text(p, p->records[i].version),
                 json_dup(&p->arena, m));
    }
    json_set(&p->arena, doc, STR("versions"), versions);
    p->document = doc;
    return doc;
}
