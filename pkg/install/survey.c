/* survey.c: see survey.h. */
#include "pkg/install/survey.h"

#include "pkg/install/disk.h"
#include "pkg/install/installed.h"
#include "pkg/tree/actual.h"
#include "pkg/tree/needed.h"

/* ---- Global packages ---- */

/* Nobody depends on global packages: the root is made to. */
static void depend_on_children(Tree *t)
{
    Arena *a = t->forest->arena;
    cJSON *pkg = json_dup(a, t->root->pkg), *deps = json_new_obj(a);

    MAP_EACH (e, t->root->children) {
        const Node *n = e->value;
        Str spec =
            n->is_link ? arena_strf(a, "file:" STR_FMT, STR_ARG(n->real)) : STR("*");

        json_set(a, deps, n->name, json_new_str(a, spec));
    }
    json_set(a, pkg, STR("dependencies"), deps);
    node_set_package(t->root, pkg);
    tree_reset_flags(t);
    tree_calc_flags(t);
}

/* ---- Loading ---- */

static int load_disk(Survey *s, bool folders_only, Err *err)
{
    Project *p = &s->project;
    Files files = disk_files();
    bool from_lock = false;
    int rc;

    if (folders_only || p->global)
        rc = actual_load(s->tree, &files, err);
    else
        rc = installed_load(&p->source, s->tree, false, &from_lock, err);
    if (rc < 0)
        return rc;
    if (!from_lock && !p->global)
        actual_load_missing(s->tree, &files);
    if (!from_lock && p->lock.is_v1)
        lock_finish_v1(&p->arena, &p->lock, p->pkg, p->root);
    if (!from_lock)
        installed_add_origins(s->tree, &p->lock, p->root);
    if (p->global)
        depend_on_children(s->tree);
    return 0;
}

/* Whoever looks for the package by its name finds the workspace alone. */
static void hide(Tree *t, const Node *link)
{
    NodeList *list = map_get(&t->by_package, node_package_name(link));

    for (size_t i = 0; list != NULL && i < list->len; i++) {
        if (list->ptr[i] == link) {
            vec_remove(list, i);
            return;
        }
    }
}

void survey_link_workspaces(Project *p, Tree *t)
{
    bool any = false;

    if (!str_is(config_str(&p->ctx->config, "install-strategy"), "linked") || p->global)
        return;
    VEC_EACH (Workspace, w, p->workspaces) {
        Node *target = map_get(&t->by_path, w->path), *link;

        if (target == NULL || target->is_link || project_asks_for(p, w->name) ||
            node_child(t->root, w->name) != NULL)
            continue;
        link = node_new_link(&p->forest, w->name, target);
        node_set_parent(link, t->root);
        hide(t, link);
        any = true;
    }
    if (!any)
        return;
    tree_reset_flags(t);
    tree_calc_flags(t);
}

static int load_lock(Survey *s, Err *err)
{
    Project *p = &s->project;
    LockHooks hooks = { .folder = source_folder_if_any,
                        .ctx = &p->source,
                        .trusts_flags = true };

    if (!p->has_lock)
        return err_set(err, ERR_ENOLOCK, "loadVirtual requires existing shrinkwrap file");
    if (p->lock.is_v1)
        lock_finish_v1(&p->arena, &p->lock, p->pkg, p->root);
    if (lock_load(s->tree, &p->lock, &hooks, &p->lock_suspect, err) < 0)
        return err->code;
    return node_check_root_overrides(s->tree->root, err);
}

static int load_ideal(Survey *s, Err *err)
{
    Project *p = &s->project;

    if (project_begin_tree(p, false, err) < 0 || project_resolve(p, err) < 0)
        return err->code;
    s->tree = p->ideal;
    return 0;
}

int survey_open(Survey *s, Ctx *ctx, const SurveyOptions *o, Err *err)
{
    Project *p = &s->project;

    s->tree = NULL;
    s->bad_package = (Err){ 0 };
    if (project_open_loose(p, ctx, &s->bad_package, err) < 0)
        return err->code;
    if (o->from == SURVEY_LOCK && (p->no_package || s->bad_package.code != 0)) {
        s->bad_package = (Err){ 0 };
        if (project_take_locked_root(p, err) < 0)
            return err->code;
    }
    if (o->from == SURVEY_LOCK)
        project_name_by_folder(p);
    if (o->peers_always)
        p->forest.options.legacy_peer_deps = false;
    if (o->from == SURVEY_IDEAL)
        return load_ideal(s, err);
    s->tree = tree_new(&p->forest, p->pkg, p->root);
    if (node_load_overrides(s->tree->root, err) < 0 ||
        (o->from != SURVEY_LOCK && node_check_root_overrides(s->tree->root, err) < 0))
        return err->code;
    project_set_workspaces(p, s->tree);
    if (o->from == SURVEY_LOCK)
        return load_lock(s, err);
    if (load_disk(s, o->from == SURVEY_FOLDERS, err) < 0)
        return err->code;
    tree_pass_overrides(s->tree);
    /* npm looks for workspaces once more now: the root's edges become the last ones. */
    project_set_workspaces(p, s->tree);
    survey_link_workspaces(p, s->tree);
    return 0;
}

void survey_close(Survey *s)
{
    project_release(&s->project);
}

/* ---- Selected workspaces ---- */

bool survey_ignores_workspaces(const Survey *s)
{
    return json_is_false(config_get(&s->project.ctx->config, "workspaces"));
}

static void warn_of_filter(const Survey *s, const Workspace *w)
{
    bool is_root = str_eq(w->path, s->project.root);

    ctx_log(s->project.ctx, LOG_WARN, "workspaces", STR_FMT " in filter set, but %s",
            STR_ARG(w->name.len > 0 ? w->name : STR("undefined")),
            is_root ? "not in workspaces" : "no workspace folder present");
}

void survey_workspaces(Survey *s, const Workspaces *chosen, bool warns, NodeList *out)
{
    Project *p = &s->project;

    if (warns && chosen->len > 0 && p->workspaces.len == 0) {
        ctx_log(p->ctx, LOG_WARN, "workspaces", "filter set, but no workspaces present");
        return;
    }
    VEC_EACH (Workspace, w, *chosen) {
        Node *n = map_get(&s->tree->by_path, w->path);

        if (n != NULL && !n->is_root)
            vec_push_in(&p->arena, out, n);
        else if (warns)
            warn_of_filter(s, w);
    }
}

uint32_t survey_mark_needed(Survey *s, const NodeList *workspaces, bool with_root)
{
    return tree_mark_needed(s->tree, workspaces, with_root);
}

uint32_t survey_mark_without_workspaces(Survey *s)
{
    return tree_mark_without_workspaces(s->tree);
}
