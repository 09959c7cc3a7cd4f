/* audit_text.c: see audit_text.h. */
#include "pkg/ui/audit_text.h"

#include "common/json_write.h"
#include "common/map.h"
#include "pkg/ui/paint.h"

typedef struct {
    Arena *a;
    bool on;
    const cJSON *vulns;
    Map printed;
    Buf *out;
} Text;

static const char *const severities[] = { "info", "low",      "moderate",
                                          "high", "critical", "none" };

static int rank_of(Str s)
{
    for (int i = 0; i < 6; i++) {
        if (str_is(s, severities[i]))
            return i;
    }
    return -1;
}

bool audit_reaches(const cJSON *report, Str level)
{
    const cJSON *counts = json_at(report, "metadata", "vulnerabilities", NULL);
    int least = rank_of(level);

    JSON_EACH (c, counts) {
        int rank = rank_of(json_key(c));

        if (c->valuedouble > 0 && rank >= 0 && rank >= least)
            return true;
    }
    return false;
}

/* npm-audit-report makes all but paths bold. */
static Str strong(Arena *a, bool on, Paint p, Str s)
{
    s = paint(a, on, PAINT_BOLD, s);
    return p == PAINT_BOLD ? s : paint(a, on, p, s);
}

static Str severity(Arena *a, bool on, Str s)
{
    static const Paint paints[] = { PAINT_BOLD, PAINT_BOLD, PAINT_YELLOW, PAINT_RED,
                                    PAINT_MAGENTA };
    int rank = rank_of(s);

    return strong(a, on, rank >= 0 && rank < 5 ? paints[rank] : PAINT_BOLD, s);
}

/* ---- The summary ---- */

typedef struct {
    bool fixable, force, major, unfixable;
} Fixes;

static Fixes fixes_of(const cJSON *vulns)
{
    Fixes f = { 0 };

    JSON_EACH (v, vulns) {
        const cJSON *fix = json_get(v, "fixAvailable");

        f.fixable |= json_is_true(fix);
        f.unfixable |= json_is_false(fix);
        f.force |= json_is_obj(fix);
        f.major |= json_truthy(json_get(fix, "isSemVerMajor"));
    }
    return f;
}

static void put_counts(Arena *a, const cJSON *counts, bool on, Buf *out)
{
    const cJSON *only = NULL;
    Buf b = { 0 };
    int kinds = 0;

    JSON_EACH (c, counts) {
        if (rank_of(json_key(c)) < 1 || c->valuedouble <= 0)
            continue;
        buf_printf(&b, "%s%.0f " STR_FMT, kinds++ ? ", " : "", c->valuedouble,
                   STR_ARG(severity(a, on, json_key(c))));
        only = c;
    }
    if (kinds > 1)
        buf_printf(out, STR_FMT " vulnerabilities (" STR_FMT ")",
                   STR_ARG(strong(a, on, PAINT_RED,
                                  arena_strf(a, "%.0f",
                                             json_get(counts, "total")->valuedouble))),
                   STR_ARG(buf_view(&b)));
    else if (only != NULL)
        buf_printf(out, STR_FMT " severity vulnerabilit%s", STR_ARG(buf_view(&b)),
                   only->valuedouble == 1 ? "y" : "ies");
    buf_release(&b);
}

void audit_summary(Arena *a, const cJSON *report, bool on, Buf *out)
{
    const cJSON *counts = json_at(report, "metadata", "vulnerabilities", NULL);
    Fixes f = fixes_of(json_get(report, "vulnerabilities"));

    if (json_get(counts, "total")->valuedouble == 0) {
        buf_printf(out, "found " STR_FMT " vulnerabilities",
                   STR_ARG(strong(a, on, PAINT_GREEN, STR("0"))));
        return;
    }
    put_counts(a, counts, on, out);
    if (f.fixable)
        buf_printf(out, "\n\nTo address %s, run:\n  npm audit fix",
                   f.force || f.unfixable ? "issues that do not require attention"
                                          : "all issues");
    if (f.force)
        buf_printf(out, "\n\nTo address all issues%s%s, run:\n  npm audit fix --force",
                   f.unfixable ? " possible" : "",
                   f.major ? " (including breaking changes)" : "");
    if (f.unfixable)
        buf_puts(out,
                 "\n\nSome issues need review, and may require choosing\na different "
                 "dependency.");
}

/* ---- The report ---- */

static void line(Text *t, const char *indent, Str s)
{
    buf_printf(t->out, "%s" STR_FMT "\n", indent, STR_ARG(s));
}

static void put_fix(Text *t, const cJSON *fix)
{
    if (json_is_false(fix)) {
        line(t, "", strong(t->a, t->on, PAINT_RED, STR("No fix available")));
        return;
    }
    if (json_is_true(fix)) {
        line(t, "",
             arena_strf(t->a, STR_FMT " via `npm audit fix`",
                        STR_ARG(strong(t->a, t->on, PAINT_GREEN, STR("fix available")))));
        return;
    }
    line(t, "",
         arena_strf(t->a, STR_FMT " via `npm audit fix --force`",
                    STR_ARG(strong(t->a, t->on, PAINT_YELLOW, STR("fix available")))));
    line(t, "",
         arena_strf(t->a, "Will install " STR_FMT "@" STR_FMT ", which is %s",
                    STR_ARG(json_str(json_get(fix, "name"))),
                    STR_ARG(json_str(json_get(fix, "version"))),
                    json_truthy(json_get(fix, "isSemVerMajor"))
                        ? "a breaking change"
                        : "outside the stated dependency range"));
}

/* As a template of JavaScript has it. */
static Str text_of(Text *t, const cJSON *v)
{
    return v == NULL        ? STR("undefined")
           : json_is_str(v) ? json_str(v)
                            : json_text(t->a, v);
}

static void put_vias(Text *t, const cJSON *v, const char *indent)
{
    JSON_EACH (via, json_get(v, "via")) {
        if (json_is_str(via))
            line(t, indent,
                 arena_strf(t->a, "Depends on vulnerable versions of " STR_FMT,
                            STR_ARG(strong(t->a, t->on, PAINT_BOLD, json_str(via)))));
        else if (indent[0] == '\0')
            line(t, indent,
                 arena_strf(t->a, STR_FMT " - " STR_FMT,
                            STR_ARG(strong(t->a, t->on, PAINT_BOLD,
                                           text_of(t, json_get(via, "title")))),
                            STR_ARG(text_of(t, json_get(via, "url")))));
    }
}

static void put_vuln(Text *t, const cJSON *v, const char *indent)
{
    Str name = json_str(json_get(v, "name"));
    Str how = json_str(json_get(v, "severity"));

    if (v == NULL || map_has(&t->printed, name))
        return;
    map_set(&t->printed, name, NULL);
    line(t, indent,
         arena_strf(t->a, STR_FMT "  " STR_FMT,
                    STR_ARG(strong(t->a, t->on, PAINT_BOLD, name)),
                    STR_ARG(json_str(json_get(v, "range")))));
    if (indent[0] == '\0' && !str_is(how, "low"))
        line(t, indent,
             arena_strf(t->a, "Severity: " STR_FMT, STR_ARG(severity(t->a, t->on, how))));
    put_vias(t, v, indent);
    if (indent[0] == '\0')
        put_fix(t, json_get(v, "fixAvailable"));
    JSON_EACH (n, json_get(v, "nodes"))
        line(t, indent, paint(t->a, t->on, PAINT_DIM, json_str(n)));
    JSON_EACH (e, json_get(v, "effects"))
        put_vuln(t, json_getn(t->vulns, json_str(e)), arena_printf(t->a, "%s  ", indent));
    if (indent[0] == '\0')
        line(t, "", STR(""));
}

void audit_text(Arena *a, const cJSON *report, bool on, Buf *out)
{
    Text t = { a, on, json_get(report, "vulnerabilities"), { 0 }, out };

    if (json_len(t.vulns) > 0) {
        line(&t, "", strong(a, on, PAINT_BOLD, STR("# npm audit report")));
        line(&t, "", STR(""));
        JSON_EACH (v, t.vulns) {
            bool own = false;

            JSON_EACH (via, json_get(v, "via"))
                own |= !json_is_str(via);
            /* npm leaves a line for what it has told of below another one. */
            if (own && map_has(&t.printed, json_str(json_get(v, "name"))))
                line(&t, "", STR(""));
            else if (own)
                put_vuln(&t, v, "");
        }
    }
    audit_summary(a, report, on, out);
    map_release(&t.printed);
}
