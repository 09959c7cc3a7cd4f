/* resolve.h: from what a program requires to a file: Node's algorithm, for require and
 * for import ("CommonJS modules: all together", "ESM: resolution algorithm" in Node's
 * manual).
 *
 * Builtin modules and the hooks that user code may have put on Module are the caller's.
 */
#ifndef RUNTIME_MODULES_RESOLVE_H
#define RUNTIME_MODULES_RESOLVE_H

#include "runtime/modules/package_json.h"

typedef struct {
    Arena *arena; /* results live here, as long as the resolver */
    PackageCache packages;
    Map found;   /* "dir\0request" -> path, for plain requires */
    Map folders; /* folder -> its real path, a Str */
    bool preserve_symlinks;
    /* Set when a package was found by its index since its main is missing: the caller
     * warns and clears it. */
    const PackageJson *bad_main;
} Resolver;

typedef struct {
    const Str *conditions; /* besides "default": "node", "require" … */
    size_t n_conditions;
    const Str *extensions; /* tried in this order: ".js" … */
    size_t n_extensions;
    bool import; /* resolve as import does: no extensions, no folders */
} ResolveHow;

/* Why it failed: Node's class and code. Where code "MODULE_NOT_FOUND" has no message the
 * caller makes it: it knows the stack of modules that belongs into it. */
typedef struct {
    const char *type, *code;
    char msg[1024];
    Str path,
        request_path; /* of a package whose main and index are missing, else empty */
} ResolveError;

/* The real path of what `request` means in a module of the folder `dir` ("" for none,
 * e.g. a text). 0, or -1 with *error filled. */
int resolve_request(Resolver *r, Str request, Str dir, const ResolveHow *how, Str *out,
                    ResolveError *error);
/* Only the lookup in given folders, as require.resolve's `paths` and NODE_PATH want. */
int resolve_in_paths(Resolver *r, Str request, const Str *dirs, size_t n_dirs,
                     const ResolveHow *how, Str *out, ResolveError *error);
/* A path as the program's main file: file, extension or folder. */
int resolve_path(Resolver *r, Str path, const ResolveHow *how, Str *out,
                 ResolveError *error);

/* ---- for resolve_package.c ---- */

/* What the package's exports give for a subpath ("." or "./x"): the file, or an error. */
int resolve_exports(Resolver *r, const PackageJson *p, Str subpath, const ResolveHow *how,
                    Str *out, ResolveError *error);
/* A "#name" of the package around `dir`. */
int resolve_imports(Resolver *r, Str name, Str dir, const ResolveHow *how, Str *out,
                    ResolveError *error);
int resolve_fail(ResolveError *e, const char *type, const char *code, const char *fmt,
                 ...) __attribute__((format(printf, 4, 5)));

#endif
