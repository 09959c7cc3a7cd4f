/* project_yarn.c: see project_yarn.h. What the file says: lock/yarn_lock.h. */
#include "pkg/install/project_yarn.h"

#include "common/fs.h"

#define YARN_MAX ((size_t)512 << 20)

static const char *yarn_file(Project *p)
{
    return arena_printf(&p->arena, STR_FMT "/yarn.lock", STR_ARG(p->root));
}

void project_read_yarn(Project *p)
{
    Str text;
    Err ignored;

    p->has_yarn =
        fs_read_arena(&p->arena, yarn_file(p), YARN_MAX, &text, &ignored) == 0 &&
        text.len > 0;
    if (p->has_yarn)
        yarn_lock_parse(&p->arena, text, &p->yarn);
}

/* What yarn.lock knows of a package that nobody else knows it of. The lock's entry may
 * have been written ahead. */
static void complete_from_yarn(void *project, Edge *e)
{
    Project *p = project;

    if (yarn_lock_complete(&p->yarn, e, STR(DEFAULT_REGISTRY)))
        (void)map_del(&p->lock_entries, e->to->path);
}

void project_begin_yarn(Project *p)
{
    Tree *t = p->ideal;

    if (!p->has_yarn)
        return;
    t->arrived = complete_from_yarn;
    t->arrived_ctx = p;
    t->unpacking = p->begins_installed ? t->root : NULL;
    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL)
            node_tell_arrivals(*n);
    }
    t->unpacking = NULL;
}

bool project_yarn_knows_more(const Project *p)
{
    if (!p->has_yarn)
        return false;
    VEC_EACH (Node *, n, p->ideal->nodes) {
        for (size_t i = 0; *n != NULL && i < (*n)->edges_in.len; i++) {
            if (yarn_lock_completes(&p->yarn, (*n)->edges_in.ptr[i]))
                return true;
        }
    }
    return false;
}

static void complete_heir(void *project, Edge *e, Node *heir)
{
    Node *before = e->to;

    e->to = heir;
    complete_from_yarn(project, e);
    e->to = before;
}

void project_renew_yarn(Project *p)
{
    if (!p->has_yarn)
        return;
    if (p->lock_on_disk)
        yarn_lock_of_tree(&p->yarn, p->ideal, true);
    yarn_lock_heirs(p->ideal, complete_heir, p);
}

int project_write_yarn(Project *p, bool all, Err *err)
{
    Buf b = { 0 };
    int rc = 0;

    if (p->has_yarn) {
        yarn_lock_of_tree(&p->yarn, p->ideal, all);
        yarn_lock_write(&p->yarn, &b);
    }
    if (b.len > 0)
        rc = fs_write_atomic(yarn_file(p), buf_view(&b), 0666, err);
    buf_release(&b);
    return rc < 0 ? err_wrap(err, "cannot save") : 0;
}
