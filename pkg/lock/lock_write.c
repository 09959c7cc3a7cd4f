/* lock_write.c: a tree as package-lock.json (Arborist's Shrinkwrap.metaFromNode, commit
 * and toString). */
#include <stdlib.h>

#include "common/collate.h"
#include "common/path.h"
#include "pkg/lock/lock_private.h"

const char *const lock_manifest_keys[] = {
    "version",
    "dependencies",
    "peerDependencies",
    "peerDependenciesMeta",
    "optionalDependencies",
    "bundleDependencies",
    "acceptDependencies",
    "funding",
    "engines",
    "os",
    "cpu",
    "libc",
    "_integrity",
    "license",
    "_hasShrinkwrap",
    "hasInstallScript",
    "bin",
    "deprecated",
    "workspaces",
    NULL,
};

typedef struct {
    Arena *arena;
    const LockOptions *options;
    const JsonStyle *style;
    Str root_path;
    bool bundles; /* some package brings others along */
} Writer;

static Writer writer_of(Arena *a, Tree *t, const LockOptions *options,
                        const JsonStyle *style)
{
    return (Writer){ .arena = a,
                     .options = options,
                     .style = style,
                     .root_path = node_path(t->forest->arena, t->root),
                     .bundles = tree_has_bundles(t) };
}

/* ---- Order ---- */

static const char *const first_keys[] = { "name",     "version",     "lockfileVersion",
                                          "resolved", "integrity",   "requires",
                                          "packages", "dependencies" };

static int rank(const char *key)
{
    for (int i = 0; i < 8; i++) {
        if (key[0] == first_keys[i][0] && strcmp(key, first_keys[i]) == 0)
            return i;
    }
    return 8;
}

/* Entries are written already. */
static bool is_object(const cJSON *j)
{
    return json_is_obj(j) || json_is(j, cJSON_Raw);
}

/* Objects behind everything else, then npm's preferred keys, then by locale. */
static int by_nice_order(const void *a, const void *b)
{
    const cJSON *x = *(cJSON *const *)a, *y = *(cJSON *const *)b;
    bool xo = is_object(x), yo = is_object(y);
    int rx, ry;

    if (xo != yo)
        return xo ? 1 : -1;
    rx = rank(x->string);
    ry = rank(y->string);
    if (rx != ry)
        return rx - ry;
    return collate_compare(json_key(x), json_key(y));
}

/* Of a lock all but the new entries are in order already. */
static void sort_members(Arena *a, cJSON **items, size_t n)
{
    cJSON **old, **tail;
    size_t sorted = 1, i = 0, j = 0;

    while (sorted < n && by_nice_order(&items[sorted - 1], &items[sorted]) <= 0)
        sorted++;
    if (sorted == n)
        return;
    tail = items + sorted;
    qsort(tail, n - sorted, sizeof *items, by_nice_order);
    if (by_nice_order(&tail[-1], &tail[0]) <= 0)
        return;
    old = arena_array(a, cJSON *, sorted);
    memcpy(old, items, sorted * sizeof *old);
    while (i < sorted) {
        if (sorted + j < n && by_nice_order(&old[i], &tail[j]) > 0) {
            items[i + j] = tail[j];
            j++;
        } else {
            items[i + j] = old[i];
            i++;
        }
    }
}

static void sort_nicely(Arena *a, cJSON *j)
{
    size_t n = json_len(j), i = 0;
    cJSON **items = arena_array(a, cJSON *, n);

    JSON_EACH (m, j) {
        if (m->child != NULL)
            sort_nicely(a, m);
        items[i++] = m;
    }
    if (!json_is_obj(j) || n < 2)
        return;
    sort_members(a, items, n);
    j->child = NULL;
    for (i = 0; i < n; i++) {
        items[i]->next = items[i]->prev = NULL;
        if (j->child == NULL) {
            j->child = items[i];
        } else {
            items[i - 1]->next = items[i];
            items[i]->prev = items[i - 1];
        }
        j->child->prev = items[i];
    }
}

/* ---- Entries ---- */

static void put(Writer *w, cJSON *o, const char *key, cJSON *value)
{
    json_set(w->arena, o, str_of(key), value);
}

/* A copy whose order can be changed; its texts are the original's. */
static cJSON *borrow(Arena *a, const cJSON *j)
{
    cJSON *o = arena_new(a, cJSON), *last = NULL;

    *o = *j;
    o->child = o->next = o->prev = NULL;
    JSON_EACH (m, j) {
        cJSON *c = borrow(a, m);

        c->prev = last;
        if (last == NULL)
            o->child = c;
        else
            last->next = c;
        o->child->prev = last = c;
    }
    return o;
}

void lock_put_manifest_field(Arena *a, cJSON *o, const cJSON *pkg, const char *key)
{
    const cJSON *v = json_get(pkg, key);
    const char *as = key[0] == '_' ? key + 1 : key;

    if (!json_truthy(v))
        return;
    if (strcmp(key, "license") == 0 && (json_is_obj(v) || json_is_arr(v)) &&
        json_truthy(json_get(v, "type")))
        v = json_get(v, "type");
    if ((json_is_obj(v) || json_is_arr(v)) && v->child == NULL)
        return;
    json_set(a, o, str_of(as), borrow(a, v));
}

/* A tarball of a registry, as nearly all are: nothing to be found out about it. The
 * hosts of git repositories have other rules. */
static bool is_plain_tarball(Str resolved)
{
    static const char *const hosts[] = { "github.com", "gitlab.com", "bitbucket.org",
                                         "git.sr.ht" };

    if (!str_ends(resolved, STR(".tgz")) || str_has(resolved, STR(" ")) ||
        (!str_starts(resolved, STR("https://")) && !str_starts(resolved, STR("http://"))))
        return false;
    if (!str_has(resolved, STR("it"))) /* each of them has that */
        return true;
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        if (str_has(resolved, str_of(hosts[i])))
            return false;
    }
    return true;
}

Str lock_written_resolved(Arena *a, Forest *f, Str resolved, Str root)
{
    const Spec *s;
    Str url;

    if (is_plain_tarball(resolved))
        return resolved;
    s = forest_spec(f, STR(""), resolved, root);

    if (s == NULL)
        return resolved;
    if (s->type == SPEC_FILE || s->type == SPEC_DIRECTORY)
        return arena_strf(a, "file:" STR_FMT,
                          STR_ARG(path_relative(a, root, s->fetch_spec)));
    if (s->has_hosted) {
        url = hosted_url(a, &s->hosted, s->hosted.auth.ptr ? HOSTED_HTTPS : HOSTED_SSHURL,
                         0);
        return str_starts(url, STR("git+")) ? url
                                            : arena_strf(a, "git+" STR_FMT, STR_ARG(url));
    }
    if (s->type == SPEC_GIT)
        return s->save_spec;
    return str_is(s->raw_spec, "*") ? s->raw : s->raw_spec;
}

/* A fact of a lock that was no text is written as it stood there. */
static cJSON *fact(Writer *w, const Node *n, const char *key, Str text)
{
    const cJSON *odd =
        n->odd_facts != NULL ? node_odd_fact(w->arena, n, key, text) : NULL;

    return odd != NULL ? borrow(w->arena, odd) : json_new_str(w->arena, text);
}

static void put_resolved(Writer *w, cJSON *o, Node *n)
{
    bool registry;
    Str text = n->resolved;

    if (n->resolved.ptr == NULL || n->resolved.len == 0)
        return;
    registry = node_is_registry_dependency(n->in_store ? n->source : n);
    if (registry && w->options->omit_resolved)
        return;
    if (n->odd_facts == NULL || node_odd_fact(w->arena, n, "resolved", text) == NULL)
        text = lock_written_resolved(w->arena, n->forest, text, w->root_path);
    put(w, o, "resolved", fact(w, n, "resolved", text));
}

static void put_flags(Writer *w, cJSON *o, const Node *n)
{
    if (n->extraneous) {
        put(w, o, "extraneous", json_new_bool(w->arena, true));
        return;
    }
    if (n->peer)
        put(w, o, "peer", json_new_bool(w->arena, true));
    if (n->dev)
        put(w, o, "dev", json_new_bool(w->arena, true));
    if (n->optional)
        put(w, o, "optional", json_new_bool(w->arena, true));
    if (n->dev_optional && !n->dev && !n->optional)
        put(w, o, "devOptional", json_new_bool(w->arena, true));
}

static cJSON *link_entry(Writer *w, const Node *n)
{
    cJSON *o = json_new_obj(w->arena);

    put(w, o, "resolved",
        json_new_str(w->arena, path_relative(w->arena, w->root_path, n->real)));
    put(w, o, "link", json_new_bool(w->arena, true));
    return o;
}

static bool is_manifest_key(const char *key)
{
    for (size_t i = 0; lock_manifest_keys[i] != NULL; i++) {
        if (key[0] == lock_manifest_keys[i][0] && strcmp(key, lock_manifest_keys[i]) == 0)
            return true;
    }
    return false;
}

/* In whatever order: the entry is sorted. */
static void put_manifest(Writer *w, cJSON *o, const cJSON *pkg)
{
    JSON_EACH (m, pkg) {
        if (m->string != NULL && is_manifest_key(m->string))
            lock_put_manifest_field(w->arena, o, pkg, m->string);
    }
}

static cJSON *shrinkwrap_fact(Writer *w, const Node *n)
{
    const cJSON *odd = json_get(n->odd_facts, "hasShrinkwrap");

    return json_truthy(odd) ? borrow(w->arena, odd) : json_new_bool(w->arena, true);
}

static cJSON *entry(Writer *w, Node *n)
{
    cJSON *o;
    Str name;
    const cJSON *dev;

    if (n->is_link)
        return link_entry(w, n);
    o = json_new_obj(w->arena);
    put_manifest(w, o, n->pkg);
    name = node_package_name(n);
    if (name.len > 0 && (n->is_root || !str_eq(name, n->name) ||
                         !str_eq(tree_name_from_folder(node_path(w->arena, n)), name)))
        put(w, o, "name", borrow(w->arena, json_get(n->pkg, "name")));
    dev = json_get(n->pkg, "devDependencies");
    if (node_is_top(n) && json_truthy(dev))
        put(w, o, "devDependencies", borrow(w->arena, dev));
    if (n->integrity.ptr != NULL && n->integrity.len > 0)
        put(w, o, "integrity", fact(w, n, "integrity", n->integrity));
    if (w->bundles &&
        (w->options->hidden ? node_bundler_installed(n) : node_bundler(n)) != NULL)
        put(w, o, "inBundle", json_new_bool(w->arena, true));
    if (n->has_shrinkwrap)
        put(w, o, "hasShrinkwrap", shrinkwrap_fact(w, n));
    if (node_has_install_script(n))
        put(w, o, "hasInstallScript", json_new_bool(w->arena, true));
    put_resolved(w, o, n);
    put_flags(w, o, n);
    return o;
}

static bool is_left_out(const Node *n, Str location)
{
    if (n->inert && node_version(n).len == 0)
        return true;
    /* Folders that were linked to once. */
    return n->extraneous && !str_has(location, STR("node_modules/")) &&
           (n->fs_parent == NULL || n->fs_parent->is_root);
}

#define ENTRY_DEPTH 2

/* The text of an entry, from the lock that was written before if there is one: of the
 * two locks of a tree the second costs next to nothing. Not with bundles: what is in one
 * may differ between them. */
static cJSON *written_entry(Writer *w, Node *n)
{
    Map *known = w->bundles ? NULL : w->options->entries;
    const Str *there = known != NULL ? map_get(known, n->path) : NULL;
    Arena *a = known != NULL ? n->forest->arena : w->arena;
    Str *text;
    Buf b = { 0 };
    cJSON *o;

    if (there != NULL)
        return json_new_raw(w->arena, *there);
    o = entry(w, n);
    sort_nicely(w->arena, o);
    json_write_at(o, w->style, ENTRY_DEPTH, &b);
    text = arena_new(a, Str);
    *text = buf_to_arena(&b, a);
    if (known != NULL)
        map_set(known, n->path, text);
    return json_new_raw(w->arena, *text);
}

void lock_write_ahead(Tree *t, const LockOptions *options, const JsonStyle *style)
{
    Arena a = { 0 };
    Writer w = writer_of(&a, t, options, style);

    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL && (*n)->parent != NULL && !is_left_out(*n, node_location(&a, *n)))
            (void)written_entry(&w, *n);
    }
    arena_release(&a);
}

/* What isn't installed leaves the tree, for npm, with what is below it; links in there
 * take along what they lead to, also where that is installed. Of a folder that is no
 * workspace, and in nobody's node_modules, only what is below it leaves. */
static void mark_leaving(Node *n, uint32_t mark, bool below);

static void mark_below(Node *n, uint32_t mark)
{
    MAP_EACH (c, n->children)
        mark_leaving(c->value, mark, true);
    VEC_EACH (Node *, c, n->fs_children)
        mark_leaving(*c, mark, true);
}

static void mark_leaving(Node *n, uint32_t mark, bool below)
{
    if (n->mark == mark || n->is_root)
        return;
    n->mark = mark;
    mark_below(n, mark);
    if (below && n->is_link && n->target != NULL)
        mark_leaving(n->target, mark, true);
}

uint32_t lock_mark_absent(Tree *t)
{
    uint32_t mark = ++t->forest->next_mark;

    VEC_EACH (Node *, n, t->nodes) {
        if (*n == NULL || !(*n)->inert)
            continue;
        if ((*n)->parent != NULL || node_is_workspace(*n))
            mark_leaving(*n, mark, false);
        else
            mark_below(*n, mark);
    }
    return mark;
}

static cJSON *packages(Writer *w, Tree *t)
{
    cJSON *o = json_new_obj(w->arena);
    uint32_t absent = lock_mark_absent(t);

    if (!w->options->hidden) {
        cJSON *root = entry(w, t->root);

        if (root->child != NULL)
            json_add(w->arena, o, STR(""), root);
    }
    VEC_EACH (Node *, n, t->nodes) {
        Str location;

        if (*n == NULL || (*n)->is_root)
            continue;
        location = node_location(w->arena, *n);
        if (!is_left_out(*n, location) && !(w->options->hidden && (*n)->mark == absent))
            json_add(w->arena, o, location, written_entry(w, *n));
    }
    return o;
}

/* What the old lock had beside its packages. */
static cJSON *other_fields(Arena *a, const cJSON *old)
{
    cJSON *doc = json_new_obj(a);

    JSON_EACH (m, old) {
        if (strcmp(m->string, "packages") != 0 && strcmp(m->string, "dependencies") != 0)
            json_add(a, doc, json_key(m), json_dup(a, m));
    }
    return doc;
}

/* The nested list isn't made anew: it stays the old lock's. */
static void put_old_dependencies(Writer *w, cJSON *doc)
{
    const cJSON *old = json_get(w->options->old, "dependencies");

    put(w, doc, "dependencies",
        json_truthy(old) ? borrow(w->arena, old) : json_new_obj(w->arena));
}

int lock_write(Tree *t, const LockOptions *options, const JsonStyle *style, Buf *out,
               Err *err)
{
    Arena a = { 0 };
    Writer w = writer_of(&a, t, options, style);
    cJSON *doc;

    if (options->version < 1)
        return err_set(err, ERR_EUNSUPPORTED, "lockfileVersion %d can't be written",
                       options->version);
    doc = other_fields(&a, options->old);
    if (json_truthy(options->name))
        put(&w, doc, "name", borrow(&a, options->name));
    if (json_truthy(options->pkg_version))
        put(&w, doc, "version", borrow(&a, options->pkg_version));
    put(&w, doc, "lockfileVersion",
        options->odd.value != NULL ? borrow(&a, options->odd.value)
                                   : json_new_num(&a, options->version));
    put(&w, doc, "requires", json_new_bool(&a, true));
    if (options->version > 1)
        put(&w, doc, "packages", packages(&w, t));
    if (options->odd.no_number)
        put_old_dependencies(&w, doc);
    else if (options->version < 3)
        lock_add_legacy(&a, t, options, doc);
    sort_nicely(&a, doc);
    json_write(doc, style, out);
    arena_release(&a);
    return 0;
}

int lock_write_places(Tree *t, const LockPlace *places, size_t n, bool omit_resolved,
                      const JsonStyle *style, Buf *out, Err *err)
{
    LockOptions options = { .version = 3,
                            .hidden = true,
                            .omit_resolved = omit_resolved };
    Arena a = { 0 };
    Writer w = writer_of(&a, t, &options, style);
    cJSON *doc = json_new_obj(&a), *list = json_new_obj(&a);
    Map known = { 0 };

    (void)err;
    w.bundles = false; /* the places say it */
    for (size_t i = 0; i < n; i++) {
        cJSON *e = places[i].node != NULL ? entry(&w, places[i].node) : json_new_obj(&a);

        if (places[i].bundled)
            json_set(&a, e, STR("inBundle"), json_new_bool(&a, true));
        if (map_has(&known, places[i].location))
            json_set(&a, list, places[i].location, e);
        else
            json_add(&a, list, places[i].location, e);
        map_set(&known, places[i].location, e);
    }
    map_release(&known);
    put(&w, doc, "lockfileVersion", json_new_num(&a, 3));
    put(&w, doc, "requires", json_new_bool(&a, true));
    put(&w, doc, "packages", list);
    sort_nicely(&a, doc);
    json_write(doc, style, out);
    arena_release(&a);
    return 0;
}
