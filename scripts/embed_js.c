/* embed_js.c: a program of the build: compiles the builtin modules' JavaScript to
 * bytecode.
 *
 *     embed-js ROOT OUT FILE…      writes OUT.bin and OUT.S (the blob and its index)
 *
 * A module's text becomes function (exports, require, module, internalBinding). Its name
 * is its path below ROOT without .js, and "node:NAME" its file name in stacks. Text
 * without bytecode would cost a parse at each start; the bytecode is trusted since it is
 * part of the program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <duktape.h>

#include "common/arena.h"
#include "common/buf.h"
#include "common/xalloc.h"
#include "runtime/engine/image.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/regexp_object.h"

/* Nor does anything refer weakly. */
void weak_object_died(void *owner, void *heapptr)
{
    (void)owner;
    (void)heapptr;
}

/* The engine asks whether to stop: never here. */
int engine_should_stop(void *owner)
{
    (void)owner;
    return 0;
}

/* Nor are literals evaluated, only compiled. */
void regexp_push_literal(duk_context *ctx)
{
    (void)duk_error(ctx, DUK_ERR_ERROR, "regular expressions can't run here");
}

/* No program's text is compiled here: only our own, which is ES5. */
void engine_lower_eval(duk_context *ctx, bool direct)
{
    (void)direct;
    (void)duk_error(ctx, DUK_ERR_ERROR, "eval in a built-in module");
}

void engine_push_array_values(duk_context *ctx)
{
    duk_push_undefined(ctx);
}

duk_ret_t engine_make_function(duk_context *ctx)
{
    return duk_error(ctx, DUK_ERR_ERROR, "Function() in a built-in module");
}

static int read_file(const char *path, Buf *out)
{
    FILE *f = fopen(path, "rb");
    char chunk[65536];
    size_t n;

    if (f == NULL)
        return -1;
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        buf_put(out, chunk, n);
    fclose(f);
    return 0;
}

/* Bytecode of one module, appended to the blob. */
static int compile_module(duk_context *ctx, const char *path, const char *name, Buf *blob)
{
    Buf text = { 0 };
    int rc = -1;

    buf_puts(&text, "(function (exports, require, module, internalBinding) {");
    if (read_file(path, &text) < 0) {
        perror(path);
        goto out;
    }
    buf_puts(&text, "\n})");
    duk_push_lstring(ctx, text.ptr, text.len);
    duk_push_sprintf(ctx, "node:%s", name);
    if (duk_pcompile(ctx, DUK_COMPILE_EVAL) != 0 || duk_pcall(ctx, 0) != 0) {
        fprintf(stderr, "%s: %s\n", path, duk_safe_to_string(ctx, -1));
        goto out;
    }
    if (image_write(ctx, -1, blob))
        rc = 0;
    else
        fprintf(stderr, "%s: it can't be kept as bytes\n", path);
    duk_pop(ctx);
out:
    buf_release(&text);
    return rc;
}

static int write_file(const char *path, Str data)
{
    FILE *f = fopen(path, "wb");

    if (f == NULL || fwrite(data.ptr, 1, data.len, f) != data.len || fclose(f) != 0) {
        perror(path);
        return -1;
    }
    return 0;
}

static void write_assembly(Buf *s, const char *blob_path, Buf *names, Buf *index, int n)
{
    buf_printf(s,
               "/* made by embed-js */\n"
               "    .section .rodata\n    .balign 16\n"
               "    .globl natives_blob\nnatives_blob:\n    .incbin \"%s\"\n"
               "    .balign 16\n    .globl natives_names\nnatives_names:\n%s"
               "    .balign 16\n    .globl natives_index\nnatives_index:\n%s"
               "    .globl natives_count\nnatives_count: .long %d\n"
               "    .section .note.GNU-stack,\"\",%%progbits\n",
               blob_path, buf_cstr(names), buf_cstr(index), n);
}

int main(int argc, char **argv)
{
    duk_context *ctx = duk_create_heap_default();
    Buf blob = { 0 }, names = { 0 }, index = { 0 }, s = { 0 };
    Arena a = { 0 };
    int rc = 1, n = 0;
    size_t name_at = 0;
    Str root;
    char *bin;

    if (argc < 3 || ctx == NULL)
        return 2;
    root = str_of(argv[1]);
    bin = arena_printf(&a, "%s.bin", argv[2]);
    for (int i = 3; i < argc; i++, n++) {
        Str path = str_of(argv[i]), tail = str_from(path, root.len + 1);
        char *name = arena_memdupz(&a, tail.ptr, tail.len - 3);
        size_t at = blob.len;

        if (compile_module(ctx, argv[i], name, &blob) < 0)
            goto out;
        buf_printf(&names, "    .asciz \"%s\"\n", name);
        buf_printf(&index, "    .long %zu, %zu, %zu\n", name_at, at, blob.len - at);
        name_at += strlen(name) + 1;
    }
    write_assembly(&s, bin, &names, &index, n);
    rc = write_file(bin, buf_view(&blob)) < 0 ||
         write_file(arena_printf(&a, "%s.S", argv[2]), buf_view(&s)) < 0;
out:
    duk_destroy_heap(ctx);
    buf_release(&blob);
    buf_release(&names);
    buf_release(&index);
    buf_release(&s);
    arena_release(&a);
    return rc;
}
