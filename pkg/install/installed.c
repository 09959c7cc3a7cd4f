/* installed.c: the hidden lock, or the folders. */
#include "pkg/install/installed.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/disk.h"
#include "pkg/install/outside.h"
#include "pkg/lock/lock.h"
#include "pkg/tree/actual.h"

#define LOCK_MAX ((size_t)512 << 20)
#define DEPTH_MAX 400
#define JITTER_MS 10

/* ---- Was anything touched since? ---- */

typedef struct {
    Arena *a;
    Str root;
    Map entries;     /* the lock's, by location */
    int64_t lock_ms; /* what is newer was touched */
    Map seen;        /* locations */
} Check;

/* Whole milliseconds, rounded: npm compares what JavaScript's dates hold. */
static int64_t milliseconds(struct timespec t)
{
    return (int64_t)t.tv_sec * 1000 + (t.tv_nsec + 500000) / 1000000;
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
    if (depth > DEPTH_MAX || stat(dir.ptr, &st) < 0 ||
        milliseconds(st.st_mtim) > c->lock_ms)
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

/* "node_modules/.store/KEY" of what is below its node_modules; "" of anything else. */
static Str store_entry(Str location)
{
    Str inner = STR("/.store/"), modules = STR("/node_modules/");
    ptrdiff_t at = -1, next, end;

    for (size_t from = 0; (next = str_find(str_from(location, from), inner)) >= 0;
         from += (size_t)next + 1)
        at = (ptrdiff_t)from + next;
    if (at < 0)
        return STR("");
    end = str_find(str_from(location, (size_t)at + inner.len), modules);
    return end <= 0 ? STR("")
                    : str_sub(location, 0, (size_t)at + inner.len + (size_t)end);
}

/* The folder of the project that a place stands in; "" where that is node_modules. */
static Str own_folder(Str location)
{
    ptrdiff_t at = str_find(location, STR("/node_modules/"));
    Str folder = at < 0 ? location : str_sub(location, 0, (size_t)at);
    Str rest = folder, part;

    while (str_next(&rest, '/', &part)) {
        if (str_is(part, "node_modules"))
            return STR("");
    }
    return folder;
}

/* Where the walk through node_modules doesn't come: the store of the linked strategy, and
 * folders of the project that no link leads to. */
static bool check_elsewhere(Check *c, const Lock *lock)
{
    Map linked = { 0 }, folders = { 0 };
    bool ok = true;

    JSON_EACH (e, lock->packages) {
        if (json_truthy(json_get(e, "link")))
            map_set(&linked, json_str(json_get(e, "resolved")), c);
    }
    JSON_EACH (e, lock->packages) {
        Str entry = store_entry(json_key(e)), folder = own_folder(json_key(e));

        if (entry.len > 0) {
            map_set(&c->seen, entry, NULL);
            map_set(&folders, arena_strf(c->a, STR_FMT "/node_modules", STR_ARG(entry)),
                    c);
        } else if (folder.len > 0 && !map_has(&linked, folder)) {
            map_set(&folders, folder, c);
        }
    }
    MAP_EACH (f, folders)
        ok = ok && check_folder(c, path_join(c->a, c->root, f->key), 0);
    map_release(&linked);
    map_release(&folders);
    return ok;
}

/* It leads to what is no path. */
static bool is_odd_link(const cJSON *entry)
{
    const cJSON *to = json_get(entry, "resolved");

    return json_truthy(json_get(entry, "link")) && json_truthy(to) && !json_is_str(to);
}

static bool nothing_newer(Arena *a, Str root, const Lock *lock, struct timespec when)
{
    Check c = { .a = a, .root = root, .lock_ms = milliseconds(when) + JITTER_MS };
    bool ok = true;

    JSON_EACH (e, lock->packages) {
        map_set(&c.entries, json_key(e), e);
        ok = ok && !json_is_null(e) && !is_odd_link(e);
    }
    ok = ok &&
         check_folder(&c, arena_strf(a, STR_FMT "/node_modules", STR_ARG(root)), 0) &&
         check_elsewhere(&c, lock);
    JSON_EACH (e, lock->packages)
        ok = ok && (e->string[0] == '\0' || map_has(&c.seen, json_key(e)));
    map_release(&c.seen);
    map_release(&c.entries);
    return ok;
}

/* ---- Either ---- */

typedef struct {
    Lock lock;
    bool usable;
} Hidden;

/* The hidden lock, if nothing was touched since it was written. */
static Hidden read_hidden(Arena *a, Str root, bool untouched)
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
               (untouched || nothing_newer(a, root, &h.lock, st.st_mtim));
    return h;
}

static int load(Source *s, Tree *t, const Hidden *h, bool begins, Err *err)
{
    Files files = disk_files();

    return h->usable ? lock_load_hidden(t, &h->lock, begins, source_folder_if_any, s, err)
                     : actual_load(t, &files, err);
}

int installed_load(Source *s, Tree *t, bool untouched, bool *from_lock, Err *err)
{
    Hidden h = read_hidden(s->arena, t->root->path, untouched);

    *from_lock = h.usable;
    return load(s, t, &h, false, err);
}

int installed_load_start(Source *s, Tree *t, bool *from_lock, Err *err)
{
    Hidden h = read_hidden(s->arena, t->root->path, false);
    int rc = load(s, t, &h, true, err);

    *from_lock = h.usable;
    if (rc == 0 && !h.usable)
        outside_forget(t, &h.lock);
    return rc;
}

/* ---- What the folders don't say ---- */

static Str absolute(Arena *a, Str root, Str resolved)
{
    return str_starts(resolved, STR("file:"))
               ? arena_strf(a, "file:" STR_FMT,
                            STR_ARG(path_resolve(a, root, str_from(resolved, 5))))
               : resolved;
}

void installed_add_origins(Tree *t, const Lock *lock, Str root)
{
    Arena *a = t->forest->arena;

    JSON_EACH (e, lock->packages) {
        Node *n = map_get(&t->by_path, path_resolve(a, root, json_key(e)));
        Str version = json_str(json_get(e, "version"));
        Str resolved = json_str(json_get(e, "resolved"));
        Str integrity = json_str(json_get(e, "integrity"));

        if (n == NULL || n->is_link || n->is_root || n->resolved.ptr != NULL)
            continue;
        if (version.len > 0 && node_version(n).len > 0 &&
            !str_eq(version, node_version(n)))
            continue;
        if (resolved.len > 0)
            n->resolved = absolute(a, root, resolved);
        if (integrity.len > 0)
            n->integrity = integrity;
        n->has_shrinkwrap |= json_truthy(json_get(e, "hasShrinkwrap"));
    }
}
