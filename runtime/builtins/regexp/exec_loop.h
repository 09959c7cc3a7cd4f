/* exec_loop.h: the matcher's loop. Included by exec.c once for each kind of text, with
 * UNIT, its unit; PAIRS, whether two surrogates are one character; and NAME, which makes
 * names of functions. No header of the usual kind. */

/* The character at i, and its units. */
static inline uint32_t NAME(read)(const UNIT *s, int32_t i, int32_t n, int32_t *size)
{
    uint32_t c = s[i];

    *size = 1;
#if PAIRS
    if ((c & 0xFC00) == 0xD800 && i + 1 < n && (s[i + 1] & 0xFC00) == 0xDC00) {
        *size = 2;
        return 0x10000 + ((c - 0xD800) << 10) + (s[i + 1] - 0xDC00u);
    }
#else
    (void)n;
#endif
    return c;
}

/* The character that ends before i, and its units. */
static inline uint32_t NAME(read_back)(const UNIT *s, int32_t i, int32_t *size)
{
    uint32_t c = s[i - 1];

    *size = 1;
#if PAIRS
    if ((c & 0xFC00) == 0xDC00 && i >= 2 && (s[i - 2] & 0xFC00) == 0xD800) {
        *size = 2;
        return 0x10000 + ((s[i - 2] - 0xD800u) << 10) + (c - 0xDC00);
    }
#endif
    return c;
}

static inline bool NAME(is_word)(const ProgramSet *set, const UNIT *s, int32_t i,
                                 int32_t n)
{
    return i >= 0 && i < n && set_has(set, s[i]);
}

/* As many characters of a loop as there are, at most max: where it stops. *count, if it
 * isn't NULL, gets their number. */
static inline int32_t NAME(take)(const Program *p, const uint32_t *op, const UNIT *s,
                                 int32_t i, int32_t n, uint32_t max)
{
    int32_t end = n - i > 0 && max < (uint32_t)(n - i) ? i + (int32_t)max : n;

    if (op[1] == LOOP_CHAR) {
        while (i < end && s[i] == op[2])
            i++;
        return i;
    }
    {
        const ProgramSet *set = &p->sets[op[2]];
#if PAIRS
        int32_t size;

        for (; max > 0 && i < n && set_has(set, NAME(read)(s, i, n, &size)); max--)
            i += size;
#else
        while (i < end && set_has(set, s[i]))
            i++;
#endif
    }
    return i;
}

/* Where the first `count` characters that were taken end. */
static inline int32_t NAME(skip)(const UNIT *s, int32_t i, int32_t n, uint32_t count)
{
#if PAIRS
    int32_t size;

    for (; count > 0; count--) {
        NAME(read)(s, i, n, &size);
        i += size;
    }
    return i;
#else
    (void)s;
    (void)n;
    return i + (int32_t)count;
#endif
}

/* Are there `count` characters between a and b, or more? */
static inline bool NAME(enough)(const UNIT *s, int32_t a, int32_t b, uint32_t count)
{
#if PAIRS
    int32_t size;

    for (; count > 0 && a < b; count--) {
        NAME(read)(s, a, b, &size);
        a += size;
    }
    return count == 0;
#else
    (void)s;
    return (uint32_t)(b - a) >= count;
#endif
}

#if PAIRS
/* Is i in the middle of a character? */
static inline bool NAME(splits)(const UNIT *s, int32_t i, int32_t n)
{
    return i > 0 && i < n && (s[i] & 0xFC00) == 0xDC00 && (s[i - 1] & 0xFC00) == 0xD800;
}
#endif

/* Compares the text of a group with what stands at *i. */
static bool NAME(same)(const UNIT *s, int32_t from, int32_t to, int32_t *i, int32_t n,
                       uint32_t flags)
{
    int32_t size = to - from, at = flags & BACK_BEHIND ? *i - size : *i;

    if (at < 0 || at + size > n)
        return false;
    if (!(flags & BACK_FOLD)) {
        if (memcmp(s + from, s + at, (size_t)size * sizeof *s) != 0)
            return false;
    } else {
        for (int32_t k = 0; k < size;) {
            int32_t x, y;
            uint32_t a = NAME(read)(s, from + k, to, &x);
            uint32_t b = NAME(read)(s, at + k, at + size, &y);

            if (x != y ||
                (a != b && case_canonical(a, PAIRS) != case_canonical(b, PAIRS)))
                return false;
            k += x;
        }
    }
#if PAIRS
    /* Half of a character isn't what a group can have had of it. */
    if (NAME(splits)(s, at, n) || NAME(splits)(s, at + size, n))
        return false;
#endif
    *i = flags & BACK_BEHIND ? at : at + size;
    return true;
}

#define FAIL goto backtrack
#define PUSH(kind, where, x, y)                                                       \
    do {                                                                              \
        if (sp == m->room && !grow_stack(m))                                          \
            return MATCH_TOO_DEEP;                                                    \
        m->stack[sp++] = (MatcherEntry){ (uint32_t)(where) << 2 | (kind), (x), (y) }; \
    } while (0)
#define SET_REGISTER(r, v)                  \
    do {                                    \
        PUSH(ENTRY_UNDO, (r), reg[(r)], 0); \
        reg[(r)] = (v);                     \
    } while (0)

/* A match that begins at i. */
/* long: the dispatch over the operations */
static MatchResult NAME(match)(const Program *p, Matcher *m, const UNIT *s, int32_t n,
                               int32_t i)
{
    const uint32_t *code = p->code, *op = code;
    int32_t *reg = m->registers, size;
    uint32_t polls = POLL_EVERY, k;
    size_t sp = 0;
    MatcherEntry *e;

    for (;;) {
        switch ((ProgramOp)op[0]) {
        case OP_MATCH: return MATCH_FOUND;
        case OP_CHAR:
            if (i >= n || s[i] != op[1])
                FAIL;
            i++;
            op += 2;
            continue;
        case OP_SET:
            if (i >= n || !set_has(&p->sets[op[1]], NAME(read)(s, i, n, &size)))
                FAIL;
            i += size;
            op += 2;
            continue;
        case OP_POINT:
            if (i >= n || NAME(read)(s, i, n, &size) != op[1])
                FAIL;
            i += size;
            op += 2;
            continue;
        case OP_CHAR_BACK:
            if (i <= 0 || s[i - 1] != op[1])
                FAIL;
            i--;
            op += 2;
            continue;
        case OP_SET_BACK:
            if (i <= 0 || !set_has(&p->sets[op[1]], NAME(read_back)(s, i, &size)))
                FAIL;
            i -= size;
            op += 2;
            continue;
        case OP_POINT_BACK:
            if (i <= 0 || NAME(read_back)(s, i, &size) != op[1])
                FAIL;
            i -= size;
            op += 2;
            continue;
        case OP_ALL:
        case OP_GREEDY: {
            int32_t end = NAME(take)(p, op, s, i, n, op[4]);

            if (!NAME(enough)(s, i, end, op[3]))
                FAIL;
            if (op[0] == OP_GREEDY && end > i) {
                int32_t least = NAME(skip)(s, i, n, op[3]);

                if (end > least)
                    PUSH(ENTRY_GREEDY, op - code, end, least);
            }
            i = end;
            op += 6;
            continue;
        }
        case OP_LAZY: {
            int32_t end = NAME(take)(p, op, s, i, n, op[3]);

            if (!NAME(enough)(s, i, end, op[3]))
                FAIL;
            if (op[4] > op[3])
                PUSH(ENTRY_LAZY, op - code, end,
                     op[4] == REPEAT_FOREVER ? -1 : (int32_t)(op[4] - op[3]));
            i = end;
            op += 6;
            continue;
        }
        case OP_JUMP: op = code + op[1]; continue;
        case OP_TRY_NEXT:
            PUSH(ENTRY_GO, op[1], i, 0);
            op += 2;
            continue;
        case OP_TRY_AT:
            PUSH(ENTRY_GO, op - code + 2, i, 0);
            op = code + op[1];
            continue;
        case OP_SAVE:
            SET_REGISTER(op[1], i);
            op += 2;
            continue;
        case OP_RESET:
            for (k = op[1]; k < op[2]; k++) {
                if (reg[k] != -1)
                    SET_REGISTER(k, -1);
            }
            op += 3;
            continue;
        case OP_ZERO:
            SET_REGISTER(op[1], 0);
            op += 2;
            continue;
        case OP_COUNT: {
            uint32_t done = (uint32_t)reg[op[1]];

            if (done >= op[2]) {
                if (done >= op[3]) {
                    op = code + op[5];
                    continue;
                }
                if (op[4]) {
                    /* Lazy: the next iteration begins behind the test, with its count. */
                    PUSH(ENTRY_LAZY, op - code, i, 0);
                    op = code + op[5];
                    continue;
                }
                PUSH(ENTRY_GO, op[5], i, 0);
            }
            SET_REGISTER(op[1], (int32_t)done + 1);
            op += 6;
            continue;
        }
        case OP_MOVED:
            if (i == reg[op[1]] && (op[2] == NO_HINT || (uint32_t)reg[op[2]] > op[3]))
                FAIL;
            op += 4;
            continue;
        case OP_LOOK:
            SET_REGISTER(op[1] + 1, i);
            SET_REGISTER(op[1], (int32_t)sp);
            op += 2;
            continue;
        case OP_LOOK_END:
            sp = cut_choices(m->stack, (size_t)reg[op[1]], sp);
            i = reg[op[1] + 1];
            op += 2;
            continue;
        case OP_LOOK_NOT:
            SET_REGISTER(op[1], (int32_t)sp);
            PUSH(ENTRY_GO, op[2], i, 0);
            op += 3;
            continue;
        case OP_LOOK_FAIL: {
            size_t to = (size_t)reg[op[1]];

            while (sp > to) {
                e = &m->stack[--sp];
                if ((e->op & 3) == ENTRY_UNDO)
                    reg[e->op >> 2] = e->a;
            }
            FAIL;
        }
        case OP_BACK:
            k = op[1] * 2;
            if (reg[k] >= 0 && reg[k + 1] >= 0 &&
                !NAME(same)(s, reg[k], reg[k + 1], &i, n, op[2]))
                FAIL;
            op += 3;
            continue;
        case OP_BACK_ANY: {
            uint32_t count = op[1], g;

            for (g = 0; g < count; g++) {
                k = op[3 + g] * 2;
                if (reg[k] >= 0 && reg[k + 1] >= 0)
                    break;
            }
            if (g < count && !NAME(same)(s, reg[k], reg[k + 1], &i, n, op[2]))
                FAIL;
            op += 3 + count;
            continue;
        }
        case OP_START:
            if (i != 0)
                FAIL;
            op++;
            continue;
        case OP_START_LINE:
            if (i != 0 && !is_newline(s[i - 1]))
                FAIL;
            op++;
            continue;
        case OP_END:
            if (i != n)
                FAIL;
            op++;
            continue;
        case OP_END_LINE:
            if (i != n && !is_newline(s[i]))
                FAIL;
            op++;
            continue;
        case OP_WORD:
        case OP_WORD_NOT:
            k = NAME(is_word)(&p->sets[op[1]], s, i - 1, n) !=
                NAME(is_word)(&p->sets[op[1]], s, i, n);
            if (k != (op[0] == OP_WORD))
                FAIL;
            op += 2;
            continue;
        }
    backtrack:
        if (--polls == 0) {
            if (asked_to_stop(m))
                return MATCH_STOPPED;
            polls = POLL_EVERY;
        }
        for (;;) {
            if (sp == 0)
                return MATCH_NONE;
            e = &m->stack[--sp];
            if ((e->op & 3) != ENTRY_UNDO)
                break;
            reg[e->op >> 2] = e->a;
        }
        op = code + (e->op >> 2);
        if ((e->op & 3) == ENTRY_GO) {
            i = e->a;
            continue;
        }
        if ((e->op & 3) == ENTRY_GREEDY) {
            i = e->a;
            do {
                NAME(read_back)(s, i, &size);
                i -= size;
            } while (op[5] != NO_HINT && i > e->b && s[i] != op[5]);
            if (i > e->b) {
                e->a = i;
                sp++;
            }
            op += 6;
            continue;
        }
        /* ENTRY_LAZY: one more. */
        i = e->a;
        if (op[0] == OP_COUNT) {
            SET_REGISTER(op[1], reg[op[1]] + 1);
            op += 6;
            continue;
        }
        do {
            if (i >= n)
                FAIL;
            if (op[1] == LOOP_CHAR
                    ? s[i] != op[2]
                    : !set_has(&p->sets[op[2]], NAME(read)(s, i, n, &size)))
                FAIL;
            i += op[1] == LOOP_CHAR ? 1 : size;
            if (e->b > 0 && --e->b == 0)
                break;
        } while (op[5] != NO_HINT && i < n && s[i] != op[5]);
        if (e->b != 0) {
            e->a = i;
            sp++;
        }
        op += 6;
    }
}

#undef FAIL
#undef PUSH
#undef SET_REGISTER

/* Where the units that every match begins with stand next; n if nowhere. */
static int32_t NAME(find_prefix)(const Program *p, const UNIT *s, int32_t n, int32_t i)
{
    size_t length = p->prefix_length;
#if PAIRS == 0
    if (sizeof(UNIT) == 1) {
        const void *at;

        if (!p->prefix_ascii || i >= n)
            return n;
        at = length == 1 ? memchr(s + i, p->prefix_bytes[0], (size_t)(n - i))
                         : memmem(s + i, (size_t)(n - i), p->prefix_bytes, length);
        return at != NULL ? (int32_t)((const UNIT *)at - s) : n;
    }
#endif
    for (; i + (int32_t)length <= n; i++) {
        if (s[i] == p->prefix[0] && (length == 1 || s[i + 1] == p->prefix[1]))
            return i;
    }
    return n;
}

/* The next place at or behind i where a match may begin; past n if there is none. */
static inline int32_t NAME(next_start)(const Program *p, const UNIT *s, int32_t n,
                                       int32_t i)
{
    if (p->prefix_length > 0) {
        i = NAME(find_prefix)(p, s, n, i);
        return i < n ? i : n + 1;
    }
    if (!p->first_known)
        return i;
    for (; i < n; i++) {
        uint32_t c = s[i];

        if (c < 256 ? (p->first[c >> 5] >> (c & 31) & 1) != 0 : p->first_above)
            break;
    }
    return i < n ? i : n + 1;
}

static MatchResult NAME(search)(const Program *p, Matcher *m, const UNIT *s, int32_t n,
                                int32_t i)
{
    uint32_t polls = POLL_EVERY;

#if PAIRS
    /* Not into the middle of a character. */
    if (NAME(splits)(s, i, n))
        i--;
#endif
    if (p->at_start && i > 0)
        return MATCH_NONE;
    for (;;) {
        MatchResult r;

        if (!(p->flags & REGEXP_STICKY)) {
            i = NAME(next_start)(p, s, n, i);
            if (i > n)
                return MATCH_NONE;
#if PAIRS
            if (NAME(splits)(s, i, n)) {
                i++;
                continue;
            }
#endif
        }
        memset(m->registers, 0xFF, p->registers * sizeof *m->registers);
        r = NAME(match)(p, m, s, n, i);
        if (r != MATCH_NONE)
            return r;
        if ((p->flags & REGEXP_STICKY) || p->at_start || i >= n)
            return MATCH_NONE;
        i++;
        if (--polls == 0) {
            if (asked_to_stop(m))
                return MATCH_STOPPED;
            polls = POLL_EVERY;
        }
    }
}

#undef UNIT
#undef PAIRS
#undef NAME
