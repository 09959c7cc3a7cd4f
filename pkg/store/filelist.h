/* filelist.h: what a package version consists of: one small file beside its
 * contents, so that linking it needs no directory listing.
 *
 * The store keeps the contents flat: file number 17 of a package is the file "17"
 * in the package's store folder, whatever its path. The list says which path, mode
 * and size it has. On disk (little-endian, the format of one machine's cache):
 *
 *     "smewfl1\n"  n_dirs  n_files  flags  text_len  made_sec  made_nsec  check
 *     n_dirs  × { text offset }
 *     n_files × { text offset, mode, size (64 bits) }
 *     text: NUL-terminated paths
 *
 * `check` is a hash over all that follows it: a list that was cut or changed is a
 * miss, never a crash. What the file has behind the list isn't the list's.
 */
#ifndef PKG_STORE_FILELIST_H
#define PKG_STORE_FILELIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/buf.h"
#include "common/map.h"
#include "common/str.h"

#define FILELIST_FILES_MAX 1000000

typedef struct {
    const char *path; /* "lib/a.js" */
    uint32_t mode;    /* permission bits before any umask: read and write for all */
    uint64_t size;
} ListedFile;

enum {
    FILELIST_HAS_GYP = 1,     /* binding.gyp in the root */
    FILELIST_HAS_NESTED = 2,  /* files below node_modules/: bundled packages */
    FILELIST_HAS_PACKAGE = 4, /* package.json in the root */
};

typedef struct {
    const char **dirs; /* parents first */
    ListedFile *files;
    uint32_t n_dirs, n_files, flags;
    int64_t made_sec; /* when extraction ended: a later change was not ours */
    uint32_t made_nsec;
} FileList;

/* A list under construction. Zero is valid. Paths are copied. */
typedef struct {
    Arena *arena;
    Map by_path; /* path → index + 1; folders → (uintptr_t)-1 */
    FileList list;
    size_t cap_dirs, cap_files;
} FileListMaker;

typedef enum {
    FILELIST_NEW,      /* *index is a new number */
    FILELIST_AGAIN,    /* the path was there already: *index is its number */
    FILELIST_CONFLICT, /* a file where a folder is, or the other way round */
    FILELIST_TOO_MANY, /* over FILELIST_FILES_MAX */
} FileListAdd;

/* Adds a file and the folders above it. Size is set by the caller when known. */
FileListAdd filelist_add(FileListMaker *m, Str path, uint32_t mode, uint32_t *index);
void filelist_maker_release(FileListMaker *m);

/* Bytes for the disk, appended to out. */
void filelist_write(const FileList *list, Buf *out);
/* Such bytes, with the list's time as it is now. */
void filelist_stamp(const FileList *list, Buf *bytes);
/* How long the list is that begins so, as its head says; 0: none begins so. */
#define FILELIST_HEAD 48
size_t filelist_size(Str start);
/* Pointers into `bytes`, which must stay and is aligned to 8; arrays in the arena.
 * False if the bytes are not a whole list. */
bool filelist_read(Str bytes, Arena *a, FileList *out);
/* Index of a path, -1 if it isn't there. Linear. */
long filelist_find(const FileList *list, const char *path);

#endif
