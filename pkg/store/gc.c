/* gc.c: see gc.h. */
#include "pkg/store/gc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/hash.h"

/* Calls fn with each name in root/path, names that begin with a dot left out. */
static void each_name(Store *s, const char *path, void *data,
                      void (*fn)(void *data, const char *path, const char *name))
{
    DIR *d = fs_open_dir(s->fd, path, true);
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL)
        if (e->d_name[0] != '.')
            fn(data, path, e->d_name);
    closedir(d);
}

typedef struct {
    Store *store;
    StoreStats *stats;
    void (*entry)(void *walk, const char *path, const char *name);
} Walk;

static void in_prefix(void *data, const char *path, const char *name)
{
    Walk *w = data;
    char below[256];

    if ((size_t)snprintf(below, sizeof below, "%s/%s", path, name) < sizeof below)
        each_name(w->store, below, w, w->entry);
}

static void in_algo(void *data, const char *path, const char *name)
{
    Walk *w = data;
    char below[256];

    if ((size_t)snprintf(below, sizeof below, "%s/%s", path, name) < sizeof below)
        each_name(w->store, below, w, in_prefix);
}

/* top "tarballs" or "files": calls entry with "TOP/sha512/ab" and "cdef…". */
static void walk(Store *s, StoreStats *stats, const char *top,
                 void (*entry)(void *, const char *, const char *))
{
    Walk w = { s, stats, entry };

    each_name(s, top, &w, in_algo);
}

/* "tarballs/sha512/ab", "cdef…" → the key "sha512/ab/cdef…". */
static StoreKey key_of(const char *path, const char *name)
{
    StoreKey k = { { 0 } };

    snprintf(k.path, sizeof k.path, "%s/%s", strchr(path, '/') + 1, name);
    return k;
}

/* ---- tarballs ---- */

static bool digest_fits(const StoreKey *k, Str bytes)
{
    uint8_t digest[HASH_MAX];
    Str algo, rest;
    HashKind kind;
    StoreKey own;

    str_cut(str_of(k->path), '/', &algo, &rest);
    kind = hash_kind(algo);
    if (kind == HASH_NONE || hash_bytes(kind, bytes, digest, NULL) < 0)
        return false;
    own = store_key(hash_name(kind), digest, hash_size(kind));
    return store_key_equal(k, &own);
}

static void check_tarball(void *data, const char *path, const char *name)
{
    Walk *w = data;
    StoreKey key = key_of(path, name);
    Arena a = { 0 };
    Str bytes;

    if (store_get_tarball(w->store, &key, &a, &bytes, NULL) == 1 &&
        digest_fits(&key, bytes)) {
        w->stats->n_tarballs++;
        w->stats->bytes += bytes.len;
    } else {
        w->stats->n_bad_tarballs++;
        unlinkat(w->store->fd, arena_printf(&a, "tarballs/%s", key.path), 0);
    }
    arena_release(&a);
}

/* ---- packages ---- */

static bool package_whole(const StorePkg *p, StoreStats *stats)
{
    uint64_t bytes = 0;

    for (uint32_t i = 0; i < p->list.n_files; i++) {
        if (!store_file_intact(p, i))
            return false;
        bytes += p->list.files[i].size;
    }
    stats->bytes += bytes;
    stats->n_files += p->list.n_files;
    return true;
}

static void check_package(void *data, const char *path, const char *name)
{
    Walk *w = data;
    StoreKey key = key_of(path, name);
    Arena a = { 0 };
    StorePkg p = { .fd = -1 };

    if (store_find(w->store, &key, &a, &p) && package_whole(&p, w->stats)) {
        w->stats->n_packages++;
    } else {
        w->stats->n_bad_packages++;
        fs_rmtree(arena_printf(&a, "%s/files/%s", w->store->root, key.path), NULL);
    }
    store_pkg_close(&p);
    arena_release(&a);
}

/* ---- tmp ---- */

/* Names are "PID-COUNT-RANDOM". */
static void check_tmp(void *data, const char *path, const char *name)
{
    Walk *w = data;
    long pid = strtol(name, NULL, 10);
    Arena a = { 0 };

    if (pid <= 0 || (kill((pid_t)pid, 0) < 0 && errno == ESRCH)) {
        fs_rmtree(arena_printf(&a, "%s/%s/%s", w->store->root, path, name), NULL);
        w->stats->n_tmp++;
    }
    arena_release(&a);
}

/* Removes what processes that are gone have left in tmp/. */
static void store_clean_tmp(Store *s, StoreStats *stats)
{
    Walk w = { s, stats, NULL };

    each_name(s, "tmp", &w, check_tmp);
}

int store_verify(Store *s, StoreStats *stats, Err *err)
{
    uint8_t digest[HASH_MAX];
    int rc;

    *stats = (StoreStats){ 0 };
    /* Without the library every tarball would look damaged. */
    rc = hash_bytes(HASH_SHA1, STR(""), digest, err);
    if (rc < 0)
        return rc;
    store_clean_tmp(s, stats);
    walk(s, stats, "tarballs", check_tarball);
    walk(s, stats, "files", check_package);
    return 0;
}

int store_clean(Store *s, Err *err)
{
    static const char *const folders[] = { "files", "tarballs", "index", "projects",
                                           "tmp" };
    Arena a = { 0 };
    int rc = 0;

    for (size_t i = 0; i < sizeof folders / sizeof folders[0] && rc == 0; i++) {
        const char *path = arena_printf(&a, "%s/%s", s->root, folders[i]);

        rc = fs_rmtree(path, err);
        if (rc == 0)
            rc = fs_mkdirs(path, 0777, err);
    }
    arena_release(&a);
    return rc;
}
