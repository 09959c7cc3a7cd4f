/* pack.h: a package as a tarball: from a folder, or from wherever a spec says.
 *
 *     Packed p;
 *     if (pack_look(ctx, STR("."), &p, &err) == 0 &&
 *         pack_make(ctx, &p, NULL, &err) == 0) …
 *     pack_report(ctx, &p);
 *     pack_release(&p);
 */
#ifndef PKG_PUBLISH_PACK_H
#define PKG_PUBLISH_PACK_H

#include "pkg/workspaces/workspaces.h"
#include "common/spec.h"
#include "pkg/context.h"
#include "pkg/pack/tarball.h"

typedef struct {
    Spec spec;
    bool is_folder;
    Str folder; /* absolute; of a folder's package */
    cJSON *manifest;
    Str name, version, id, filename;
    Buf gz;
    PackEntries entries;
    VEC(Str) bundled;
    /* Who looked sets it: the workspaces of the project that are packed in one go. The
     * project's own package leaves these out, and they obey its ignore files. */
    const Workspaces *together;
    uint64_t unpacked_size;
    Str shasum, integrity; /* hexadecimal sha1; "sha512-…" */
    Str integrity_hex;     /* sha512 in hexadecimal */
} Packed;

/* Where and what, for who needs neither name nor version: those fields stay empty. */
int pack_find(Ctx *ctx, Str arg, Packed *p, Err *err);
/* Where and what: reads the manifest, nothing more. ERR_ENOCODE without a name and
 * version. Texts live in the context's arena. */
int pack_look(Ctx *ctx, Str arg, Packed *p, Err *err);
/* For publishing: a folder's manifest as `pkg fix` would mend it, with what follows. */
int pack_mend(Ctx *ctx, Packed *p, Err *err);
/* *out: p with what the folder's package.json says by now, mended: scripts that ran since
 * may have changed it. What was packed is p's, to be released once. */
int pack_again(Ctx *ctx, const Packed *p, Packed *out, Err *err);
/* Runs a script of a folder's package in the foreground (those of packing not with
 * --no-foreground-scripts), unless scripts are off. */
int pack_script(Ctx *ctx, const Packed *p, const char *event, Err *err);
/* Only the tarball (gz, entries): of a folder's scripts `prepare` runs. */
int pack_fetch(Ctx *ctx, Packed *p, Err *err);
/* Makes (or downloads) the tarball, with the scripts prepack, prepare and, after
 * `between` (may be NULL) was called, postpack. */
int pack_make(Ctx *ctx, Packed *p, int (*between)(Ctx *ctx, Packed *p, Err *err),
              Err *err);
void pack_release(Packed *p);

/* What npm tells of a tarball, as notices or as JSON. */
void pack_report(Ctx *ctx, const Packed *p);
cJSON *pack_json(Arena *a, const Packed *p);

#endif
