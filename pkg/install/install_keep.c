/* install_keep.c: `ci` takes nothing away that it would bring back just so.
 *
 * While the lock is read threads look at the packages that stand where it has them
 * (fetch.h, intact.h). Those that are what the store has, in folders around them of which
 * that is true as well, stay; everything else in node_modules is retired together with
 * the renames that bring the new (commit.h).
 */
#include <dirent.h>
#include <string.h>

#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/install_private.h"

static FsKind kind_of(InstallRun *u, Str place)
{
    return fs_kind_nofollow(path_join(u->a, u->p->root, place).ptr);
}

bool install_may_keep(InstallRun *u)
{
    return u->q->ci && !u->q->dry_run && !u->linked && !u->p->global &&
           !config_bool(&u->ctx->config, "package-lock-only") &&
           kind_of(u, STR("node_modules")) == FS_DIR;
}

/* It stays, and the folders around it do. */
static void note_kept(InstallRun *u, const Change *c)
{
    Str up = path_dirname(c->location);

    map_set(&u->kept, c->location, u);
    for (; up.len > 0 && !str_is(up, ".") && !map_has(&u->kept, up);
         up = path_dirname(up))
        map_set(&u->kept, arena_str(u->a, up), NULL);
}

static void retire_in(InstallRun *u, Str folder);

/* Of a package that stays, what is in its node_modules; of a scope, its packages. */
static void look_inside(InstallRun *u, Str place)
{
    Str modules = path_join(u->a, place, STR("node_modules"));

    if (map_get(&u->kept, place) == NULL)
        retire_in(u, place);
    else if (map_has(&u->kept, modules))
        retire_in(u, modules);
    else if (kind_of(u, modules) != FS_NONE)
        commit_retire(&u->commit, modules.ptr);
}

static void retire_in(InstallRun *u, Str folder)
{
    DIR *d = fs_open_dir(u->commit.root_fd, folder.ptr, false);
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL) {
        Str name = str_of(e->d_name), place = path_join(u->a, folder, name);

        if (str_is(name, ".") || str_is(name, "..") || str_is(place, u->commit.stage))
            continue;
        if (map_has(&u->kept, place) && kind_of(u, place) == FS_DIR)
            look_inside(u, place);
        else
            commit_retire(&u->commit, place.ptr);
    }
    closedir(d);
}

void install_retire_others(InstallRun *u)
{
    VEC_EACH (Change *, c, u->fetch_changes) {
        if ((*c)->in_place && !(*c)->ideal->inert)
            note_kept(u, *c);
    }
    retire_in(u, STR("node_modules"));
}
