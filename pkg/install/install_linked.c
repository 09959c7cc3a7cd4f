/* install_linked.c: install-strategy=linked on the disk: what isolated.h says shall be
 * there is compared with what is, and what nobody needs any more goes. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/contents.h"
#include "pkg/install/install_private.h"
#include "pkg/install/outside.h"
#include "pkg/install/remove.h"

bool install_is_linked(const Ctx *ctx)
{
    return str_is(config_str(&ctx->config, "install-strategy"), "linked") &&
           !ctx_is_global(ctx);
}

static Str on_disk(InstallRun *u, Str location)
{
    return path_join(u->a, u->p->root, location);
}

/* ---- What is new ---- */

static bool leads_there(InstallRun *u, const IsolatedPlace *l)
{
    Str path = on_disk(u, l->location), text, wanted;

    wanted = path_relative(u->a, path_dirname(path), l->node->real);
    return fs_readlink(u->a, path.ptr, &text, NULL) == 0 && str_eq(text, wanted);
}

static void add_change(InstallRun *u, const IsolatedPlace *place)
{
    Change *c = arena_new(u->a, Change);
    bool there = fs_kind_nofollow(on_disk(u, place->location).ptr) != FS_NONE;

    c->kind = there ? CHANGE_REPLACE : CHANGE_ADD;
    c->location = place->location;
    c->ideal = place->node;
    vec_push_in(u->a, &u->diff.changes, c);
}

static void remove_change(InstallRun *u, Str location)
{
    Change *c = arena_new(u->a, Change);

    c->kind = CHANGE_REMOVE;
    c->location = location;
    vec_push_in(u->a, &u->diff.changes, c);
}

/* A folder above it that isn't to stay: what was a package is a link now. */
static bool is_below_old(InstallRun *u, Str location)
{
    for (Str up = path_dirname(location); up.len > 1; up = path_dirname(up)) {
        if (map_has(&u->isolated.locations, up))
            return true;
    }
    return false;
}

/* ---- What goes ---- */

/* Each name in a folder, those of scopes with the scope before them. */
static void names_in(InstallRun *u, Str folder, Str scope, NameList *out)
{
    DIR *d = opendir(folder.ptr);
    struct dirent *e;

    while (d != NULL && (e = readdir(d)) != NULL) {
        Str name = arena_strf(u->a, STR_FMT "%s", STR_ARG(scope), e->d_name);

        if (e->d_name[0] == '.')
            continue;
        if (scope.len == 0 && e->d_name[0] == '@')
            names_in(u, path_join(u->a, folder, name),
                     arena_strf(u->a, STR_FMT "/", STR_ARG(name)), out);
        else
            vec_push_in(u->a, out, name);
    }
    if (d != NULL)
        closedir(d);
}

static void sweep_store(InstallRun *u)
{
    NameList names = { 0 };

    names_in(u, on_disk(u, STR("node_modules/.store")), STR(""), &names);
    VEC_EACH (Str, n, names) {
        if (!map_has(&u->isolated.keys, *n))
            remove_change(u,
                          arena_strf(u->a, "node_modules/.store/" STR_FMT, STR_ARG(*n)));
    }
}

/* Links into the project, which this program made, and packages of another layout. What
 * leads elsewhere, and folders that are no packages, are somebody's own. */
static bool is_ours(InstallRun *u, Str path)
{
    Str text;

    switch (fs_kind_nofollow(path.ptr)) {
    case FS_LINK:
        return fs_readlink(u->a, path.ptr, &text, NULL) == 0 &&
               path_is_below(u->p->root, path_resolve(u->a, path_dirname(path), text));
    case FS_DIR:
        return fs_kind(path_join(u->a, path, STR("package.json")).ptr) != FS_NONE;
    default: return false;
    }
}

static void sweep_folder(InstallRun *u, Str modules)
{
    NameList names = { 0 };

    names_in(u, on_disk(u, modules), STR(""), &names);
    VEC_EACH (Str, n, names) {
        Str location = path_join(u->a, modules, *n);

        if (!map_has(&u->isolated.locations, location) &&
            is_ours(u, on_disk(u, location)))
            remove_change(u, location);
    }
}

static void note_bins(InstallRun *u, const IsolatedPlaces *places, Str modules,
                      Map *valid)
{
    VEC_EACH (IsolatedPlace, l, *places) {
        if (!str_starts(l->location, modules) ||
            str_has(str_from(l->location, modules.len), STR("/node_modules/")))
            continue;
        JSON_EACH (b, l->bin)
            map_set(valid, json_key(b), u);
    }
}

/* Commands that no package of the folder has any more. */
static void sweep_bins(InstallRun *u, Str modules)
{
    Str folder = path_join(u->a, modules, STR(".bin"));
    NameList names = { 0 };
    Map valid = { 0 };

    names_in(u, on_disk(u, folder), STR(""), &names);
    note_bins(u, &u->isolated.links, modules, &valid);
    note_bins(u, &u->isolated.packages, modules, &valid);
    VEC_EACH (Str, n, names) {
        if (!map_has(&valid, *n))
            remove_change(u, path_join(u->a, folder, *n));
    }
    map_release(&valid);
}

static bool is_chosen(InstallRun *u, const Node *n)
{
    bool partial = u->omit.workspaces->len > 0 || u->omit.root_deps;

    if (!partial)
        return true;
    if (n->is_root)
        return u->omit.root_deps;
    VEC_EACH (Workspace, w, *u->omit.workspaces) {
        if (str_eq(w->path, n->path))
            return true;
    }
    return false;
}

static void sweep(InstallRun *u)
{
    sweep_store(u);
    VEC_EACH (Node *, n, u->isolated.locals) {
        Str modules = path_join(u->a, node_location(u->a, *n), STR("node_modules"));

        if (!is_chosen(u, *n))
            continue;
        sweep_folder(u, modules);
        sweep_bins(u, modules);
    }
}

/* ---- Packages with a shrinkwrap ---- */

static int copy_texts(InstallRun *u, Node *n, Str folder)
{
    static const char *const names[] = { "package.json", "npm-shrinkwrap.json" };
    Files files;
    Str base;

    if (contents_open(&u->p->source, n, &files, &base, u->err) < 0)
        return u->err->code;
    for (size_t i = 0; i < 2; i++) {
        Str from = path_join(u->a, base, str_of(names[i])), text;
        Str to = path_join(u->a, folder, str_of(names[i]));

        if (files.kind(files.ctx, from) != FILES_FILE)
            continue;
        if (files.read(files.ctx, u->a, from, &text, u->err) < 0 ||
            fs_write_atomic(to.ptr, text, 0600, u->err) < 0)
            return u->err->code;
    }
    return 0;
}

/* npm makes the tree of such a package as if it were a project of its own. What it says
 * is read from a folder that goes again. */
static int shrinkwrap_tree(void *ctx, Node *n, Tree **out, Err *err)
{
    InstallRun *u = ctx;
    Project *p = arena_new(u->a, Project);
    Str folder;
    Err ignored;
    int rc;

    if (fs_mkdirs(u->ctx->cache.ptr, 0777, err) < 0 ||
        fs_mkdtemp(u->a, path_join(u->a, u->ctx->cache, STR("shrinkwrap-")).ptr, &folder,
                   err) < 0)
        return err->code;
    rc = copy_texts(u, n, folder);
    if (rc == 0) {
        vec_push_in(u->a, &u->inner, p);
        rc = project_open_inner(p, u->ctx, folder, err);
        p->source.install = true;
    }
    if (rc == 0)
        rc = project_begin_tree(p, false, err);
    if (rc == 0)
        rc = project_resolve(p, err);
    *out = p->ideal;
    (void)remove_tree(AT_FDCWD, folder.ptr, &ignored);
    return rc;
}

void install_linked_release(InstallRun *u)
{
    VEC_EACH (Project *, p, u->inner)
        project_release(*p);
    isolated_release(&u->isolated);
}

/* ---- What is told of it ---- */

static Str command_folder(InstallRun *u, const IsolatedPlace *link)
{
    size_t cut = link->location.len - link->node->name.len;

    return on_disk(u, path_join(u->a, str_sub(link->location, 0, cut), STR(".bin")));
}

static bool lacks_command(InstallRun *u, const IsolatedPlace *link)
{
    Str folder = command_folder(u, link);

    JSON_EACH (b, link->bin) {
        if (fs_kind(path_join(u->a, folder, json_key(b)).ptr) == FS_NONE)
            return true;
    }
    return false;
}

/* npm calls a package changed for which somebody still has to link commands: by paths. */
static void find_lacking(InstallRun *u, Map *lacking)
{
    VEC_EACH (IsolatedPlace, l, u->isolated.links) {
        if (l->bin != NULL && lacks_command(u, l))
            map_set(lacking, l->node->real, l);
    }
}

static void tell(InstallRun *u, ChangeKind kind, const IsolatedPlace *place, Str name)
{
    Change *c = arena_new(u->a, Change);
    Node *n = arena_new(u->a, Node);

    *n = *place->node;
    n->name = name;
    n->pkg = node_target(place->node)->pkg;
    *c = (Change){ .kind = kind, .location = place->location, .actual = n, .ideal = n };
    vec_push_in(u->a, &u->diff.all, c);
}

/* Links are called by what they lead to in the store: NAME@VERSION-HASH. */
static Str name_of_link(const Node *n)
{
    static const char store[] = "/node_modules/.store/";
    ptrdiff_t at = str_find(n->real, str_of(store));
    Str key;

    if (at < 0)
        return n->name;
    key = str_from(n->real, (size_t)at + sizeof store - 1);
    at = str_find(key, STR("/node_modules/"));
    return at < 0 ? n->name : str_sub(key, 0, (size_t)at);
}

/* Workspaces that the project doesn't depend on have no link, and are new to npm each
 * time. */
static void tell_workspaces(InstallRun *u)
{
    for (size_t k = u->p->workspaces.len; k-- > 0;) {
        const Workspace *w = &u->p->workspaces.ptr[k];
        Node *n = map_get(&u->p->ideal->by_path, w->path);
        Node link;

        if (n == NULL || isolated_is_declared(u->p->ideal, &u->omit, w->name) ||
            !is_chosen(u, n))
            continue;
        link = *n;
        link.is_link = link.in_store = true;
        link.target = n;
        tell(u, CHANGE_ADD, &(IsolatedPlace){ .node = &link }, w->name);
        u->r->adds_always = true;
    }
}

/* In npm's order: what came last is told first, links before packages. */
static void report(InstallRun *u, const Map *news)
{
    Isolated *i = &u->isolated;
    Map lacking = { 0 };

    find_lacking(u, &lacking);
    for (size_t k = i->links.len; k-- > 0;) {
        if (map_has(news, i->links.ptr[k].location))
            tell(u, CHANGE_ADD, &i->links.ptr[k], name_of_link(i->links.ptr[k].node));
    }
    for (size_t k = i->packages.len; k-- > 0;) {
        if (map_has(news, i->packages.ptr[k].location))
            tell(u, CHANGE_ADD, &i->packages.ptr[k], i->packages.ptr[k].node->name);
    }
    tell_workspaces(u);
    for (size_t k = i->packages.len; k-- > 0;) {
        if (map_has(news, i->packages.ptr[k].location) || !i->packages.ptr[k].chosen ||
            !map_has(&lacking, i->packages.ptr[k].node->path))
            continue;
        tell(u, CHANGE_REPLACE, &i->packages.ptr[k], i->packages.ptr[k].node->name);
        u->diff.n_replaced++;
    }
    map_release(&lacking);
}

/* ---- What the project bundles ---- */

/* Is the package there, and of this version? */
static bool is_there(InstallRun *u, const IsolatedPlace *p)
{
    Str path = on_disk(u, p->location);
    const cJSON *pkg = fs_kind_nofollow(path.ptr) == FS_DIR
                           ? source_folder_if_any(&u->p->source, path)
                           : NULL;

    return pkg != NULL &&
           str_eq(json_str(json_get(pkg, "version")), node_version(p->node));
}

static int by_location(const void *a, const void *b)
{
    const IsolatedPlace *const *x = a, *const *y = b;

    return str_cmp((*x)->location, (*y)->location);
}

/* The change of a package around it. */
static Change *around(const Map *changes, Str location)
{
    Change *c = NULL;

    while (c == NULL && location.len > 1) {
        location = path_dirname(location);
        c = map_get(changes, location);
    }
    return c;
}

/* Those inside of others come after these, and with them. */
static void change_bundled(InstallRun *u, Map *news)
{
    VEC(IsolatedPlace *) list = { 0 };
    Map changes = { 0 };

    VEC_EACH (IsolatedPlace, p, u->isolated.packages) {
        if (p->bundled && p->chosen)
            vec_push_in(u->a, &list, p);
    }
    if (list.len > 1)
        qsort(list.ptr, list.len, sizeof *list.ptr, by_location);
    VEC_EACH (IsolatedPlace *, p, list) {
        Change *outer = around(&changes, (*p)->location), *c;

        if (outer == NULL && is_there(u, *p))
            continue;
        add_change(u, *p);
        c = vec_last(&u->diff.changes);
        if (outer != NULL) {
            u->diff.changes.len--;
            vec_push_in(u->a, &outer->inside, c);
        }
        map_set(&changes, (*p)->location, c);
        map_set(news, (*p)->location, *p);
        u->diff.n_added++;
    }
    map_release(&changes);
}

/* ---- All of it ---- */

int install_linked_diff(InstallRun *u)
{
    Shrinkwraps shrinkwraps = { u, shrinkwrap_tree };
    Map news = { 0 };

    if (isolated_make(u->p->ideal, &u->omit, &shrinkwraps, &u->isolated, u->err) < 0)
        return u->err->code;
    VEC_EACH (Node *, n, u->isolated.outer) {
        if (outside_check(*n, u->err) < 0)
            return u->err->code;
    }
    VEC_EACH (IsolatedPlace, p, u->isolated.packages) {
        if (!p->chosen || p->bundled ||
            fs_kind_nofollow(on_disk(u, p->location).ptr) != FS_NONE)
            continue;
        add_change(u, p);
        map_set(&news, p->location, p);
        u->diff.n_added++;
    }
    change_bundled(u, &news);
    VEC_EACH (IsolatedPlace, l, u->isolated.links) {
        if (!l->chosen || is_below_old(u, l->location) || leads_there(u, l))
            continue;
        add_change(u, l);
        map_set(&news, l->location, l);
    }
    report(u, &news);
    map_release(&news);
    sweep(u);
    return 0;
}

void install_linked_bins(InstallRun *u)
{
    VEC_EACH (IsolatedPlace, l, u->isolated.links) {
        LinkedBin bin = { on_disk(u, l->location), command_folder(u, l), l->bin, true,
                          false };

        if (l->chosen && l->bin != NULL)
            vec_push_in(u->a, &u->build.linked, bin);
    }
}

static bool is_wanted_by(const Node *link, bool root_only, bool workspace)
{
    VEC_EACH (Edge *, e, link->edges_in) {
        if (((*e)->type == EDGE_WORKSPACE) == workspace &&
            (!root_only || (*e)->from->is_root))
            return true;
    }
    return false;
}

/* As npm has it: what somebody depends on is built like a package, for each link to it;
 * other workspaces, and what only other folders depend on, like links. Some are both. The
 * project itself is built each time, before its own turn comes. */
void install_linked_locals(InstallRun *u, NodeList *nodes)
{
    bool partial = u->omit.workspaces->len > 0 || u->omit.root_deps;

    u->build.links_nowhere = true;
    u->build.locals = (NodeList){ 0 };
    vec_push_in(u->a, &u->build.locals, u->p->ideal->root);
    VEC_EACH (IsolatedPlace, l, u->isolated.links) {
        if (l->chosen && node_list_has(&u->isolated.locals, l->node->source))
            vec_push_in(u->a, &u->build.locals, l->node->source);
    }
    VEC_EACH (Node *, l, u->p->ideal->links) {
        Node *n = (*l)->target;
        bool asked;

        if (n == NULL || (*l)->inert || (*l)->in_store || (*l)->parent == NULL ||
            !node_list_has(&u->isolated.locals, n))
            continue;
        asked = is_wanted_by(*l, true, true) &&
                isolated_is_declared(u->p->ideal, &u->omit, (*l)->name);
        if ((*l)->parent->is_root && !asked && (!partial || is_chosen(u, n)) &&
            (is_wanted_by(*l, true, true) || !is_wanted_by(*l, true, false)))
            vec_push_in(u->a, nodes, *l);
    }
}

/* Folders of scopes that have lost their last package. */
static void remove_empty_scopes(InstallRun *u)
{
    VEC_EACH (Change *, c, u->diff.changes) {
        Str above = path_dirname((*c)->location);

        if ((*c)->kind == CHANGE_REMOVE && str_starts(path_basename(above), STR("@")))
            (void)rmdir(on_disk(u, above).ptr);
    }
}

/* Of folders npm knows no more than what their package.json says: not what they are
 * called by who needs them, and what they bundle it has seen to. */
static Node *without_flags(Arena *a, const Node *n)
{
    Node *bare = arena_new(a, Node);
    Str name = node_package_name(n);
    cJSON *pkg = json_dup(a, n->pkg);

    *bare = *n;
    json_del(pkg, "bundleDependencies");
    bare->pkg = pkg;
    if (name.len > 0)
        bare->name = name;
    bare->dev = bare->optional = bare->dev_optional = bare->peer = false;
    return bare;
}

/* The hidden lock tells of the places as they are. As npm's it has the integrity of those
 * only that were asked for just now. */
void install_linked_hidden(InstallRun *u)
{
    Str path = on_disk(u, STR("node_modules/.package-lock.json"));
    JsonStyle style = u->p->style;
    VEC(LockPlace) places = { 0 };
    Buf b = { 0 };
    Err ignored;

    remove_empty_scopes(u);
    VEC_EACH (IsolatedPlace, p, u->isolated.packages) {
        Node *above = p->node->parent;

        if (p->node->inert)
            continue;
        p->node->integrity = (Str){ NULL, 0 };
        vec_push_in(u->a, &places, ((LockPlace){ p->location, p->node, p->bundled }));
        if (p->bundled)
            continue;
        vec_push_in(u->a, &places,
                    ((LockPlace){ str_from(above->path, u->p->root.len + 1), NULL,
                                  false }));
    }
    VEC_EACH (IsolatedPlace, l, u->isolated.links)
        vec_push_in(u->a, &places, ((LockPlace){ l->location, l->node, false }));
    /* Workspaces and other folders that links lead to, wherever they are. */
    VEC_EACH (Node *, n, u->p->ideal->tops) {
        if (!(*n)->is_root && !(*n)->extraneous &&
            ((*n)->fs_parent == u->p->ideal->root || (*n)->links_in.len > 0))
            vec_push_in(u->a, &places,
                        ((LockPlace){ node_location(u->a, *n), without_flags(u->a, *n),
                                      false }));
    }
    /* A package that a link of the tree leads to (it would stand below itself) is such a
     * folder too. */
    VEC_EACH (Node *, n, u->isolated.locals) {
        Node *bare = without_flags(u->a, *n);

        bare->integrity = (Str){ NULL, 0 };
        if ((*n)->parent != NULL)
            vec_push_in(u->a, &places,
                        ((LockPlace){ node_location(u->a, *n), bare, false }));
    }
    style.last_newline = true;
    if (fs_is_dir(path_dirname(path).len > 0
                      ? arena_memdupz(u->a, path.ptr, path_dirname(path).len)
                      : ".") &&
        lock_write_places(u->p->ideal, places.ptr, places.len,
                          config_bool(&u->ctx->config, "omit-lockfile-registry-resolved"),
                          &style, &b, &ignored) == 0)
        (void)fs_write_cache(path.ptr, buf_view(&b), 0666, &ignored);
    buf_release(&b);
}

bool install_linked_leftover(InstallRun *u)
{
    return fs_kind_nofollow(on_disk(u, STR("node_modules/.store")).ptr) == FS_DIR;
}

void install_linked_forget(InstallRun *u)
{
    remove_change(u, STR("node_modules/.store"));
}
