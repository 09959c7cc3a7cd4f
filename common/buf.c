/* buf.c: growing bytes with a ceiling. */
#include "common/buf.h"

#include <string.h>

#include "common/bug.h"
#include "common/quick_format.h"
#include "common/xalloc.h"

static size_t ceiling(const Buf *b)
{
    return b->max ? b->max : BUF_DEFAULT_MAX;
}

bool buf_reserve(Buf *b, size_t n)
{
    size_t need, cap;

    if (n > ceiling(b) || b->len > ceiling(b) - n) {
        b->full = true;
        return false;
    }
    need = b->len + n + 1;
    if (need <= b->cap)
        return true;
    cap = b->cap < 64 ? 64 : b->cap + b->cap / 2;
    if (cap < need)
        cap = need;
    b->ptr = xrealloc(b->ptr, cap);
    b->cap = cap;
    return true;
}

void buf_put(Buf *b, const void *bytes, size_t n)
{
    if (!buf_reserve(b, n))
        return;
    if (n > 0)
        memcpy(b->ptr + b->len, bytes, n);
    b->len += n;
    b->ptr[b->len] = '\0';
}

void buf_puts(Buf *b, const char *s)
{
    buf_put(b, s, strlen(s));
}

void buf_putc(Buf *b, char c)
{
    if (b->len + 1 < b->cap && b->len < ceiling(b)) {
        b->ptr[b->len++] = c;
        b->ptr[b->len] = '\0';
        return;
    }
    buf_put(b, &c, 1);
}

void buf_str(Buf *b, Str s)
{
    buf_put(b, s.ptr, s.len);
}

void buf_fill(Buf *b, char c, size_t n)
{
    if (!buf_reserve(b, n))
        return;
    memset(b->ptr + b->len, c, n);
    b->len += n;
    b->ptr[b->len] = '\0';
}

void buf_vprintf(Buf *b, const char *fmt, va_list ap)
{
    va_list again;
    int n;

    va_copy(again, ap);
    n = quick_format(NULL, 0, fmt, ap);
    BUG_IF(n < 0);
    if (buf_reserve(b, (size_t)n)) {
        quick_format(b->ptr + b->len, (size_t)n + 1, fmt, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

void buf_printf(Buf *b, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(b, fmt, ap);
    va_end(ap);
}

void buf_cut(Buf *b, size_t at, size_t n)
{
    BUG_IF(at > b->len || n > b->len - at);
    if (n == 0)
        return;
    memmove(b->ptr + at, b->ptr + at + n, b->len - at - n);
    b->len -= n;
    b->ptr[b->len] = '\0';
}

void buf_truncate(Buf *b, size_t len)
{
    BUG_IF(len > b->len);
    b->len = len;
    if (b->ptr != NULL)
        b->ptr[len] = '\0';
}

const char *buf_cstr(Buf *b)
{
    return b->ptr ? b->ptr : "";
}

int buf_check(const Buf *b, const char *what, Err *err)
{
    if (!b->full)
        return 0;
    return err_set(err, ERR_ETOOBIG, "%s is larger than the limit of %zu bytes", what,
                   ceiling(b));
}

char *buf_take(Buf *b)
{
    char *p = b->ptr ? b->ptr : xmemdupz("", 0);

    *b = (Buf){ .max = b->max };
    return p;
}

Str buf_to_arena(Buf *b, Arena *a)
{
    Str s = arena_str(a, buf_view(b));

    buf_release(b);
    return s;
}

void buf_clear(Buf *b)
{
    b->len = 0;
    b->full = false;
    if (b->ptr != NULL)
        b->ptr[0] = '\0';
}

void buf_release(Buf *b)
{
    xfree(b->ptr);
    *b = (Buf){ .max = b->max };
}
