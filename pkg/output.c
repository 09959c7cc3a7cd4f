/* output.c: see output.h. */
#include "pkg/output.h"

#include <ctype.h>

#include "common/json_write.h"
#include "common/utf8.h"
#include "pkg/commands/command.h"

/* ---- Text ---- */

/* "[1;32m" behind an escape. */
static bool is_colour(Str s)
{
    size_t n = 1;

    if (s.len == 0 || s.ptr[0] != '[')
        return false;
    while (n < s.len && n < 9 && (isdigit((unsigned char)s.ptr[n]) || s.ptr[n] == ';'))
        n++;
    return n < s.len && s.ptr[n] == 'm';
}

/* Shows a control character as ^A, and a line's end of two characters as one; how many
 * bytes it has, 0 if it is none. */
static size_t put_control(Str s, bool colours, Buf *out)
{
    unsigned char c = (unsigned char)s.ptr[0];

    if (c == 0xC2 && s.len > 1 && (unsigned char)s.ptr[1] < 0xA0) {
        buf_printf(out, "^%c", (unsigned char)s.ptr[1] - 64);
        return 2;
    }
    if (str_starts(s, STR(UTF8_NUL))) {
        buf_puts(out, "^@");
        return 2;
    }
    if ((c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n')
        return 0;
    if (c == '\r' && s.len > 1 && s.ptr[1] == '\n')
        return 1;
    if (c == 033 && colours && is_colour(str_from(s, 1)))
        return 0;
    buf_printf(out, "^%c", c == 0x7F ? '?' : c + 64);
    return 1;
}

/* Shows what turns the writing's direction (U+202A to U+202E, U+2066 to U+2069) as JSON
 * would write it; how many bytes it has, 0 if it is none. */
static size_t put_turn(Str s, Buf *out)
{
    unsigned char b, c;

    if ((unsigned char)s.ptr[0] != 0xE2 || s.len < 3)
        return 0;
    b = (unsigned char)s.ptr[1];
    c = (unsigned char)s.ptr[2];
    if (!(b == 0x80 && c >= 0xAA && c <= 0xAE) && !(b == 0x81 && c >= 0xA6 && c <= 0xA9))
        return 0;
    buf_printf(out, "\\u20%02x", (b & 1) << 6 | (c & 0x3F));
    return 3;
}

/* A surrogate without its other half, for which UTF-8 has no bytes. */
static size_t put_surrogate(Str s, Buf *out)
{
    if (utf8_surrogate(s.ptr, s.len) == 0)
        return 0;
    buf_puts(out, UTF8_REPLACEMENT);
    return 3;
}

void out_clean(Str s, bool colours, Buf *out)
{
    while (s.len > 0) {
        size_t n = put_control(s, colours, out);

        if (n == 0)
            n = put_turn(s, out);
        if (n == 0)
            n = put_surrogate(s, out);
        if (n == 0) {
            for (n = 1; n < s.len && (unsigned char)s.ptr[n] >= 0x20 &&
                        (unsigned char)s.ptr[n] < 0x7F;)
                n++;
            buf_str(out, str_sub(s, 0, n));
        }
        s = str_from(s, n);
    }
}

void out_say(Ctx *ctx, Str text)
{
    buf_str(&ctx->out, text);
    buf_putc(&ctx->out, '\n');
}

void out_say_openly(Ctx *ctx, Str text)
{
    bool before = ctx->shows_secrets;

    ctx_flush(ctx);
    ctx->shows_secrets = true;
    out_say(ctx, text);
    ctx_flush(ctx);
    ctx->shows_secrets = before;
}

void out_sayf(Ctx *ctx, const char *fmt, ...)
{
    Buf b = { 0 };
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&b, fmt, ap);
    va_end(ap);
    out_say(ctx, buf_view(&b));
    buf_release(&b);
}

/* ---- JSON ---- */

void out_json_now(Ctx *ctx, const cJSON *value)
{
    JsonStyle style = json_default_style();

    json_write(value, &style, &ctx->out);
}

/* ---- Usage ---- */

int out_usage_error(Ctx *ctx, Str why, Err *err)
{
    const Command *c = command_find(ctx->command), *inner = NULL;

    if (c != NULL && ctx->config.args.len > 1)
        inner = command_sub(c, ctx->config.args.ptr[1]);
    return out_usage_error_of(ctx, inner != NULL ? inner : c, why, err);
}

int out_usage_error_of(Ctx *ctx, const Command *c, Str why, Err *err)
{
    Buf b = { 0 };

    buf_putc(&b, '\n');
    if (why.len > 0)
        buf_printf(&b, STR_FMT "\n\n", STR_ARG(why));
    if (c != NULL)
        command_usage(c, &ctx->arena, &b);
    ctx->error_message = arena_str(&ctx->arena, str_trim_right(buf_view(&b)));
    buf_release(&b);
    return err_set(err, ERR_EUSAGE, STR_FMT, STR_ARG(ctx->error_message));
}
