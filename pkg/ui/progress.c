/* progress.c: see progress.h. */
#include "pkg/ui/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define EVERY_MS 100
#define LINE_MAX 160

static struct {
    ProgressStyle style;
    uint64_t painted_ms;
    unsigned frame;
    bool shown;
} p;

static uint64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

size_t progress_line(const ProgressStyle *style, const char *stage, size_t done,
                     size_t total, unsigned frame, char *out, size_t size)
{
    static const char *const dots[] = {
        "⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"
    };
    static const char *const bars[] = { "-", "\\", "|", "/" };
    const char *mark = style->unicode ? dots[frame % 10] : bars[frame % 4];
    const char *on = style->color ? "\033[36m" : "",
               *off = style->color ? "\033[39m" : "";
    char count[48] = "";
    int room = style->columns > 0 ? style->columns - 1 : 79, left, n;

    if (total > 0)
        snprintf(count, sizeof count, " %zu/%zu", done, total);
    else if (done > 0)
        snprintf(count, sizeof count, " %zu", done);
    left = room - 2 - (int)strlen(count);
    if (left < 1) { /* a terminal that is hardly there */
        left = room - 2 > 0 ? room - 2 : 0;
        count[0] = '\0';
    }
    n = snprintf(out, size, "%s%s%s %.*s%s", on, mark, off, left, stage, count);
    return n < 0 ? 0 : (size_t)n < size ? (size_t)n : size - 1;
}

void progress_begin(const ProgressStyle *style)
{
    p.style = *style;
    p.painted_ms = now_ms(); /* what is over at once shows nothing */
    p.frame = 0;
    p.shown = false;
}

void progress_set(const char *stage, size_t done, size_t total)
{
    char line[LINE_MAX + 8] = "\r";
    uint64_t now;
    size_t n;

    if (!p.style.enabled)
        return;
    now = now_ms();
    if (now - p.painted_ms < EVERY_MS)
        return;
    p.painted_ms = now;
    n = 1 + progress_line(&p.style, stage, done, total, p.frame++, line + 1, LINE_MAX);
    memcpy(line + n, "\033[K", 3);
    p.shown = write(STDERR_FILENO, line, n + 3) > 0;
}

void progress_clear(void)
{
    if (p.shown)
        (void)!write(STDERR_FILENO, "\r\033[K", 4);
    p.shown = false;
}

void progress_end(void)
{
    progress_clear();
    p.style.enabled = false;
}
