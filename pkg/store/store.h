/* store.h: the packages of this machine, each extracted once and never changed.
 *
 *     ROOT/tarballs/sha512/ab/cdef…     the tarball as downloaded
 *     ROOT/files/sha512/ab/cdef…/list   what the package consists of (filelist.h)
 *     ROOT/files/sha512/ab/cdef…/0 1 2  its files
 *     ROOT/tmp/                         what is being written
 *
 * Everything is written below tmp/ and renamed into place, so that a crash at any
 * point leaves complete entries only, and two processes can work at once: the one
 * that comes second finds the entry there and drops its own. An entry's name is the
 * digest by which its tarball was verified: sha512 nearly always, sha1 where a lock
 * knows nothing better.
 *
 * Files of an entry are hard-linked into projects. What a project does to such a
 * file in place shows here: store_file_intact tells, and the caller then extracts
 * the tarball again with `replace`.
 *
 * A Store may be used by several threads at once.
 */
#ifndef PKG_STORE_STORE_H
#define PKG_STORE_STORE_H

#include <stdbool.h>

#include "common/arena.h"
#include "common/err.h"
#include "common/str.h"
#include "pkg/store/filelist.h"

typedef struct {
    char root[4096]; /* absolute */
    int fd;          /* of root, -1 when closed */
    bool cold;       /* its folders were made by this process: nothing can be in them */
} Store;

/* "sha512/ab/cdef…": algorithm and digest as path of an entry. */
typedef struct {
    char path[160];
} StoreKey;

/* One entry, open. Memory of the list is the arena's of the call. */
typedef struct {
    int fd; /* of its folder */
    FileList list;
    bool fresh; /* this call has just made it: nobody else has had it yet */
} StorePkg;

/* Opens (and makes, if it isn't there) the store below root. */
int store_open(Store *s, const char *root, Err *err);
void store_close(Store *s);

/* algo is "sha512" …; digest its bytes. */
StoreKey store_key(const char *algo, const unsigned char *digest, size_t len);
bool store_key_equal(const StoreKey *a, const StoreKey *b);

/* 1 and *out if the entry is there and whole, else 0. Never fails otherwise: what
 * can't be read counts as absent. */
int store_find(Store *s, const StoreKey *key, Arena *a, StorePkg *out);
/* Is it there in all likelihood, extracted or as a tarball? */
bool store_has(Store *s, const StoreKey *key);
void store_pkg_close(StorePkg *p);

/* The file is as it was extracted: same size, not written to since. */
bool store_file_intact(const StorePkg *p, uint32_t index);
/* The name of a file in the entry's folder: decimal text in the room given. */
#define STORE_NAME_SIZE 16
const char *store_file_name(uint32_t index, char room[STORE_NAME_SIZE]);
/* Contents of a file of the entry, NUL-terminated in the arena; at most max bytes
 * (ERR_ETOOBIG). */
int store_read_file(const StorePkg *p, uint32_t index, size_t max, Arena *a, Str *out,
                    Err *err);

/* ---- writing ---- */

/* A name below tmp/ that nobody else uses. */
void store_tmp_name(char *out, size_t size);
/* Makes a folder below tmp/ and opens it. name: from store_tmp_name. */
int store_tmp_dir(Store *s, const char *name, int *fd, Err *err);
/* Writes a new file whole. 0 or -errno; what was begun may remain. */
int store_write_file(int dir, const char *name, Str bytes);
/* Moves tmp/NAME to files/KEY. 1, and NAME stays, if there is an entry already and
 * replace is off. */
int store_publish(Store *s, const char *name, const StoreKey *key, bool replace,
                  Err *err);
/* Removes tmp/NAME and what is in it. */
void store_tmp_remove(Store *s, const char *name);

/* Keeps a tarball's bytes. */
int store_put_tarball(Store *s, const StoreKey *key, Str bytes, Err *err);
/* 1 and its bytes (in the arena) if the tarball is there, 0 if not. Not verified:
 * the caller checks the digest, as for a download. */
int store_get_tarball(Store *s, const StoreKey *key, Arena *a, Str *out, Err *err);

#endif
