/* install_save.c: package.json, the lock and the hidden one. */
#include <fcntl.h>
#include <sys/stat.h>

#include "common/fs.h"
#include "common/jstext.h"
#include "common/path.h"
#include "pkg/install/commit_files.h"
#include "pkg/install/install_private.h"

bool install_wants_save(InstallRun *u)
{
    const InstallRequest *q = u->q;

    /* An update that doesn't save leaves package.json alone, and writes the lock; so does
     * a dedupe where something is twice, as it is in a store: there, and linked. */
    bool doubles =
        u->p->n_update_names > 0 ||
        (q->dedupe && u->linked && !u->p->has_lock && install_linked_leftover(u));

    return (q->save || q->update || doubles) && !u->p->global && !q->dry_run && !q->ci;
}

/* An empty file is as good as none. */
static Str text_or_none(Str text)
{
    return text.len > 0 ? text : (Str){ NULL, 0 };
}

int install_save(InstallRun *u)
{
    Project *p = u->p;
    VEC(CommitFile) files = { 0 };
    Buf b = { 0 };
    int rc = 0;

    if (!install_wants_save(u))
        return 0;
    if (p->save && project_update_specs(p, u->q->save_type, u->err) < 0)
        return u->err->code;
    if (p->use_lock) {
        rc = project_lock_text(p, false, &b, u->err);
        project_tell_converted(p, p->lock_path);
        u->lock_same = rc == 0 && str_eq(p->lock_text, buf_view(&b));
        p->lock_hash = str_hash(buf_view(&b));
        if (rc == 0)
            vec_push_in(u->a, &files,
                        (CommitFile){ p->lock_path, text_or_none(p->lock_text),
                                      buf_view(&b) });
    }
    VEC_EACH (Target, t, p->targets) {
        Str text;

        if (rc < 0 || !(t->requests.len > 0 || p->removed) || !p->save)
            continue;
        text = project_text(p, t);
        /* White space around it is no change. */
        if (!str_eq(js_trim(text), js_trim(t->pkg_text)))
            vec_push_in(u->a, &files,
                        (CommitFile){ t->pkg_path, text_or_none(t->pkg_text), text });
    }
    if (rc == 0)
        rc = commit_files(&u->commit, files.ptr, files.len, u->err);
    p->lock_on_disk = rc == 0 && p->use_lock;
    buf_release(&b);
    return rc < 0 ? err_wrap(u->err, "cannot save") : 0;
}

void install_write_hidden(InstallRun *u)
{
    const char *path =
        path_join(u->a, u->p->root, STR("node_modules/.package-lock.json")).ptr;
    bool same_tree = u->diff.changes.len == 0 && u->actual_trusted;
    Buf b = { 0 };
    Err ignored;
    Str old;

    if (u->p->global ||
        !fs_is_dir(path_join(u->a, u->p->root, STR("node_modules")).ptr) ||
        project_lock_text(u->p, true, &b, &ignored) < 0)
        goto out;
    u->hidden_same = same_tree && fs_read_arena(u->a, path, 0, &old, &ignored) == 0 &&
                     str_eq(old, buf_view(&b));
    /* Workspaces' folders count too, and a package.json in one may just have been saved.
     */
    if (u->hidden_same || fs_write_cache(path, buf_view(&b), 0666, &ignored) == 0)
        (void)utimensat(AT_FDCWD, path, NULL, 0);
out:
    buf_release(&b);
}
