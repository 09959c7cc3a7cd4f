/* semver_plain.c: the sets of comparators that nearly all packages ask for, read
 * directly: "^1.2.3", "~1.2", ">=1.2", "<3" is none of them (semver_range.c's rewriting
 * knows what other operators before a partial version mean), ">=1.2.3 <3.0.0", "1.x",
 * "*".
 *
 * What is read here gives the very comparators that the rewriting would give; whatever
 * is the least bit unusual (prereleases, builds, leading zeros, spaces behind operators,
 * hyphens) is left to it. */
#include "common/semver_plain.h"

#define PIECES_MAX 8

typedef struct {
    uint64_t n[3];
    int known; /* how many of them: the others are missing, or x */
} Numbers;

static bool is_x(char c)
{
    return c == 'x' || c == 'X' || c == '*';
}

/* 1, 1.2, 1.2.3, 1.x, 1.2.x, 1.x.x: up to the end. */
static bool read_numbers(const char *p, const char *end, Numbers *out)
{
    *out = (Numbers){ .known = 0 };
    for (int i = 0; i < 3; i++) {
        if (i > 0 && (p == end || *p++ != '.'))
            return false;
        if (p < end && is_x(*p) && i > 0) {
            p++;
        } else {
            if (out->known < i || !semver_plain_number(&p, end, &out->n[i]))
                return false;
            out->known = i + 1;
        }
        if (p == end)
            return true;
    }
    return false;
}

typedef struct {
    Arena *arena;
    SemverComparator list[2 * PIECES_MAX];
    size_t len;
} Pieces;

static bool same(const SemverComparator *a, const SemverComparator *b)
{
    return a->op == b->op && a->version.n_pre == b->version.n_pre &&
           a->version.major == b->version.major && a->version.minor == b->version.minor &&
           a->version.patch == b->version.patch;
}

static void add(Pieces *x, const SemverComparator *c)
{
    for (size_t i = 0; i < x->len; i++) {
        if (same(&x->list[i], c))
            return;
    }
    x->list[x->len++] = *c;
}

static SemverComparator comparator(SemverOp op, const uint64_t n[3], Str raw)
{
    return (SemverComparator){
        .op = op, .version = { .major = n[0], .minor = n[1], .patch = n[2], .raw = raw }
    };
}

static void add_exact(Pieces *x, SemverOp op, const Numbers *v, Str raw)
{
    SemverComparator c = comparator(op, v->n, raw);

    /* As node-semver has it: ">=0.0.0" is no condition. */
    if (op == SEMVER_GE && v->n[0] == 0 && v->n[1] == 0 && v->n[2] == 0)
        return;
    add(x, &c);
}

/* Below the version with the number `at` one higher, and below its prereleases. */
static void add_below_next(Pieces *x, const Numbers *v, int at, Str raw)
{
    uint64_t n[3] = { 0 };
    SemverComparator c;

    for (int i = 0; i <= at; i++)
        n[i] = v->n[i];
    n[at]++;
    c = comparator(SEMVER_LT, n, raw);
    c.version.n_pre = 1;
    c.version.pre = arena_new(x->arena, SemverId);
    *c.version.pre = (SemverId){ .text = STR("0"), .is_number = true };
    add(x, &c);
}

/* Which number a caret lets change not. */
static int caret_at(const Numbers *v)
{
    if (v->n[0] != 0 || v->known == 1)
        return 0;
    if (v->n[1] != 0 || v->known == 2)
        return 1;
    return 2;
}

static bool read_piece(Pieces *x, Str word)
{
    const char *p = word.ptr, *end = word.ptr + word.len;
    char mark = word.len > 0 ? *p : '\0';
    SemverOp op = SEMVER_EQ;
    Numbers v;

    if (word.len == 1 && is_x(mark)) {
        return true; /* no condition */
    }
    if (mark == '^' || mark == '~')
        p++;
    else if (mark == '<' || mark == '>') {
        op = mark == '<' ? SEMVER_LT : SEMVER_GT;
        if (++p < end && *p == '=') {
            op = mark == '<' ? SEMVER_LE : SEMVER_GE;
            p++;
        }
    } else if (mark == '=') {
        p++;
    }
    if (!read_numbers(p, end, &v))
        return false;
    if (mark == '^' || mark == '~' || (v.known < 3 && mark >= '0' && mark <= '9')) {
        add_exact(x, SEMVER_GE, &v, word);
        add_below_next(x, &v, mark == '^' ? caret_at(&v) : v.known > 1, word);
        return true;
    }
    if (v.known < 3 && op != SEMVER_GE)
        return false;
    add_exact(x, op, &v, word);
    return true;
}

bool semver_plain_set(Arena *a, Str text, SemverSet *out)
{
    Pieces x = { .arena = a };
    Str rest = text, word;

    for (size_t n = 0; str_next(&rest, ' ', &word); n++) {
        if (n == PIECES_MAX || word.len == 0 || !read_piece(&x, word))
            return false;
    }
    if (x.len == 0)
        x.list[x.len++] = (SemverComparator){ .any = true };
    out->source = text;
    out->len = x.len;
    out->comparators = arena_alloc(a, x.len * sizeof *x.list);
    memcpy(out->comparators, x.list, x.len * sizeof *x.list);
    return true;
}
