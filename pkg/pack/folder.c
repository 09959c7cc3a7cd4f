/* folder.c: see folder.h. */
#include "pkg/pack/folder.h"

#include "pkg/tree/actual.h"
#include "pkg/workspaces/workspaces.h"

/* The folder's tree; workspaces below it are packages of their own. */
static Tree *read_tree(Arena *a, const PackFolder *f, Forest *forest, Map *paths,
                       Workspaces *workspaces, Err *err)
{
    TreeOptions options = { 0 };
    Tree *t;

    forest_init(forest, a, &options);
    t = tree_new(forest, f->manifest, f->folder);
    if (workspaces_of(a, f->folder, f->manifest, workspaces, err) < 0)
        return NULL;
    VEC_EACH (Workspace, w, *workspaces)
        map_set(paths, w->name, &w->path);
    if (workspaces->len > 0)
        node_set_workspaces(t->root, paths);
    return actual_load(t, f->files, err) < 0 ? NULL : t;
}

int pack_folder(Arena *a, PackFolder *f, Buf *gz, PackEntries *entries, Err *err)
{
    Workspaces workspaces = { 0 };
    Map paths = { 0 };
    Packlist list = { 0 };
    Forest forest;
    Tree *t = read_tree(a, f, &forest, &paths, &workspaces, err);
    int rc = t == NULL ? err->code : packlist(t->root, &f->options, &list, err);

    f->gitignore_fallback = rc == 0 && list.gitignore_fallback;
    if (rc == 0)
        rc = tarball_make(a, f->folder, &list.paths, json_get(f->manifest, "bin"), gz,
                          entries, err);
    forest_release(&forest);
    map_release(&paths);
    return rc;
}
