/* request.c: what is asked for on the command line, in package.json: before the tree is
 * built (Arborist's add-rm-pkg-deps) and after (its updateRootPackageJson). */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/collate.h"
#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/semver_sets.h"
#include "pkg/install/disk.h"
#include "pkg/install/installed.h"
#include "pkg/install/project.h"
#include "pkg/model/manifest_bins.h"

static const char *const dep_types[] = { "devDependencies", "optionalDependencies",
                                         "dependencies", "peerDependencies" };
#define N_TYPES (sizeof dep_types / sizeof dep_types[0])

static const char *type_key(SaveType t)
{
    switch (t) {
    case SAVE_DEV: return "devDependencies";
    case SAVE_OPTIONAL: return "optionalDependencies";
    case SAVE_PEER:
    case SAVE_PEER_OPTIONAL: return "peerDependencies";
    default: return "dependencies";
    }
}

static const cJSON *dep(const Project *p, const char *type, Str name)
{
    return json_getn(json_get(p->at->pkg, type), name);
}

static void set_dep(Project *p, const char *type, Str name, Str spec)
{
    Arena *a = &p->arena;
    cJSON *list = json_get(p->at->pkg, type);

    if (!json_is_obj(list)) {
        list = json_new_obj(a);
        json_set(a, p->at->pkg, str_of(type), list);
    }
    json_set(a, list, name, json_new_str(a, spec));
}

static void del_member(cJSON *obj, Str name)
{
    JSON_EACH (e, obj) {
        if (str_eq(json_key(e), name)) {
            json_unlink(obj, e);
            return;
        }
    }
}

static void delete_dep(Project *p, const char *type, Str name, const char *instead)
{
    cJSON *list = json_get(p->at->pkg, type);

    if (json_getn(list, name) == NULL)
        return;
    if (instead != NULL)
        ctx_log(p->ctx, LOG_WARN, "idealTree",
                "Removing %s." STR_FMT " in favor of %s." STR_FMT, type, STR_ARG(name),
                instead, STR_ARG(name));
    del_member(list, name);
    if (strcmp(type, "peerDependencies") == 0) {
        cJSON *meta = json_get(p->at->pkg, "peerDependenciesMeta");

        del_member(meta, name);
        if (meta != NULL && meta->child == NULL)
            json_del(p->at->pkg, "peerDependenciesMeta");
    }
    if (list->child == NULL)
        json_del(p->at->pkg, type);
}

/* ---- Adding ---- */

static SaveType inferred(const Project *p, Str name)
{
    if (dep(p, "devDependencies", name) != NULL)
        return SAVE_DEV;
    if (dep(p, "optionalDependencies", name) != NULL)
        return SAVE_OPTIONAL;
    if (dep(p, "dependencies", name) != NULL)
        return SAVE_PROD;
    if (dep(p, "peerDependencies", name) != NULL) {
        const cJSON *meta = json_getn(json_get(p->at->pkg, "peerDependenciesMeta"), name);

        return json_truthy(json_get(meta, "optional")) ? SAVE_PEER_OPTIONAL : SAVE_PEER;
    }
    return SAVE_PROD;
}

static void clear_other_types(Project *p, SaveType type, Str name)
{
    switch (type) {
    case SAVE_PROD:
        delete_dep(p, "devDependencies", name, "dependencies");
        delete_dep(p, "peerDependencies", name, "dependencies");
        break;
    case SAVE_DEV: delete_dep(p, "dependencies", name, "devDependencies"); break;
    case SAVE_OPTIONAL:
        delete_dep(p, "peerDependencies", name, "optionalDependencies");
        break;
    default:
        delete_dep(p, "dependencies", name, "peerDependencies");
        delete_dep(p, "optionalDependencies", name, "peerDependencies");
    }
}

static void set_peer_meta(Project *p, SaveType type, Str name)
{
    Arena *a = &p->arena;
    cJSON *meta = json_get(p->at->pkg, "peerDependenciesMeta");
    cJSON *entry = json_getn(meta, name);
    const cJSON *dev = dep(p, "devDependencies", name);

    if (type == SAVE_PEER_OPTIONAL) {
        if (!json_is_obj(meta)) {
            meta = json_new_obj(a);
            json_set(a, p->at->pkg, STR("peerDependenciesMeta"), meta);
            entry = NULL;
        }
        if (!json_is_obj(entry)) {
            json_set(a, meta, name, json_new_obj(a));
            entry = json_getn(meta, name);
        }
        json_set(a, entry, STR("optional"), json_new_bool(a, true));
    } else if (json_truthy(json_get(entry, "optional"))) {
        json_set(a, entry, STR("optional"), json_new_bool(a, false));
    }
    if (dev != NULL)
        set_dep(p, "devDependencies", name, json_str(dep(p, "peerDependencies", name)));
}

static void add_to_bundle(Project *p, Str name)
{
    Arena *a = &p->arena;
    const cJSON *old = json_get(p->at->pkg, "bundleDependencies");
    VEC(Str) names = { 0 };
    cJSON *list = json_new_arr(a);
    bool there = false;

    JSON_EACH (e, old) {
        vec_push_in(a, &names, json_str(e));
        there |= str_eq(json_str(e), name);
    }
    if (!there)
        vec_push_in(a, &names, name);
    qsort(names.ptr, names.len, sizeof(Str), collate_order);
    VEC_EACH (Str, n, names)
        json_push(list, json_new_str(a, *n));
    json_set(a, p->at->pkg, STR("bundleDependencies"), list);
}

static void put_request(Project *p, const Request *r, SaveType type, bool bundle)
{
    Str raw = r->spec.raw_spec;

    if (type == SAVE_INFERRED)
        type = inferred(p, r->name);
    clear_other_types(p, type, r->name);
    if (!str_is(raw, "*") || dep(p, type_key(type), r->name) == NULL)
        set_dep(p, type_key(type), r->name, raw);
    /* As older npms had it: the lock shows it in both lists, package.json doesn't. */
    if (type == SAVE_OPTIONAL)
        set_dep(p, "dependencies", r->name,
                json_str(dep(p, "optionalDependencies", r->name)));
    if (type == SAVE_PEER || type == SAVE_PEER_OPTIONAL)
        set_peer_meta(p, type, r->name);
    else if (bundle)
        add_to_bundle(p, r->name);
}

/* Files and folders are meant relative to the project. */
static int localise(Project *p, Request *r, Err *err)
{
    Arena *a = &p->arena;
    Str path = r->spec.fetch_spec, real, name = r->name;

    if (r->spec.type != SPEC_FILE && r->spec.type != SPEC_DIRECTORY)
        return 0;
    if (r->spec.type == SPEC_DIRECTORY &&
        fs_realpath(a, arena_memdupz(a, path.ptr, path.len), &real, NULL) == 0)
        path = real;
    path = path_relative(a, p->at->path, path);
    return spec_resolve(a, name, arena_strf(a, "file:" STR_FMT, STR_ARG(path)),
                        p->at->path, &r->spec, err);
}

static bool is_tag(const Spec *s)
{
    return s->type == SPEC_TAG && s->raw_spec.len > 0;
}

static bool needs_answer(const Spec *s)
{
    return s->name.len == 0 || is_tag(s);
}

/* The name of what has none, the version that a tag means. */
static int look_up(Project *p, Request *r, Err *err)
{
    Arena *a = &p->arena;
    bool tag = is_tag(&r->spec);
    const cJSON *m;
    Str name;

    if (!needs_answer(&r->spec)) {
        r->name = r->spec.name;
        return localise(p, r, err);
    }
    if (source_manifest(&p->source, &r->spec, &m, err) < 0)
        return err->code;
    name = json_str(json_get(m, "name"));
    if (tag && spec_parse(a,
                          arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(name),
                                     STR_ARG(json_str(json_get(m, "version")))),
                          p->at->path, &r->spec, err) < 0)
        return err->code;
    if (name.len == 0)
        return err_set(err, ERR_EINVALIDPACKAGENAME, STR_FMT " has no name",
                       STR_ARG(r->spec.raw));
    r->name = name;
    return localise(p, r, err);
}

/* As read_package does it for the project. */
static int read_target(Project *p, Target *t, Err *err)
{
    Arena *a = &p->arena;
    Files files = disk_files();

    t->pkg_path = path_join(a, t->path, STR("package.json")).ptr;
    if (fs_read_arena(a, t->pkg_path, 0, &t->pkg_text, err) < 0)
        return err_wrap(err, "cannot read package.json");
    if (json_parse(a, t->pkg_text, t->pkg_path, NULL, &t->pkg, err) < 0)
        return err->code;
    t->pkg = json_as_object(a, t->pkg);
    manifest_normalize_in(a, &files, t->path, t->pkg);
    return 0;
}

int project_enter(Project *p, Node *n, Err *err)
{
    Target t = { .node = n,
                 .path = p->root,
                 .pkg = p->pkg,
                 .pkg_path = p->pkg_path,
                 .pkg_text = p->pkg_text };

    VEC_EACH (Target, old, p->targets) {
        if (old->node == n) {
            p->at = old;
            return 0;
        }
    }
    if (n != p->ideal->root) {
        t.path = node_path(&p->arena, n);
        if (read_target(p, &t, err) < 0)
            return err->code;
    }
    vec_push_in(&p->arena, &p->targets, t);
    p->at = &vec_last(&p->targets);
    return 0;
}

/* What is known without a question comes first: of two requests for a package the later
 * one counts. */
static void sort_by_questions(Request *requests, size_t n)
{
    size_t known = 0;

    for (size_t i = 0; i < n; i++) {
        Request r = requests[i];

        if (needs_answer(&r.spec))
            continue;
        memmove(&requests[known + 1], &requests[known], (i - known) * sizeof r);
        requests[known++] = r;
    }
}

int project_add(Project *p, char **specs, int n, SaveType type, bool bundle, Err *err)
{
    TreeSource source = source_of(&p->source);
    Node *root = p->at->node;
    size_t first = p->at->requests.len;

    if (n == 0 && !p->global)
        return 0;
    for (int i = 0; i < n; i++) {
        Request r = { 0 };

        if (spec_parse(&p->arena, str_of(specs[i]), p->ctx->input.cwd, &r.spec, err) < 0)
            return err->code;
        source.prefetch(source.ctx, &r.spec);
        vec_push_in(&p->arena, &p->at->requests, r);
    }
    if (n > 1)
        sort_by_questions(&p->at->requests.ptr[first], (size_t)n);
    for (size_t i = first; i < p->at->requests.len; i++) {
        if (look_up(p, &p->at->requests.ptr[i], err) < 0)
            return err->code;
    }
    for (size_t i = first; i < p->at->requests.len; i++)
        put_request(p, &p->at->requests.ptr[i], type, bundle);
    p->mutation |= n > 0;
    node_set_package(root, p->at->pkg);
    for (size_t i = first; i < p->at->requests.len; i++) {
        Str name = p->at->requests.ptr[i].name;

        /* npm stumbles over this as well. */
        if (node_edge(root, name) == NULL)
            return err_set(err, ERR_EUSAGE,
                           "'" STR_FMT "' can't be added as a peer dependency: peer "
                           "dependencies are ignored (legacy-peer-deps)",
                           STR_ARG(name));
        ideal_request(p->ideal, root, name);
    }
    return 0;
}

void project_remove(Project *p, char **names, int n)
{
    cJSON *bundle = json_get(p->at->pkg, "bundleDependencies");

    for (int i = 0; i < n; i++) {
        Str name = str_of(names[i]);

        for (size_t t = 0; t < N_TYPES; t++)
            delete_dep(p, dep_types[t], name, NULL);
        for (cJSON *e = bundle ? bundle->child : NULL, *next; e != NULL; e = next) {
            next = e->next;
            if (str_eq(json_str(e), name))
                json_unlink(bundle, e);
        }
    }
    if (json_is_arr(bundle) && bundle->child == NULL)
        json_del(p->at->pkg, "bundleDependencies");
    p->mutation |= n > 0;
    p->removed |= n > 0;
    node_set_package(p->at->node, p->at->pkg);
}

/* ---- Updating ---- */

/* What is installed globally becomes what the root depends on, in any version; a link
 * stays one. */
static void depend_on_globals(Project *p, Str folder, Str scope, cJSON *deps)
{
    Arena *a = &p->arena;
    DIR *d = opendir(arena_memdupz(a, folder.ptr, folder.len));
    struct dirent *e;

    while (d != NULL && (e = readdir(d)) != NULL) {
        Str name = arena_strf(a, STR_FMT "%s", STR_ARG(scope), e->d_name), real;
        Str path = path_join(a, folder, str_of(e->d_name));

        if (e->d_name[0] == '.')
            continue;
        if (scope.len == 0 && e->d_name[0] == '@') {
            depend_on_globals(p, path, arena_strf(a, "%s/", e->d_name), deps);
            continue;
        }
        if (fs_kind_nofollow(path.ptr) == FS_LINK &&
            fs_realpath(a, path.ptr, &real, NULL) == 0)
            json_set(a, deps, name,
                     json_new_str(a, arena_strf(a, "file:" STR_FMT, STR_ARG(real))));
        else
            json_set(a, deps, name, json_new_str(a, STR("*")));
    }
    if (d != NULL)
        closedir(d);
}

static int update_globals(Project *p, Err *err)
{
    cJSON *deps = json_new_obj(&p->arena);

    /* What has a name is updated in the tree that is there: what it needs may stay, and
     * may be a global package of its own. */
    if (p->n_update_names > 0 &&
        installed_load_start(&p->source, p->ideal, &p->begins_installed, err) < 0)
        return err->code;
    p->loaded_from_disk = p->ideal->root->children.len > 0;
    depend_on_globals(p, path_join(&p->arena, p->root, STR("node_modules")), STR(""),
                      deps);
    json_set(&p->arena, p->pkg, STR("dependencies"), deps);
    node_set_package(p->ideal->root, p->pkg);
    return 0;
}

int project_update(Project *p, char **names, int n, Err *err)
{
    p->mutation = true;
    p->update_all = n == 0;
    p->update_names = arena_array(&p->arena, Str, (size_t)n);
    for (int i = 0; i < n; i++) {
        Spec spec;

        if (spec_parse(&p->arena, str_of(names[i]), p->root, &spec, err) < 0)
            return err->code;
        if (!str_eq(spec.name, spec.raw))
            return err_set(err, ERR_EUPDATEARGS,
                           "Update arguments must only contain package names, eg:\n"
                           "    npm update " STR_FMT,
                           STR_ARG(spec.name));
        p->update_names[p->n_update_names++] = spec.name;
    }
    return p->global ? update_globals(p, err) : 0;
}

void project_update_doubles(Project *p, const Tree *counted)
{
    VEC(Str) names = { 0 };

    MAP_EACH (m, counted->by_name) {
        const NodeList *nodes = m->value;

        if (nodes->len > 1)
            vec_push_in(&p->arena, &names, arena_str(&p->arena, m->key));
    }
    p->update_names = names.ptr;
    p->n_update_names = names.len;
    p->mutation |= names.len > 0;
}

/* ---- Saving ---- */

static Str save_prefix(const Project *p)
{
    const Config *c = &p->ctx->config;

    return config_bool(c, "save-exact") ? STR("") : config_str(c, "save-prefix");
}

static bool read_range(Project *p, Str text, SemverRange *out)
{
    return semver_range_parse(&p->arena, text, SEMVER_LOOSE, out);
}

/* Does the range hold all that the one with the prefix allows? */
static bool holds(Project *p, Str range, Str prefixed)
{
    SemverRange sub, dom;

    return read_range(p, prefixed, &sub) && read_range(p, range, &dom) &&
           semver_range_is_subset(&sub, &dom);
}

static bool meet(Project *p, Str a, Str b)
{
    SemverRange x, y;

    return read_range(p, a, &x) && read_range(p, b, &y) &&
           semver_ranges_intersect(&x, &y);
}

static Str prefixed(Project *p, Str version)
{
    if (version.len == 0)
        return STR("*");
    return arena_strf(&p->arena, STR_FMT STR_FMT, STR_ARG(save_prefix(p)),
                      STR_ARG(version));
}

/* "^1.2.3", or the range itself where the prefix would allow more than it. */
static Str range_to_save(Project *p, const Spec *s, Str version)
{
    Str range = s->sub ? s->sub->raw_spec : s->raw_spec;
    bool is_range = (s->sub ? s->sub->type : s->type) == SPEC_RANGE;
    Str with_prefix = prefixed(p, version);

    if (!is_range || str_is(range, "*") || range.len == 0 || holds(p, range, with_prefix))
        return with_prefix;
    return range;
}

static Str spec_to_save(Project *p, const Spec *s, Str wanted, Node *child)
{
    Arena *a = &p->arena;
    Str range;

    if (s->registry) {
        Str name = node_package_name(child);

        if (name.len == 0) /* an optional one that isn't there; npm does this too */
            name = STR("null");
        range = range_to_save(p, s, node_version(child));
        return str_eq(name, wanted) ? range
                                    : arena_strf(a, "npm:" STR_FMT "@" STR_FMT,
                                                 STR_ARG(name), STR_ARG(range));
    }
    if (s->has_hosted)
        return s->hosted.auth.len > 0
                   ? arena_strf(a, "git+" STR_FMT,
                                STR_ARG(hosted_url(a, &s->hosted, HOSTED_HTTPS, 0)))
                   : hosted_url(a, &s->hosted, HOSTED_SHORTCUT, 0);
    if (s->type == SPEC_FILE || s->type == SPEC_DIRECTORY)
        return arena_strf(a, "file:" STR_FMT,
                          STR_ARG(path_relative(a, p->at->path, s->fetch_spec)));
    return s->save_spec.ptr ? s->save_spec : s->raw_spec;
}

static void write_inferred(Project *p, Str name, Str spec, bool local)
{
    static const char *const others[] = { "peerDependencies", "optionalDependencies" };
    bool dev = dep(p, "devDependencies", name) != NULL;

    if (dep(p, "dependencies", name) != NULL)
        set_dep(p, "dependencies", name, spec);
    if (dev)
        set_dep(p, "devDependencies", name, spec);
    for (size_t i = 0; i < 2; i++) {
        const cJSON *old = dep(p, others[i], name);

        if (old != NULL && (!dev || local || !meet(p, spec, json_str(old))))
            set_dep(p, others[i], name, spec);
    }
}

static void update_specs(Project *p, SaveType type)
{
    VEC_EACH (Request, r, p->at->requests) {
        Edge *e = node_edge(p->at->node, r->name);
        const Spec *s = e != NULL ? edge_spec(e) : NULL;
        Str spec;

        if (s == NULL || e->to == NULL)
            continue;
        spec = e->type == EDGE_WORKSPACE ? prefixed(p, node_version(e->to))
                                         : spec_to_save(p, s, r->name, e->to);
        if (type != SAVE_INFERRED) {
            set_dep(p, type_key(type), r->name, spec);
            if (type == SAVE_PROD)
                delete_dep(p, "optionalDependencies", r->name, NULL);
        } else {
            write_inferred(p, r->name, spec,
                           s->type == SPEC_FILE || s->type == SPEC_DIRECTORY);
        }
    }
    if (p->at->requests.len == 0 && !p->removed)
        return;
    /* The lock says of the root what package.json says. */
    node_set_package(p->at->node, p->at->pkg);
}

/* Does a dependent want exactly this version? */
static bool is_pinned(Project *p, const Node *n)
{
    VEC_EACH (Edge *, e, n->edges_in) {
        SemverRange wish, own;

        if (semver_range_parse(&p->arena, edge_wanted(*e), 0, &wish) &&
            semver_range_parse(&p->arena, node_version(n), 0, &own) &&
            semver_range_is_subset(&wish, &own))
            return true;
    }
    return false;
}

static bool may_have_been_updated(Project *p, Node *n)
{
    Node *above = n->is_root ? NULL : node_resolve_parent(n);
    bool named = p->update_all;

    for (size_t i = 0; i < p->n_update_names; i++)
        named |= str_eq(p->update_names[i], n->name);
    return above != NULL && above->is_root && named && !is_pinned(p, n);
}

/* What an update that saves may have changed of what package.json files ask for. */
static int request_updated(Project *p, Err *err)
{
    VEC_EACH (Node *, n, p->ideal->nodes) {
        if (*n == NULL || !may_have_been_updated(p, *n))
            continue;
        VEC_EACH (Edge *, e, (*n)->edges_in) {
            Node *from = node_target((*e)->from);
            Edge *own = from != NULL ? node_edge(from, (*n)->name) : NULL;
            Request r = { .name = (*n)->name };

            if (own == NULL || own->to == NULL || !node_is_top(from))
                continue;
            if (project_enter(p, from, err) < 0)
                return err->code;
            vec_push_in(&p->arena, &p->at->requests, r);
        }
    }
    return 0;
}

int project_update_specs(Project *p, SaveType type, Err *err)
{
    if ((p->update_all || p->n_update_names > 0) && request_updated(p, err) < 0)
        return err->code;
    VEC_EACH (Target, t, p->targets) {
        p->at = t;
        update_specs(p, type);
    }
    return 0;
}

/* Lists in npm's order; no dependency stands in two of them without need. */
static void put_lists(Project *p, cJSON *doc)
{
    static const char *const order[] = { "dependencies", "optionalDependencies",
                                         "devDependencies", "peerDependencies" };
    Arena *a = &p->arena;
    const cJSON *old_prod = json_dup(a, json_get(doc, "dependencies"));
    const cJSON *old_peer = json_dup(a, json_get(doc, "peerDependencies"));
    const cJSON *bundle = json_get(p->at->pkg, "bundleDependencies");

    for (size_t i = 0; i < N_TYPES; i++) {
        const cJSON *list = json_get(p->at->pkg, order[i]);
        cJSON *copy = json_is_obj(list) ? json_dup(a, list) : json_new_obj(a);

        if (list != NULL && !json_truthy(list))
            continue; /* null, say, is left to who wrote it */
        if (i == 0) {
            JSON_EACH (e, json_get(p->at->pkg, "optionalDependencies"))
                del_member(copy, json_key(e));
        }
        if (copy->child == NULL) {
            json_del(doc, order[i]);
            continue;
        }
        json_sort_keys(copy, collate_compare);
        json_set(a, doc, str_of(order[i]), copy);
    }
    JSON_EACH (e, old_peer) {
        const cJSON *now = json_getn(json_get(doc, "peerDependencies"), json_key(e));

        if (json_getn(old_prod, json_key(e)) == NULL || now == NULL)
            continue;
        if (json_get(doc, "dependencies") == NULL)
            json_set(a, doc, STR("dependencies"), json_new_obj(a));
        json_set(a, json_get(doc, "dependencies"), json_key(e), json_dup(a, now));
    }
    if (bundle != NULL)
        json_set(a, doc, STR("bundleDependencies"), json_dup(a, bundle));
    else if (json_get(doc, "bundleDependencies") != NULL)
        json_del(doc, "bundleDependencies");
}

Str project_text(Project *p, Target *t)
{
    JsonStyle style =
        t->pkg_text.len > 0 ? json_style(t->pkg_text) : json_default_style();
    Buf b = { 0 };
    cJSON *doc;
    Err err;

    p->at = t;
    if (t->pkg_text.len == 0 ||
        json_parse(&p->arena, t->pkg_text, "package.json", NULL, &doc, &err) < 0)
        doc = json_new_obj(&p->arena);
    doc = json_as_object(&p->arena, doc);
    put_lists(p, doc);
    json_write(doc, &style, &b);
    return buf_to_arena(&b, &p->arena);
}
