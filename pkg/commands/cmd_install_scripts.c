/* cmd_install_scripts.c: install-scripts (approve, deny, ls, prune), approve-scripts and
 * deny-scripts: whose install scripts may run, in package.json's "allowScripts". */
#include <errno.h>

#include "common/semver_range.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"
#include "pkg/commands/reading.h"
#include "pkg/install/script_keys.h"

typedef enum { MODE_APPROVE, MODE_DENY, MODE_LIST, MODE_PRUNE } Mode;

typedef struct {
    Ctx *ctx;
    Arena *a;
    Mode mode;
    Tree *tree;
    PackageFile file;
    bool no_file; /* there is none; err says so */
    Err *err;
} Call;

/* Nodes of one package, by its key. */
typedef struct {
    Str key;
    NodeList nodes;
} Group;
typedef VEC(Group) Groups;

static void group(Call *c, Groups *groups, Node *n)
{
    Str key = script_key_name(c->a, n);
    Group *g = NULL;

    if (key.ptr == NULL) {
        ctx_log(c->ctx, LOG_WARN, c->ctx->command,
                "skipping " STR_FMT ": no trusted identity for policy key",
                STR_ARG(n->name));
        return;
    }
    VEC_EACH (Group, x, *groups) {
        if (str_eq(x->key, key))
            g = x;
    }
    if (g == NULL) {
        vec_push_in(c->a, groups, (Group){ .key = key });
        g = &vec_last(groups);
    }
    vec_push_in(c->a, &g->nodes, n);
}

/* ---- Listing ---- */

static int list_json(Call *c, const ScriptReviews *list)
{
    cJSON *all = json_new_arr(c->a), *out = json_new_obj(c->a);

    VEC_EACH (ScriptReview, r, *list) {
        cJSON *entry = NULL, *change = json_new_obj(c->a);
        Str key = r->version.len > 0 ? arena_strf(c->a, STR_FMT "@" STR_FMT,
                                                  STR_ARG(r->name), STR_ARG(r->version))
                                     : r->name;

        JSON_EACH (e, all) {
            if (str_eq(json_str(json_get(e, "name")), r->name))
                entry = e;
        }
        if (entry == NULL) {
            entry = json_new_obj(c->a);
            json_add_str(c->a, entry, "name", r->name);
            json_add(c->a, entry, STR("changes"), json_new_arr(c->a));
            json_push(all, entry);
        }
        json_add_str(c->a, change, "key", key);
        json_add_str(c->a, change, "change", STR("pending"));
        json_push(json_get(entry, "changes"), change);
    }
    json_add(c->a, out, STR("allowScripts"), all);
    ctx_json(c->ctx, out);
    return 0;
}

static int list(Call *c, const ScriptReviews *reviews)
{
    Ctx *ctx = c->ctx;

    if (ctx->json)
        return list_json(c, reviews);
    if (reviews->len == 0) {
        ctx_print(ctx, "No packages with unreviewed install scripts.\n");
        return 0;
    }
    ctx_print(ctx, "%zu package%s install scripts not yet covered by allowScripts:\n",
              reviews->len, reviews->len == 1 ? " has" : "s have");
    VEC_EACH (ScriptReview, r, *reviews)
        ctx_print(ctx, "  " STR_FMT "%s" STR_FMT " (" STR_FMT ")\n", STR_ARG(r->name),
                  r->version.len > 0 ? "@" : "", STR_ARG(r->version),
                  STR_ARG(script_events_text(c->a, r->scripts)));
    ctx_print(ctx, "\nRun `pkg install-scripts approve <pkg>` to allow, or `pkg "
                   "install-scripts deny <pkg>` to deny.\n");
    return 0;
}

/* ---- Writing ---- */

static cJSON *policy_of(Call *c)
{
    cJSON *policy = json_get(c->file.json, "allowScripts");

    return json_is_obj(policy) ? json_dup(c->a, policy) : json_new_obj(c->a);
}

static void add_summary(Call *c, cJSON *summary, Str name, const ScriptEdit *edit)
{
    cJSON *entry = json_new_obj(c->a), *changes = json_new_arr(c->a);

    VEC_EACH (ScriptChange, x, edit->changes) {
        cJSON *change = json_new_obj(c->a);

        json_add_str(c->a, change, "key", x->key);
        json_add_str(c->a, change, "change", str_of(x->change));
        json_push(changes, change);
    }
    json_add_str(c->a, entry, "name", name);
    json_add(c->a, entry, STR("changes"), changes);
    json_push(summary, entry);
}

static void print_summary(Call *c, const cJSON *summary)
{
    bool touched = false;
    cJSON *out = json_new_obj(c->a);

    if (c->ctx->json) {
        json_add(c->a, out, STR("allowScripts"), json_dup(c->a, summary));
        ctx_json(c->ctx, out);
        return;
    }
    JSON_EACH (e, summary) {
        if (json_get(e, "changes")->child == NULL)
            continue;
        touched = true;
        ctx_print(c->ctx, "%s %s:\n", c->mode == MODE_APPROVE ? "Approved" : "Denied",
                  json_cstr(json_get(e, "name")));
        JSON_EACH (x, json_get(e, "changes"))
            ctx_print(c->ctx, "  %s %s\n", json_cstr(json_get(x, "change")),
                      json_cstr(json_get(x, "key")));
    }
    if (!touched)
        ctx_print(c->ctx, "Nothing to %s; allowScripts unchanged.\n",
                  c->mode == MODE_APPROVE ? "approve" : "deny");
}

static int write_changes(Call *c, const Groups *groups)
{
    bool pin = !json_is_false(config_get(&c->ctx->config, "allow-scripts-pin"));
    cJSON *policy, *summary = json_new_arr(c->a);

    if (c->no_file)
        return c->err->code;
    policy = policy_of(c);
    VEC_EACH (Group, g, *groups) {
        ScriptEdit edit;

        if (c->mode == MODE_APPROVE)
            script_keys_approve(c->a, policy, &g->nodes, pin, &edit);
        else
            script_keys_deny(c->a, policy, &g->nodes, &edit);
        if (edit.warning.len > 0)
            ctx_log(c->ctx, LOG_WARN, c->ctx->command, STR_FMT, STR_ARG(edit.warning));
        add_summary(c, summary, g->key, &edit);
    }
    if (groups->len > 0) {
        json_set(c->a, c->file.json, STR("allowScripts"), policy);
        if (package_save(c->ctx, &c->file, c->err) < 0)
            return c->err->code;
    }
    print_summary(c, summary);
    return 0;
}

static int write_all(Call *c, const ScriptReviews *reviews)
{
    Groups groups = { 0 };

    if (reviews->len == 0)
        return list(c, reviews);
    VEC_EACH (ScriptReview, r, *reviews)
        group(c, &groups, r->node);
    return write_changes(c, &groups);
}

/* "a", "a@1.0.0" or "a@^1": a name, and which of its versions. */
static bool is_meant(Call *c, Str arg, const ScriptReview *r)
{
    SemverRange range;
    Semver v;
    Spec s;

    if (spec_parse(c->a, arg, c->ctx->input.cwd, &s, NULL) < 0 || s.name.len == 0)
        return str_eq(arg, r->name);
    if (!str_eq(s.name, r->name))
        return false;
    if ((s.type != SPEC_VERSION && s.type != SPEC_RANGE) || str_is(s.raw_spec, "*") ||
        s.raw_spec.len == 0)
        return true;
    return semver_parse(c->a, r->version, SEMVER_LOOSE, &v) &&
           semver_range_parse(c->a, s.fetch_spec, SEMVER_LOOSE, &range) &&
           semver_satisfies(&v, &range);
}

static int write_named(Call *c, char **args, int n)
{
    ScriptReviews all;
    Groups groups = { 0 };
    Buf missing = { 0 };
    int n_missing = 0, rc = 0;

    script_review_all(c->tree, &all);
    for (int i = 0; i < n; i++) {
        bool found = false;

        VEC_EACH (ScriptReview, r, all) {
            if (!is_meant(c, str_of(args[i]), r))
                continue;
            found = true;
            group(c, &groups, r->node);
        }
        if (!found)
            buf_printf(&missing, "%s%s", n_missing++ > 0 ? ", " : "", args[i]);
    }
    if (n_missing > 0)
        rc = err_set(c->err, ERR_ENOMATCH, "No installed packages match: %s",
                     buf_cstr(&missing));
    buf_release(&missing);
    return rc < 0 ? rc : write_changes(c, &groups);
}

/* ---- Entries that are of no use any more ---- */

/* NULL: it is of use. */
static const char *unused(Call *c, Str key, const ScriptReviews *all)
{
    bool installed = false;
    Spec s;

    if (spec_parse(c->a, key, STR(""), &s, NULL) < 0)
        return NULL;
    VEC_EACH (ScriptReview, r, *all) {
        ScriptIdentity id = script_identity(r->node);

        if (!script_policy_matches(key, &id, false))
            continue;
        installed = true;
        if (r->scripts->child != NULL)
            return NULL;
    }
    return installed ? "no-scripts" : "not-installed";
}

static void print_pruned(Call *c, const cJSON *removed, bool dry)
{
    size_t n = json_len(removed);
    cJSON *out = json_new_obj(c->a), *inner = json_new_obj(c->a);

    if (c->ctx->json) {
        json_add(c->a, inner, STR("removed"), json_dup(c->a, removed));
        json_add(c->a, inner, STR("dryRun"), json_new_bool(c->a, dry));
        json_add(c->a, out, STR("allowScripts"), inner);
        ctx_json(c->ctx, out);
        return;
    }
    if (n == 0) {
        ctx_print(c->ctx, "No unused allowScripts entries.\n");
        return;
    }
    ctx_print(c->ctx, "%s %zu unused allowScripts %s:\n",
              dry ? "Would remove" : "Removed", n, n == 1 ? "entry" : "entries");
    JSON_EACH (e, removed)
        ctx_print(c->ctx, "  %s (%s)\n", json_cstr(json_get(e, "key")),
                  str_is(json_str(json_get(e, "reason")), "not-installed")
                      ? "package not installed"
                      : "no install scripts");
}

static int prune(Call *c)
{
    bool dry = config_bool(&c->ctx->config, "dry-run");
    cJSON *policy = policy_of(c), *removed = json_new_arr(c->a);
    ScriptReviews all;

    script_review_all(c->tree, &all);
    for (cJSON *m = policy->child, *next; m != NULL; m = next) {
        const char *why = unused(c, json_key(m), &all);
        cJSON *entry = json_new_obj(c->a);

        next = m->next;
        if (why == NULL)
            continue;
        json_add_str(c->a, entry, "key", json_key(m));
        json_add(c->a, entry, STR("value"), json_dup(c->a, m));
        json_add_str(c->a, entry, "reason", str_of(why));
        json_push(removed, entry);
        json_unlink(policy, m);
    }
    if (removed->child != NULL && !dry) {
        if (policy->child != NULL)
            json_set(c->a, c->file.json, STR("allowScripts"), policy);
        else
            json_del(c->file.json, "allowScripts");
        if (package_save(c->ctx, &c->file, c->err) < 0)
            return c->err->code;
    }
    print_pruned(c, removed, dry);
    return 0;
}

/* ---- All of it ---- */

/* Arguments that don't go together. */
static int check_usage(Ctx *ctx, Mode mode, int n, bool all, bool pending, Err *err)
{
    bool listing = mode == MODE_LIST || pending;

    if (mode == MODE_PRUNE)
        return n > 0 || all ? out_usage_error(ctx,
                                              STR("`pkg install-scripts prune` cannot be "
                                                  "combined with positional arguments or "
                                                  "`--all`."),
                                              err)
                            : 0;
    if (listing && (n > 0 || all))
        return out_usage_error(
            ctx,
            str_of(mode == MODE_LIST
                       ? "`pkg install-scripts ls` cannot be combined with "
                         "positional arguments or `--all`."
                       : "`--allow-scripts-pending` cannot be combined with "
                         "positional arguments or `--all`."),
            err);
    if (!listing && !all && n == 0)
        return out_usage_error(ctx, STR(""), err);
    if (mode == MODE_DENY && pending)
        return out_usage_error(ctx,
                               STR("`pkg deny-scripts --allow-scripts-pending` is not "
                                   "supported; run `pkg install-scripts ls` to list "
                                   "unreviewed packages."),
                               err);
    return 0;
}

static int work(Call *c, char **args, int n, bool all, bool pending)
{
    ScriptReviews reviews;
    cJSON *policy;

    c->no_file = package_read(c->ctx, ctx_prefix(c->ctx), &c->file, c->err) < 0;
    if (c->no_file && (c->mode == MODE_PRUNE || c->err->code != -ENOENT))
        return c->err->code;
    if (c->mode == MODE_PRUNE)
        return prune(c);
    if (script_policy_find(c->ctx, c->file.json, false, &policy, c->err) < 0)
        return c->err->code;
    script_review(c->tree, policy, &reviews);
    if (config_bool(&c->ctx->config, "dangerously-allow-all-scripts"))
        reviews.len = 0; /* nobody waits for a judgement */
    if (c->mode == MODE_LIST || pending)
        return list(c, &reviews);
    return all ? write_all(c, &reviews) : write_named(c, args, n);
}

static int run(Ctx *ctx, Mode mode, char **args, int n, bool may_pend, Err *err)
{
    bool all = config_bool(&ctx->config, "all");
    bool pending = may_pend && config_bool(&ctx->config, "allow-scripts-pending");
    Call c = { .ctx = ctx, .a = &ctx->arena, .mode = mode, .err = err };
    Reading r;
    int rc;

    if (ctx_is_global(ctx))
        return err_set(err, ERR_EGLOBAL, "`pkg %s` does not work for global installs",
                       ctx->command);
    if (check_usage(ctx, mode, n, all, pending, err) < 0)
        return err->code;
    places_clear(ctx);
    rc = reading_open(&r, ctx, &(SurveyOptions){ .from = SURVEY_DISK }, err);
    c.tree = r.survey.tree;
    if (rc == 0)
        rc = work(&c, args, n, all, pending);
    reading_close(&r);
    return rc;
}

int cmd_approve_scripts(Ctx *ctx, char **args, int n_args, Err *err)
{
    return run(ctx, MODE_APPROVE, args, n_args, true, err);
}

int cmd_deny_scripts(Ctx *ctx, char **args, int n_args, Err *err)
{
    return run(ctx, MODE_DENY, args, n_args, true, err);
}

int cmd_install_scripts(Ctx *ctx, char **args, int n_args, Err *err)
{
    static const struct {
        const char *name;
        Mode mode;
    } subs[] = { { "approve", MODE_APPROVE },
                 { "deny", MODE_DENY },
                 { "ls", MODE_LIST },
                 { "list", MODE_LIST },
                 { "prune", MODE_PRUNE } };

    for (size_t i = 0; n_args > 0 && i < sizeof subs / sizeof subs[0]; i++) {
        if (strcmp(args[0], subs[i].name) == 0)
            return run(ctx, subs[i].mode, args + 1, n_args - 1, false, err);
    }
    return out_usage_error(
        ctx,
        str_of(n_args > 0 ? arena_printf(&ctx->arena,
                                         "`%s` is not a recognized subcommand.", args[0])
                          : ""),
        err);
}
