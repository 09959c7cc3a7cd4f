/* reading.c: see reading.h. */
#include "pkg/commands/reading.h"

#include "pkg/output.h"

/* What is selected is looked for first, as npm does it; then the tree is read. */
static int open_tree(Reading *r, Ctx *ctx, const SurveyOptions *o, bool with_root,
                     bool warns, Err *err)
{
    Places places;

    *r = (Reading){ 0 };
    if (ctx_is_global(ctx) && places_check_global(ctx, err) < 0)
        return err->code;
    if (places_find(ctx, with_root, &places, err) < 0)
        return err->code;
    r->selected = true;
    if (survey_open(&r->survey, ctx, o, err) < 0)
        return err->code;
    survey_workspaces(&r->survey, &places.list, warns, &r->workspaces);
    return 0;
}

int reading_open(Reading *r, Ctx *ctx, const SurveyOptions *o, Err *err)
{
    return open_tree(r, ctx, o, false, true, err);
}

int reading_open_lock(Reading *r, Ctx *ctx, const SurveyOptions *o, bool warns, Err *err)
{
    if (open_tree(r, ctx, o, true, warns, err) == 0)
        return 0;
    if (o->from != SURVEY_LOCK || !r->selected)
        return err->code;
    return out_usage_error(ctx,
                           STR("A package lock or shrinkwrap file is required in "
                               "package-lock-only mode"),
                           err);
}

void reading_close(Reading *r)
{
    survey_close(&r->survey);
}

static bool has_mark(const Tree *t, uint32_t mark)
{
    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL && (*n)->mark == mark)
            return true;
    }
    return false;
}

uint32_t reading_filter(Reading *r, bool with_root)
{
    uint32_t mark = 0;

    if (r->workspaces.len > 0)
        return survey_mark_needed(&r->survey, &r->workspaces, with_root);
    if (survey_ignores_workspaces(&r->survey))
        mark = survey_mark_without_workspaces(&r->survey);
    /* To npm a filter that lets nothing through is none. */
    return has_mark(r->survey.tree, mark) ? mark : 0;
}

Str *reading_args(Ctx *ctx, char **args, int n)
{
    Str *list = arena_array(&ctx->arena, Str, (size_t)n + 1);

    for (int i = 0; i < n; i++)
        list[i] = str_of(args[i]);
    return list;
}
