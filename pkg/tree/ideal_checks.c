/* ideal_checks.c: the end of an ideal tree: flags, pruning, what failed, what can't run
 * here. */
#include "common/integrity.h"
#include "common/path.h"
#include "common/platform.h"
#include "pkg/tree/describe.h"
#include "pkg/tree/ideal_private.h"
#include "pkg/tree/tree_private.h"

/* ---- Flags and pruning ---- */

void ideal_prune(Tree *t)
{
    NodeList all = { 0 };

    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL)
            vec_push(&all, *n);
    }
    VEC_EACH (Node *, n, all) {
        if ((*n)->tree == t && (*n)->extraneous && (*n)->parent != NULL)
            node_detach(*n);
    }
    vec_release(&all);
}

static void fix_flags(Builder *b)
{
    const IdealOptions *o = b->options;
    bool mutate = b->mutated || o->requested_mutation;
    Node *root = b->tree->root;

    if (o->loaded_from_disk && mutate)
        tree_reset_flags(b->tree);
    if (!o->loaded_from_disk || mutate)
        tree_calc_flags(b->tree);
    else
        root->dev = root->optional = root->dev_optional = root->peer = root->extraneous =
            false;
    if (o->prune && o->loaded_from_disk && (mutate || o->suspects_flags))
        ideal_prune(b->tree);
}

/* ---- Old locks ---- */

/* The name of a place isn't that of an alias' package: then the registry tells of another
 * one. */
static bool is_other_package(const Node *n, const cJSON *pkg, Err *err)
{
    Arena *a = n->forest->arena;
    Integrity own, theirs;

    return n->integrity.len > 0 && integrity_parse(a, n->integrity, false, &own) &&
           integrity_parse(a, json_str(json_get(pkg, "_integrity")), false, &theirs) &&
           integrity_merge(a, &own, &theirs, err) < 0;
}

/* What a link says of its folder is what that says itself. */
static void inflate_link(Node *n, const TreeSource *source)
{
    const cJSON *pkg = source->folder(source->ctx, n->real);

    if (pkg->child != NULL)
        n->pkg = pkg;
}

/* False: it stays as it is, for the reason in *err. */
static bool inflate(Node *n, const TreeSource *source, Str *id, Err *err)
{
    Str version = node_version(n);
    bool by_place = n->resolved.len > 0 &&
                    (version.len == 0 || str_starts(n->resolved, STR("file:")));
    const Spec *s;
    const cJSON *pkg;

    if (n->is_link) {
        inflate_link(n, source);
        return true;
    }
    *id = by_place ? n->resolved : version;
    s = forest_spec(n->forest, n->name, *id, path_dirname(n->path));
    if (s == NULL)
        return true;
    if (source->manifest(source->ctx, s, false, &pkg, err) < 0 ||
        is_other_package(n, pkg, err))
        return false;
    node_set_package(n, pkg);
    return true;
}

void ideal_inflate(Tree *t, const TreeSource *source, IdealLacks lacks, void *lacks_ctx)
{
    NodeList all = { 0 };
    Err err;
    Str id;

    ideal_note_broken(t);
    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL &&
            str_starts(node_location(t->forest->arena, *n), STR("node_modules")))
            vec_push(&all, *n);
    }
    VEC_EACH (Node *, n, all) {
        if (!inflate(*n, source, &id, &err) && lacks != NULL)
            lacks(lacks_ctx,
                  arena_strf(t->forest->arena, STR_FMT "@" STR_FMT, STR_ARG((*n)->name),
                             STR_ARG(id)),
                  &err);
    }
    vec_release(&all);
    tree_reset_flags(t);
    tree_calc_flags(t);
}

/* ---- What failed ---- */

static void make_inert(Builder *b, Node *n)
{
    NodeList set;

    optional_set(b->forest, n, &set);
    VEC_EACH (Node *, m, set)
        (*m)->inert = true;
}

static int drop_failed(Builder *b)
{
    VEC_EACH (Node *, n, b->failures) {
        if (!(*n)->optional) {
            *b->err = *(*n)->error;
            return b->rc = b->err->code;
        }
        if ((*n)->tree == b->tree)
            make_inert(b, *n);
    }
    return 0;
}

/* ---- What can't run here ---- */

static void warn_engine(Builder *b, const Node *n, const Err *e)
{
    Arena *a = b->forest->arena;
    IdealWarning w = { .code = e->code };
    Str id = node_id(a, n);
    cJSON *o, *current;

    if (b->options->place.warnings == NULL)
        return;
    o = json_new_obj(a);
    current = json_new_obj(a);
    w.message = arena_str(a, str_of(e->msg));
    json_add(a, o, STR("package"),
             id.ptr != NULL ? json_new_str(a, id) : json_new_raw(a, STR("undefined")));
    json_add(a, o, STR("required"), json_dup(a, json_get(n->pkg, "engines")));
    json_add_str(a, current, "node",
                 arena_strf(a, "v" STR_FMT, STR_ARG(b->options->node_version)));
    json_add_str(a, current, "npm", b->options->npm_version);
    json_add(a, o, STR("current"), current);
    w.detail = o;
    vec_push_in(a, b->options->place.warnings, w);
}

/* A few ranges are what all packages of a tree say. */
static int check_engine(Builder *b, const Node *n, bool force, Err *err)
{
    const IdealOptions *o = b->options;
    const cJSON *engines = json_get(n->pkg, "engines");
    Str range = json_str(json_get(engines, "node"));
    bool simple = range.len > 0 && json_get(engines, "npm") == NULL;
    int rc;

    if (simple && map_has(&b->good_engines, range))
        return 0;
    rc = platform_check_engine(b->forest->arena, n->pkg, o->npm_version, o->node_version,
                               force, err);
    if (rc == 0 && simple && !force)
        map_set(&b->good_engines, range, b);
    return rc;
}

/* A package that must run here. */
static int check_needed(Builder *b, Node *n)
{
    const IdealOptions *o = b->options;
    Platform host = platform_host();
    Err e = { 0 };
    int rc = 0;

    if (!(node_is_project_root(n) && json_get(n->pkg, "devEngines") != NULL))
        rc = check_engine(b, n, o->force, &e);
    if (rc < 0 && o->engine_strict) {
        *b->err = e;
        return rc;
    }
    if (rc < 0)
        warn_engine(b, n, &e);
    return o->force ? 0 : platform_check(n->pkg, &host, b->err);
}

static bool can_run(Builder *b, Node *n)
{
    const IdealOptions *o = b->options;
    Platform wanted = platform_or_host((Platform){ o->os, o->cpu, o->libc });
    Err e;

    return check_engine(b, n, false, &e) == 0 && platform_check(n->pkg, &wanted, &e) == 0;
}

static int check_all(Builder *b)
{
    VEC_EACH (Node *, n, b->tree->nodes) {
        int rc = 0;

        if (*n == NULL)
            continue;
        if (!(*n)->optional && !node_is_omitted(*n, b->options->omit))
            rc = check_needed(b, *n);
        if (rc < 0) {
            b->tree->unfit = *n;
            return b->rc = rc;
        }
        if ((*n)->optional && !(*n)->inert && !can_run(b, *n))
            make_inert(b, *n);
    }
    return 0;
}

/* ---- Overrides ---- */

/* A rule may refer to a dependency that the project hasn't any more. npm learns of it
 * when it writes the lock, and by then node_modules is another one. */
static int check_references(Builder *b)
{
    if (b->tree->root->overrides == NULL)
        return 0;
    VEC_EACH (Node *, n, b->tree->nodes) {
        if (*n == NULL)
            continue;
        MAP_EACH (m, (*n)->edges_out)
            edge_wanted(m->value);
    }
    if (b->forest->failure.code != 0) {
        *b->err = b->forest->failure;
        b->rc = b->err->code;
    }
    return b->rc;
}

int ideal_finish(Builder *b)
{
    fix_flags(b);
    if (drop_failed(b) == 0 && check_all(b) == 0)
        check_references(b);
    return b->rc;
}
