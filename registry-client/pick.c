/* pick.c: npm-pick-manifest on a packument's table of versions. */
#include "registry-client/pick.h"

#include <stdio.h>

#include "common/jstext.h"
#include "common/map.h"
#include "common/spec.h"
#include "common/xalloc.h"
#include "registry-client/js_date.h"
#include "registry-client/pick_order.h"

#define NOTHING (-1)

typedef struct {
    int record; /* or NOTHING */
    bool plain; /* the default tag's version: npm doesn't ask whether to avoid it */
} Found;

struct PickMemo {
    Arena arena;
    Map engines; /* text → 1 suits, 2 doesn't */
    Str node, npm;
};

/* One question: the packument and what is known of the options. */
typedef struct {
    Packument *p;
    const PickOptions *o;
    Arena *scratch;
    PickMemo *memo;
    SemverRange avoid;
    bool has_avoid;
    Err *err;
} Question;

PickOptions pick_default_options(void)
{
    return (PickOptions){ .default_tag = STR("latest") };
}

PickMemo *pick_memo_new(void)
{
    return xcalloc(1, sizeof(PickMemo));
}

void pick_memo_free(PickMemo *m)
{
    if (m == NULL)
        return;
    map_release(&m->engines);
    arena_release(&m->arena);
    xfree(m);
}

/* ---- Facts about a version ---- */

/* Does the version suit what "engines" says of it? */
static bool suits(Arena *a, Str version, const cJSON *wanted)
{
    SemverRange range;
    Semver v;

    if (version.len == 0 || !json_truthy(wanted))
        return true;
    return json_is_str(wanted) &&
           semver_range_parse(a, json_str(wanted), SEMVER_INCLUDE_PRERELEASE, &range) &&
           semver_parse(a, version, SEMVER_INCLUDE_PRERELEASE, &v) &&
           semver_satisfies(&v, &range);
}

static bool engines_suit(const Question *q, Str text)
{
    Arena *a = &q->memo->arena;
    uintptr_t known = (uintptr_t)map_get(&q->memo->engines, text);
    cJSON *engines;
    bool ok = true;

    if (known != 0)
        return known == 1;
    text = arena_str(a, text);
    if (json_parse(a, text, "engines", NULL, &engines, NULL) == 0)
        ok = suits(a, q->memo->node, json_get(engines, "node")) &&
             suits(a, q->memo->npm, json_get(engines, "npm"));
    map_set(&q->memo->engines, text, (void *)(uintptr_t)(ok ? 1 : 2));
    return ok;
}

static bool engine_ok(const Question *q, const PackumentFacts *f)
{
    if (f->engines.len == 0 || (q->memo->node.len == 0 && q->memo->npm.len == 0))
        return true;
    return engines_suit(q, f->engines);
}

static bool is_before(const Question *q, const PackRecord *r)
{
    if (!q->p->has_time || r->time_ms == PACKVER_NO_TIME)
        return true;
    if (r->time_ms == PACKVER_BAD_TIME)
        return false;
    return !q->o->has_before ||
           (q->o->before_ms != PICK_BAD_DATE && r->time_ms <= q->o->before_ms);
}

static bool should_avoid_version(const Question *q, const Semver *v)
{
    return q->has_avoid && v != NULL && semver_satisfies(v, &q->avoid);
}

static bool should_avoid(const Question *q, uint32_t record)
{
    return q->has_avoid && should_avoid_version(q, pack_semver(q->p, record));
}

static bool is_staged_record(const Packument *p, uint32_t i)
{
    return i >= p->n_published && i < p->n_published + p->n_staged;
}

/* Staged versions exist for those only who ask for them. */
static bool counts(const Question *q, uint32_t i)
{
    return q->o->include_staged || !is_staged_record(q->p, i);
}

static bool is_staged(const Question *q, const PackRecord *r)
{
    return q->o->include_staged && (r->flags & PACKVER_STAGED);
}

/* versions[v] || staged[v] || restricted[v]; NOTHING if there is none. */
static int find(const Question *q, Str version)
{
    ptrdiff_t i = packument_find(q->p, version);

    if (i < 0 || counts(q, (uint32_t)i))
        return (int)i;
    for (uint32_t k = q->p->n_published + q->p->n_staged; k < q->p->n; k++) {
        if (str_eq(pack_text(q->p, q->p->records[k].version), version))
            return (int)k;
    }
    return NOTHING;
}

/* ---- Choosing ---- */

#define BEST 63

static int rank(const Question *q, uint32_t i)
{
    const PackRecord *r = &q->p->records[i];
    PackumentFacts f = packument_facts(q->p, i);
    bool engine = engine_ok(q, &f), fine = !f.deprecated;

    return (!should_avoid(q, i)) << 5 | (!(r->flags & PACKVER_RESTRICTED)) << 4 |
           (!is_staged(q, r)) << 3 | (engine && fine) << 2 | engine << 1 | fine;
}

/* The default tag's version, if it is in the range and nothing speaks against it. */
static int default_version(const Question *q, Str range_text, const SemverRange *range)
{
    Str version = packument_tag(q->p, q->o->default_tag);
    ptrdiff_t i = version.len > 0 ? packument_find(q->p, version) : NOTHING;
    const PackRecord *r;
    PackumentFacts f;
    const Semver *v;

    if (i < 0 || (uint32_t)i >= q->p->n_published)
        return NOTHING;
    r = &q->p->records[i];
    v = pack_semver(q->p, (uint32_t)i);
    if (!str_is(range_text, "*") && (v == NULL || !semver_satisfies(v, range)))
        return NOTHING;
    if ((r->flags & PACKVER_RESTRICTED) || is_staged(q, r) ||
        should_avoid(q, (uint32_t)i) || !is_before(q, r))
        return NOTHING;
    f = packument_facts(q->p, (size_t)i);
    return f.deprecated || !engine_ok(q, &f) ? NOTHING : (int)i;
}

static int best_of_range(const Question *q, const SemverRange *range)
{
    uint32_t first, end;
    int best = NOTHING, best_rank = -1;

    pack_range_bounds(q->p, range, &first, &end);
    for (uint32_t k = first; k < end && best_rank < BEST; k++) {
        uint32_t i = q->p->order[k];
        int this_rank;

        if (!counts(q, i) || !is_before(q, &q->p->records[i]) ||
            !semver_satisfies(pack_semver(q->p, i), range))
            continue;
        /* Highest first: a later one wins only by a better rank. */
        this_rank = rank(q, i);
        if (this_rank > best_rank) {
            best = (int)i;
            best_rank = this_rank;
        }
    }
    return best;
}

static int no_versions(const Question *q)
{
    return err_set(q->err, ERR_ENOVERSIONS, "No versions available for " STR_FMT,
                   STR_ARG(packument_name(q->p)));
}

static bool has_any_before(const Question *q)
{
    for (uint32_t i = 0; i < q->p->n; i++) {
        if (counts(q, i) && is_before(q, &q->p->records[i]))
            return true;
    }
    return false;
}

static int pick_range(const Question *q, Str text, Found *found)
{
    SemverRange range;
    bool valid = semver_range_parse(q->scratch, text, SEMVER_LOOSE, &range);

    *found = (Found){ valid ? default_version(q, text, &range) : NOTHING, true };
    if (found->record != NOTHING)
        return 0;
    if (!has_any_before(q))
        return no_versions(q);
    *found = (Found){ valid ? best_of_range(q, &range) : NOTHING, false };
    return 0;
}

/* semver.clean(text, { loose: true }) */
static Str clean(Arena *a, Str text)
{
    Semver v;

    text = js_trim(text);
    while (text.len > 0 && (text.ptr[0] == '=' || text.ptr[0] == 'v'))
        text = str_from(text, 1);
    return semver_parse(a, text, SEMVER_LOOSE, &v) ? semver_text(a, &v) : STR("");
}

/* What `wanted` is: SPEC_VERSION, SPEC_RANGE or SPEC_TAG, without looking at paths and
 * URLs when it is clearly a version or range. */
static int kind_of(const Question *q, Str wanted, SpecType *kind)
{
    SemverRange range;
    Semver v;
    Spec spec;

    if (wanted.ptr[0] >= '0' && wanted.ptr[0] <= '9' &&
        semver_parse(q->scratch, wanted, SEMVER_LOOSE, &v)) {
        *kind = SPEC_VERSION;
        return 0;
    }
    if ((wanted.ptr[0] == '^' || wanted.ptr[0] == '~') &&
        semver_range_parse(q->scratch, wanted, SEMVER_LOOSE, &range)) {
        *kind = SPEC_RANGE;
        return 0;
    }
    if (spec_resolve(q->scratch, packument_name(q->p), wanted, STR(""), &spec, q->err) <
        0)
        return q->err->code;
    *kind = spec.type;
    if (spec.type != SPEC_VERSION && spec.type != SPEC_RANGE && spec.type != SPEC_TAG)
        return err_set(q->err, ERR_EINVALIDTYPE,
                       "Only tag, version, and range are supported");
    return 0;
}

/* A tag is exactly its version; the newest one before the date where that is too young.
 */
static int pick_tag(const Question *q, Str tag, Found *found)
{
    Str version = packument_tag(q->p, tag), range;
    ptrdiff_t i = version.ptr != NULL ? packument_find(q->p, version) : NOTHING;
    SpecType kind;

    if (i >= 0 && !is_before(q, &q->p->records[i])) {
        range = arena_strf(q->scratch, "<=" STR_FMT, STR_ARG(version));
        return kind_of(q, range, &kind) < 0 ? q->err->code : pick_range(q, range, found);
    }
    if (version.ptr != NULL)
        found->record = find(q, version);
    return 0;
}

/* npm asks the manifest for its version, not the key it stands under. */
static int check_avoided(const Question *q, Pick *out)
{
    const cJSON *manifest = packument_manifest(q->p, out->index, q->err);
    Semver v;

    if (manifest == NULL)
        return q->err->code;
    out->should_avoid = semver_parse(q->scratch, json_str(json_get(manifest, "version")),
                                     SEMVER_LOOSE, &v) &&
                        should_avoid_version(q, &v);
    return 0;
}

/* Without avoidStrict. */
static int pick_once(const Question *q, Str wanted, Pick *out, Found *found)
{
    SpecType kind = SPEC_RANGE;
    int rc = 0;

    *found = (Found){ NOTHING, false };
    if (wanted.len > 0)
        rc = kind_of(q, wanted, &kind);
    if (rc == 0 && kind == SPEC_TAG) {
        rc = pick_tag(q, wanted, found);
    } else if (rc == 0 && kind == SPEC_VERSION) {
        found->record = find(q, clean(q->scratch, wanted));
        if (found->record != NOTHING && !is_before(q, &q->p->records[found->record]))
            found->record = NOTHING;
    } else if (rc == 0) {
        rc = pick_range(q, wanted.len > 0 ? wanted : STR("*"), found);
    }
    *out = (Pick){ 0 };
    if (rc < 0 || found->record == NOTHING)
        return rc;
    out->index = (size_t)found->record;
    return q->has_avoid && !found->plain ? check_avoided(q, out) : 0;
}

static bool is_good(const Pick *p, const Found *found)
{
    return found->record == NOTHING || !p->should_avoid;
}

/* Rather another version than an avoided one: first in the same major, then any. */
static int pick_strictly(const Question *q, Str wanted, Pick *out, Found *found)
{
    int rc = pick_once(q, wanted, out, found);
    Str version;

    if (rc < 0 || is_good(out, found))
        return rc;
    version = json_str(json_get(packument_manifest(q->p, out->index, q->err), "version"));
    rc = pick_once(q, arena_strf(q->scratch, "^" STR_FMT, STR_ARG(version)), out, found);
    out->outside_dependency_range = true;
    if (rc < 0 || is_good(out, found))
        return rc;
    rc = pick_once(q, STR("*"), out, found);
    out->outside_dependency_range = out->is_semver_major = true;
    if (rc < 0 || is_good(out, found))
        return rc;
    return err_set(q->err, ERR_ETARGET, "No avoidable versions for " STR_FMT,
                   STR_ARG(packument_name(q->p)));
}

/* ---- Answering ---- */

static int no_match(const Question *q, Str wanted, bool forbidden)
{
    Str message = pack_text(q->p, q->p->restricted_message);
    char date[64] = "", spec[512];

    if (q->o->has_before && q->o->before_ms != PICK_BAD_DATE)
        js_date_locale(q->o->before_ms, date, sizeof date);
    snprintf(spec, sizeof spec, STR_FMT "@" STR_FMT "%s%s", STR_ARG(packument_name(q->p)),
             STR_ARG(wanted), q->o->has_before ? " with a date before " : "", date);
    if (forbidden)
        return err_set(q->err, ERR_E403,
                       "Could not download %s due to policy violations:\n" STR_FMT, spec,
                       STR_ARG(message));
    return err_set(q->err, ERR_ETARGET, "No matching version found for %s.", spec);
}

/* By the manifest's own version, as npm asks. */
static bool is_forbidden(const Question *q, size_t index)
{
    const cJSON *manifest;
    ptrdiff_t i;

    if (q->p->n == q->p->n_published + q->p->n_staged)
        return false;
    manifest = packument_manifest(q->p, index, NULL);
    i = packument_find(q->p, json_str(json_get(manifest, "version")));
    return i >= 0 && (q->p->records[i].flags & PACKVER_RESTRICTED);
}

static void set_memo(PickMemo *m, const PickOptions *o)
{
    if (str_eq(m->node, o->node_version) && str_eq(m->npm, o->npm_version))
        return;
    map_clear(&m->engines);
    m->node = arena_str(&m->arena, o->node_version);
    m->npm = arena_str(&m->arena, o->npm_version);
}

int pick_manifest(Packument *p, Str wanted, const PickOptions *o, Pick *out, Err *err)
{
    Arena scratch = { 0 };
    PickMemo own = { 0 };
    Err unused = { 0 };
    Question q = { .p = p,
                   .o = o,
                   .scratch = &scratch,
                   .memo = o->memo ? o->memo : &own,
                   .err = err ? err : &unused };
    Found found;
    int rc;

    set_memo(q.memo, o);
    q.has_avoid = o->avoid.len > 0 &&
                  semver_range_parse(&scratch, o->avoid,
                                     SEMVER_LOOSE | SEMVER_INCLUDE_PRERELEASE, &q.avoid);
    rc = o->avoid_strict ? pick_strictly(&q, wanted, out, &found)
                         : pick_once(&q, wanted, out, &found);
    if (rc == 0 && found.record == NOTHING)
        rc = no_match(&q, wanted, false);
    else if (rc == 0 && is_forbidden(&q, out->index))
        rc = no_match(&q, wanted, true);
    map_release(&own.engines);
    arena_release(&own.arena);
    arena_release(&scratch);
    return rc;
}
