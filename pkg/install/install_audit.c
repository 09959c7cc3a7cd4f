/* install_audit.c: see install_audit.h. */
#include "pkg/install/install_audit.h"

#include "pkg/tree/needed.h"

bool install_audit_insists(const Ctx *ctx)
{
    return config_bool(&ctx->config, "audit") &&
           !config_is_default(&ctx->config, "audit");
}

AuditOptions install_audit_options(Project *p, Tree *t, const Workspaces *workspaces)
{
    const Config *c = &p->ctx->config;
    AuditOptions o = { .omit = project_omit(c) };
    NodeList nodes = { 0 };
    bool with_root = config_bool(c, "include-workspace-root");

    VEC_EACH (Workspace, w, *workspaces) {
        Node *n = map_get(&t->by_path, w->path);

        if (n != NULL && !n->is_root)
            vec_push_in(&p->arena, &nodes, n);
    }
    if (nodes.len > 0)
        o.filter = tree_mark_needed(t, &nodes, with_root);
    return o;
}

Audit *install_audit_start(Project *p, bool always, const Workspaces *workspaces)
{
    const Config *c = &p->ctx->config;
    /* npm's `link` doesn't know that it works on the global tree. */
    bool by_link = p->global && strcmp(p->ctx->command, "link") == 0;
    AuditOptions o;
    Audit *u;

    if (!always && !config_bool(c, "audit"))
        return NULL;
    /* Globally only where somebody says so. */
    if (p->global && !by_link && config_is_default(c, "audit"))
        return NULL;
    /* A folder that is no project isn't looked at unless somebody says so. */
    if (!always && (by_link ? !c->has_package : p->no_package) &&
        config_is_default(c, "audit") && !str_is(config_str(c, "location"), "project"))
        return NULL;
    o = install_audit_options(p, p->ideal, workspaces);
    u = audit_begin(p, p->ideal, &o);
    audit_start(u);
    return u;
}
