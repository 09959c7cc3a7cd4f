/* fuzz_regexp.c: the pattern parser, the compiler, both matchers. The input is a byte of
 * flags, a byte that says how long the pattern is, the pattern, and the text. Whatever
 * both matchers do must be the same. */
#include <stdlib.h>
#include <string.h>

#include "runtime/builtins/regexp/fast.h"
#include "runtime/builtins/regexp/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_TEXT 512

static volatile int poll = 1;
static int polls;

/* Enough is enough: patterns may be as slow as they like. */
static int stop(void *owner)
{
    (void)owner;
    return ++polls > 20;
}

static void try_text(const Program *p, const uint8_t *data, size_t size)
{
    static uint16_t units[MAX_TEXT + 1];
    Matcher own = { .poll = &poll, .should_stop = stop }, fast = { 0 };
    size_t n = size > MAX_TEXT ? MAX_TEXT : size;
    Text t = { .units = data, .n = n };
    MatchResult a, b;

    for (size_t i = 0; i < n; i++)
        t.wide |= data[i] >= 0x80;
    if (t.wide) {
        t.n = text_decode((const char *)data, n, units);
        t.units = units;
        t.paired = text_is_paired(units, t.n);
    }
    polls = 0;
    a = program_run_own(p, &own, t, 0);
    if (a >= MATCH_NONE && fast_kind(p, &t) != FAST_NONE &&
        fast_prepare(p, fast_kind(p, &t))) {
        fast.registers = calloc(p->registers, sizeof *fast.registers);
        b = fast_run(p, fast_kind(p, &t), &fast, &t, 0);
        if (b != MATCH_GIVEN_UP &&
            (a != b ||
             (a == MATCH_FOUND && memcmp(own.registers, fast.registers,
                                         p->groups * 2 * sizeof *fast.registers) != 0)))
            abort();
    }
    matcher_release(&own);
    matcher_release(&fast);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint16_t pattern[256];
    const char *error;
    unsigned flags;
    Program *p;
    size_t n;

    if (size < 2)
        return 0;
    flags = data[0];
    if ((flags & REGEXP_POINTS) == REGEXP_POINTS)
        flags &= ~(unsigned)REGEXP_UNICODE;
    n = data[1] < size - 2 ? data[1] : size - 2;
    p = program_new(pattern, text_decode((const char *)data + 2, n, pattern), flags,
                    &error);
    if (p != NULL)
        try_text(p, data + 2 + n, size - 2 - n);
    program_free(p);
    return 0;
}
