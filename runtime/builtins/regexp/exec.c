/* exec.c: the matcher: its stack, sets and back references, and the search for a match's
 * start. The loop over a program's operations is exec_loop.inc, for three kinds of text.
 */
#include <string.h>

#include "common/xalloc.h"
#include "runtime/builtins/regexp/fast.h"
#include "runtime/builtins/regexp/program.h"

#define STACK_FIRST 1024u
#define STACK_MAX ((size_t)16 << 20) /* entries: 192 MB */
#define STACK_KEEP ((size_t)1 << 16)
#define POLL_EVERY 4096

/* Kinds of entries. */
enum { ENTRY_GO, ENTRY_GREEDY, ENTRY_LAZY, ENTRY_UNDO };

static inline bool set_has(const ProgramSet *s, uint32_t c)
{
    uint32_t low = 0, high = s->n;

    if (c < 256)
        return (s->bits[c >> 5] >> (c & 31) & 1) != 0;
    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (s->ranges[middle].hi < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->n && s->ranges[low].lo <= c;
}

static inline bool is_newline(uint32_t c)
{
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

/* Room for some more entries. */
static bool grow_stack(Matcher *m)
{
    size_t room = m->room > 0 ? m->room * 2 : STACK_FIRST;

    if (room > STACK_MAX)
        return false;
    m->stack = xreallocarray(m->stack, room, sizeof *m->stack);
    m->room = room;
    return true;
}

static bool asked_to_stop(Matcher *m)
{
    return m->poll != NULL && *m->poll != 0 && m->should_stop(m->owner);
}

/* What a successful look-around leaves on the stack: what was changed, no way back in. */
static size_t cut_choices(MatcherEntry *stack, size_t from, size_t top)
{
    size_t n = from;

    for (size_t i = from; i < top; i++) {
        if ((stack[i].op & 3) == ENTRY_UNDO)
            stack[n++] = stack[i];
    }
    return n;
}

#define UNIT uint8_t
#define PAIRS 0
#define NAME(x) x##_bytes
#include "runtime/builtins/regexp/exec_loop.inc"

#define UNIT uint16_t
#define PAIRS 0
#define NAME(x) x##_units
#include "runtime/builtins/regexp/exec_loop.inc"

#define UNIT uint16_t
#define PAIRS 1
#define NAME(x) x##_points
#include "runtime/builtins/regexp/exec_loop.inc"

static void make_registers(Matcher *m, uint32_t n)
{
    if (m->register_room < n) {
        m->registers = xreallocarray(m->registers, n, sizeof *m->registers);
        m->register_room = n;
    }
}

MatchResult program_run_own(const Program *p, Matcher *m, Text text, size_t start)
{
    MatchResult r;

    make_registers(m, p->registers);
    if (m->room == 0)
        grow_stack(m);
    if (!text.wide)
        r = search_bytes(p, m, text.units, (int32_t)text.n, (int32_t)start);
    else if (p->flags & REGEXP_POINTS)
        r = search_points(p, m, text.units, (int32_t)text.n, (int32_t)start);
    else
        r = search_units(p, m, text.units, (int32_t)text.n, (int32_t)start);
    if (m->room > STACK_KEEP) {
        xfree(m->stack);
        m->stack = NULL;
        m->room = 0;
    }
    return r;
}

MatchResult program_run(const Program *p, Matcher *m, Text text, size_t start)
{
    FastKind kind = fast_kind(p, &text);
    MatchResult r;
    size_t end;

    if (fast_ready(p, kind)) {
        make_registers(m, p->registers);
        r = fast_run(p, kind, m, &text, start);
        if (r != MATCH_GIVEN_UP)
            return r;
    }
    r = program_run_own(p, m, text, start);
    end = r == MATCH_FOUND ? (size_t)m->registers[1] : text.n;
    fast_heat(p, kind, end > start ? end - start : 0);
    return r;
}

void matcher_release(Matcher *m)
{
    xfree(m->stack);
    xfree(m->registers);
    m->stack = NULL;
    m->registers = NULL;
    m->room = m->register_room = 0;
}
