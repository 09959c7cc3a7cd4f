/* source.c: where manifests come from. */
#include "pkg/install/source.h"

#include "common/fs.h"
#include "common/integrity.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/version.h"
#include "pkg/install/contents.h"
#include "pkg/install/fetch.h"
#include "pkg/install/install_check.h"
#include "pkg/install/look_ahead.h"
#include "pkg/install/release_age.h"
#include "pkg/install/folder.h"
#include "pkg/install/tarball.h"
#include "pkg/model/manifest.h"
#include "pkg/ui/progress.h"
#include "registry-client/fetch_packument.h"

/* ---- The registry ---- */

static void complete_manifest(Source *s, cJSON *m)
{
    Arena *a = s->arena;
    const cJSON *dist = json_get(m, "dist");
    Str resolved = json_str(json_get(dist, "tarball"));
    Str integrity = manifest_integrity(a, dist);

    if (resolved.len > 0)
        json_set(a, m, STR("_resolved"), json_new_str(a, resolved));
    if (integrity.len > 0)
        json_set(a, m, STR("_integrity"), json_new_str(a, integrity));
    manifest_normalize(a, m);
}

/* Locks have the licence of each package, and only full documents know it. */
static bool is_brief(const Source *s)
{
    return s->brief && !s->pick.has_before;
}

static PackumentKind kind_of(const Source *s)
{
    if (is_brief(s))
        return PACKUMENT_SHORT;
    return s->install ? PACKUMENT_INSTALL : PACKUMENT_FULL;
}

PickOptions source_pick_options(const Source *s, Str name)
{
    PickOptions o = s->pick;

    if (o.has_before && release_age_excluded(&s->ctx->config, name))
        o.has_before = false;
    if (s->avoid != NULL)
        o.avoid = s->avoid(s->avoid_ctx, name);
    return o;
}

static int pick(Source *s, const Spec *spec, Packument *p, Pick *out, Err *err)
{
    PickOptions o = source_pick_options(s, spec->name);

    return pick_manifest(p, spec->fetch_spec, &o, out, err);
}

/* Where the cache didn't have the document it hasn't the package, in all likelihood. */
static void chosen(void *ctx, const Spec *spec, const cJSON *m)
{
    Source *s = ctx;
    Str url = json_str(json_get(m, "_resolved")), label;
    Err ignored;

    if (s->ahead == NULL || !spec->registry)
        return;
    if (spec->sub != NULL)
        spec = spec->sub;
    if (!map_has(&s->new_documents, spec->name) || url.len == 0 ||
        platform_check(m, &s->platform, &ignored) < 0)
        return;
    label = arena_strf(s->arena, STR_FMT "@" STR_FMT, STR_ARG(spec->name),
                       STR_ARG(json_str(json_get(m, "version"))));
    fetch_ahead(s->ahead, install_registry_url(s->ctx, s->arena, url),
                install_registry_of(s->ctx, spec->name), label,
                json_str(json_get(m, "_integrity")));
}

int source_not_found(const Spec *spec, Err *err)
{
    if (err->code == ERR_E404 && err->hint[0] != '\0')
        err_hint(err,
                 "The requested resource '" STR_FMT "@" STR_FMT
                 "' could not be found or you do not have permission to access it.",
                 STR_ARG(spec->name),
                 STR_ARG(spec->raw_spec.len > 0 ? spec->raw_spec : STR("*")));
    return err->code;
}

int source_document(Ctx *ctx, const Spec *spec, Packument **out, Err *err)
{
    RegistryClient *client;

    if (ctx_client(ctx, &client, err) < 0)
        return err->code;
    registry_ask_anew(client, true);
    return registry_packument(client, spec->name, PACKUMENT_FULL, out, err) < 0
               ? source_not_found(spec, err)
               : 0;
}

int source_manifest_in(Source *s, const Spec *spec, Packument *p, const cJSON **out,
                       Err *err)
{
    Map *known = is_brief(s) ? &s->brief_manifests : &s->manifests;
    cJSON *m;
    PackumentVersion v;
    Pick choice;
    Str key;

    if (pick(s, spec, p, &choice, err) < 0)
        return err->code;
    v = packument_version(p, choice.index);
    key = arena_strf(s->arena, STR_FMT "@" STR_FMT, STR_ARG(spec->name),
                     STR_ARG(v.version));
    *out = map_get(known, key);
    if (*out != NULL)
        return 0;
    m = packument_read_manifest(p, choice.index, s->arena, err);
    if (m == NULL)
        return err->code;
    complete_manifest(s, m);
    map_set(known, key, m);
    if (packument_is_new(p))
        map_set(&s->new_documents, spec->name, s);
    *out = m;
    return 0;
}

/* Two that speak of the same algorithms must agree. */
static int check_promised(Arena *a, const Integrity *want, const Integrity *got, Err *err)
{
    if (integrity_match(got, want) != NULL)
        return 0;
    for (size_t i = 0; i < want->len; i++) {
        for (size_t k = 0; k < got->len; k++) {
            if (str_eq(want->hashes[i].algorithm, got->hashes[k].algorithm))
                return err_set(err, ERR_EINTEGRITY,
                               "Integrity checksum failed when using " STR_FMT
                               ": wanted " STR_FMT " but got " STR_FMT ".",
                               STR_ARG(want->hashes[i].algorithm),
                               STR_ARG(integrity_text(a, want)),
                               STR_ARG(integrity_text(a, got)));
        }
    }
    return 0;
}

/* What yarn.lock says of a package and what the registry does hold together: old ones
 * have a sha1, which stays beside the registry's. */
static int join_promised(Source *s, Str promised, const cJSON **m, Err *err)
{
    Arena *a = s->arena;
    Str own = json_str(json_get(*m, "_integrity")), text, key;
    Integrity want, got = { 0 };
    cJSON *copy;

    if (promised.len == 0 || !integrity_parse(a, promised, false, &want))
        return 0;
    if (integrity_parse(a, own, false, &got) &&
        (check_promised(a, &want, &got, err) < 0 ||
         integrity_merge(a, &want, &got, err) < 0))
        return err->code;
    text = integrity_text(a, &want);
    if (str_eq(text, own))
        return 0;
    key = arena_strf(a, STR_FMT "@" STR_FMT " " STR_FMT,
                     STR_ARG(json_str(json_get(*m, "name"))),
                     STR_ARG(json_str(json_get(*m, "version"))), STR_ARG(text));
    copy = map_get(&s->promised, key);
    if (copy == NULL) {
        copy = json_dup(a, *m);
        json_set(a, copy, STR("_integrity"), json_new_str(a, text));
        map_set(&s->promised, key, copy);
    }
    *m = copy;
    return 0;
}

static int from_registry(Source *s, const Spec *spec, const cJSON **out, Err *err)
{
    RegistryClient *client;
    Packument *p;
    Str promised = spec->integrity;

    if (spec->sub != NULL)
        spec = spec->sub;
    if (ctx_client(s->ctx, &client, err) < 0)
        return err->code;
    if (registry_packument(client, spec->name, kind_of(s), &p, err) < 0)
        return source_not_found(spec, err);
    if (source_manifest_in(s, spec, p, out, err) < 0)
        return err->code;
    return join_promised(s, promised, out, err);
}

/* ---- Tarballs and folders ---- */

static int from_tarball(Source *s, const Spec *spec, const cJSON **out, Err *err)
{
    Arena *a = s->arena;
    Str integrity, resolved = spec->fetch_spec;
    cJSON *m;

    if (tarball_manifest(s->ctx, spec, a, &m, &integrity, err) < 0)
        return err->code;
    if (spec->type == SPEC_FILE)
        resolved = arena_strf(a, "file:" STR_FMT, STR_ARG(spec->fetch_spec));
    json_set(a, m, STR("_resolved"), json_new_str(a, resolved));
    json_set(a, m, STR("_integrity"), json_new_str(a, integrity));
    *out = m;
    return 0;
}

const cJSON *source_folder_if_any(void *source, Str path)
{
    Source *s = source;
    cJSON *m = NULL;
    Err ignored;

    if (map_has(&s->folders, path))
        return map_get(&s->folders, path);
    if (folder_manifest(s->arena, path, &m, &ignored) < 0)
        m = NULL;
    map_set(&s->folders, arena_str(s->arena, path), m);
    return m;
}

const cJSON *source_folder(void *source, Str path)
{
    static const cJSON nothing = { .type = cJSON_Object };
    const cJSON *m = source_folder_if_any(source, path);

    return m != NULL ? m : &nothing;
}

static int from_folder(Source *s, const Spec *spec, const cJSON **out, Err *err)
{
    Arena *a = s->arena;
    cJSON *m;

    if (folder_manifest(a, spec->fetch_spec, &m, err) < 0)
        return err->code;
    json_set(a, m, STR("_resolved"),
             json_new_str(a, arena_strf(a, "file:" STR_FMT, STR_ARG(spec->fetch_spec))));
    *out = m;
    return 0;
}

static int from_git(Source *s, const Spec *spec, const cJSON **out, Err *err)
{
    cJSON *m;
    int rc = git_package_manifest(&s->git, s->ctx, s->arena, spec, &m, err);

    if (rc == 0)
        *out = m;
    return rc;
}

static bool is_folder_place(Source *s, Str resolved)
{
    Str path = str_from(resolved, 5);

    return str_starts(resolved, STR("file:")) &&
           fs_is_dir(arena_memdupz(s->arena, path.ptr, path.len));
}

bool source_is_made(Source *s, Str resolved)
{
    return is_folder_place(s, resolved) || git_package_is(s->arena, resolved);
}

int source_make_package(Source *s, Str name, Str resolved, Str *integrity, Err *err)
{
    if (is_folder_place(s, resolved))
        return folder_to_store(s->ctx, s->arena, str_from(resolved, 5), integrity, err);
    return git_package_fetch(&s->git, s->ctx, s->arena, name, resolved, integrity, err);
}

/* ---- Which kinds of specs are wanted ---- */

/* Named as it would stand in package.json. */
static void refused(Err *err, const Spec *spec)
{
    Str text = spec->save_spec.len > 0    ? spec->save_spec
               : spec->fetch_spec.len > 0 ? spec->fetch_spec
                                          : spec->raw_spec;

    err_hint(err, "Refusing to fetch \"" STR_FMT "%s" STR_FMT "\"", STR_ARG(spec->name),
             spec->name.len > 0 ? "@" : "", STR_ARG(text));
}

int source_check_allowed(Source *s, const Spec *spec, bool root, Err *err)
{
    static const struct {
        SpecType type;
        const char *key;
        int code;
    } kinds[] = {
        { SPEC_GIT, "allow-git", ERR_EALLOWGIT },
        { SPEC_REMOTE, "allow-remote", ERR_EALLOWREMOTE },
        { SPEC_FILE, "allow-file", ERR_EALLOWFILE },
        { SPEC_DIRECTORY, "allow-directory", ERR_EALLOWDIRECTORY },
    };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        Str allow;

        if (spec->type != kinds[i].type)
            continue;
        allow = config_str(&s->ctx->config, kinds[i].key);
        if (str_is(allow, "all"))
            continue;
        if (str_is(allow, "root") && root)
            continue;
        err_set(err, kinds[i].code,
                "Fetching%s packages of type \"%s\" have been disabled",
                str_is(allow, "root") ? " non-root" : "", spec_type_name(spec->type));
        refused(err, spec);
        return err->code;
    }
    return 0;
}

/* What to ask for instead, if yarn.lock knows. */
static const Spec *known_to_yarn(const Source *s, const Spec *spec)
{
    const Spec *known =
        s->yarn != NULL ? yarn_lock_spec(s->yarn, s->arena, spec, STR(DEFAULT_REGISTRY))
                        : NULL;

    return known != NULL ? known : spec;
}

static int manifest(void *ctx, const Spec *spec, bool root, const cJSON **out, Err *err)
{
    Source *s = ctx;

    if (source_check_allowed(s, spec, root, err) < 0)
        return err->code;
    progress_set("resolving", s->n_asked++, 0);
    spec = known_to_yarn(s, spec);
    s->n_elsewhere += !spec->registry;
    switch (spec->type) {
    case SPEC_VERSION:
    case SPEC_RANGE:
    case SPEC_TAG:
    case SPEC_ALIAS: return from_registry(s, spec, out, err);
    case SPEC_REMOTE:
    case SPEC_FILE: return from_tarball(s, spec, out, err);
    case SPEC_DIRECTORY: return from_folder(s, spec, out, err);
    case SPEC_GIT: return from_git(s, spec, out, err);
    }
    return err_set(err, ERR_EINTERNAL, "no such kind of spec: " STR_FMT,
                   STR_ARG(spec->raw));
}

int source_manifest(Source *s, const Spec *spec, const cJSON **out, Err *err)
{
    return manifest(s, spec, true, out, err);
}

int source_manifest_anew(Source *s, const Spec *spec, const cJSON **out, Err *err)
{
    RegistryClient *client;
    bool before;
    int rc;

    if (ctx_client(s->ctx, &client, err) < 0)
        return err->code;
    before = registry_ask_anew(client, true);
    rc = source_manifest(s, spec, out, err);
    registry_ask_anew(client, before);
    return rc;
}

const Spec *source_spec_meant(const Source *s, const Spec *spec)
{
    spec = known_to_yarn(s, spec);
    if (!spec->registry)
        return NULL;
    return spec->sub != NULL ? spec->sub : spec;
}

Packument *source_ask(Source *s, Str name, RegistryPriority priority,
                      const PackumentWatch *w)
{
    RegistryClient *client;
    Err ignored;

    return ctx_client(s->ctx, &client, &ignored) == 0
               ? registry_packument_prefetch(client, name, kind_of(s), priority, w)
               : NULL;
}

void source_prefetch(Source *s, const Spec *spec)
{
    spec = source_spec_meant(s, spec);
    if (spec != NULL)
        (void)source_ask(s, spec->name, REGISTRY_FIRST, NULL);
}

static void prefetch(void *source, const Spec *spec)
{
    Source *s = source;

    if (s->look.forest != NULL)
        look_ahead(s, spec);
    else
        source_prefetch(s, spec);
}

/* Files of packages whose scripts run are no links. */
static bool may_run_scripts(const Source *s, const Node *n)
{
    return node_has_install_script(n) && !config_bool(&s->ctx->config, "ignore-scripts");
}

bool source_is_stored(Source *s, const Node *n)
{
    StoreKey key;
    Store *store;
    Err ignored;

    if (map_has(&s->stored, n->integrity))
        return true;
    if (!fetch_store_key(s->arena, n->integrity, &key) ||
        ctx_store(s->ctx, &store, &ignored) < 0 || !store_has(store, &key))
        return false;
    map_set(&s->stored, n->integrity, s);
    return true;
}

Str source_usual_url(Arena *a, Str registry, Str name, Str version)
{
    Str path = arena_strf(a, STR_FMT "/-/" STR_FMT "-" STR_FMT ".tgz", STR_ARG(name),
                          STR_ARG(path_basename(name)), STR_ARG(version));

    return registry_url(a, registry, path);
}

Str source_likely_url(Source *s, const Node *n)
{
    StoreKey key;

    if (n->resolved.len > 0 || node_version(n).len == 0 ||
        !fetch_store_key(s->arena, n->integrity, &key) || source_is_stored(s, n))
        return STR("");
    return source_usual_url(s->arena, install_registry_of(s->ctx, node_package_name(n)),
                            node_package_name(n), node_version(n));
}

/* "" for what the store has. */
static Str place_of(Source *s, const Node *n)
{
    return n->resolved.len > 0 ? install_registry_url(s->ctx, s->arena, n->resolved)
                               : source_likely_url(s, n);
}

bool source_version_spec(Source *s, const Node *n, Spec *spec)
{
    Err ignored;

    return spec_resolve(s->arena, node_package_name(n), node_version(n), STR("/"), spec,
                        &ignored) == 0;
}

static Str ask_place(Source *s, const Spec *spec, Str *integrity, Err *err)
{
    const cJSON *m = NULL;

    if (source_manifest(s, spec, &m, err) < 0)
        return STR("");
    if (integrity->len == 0)
        *integrity = json_str(json_get(m, "_integrity"));
    return json_str(json_get(m, "_resolved"));
}

Str source_ask_place(Source *s, const Node *n, Str *integrity, Err *err)
{
    Spec spec;

    err->code = 0;
    return spec_resolve(s->arena, node_package_name(n), node_version(n), STR("/"), &spec,
                        err) < 0
               ? STR("")
               : ask_place(s, &spec, integrity, err);
}

/* A lock may say a version where the place should stand, or a word, or a list of them. */
static bool is_no_place(Source *s, const Node *n, Spec *spec)
{
    const cJSON *odd = node_odd_fact(s->arena, n, "resolved", n->resolved);
    Str text = odd != NULL ? json_in_template(s->arena, odd) : n->resolved;
    Err ignored;

    return !str_starts(text, STR("http")) &&
           spec_resolve(s->arena, n->name, text, STR("/"), spec, &ignored) == 0 &&
           spec->registry;
}

/* A tag that nobody has given is any version's, where only its place is asked for. */
static Str ask_named(Source *s, Spec *spec, Str *integrity, Err *err)
{
    Str place = ask_place(s, spec, integrity, err);

    if (err->code != ERR_ETARGET || spec->type != SPEC_TAG)
        return place;
    err->code = 0;
    return spec_resolve(s->arena, spec->name, STR("*"), STR("/"), spec, err) < 0
               ? STR("")
               : ask_place(s, spec, integrity, err);
}

Str source_tarball_url(Source *s, const Node *n, Str *integrity, Err *err)
{
    Spec spec;

    err->code = 0;
    if (str_starts(n->resolved, STR("file:")))
        return str_from(n->resolved, 5);
    if (n->resolved.len > 0 && !str_starts(n->resolved, STR("http")) &&
        is_no_place(s, n, &spec))
        return ask_named(s, &spec, integrity, err);
    if (n->resolved.len > 0)
        return install_registry_url(s->ctx, s->arena, n->resolved);
    return source_is_stored(s, n) ? STR("") : source_ask_place(s, n, integrity, err);
}

void source_placed(void *source, Node *n)
{
    Source *s = source;
    Str place;
    Err ignored;

    if (!fetch_ahead_links(s->ahead) || n->is_link || n->integrity.len == 0 ||
        may_run_scripts(s, n) || platform_check(n->pkg, &s->platform, &ignored) < 0)
        return;
    place = place_of(s, n);
    if (place.len > 0 || source_is_stored(s, n))
        fetch_ahead_link(s->ahead,
                         &(AheadPackage){
                             place, install_registry_of(s->ctx, node_package_name(n)),
                             n->name, n->integrity, node_location(s->arena, n) });
}

static int allowed(void *ctx, const Spec *spec, bool root, Err *err)
{
    return source_check_allowed(ctx, spec, root, err);
}

TreeSource source_of(Source *s)
{
    return (TreeSource){ s,      manifest,      source_folder,    prefetch,
                         chosen, source_placed, contents_of_node, allowed };
}

int source_init(Source *s, Ctx *ctx, Arena *forest_arena, Err *err)
{
    memset(s, 0, sizeof *s);
    s->ctx = ctx;
    s->arena = forest_arena;
    s->pick = pick_default_options();
    s->pick.default_tag = config_str(&ctx->config, "tag");
    s->pick.node_version = STR(NODE_COMPAT_VERSION);
    s->pick.npm_version = STR(NPM_COMPAT_VERSION);
    s->pick.memo = pick_memo_new();
    s->pick.include_staged = config_bool(&ctx->config, "include-staged");
    return release_age_before(&ctx->config, &s->pick.has_before, &s->pick.before_ms, err);
}

void source_release(Source *s)
{
    look_ahead_end(s);
    pick_memo_free(s->pick.memo);
    contents_release(s);
    git_package_release(s->git);
    map_release(&s->manifests);
    map_release(&s->promised);
    map_release(&s->brief_manifests);
    map_release(&s->folders);
    map_release(&s->new_documents);
    map_release(&s->stored);
}
