/* actual.c: the hidden lock, or the folders. */
#include "pkg/install/actual.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/collate.h"
#include "common/fs.h"
#include "common/path.h"
#include "pkg/lock/lock.h"

#define LOCK_MAX ((size_t)512 << 20)
#define DEPTH_MAX 400

/* ---- Was anything touched since? ---- */

typedef struct {
    Arena *a;
    Str root;
    Map entries; /* the lock's, by location */
    struct timespec lock_time;
    Map seen; /* locations */
} Check;

static bool newer(struct timespec t, struct timespec than)
{
    return t.tv_sec > than.tv_sec ||
           (t.tv_sec == than.tv_sec && t.tv_nsec > than.tv_nsec);
}

static bool check_folder(Check *c, Str dir, int depth);

static bool check_entry(Check *c, Str parent, const struct dirent *e, int depth)
{
    Str child = arena_strf(c->a, STR_FMT "/%s", STR_ARG(parent), e->d_name);
    struct stat st;
    Str target;

    if (e->d_type == DT_DIR)
        return e->d_name[0] == '.' || check_folder(c, child, depth + 1);
    if (e->d_type != DT_LNK || fs_readlink(c->a, child.ptr, &target, NULL) < 0)
        return true;
    map_set(&c->seen, path_relative(c->a, c->root, child), NULL);
    target = path_resolve(c->a, parent, target);
    if (stat(target.ptr, &st) < 0 || !S_ISDIR(st.st_mode) ||
        map_has(&c->seen, path_relative(c->a, c->root, target)))
        return true;
    return check_folder(c, target, depth + 1);
}

/* A package's folder: its own time, then its node_modules. A node_modules or scope
 * folder: its time and all in it. */
static bool check_folder(Check *c, Str dir, int depth)
{
    Str base = path_basename(dir), list = dir;
    bool modules = str_is(base, "node_modules"), scope = base.ptr[0] == '@';
    struct stat st;
    struct dirent *e;
    bool ok = true;
    DIR *d;

    map_set(&c->seen, path_relative(c->a, c->root, dir), NULL);
    if (depth > DEPTH_MAX || stat(dir.ptr, &st) < 0 || newer(st.st_mtim, c->lock_time))
        return false;
    if (!modules && !scope) {
        if (!map_has(&c->entries, path_relative(c->a, c->root, dir)))
            return false;
        list = arena_strf(c->a, STR_FMT "/node_modules", STR_ARG(dir));
        if (stat(list.ptr, &st) < 0)
            return true;
        /* npm looks at what is in it, and not at its own time. */
    }
    d = opendir(list.ptr);
    if (d == NULL)
        return errno == ENOENT;
    while (ok && (e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            ok = check_entry(c, list, e, depth);
    }
    closedir(d);
    return ok;
}

static bool nothing_newer(Arena *a, Str root, const Lock *lock, struct timespec when)
{
    Check c = { .a = a, .root = root, .lock_time = when };
    bool ok;

    JSON_EACH (e, lock->packages)
        map_set(&c.entries, json_key(e), e);
    ok = check_folder(&c, arena_strf(a, STR_FMT "/node_modules", STR_ARG(root)), 0);
    JSON_EACH (e, lock->packages)
        ok = ok && (e->string[0] == '\0' || map_has(&c.seen, json_key(e)));
    map_release(&c.seen);
    map_release(&c.entries);
    return ok;
}

/* ---- The folders ---- */

typedef VEC(Str) Names;

static int by_name(const void *x, const void *y)
{
    return collate_compare(*(const Str *)x, *(const Str *)y);
}

/* "a", "@s/b": what is in a node_modules. */
static void list_packages(Arena *a, Str modules, Str scope, Names *out)
{
    Str folder = scope.len > 0 ? path_join(a, modules, scope) : modules;
    DIR *d = opendir(arena_memdupz(a, folder.ptr, folder.len));
    struct dirent *e;

    while (d != NULL && (e = readdir(d)) != NULL) {
        Str name = arena_str(a, str_of(e->d_name));

        if (name.ptr[0] == '.' || (e->d_type != DT_DIR && e->d_type != DT_LNK))
            continue;
        if (scope.len == 0 && name.ptr[0] == '@' && e->d_type == DT_DIR)
            list_packages(a, modules, name, out);
        else
            vec_push_in(a, out,
                        scope.len > 0 ? arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(scope),
                                                   STR_ARG(name))
                                      : name);
    }
    if (d != NULL)
        closedir(d);
}

static void load_children(Source *s, Node *parent, Str path, int depth);

static Node *load_link(Source *s, Node *parent, Str name, Str path)
{
    Tree *t = parent->tree;
    Str real;
    Node *target;

    if (fs_realpath(s->arena, path.ptr, &real, NULL) < 0)
        return NULL;
    target = map_get(&t->forest->tops, real);
    if (target == NULL || target->tree != t) {
        target = node_new_top(t, source_folder(s, real), real);
        load_children(s, target, real, 0);
    }
    return node_new_link(t->forest, name, target);
}

static void load_one(Source *s, Node *parent, Str modules, Str name, int depth)
{
    Str path = path_join(s->arena, modules, name);
    struct stat st;
    Node *n;

    if (lstat(path.ptr, &st) < 0)
        return;
    if (S_ISLNK(st.st_mode)) {
        n = load_link(s, parent, name, path);
        if (n != NULL)
            node_set_parent(n, parent);
        return;
    }
    n = node_new(parent->tree->forest, name, source_folder(s, path));
    node_set_parent(n, parent);
    load_children(s, n, path, depth + 1);
}

static void load_children(Source *s, Node *parent, Str path, int depth)
{
    Str modules = path_join(s->arena, path, STR("node_modules"));
    Names names = { 0 };

    if (depth > DEPTH_MAX)
        return;
    list_packages(s->arena, modules, STR(""), &names);
    if (names.len > 1)
        qsort(names.ptr, names.len, sizeof *names.ptr, by_name);
    VEC_EACH (Str, name, names)
        load_one(s, parent, modules, *name, depth);
}

static void load_disk(Source *s, Tree *t)
{
    load_children(s, t->root, t->root->path, 0);
    tree_reset_flags(t);
    tree_calc_flags(t);
}

/* ---- Either ---- */

static const cJSON *folder(void *ctx, Str path)
{
    return source_folder(ctx, path);
}

typedef struct {
    Lock lock;
    bool usable;
} Hidden;

/* The hidden lock, if nothing was touched since it was written. */
static Hidden read_hidden(Arena *a, Str root)
{
    const char *file =
        arena_printf(a, STR_FMT "/node_modules/.package-lock.json", STR_ARG(root));
    struct stat st;
    Hidden h = { 0 };
    Str text;
    Err ignored;

    h.usable = stat(file, &st) == 0 &&
               fs_read_arena(a, file, LOCK_MAX, &text, &ignored) == 0 &&
               lock_parse(a, text, file, &h.lock, &ignored) == 0 && h.lock.version >= 2 &&
               nothing_newer(a, root, &h.lock, st.st_mtim);
    return h;
}

bool actual_load_into(Source *s, Tree *t, bool *from_lock)
{
    Hidden h = read_hidden(s->arena, t->root->path);
    bool suspect;
    Err ignored;

    *from_lock = h.usable && lock_load(t, &h.lock, folder, s, &suspect, &ignored) == 0;
    if (!*from_lock && !h.usable)
        load_disk(s, t);
    return t->root->children.len > 0;
}

int actual_load(Forest *f, Source *s, const cJSON *pkg, Str root, Tree **out,
                bool *from_lock, Err *err)
{
    (void)err;
    *out = tree_new(f, pkg, root);
    actual_load_into(s, *out, from_lock);
    return 0;
}
