/* proc.h: runs a program to its end, catching what it prints.
 *
 *     const char *argv[] = { "git", "status", NULL };
 *     Proc p = { .argv = argv, .cwd = "/project", .out = &out };
 *     rc = proc_run(&p, &err);        then p.code is the exit code
 *
 * For short-lived helpers (git, an editor); scripts of packages run on the event loop
 * (pkg/install/script.h).
 */
#ifndef COMMON_PROC_H
#define COMMON_PROC_H

#include "common/arena.h"
#include "common/buf.h"

typedef struct {
    const char *const *argv; /* NULL-terminated; the first is looked for in PATH */
    const char *cwd;         /* NULL: the current folder */
    char *const *env;        /* "A=1", NULL-terminated; NULL: this process's */
    Buf *out, *err;          /* stdout and stderr are appended; NULL: passed through */
    bool stdin_too;          /* the program reads this process's stdin; else nothing */
    int code;                /* exit code, or 128 + the signal that ended it */
} Proc;

/* 0 once the program has ended, however it ended. -ENOENT: there is no such program;
 * other failures to start it are errno's too. */
int proc_run(Proc *p, Err *err);
/* The first executable file of that name in the folders of `path` ("a:b"); ptr NULL if
 * there is none. A name with a slash stands for itself. */
Str proc_find(Arena *a, Str path, Str name);

#endif
