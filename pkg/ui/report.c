/* report.c: see report.h. */
#include "pkg/ui/report.h"

#include <inttypes.h>

static void put_packages(Buf *out, const char *verb, unsigned n)
{
    buf_printf(out, "%s %u package%s", verb, n, n == 1 ? "" : "s");
}

/* npm's sentence: parts are joined by commas, the last one also by "and". */
static void put_changes(const ReifyCounts *c, Buf *out)
{
    if (c->added)
        put_packages(out, "added", c->added);
    if (c->removed) {
        buf_puts(out, c->added ? ", " : "");
        buf_puts(out, c->added && !c->audited && !c->changed ? "and " : "");
        put_packages(out, "removed", c->removed);
    }
    if (c->changed) {
        bool first = c->added == 0 && c->removed == 0;

        buf_puts(out, first ? "" : ", ");
        buf_puts(out, !first && !c->audited ? "and " : "");
        put_packages(out, "changed", c->changed);
    }
    if (c->audited)
        buf_puts(out, ", and ");
}

/* As npm prints it: "312ms", "4s", "2m". */
static void put_duration(int64_t ms, Buf *out)
{
    static const struct {
        int64_t unit;
        const char *name;
    } units[] = { { 86400000, "d" }, { 3600000, "h" }, { 60000, "m" }, { 1000, "s" } };

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (ms >= units[i].unit) {
            buf_printf(out, "%" PRId64 "%s", (ms + units[i].unit / 2) / units[i].unit,
                       units[i].name);
            return;
        }
    buf_printf(out, "%" PRId64 "ms", ms);
}

void report_counts(const ReifyCounts *c, Buf *out)
{
    buf_putc(out, '\n');
    if (c->added + c->removed + c->changed > 0)
        put_changes(c, out);
    else
        buf_puts(out, c->audited ? "up to date, " : "up to date");
    if (c->audited)
        put_packages(out, "audited", c->audited);
    buf_puts(out, " in ");
    put_duration(c->took_ms, out);
    buf_putc(out, '\n');
}

void report_funding(unsigned n, Buf *out)
{
    if (n == 0)
        return;
    buf_printf(out, "\n%u package%s looking for funding\n", n, n == 1 ? " is" : "s are");
    buf_puts(out, "  run `npm fund` for details\n");
}
