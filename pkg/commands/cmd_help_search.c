/* cmd_help_search.c: help-search: which commands' help speaks of some words. */
#include <stdlib.h>

#include "common/jstext.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"

#define COLUMNS 79

typedef struct {
    const Command *command;
    Str text;
    size_t *hits; /* of each word */
    size_t found, total, at;
} Result;

static size_t count(Str text, Str word)
{
    size_t n = 0;

    for (size_t i = 0; word.len > 0 && i + word.len <= text.len; i++) {
        if (memcmp(text.ptr + i, word.ptr, word.len) == 0) {
            n++;
            i += word.len - 1;
        }
    }
    return n;
}

static Result look(Ctx *ctx, const Command *c, const Str *words, int n, size_t at)
{
    Result r = { .command = c, .at = at };
    Buf b = { 0 };
    Str text;

    command_usage(c, &ctx->arena, &b);
    r.text = arena_str(&ctx->arena, buf_view(&b));
    buf_release(&b);
    text = js_lower(&ctx->arena, r.text);
    r.hits = arena_array(&ctx->arena, size_t, (size_t)n + 1);
    for (int i = 0; i < n; i++) {
        r.hits[i] = count(text, words[i]);
        r.found += r.hits[i] > 0;
        r.total += r.hits[i];
    }
    return r;
}

/* Those with more of the words first, then those with more places. */
static int by_hits(const void *x, const void *y)
{
    const Result *a = x, *b = y;

    if (a->found != b->found)
        return a->found > b->found ? -1 : 1;
    if (a->total != b->total)
        return a->total > b->total ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static void print_lines(Ctx *ctx, const Result *r, const Str *words, int n)
{
    Str rest = r->text, line;

    while (rest.len > 0 && str_next(&rest, '\n', &line)) {
        Str small = js_lower(&ctx->arena, line);
        bool hit = false;

        for (int i = 0; i < n; i++)
            hit |= count(small, words[i]) > 0;
        if (hit)
            out_sayf(ctx, "    " STR_FMT, STR_ARG(line));
    }
}

static void print_result(Ctx *ctx, const Result *r, const Str *words, int n, bool full)
{
    size_t len = strlen("pkg help ") + strlen(r->command->name);
    Buf b = { 0 };

    for (int i = 0; i < n; i++) {
        if (r->hits[i] > 0)
            buf_printf(&b, "%s" STR_FMT ":%zu", b.len > 0 ? " " : "", STR_ARG(words[i]),
                       r->hits[i]);
    }
    out_sayf(ctx, "pkg help %s%*s" STR_FMT, r->command->name,
             (int)(len + b.len + 1 < COLUMNS ? COLUMNS - len - b.len : 1), "",
             STR_ARG(buf_view(&b)));
    buf_release(&b);
    if (full)
        print_lines(ctx, r, words, n);
}

static void print_rule(Ctx *ctx)
{
    for (int i = 0; i < COLUMNS; i++)
        ctx_print(ctx, "—");
    ctx_print(ctx, "\n");
}

int cmd_help_search(Ctx *ctx, char **args, int n_args, Err *err)
{
    Str *words = arena_array(&ctx->arena, Str, (size_t)n_args + 1);
    bool full = config_bool(&ctx->config, "long");
    VEC(Result) list = { 0 };
    size_t n;
    const Command *all = command_list(&n);

    if (n_args == 0)
        return out_usage_error(ctx, STR(""), err);
    for (int i = 0; i < n_args; i++)
        words[i] = js_lower(&ctx->arena, str_of(args[i]));
    for (size_t i = 0; i < n; i++) {
        Result r = look(ctx, &all[i], words, n_args, i);

        if (r.found > 0)
            vec_push_in(&ctx->arena, &list, r);
    }
    if (list.len == 0) {
        ctx_print(ctx, "No matches in help for:");
        for (int i = 0; i < n_args; i++)
            ctx_print(ctx, " %s", args[i]);
        ctx_print(ctx, "\n\n");
        return 0;
    }
    qsort(list.ptr, list.len, sizeof *list.ptr, by_hits);
    if (!full) {
        ctx_print(ctx, "Top hits for");
        for (int i = 0; i < n_args; i++)
            ctx_print(ctx, " \"%s\"", args[i]);
        ctx_print(ctx, "\n");
        print_rule(ctx);
    }
    for (size_t i = 0; i < list.len && (full || i < 10); i++)
        print_result(ctx, &list.ptr[i], words, n_args, full);
    if (!full) {
        print_rule(ctx);
        ctx_print(ctx, "(run with -l or --long to see more context)\n");
    }
    return 0;
}
