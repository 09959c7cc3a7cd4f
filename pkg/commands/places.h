/* places.h: where a command works: in the project, or in the workspaces that -w, -ws or
 * the current folder mean. */
#ifndef PKG_COMMANDS_PLACES_H
#define PKG_COMMANDS_PLACES_H

#include "common/json_write.h"
#include "pkg/context.h"
#include "pkg/workspaces/workspaces.h"

typedef struct {
    Workspaces list; /* empty: the project itself */
    bool selected;   /* -w or -ws, or the current folder is a workspace */
} Places;

/* Are workspaces asked for? */
bool places_selected(const Ctx *ctx);
/* Reads the project's workspaces and selects. `with_root`: --include-workspace-root puts
 * the project first. ERR_ENOCODE where nothing is meant. Lives in the context's arena. */
int places_find(Ctx *ctx, bool with_root, Places *out, Err *err);
/* The same with the root, for what changes the tree: there the project may join selected
 * workspaces, but isn't enough where no workspace is meant. */
int places_find_to_change(Ctx *ctx, Places *out, Err *err);
/* -ENOENT where there is no folder for global packages: nothing is made for who only
 * looks. */
int places_check_global(Ctx *ctx, Err *err);
/* From here on nobody asks for workspaces: for work that is done elsewhere. */
void places_clear(Ctx *ctx);

/* ---- package.json of a place ---- */

typedef struct {
    const char *path; /* of the file */
    Str text;         /* as it is */
    cJSON *whole;     /* the same, read: for who shows it */
    cJSON *json;      /* an object, also of a list: its elements by their number */
    JsonStyle style;
} PackageFile;

/* Reads package.json of a folder as npm does: -ENOENT, ERR_EJSONPARSE, ERR_EPKGJSON
 * (`whole` is there). */
int package_read(Ctx *ctx, Str folder, PackageFile *out, Err *err);
/* The same as a command reads it that wants just the file: an error is the file's own. */
int package_read_plain(Ctx *ctx, Str folder, PackageFile *out, Err *err);
/* Writes it back with its own indentation and line ends, and a last line end; leaves the
 * file alone where nothing but white space around it would change. */
int package_save(Ctx *ctx, const PackageFile *f, Err *err);
/* Warns of a name that is one of Node's modules', and of each command of pkg (in form)
 * that is no file of the folder; id: who has it. */
void package_warn(Ctx *ctx, Str folder, const cJSON *pkg, Str id);
/* Only of the commands, which have to be a map by now. */
void package_warn_bins(Ctx *ctx, Str folder, const cJSON *pkg, Str id);
/* "name@version", or "" where one of the two is missing. */
Str package_id(Arena *a, const cJSON *pkg);

#endif
