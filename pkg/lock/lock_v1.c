/* lock_v1.c: the nested "dependencies" of lock versions 1 and 2: written from a tree, and
 * turned into the "packages" of version 2 and 3. */
#include <stdlib.h>

#include "common/collate.h"
#include "common/path.h"
#include "common/url.h"
#include "pkg/lock/lock_private.h"
#include "pkg/model/manifest.h"

typedef struct {
    Arena *arena;
    Tree *tree;
    const LockOptions *options;
    Str root;
} Writer;

static void put_str(Writer *w, cJSON *o, const char *key, Str s)
{
    json_set(w->arena, o, str_of(key), json_new_str(w->arena, s));
}

static void put_true(Writer *w, cJSON *o, const char *key, bool yes)
{
    if (yes)
        json_set(w->arena, o, str_of(key), json_new_bool(w->arena, true));
}

/* ---- Writing ---- */

static int count_levels(Str location, Str *last)
{
    Str mark = STR("node_modules");
    int n = 1;

    *last = location;
    for (;;) {
        ptrdiff_t at = str_find(*last, mark);

        if (at < 0)
            return n;
        *last = str_from(*last, (size_t)at + mark.len);
        n++;
    }
}

/* The edge that tells where the package came from: the one from the highest place. */
static Edge *telling_edge(Writer *w, Node *n)
{
    Edge *best = NULL;
    Str best_last = STR("");
    int best_level = 0;

    VEC_EACH (Edge *, e, n->edges_in) {
        Str last;
        int level;

        if (!edge_is_valid(*e))
            continue;
        level = count_levels(node_location(w->arena, (*e)->from), &last);
        if (best == NULL || level < best_level ||
            (level == best_level && collate_compare(last, best_last) < 0)) {
            best = *e;
            best_level = level;
            best_last = last;
        }
    }
    return best;
}

static bool is_file_or_remote(const Spec *s)
{
    return s != NULL && (s->type == SPEC_FILE || s->type == SPEC_REMOTE);
}

static bool is_of_type(const Spec *s, SpecType type)
{
    return s != NULL && s->type == type;
}

static void put_version(Writer *w, cJSON *o, Node *n, const Spec *spec,
                        const Spec *resolved)
{
    Str pname = node_package_name(n), version = node_version(n);

    if (n->is_link) {
        put_str(w, o, "version",
                arena_strf(w->arena, "file:" STR_FMT,
                           STR_ARG(path_relative(w->arena, w->root, n->real))));
    } else if (spec != NULL && is_file_or_remote(spec)) {
        put_str(w, o, "version", spec->save_spec);
    } else if (is_of_type(spec, SPEC_GIT) || is_of_type(resolved, SPEC_GIT)) {
        put_str(w, o, "version", n->resolved);
        if (spec != NULL && spec->raw.len > 0)
            put_str(w, o, "from", spec->raw);
    } else if (!n->is_root && pname.len > 0 && !str_eq(pname, n->name)) {
        put_str(w, o, "version",
                arena_strf(w->arena, "npm:" STR_FMT "@" STR_FMT, STR_ARG(pname),
                           STR_ARG(version)));
    } else if (version.len > 0) {
        put_str(w, o, "version", version);
    }
}

static void put_flags(Writer *w, cJSON *o, const Node *n)
{
    if (n->extraneous) {
        put_true(w, o, "extraneous", true);
        return;
    }
    if (n->is_link)
        return;
    put_true(w, o, "peer", n->peer);
    put_true(w, o, "devOptional", n->dev_optional && !n->dev && !n->optional);
    put_true(w, o, "dev", n->dev);
    put_true(w, o, "optional", n->optional);
}

static bool takes_resolved(const Spec *s)
{
    return s == NULL ||
           (s->type != SPEC_GIT && s->type != SPEC_FILE && s->type != SPEC_DIRECTORY);
}

static const cJSON *odd_fact(Writer *w, const Node *n, const char *key, Str text)
{
    return n->odd_facts != NULL ? node_odd_fact(w->arena, n, key, text) : NULL;
}

static void put_fact(Writer *w, cJSON *o, const Node *n, const char *key, Str text)
{
    const cJSON *odd = odd_fact(w, n, key, text);

    json_set(w->arena, o, str_of(key),
             odd != NULL ? json_dup(w->arena, odd) : json_new_str(w->arena, text));
}

static void put_resolved(Writer *w, cJSON *o, Node *n, const Spec *spec,
                         const Spec *resolved)
{
    if (n->resolved.len > 0 && !n->is_link && takes_resolved(resolved) &&
        takes_resolved(spec) && !is_of_type(spec, SPEC_REMOTE) &&
        !w->options->omit_resolved)
        put_fact(w, o, n, "resolved", n->resolved);
    if (n->integrity.len > 0)
        put_fact(w, o, n, "integrity", n->integrity);
}

/* What it needs, without peers: npm 6 doesn't know what to do with those. */
static void put_requires(Writer *w, cJSON *o, Node *n)
{
    Node *depender = node_target(n);
    cJSON *list = json_new_obj(w->arena);

    if (depender->edges_out.len == 0)
        return;
    MAP_EACH (m, depender->edges_out) {
        Edge *e = m->value;
        Str spec = edge_wanted(e);

        if (edge_is_peer(e))
            continue;
        if (str_starts(spec, STR("file:")))
            spec = arena_strf(w->arena, "file:" STR_FMT,
                              STR_ARG(path_relative(w->arena, depender->path,
                                                    path_resolve(w->arena, depender->path,
                                                                 str_from(spec, 5)))));
        put_str(w, list, arena_memdupz(w->arena, e->name.ptr, e->name.len), spec);
    }
    json_set(w->arena, o, STR("requires"), list);
}

/* The folders on the way down: links may lead in circles. */
typedef struct Way {
    Str path;
    const struct Way *up;
} Way;

static bool is_on(const Way *way, Str path)
{
    for (; way != NULL; way = way->up) {
        if (str_eq(way->path, path))
            return true;
    }
    return false;
}

static cJSON *legacy_entry(Writer *w, Node *n, const Way *way);

static void put_children(Writer *w, cJSON *o, Node *n, const Way *way)
{
    Way here = { n->is_link ? n->real : n->path, way };
    cJSON *list = json_new_obj(w->arena);

    MAP_EACH (m, node_target(n)->children) {
        Node *kid = m->value;

        if (is_on(way, kid->is_link ? kid->real : kid->path))
            continue;
        json_add(w->arena, list, kid->name, legacy_entry(w, kid, &here));
    }
    if (list->child != NULL)
        json_set(w->arena, o, STR("dependencies"), list);
}

static cJSON *legacy_entry(Writer *w, Node *n, const Way *way)
{
    Forest *f = n->forest;
    cJSON *o = json_new_obj(w->arena);
    Edge *edge = telling_edge(w, n);
    const Spec *resolved = NULL, *spec;

    if (n->resolved.len > 0 && odd_fact(w, n, "resolved", n->resolved) == NULL)
        resolved = forest_spec(f, STR(""),
                               lock_written_resolved(w->arena, f, n->resolved, w->root),
                               w->root);
    spec = edge != NULL ? forest_spec(f, n->name, edge_wanted(edge), edge->from->path)
                        : resolved;
    put_version(w, o, n, spec, resolved);
    put_true(w, o, "bundled", node_in_dep_bundle(n));
    put_resolved(w, o, n, spec, resolved);
    put_flags(w, o, n);
    put_requires(w, o, n);
    put_children(w, o, n, way);
    return o;
}

void lock_add_legacy(Arena *a, Tree *t, const LockOptions *options, cJSON *doc)
{
    Writer w = { a, t, options, t->root->path };

    put_children(&w, doc, t->root, NULL);
}

/* ---- Reading ---- */

typedef struct {
    Arena *arena;
    cJSON *packages;
    Str root;
} Reader;

static bool parse(Reader *r, Str name, Str text, Spec *out)
{
    return text.len > 0 && spec_resolve(r->arena, name, text, r->root, out, NULL) == 0;
}

/* Something, but no text. */
static bool is_odd(const cJSON *said)
{
    return json_truthy(said) && !json_is_str(said);
}

/* What "version", "from" and "resolved" together mean. What npm 2 and 3 wrote into "from"
 * ("a@^1.0.0") is no spec of a package that has its name already: then the version is all
 * that counts. */
static bool spec_of(Reader *r, Str name, const cJSON *lock, Spec *out)
{
    Str version = json_str(json_get(lock, "version"));
    Str from = json_str(json_get(lock, "from"));
    Str resolved = json_str(json_get(lock, "resolved"));
    bool readable = true;

    if (is_odd(json_get(lock, "version")))
        return false;
    if (version.len > 0) {
        if (!parse(r, name, version, out))
            return false;
        if (json_truthy(json_get(lock, "integrity")) || out->type == SPEC_GIT)
            return true;
    }
    if (is_odd(json_get(lock, "from"))) {
        readable = false;
    } else if (from.len > 0) {
        readable = parse(r, name, from, out);
        if (readable && out->registry && version.len > 0)
            return parse(r, name, version, out);
        if (readable && !json_truthy(json_get(lock, "resolved")))
            return true;
    }
    if (readable && resolved.len > 0 && parse(r, name, resolved, out))
        return true;
    return spec_resolve(r->arena, name, version.len > 0 ? version : STR("*"), r->root,
                        out, NULL) == 0;
}

/* Cuts at the last '/' or "%2f"; *head is "" if there is none. */
static void cut_last(Str path, Str *head, Str *tail)
{
    for (size_t i = path.len; i-- > 0;) {
        bool slash = path.ptr[i] == '/';
        Str here = str_from(path, i);

        if (!slash && !str_starts(here, STR("%2f")) && !str_starts(here, STR("%2F")))
            continue;
        *head = str_sub(path, 0, i);
        *tail = str_from(here, slash ? 1 : 3);
        return;
    }
    *head = STR("");
    *tail = path;
}

/* name-1.2.3.tgz at the end of a path or URL: the version, and the name it says. */
static bool version_of_tarball(Reader *r, Str name, Str tgz, Str *found_name,
                               Str *found_version)
{
    Str base = path_basename(tgz), scope, project, above;
    Str pre = str_sub(tgz, 0, tgz.len - base.len);
    Semver v;

    if (!str_ends(base, STR(".tgz")))
        return false;
    if (str_starts(tgz, STR("http")) && str_ends(pre, STR("/-/"))) {
        cut_last(str_sub(pre, 0, pre.len - 3), &above, &project);
        cut_last(above, &above, &scope);
    } else {
        cut_last(name, &above, &project);
        cut_last(above, &above, &scope);
    }
    if (!str_starts(base, arena_strf(r->arena, STR_FMT "-", STR_ARG(project))) ||
        !semver_parse(r->arena, str_sub(base, project.len + 1, base.len - 4), 0, &v))
        return false;
    *found_version = semver_text(r->arena, &v);
    *found_name =
        str_starts(scope, STR("@"))
            ? arena_strf(r->arena, STR_FMT "/" STR_FMT, STR_ARG(scope), STR_ARG(project))
            : project;
    return true;
}

static void set(Reader *r, cJSON *o, const char *key, Str s)
{
    json_set(r->arena, o, str_of(key), json_new_str(r->arena, s));
}

static void infer_version(Reader *r, cJSON *meta, const Spec *spec, Str name)
{
    Str found_name, found;

    if (spec->type == SPEC_FILE || spec->type == SPEC_REMOTE) {
        Str own = spec->name.ptr ? spec->name : STR("");

        if (!version_of_tarball(r, own, spec->fetch_spec, &found_name, &found) &&
            !version_of_tarball(r, own, json_str(json_get(meta, "resolved")), &found_name,
                                &found))
            return;
        set(r, meta, "version", found);
        if (!str_eq(found_name, name))
            set(r, meta, "name", found_name);
    } else if (spec->type == SPEC_ALIAS) {
        set(r, meta, "name", spec->sub->name);
        set(r, meta, "version", spec->sub->fetch_spec);
    } else if (spec->type == SPEC_VERSION) {
        set(r, meta, "version", spec->fetch_spec);
    }
}

static void copy_flag(Reader *r, cJSON *meta, const cJSON *lock, const char *from,
                      const char *to)
{
    if (json_truthy(json_get(lock, from)))
        json_set(r->arena, meta, str_of(to), json_new_bool(r->arena, true));
}

/* Whatever it is. */
static void copy_fact(Reader *r, cJSON *meta, const cJSON *lock, const char *key)
{
    if (json_truthy(json_get(lock, key)))
        json_set(r->arena, meta, str_of(key), json_dup(r->arena, json_get(lock, key)));
}

/* What JavaScript finds in it: of lists and texts, what is at each number. */
static cJSON *members(Arena *a, const cJSON *value)
{
    if (json_is_arr(value))
        return json_numbered(a, value);
    return json_is_str(value) ? manifest_characters(a, json_str(value)) : (cJSON *)value;
}

static cJSON *own_fields(Reader *r, const cJSON *lock)
{
    cJSON *meta = json_new_obj(r->arena);
    const cJSON *requires = json_get(lock, "requires");

    if (json_is_obj(requires) || json_is_arr(requires))
        json_add(r->arena, meta, STR("requires"),
                 json_dup(r->arena, members(r->arena, requires)));
    copy_flag(r, meta, lock, "optional", "optional");
    copy_flag(r, meta, lock, "dev", "dev");
    copy_fact(r, meta, lock, "integrity");
    return meta;
}

static cJSON *convert(Reader *r, Str location, Str name, const cJSON *lock);

/* What it leads to is read as the same entry without its version: where it comes from may
 * look like a folder, too, and then nothing is known of that. */
static cJSON *convert_link(Reader *r, Str location, Str name, const cJSON *lock,
                           const Spec *spec)
{
    Str target = path_relative(r->arena, r->root, spec->fetch_spec);
    cJSON *link = json_new_obj(r->arena), *rest;

    json_add(r->arena, link, STR("link"), json_new_bool(r->arena, true));
    set(r, link, "resolved", target);
    json_set(r->arena, r->packages, location, link);
    if (json_getn(r->packages, target) == NULL) {
        rest = json_dup(r->arena, lock);
        json_del(rest, "version");
        convert(r, target, name, rest);
    }
    return link;
}

static cJSON *convert(Reader *r, Str location, Str name, const cJSON *lock)
{
    Str version = json_str(json_get(lock, "version"));
    cJSON *meta;
    Spec spec = { .type = SPEC_TAG };
    bool known = spec_of(r, name, lock, &spec);

    if (known && spec.type == SPEC_DIRECTORY)
        return convert_link(r, location, name, lock, &spec);
    meta = own_fields(r, lock);
    json_set(r->arena, r->packages, location, meta);
    if (version.len > 0 && !json_truthy(json_get(lock, "integrity"))) {
        if (known && spec.type == SPEC_GIT) {
            Forest f = { .arena = r->arena };

            set(r, meta, "resolved",
                lock_written_resolved(r->arena, &f, spec.raw_spec, r->root));
            map_release(&f.specs);
            return meta;
        }
        if (known && spec.registry)
            set(r, meta, "version", version);
    }
    if (known && spec.registry && json_truthy(json_get(lock, "resolved")))
        copy_fact(r, meta, lock, "resolved");
    else if (known && spec.type == SPEC_FILE)
        set(r, meta, "resolved",
            arena_strf(r->arena, "file:" STR_FMT,
                       STR_ARG(path_relative(r->arena, r->root, spec.fetch_spec))));
    else if (known && !spec.registry && spec.fetch_spec.len > 0)
        set(r, meta, "resolved", spec.fetch_spec);
    if (known && json_get(meta, "version") == NULL)
        infer_version(r, meta, &spec, name);
    copy_flag(r, meta, lock, "bundled", "inBundle");
    return meta;
}

static void convert_all(Reader *r, Str location, const cJSON *lock)
{
    JSON_EACH (d, members(r->arena, json_get(lock, "dependencies"))) {
        Str at =
            arena_strf(r->arena, STR_FMT "%snode_modules/" STR_FMT, STR_ARG(location),
                       location.len > 0 ? "/" : "", STR_ARG(json_key(d)));
        const cJSON *meta = convert(r, at, json_key(d), d);

        /* What is nested below a link lies below the folder it leads to. */
        if (json_truthy(json_get(meta, "link")))
            at = json_str(json_get(meta, "resolved"));
        convert_all(r, at, d);
    }
}

static const cJSON *resolve_meta(Reader *r, Str location, Str name)
{
    for (Str path = location;;) {
        const cJSON *m =
            json_getn(r->packages,
                      arena_strf(r->arena, STR_FMT "%snode_modules/" STR_FMT,
                                 STR_ARG(path), path.len > 0 ? "/" : "", STR_ARG(name)));
        ptrdiff_t slash = str_rindex(path, '/');

        if (m != NULL || path.len == 0)
            return m;
        path = str_sub(path, 0, slash < 0 ? 0 : (size_t)slash);
    }
}

/* "requires" doesn't say what kind: an optional package that one which isn't optional
 * requires is an optional dependency, and so on. */
static void sort_requires(Reader *r, cJSON *meta)
{
    cJSON *requires = json_get(meta, "requires");

    JSON_EACH (q, requires) {
        const cJSON *dep = resolve_meta(r, json_key(meta), json_key(q));
        const char *kind = "dependencies";
        cJSON *list;

        if (json_truthy(json_get(dep, "optional")) &&
            !json_truthy(json_get(meta, "optional")))
            kind = "optionalDependencies";
        else if (json_truthy(json_get(dep, "dev")) && !json_truthy(json_get(meta, "dev")))
            kind = "devDependencies";
        list = json_get(meta, kind);
        if (list == NULL) {
            list = json_new_obj(r->arena);
            json_add(r->arena, meta, str_of(kind), list);
        }
        json_set(r->arena, list, json_key(q), json_dup(r->arena, q));
    }
    if (requires != NULL)
        json_del(meta, "requires");
}

cJSON *lock_v1_project(Arena *a, const Lock *lock, Str root)
{
    Reader r = { a, json_new_obj(a), root };
    const cJSON *name = json_get(lock->doc, "name");
    cJSON *own = json_new_obj(a);

    if (!json_truthy(json_get(lock->doc, "dependencies")))
        return NULL;
    if (name != NULL)
        json_add(a, own, STR("name"), json_dup(a, name));
    JSON_EACH (m, convert(&r, STR(""), STR(""), lock->doc))
        json_set(a, own, json_key(m), json_dup(a, m));
    return own;
}

void lock_finish_v1(Arena *a, Lock *lock, const cJSON *pkg, Str root)
{
    Reader r = { a, json_new_obj(a), root };
    cJSON *own = json_new_obj(a);

    lock->packages = r.packages;
    if (!json_truthy(json_get(lock->doc, "dependencies")))
        return;
    json_add(a, r.packages, STR(""), own);
    convert_all(&r, STR(""), lock->doc);
    for (size_t i = 0; lock_manifest_keys[i] != NULL; i++)
        lock_put_manifest_field(a, own, pkg, lock_manifest_keys[i]);
    JSON_EACH (m, r.packages) {
        if (m->string[0] != '\0')
            sort_requires(&r, m);
    }
}
