/* audit_fix.c: what an audit found, turned into requests (Arborist's
 * queueVulnDependents). */
#include "common/semver_range.h"
#include "pkg/install/audit_private.h"
#include "registry-client/js_date.h"

static Vuln *vuln_of(const Audit *u, Str name)
{
    VEC_EACH (Vuln *, v, u->vulns) {
        if (!(*v)->gone && str_eq((*v)->name, name))
            return *v;
    }
    return NULL;
}

/* What is found to be vulnerable on the way is reported, too, where nothing is changed:
 * npm notes it as a node like those of the tree. */
static bool has(void *ctx, Node *n)
{
    Audit *u = ctx;
    Vuln *v = vuln_of(u, node_package_name(n));
    Str version = node_version(n);

    if (v == NULL)
        return false;
    VEC_EACH (Node *, known, v->nodes) {
        if (*known == n)
            return true;
    }
    if (version.len == 0)
        return false;
    VEC_EACH (Advisory *, x, v->advisories) {
        if (advisory_tests(*x, version, (Str){ NULL, 0 })) {
            vec_push_in(u->a, &v->nodes, n);
            return true;
        }
    }
    return false;
}

static Str avoid(void *ctx, Str name)
{
    Audit *u = ctx;
    Vuln *v = vuln_of(u, name);

    return v != NULL ? audit_whole_range(u, v) : STR("");
}

/* ---- What can't be mended by itself ---- */

static void tell_blocked(Audit *u, const Vuln *v)
{
    char cutoff[64];

    if (v->blocked.len == 0)
        return;
    js_date_iso(u->p->source.pick.before_ms, cutoff, sizeof cutoff);
    cutoff[10] = '\0';
    ctx_log(
        u->p->ctx, LOG_WARN, "audit",
        "A fix for " STR_FMT " is available (" STR_FMT "@" STR_FMT
        ") but was published after the configured release-age cutoff (%s), so " STR_FMT
        " was left at a vulnerable version.\nTo install it, add \"" STR_FMT
        "\" to min-release-age-exclude, or relax min-release-age or before.",
        STR_ARG(v->name), STR_ARG(v->name), STR_ARG(v->blocked), cutoff, STR_ARG(v->name),
        STR_ARG(v->name));
}

static void tell_bundled(Audit *u, Node *n)
{
    Node *b = node_bundler(n);

    if (b == NULL)
        return;
    ctx_log(u->p->ctx, LOG_WARN,
            arena_printf(u->a, "audit fix " STR_FMT "@" STR_FMT, STR_ARG(n->name),
                         STR_ARG(node_version(n))),
            STR_FMT
            "\nis a bundled dependency of\n" STR_FMT "@" STR_FMT " at " STR_FMT
            "\nIt cannot be fixed automatically.\nCheck for updates to the " STR_FMT
            " package.",
            STR_ARG(node_location(u->a, n)), STR_ARG(b->name), STR_ARG(node_version(b)),
            STR_ARG(node_location(u->a, b)), STR_ARG(b->name));
}

size_t audit_warn_blocked(Audit *u)
{
    Buf names = { 0 };
    size_t n = 0;

    VEC_EACH (Vuln *, v, u->vulns) {
        if ((*v)->gone || (*v)->blocked.len == 0)
            continue;
        buf_printf(&names, "%s" STR_FMT, n++ > 0 ? ", " : "", STR_ARG((*v)->name));
    }
    if (n > 0)
        ctx_log(
            u->p->ctx, LOG_WARN, "audit",
            "%zu package(s) left at a vulnerable version because a fix is newer than "
            "the release-age cutoff: " STR_FMT
            ".\nAdd the package to min-release-age-exclude, or relax min-release-age or "
            "before, to install the fix.",
            n, STR_ARG(buf_view(&names)));
    buf_release(&names);
    return n;
}

/* ---- --force: versions that package.json doesn't ask for ---- */

static int force(Audit *u, const Vuln *v, Node *top, Err *err)
{
    Ctx *ctx = u->p->ctx;
    Str range = audit_simple_range(u, v);
    char *spec;

    if (!node_is_project_root(top) && !node_is_workspace(top)) {
        Str at = node_location(u->a, top);

        ctx_log(ctx, LOG_WARN, "audit",
                "Manual fix required in linked project at ./" STR_FMT " for " STR_FMT
                "@" STR_FMT ".\n'cd ./" STR_FMT "' and run 'npm audit' for details.",
                STR_ARG(at), STR_ARG(v->name), STR_ARG(range), STR_ARG(at));
        return 0;
    }
    if (v->fix->kind == FIX_YES) /* somebody else keeps it in place, this one doesn't */
        return 0;
    if (v->fix->kind == FIX_NO) {
        ctx_log(ctx, LOG_WARN, "audit", "No fix available for " STR_FMT "@" STR_FMT,
                STR_ARG(v->name), STR_ARG(range));
        return 0;
    }
    ctx_log(ctx, LOG_WARN, "audit", "Updating " STR_FMT " to " STR_FMT ", which is %s.",
            STR_ARG(v->fix->name), STR_ARG(v->fix->version),
            v->fix->major ? "a SemVer major change"
                          : "outside your stated dependency range");
    spec = arena_printf(u->a, STR_FMT "@" STR_FMT, STR_ARG(v->fix->name),
                        STR_ARG(v->fix->version));
    if (project_enter(u->p, top, err) < 0)
        return err->code;
    return project_add(u->p, &spec, 1, SAVE_INFERRED, false, err);
}

int audit_fix(Audit *u, Err *err)
{
    Project *p = u->p;

    VEC_EACH (Vuln *, v, u->vulns) {
        if ((*v)->gone)
            continue;
        tell_blocked(u, *v);
        VEC_EACH (Node *, n, (*v)->nodes) {
            tell_bundled(u, *n);
            vec_push_in(u->a, &p->vulnerable.nodes, *n);
        }
    }
    if (config_bool(&p->ctx->config, "force")) {
        VEC_EACH (Vuln *, v, u->locked) {
            VEC_EACH (Node *, top, (*v)->tops) {
                if (force(u, *v, *top, err) < 0)
                    return err->code;
            }
        }
    }
    p->vulnerable.ctx = u;
    p->vulnerable.has = has;
    p->source.avoid = avoid;
    p->source.avoid_ctx = u;
    return 0;
}
