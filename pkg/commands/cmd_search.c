/* cmd_search.c: search: packages that the registry finds for some words. */
#include <regex.h>
#include <stdlib.h>

#include "common/jstext.h"
#include "common/json_write.h"
#include "common/url.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"
#include "pkg/ui/paint.h"
#include "registry-client/js_date.h"
#include "registry-client/request.h"

typedef VEC(Str) Words;

typedef struct {
    Ctx *ctx;
    Arena *a;
    Words args; /* small letters, short ones first */
    Words exclude;
    bool parseable;
} Search;

/* ---- What is left out ---- */

static Str words_of(Search *s, const cJSON *pkg)
{
    const cJSON *keywords = json_get(pkg, "keywords");
    Buf b = { 0 };
    Str out;

    buf_str(&b, json_str(json_get(pkg, "name")));
    JSON_EACH (m, json_get(pkg, "maintainers"))
        buf_printf(&b, " " STR_FMT, STR_ARG(json_str(json_get(m, "username"))));
    if (json_is_str(keywords))
        buf_printf(&b, " " STR_FMT, STR_ARG(json_str(keywords)));
    JSON_EACH (k, json_is_arr(keywords) ? keywords : NULL)
        buf_printf(&b, " " STR_FMT, STR_ARG(json_str(k)));
    out = js_lower(s->a, buf_view(&b));
    buf_release(&b);
    return out;
}

/* "/re/" or "/re" is a regular expression. */
static bool matches(Arena *a, Str pattern, Str words)
{
    regex_t re;
    bool found;

    if (!str_starts(pattern, STR("/")))
        return str_has(words, pattern);
    pattern = str_from(pattern, 1);
    if (str_ends(pattern, STR("/")))
        pattern.len--;
    if (regcomp(&re, arena_memdupz(a, pattern.ptr, pattern.len),
                REG_EXTENDED | REG_NOSUB))
        return false;
    found = regexec(&re, words.ptr, 0, NULL, 0) == 0;
    regfree(&re);
    return found;
}

static bool is_excluded(Search *s, const cJSON *pkg)
{
    Str words = words_of(s, pkg);

    VEC_EACH (Str, e, s->exclude) {
        if (matches(s->a, *e, words))
            return true;
    }
    return false;
}

/* ---- Printing ---- */

static bool is_arg(const Search *s, Str word)
{
    VEC_EACH (Str, w, s->args) {
        if (str_eq(*w, word))
            return true;
    }
    return false;
}

static Str colour(const Search *s, Paint p, Str text)
{
    return paint(s->a, s->ctx->color_out, p, text);
}

/* Words that were searched for stand out. */
static Str highlight(const Search *s, Str text)
{
    VEC_EACH (Str, w, s->args) {
        size_t from = 0;
        ptrdiff_t at;

        while (s->ctx->color_out &&
               (at = str_find(js_lower(s->a, str_from(text, from)), *w)) >= 0) {
            size_t start = from + (size_t)at;
            Str lit = colour(s, PAINT_CYAN, str_sub(text, start, start + w->len));

            text = arena_strf(s->a, STR_FMT STR_FMT STR_FMT,
                              STR_ARG(str_sub(text, 0, start)), STR_ARG(lit),
                              STR_ARG(str_from(text, start + w->len)));
            from = start + lit.len;
        }
    }
    return text;
}

static Str keywords_of(Search *s, const cJSON *pkg, const char *between)
{
    const cJSON *keywords = json_get(pkg, "keywords");
    Buf b = { 0 };

    if (json_is_str(keywords))
        buf_str(&b, json_str(keywords));
    JSON_EACH (k, json_is_arr(keywords) ? keywords : NULL) {
        Str word = json_str(k);

        if (!s->parseable && is_arg(s, word))
            word = colour(s, PAINT_CYAN, word);
        buf_printf(&b, "%s" STR_FMT, b.len > 0 ? between : "", STR_ARG(word));
    }
    return buf_to_arena(&b, s->a);
}

static Str date_of(Search *s, const cJSON *pkg)
{
    char text[40];
    int64_t ms;

    if (!js_date_parse(json_str(json_get(pkg, "date")), &ms))
        return STR("prehistoric");
    js_date_iso(ms, text, sizeof text);
    return arena_str(s->a, str_n(text, 10));
}

static void print_columns(Search *s, const cJSON *pkg)
{
    Str columns[] = { json_str(json_get(pkg, "name")),
                      json_str(json_get(pkg, "description")), date_of(s, pkg),
                      json_str(json_get(pkg, "version")), keywords_of(s, pkg, ",") };
    Buf b = { 0 };

    for (size_t i = 0; i < 5; i++) {
        /* An empty list is one for JavaScript's filter, and an empty text. */
        if (i < 4 && columns[i].len == 0)
            continue;
        buf_puts(&b, b.len > 0 ? "\t" : "");
        for (size_t k = 0; k < columns[i].len; k++)
            buf_putc(&b, columns[i].ptr[k] == '\t' ? ' ' : columns[i].ptr[k]);
    }
    out_say(s->ctx, buf_view(&b));
    buf_release(&b);
}

static void print_package(Search *s, const cJSON *pkg)
{
    Str name = json_str(json_get(pkg, "name")), about, publisher, keywords;
    Buf b = { 0 };

    about = highlight(s, json_str(json_get(pkg, "description")));
    publisher = json_str(json_at(pkg, "publisher", "username", NULL));
    keywords = keywords_of(s, pkg, " ");
    buf_printf(&b, STR_FMT "\n",
               STR_ARG(is_arg(s, name) ? colour(s, PAINT_CYAN, name)
                                       : colour(s, PAINT_BLUE, highlight(s, name))));
    if (about.len > 0)
        buf_printf(&b, STR_FMT "\n", STR_ARG(about));
    buf_printf(&b, "Version " STR_FMT " published " STR_FMT " by " STR_FMT "\n",
               STR_ARG(colour(s, PAINT_BLUE, json_str(json_get(pkg, "version")))),
               STR_ARG(colour(s, PAINT_BLUE, date_of(s, pkg))),
               STR_ARG(publisher.len > 0 ? colour(s, PAINT_BLUE, publisher)
                                         : colour(s, PAINT_YELLOW, STR("???"))));
    buf_puts(&b, "Maintainers: ");
    JSON_EACH (m, json_get(pkg, "maintainers"))
        buf_printf(&b, "%s" STR_FMT, m->prev->next == NULL ? "" : " ",
                   STR_ARG(json_str(json_get(m, "username"))));
    buf_putc(&b, '\n');
    if (keywords.len > 0)
        buf_printf(&b, "Keywords: " STR_FMT "\n", STR_ARG(keywords));
    buf_printf(&b, STR_FMT "\n",
               STR_ARG(
                   colour(s, PAINT_BLUE,
                          arena_strf(s->a, "https://npm.im/" STR_FMT, STR_ARG(name)))));
    out_say(s->ctx, buf_view(&b));
    buf_release(&b);
}

/* ---- The command ---- */

static int by_length(const void *x, const void *y)
{
    size_t a = ((const Str *)x)->len, b = ((const Str *)y)->len;

    return a < b ? -1 : a > b;
}

static int ask(Search *s, cJSON **out, Err *err)
{
    RegistryRequest q = { 0 };
    RegistryClient *client;
    UrlPairs text = { 0 };
    Buf b = { 0 };
    int rc;

    VEC_EACH (Str, w, s->args) {
        if (w != s->args.ptr)
            buf_putc(&b, ' ');
        buf_str(&b, *w);
    }
    vec_push_in(s->a, &text, STR("text"));
    vec_push_in(s->a, &text, arena_str(s->a, buf_view(&b)));
    b.len = 0;
    buf_printf(&b, "-/v1/search?" STR_FMT, STR_ARG(url_form_write(s->a, &text)));
    buf_printf(&b, "&size=%.0f&from=0&quality=0.65&popularity=0.98&maintenance=0.5",
               config_num(&s->ctx->config, "searchlimit", 20));
    q.url = buf_view(&b);
    rc = ctx_client(s->ctx, &client, err);
    if (rc == 0)
        rc = registry_ask_json(client, &q, s->a, out, err);
    buf_release(&b);
    return rc;
}

static void print_json(Search *s, const cJSON *list)
{
    bool any = false;

    JSON_EACH (o, list) {
        if (json_is_null(o) || is_excluded(s, json_get(o, "package")))
            continue;
        out_say(s->ctx, any ? STR("\n,\n") : STR("[\n"));
        out_say(s->ctx, json_text(s->a, json_get(o, "package")));
        any = true;
    }
    out_say(s->ctx, any ? STR("]\n") : STR("\n[]\n"));
}

static void print(Search *s, char **args, int n, const cJSON *list)
{
    bool any = false;
    Buf b = { 0 };

    JSON_EACH (o, list) {
        const cJSON *pkg = json_get(o, "package");

        if (json_is_null(o) || is_excluded(s, pkg))
            continue;
        if (s->parseable)
            print_columns(s, pkg);
        else
            print_package(s, pkg);
        any = true;
    }
    if (any || s->parseable)
        return;
    for (int i = 0; i < n; i++) {
        buf_puts(&b, i > 0 ? " " : "");
        json_write_str(str_of(args[i]), &b);
    }
    out_sayf(s->ctx, "No matches found for " STR_FMT, STR_ARG(buf_view(&b)));
    buf_release(&b);
}

int cmd_search(Ctx *ctx, char **args, int n_args, Err *err)
{
    Search s = { .ctx = ctx, .a = &ctx->arena };
    Str rest = config_str(&ctx->config, "searchexclude"), word;
    cJSON *answer = NULL;

    s.parseable = config_bool(&ctx->config, "parseable");
    for (int i = 0; i < n_args; i++) {
        if (args[i][0] != '\0')
            vec_push_in(s.a, &s.args, js_lower(s.a, str_of(args[i])));
    }
    if (s.args.len == 0)
        return err_set(err, ERR_ENOCODE, "search must be called with arguments");
    while (str_next(&rest, ' ', &word)) {
        if (word.len > 0)
            vec_push_in(s.a, &s.exclude, js_lower(s.a, word));
    }
    if (ask(&s, &answer, err) < 0)
        return err->code;
    if (s.args.len > 1)
        qsort(s.args.ptr, s.args.len, sizeof *s.args.ptr, by_length);
    if (ctx->json)
        print_json(&s, json_get(answer, "objects"));
    else
        print(&s, args, n_args, json_get(answer, "objects"));
    return 0;
}
