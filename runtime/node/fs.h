/* fs.h: what the files of internalBinding('fs') share. Private to fs*.c. */
#ifndef RUNTIME_NODE_FS_H
#define RUNTIME_NODE_FS_H

#include "runtime/engine/bind.h"
#include "runtime/loop/req.h"
#include "runtime/node/buffer.h"

/* The path at i as a C string: UTF-8 of a string, or the bytes of a Buffer; valid while
 * the stack is. The caller's JavaScript has checked that it holds no NUL. */
const char *fs_path(duk_context *ctx, duk_idx_t i);

/* What the callback of an operation gets besides the error. */
typedef enum {
    FS_NOTHING,
    FS_NUMBER,   /* the result: a descriptor, a count of bytes */
    FS_STAT,     /* 14 numbers */
    FS_STAT_BIG, /* the same as decimal texts, times in nanoseconds */
    FS_STATFS,   /* 7 numbers */
    FS_NAMES,    /* an array of names */
    FS_ENTRIES,  /* [names, types] */
    FS_TEXT,     /* the path that readlink and realpath found */
    FS_PATH      /* the path that mkdtemp made */
} FsResult;

/* Pushes it: [ ] -> [ value ]. Names are text, or Buffers where `raw`. */
void fs_push_result(duk_context *ctx, FsResult kind, bool raw, uv_fs_t *uv);

/* The bindings of fs_file.c onto the object on top. */
void fs_put_files(duk_context *ctx);
/* Those of fs_tree.c. */
void fs_put_trees(duk_context *ctx);

#endif
