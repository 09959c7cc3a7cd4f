/* fs.h: files and folders: whole-file reading and writing, making, removing, linking.
 *
 * Errors are -errno with the path in the message. Nothing here follows a link it is about
 * to remove or replace. All functions take NUL-terminated paths.
 */
#ifndef COMMON_FS_H
#define COMMON_FS_H

#include <dirent.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "common/arena.h"
#include "common/buf.h"

typedef enum { FS_NONE, FS_FILE, FS_DIR, FS_LINK, FS_OTHER } FsKind;

/* What stands at the path; FS_NONE also where it can't be looked at. */
FsKind fs_kind(const char *path); /* follows links */
FsKind fs_kind_nofollow(const char *path);
static inline bool fs_is_file(const char *path)
{
    return fs_kind(path) == FS_FILE;
}
static inline bool fs_is_dir(const char *path)
{
    return fs_kind(path) == FS_DIR;
}

/* Appends the file's bytes to out. More than max bytes (0: no limit but the buffer's own)
 * is ERR_ETOOBIG; a folder is -EISDIR. */
int fs_read_all(const char *path, size_t max, Buf *out, Err *err);
/* The same into an arena, NUL-terminated. */
int fs_read_arena(Arena *a, const char *path, size_t max, Str *out, Err *err);

/* How the files begin that the writers below make beside their target and rename over it.
 * Where a process ends before that, such a file stays behind. */
#define FS_TEMP_PREFIX ".pkg-tmp-"
/* Is that a file's name (without its folder)? */
bool fs_is_temporary(const char *name);
/* Where a chain of links at path ends, so that the file is replaced and not the link: in
 * the arena, or path itself. */
const char *fs_follow(Arena *a, const char *path);

/* Replaces the file by a new one of these bytes: temporary file in the same folder,
 * fsync (on ext4 its own order of writing), rename. Readers see the old file or the new
 * one, also after a power cut. The mode is the old file's, or
 * `mode` less the umask. A link at the path is followed: its target is replaced. */
int fs_write_atomic(const char *path, Str data, mode_t mode, Err *err);
/* The same; where a file was there the folder keeps its times, as if that file had been
 * written in its place: node_modules' hidden lock is believed by the times of folders. */
int fs_write_quietly(const char *path, Str data, mode_t mode, Err *err);
/* The first half of fs_write_atomic: the new file lies beside the old one, and
 * rename(temp, target) does the rest. Texts are the arena's. */
typedef struct {
    char *temp;
    const char *target; /* path, or where a chain of links there ends */
} FsStaged;
int fs_stage(Arena *a, const char *path, Str data, mode_t mode, FsStaged *out, Err *err);
/* All of the bytes into an open file. 0, or -errno, which errno says too. */
int fs_write_fd(int fd, Str data);
/* Without the fsync: for caches, which may be lost but not torn. */
int fs_write_cache(const char *path, Str data, mode_t mode, Err *err);
/* The same of pieces, one behind the other, for files that show themselves whether they
 * are whole: where there is none yet, it is written in its place. */
int fs_write_checked(const char *path, const Str *parts, size_t n, mode_t mode, Err *err);

/* mkdir -p. */
int fs_mkdirs(const char *path, mode_t mode, Err *err);
/* The folder above the path. */
int fs_mkdirs_for(const char *path, mode_t mode, Err *err);
/* rm -rf: what isn't there is no error. Links are removed, not followed. */
int fs_rmtree(const char *path, Err *err);
/* Removes a file or link; no error where there is none. */
int fs_unlink(const char *path, Err *err);
/* The folder for reading, relative to the one behind `at`; NULL with errno set. Unless
 * `follow` a link is none. */
DIR *fs_open_dir(int at, const char *path, bool follow);
/* A symbolic link at `path`; one that stands there already is replaced in one step. */
int fs_symlink(const char *target, const char *path, Err *err);
int fs_readlink(Arena *a, const char *path, Str *out, Err *err);
int fs_realpath(Arena *a, const char *path, Str *out, Err *err);
/* What is in one open file goes into the other, an empty one: a clone of the blocks where
 * the file system can. 0, or -1 with errno set. */
int fs_copy_bytes(int in, int out);
/* A copy of the file with its mode: a clone where the file system can. */
int fs_copy(const char *from, const char *to, Err *err);
/* A hard link; a copy where the file system can't (another device, too many links). */
int fs_link_or_copy(const char *from, const char *to, Err *err);
/* The current folder. */
int fs_cwd(Arena *a, Str *out, Err *err);
/* mkdirat for what will hold thousands of files. On ext4 without a journal (small virtual
 * machines have it so) the folder begins in a part of the disk that chance picks: such an
 * ext4 gives nobody an inode that was freed in the last minutes, and walks past all of
 * these for each new file in the same part; where much was deleted just before, an
 * install took ten times as long. Not a part for each folder in it: each part that is new
 * costs as much as several files. */
int fs_mkdir_apart(int at, const char *name, mode_t mode);
/* A new folder "PREFIXxxxxxx" in the arena. */
int fs_mkdtemp(Arena *a, const char *prefix, Str *out, Err *err);

#endif
