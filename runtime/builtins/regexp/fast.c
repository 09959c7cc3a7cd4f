/* fast.c: PCRE2, opened when it is first needed: for bytes its 8-bit library, for units
 * and code points the 16-bit one. */
#include "runtime/builtins/regexp/fast.h"

#include <string.h>

#include "common/dynlib.h"
#include "common/utf8.h"

/* What the translated patterns are compiled with: from pcre2.h, which is one for a width
 * of its own, so the few things needed stand here. */
#define OPTION_ANCHORED 0x80000000u
#define OPTION_DOTALL 0x00000020u
#define OPTION_MATCH_UNSET_BACKREF 0x00000200u
#define OPTION_UTF 0x00080000u
#define JIT_COMPLETE 1u
#define ERROR_NOMATCH (-1)
#define EFFORT_LIMIT 20000000u
#define STACK_FIRST ((size_t)32 << 10)
#define STACK_MAX ((size_t)1 << 20)

#define FUNCTIONS(X, w)                                                       \
    X(void *, pcre2_compile_##w,                                              \
      (const void *, size_t, uint32_t, int *, size_t *, void *))              \
    X(void, pcre2_code_free_##w, (void *))                                    \
    X(int, pcre2_jit_compile_##w, (void *, uint32_t))                         \
    X(int, pcre2_jit_match_##w,                                               \
      (const void *, const void *, size_t, size_t, uint32_t, void *, void *)) \
    X(void *, pcre2_match_data_create_##w, (uint32_t, void *))                \
    X(void, pcre2_match_data_free_##w, (void *))                              \
    X(size_t *, pcre2_get_ovector_pointer_##w, (void *))                      \
    X(void *, pcre2_match_context_create_##w, (void *))                       \
    X(int, pcre2_set_match_limit_##w, (void *, uint32_t))                     \
    X(void *, pcre2_jit_stack_create_##w, (size_t, size_t, void *))           \
    X(void, pcre2_jit_stack_assign_##w, (void *, void *, void *))
#define FUNCTIONS_8(X) FUNCTIONS(X, 8)
#define FUNCTIONS_16(X) FUNCTIONS(X, 16)

/* Both tables have the same shape: the first names it. */
DYNLIB_TABLE(Pcre, FUNCTIONS_8)

static Pcre bytes_table, units_table;
static DynLib bytes_lib = { .names = "libpcre2-8.so.0", .package = "libpcre2-8-0" };
static DynLib units_lib = { .names = "libpcre2-16.so.0", .package = "libpcre2-16-0" };
static const DynSymbol bytes_symbols[] = { DYNLIB_SYMBOLS(FUNCTIONS_8) };
static const DynSymbol units_symbols[] = { DYNLIB_SYMBOLS(FUNCTIONS_16) };

/* The library for a kind of text, or NULL. */
static Pcre *library(FastKind kind)
{
    if (kind == FAST_BYTES)
        return dynlib_load(&bytes_lib, bytes_symbols, &bytes_table, NULL) == 0
                   ? &bytes_table
                   : NULL;
    return dynlib_load(&units_lib, units_symbols, &units_table, NULL) == 0 ? &units_table
                                                                           : NULL;
}

/* A thread's limits and stack, made once. */
static void *context_for(Pcre *lib, FastKind kind)
{
    static _Thread_local void *contexts[2];
    void **c = &contexts[kind == FAST_BYTES ? 0 : 1];

    if (*c == NULL) {
        *c = lib->pcre2_match_context_create_8(NULL);
        if (*c == NULL)
            return NULL;
        lib->pcre2_set_match_limit_8(*c, EFFORT_LIMIT);
        lib->pcre2_jit_stack_assign_8(*c, NULL,
                                      lib->pcre2_jit_stack_create_8(STACK_FIRST,
                                                                    STACK_MAX, NULL));
    }
    return *c;
}

/* ---- Making ---- */

static void *compile(Pcre *lib, FastKind kind, const Buf *text, unsigned flags)
{
    uint32_t options = OPTION_DOTALL | OPTION_MATCH_UNSET_BACKREF;
    Arena a = { 0 };
    const char *bytes = text->ptr != NULL ? text->ptr : "";
    const void *pattern = bytes;
    size_t offset;
    void *code;
    int error;

    if (flags & REGEXP_STICKY)
        options |= OPTION_ANCHORED;
    if (kind == FAST_POINTS)
        options |= OPTION_UTF;
    if (kind != FAST_BYTES) {
        uint16_t *wide = arena_alloc(&a, (text->len + 1) * sizeof *wide);

        for (size_t i = 0; i < text->len; i++)
            wide[i] = (unsigned char)bytes[i];
        pattern = wide;
    }
    code = lib->pcre2_compile_8(pattern, text->len, options, &error, &offset, NULL);
    arena_release(&a);
    if (code != NULL && lib->pcre2_jit_compile_8(code, JIT_COMPLETE) != 0) {
        lib->pcre2_code_free_8(code);
        return NULL;
    }
    return code;
}

bool fast_prepare(const Program *p, FastKind kind)
{
    FastCode *f = &p->fast->codes[kind];
    Arena scratch = { 0 };
    Buf text = BUF_MAX(1 << 20);
    Pattern pattern;
    const char *error;
    Pcre *lib;

    if (pattern_parse(&scratch, p->text, p->text_length, p->flags, &pattern, &error) <
            0 ||
        !fast_translate(&pattern, kind, &text) || (lib = library(kind)) == NULL)
        goto out;
    f->code = compile(lib, kind, &text, p->flags);
    if (f->code == NULL)
        goto out;
    f->data = lib->pcre2_match_data_create_8(p->groups, NULL);
    if (f->data == NULL) {
        lib->pcre2_code_free_8(f->code);
        f->code = NULL;
    }
out:
    buf_release(&text);
    arena_release(&scratch);
    return f->code != NULL;
}

void fast_release(Fast *f)
{
    for (int k = 0; k < FAST_KINDS; k++) {
        Pcre *lib;

        if (f->codes[k].code == NULL)
            continue;
        lib = library((FastKind)k);
        lib->pcre2_match_data_free_8(f->codes[k].data);
        lib->pcre2_code_free_8(f->codes[k].code);
        f->codes[k].code = NULL;
    }
}

/* ---- Running ---- */

MatchResult fast_run(const Program *p, FastKind kind, Matcher *m, const Text *t,
                     size_t start)
{
    FastCode *f = &p->fast->codes[kind];
    Pcre *lib = kind == FAST_BYTES ? &bytes_table : &units_table;
    void *context = context_for(lib, kind);
    const size_t *found;
    int rc;

    if (kind == FAST_POINTS && start > 0 && start < t->n) {
        const uint16_t *u = t->units;

        if (utf16_is_low(u[start]) && utf16_is_high(u[start - 1]))
            start--;
    }
    if (context == NULL)
        return MATCH_GIVEN_UP;
    rc = lib->pcre2_jit_match_8(f->code, t->units, t->n, start, 0, f->data, context);
    if (rc == ERROR_NOMATCH)
        return MATCH_NONE;
    if (rc < 0)
        return MATCH_GIVEN_UP;
    found = lib->pcre2_get_ovector_pointer_8(f->data);
    for (uint32_t i = 0; i < p->groups * 2; i++)
        m->registers[i] = found[i] == SIZE_MAX ? -1 : (int32_t)found[i];
    return MATCH_FOUND;
}
