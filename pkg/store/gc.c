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

/* Calls fn with each name in root/folder. */
static void each_name(Store *s, StoreStats *stats, const char *folder,
                      void (*fn)(Store *s, StoreStats *stats, const char *folder,
                                 const char *name))
{
    DIR *d = fs_open_dir(s->fd, folder, true);
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            fn(s, stats, folder, e->d_name);
    closedir(d);
}

/* What is being written has a dot before "PID-COUNT-RANDOM"; below tmp/ none. */
static void check_draft(Store *s, StoreStats *stats, const char *folder, const char *name)
{
    long pid = strtol(name + (name[0] == '.'), NULL, 10);
    Arena a = { 0 };

    if (pid <= 0 || (kill((pid_t)pid, 0) < 0 && errno == ESRCH)) {
        fs_rmtree(arena_printf(&a, "%s/%s/%s", s->root, folder, name), NULL);
        stats->n_tmp++;
    }
    arena_release(&a);
}

static StoreKey key_of(const char *name)
{
    StoreKey k = { { 0 } };

    snprintf(k.name, sizeof k.name, "%s", name);
    return k;
}

/* ---- tarballs ---- */

static bool digest_fits(const StoreKey *k, Str bytes)
{
    uint8_t digest[HASH_MAX];
    Str algo, rest;
    HashKind kind;
    StoreKey own;

    str_cut(str_of(k->name), '-', &algo, &rest);
    kind = hash_kind(algo);
    if (kind == HASH_NONE || hash_bytes(kind, bytes, digest, NULL) < 0)
        return false;
    own = store_key(hash_name(kind), digest, hash_size(kind));
    return store_key_equal(k, &own);
}

static bool tarball_whole(Store *s, const StoreKey *key, StoreStats *stats)
{
    Arena a = { 0 };
    Str bytes;
    bool whole =
        store_get_tarball(s, key, &a, &bytes, NULL) == 1 && digest_fits(key, bytes);

    if (whole) {
        stats->n_tarballs++;
        stats->bytes += bytes.len;
    } else {
        stats->n_bad_tarballs++;
    }
    arena_release(&a);
    return whole;
}

static void check_packed(Store *s, StoreStats *stats, const char *folder,
                         const char *name)
{
    StoreKey key = key_of(name);

    if (name[0] == '.')
        check_draft(s, stats, folder, name);
    else if (!tarball_whole(s, &key, stats))
        store_remove(s, &key);
}

/* ---- packages ---- */

static bool files_whole(const StorePkg *p, StoreStats *stats)
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

static void check_package(Store *s, StoreStats *stats, const char *folder,
                          const char *name)
{
    StoreKey key = key_of(name);
    Arena a = { 0 };
    StorePkg p = { .fd = -1 };
    bool whole;

    if (name[0] == '.') {
        check_draft(s, stats, folder, name);
        return;
    }
    whole = store_find(s, &key, &a, &p) && files_whole(&p, stats);
    if (whole)
        stats->n_packages++;
    else
        stats->n_bad_packages++;
    if (!tarball_whole(s, &key, stats) || !whole)
        store_remove(s, &key);
    store_pkg_close(&p);
    arena_release(&a);
}

/* What an earlier version kept in folders that nobody reads any more. */
static void remove_former(Store *s)
{
    static const char *const former[] = { "files", "tarballs" };
    Arena a = { 0 };

    for (size_t i = 0; i < sizeof former / sizeof former[0]; i++)
        (void)fs_rmtree(arena_printf(&a, "%s/%s", s->root, former[i]), NULL);
    arena_release(&a);
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
    each_name(s, stats, "tmp", check_draft);
    each_name(s, stats, "packed", check_packed);
    each_name(s, stats, "packages", check_package);
    remove_former(s);
    return 0;
}
