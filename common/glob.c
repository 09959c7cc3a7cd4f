/* glob.c: see glob.h. */
#include "common/glob.h"

#include <stdlib.h>
#include <string.h>

#include "common/vec.h"

#define PATH_PARTS_MAX 512
/* Steps of one comparison; what needs more is taken for no match. */
#define STEPS_MAX 200000

typedef VEC(Str) Texts;

/* ---- Braces ---- */

/* Where the brace that opens at `at` closes; -1 if it doesn't. */
static ptrdiff_t closing(Str s, size_t at)
{
    int depth = 0;

    for (size_t i = at; i < s.len; i++) {
        if (s.ptr[i] == '\\')
            i++;
        else if (s.ptr[i] == '{')
            depth++;
        else if (s.ptr[i] == '}' && --depth == 0)
            return (ptrdiff_t)i;
    }
    return -1;
}

/* The first brace that closes; -1 if there is none. */
static ptrdiff_t opening(Str s, ptrdiff_t *end)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\\') {
            i++;
        } else if (s.ptr[i] == '{') {
            *end = closing(s, i);
            if (*end >= 0)
                return (ptrdiff_t)i;
        }
    }
    return -1;
}

/* Splits at commas that are in no brace. */
static void split_commas(Arena *a, Str body, Texts *out)
{
    size_t from = 0;
    int depth = 0;

    for (size_t i = 0; i < body.len; i++) {
        if (body.ptr[i] == '\\') {
            i++;
        } else if (body.ptr[i] == '{') {
            depth++;
        } else if (body.ptr[i] == '}') {
            depth--;
        } else if (body.ptr[i] == ',' && depth == 0) {
            vec_push_in(a, out, str_sub(body, from, i));
            from = i + 1;
        }
    }
    vec_push_in(a, out, str_sub(body, from, body.len));
}

static bool whole_number(Str s, long *out)
{
    char text[16], *end;

    if (s.len == 0 || s.len >= sizeof text ||
        (s.ptr[0] != '-' && (s.ptr[0] < '0' || s.ptr[0] > '9')))
        return false;
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    *out = strtol(text, &end, 10);
    return *end == '\0';
}

static bool is_padded(Str s)
{
    size_t at = s.len > 0 && s.ptr[0] == '-';

    return s.len > at + 1 && s.ptr[at] == '0';
}

/* "1..9", "a..e", "1..9..2": the pieces of a sequence. */
static bool sequence(Arena *a, Str body, Texts *out)
{
    ptrdiff_t dots = str_find(body, STR(".."));
    Str first, last, step_text = STR("");
    long from, to, step = 1, width = 0;
    bool letters;

    if (dots < 0)
        return false;
    first = str_sub(body, 0, (size_t)dots);
    last = str_from(body, (size_t)dots + 2);
    dots = str_find(last, STR(".."));
    if (dots >= 0) {
        step_text = str_from(last, (size_t)dots + 2);
        last = str_sub(last, 0, (size_t)dots);
        if (!whole_number(step_text, &step))
            return false;
    }
    letters = first.len == 1 && last.len == 1 && !whole_number(first, &from) &&
              !whole_number(last, &to);
    if (letters) {
        from = (unsigned char)first.ptr[0];
        to = (unsigned char)last.ptr[0];
        if ((from | 32) < 'a' || (from | 32) > 'z' || (to | 32) < 'a' || (to | 32) > 'z')
            return false;
    } else if (!whole_number(first, &from) || !whole_number(last, &to)) {
        return false;
    }
    step = labs(step) > 0 ? labs(step) : 1;
    if (!letters && (is_padded(first) || is_padded(last)))
        width = (long)(first.len > last.len ? first.len : last.len);
    for (long i = from; from <= to ? i <= to : i >= to; i += from <= to ? step : -step) {
        if (out->len >= GLOB_SETS_MAX)
            break;
        if (letters)
            vec_push_in(a, out, arena_strf(a, "%c", (char)i));
        else
            vec_push_in(a, out, arena_strf(a, "%0*ld", (int)width, i));
    }
    return true;
}

static void expand(Arena *a, Str s, int depth, Texts *out);

/* The alternatives of a brace's inside; false where it is no brace after all. */
static bool alternatives(Arena *a, Str body, int depth, Texts *out)
{
    Texts parts = { 0 };

    if (sequence(a, body, out))
        return true;
    split_commas(a, body, &parts);
    if (parts.len > 1) {
        VEC_EACH (Str, p, parts)
            expand(a, *p, depth + 1, out);
        return true;
    }
    /* "{{a,b}}": what is inside counts, with this brace around it. */
    parts.len = 0;
    expand(a, body, depth + 1, &parts);
    if (parts.len <= 1)
        return false;
    VEC_EACH (Str, p, parts)
        vec_push_in(a, out, arena_strf(a, "{" STR_FMT "}", STR_ARG(*p)));
    return true;
}

static void expand(Arena *a, Str s, int depth, Texts *out)
{
    ptrdiff_t end, start = depth < 20 ? opening(s, &end) : -1;
    Texts middle = { 0 }, after = { 0 };
    Str before;

    if (start < 0) {
        vec_push_in(a, out, s);
        return;
    }
    before = str_sub(s, 0, (size_t)start);
    expand(a, str_from(s, (size_t)end + 1), depth + 1, &after);
    if (str_ends(before, STR("$")) ||
        !alternatives(a, str_sub(s, (size_t)start + 1, (size_t)end), depth, &middle))
        vec_push_in(a, &middle, str_sub(s, (size_t)start, (size_t)end + 1));
    VEC_EACH (Str, m, middle) {
        VEC_EACH (Str, f, after) {
            if (out->len < GLOB_SETS_MAX)
                vec_push_in(a, out,
                            arena_strf(a, STR_FMT STR_FMT STR_FMT, STR_ARG(before),
                                       STR_ARG(*m), STR_ARG(*f)));
        }
    }
}

/* ---- Parsing ---- */

static bool is_parent(Str part)
{
    return str_is(part, "..");
}

/* Splits at slashes; "**" once, "a/.." not at all. */
static GlobSet split(Arena *a, Str s)
{
    Texts parts = { 0 };
    size_t from = 0;

    for (size_t i = 0; i <= s.len; i++) {
        Str part, prev = parts.len ? parts.ptr[parts.len - 1] : STR("");

        if (i < s.len && s.ptr[i] != '/')
            continue;
        part = str_sub(s, from, i);
        while (i + 1 < s.len && s.ptr[i] == '/' && s.ptr[i + 1] == '/')
            i++;
        from = i + 1;
        if (str_is(part, "**") && str_is(prev, "**"))
            continue;
        if (is_parent(part) && prev.len > 0 && !is_parent(prev) && !str_is(prev, ".") &&
            !str_is(prev, "**")) {
            parts.len--;
            continue;
        }
        vec_push_in(a, &parts, part);
    }
    if (parts.len == 0)
        vec_push_in(a, &parts, STR(""));
    return (GlobSet){ parts.ptr, parts.len };
}

void glob_parse(Arena *a, Str pattern, Glob *out)
{
    Texts texts = { 0 };
    VEC(GlobSet) sets = { 0 };

    *out = (Glob){ 0 };
    out->comment = str_starts(pattern, STR("#"));
    out->empty = pattern.len == 0;
    if (out->comment || out->empty)
        return;
    pattern = arena_str(a, pattern);
    while (str_starts(pattern, STR("!"))) {
        out->negate = !out->negate;
        pattern = str_from(pattern, 1);
    }
    expand(a, pattern, 0, &texts);
    VEC_EACH (Str, t, texts)
        vec_push_in(a, &sets, split(a, *t));
    out->sets = sets.ptr;
    out->n_sets = sets.len;
}

/* ---- One piece of a path ---- */

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Length of the UTF-8 character at the beginning of s. */
static size_t char_len(Str s)
{
    unsigned char c = (unsigned char)s.ptr[0];
    size_t n = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

    return n < s.len ? n : s.len;
}

static bool same_char(Str a, Str b, bool exact)
{
    return a.len == b.len && (a.len == 1 && !exact ? lower(a.ptr[0]) == lower(b.ptr[0])
                                                   : memcmp(a.ptr, b.ptr, a.len) == 0);
}

static bool in_named_class(Str name, unsigned char c)
{
    bool alpha = (c | 32) >= 'a' && (c | 32) <= 'z', digit = c >= '0' && c <= '9';

    if (str_is(name, "alpha") || str_is(name, "upper") || str_is(name, "lower"))
        return alpha || c >= 0x80;
    if (str_is(name, "digit"))
        return digit;
    if (str_is(name, "alnum"))
        return alpha || digit || c >= 0x80;
    if (str_is(name, "word"))
        return alpha || digit || c == '_' || c >= 0x80;
    if (str_is(name, "xdigit"))
        return digit || ((c | 32) >= 'a' && (c | 32) <= 'f');
    if (str_is(name, "space"))
        return c == ' ' || (c >= 9 && c <= 13);
    if (str_is(name, "blank"))
        return c == ' ' || c == 9;
    if (str_is(name, "cntrl"))
        return c < 32 || c == 127;
    if (str_is(name, "punct"))
        return c > 32 && c < 127 && !alpha && !digit;
    return str_is(name, "ascii") ? c < 128 : c > 32;
}

static bool in_range(Str from, Str to, Str c, bool exact)
{
    unsigned char low, high;

    if (exact || from.len != 1 || to.len != 1 || c.len != 1)
        return str_cmp(from, c) <= 0 && str_cmp(c, to) <= 0;
    low = lower(c.ptr[0]);
    high = (unsigned char)(low >= 'a' && low <= 'z' ? low - 32 : low);
    return ((unsigned char)from.ptr[0] <= low && low <= (unsigned char)to.ptr[0]) ||
           ((unsigned char)from.ptr[0] <= high && high <= (unsigned char)to.ptr[0]);
}

/* "[:name:]" at the beginning of s. */
static bool named_class(Str s, Str *name)
{
    ptrdiff_t end = str_starts(s, STR("[:")) ? str_find(s, STR(":]")) : -1;

    if (end < 0)
        return false;
    *name = str_sub(s, 2, (size_t)end);
    return true;
}

static Str take_char(Str s, size_t *at)
{
    Str c;

    if (s.ptr[*at] == '\\' && *at + 1 < s.len)
        ++*at;
    c = str_sub(s, *at, *at + char_len(str_from(s, *at)));
    *at += c.len;
    return c;
}

/* Does the class at the beginning of p ("[…]") have the character? *len is how long it
 * is; 0 where it doesn't end: then "[" is a "[". */
static bool in_class(Str p, Str c, bool exact, size_t *len)
{
    size_t at = 1, begin;
    bool negate = p.len > 1 && (p.ptr[1] == '!' || p.ptr[1] == '^'), found = false;
    Str name;

    begin = at += negate;
    *len = 0;
    while (at < p.len && (p.ptr[at] != ']' || at == begin)) {
        Str from, to;

        if (named_class(str_from(p, at), &name)) {
            found |= in_named_class(name, (unsigned char)c.ptr[0]);
            at += name.len + 4;
            continue;
        }
        from = to = take_char(p, &at);
        if (at + 1 < p.len && p.ptr[at] == '-' && p.ptr[at + 1] != ']') {
            at++;
            to = take_char(p, &at);
        }
        found |= in_range(from, to, c, exact);
    }
    if (at >= p.len)
        return false;
    *len = at + 1;
    return found != negate;
}

typedef struct {
    unsigned steps;
    bool exact;
    bool no_dots; /* "*" doesn't stand for a dot at the beginning */
} Work;

static bool match_here(Work *w, Str p, Str s);

/* Where the list that opens before p ("a|b)…") ends; -1 if it doesn't. */
static ptrdiff_t list_end(Str p)
{
    int depth = 1;

    for (size_t i = 0; i < p.len; i++) {
        if (p.ptr[i] == '\\')
            i++;
        else if (p.ptr[i] == '(')
            depth++;
        else if (p.ptr[i] == ')' && --depth == 0)
            return (ptrdiff_t)i;
    }
    return -1;
}

static bool any_of(Work *w, Str list, Str s)
{
    size_t from = 0;
    int depth = 0;

    for (size_t i = 0; i <= list.len; i++) {
        char c = i < list.len ? list.ptr[i] : '|';

        if (c == '\\') {
            i++;
        } else if (c == '(') {
            depth++;
        } else if (c == ')') {
            depth--;
        } else if (c == '|' && depth == 0) {
            if (match_here(w, str_sub(list, from, i), s))
                return true;
            from = i + 1;
        }
    }
    return false;
}

/* "@(a|b)rest" and its kin: kind, list and rest against s. */
static bool match_list(Work *w, char kind, Str list, Str rest, Str s, bool first)
{
    if (((kind == '?' && first) || (kind == '*' && first) || !first) &&
        match_here(w, rest, s))
        return true;
    if (!first && (kind == '?' || kind == '@'))
        return false;
    for (size_t n = kind == '!' ? 0 : 1; n <= s.len; n++) {
        Str head = str_sub(s, 0, n), tail = str_from(s, n);

        if (++w->steps > STEPS_MAX)
            return false;
        if (kind == '!') {
            if (!any_of(w, list, head) && match_here(w, rest, tail))
                return true;
        } else if (any_of(w, list, head) &&
                   (kind == '*' || kind == '+'
                        ? match_list(w, kind, list, rest, tail, false)
                        : match_here(w, rest, tail))) {
            return true;
        }
    }
    return false;
}

static bool match_star(Work *w, Str rest, Str s)
{
    while (rest.len > 0 && rest.ptr[0] == '*' && !str_starts(rest, STR("*(")))
        rest = str_from(rest, 1);
    for (size_t i = 0; i <= s.len; i++) {
        if (match_here(w, rest, str_from(s, i)))
            return true;
    }
    return false;
}

static bool match_here(Work *w, Str p, Str s)
{
    while (p.len > 0) {
        char c = p.ptr[0];
        size_t n = 1;
        Str one;

        if (++w->steps > STEPS_MAX)
            return false;
        if (p.len > 1 && p.ptr[1] == '(' && strchr("?*+@!", c) != NULL) {
            ptrdiff_t end = list_end(str_from(p, 2));

            if (end >= 0)
                return match_list(w, c, str_sub(p, 2, (size_t)end + 2),
                                  str_from(p, (size_t)end + 3), s, true);
        }
        if (c == '*')
            return match_star(w, str_from(p, 1), s);
        if (s.len == 0)
            return false;
        one = str_sub(s, 0, char_len(s));
        if (c == '[') {
            bool in = in_class(p, one, w->exact, &n);

            if (n > 0 && !in)
                return false;
            if (n == 0 && one.ptr[0] != '[')
                return false;
            n = n > 0 ? n : 1;
        } else if (c != '?') {
            n = 0;
            if (!same_char(take_char(p, &n), one, w->exact))
                return false;
        }
        p = str_from(p, n);
        s = str_from(s, one.len);
    }
    return s.len == 0;
}

static bool has_magic(Str p)
{
    for (size_t i = 0; i < p.len; i++) {
        if (p.ptr[i] == '\\')
            i++;
        else if (strchr("*?[", p.ptr[i]) != NULL)
            return true;
    }
    return false;
}

static bool match_part(Work *w, Str pattern, Str part)
{
    /* Nothing that is made up matches nothing, "." or "..". */
    bool list = str_starts(pattern, STR("*(")) || str_starts(pattern, STR("?("));

    if ((str_is(part, ".") || is_parent(part) || (part.len == 0 && !list)) &&
        has_magic(pattern))
        return false;
    if (w->no_dots && str_starts(part, STR(".")) && !str_starts(pattern, STR(".")) &&
        !str_starts(pattern, STR("\\.")))
        return false;
    return match_here(w, pattern, part);
}

/* ---- Whole paths ---- */

typedef struct {
    const Str *parts;
    size_t n;
} Parts;

static bool match_parts(Work *w, Parts p, Parts f, bool partial)
{
    for (; p.n > 0; p.parts++, p.n--, f.parts++, f.n--) {
        if (++w->steps > STEPS_MAX)
            return false;
        if (str_is(p.parts[0], "**")) {
            Parts rest = { p.parts + 1, p.n - 1 };

            for (size_t i = 0;; i++) {
                if (rest.n > 0
                        ? match_parts(w, rest, (Parts){ f.parts + i, f.n - i }, partial)
                        : i == f.n && (i > 0 || partial))
                    return true;
                if (i == f.n || str_is(f.parts[i], ".") || is_parent(f.parts[i]) ||
                    (w->no_dots && str_starts(f.parts[i], STR("."))))
                    return false;
            }
        }
        if (f.n == 0)
            return partial;
        if (!match_part(w, p.parts[0], f.parts[0]))
            return false;
    }
    /* "a/" is "a", too. */
    return f.n == 0 || (f.n == 1 && f.parts[0].len == 0);
}

static size_t split_path(Str path, Str *parts)
{
    size_t n = 0, from = 0;

    for (size_t i = 0; i <= path.len && n < PATH_PARTS_MAX; i++) {
        if (i < path.len && path.ptr[i] != '/')
            continue;
        parts[n++] = str_sub(path, from, i);
        while (i + 1 < path.len && path.ptr[i] == '/' && path.ptr[i + 1] == '/')
            i++;
        from = i + 1;
    }
    return n;
}

bool glob_match(const Glob *g, Str path, bool partial)
{
    Str parts[PATH_PARTS_MAX], base;
    Parts file = { parts, 0 };
    size_t last;

    if (g->comment)
        return false;
    if (g->empty)
        return path.len == 0;
    if (partial && str_is(path, "/"))
        return true;
    file.n = split_path(path, parts);
    for (last = file.n - 1; last > 0 && parts[last].len == 0; last--)
        ;
    base = parts[last];
    for (size_t i = 0; i < g->n_sets; i++) {
        Parts p = { g->sets[i].parts, g->sets[i].n };
        Work w = { .exact = g->exact, .no_dots = g->exact && !g->dots };

        if (match_parts(&w, p, p.n == 1 && !g->whole ? (Parts){ &base, 1 } : file,
                        partial))
            return true;
    }
    return false;
}

void glob_parse_plain(Arena *a, Str pattern, Glob *out)
{
    glob_parse(a, pattern, out);
    out->exact = out->whole = true;
}

bool glob_means(const Glob *g, Str path)
{
    return glob_match(g, path, false) != g->negate;
}

bool glob_match_plain(Arena *a, Str pattern, Str path)
{
    Glob g;

    glob_parse_plain(a, pattern, &g);
    return glob_means(&g, path);
}

bool glob_match_piece(Str piece, Str name)
{
    Work w = { .exact = true, .no_dots = true };

    return match_part(&w, piece, name);
}

bool glob_is_magic(Str piece)
{
    for (size_t i = 0; i < piece.len; i++) {
        if (strchr("*?[]()\\", piece.ptr[i]) != NULL)
            return true;
    }
    return false;
}
