/* buffer_number.c: Buffer's reading and writing of integers and floats.
 *
 * Each method is one native with its kind in the magic. What is out of range or no number
 * is left to internal/buffer_checks, which throws as Node does. */
#include <math.h>
#include <string.h>

#include "runtime/engine/bind.h"
#include "runtime/natives.h"
#include "runtime/node/buffer.h"

/* Magic: bytes in bits 0..3, then what they are. */
#define SIZE 0x0F
#define BIG 0x10
#define SIGNED 0x20
#define FLOAT 0x40
#define SIZED 0x80 /* the number of bytes is an argument */

/* Throws what internal/buffer_checks finds wrong: [ args… ] -> never returns, unless the
 * check finds nothing, which is a mistake of ours. */
static duk_ret_t refuse(duk_context *ctx, const char *check, int magic)
{
    duk_idx_t n = duk_get_top(ctx);

    natives_require(ctx, "internal/buffer_checks");
    duk_get_prop_string(ctx, -1, check);
    duk_push_this(ctx);
    duk_push_int(ctx, magic & SIZE);
    duk_push_boolean(ctx, (magic & SIGNED) != 0);
    duk_push_boolean(ctx, (magic & FLOAT) != 0);
    for (duk_idx_t i = 0; i < n; i++)
        duk_dup(ctx, i);
    duk_call(ctx, n + 4);
    return duk_type_error(ctx, "invalid argument");
}

/* The offset at i where `size` bytes fit behind it; false for everything else. */
static bool get_offset(duk_context *ctx, duk_idx_t i, size_t size, const Bytes *b,
                       size_t *out)
{
    double d;

    if (duk_is_undefined(ctx, i)) {
        *out = 0;
        return size <= b->len;
    }
    if (!duk_is_number(ctx, i))
        return false;
    d = duk_get_number(ctx, i);
    /* NaN compares false. */
    if (!(d >= 0 && d + (double)size <= (double)b->len) || d != floor(d))
        return false;
    *out = (size_t)d;
    return true;
}

static bool get_this(duk_context *ctx, Bytes *b)
{
    bool ok;

    duk_push_this(ctx);
    ok = js_get_bytes(ctx, -1, b);
    duk_pop(ctx);
    return ok;
}

static uint64_t load(const unsigned char *p, size_t n, bool big)
{
    uint64_t v = 0;

    for (size_t i = 0; i < n; i++)
        v = v << 8 | p[big ? i : n - 1 - i];
    return v;
}

static void store(unsigned char *p, size_t n, bool big, uint64_t v)
{
    for (size_t i = 0; i < n; i++, v >>= 8)
        p[big ? n - 1 - i : i] = (unsigned char)v;
}

static double load_number(const unsigned char *p, int magic)
{
    size_t n = (size_t)(magic & SIZE);
    uint64_t v = load(p, n, (magic & BIG) != 0);

    if (magic & FLOAT) {
        float f;
        double d;
        uint32_t word = (uint32_t)v;

        if (n == 4) {
            memcpy(&f, &word, 4);
            return f;
        }
        memcpy(&d, &v, 8);
        return d;
    }
    if ((magic & SIGNED) && n > 0 && v >> (n * 8 - 1))
        return (double)v - ldexp(1, (int)(n * 8));
    return (double)v;
}

/* The size argument at i of the methods for 1 to 6 bytes, 0 where it is none. */
static int get_size(duk_context *ctx, duk_idx_t i)
{
    double d = duk_is_number(ctx, i) ? duk_get_number(ctx, i) : 0;

    return d >= 1 && d <= 6 && d == floor(d) ? (int)d : 0;
}

/* [ offset size? ] -> [ number ] */
static duk_ret_t js_read(duk_context *ctx)
{
    int magic = duk_get_current_magic(ctx);
    Bytes b;
    size_t at;

    if (magic & SIZED) {
        int size = get_size(ctx, 1);

        /* Here the offset must be given. */
        if (size == 0 || duk_is_undefined(ctx, 0))
            return refuse(ctx, "readSized", magic);
        magic |= size;
    } else {
        duk_set_top(ctx, 1);
    }
    if (!get_this(ctx, &b) || !get_offset(ctx, 0, (size_t)(magic & SIZE), &b, &at))
        return refuse(ctx, "read", magic);
    duk_push_number(ctx, load_number(b.ptr + at, magic));
    return 1;
}

static bool fits(double value, int magic)
{
    int bits = (magic & SIZE) * 8;

    /* NaN is written as 0. */
    if (magic & SIGNED)
        return !(value > ldexp(1, bits - 1) - 1 || value < -ldexp(1, bits - 1));
    return !(value > ldexp(1, bits) - 1 || value < 0);
}

static void store_number(unsigned char *p, double value, int magic)
{
    size_t n = (size_t)(magic & SIZE);
    uint64_t v;

    if (!(magic & FLOAT)) {
        v = value != value ? 0 : (uint64_t)(int64_t)trunc(value);
    } else if (n == 4) {
        float f = (float)value;
        uint32_t word;

        memcpy(&word, &f, 4);
        v = word;
    } else {
        memcpy(&v, &value, 8);
    }
    store(p, n, (magic & BIG) != 0, v);
}

/* [ value offset size? ] -> [ offset behind ] */
static duk_ret_t js_write(duk_context *ctx)
{
    int magic = duk_get_current_magic(ctx);
    Bytes b;
    size_t at;
    double value;

    if (magic & SIZED) {
        int size = get_size(ctx, 2);

        if (size == 0)
            return refuse(ctx, "writeSized", magic);
        magic |= size;
        if (duk_is_undefined(ctx, 1))
            return refuse(ctx, "write", magic | SIZED);
    } else {
        duk_set_top(ctx, 2);
    }
    /* May run valueOf: the bytes are looked up afterwards. */
    value = duk_to_number(ctx, 0);
    if (!get_this(ctx, &b) || !get_offset(ctx, 1, (size_t)(magic & SIZE), &b, &at) ||
        (!(magic & FLOAT) && !fits(value, magic)))
        return refuse(ctx, "write", magic);
    store_number(b.ptr + at, value, magic);
    duk_push_number(ctx, (double)(at + (size_t)(magic & SIZE)));
    return 1;
}

static const struct {
    const char *name, *alias; /* behind "read" and "write"; the alias is read…int… */
    int magic;
} kinds[] = {
    { "UIntLE", "UintLE", SIZED },         { "UInt32LE", "Uint32LE", 4 },
    { "UInt16LE", "Uint16LE", 2 },         { "UInt8", "Uint8", 1 },
    { "UIntBE", "UintBE", SIZED | BIG },   { "UInt32BE", "Uint32BE", 4 | BIG },
    { "UInt16BE", "Uint16BE", 2 | BIG },   { "IntLE", NULL, SIZED | SIGNED },
    { "Int32LE", NULL, 4 | SIGNED },       { "Int16LE", NULL, 2 | SIGNED },
    { "Int8", NULL, 1 | SIGNED },          { "IntBE", NULL, SIZED | BIG | SIGNED },
    { "Int32BE", NULL, 4 | BIG | SIGNED }, { "Int16BE", NULL, 2 | BIG | SIGNED },
    { "FloatLE", NULL, 4 | FLOAT },        { "FloatBE", NULL, 4 | FLOAT | BIG },
    { "DoubleLE", NULL, 8 | FLOAT },       { "DoubleBE", NULL, 8 | FLOAT | BIG },
};

static void put_method(duk_context *ctx, const char *verb, size_t i)
{
    bool reads = verb[0] == 'r', sized = (kinds[i].magic & SIZED) != 0;
    duk_idx_t nargs = (reads ? 1 : 2) + (sized ? 1 : 0);
    const char *name;

    name = duk_push_sprintf(ctx, "%s%s", verb, kinds[i].name);
    js_push_function(ctx, name, reads ? js_read : js_write, nargs);
    duk_remove(ctx, -2);
    duk_set_magic(ctx, -1, kinds[i].magic);
    if (kinds[i].alias != NULL) {
        name = duk_push_sprintf(ctx, "%s%s", verb, kinds[i].alias);
        duk_dup(ctx, -2);
        duk_put_prop_string(ctx, -4, name);
        duk_pop(ctx);
    }
    name = duk_push_sprintf(ctx, "%s%s", verb, kinds[i].name);
    duk_dup(ctx, -2);
    duk_put_prop_string(ctx, -4, name);
    duk_pop_2(ctx);
}

void buffer_put_numbers(duk_context *ctx)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        put_method(ctx, "read", i);
        put_method(ctx, "write", i);
    }
}
