/* quick_format.c: see quick_format.h. Whatever isn't text is left to vsnprintf. */
#include "common/quick_format.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    char *out;
    size_t size, len;
} Out;

static void put(Out *o, const char *bytes, size_t n)
{
    if (o->len < o->size)
        memcpy(o->out + o->len, bytes, n < o->size - o->len ? n : o->size - o->len);
    o->len += n;
}

/* The length of the text that a conversion stands for; false for NULL, which libc has
 * words for. max < 0: there is no limit. */
static bool text_length(const char *s, int max, size_t *len)
{
    *len = 0;
    if (max != 0 && s == NULL)
        return false;
    if (max != 0)
        *len = max < 0 ? strlen(s) : strnlen(s, (size_t)max);
    return true;
}

/* Behind a '%': "s" or ".*s". */
static bool put_conversion(Out *o, const char **fmt, va_list *ap)
{
    const char *s;
    size_t len;
    int max = -1;

    if (strncmp(*fmt, ".*s", 3) == 0) {
        max = va_arg(*ap, int);
        *fmt += 2;
    } else if (**fmt != 's') {
        return false;
    }
    s = va_arg(*ap, const char *);
    if (!text_length(s, max, &len))
        return false;
    if (len > 0)
        put(o, s, len);
    (*fmt)++;
    return true;
}

/* False where there is more than text. */
static bool put_all(Out *o, const char *fmt, va_list *ap)
{
    for (;;) {
        const char *next = strchrnul(fmt, '%');

        put(o, fmt, (size_t)(next - fmt));
        if (*next == '\0')
            return o->len < INT_MAX;
        fmt = next + 1;
        if (!put_conversion(o, &fmt, ap))
            return false;
    }
}

int quick_format(char *out, size_t size, const char *fmt, va_list ap)
{
    Out o = { out, size, 0 };
    va_list mine;
    bool done;

    va_copy(mine, ap);
    done = put_all(&o, fmt, &mine);
    va_end(mine);
    if (!done)
        return vsnprintf(out, size, fmt, ap);
    if (size > 0)
        out[o.len < size ? o.len : size - 1] = '\0';
    return (int)o.len;
}
