/* script_keys.c: see script_keys.h. */
#include "pkg/install/script_keys.h"

/* ---- Keys ---- */

/* Where it came from: the URL or folder; "" if that isn't known. */
static Str source_of(const ScriptIdentity *id)
{
    if (id->resolved.len > 0)
        return id->resolved;
    return id->n_places > 0 && id->resolved.ptr == NULL ? id->places[0] : STR("");
}

/* "github:u/r", with "#commit" if asked for; ptr NULL where it is no known host's. */
static Str git_key(Arena *a, Str source, bool commit)
{
    Spec s;
    Str base, at;

    if (spec_parse(a, source, STR("/"), &s, NULL) < 0 || !s.has_hosted)
        return (Str){ NULL, 0 };
    base = hosted_url(a, &s.hosted, HOSTED_SHORTCUT, HOSTED_NO_COMMITTISH);
    at = s.git_committish.len > 0 ? s.git_committish : s.hosted.committish;
    return commit && at.len > 0
               ? arena_strf(a, STR_FMT "#" STR_FMT, STR_ARG(base), STR_ARG(at))
               : base;
}

static bool is_folder(Str source)
{
    return str_starts(source, STR("file:")) || str_starts(source, STR("/"));
}

/* Name and version by the registry's URL, or the name alone by who wants it. */
static bool trusted(Arena *a, const ScriptIdentity *id, Str *name, Str *version)
{
    *version = (Str){ NULL, 0 };
    if (id->resolved.len > 0 && script_policy_registry_id(a, id->resolved, name, version))
        return true;
    *name = id->edge_name;
    return name->len > 0;
}

Str script_key_name(Arena *a, Node *n)
{
    ScriptIdentity id = script_identity(n);
    Str source = source_of(&id), name, version;

    if (str_starts(source, STR("git")))
        return git_key(a, source, false);
    if (is_folder(source))
        return source;
    return trusted(a, &id, &name, &version) ? name : (Str){ NULL, 0 };
}

static Str versioned_key(Arena *a, Node *n)
{
    ScriptIdentity id = script_identity(n);
    Str source = source_of(&id), name, version;

    if (str_starts(source, STR("git")))
        return git_key(a, source, true);
    if (is_folder(source))
        return source;
    if ((str_starts(source, STR("http://")) || str_starts(source, STR("https://"))) &&
        trusted(a, &id, &name, &version) && version.ptr != NULL)
        return arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(name), STR_ARG(version));
    return (Str){ NULL, 0 };
}

static bool same_host(Arena *a, const Spec *key, Str source)
{
    Spec s;

    return source.len > 0 && key->has_hosted &&
           spec_parse(a, source, STR("/"), &s, NULL) == 0 && s.has_hosted &&
           str_eq(hosted_url(a, &key->hosted, HOSTED_SSH, HOSTED_NO_COMMITTISH),
                  hosted_url(a, &s.hosted, HOSTED_SSH, HOSTED_NO_COMMITTISH));
}

/* Is the key about this package, in whichever version? */
static bool is_about(Arena *a, Str key, Node *n)
{
    ScriptIdentity id = script_identity(n);
    Str name, version;
    Spec s;

    if (spec_parse(a, key, STR(""), &s, NULL) < 0)
        return false;
    switch (s.type) {
    case SPEC_TAG:
    case SPEC_RANGE:
    case SPEC_VERSION: return trusted(a, &id, &name, &version) && str_eq(name, s.name);
    case SPEC_GIT: return same_host(a, &s, source_of(&id));
    case SPEC_FILE:
    case SPEC_DIRECTORY:
    case SPEC_REMOTE: return script_policy_matches(key, &id, true);
    default: return false;
    }
}

static SpecType type_of(Arena *a, Str key, Spec *out)
{
    return spec_parse(a, key, STR(""), out, NULL) < 0 ? SPEC_ALIAS : out->type;
}

static bool is_pin(Arena *a, Str key)
{
    Spec s;

    return type_of(a, key, &s) == SPEC_VERSION;
}

static bool is_name(Arena *a, Str key)
{
    Spec s;
    SpecType type = type_of(a, key, &s);

    return type == SPEC_TAG ||
           (type == SPEC_RANGE && (str_is(s.fetch_spec, "*") || s.raw_spec.len == 0));
}

/* ---- Changes ---- */

typedef struct {
    Arena *a;
    cJSON *policy;
    const NodeList *nodes;
    ScriptEdit *out;
    Str name; /* the key for all versions */
} Edit;

static void note(Edit *e, Str key, const char *change)
{
    vec_push_in(e->a, &e->out->changes, (ScriptChange){ arena_str(e->a, key), change });
}

static void add(Edit *e, Str key, bool allowed)
{
    const cJSON *old = json_getn(e->policy, key);

    if (allowed ? json_is_true(old) : json_is_false(old))
        return;
    json_set(e->a, e->policy, key, json_new_bool(e->a, allowed));
    note(e, key, "added");
}

static bool has_key(const Str *keys, size_t n, Str key)
{
    for (size_t i = 0; i < n; i++) {
        if (keys[i].ptr != NULL && str_eq(keys[i], key))
            return true;
    }
    return false;
}

/* Versions that are allowed, but for those in `keep`; change NULL: without a word. */
static void drop_pins(Edit *e, const Str *keep, size_t n, const char *change)
{
    for (cJSON *m = e->policy->child, *next; m != NULL; m = next) {
        Str key = json_key(m);

        next = m->next;
        if (!json_is_true(m) || !is_pin(e->a, key) || str_eq(key, e->name) ||
            has_key(keep, n, key) || !is_about(e->a, key, e->nodes->ptr[0]))
            continue;
        json_unlink(e->policy, m);
        if (change != NULL)
            note(e, key, change);
    }
}

static bool is_denied(Edit *e)
{
    Str subject = e->name.ptr != NULL ? e->name : STR("this package");

    VEC_EACH (Node *, n, *e->nodes) {
        JSON_EACH (m, e->policy) {
            Str key = json_key(m);

            if (!json_is_false(m) || !is_about(e->a, key, *n))
                continue;
            e->out->warning =
                is_name(e->a, key)
                    ? arena_strf(e->a,
                                 STR_FMT " is denied; remove the entry from allowScripts "
                                         "to approve " STR_FMT ".",
                                 STR_ARG(key), STR_ARG(subject))
                    : arena_strf(e->a,
                                 STR_FMT " is a versioned deny; run `pkg install-scripts "
                                         "deny " STR_FMT "` to widen the deny to all "
                                         "versions of " STR_FMT
                                         ", or remove the entry to approve " STR_FMT ".",
                                 STR_ARG(key), STR_ARG(subject), STR_ARG(subject),
                                 STR_ARG(subject));
            return true;
        }
    }
    return false;
}

static void approve_by_name(Edit *e)
{
    drop_pins(e, NULL, 0, NULL);
    if (e->name.ptr != NULL)
        add(e, e->name, true);
}

/* A package without a URL has no version that could be pinned. */
static void approve_unpinnable(Edit *e)
{
    drop_pins(e, NULL, 0, "removed-pinned-allow");
    add(e, e->name, true);
    if (e->out->changes.len > 0)
        e->out->warning =
            arena_strf(e->a,
                       STR_FMT ": approved by name (all versions) because its "
                               "package-lock.json entry has no \"resolved\" URL, so no "
                               "specific version can be pinned. Run `pkg install` to "
                               "refresh the lockfile and enable pinning.",
                       STR_ARG(e->name));
}

void script_keys_approve(Arena *a, cJSON *policy, const NodeList *nodes, bool pin,
                         ScriptEdit *out)
{
    Edit e = { a, policy, nodes, out, { NULL, 0 } };
    Str *keys = arena_array(a, Str, nodes->len);
    bool all = true;

    *out = (ScriptEdit){ .warning = STR("") };
    if (nodes->len == 0)
        return;
    e.name = script_key_name(a, nodes->ptr[0]);
    if (is_denied(&e))
        return;
    if (!pin) {
        approve_by_name(&e);
        return;
    }
    for (size_t i = 0; i < nodes->len; i++) {
        keys[i] = versioned_key(a, nodes->ptr[i]);
        all = all && keys[i].ptr != NULL;
    }
    if (!all && e.name.ptr != NULL) {
        approve_unpinnable(&e);
        return;
    }
    drop_pins(&e, keys, nodes->len, "removed-stale");
    for (size_t i = 0; i < nodes->len; i++) {
        if (keys[i].ptr != NULL)
            add(&e, keys[i], true);
    }
    if (e.name.ptr != NULL && !has_key(keys, nodes->len, e.name) &&
        json_is_true(json_getn(policy, e.name))) {
        json_unlink(policy, json_getn(policy, e.name));
        note(&e, e.name, "replaced-by-pin");
    }
}

void script_keys_deny(Arena *a, cJSON *policy, const NodeList *nodes, ScriptEdit *out)
{
    Edit e = { a, policy, nodes, out, { NULL, 0 } };

    *out = (ScriptEdit){ .warning = STR("") };
    if (nodes->len == 0)
        return;
    e.name = script_key_name(a, nodes->ptr[0]);
    if (e.name.ptr == NULL)
        return;
    for (cJSON *m = policy->child, *next; m != NULL; m = next) {
        next = m->next;
        if (str_eq(json_key(m), e.name) || !is_about(a, json_key(m), nodes->ptr[0]))
            continue;
        note(&e, json_key(m), "removed-pinned-allow");
        json_unlink(policy, m);
    }
    add(&e, e.name, false);
}
