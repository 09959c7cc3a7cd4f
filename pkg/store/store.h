/* store.h: the packages of this machine, each extracted once and never changed.
 *
 *     ROOT/packages/sha512-abc…/list    what the package consists of (filelist.h), and
 *                                       behind it the tarball as downloaded
 *     ROOT/packages/sha512-abc…/0 1 2   its files
 *     ROOT/packed/sha512-abc…           a tarball by itself: a large one, or one of which
 *                                       nobody has had the files yet
 *     ROOT/packages/.…, ROOT/packed/.…  what is being written
 *
 * Everything is written under another name and renamed into place, so that a crash at
 * any point leaves complete entries only, and two processes can work at once: the one
 * that comes second finds the entry there and drops its own. An entry's name is the
 * digest by which its tarball was verified: sha512 nearly always, sha1 where a lock
 * knows nothing better. No folders by the digest's beginning, no file of its own for the
 * tarball: of an install of 70 packages on ext4, making those was a tenth.
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
#include <sys/stat.h>

#include "common/arena.h"
#include "common/err.h"
#include "common/str.h"
#include "pkg/store/filelist.h"

typedef struct {
    char root[4096]; /* absolute */
    int fd;          /* of root, -1 when closed */
    bool cold;       /* its folders were made by this process: nothing can be in them */
} Store;

/* "sha512-abc…": algorithm and digest as an entry's name. "" for none. */
typedef struct {
    char name[160];
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

/* The mode that a file of the list has in the store: whoever has another umask gets
 * copies. */
#define STORE_UMASK 022U
static inline unsigned store_file_mode(const ListedFile *f)
{
    return f->mode & ~STORE_UMASK;
}
/* The file is as it was extracted: same size and mode, not written to since. */
bool store_file_intact(const StorePkg *p, uint32_t index);
/* The same, and what there is to be known of it. */
bool store_file_look(const StorePkg *p, uint32_t index, struct stat *st);
/* The name of a file in the entry's folder: decimal text in the room given. */
#define STORE_NAME_SIZE 16
const char *store_file_name(uint32_t index, char room[STORE_NAME_SIZE]);
/* Contents of a file of the entry, NUL-terminated in the arena; at most max bytes
 * (ERR_ETOOBIG). */
int store_read_file(const StorePkg *p, uint32_t index, size_t max, Arena *a, Str *out,
                    Err *err);

/* ---- writing ---- */

/* A name that nobody else uses: "PID-COUNT-RANDOM". */
#define STORE_UNIQUE_SIZE 48
void store_unique(char out[STORE_UNIQUE_SIZE]);
/* An entry that is being written: a folder, open. */
typedef struct {
    char path[STORE_UNIQUE_SIZE + 16]; /* below root */
    int fd;
    int list; /* once it is begun: its file */
} StoreDraft;
/* On failure d->fd is -1, and nothing is left. */
int store_draft(Store *s, StoreDraft *d, Err *err);
/* Begins the list's file with what stands behind the list, which will be so long: where
 * there is no room for it, thousands of files needn't be written first. 0 or -errno. */
int store_draft_tarball(StoreDraft *d, size_t list_size, Str tarball);
/* The list itself, once the files are written. 0 or -errno. */
int store_draft_list(StoreDraft *d, Str list);
/* Closes what is open of it. */
void store_draft_close(StoreDraft *d);
/* It becomes the entry KEY. 1, and it stays a draft, if there is such an entry already
 * and replace is off. */
int store_publish(Store *s, const StoreDraft *d, const StoreKey *key, bool replace,
                  Err *err);
/* Removes it and what is in it; what is open stays so. */
void store_draft_remove(Store *s, const StoreDraft *d);

/* Keeps a tarball by itself. */
int store_put_tarball(Store *s, const StoreKey *key, Str bytes, Err *err);
/* 1 and its bytes (in the arena) if the tarball is there, 0 if not. Not verified:
 * the caller checks the digest, as for a download. */
int store_get_tarball(Store *s, const StoreKey *key, Arena *a, Str *out, Err *err);
/* Whatever there is of it. */
void store_remove(Store *s, const StoreKey *key);

#endif
