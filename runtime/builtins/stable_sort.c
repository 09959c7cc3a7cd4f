/* stable_sort.c: of arrays, runs that are in order already are found from left to right,
 * short ones are made longer by insertion, and neighbours of similar length merged. Where
 * one side wins many times in a row, a merge gallops: it looks ahead 1, 3, 7, 15 …
 * places.
 */
#include "runtime/builtins/stable_sort.h"

#include <stdbool.h>
#include <string.h>

#define GALLOP_WINS 7
#define SHORT 64
#define MAX_RUNS 85

typedef struct {
    uint32_t base, len;
} Run;

typedef struct {
    uint32_t *items, *spare;
    SortOrder order;
    void *arg;
    uint32_t min_gallop;
    int n;
    Run runs[MAX_RUNS];
} Sort;

static bool is_less(Sort *s, uint32_t a, uint32_t b)
{
    return s->order(s->arg, a, b) < 0;
}

static void move(uint32_t *to, const uint32_t *from, uint32_t n)
{
    memmove(to, from, n * sizeof *to);
}

/* ---- Runs ---- */

static void reverse(uint32_t *at, uint32_t n)
{
    for (uint32_t i = 0; i < n / 2; i++) {
        uint32_t kept = at[i];

        at[i] = at[n - 1 - i];
        at[n - 1 - i] = kept;
    }
}

/* How many of n items from `at` on are in order; what falls strictly is turned round. */
static uint32_t count_run(Sort *s, uint32_t *at, uint32_t n)
{
    uint32_t len = 2;
    bool falls;

    if (n < 2)
        return n;
    falls = is_less(s, at[1], at[0]);
    while (len < n && is_less(s, at[len], at[len - 1]) == falls)
        len++;
    if (falls)
        reverse(at, len);
    return len;
}

/* The first `sorted` of n items are in order. */
static void insert_rest(Sort *s, uint32_t *at, uint32_t sorted, uint32_t n)
{
    for (; sorted < n; sorted++) {
        uint32_t item = at[sorted], left = 0, right = sorted;

        while (left < right) {
            uint32_t middle = left + (right - left) / 2;

            if (is_less(s, item, at[middle]))
                right = middle;
            else
                left = middle + 1;
        }
        move(at + left + 1, at + left, sorted - left);
        at[left] = item;
    }
}

/* Such that n divided by it is a power of two, or just below one. */
static uint32_t shortest_run(uint32_t n)
{
    uint32_t odd = 0;

    for (; n >= SHORT; n /= 2)
        odd |= n & 1;
    return n + odd;
}

/* ---- Galloping ---- */

static uint32_t further(uint32_t offset, uint32_t most)
{
    return offset > most / 2 ? most : offset * 2 + 1;
}

/* Does key belong behind item? At the left place it stands before its equals. */
static bool is_behind(Sort *s, uint32_t item, uint32_t key, bool left)
{
    return left ? is_less(s, item, key) : !is_less(s, key, item);
}

/* Where in at[from..to) the first item is that key doesn't belong behind. */
static uint32_t narrow(Sort *s, const uint32_t *at, uint32_t from, uint32_t to,
                       uint32_t key, bool left)
{
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;

        if (is_behind(s, at[middle], key, left))
            from = middle + 1;
        else
            to = middle;
    }
    return to;
}

/* Where key belongs among n items in order: before those that equal it (left) or behind
 * them, looked for from hint on. */
static uint32_t gallop(Sort *s, uint32_t key, const uint32_t *at, uint32_t n,
                       uint32_t hint, bool left)
{
    uint32_t last = 0, offset = 1, most;

    if (is_behind(s, at[hint], key, left)) {
        most = n - hint;
        while (offset < most && is_behind(s, at[hint + offset], key, left)) {
            last = offset;
            offset = further(offset, most);
        }
        if (offset > most)
            offset = most;
        return narrow(s, at, hint + last + 1, hint + offset, key, left);
    }
    most = hint + 1;
    while (offset < most && !is_behind(s, at[hint - offset], key, left)) {
        last = offset;
        offset = further(offset, most);
    }
    if (offset > most)
        offset = most;
    return narrow(s, at, hint + 1 - offset, hint - last, key, left);
}

/* ---- Merging ---- */

/* Two runs that stand one behind the other, a the shorter one in spare, b in place. */
typedef struct {
    uint32_t *a, *b, *to;
    uint32_t a_left, b_left;
} Merge;

/* b's last item belongs behind all of a that is left: a has one, or none. */
static void finish_low(Merge *m)
{
    if (m->a_left == 1 && m->b_left > 0) {
        move(m->to, m->b, m->b_left);
        m->to[m->b_left] = *m->a;
    } else {
        move(m->to, m->a, m->a_left);
    }
}

/* One by one, until one side has won often. False where the merge is at its end. */
static bool step_low(Sort *s, Merge *m)
{
    uint32_t a_wins = 0, b_wins = 0;

    for (;;) {
        if (is_less(s, *m->b, *m->a)) {
            *m->to++ = *m->b++;
            a_wins = 0;
            if (--m->b_left == 0)
                return false;
            if (++b_wins >= s->min_gallop)
                return true;
        } else {
            *m->to++ = *m->a++;
            b_wins = 0;
            if (--m->a_left == 1)
                return false;
            if (++a_wins >= s->min_gallop)
                return true;
        }
    }
}

static bool gallop_low(Sort *s, Merge *m)
{
    uint32_t a_wins, b_wins;

    do {
        if (s->min_gallop > 1)
            s->min_gallop--;
        a_wins = gallop(s, *m->b, m->a, m->a_left, 0, false);
        move(m->to, m->a, a_wins);
        m->to += a_wins;
        m->a += a_wins;
        m->a_left -= a_wins;
        if (m->a_left <= 1)
            return false;
        *m->to++ = *m->b++;
        if (--m->b_left == 0)
            return false;
        b_wins = gallop(s, *m->a, m->b, m->b_left, 0, true);
        move(m->to, m->b, b_wins);
        m->to += b_wins;
        m->b += b_wins;
        m->b_left -= b_wins;
        if (m->b_left == 0)
            return false;
        *m->to++ = *m->a++;
        if (--m->a_left == 1)
            return false;
    } while (a_wins >= GALLOP_WINS || b_wins >= GALLOP_WINS);
    return true;
}

/* at[0..a) and at[a..a + b), a the shorter one, from left to right. */
static void merge_low(Sort *s, uint32_t *at, uint32_t a, uint32_t b)
{
    Merge m = { .a = s->spare, .b = at + a, .to = at, .a_left = a, .b_left = b - 1 };

    move(s->spare, at, a);
    *m.to++ = *m.b++;
    if (m.b_left > 0 && a > 1) {
        while (step_low(s, &m)) {
            s->min_gallop++;
            if (!gallop_low(s, &m))
                break;
            s->min_gallop++;
        }
    }
    finish_low(&m);
}

/* Here b is in spare, and all pointers stand behind what comes next, which is last. */
static void finish_high(Merge *m)
{
    if (m->b_left == 1 && m->a_left > 0) {
        m->to -= m->a_left;
        m->a -= m->a_left;
        move(m->to, m->a, m->a_left);
        m->to[-1] = m->b[-1];
    } else {
        move(m->to - m->b_left, m->b - m->b_left, m->b_left);
    }
}

static bool step_high(Sort *s, Merge *m)
{
    uint32_t a_wins = 0, b_wins = 0;

    for (;;) {
        if (is_less(s, m->b[-1], m->a[-1])) {
            *--m->to = *--m->a;
            b_wins = 0;
            if (--m->a_left == 0)
                return false;
            if (++a_wins >= s->min_gallop)
                return true;
        } else {
            *--m->to = *--m->b;
            a_wins = 0;
            if (--m->b_left == 1)
                return false;
            if (++b_wins >= s->min_gallop)
                return true;
        }
    }
}

static bool gallop_high(Sort *s, Merge *m)
{
    uint32_t a_wins, b_wins;

    do {
        if (s->min_gallop > 1)
            s->min_gallop--;
        a_wins = m->a_left -
                 gallop(s, m->b[-1], m->a - m->a_left, m->a_left, m->a_left - 1, false);
        m->to -= a_wins;
        m->a -= a_wins;
        move(m->to, m->a, a_wins);
        m->a_left -= a_wins;
        if (m->a_left == 0)
            return false;
        *--m->to = *--m->b;
        if (--m->b_left == 1)
            return false;
        b_wins = m->b_left -
                 gallop(s, m->a[-1], m->b - m->b_left, m->b_left, m->b_left - 1, true);
        m->to -= b_wins;
        m->b -= b_wins;
        move(m->to, m->b, b_wins);
        m->b_left -= b_wins;
        if (m->b_left <= 1)
            return false;
        *--m->to = *--m->a;
        if (--m->a_left == 0)
            return false;
    } while (a_wins >= GALLOP_WINS || b_wins >= GALLOP_WINS);
    return true;
}

/* The same where b is the shorter one, from right to left. */
static void merge_high(Sort *s, uint32_t *at, uint32_t a, uint32_t b)
{
    Merge m = {
        .a = at + a, .b = s->spare + b, .to = at + a + b, .a_left = a - 1, .b_left = b
    };

    move(s->spare, at + a, b);
    *--m.to = *--m.a;
    if (m.a_left > 0 && b > 1) {
        while (step_high(s, &m)) {
            s->min_gallop++;
            if (!gallop_high(s, &m))
                break;
            s->min_gallop++;
        }
    }
    finish_high(&m);
}

/* Run i and the one behind it become one. */
static void merge_at(Sort *s, int i)
{
    Run *a = &s->runs[i], *b = a + 1;
    uint32_t *at = s->items + a->base, *next = s->items + b->base;
    uint32_t kept = gallop(s, *next, at, a->len, 0, false), b_len;

    if (kept < a->len) {
        b_len = gallop(s, next[-1], next, b->len, b->len - 1, true);
        if (b_len > 0 && a->len - kept <= b_len)
            merge_low(s, at + kept, a->len - kept, b_len);
        else if (b_len > 0)
            merge_high(s, at + kept, a->len - kept, b_len);
    }
    a->len += b->len;
    memmove(b, b + 1, (size_t)(s->n - i - 2) * sizeof *b);
    s->n--;
}

/* Is the run two before this one longer than both together? */
static bool is_steep(const Sort *s, int i)
{
    const Run *r = s->runs + i;

    return i < 2 || r[-2].len > r[-1].len + r[0].len;
}

/* Lengths of the runs fall steeply, so that few are open at a time. */
static void collapse(Sort *s)
{
    while (s->n > 1) {
        int i = s->n - 2;

        if (!is_steep(s, i + 1) || !is_steep(s, i))
            i -= s->runs[i - 1].len < s->runs[i + 1].len;
        else if (s->runs[i].len > s->runs[i + 1].len)
            return;
        merge_at(s, i);
    }
}

static void collapse_all(Sort *s)
{
    while (s->n > 1) {
        int i = s->n - 2;

        if (i > 0 && s->runs[i - 1].len < s->runs[i + 1].len)
            i--;
        merge_at(s, i);
    }
}

void stable_sort(uint32_t *items, uint32_t n, uint32_t *spare, SortOrder order, void *arg)
{
    Sort s = { .items = items,
               .spare = spare,
               .order = order,
               .arg = arg,
               .min_gallop = GALLOP_WINS };
    uint32_t shortest = shortest_run(n), base = 0;

    if (n < 2)
        return;
    while (base < n) {
        uint32_t left = n - base, len = count_run(&s, items + base, left);

        if (len < shortest) {
            uint32_t enough = left < shortest ? left : shortest;

            insert_rest(&s, items + base, len, enough);
            len = enough;
        }
        s.runs[s.n++] = (Run){ base, len };
        collapse(&s);
        base += len;
    }
    collapse_all(&s);
}

/* ---- Halves ---- */

/* to[from..end) becomes what source[from..end) is in order; both hold the same before. */
static void sort_halves(Sort *s, uint32_t *source, uint32_t from, uint32_t end,
                        uint32_t *to)
{
    uint32_t middle = from + (end - from) / 2, left = from, right = middle;

    if (middle - from > 1)
        sort_halves(s, to, from, middle, source);
    if (end - middle > 1)
        sort_halves(s, to, middle, end, source);
    for (uint32_t i = from; i < end; i++) {
        bool first = left < middle && right >= end;

        if (left < middle && right < end)
            first = s->order(s->arg, source[left], source[right]) <= 0;
        to[i] = source[first ? left++ : right++];
    }
}

void stable_sort_halves(uint32_t *items, uint32_t n, uint32_t *spare, SortOrder order,
                        void *arg)
{
    Sort s = { .order = order, .arg = arg };

    if (n < 2)
        return;
    move(spare, items, n);
    sort_halves(&s, spare, 0, n, items);
}
