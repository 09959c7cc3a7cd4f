/* script_policy.c: see script_policy.h. */
#include "pkg/install/script_policy.h"

#include "common/path.h"
#include "common/semver.h"
#include "common/semver_range.h"
#include "common/url.h"

/* ---- who it is ---- */

/* The last part of s, taken off; parts stand between "/" or "%2f". */
static Str take_last_part(Str *s)
{
    for (size_t i = s->len; i > 0; i--) {
        Str tail = str_from(*s, i - 1);
        size_t sep = tail.ptr[0] == '/' ? 1 : 0;

        if (tail.len >= 3 && tail.ptr[0] == '%' && tail.ptr[1] == '2' &&
            (tail.ptr[2] | 32) == 'f')
            sep = 3;
        if (sep == 0)
            continue;
        *s = str_sub(*s, 0, i - 1);
        return str_from(tail, sep);
    }
    Str all = *s;

    *s = str_sub(*s, 0, 0);
    return all;
}

bool script_policy_registry_id(Arena *a, Str resolved, Str *name, Str *version)
{
    Str base = path_basename(resolved), pre, project, scope;
    ptrdiff_t mark = -1;
    Semver v;
    Url u;

    if (!str_ends(base, STR(".tgz")) || !url_parse(a, resolved, NULL, &u) ||
        (!str_is(u.scheme, "http") && !str_is(u.scheme, "https")))
        return false;
    for (size_t i = 0; i + 3 <= u.path.len; i++)
        if (str_starts(str_from(u.path, i), STR("/-/")))
            mark = (ptrdiff_t)i;
    if (mark < 1 || !str_eq(str_from(u.path, (size_t)mark + 3), base))
        return false;
    pre = str_sub(u.path, 1, (size_t)mark);
    project = take_last_part(&pre);
    scope = take_last_part(&pre);
    if (!str_starts(base, project) || base.len < project.len + 5 ||
        base.ptr[project.len] != '-' ||
        !semver_parse(a, str_sub(base, project.len + 1, base.len - 4), 0, &v))
        return false;
    *name = str_starts(scope, STR("@"))
                ? arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(scope), STR_ARG(project))
                : project;
    *version = semver_text(a, &v);
    return true;
}

/* ---- one key ---- */

static bool exact_versions(Arena *a, Str range)
{
    Str rest = range, part;
    Semver v;

    /* "1.0.0 || 2.0.0": split at each bar; the pieces between two bars are empty. */
    for (int i = 0; str_next(&rest, '|', &part); i++) {
        part = str_trim(part);
        if (i % 2 == 1 && part.len == 0)
            continue;
        if (!semver_parse(a, part, 0, &v))
            return false;
    }
    return true;
}

static bool name_only(const Spec *s)
{
    return str_is(s->fetch_spec, "*") || s->raw_spec.len == 0 || str_is(s->raw_spec, "*");
}

static bool matches_registry(Arena *a, const Spec *key, const ScriptIdentity *id,
                             bool deny)
{
    Str name = STR(""), version = { NULL, 0 };
    SemverRange range;
    Semver v;

    if (!id->from_registry || key->type == SPEC_TAG)
        return false;
    if (id->resolved.ptr == NULL ||
        !script_policy_registry_id(a, id->resolved, &name, &version))
        name = id->edge_name;
    if (name.len == 0 || !str_eq(name, key->name))
        return false;
    if (key->type == SPEC_RANGE && name_only(key))
        return true;
    if (key->type == SPEC_RANGE && !exact_versions(a, key->fetch_spec))
        return false;
    if (version.ptr == NULL)
        return deny;
    if (key->type == SPEC_VERSION)
        return str_eq(version, key->fetch_spec);
    return semver_parse(a, version, SEMVER_LOOSE, &v) &&
           semver_range_parse(a, key->fetch_spec, SEMVER_LOOSE, &range) &&
           semver_satisfies(&v, &range);
}

static Str committish_of(const Spec *s)
{
    if (s->git_committish.len > 0)
        return s->git_committish;
    return s->has_hosted ? s->hosted.committish : STR("");
}

static bool matches_git(Arena *a, const Spec *key, const ScriptIdentity *id)
{
    Spec node;
    Str want, have;

    if (id->resolved.ptr == NULL || !str_starts(id->resolved, STR("git")) ||
        spec_parse(a, id->resolved, STR("/"), &node, NULL) < 0)
        return false;
    if (key->has_hosted && node.has_hosted) {
        if (!str_eq(hosted_url(a, &key->hosted, HOSTED_SSH, HOSTED_NO_COMMITTISH),
                    hosted_url(a, &node.hosted, HOSTED_SSH, HOSTED_NO_COMMITTISH)))
            return false;
    } else if (key->fetch_spec.len == 0 || !str_eq(key->fetch_spec, node.fetch_spec)) {
        return false;
    }
    want = committish_of(key);
    have = committish_of(&node);
    return want.len == 0 || (have.len > 0 && str_starts(have, want));
}

static bool is_source(Str place, const Spec *key)
{
    return place.len > 0 &&
           (str_eq(place, key->save_spec) || str_eq(place, key->fetch_spec));
}

static bool matches_place(const Spec *key, const ScriptIdentity *id)
{
    if (id->resolved.len > 0)
        return is_source(id->resolved, key);
    for (size_t i = 0; i < id->n_places; i++)
        if (is_source(id->places[i], key))
            return true;
    return false;
}

static bool matches(Arena *a, Str text, const ScriptIdentity *id, bool deny)
{
    Spec key;

    if (spec_parse(a, text, STR(""), &key, NULL) < 0)
        return false;
    switch (key.type) {
    case SPEC_TAG:
    case SPEC_RANGE:
    case SPEC_VERSION: return matches_registry(a, &key, id, deny);
    case SPEC_GIT: return matches_git(a, &key, id);
    case SPEC_FILE:
    case SPEC_DIRECTORY:
    case SPEC_REMOTE: return matches_place(&key, id);
    case SPEC_ALIAS: break; /* the real name must be said */
    }
    return false;
}

bool script_policy_matches(Str key, const ScriptIdentity *id, bool deny)
{
    Arena a = { 0 };
    bool yes = matches(&a, key, id, deny);

    arena_release(&a);
    return yes;
}

/* ---- the whole policy ---- */

ScriptVerdict script_policy_verdict(const cJSON *policy, const ScriptIdentity *id)
{
    ScriptVerdict v = SCRIPTS_UNREVIEWED;

    if (id->in_bundle || !json_is_obj(policy))
        return v;
    JSON_EACH (entry, policy) {
        if (!script_policy_matches(json_key(entry), id, json_is_false(entry)))
            continue;
        if (json_is_false(entry))
            return SCRIPTS_DENIED;
        if (json_is_true(entry))
            v = SCRIPTS_ALLOWED;
    }
    return v;
}

/* NULL, or why the key isn't taken, in npm's words. */
static const char *refusal(Arena *a, const char *text)
{
    Spec key;

    if (spec_parse(a, str_of(text), STR(""), &key, NULL) < 0)
        return arena_printf(a, "unparseable entry \"%s\"", text);
    if (key.type == SPEC_TAG)
        return arena_printf(a,
                            "\"%s\" \u2014 dist-tag specs (@latest, @next, ...) are not "
                            "allowed; use exact versions joined by \"||\", or the bare "
                            "package name, instead",
                            text);
    if (key.type == SPEC_RANGE && !name_only(&key) && !exact_versions(a, key.fetch_spec))
        return arena_printf(a,
                            "\"%s\" \u2014 semver ranges (^, ~, >=, <) are not allowed; "
                            "use exact versions joined by \"||\" instead",
                            text);
    return NULL;
}

cJSON *script_policy_clean(Arena *a, const cJSON *policy, const char *source,
                           void (*warn)(const char *text))
{
    cJSON *out = json_new_obj(a);

    JSON_EACH (entry, policy) {
        const char *why = refusal(a, entry->string);

        if (why == NULL)
            json_add(a, out, json_key(entry), json_dup(a, entry));
        else if (warn)
            warn(arena_printf(a, "%s: ignoring %s", source, why));
    }
    return out->child ? out : NULL;
}
