/* semver_change.c: node-semver's functions/{clean,coerce,inc,truncate,diff}.js. */
#include "common/semver_change.h"

#include "common/bug.h"
#include "common/buf.h"
#include "common/jstext.h"

static const char *const release_names[] = {
    "major",    "premajor",   "minor",   "preminor", "patch",
    "prepatch", "prerelease", "release", "pre",
};

bool semver_release_of(Str name, SemverRelease *out)
{
    for (size_t i = 0; i < ARRAY_LEN(release_names); i++) {
        if (str_is(name, release_names[i])) {
            *out = (SemverRelease)i;
            return true;
        }
    }
    return false;
}

const char *semver_release_name(SemverRelease release)
{
    return release_names[release];
}

static bool is_pre(SemverRelease r)
{
    return r == SEMVER_PREMAJOR || r == SEMVER_PREMINOR || r == SEMVER_PREPATCH ||
           r == SEMVER_PRERELEASE || r == SEMVER_PRE;
}

bool semver_clean(Arena *a, Str text, unsigned flags, Semver *out)
{
    Str s = js_trim(text);

    while (s.len > 0 && (s.ptr[0] == '=' || s.ptr[0] == 'v'))
        s = str_from(s, 1);
    return semver_parse(a, s, flags, out);
}

/* ---- Coerce ---- */

#define MAX_COMPONENT 16                       /* digits of one number */
#define MAX_IDENTIFIER (SEMVER_MAX_LENGTH - 6) /* behind the first letter of a piece */

typedef struct {
    Str number[3]; /* ptr NULL where missing */
    Str pre, build;
    size_t digits_end; /* behind the first number */
    size_t end;        /* behind the match and one character more, if there is one */
} Found;

static size_t digits_at(Str s, size_t i)
{
    size_t n = 0;

    while (i + n < s.len && ascii_digit(s.ptr[i + n]))
        n++;
    return n;
}

static bool digit_at(Str s, size_t i)
{
    return i < s.len && ascii_digit(s.ptr[i]);
}

/* Digits at i as a number without a leading zero: its end; 0 where a digit follows. */
static size_t number_end(Str s, size_t i, size_t digits)
{
    size_t n = s.ptr[i] == '0' ? 1 : digits;

    if (n > SEMVER_MAX_LENGTH + 1)
        n = SEMVER_MAX_LENGTH + 1;
    return n == 0 || digit_at(s, i + n) ? 0 : i + n;
}

/* One identifier at i, no longer than node-semver takes it, and shortened until no digit
 * follows: its end, 0 where there is none. */
static size_t piece_end(Str s, size_t i, bool build)
{
    size_t digits = digits_at(s, i), run = digits, least, n;

    while (i + run < s.len && semver_is_id_char(s.ptr[i + run]))
        run++;
    if (run == 0)
        return 0;
    if (!build && (digits == run || digits > SEMVER_MAX_LENGTH))
        return number_end(s, i, digits);
    least = build ? 1 : digits + 1;
    n = least + (build ? MAX_IDENTIFIER - 1 : MAX_IDENTIFIER);
    n = n < run ? n : run;
    while (n >= least && digit_at(s, i + n))
        n--;
    if (n >= least)
        return i + n;
    return build || digits == 0 ? 0 : number_end(s, i, digits);
}

/* MARK id(.id)* at i, as far as no digit follows: its length, 0 where there is none. */
static size_t ids_at(Str s, size_t i, char mark)
{
    size_t at = i + 1, end = 0, piece;

    if (i >= s.len || s.ptr[i] != mark)
        return 0;
    while (at < s.len && (piece = piece_end(s, at, mark == '+')) > 0) {
        end = piece;
        if (end == s.len || s.ptr[end] != '.')
            break;
        at = end + 1;
    }
    return end == 0 ? 0 : end - i;
}

/* Bytes of the character at i that is one unit of JavaScript's; of a longer one less than
 * all. */
static size_t unit_at(Str s, size_t i)
{
    unsigned char c = i < s.len ? (unsigned char)s.ptr[i] : 0;
    size_t n = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 2;

    return i + n <= s.len ? n : s.len - i;
}

/* Numbers from `at` on, where a number begins. */
static bool read_found(Str s, size_t at, bool full, Found *out)
{
    size_t n = digits_at(s, at), i = at + n;

    *out = (Found){ 0 };
    if (n == 0 || n > MAX_COMPONENT)
        return false;
    out->number[0] = str_sub(s, at, i);
    out->digits_end = i;
    for (int k = 1; k < 3 && i < s.len && s.ptr[i] == '.'; k++) {
        n = digits_at(s, i + 1);
        if (n == 0 || n > MAX_COMPONENT)
            break;
        out->number[k] = str_sub(s, i + 1, i + 1 + n);
        i += 1 + n;
    }
    if (full && (n = ids_at(s, i, '-')) > 0) {
        out->pre = str_sub(s, i, i + n);
        i += n;
    }
    if (full && (n = ids_at(s, i, '+')) > 0) {
        out->build = str_sub(s, i, i + n);
        i += n;
    }
    out->end = i + unit_at(s, i);
    return true;
}

/* The next place at or behind `from` where (^|[^\d])\d can begin. */
static bool find_next(Str s, size_t from, bool full, Found *out)
{
    if (from == 0 && read_found(s, 0, full, out))
        return true;
    for (size_t i = from; i + 1 < s.len; i++) {
        if (!ascii_digit(s.ptr[i]) && read_found(s, i + 1, full, out))
            return true;
    }
    return false;
}

/* The right-most match that does not end where one further left ends. */
static bool find_last(Str s, bool full, Found *out)
{
    Found next;
    bool found = false;
    size_t from = 0;

    while (!(found && out->end == s.len) && find_next(s, from, full, &next)) {
        if (!found || next.end != out->end)
            *out = next;
        found = true;
        from = next.digits_end;
    }
    return found;
}

bool semver_coerce(Arena *a, Str text, unsigned flags, Semver *out)
{
    bool full = flags & SEMVER_INCLUDE_PRERELEASE;
    Found f;

    if (!(flags & SEMVER_RTL ? find_last(text, full, &f) : find_next(text, 0, full, &f)))
        return false;
    for (int k = 1; k < 3; k++) {
        if (f.number[k].ptr == NULL)
            f.number[k] = STR("0");
    }
    return semver_parse(a,
                        arena_strf(a, STR_FMT "." STR_FMT "." STR_FMT STR_FMT STR_FMT,
                                   STR_ARG(f.number[0]), STR_ARG(f.number[1]),
                                   STR_ARG(f.number[2]), STR_ARG(f.pre),
                                   STR_ARG(f.build)),
                        flags, out);
}

/* ---- Inc ---- */

/* What the safe forms of node-semver's expressions let in: one piece of a prerelease. */
static bool piece_fits(Str piece)
{
    size_t digits = digits_at(piece, 0);

    if (digits == piece.len)
        return digits <= SEMVER_MAX_LENGTH + 1;
    return digits <= SEMVER_MAX_LENGTH && piece.len - digits <= MAX_IDENTIFIER + 1;
}

static bool is_identifier(Str id, bool loose)
{
    Str rest = id, piece;

    if (semver_ids_length(id, loose, false) != id.len)
        return false;
    while (str_next(&rest, '.', &piece)) {
        if (!piece_fits(piece))
            return false;
    }
    return true;
}

static Str join_pre(Arena *a, const Semver *v)
{
    Buf b = { 0 };

    for (uint32_t i = 0; i < v->n_pre; i++) {
        if (i > 0)
            buf_putc(&b, '.');
        buf_str(&b, v->pre[i].text);
    }
    return buf_to_arena(&b, a);
}

/* Digits in a base, at least one, the whole text. */
static bool all_in(Str s, const char *digits)
{
    for (size_t i = 0; i < s.len; i++) {
        if (str_index(str_of(digits), s.ptr[i]) < 0)
            return false;
    }
    return s.len > 0;
}

/* Would Number(text) be a number? (A piece has no dots, points or spaces.) */
static bool is_js_number(Str s)
{
    size_t n;

    if (s.len > 2 && s.ptr[0] == '0' && (s.ptr[1] == 'x' || s.ptr[1] == 'X'))
        return all_in(str_from(s, 2), "0123456789abcdefABCDEF");
    if (s.len > 2 && s.ptr[0] == '0' && (s.ptr[1] == 'o' || s.ptr[1] == 'O'))
        return all_in(str_from(s, 2), "01234567");
    if (s.len > 2 && s.ptr[0] == '0' && (s.ptr[1] == 'b' || s.ptr[1] == 'B'))
        return all_in(str_from(s, 2), "01");
    if (s.len > 0 && s.ptr[0] == '-')
        s = str_from(s, 1);
    if (str_is(s, "Infinity"))
        return true;
    n = digits_at(s, 0);
    if (n == 0 || n == s.len)
        return n > 0;
    s = str_from(s, n);
    if (s.ptr[0] != 'e' && s.ptr[0] != 'E')
        return false;
    s = str_from(s, 1);
    if (s.len > 0 && s.ptr[0] == '-')
        s = str_from(s, 1);
    return semver_is_digits(s);
}

/* Is the prerelease `identifier`, perhaps with more behind it? *n: the pieces it has. */
static bool begins_with(const Semver *v, Str identifier, uint32_t *n)
{
    Str rest = identifier, piece;

    *n = 0;
    while (str_next(&rest, '.', &piece)) {
        SemverId id = { .text = piece };

        if (*n == v->n_pre || semver_compare_ids(&v->pre[*n], &id) != 0)
            return false;
        ++*n;
    }
    return true;
}

/* Counts the last number of the prerelease up; false where it has none. */
static bool count_up(Arena *a, Semver *v)
{
    SemverId *pre = arena_array(a, SemverId, v->n_pre);

    memcpy(pre, v->pre, v->n_pre * sizeof *pre);
    v->pre = pre;
    for (uint32_t i = v->n_pre; i-- > 0;) {
        if (pre[i].is_number) {
            pre[i].number++;
            pre[i].text = arena_strf(a, "%llu", (unsigned long long)pre[i].number);
            return true;
        }
    }
    return false;
}

/* identifier, and the number behind it if any, as the prerelease. Loose identifiers keep
 * their leading zeros, which reading the version again would drop. */
static void begin_pre(Arena *a, Semver *v, Str identifier, const char *number)
{
    Str rest = identifier, piece;

    semver_set_pre(a,
                   number ? arena_strf(a, STR_FMT ".%s", STR_ARG(identifier), number)
                          : identifier,
                   v);
    for (uint32_t i = 0; str_next(&rest, '.', &piece); i++)
        v->pre[i].text = piece;
}

static bool inc_pre(Arena *a, Semver *v, Str identifier, SemverBase base)
{
    const char *number = base == SEMVER_BASE_1 ? "1" : "0";
    uint32_t n;

    if (v->n_pre == 0) {
        semver_set_pre(a, str_of(number), v);
    } else if (!count_up(a, v)) {
        Str joined = join_pre(a, v);

        if (base == SEMVER_BASE_NONE && str_eq(joined, identifier))
            return false;
        semver_set_pre(a, arena_strf(a, STR_FMT ".%s", STR_ARG(joined), number), v);
    }
    if (identifier.len == 0 ||
        (begins_with(v, identifier, &n) && n < v->n_pre && is_js_number(v->pre[n].text)))
        return true;
    begin_pre(a, v, identifier, base == SEMVER_BASE_NONE ? NULL : number);
    return true;
}

/* Up to the next release; a prerelease of it is one already on the way there. */
static void inc_release(Semver *v, SemverRelease release)
{
    bool whole = v->n_pre == 0;

    if (release == SEMVER_MAJOR) {
        v->major += v->minor != 0 || v->patch != 0 || whole;
        v->minor = v->patch = 0;
    } else if (release == SEMVER_MINOR) {
        v->minor += v->patch != 0 || whole;
        v->patch = 0;
    } else {
        v->patch += whole;
    }
    v->n_pre = 0;
}

static void step_before_pre(Semver *v, SemverRelease release)
{
    if (release == SEMVER_PRE || (release == SEMVER_PRERELEASE && v->n_pre > 0))
        return;
    v->n_pre = 0;
    if (release == SEMVER_PREMAJOR) {
        v->major++;
        v->minor = v->patch = 0;
    } else if (release == SEMVER_PREMINOR) {
        v->minor++;
        v->patch = 0;
    } else {
        v->patch++;
    }
}

bool semver_inc(Arena *a, Semver *v, SemverRelease release, Str identifier,
                SemverBase base, unsigned flags)
{
    if (is_pre(release)) {
        if (identifier.len == 0 ? base == SEMVER_BASE_NONE
                                : !is_identifier(identifier, flags & SEMVER_LOOSE))
            return false;
        step_before_pre(v, release);
        return inc_pre(a, v, identifier, base);
    }
    if (release != SEMVER_RELEASE)
        inc_release(v, release);
    else if (v->n_pre == 0)
        return false;
    v->n_pre = 0;
    return true;
}

bool semver_truncate(Semver *v, SemverRelease precision)
{
    if (precision == SEMVER_RELEASE || precision == SEMVER_PRE)
        return false;
    if (is_pre(precision))
        return true;
    v->n_pre = 0;
    if (precision != SEMVER_PATCH)
        v->patch = 0;
    if (precision == SEMVER_MAJOR)
        v->minor = 0;
    return true;
}

bool semver_diff(const Semver *v, const Semver *w, SemverRelease *out)
{
    int c = semver_compare(v, w);
    const Semver *high = c > 0 ? v : w, *low = c > 0 ? w : v;
    bool pre = high->n_pre > 0;
    bool same = v->major == w->major && v->minor == w->minor && v->patch == w->patch;

    if (c == 0)
        return false;
    if (low->n_pre > 0 && !pre && low->minor == 0 && low->patch == 0)
        *out = SEMVER_MAJOR;
    else if (low->n_pre > 0 && !pre && same)
        *out = low->patch == 0 ? SEMVER_MINOR : SEMVER_PATCH;
    else if (v->major != w->major)
        *out = pre ? SEMVER_PREMAJOR : SEMVER_MAJOR;
    else if (v->minor != w->minor)
        *out = pre ? SEMVER_PREMINOR : SEMVER_MINOR;
    else if (v->patch != w->patch)
        *out = pre ? SEMVER_PREPATCH : SEMVER_PATCH;
    else
        *out = SEMVER_PRERELEASE;
    return true;
}
