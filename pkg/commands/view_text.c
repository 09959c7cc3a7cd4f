/* view_text.c: `view NAME` without fields: the page about one version. */
#include <stdlib.h>

#include "common/json_write.h"
#include "pkg/commands/view.h"
#include "pkg/output.h"
#include "pkg/ui/paint.h"
#include "pkg/ui/words.h"
#include "registry-client/js_date.h"

#define DEPS_MAX 24
#define TAGS_MAX 5

typedef struct {
    const View *v;
    const cJSON *m;
    Buf out;
} Page;

static Str colour(const Page *p, Paint c, Str s)
{
    return paint(p->v->a, p->v->ctx->color_out, c, s);
}

/* As a template shows a value. */
static Str text_of(const Page *p, const cJSON *j)
{
    if (json_is_str(j))
        return json_str(j);
    return j == NULL ? STR("undefined") : json_text(p->v->a, j);
}

static void line(Page *p, Str s)
{
    buf_printf(&p->out, "\n" STR_FMT, STR_ARG(s));
}

static void head(Page *p)
{
    Arena *a = p->v->a;
    const cJSON *license = json_get(p->m, "license");
    size_t deps = json_len(json_get(p->m, "dependencies"));
    size_t versions = json_len(json_get(p->v->packument, "versions"));
    Str name =
        arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(text_of(p, json_get(p->m, "name"))),
                   STR_ARG(text_of(p, json_get(p->m, "version"))));
    Str said =
        json_is_obj(license) ? json_str(json_get(license, "type")) : json_str(license);
    bool own;

    if (said.len == 0)
        said = STR("Proprietary");
    own = str_ieq(str_trim(said), STR("proprietary"));
    line(p,
         arena_strf(a, STR_FMT " | " STR_FMT " | deps: " STR_FMT " | versions: " STR_FMT,
                    STR_ARG(colour(p, PAINT_UNDERLINE, colour(p, PAINT_CYAN, name))),
                    STR_ARG(colour(p, own ? PAINT_RED : PAINT_GREEN, said)),
                    STR_ARG(colour(p, PAINT_CYAN,
                                   deps > 0 ? arena_strf(a, "%zu", deps) : STR("none"))),
                    STR_ARG(colour(p, PAINT_CYAN, arena_strf(a, "%zu", versions)))));
}

static void about(Page *p)
{
    Arena *a = p->v->a;
    const cJSON *home = json_get(p->m, "homepage");
    Str site = json_is_obj(home) ? json_str(json_get(home, "url")) : json_str(home);
    bool unicode = config_bool(&p->v->ctx->config, "unicode");

    if (json_truthy(json_get(p->m, "description")))
        line(p, text_of(p, json_get(p->m, "description")));
    if (site.len > 0)
        line(p, colour(p, PAINT_BLUE, site));
    if (json_truthy(json_get(p->m, "deprecated")))
        line(p, arena_strf(a, "\n" STR_FMT "%s - " STR_FMT,
                           STR_ARG(colour(p, PAINT_RED_BRIGHT, STR("DEPRECATED"))),
                           unicode ? " ⚠️ " : "!!",
                           STR_ARG(text_of(p, json_get(p->m, "deprecated")))));
}

/* "title a, b, c" of texts or keys; no line where there are none. */
static void words(Page *p, const char *title, const cJSON *list, bool keys)
{
    Buf all = { 0 };

    if (list == NULL || list->child == NULL)
        return;
    /* npm paints keywords one by one, and commands together. */
    JSON_EACH (e, list)
        buf_printf(&all, "%s" STR_FMT, e == list->child ? "" : ", ",
                   STR_ARG(keys ? json_key(e) : colour(p, PAINT_CYAN, text_of(p, e))));
    buf_printf(&p->out, "\n\n%s: " STR_FMT, title,
               STR_ARG(keys ? colour(p, PAINT_CYAN, buf_view(&all)) : buf_view(&all)));
    buf_release(&all);
}

static void dist(Page *p)
{
    const cJSON *d = json_get(p->m, "dist"), *size = json_get(d, "unpackedSize");
    Buf b = { 0 };

    line(p, STR("\ndist\n.tarball: "));
    buf_str(&p->out, colour(p, PAINT_BLUE, text_of(p, json_get(d, "tarball"))));
    line(p, STR(".shasum: "));
    buf_str(&p->out, colour(p, PAINT_GREEN, text_of(p, json_get(d, "shasum"))));
    if (json_truthy(json_get(d, "integrity"))) {
        line(p, STR(".integrity: "));
        buf_str(&p->out, colour(p, PAINT_GREEN, text_of(p, json_get(d, "integrity"))));
    }
    if (json_is_num(size) && size->valuedouble != 0) {
        words_bytes(size->valuedouble, &b);
        line(p, STR(".unpackedSize: "));
        buf_str(&p->out, colour(p, PAINT_BLUE, buf_view(&b)));
    }
    buf_release(&b);
}

static void dependencies(Page *p)
{
    const cJSON *deps = json_get(p->m, "dependencies");
    size_t n = json_len(deps), i = 0;

    if (n == 0)
        return;
    line(p, STR("\ndependencies:\n"));
    JSON_EACH (d, deps) {
        if (i == DEPS_MAX)
            break;
        buf_printf(&p->out, "%s" STR_FMT ": " STR_FMT, i++ ? ", " : "",
                   STR_ARG(colour(p, PAINT_BLUE, json_key(d))), STR_ARG(text_of(p, d)));
    }
    if (n > DEPS_MAX)
        line(p, colour(p, PAINT_DIM,
                       arena_strf(p->v->a, "(...and %zu more.)", n - DEPS_MAX)));
}

static Str person(const Page *p, const cJSON *who)
{
    Buf b = { 0 };
    Str name = text_of(p, json_get(who, "name")), mail = json_str(json_get(who, "email"));

    words_person(colour(p, PAINT_BLUE, name), colour(p, PAINT_DIM, mail), STR(""), &b);
    return buf_to_arena(&b, p->v->a);
}

static void maintainers(Page *p)
{
    const cJSON *list = json_get(p->v->packument, "maintainers");

    if (!json_is_arr(list) || list->child == NULL)
        return;
    line(p, STR("\nmaintainers:"));
    JSON_EACH (who, list)
        line(p, arena_strf(p->v->a, "- " STR_FMT, STR_ARG(person(p, who))));
}

/* ---- Tags ---- */

typedef struct {
    Str name, version;
    double time;
} Tag;

/* latest first, then the newest; of the same time the last by name. */
static int by_time(const void *x, const void *y)
{
    const Tag *a = x, *b = y;

    if (a->time != b->time)
        return a->time > b->time ? -1 : 1;
    return str_cmp(a->name, b->name) > 0 ? -1 : 1;
}

static void tags(Page *p)
{
    Arena *a = p->v->a;
    const cJSON *all = json_get(p->v->packument, "dist-tags");
    const cJSON *times = json_get(p->v->packument, "time");
    size_t n = json_len(all), i = 0;
    Tag *list = arena_array(a, Tag, n + 1);
    int64_t ms;

    JSON_EACH (t, all) {
        Str time = json_str(json_getn(times, json_str(t)));

        list[i] = (Tag){ json_key(t), text_of(p, t), 0 };
        /* Date.parse(0), where no time is known, is the year 2000. */
        list[i].time =
            js_date_parse(time.len > 0 ? time : STR("2000"), &ms) ? (double)ms : 0;
        if (str_is(list[i].name, "latest"))
            list[i].time = 1e300;
        i++;
    }
    if (n > 1)
        qsort(list, n, sizeof *list, by_time);
    line(p, STR("\ndist-tags:"));
    if (n == 0)
        line(p, STR(""));
    for (i = 0; i < n && i < TAGS_MAX; i++)
        line(p, arena_strf(a, STR_FMT ": " STR_FMT,
                           STR_ARG(colour(p, PAINT_BLUE, list[i].name)),
                           STR_ARG(list[i].version)));
    if (n > TAGS_MAX)
        line(p, colour(p, PAINT_DIM, arena_strf(a, "(...and %zu more.)", n - TAGS_MAX)));
}

static void published(Page *p)
{
    const cJSON *who = json_get(p->m, "_npmUser");
    const cJSON *times = json_get(p->v->packument, "time");
    Str time = json_str(json_getn(times, json_str(json_get(p->m, "version"))));
    uv_timeval64_t now;
    Buf ago = { 0 };
    int64_t ms;

    if (!json_truthy(who) && !json_truthy(times))
        return;
    line(p, STR("\npublished"));
    uv_gettimeofday(&now);
    if (time.len > 0 && js_date_parse(time, &ms)) {
        words_relative(ms, now.tv_sec * 1000 + now.tv_usec / 1000, &ago);
        buf_printf(&p->out, " " STR_FMT, STR_ARG(colour(p, PAINT_CYAN, buf_view(&ago))));
    }
    if (json_truthy(who))
        buf_printf(&p->out, " by " STR_FMT, STR_ARG(person(p, who)));
    buf_release(&ago);
}

void view_print(const View *v, const cJSON *m)
{
    Page p = { .v = v, .m = m };
    const cJSON *keywords = json_get(v->packument, "keywords");

    head(&p);
    about(&p);
    if (json_is_arr(keywords))
        words(&p, "keywords", keywords, false);
    if (json_is_obj(json_get(m, "bin")))
        words(&p, "bin", json_get(m, "bin"), true);
    dist(&p);
    dependencies(&p);
    maintainers(&p);
    tags(&p);
    published(&p);
    out_say(v->ctx, buf_view(&p.out));
    buf_release(&p.out);
}
