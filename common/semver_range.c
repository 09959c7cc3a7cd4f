/* semver_range.c: ranges (node-semver's classes/range.js and comparator.js).
 *
 * node-semver rewrites the range's text step by step until only comparators are left; the
 * same steps in the same order are taken here:
 *   1. build metadata goes             2. "a - b" becomes comparators
 *   3. "> 1" becomes ">1"              4. "~ 1", "^ 1" become "~1", "^1"
 *   5. each piece: carets, tildes, x-ranges, stars
 *   6. ">=0.0.0" becomes ""            7. loose: pieces that are no comparators go */
#include "common/semver_range.h"

#include <stdlib.h>

#include "common/buf.h"
#include "common/json_write.h"
#include "common/jstext.h"
#include "common/semver_plain.h"
#include "common/vec.h"

typedef struct {
    Arena *arena;
    bool loose, include_prerelease;
} Options;

static bool is_x(Str id)
{
    return id.ptr == NULL || id.len == 0 || str_is(id, "x") || str_is(id, "X") ||
           str_is(id, "*");
}

/* The number behind this one, as JavaScript writes +id + 1. */
static Str plus_one(const Options *o, Str digits)
{
    char text[SEMVER_MAX_LENGTH * 2];
    size_t n = digits.len < sizeof text - 1 ? digits.len : sizeof text - 1;
    Buf b = { 0 };

    memcpy(text, digits.ptr, n);
    text[n] = '\0';
    json_write_num(strtod(text, NULL) + 1, &b);
    return buf_to_arena(&b, o->arena);
}

#define FMT(o, ...) arena_strf((o)->arena, __VA_ARGS__)

/* ---- 1. and 2.: the whole set's text ---- */

static bool is_id_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '-';
}

/* \+id(\.id)* everywhere */
static Str strip_builds(const Options *o, Str s)
{
    char *out;
    size_t n = 0;

    if (str_index(s, '+') < 0)
        return s;
    out = arena_bytes(o->arena, s.len + 1);
    for (size_t i = 0; i < s.len;) {
        size_t k = i + 1;

        if (s.ptr[i] != '+' || k == s.len || !is_id_char(s.ptr[k])) {
            out[n++] = s.ptr[i++];
            continue;
        }
        while (k < s.len && (is_id_char(s.ptr[k]) || (s.ptr[k] == '.' && k + 1 < s.len &&
                                                      is_id_char(s.ptr[k + 1]))))
            k++;
        i = k;
    }
    return str_n(out, n);
}

static Str hyphen_from(const Options *o, Str from, const SemverParts *p)
{
    const char *z = o->include_prerelease ? "-0" : "";

    if (is_x(p->major))
        return STR("");
    if (is_x(p->minor))
        return FMT(o, ">=" STR_FMT ".0.0%s", STR_ARG(p->major), z);
    if (is_x(p->patch))
        return FMT(o, ">=" STR_FMT "." STR_FMT ".0%s", STR_ARG(p->major),
                   STR_ARG(p->minor), z);
    return FMT(o, ">=" STR_FMT "%s", STR_ARG(from), p->pre.ptr ? "" : z);
}

static Str hyphen_to(const Options *o, Str to, const SemverParts *p)
{
    if (is_x(p->major))
        return STR("");
    if (is_x(p->minor))
        return FMT(o, "<" STR_FMT ".0.0-0", STR_ARG(plus_one(o, p->major)));
    if (is_x(p->patch))
        return FMT(o, "<" STR_FMT "." STR_FMT ".0-0", STR_ARG(p->major),
                   STR_ARG(plus_one(o, p->minor)));
    if (p->pre.ptr != NULL)
        return FMT(o, "<=" STR_FMT "." STR_FMT "." STR_FMT "-" STR_FMT, STR_ARG(p->major),
                   STR_ARG(p->minor), STR_ARG(p->patch), STR_ARG(p->pre));
    if (o->include_prerelease)
        return FMT(o, "<" STR_FMT "." STR_FMT "." STR_FMT "-0", STR_ARG(p->major),
                   STR_ARG(p->minor), STR_ARG(plus_one(o, p->patch)));
    return FMT(o, "<=" STR_FMT, STR_ARG(to));
}

/* [v=\s]*X… at the start of *s. */
static bool read_plain(Str *s, bool loose, SemverParts *p)
{
    Str rest = semver_skip_prefix(*s);

    if (!semver_read_partial(&rest, loose, p))
        return false;
    *s = rest;
    return true;
}

static Str between(Str from, Str to)
{
    return str_sub(from, 0, (size_t)(to.ptr - from.ptr));
}

/* "a - b", the whole text. */
static Str replace_hyphen(const Options *o, Str s)
{
    SemverParts from_parts, to_parts;
    Str at = s.len > 0 && s.ptr[0] == ' ' ? str_from(s, 1) : s, from = at, to;

    if (!read_plain(&at, o->loose, &from_parts))
        return s;
    from = between(from, at);
    if (!str_starts(at, STR(" - ")))
        return s;
    at = to = str_from(at, 3);
    if (!read_plain(&at, o->loose, &to_parts) || js_trim(at).len > 0)
        return s;
    to = between(to, at);
    from = hyphen_from(o, from, &from_parts);
    to = hyphen_to(o, to, &to_parts);
    return js_trim(FMT(o, STR_FMT " " STR_FMT, STR_ARG(from), STR_ARG(to)));
}

/* ---- 3. and 4.: spaces behind operators ---- */

static Str read_operator(Str *s)
{
    size_t n = 0;

    if (s->len > 0 && (s->ptr[0] == '<' || s->ptr[0] == '>'))
        n = 1;
    if (n < s->len && s->ptr[n] == '=')
        n++;
    Str op = str_sub(*s, 0, n);
    *s = str_from(*s, n);
    return op;
}

/* LOOSEPLAIN or XRANGEPLAIN, prefix included. */
static bool read_any_version(Str *s)
{
    Str rest = semver_skip_prefix(*s), strict = rest;
    SemverParts p;

    if (semver_read_full(&rest, true, &p)) {
        *s = rest;
        return true;
    }
    if (!semver_read_partial(&strict, false, &p))
        return false;
    *s = strict;
    return true;
}

static Str skip_one_space(Str s)
{
    return s.len > 0 && s.ptr[0] == ' ' ? str_from(s, 1) : s;
}

/* (\s*)OP\s*(VERSION) -> without the space in the middle */
static Str trim_comparators(const Options *o, Str s)
{
    char *out = arena_bytes(o->arena, s.len + 1);
    size_t n = 0;

    while (s.len > 0) {
        Str rest = skip_one_space(s), version;
        Str op = read_operator(&rest);
        size_t lead = (size_t)(op.ptr - s.ptr);

        version = rest = skip_one_space(rest);
        if (!read_any_version(&rest)) {
            out[n++] = s.ptr[0];
            s = str_from(s, 1);
            continue;
        }
        version = between(version, rest);
        memcpy(out + n, s.ptr, lead + op.len);
        n += lead + op.len;
        memcpy(out + n, version.ptr, version.len);
        n += version.len;
        s = rest;
    }
    return str_n(out, n);
}

/* "~ ", "~> " -> "~"; "^ " -> "^" */
static Str trim_marks(const Options *o, Str s)
{
    char *out = arena_bytes(o->arena, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        size_t k = i + 1;

        out[n++] = s.ptr[i];
        if (s.ptr[i] != '~' && s.ptr[i] != '^')
            continue;
        if (s.ptr[i] == '~' && k < s.len && s.ptr[k] == '>')
            k++;
        if (k < s.len && s.ptr[k] == ' ')
            i = k;
    }
    return str_n(out, n);
}

/* ---- 5.: one piece ---- */

/* MARK XRANGEPLAIN, the whole piece. */
static bool read_marked(const Options *o, Str comp, size_t mark, SemverParts *p)
{
    Str rest = str_from(comp, mark);

    return read_plain(&rest, o->loose, p) && rest.len == 0;
}

/* ">=M.m.p-pr <upper" */
static Str at_least(const Options *o, const SemverParts *p, Str upper)
{
    return FMT(o, ">=" STR_FMT "." STR_FMT "." STR_FMT "%s" STR_FMT " <" STR_FMT "-0",
               STR_ARG(p->major), STR_ARG(p->minor), STR_ARG(p->patch),
               p->pre.ptr ? "-" : "", (int)p->pre.len, p->pre.ptr ? p->pre.ptr : "",
               STR_ARG(upper));
}

static Str next_major(const Options *o, const SemverParts *p)
{
    return FMT(o, STR_FMT ".0.0", STR_ARG(plus_one(o, p->major)));
}

static Str next_minor(const Options *o, const SemverParts *p)
{
    return FMT(o, STR_FMT "." STR_FMT ".0", STR_ARG(p->major),
               STR_ARG(plus_one(o, p->minor)));
}

static Str next_patch(const Options *o, const SemverParts *p)
{
    return FMT(o, STR_FMT "." STR_FMT "." STR_FMT, STR_ARG(p->major), STR_ARG(p->minor),
               STR_ARG(plus_one(o, p->patch)));
}

static Str replace_caret(const Options *o, Str comp)
{
    const char *z = o->include_prerelease ? "-0" : "";
    SemverParts p;
    bool zero;

    if (comp.len == 0 || comp.ptr[0] != '^' || !read_marked(o, comp, 1, &p))
        return comp;
    zero = str_is(p.major, "0");
    if (is_x(p.major))
        return STR("");
    if (is_x(p.minor))
        return FMT(o, ">=" STR_FMT ".0.0%s <" STR_FMT "-0", STR_ARG(p.major), z,
                   STR_ARG(next_major(o, &p)));
    if (is_x(p.patch))
        return FMT(o, ">=" STR_FMT "." STR_FMT ".0%s <" STR_FMT "-0", STR_ARG(p.major),
                   STR_ARG(p.minor), z,
                   STR_ARG(zero ? next_minor(o, &p) : next_major(o, &p)));
    return at_least(o, &p,
                    !zero                  ? next_major(o, &p)
                    : str_is(p.minor, "0") ? next_patch(o, &p)
                                           : next_minor(o, &p));
}

static Str replace_tilde(const Options *o, Str comp)
{
    const char *z = o->include_prerelease ? "-0" : "";
    size_t mark = str_starts(comp, STR("~>")) ? 2 : 1;
    SemverParts p;

    if (comp.len == 0 || comp.ptr[0] != '~' || !read_marked(o, comp, mark, &p))
        return comp;
    if (is_x(p.major))
        return STR("");
    if (is_x(p.minor))
        return FMT(o, ">=" STR_FMT ".0.0%s <" STR_FMT "-0", STR_ARG(p.major), z,
                   STR_ARG(next_major(o, &p)));
    if (is_x(p.patch))
        return FMT(o, ">=" STR_FMT "." STR_FMT ".0%s <" STR_FMT "-0", STR_ARG(p.major),
                   STR_ARG(p.minor), z, STR_ARG(next_minor(o, &p)));
    return at_least(o, &p, next_minor(o, &p));
}

/* OP with an x somewhere. */
static Str x_range_with_operator(const Options *o, Str op, const SemverParts *p)
{
    bool xm = is_x(p->minor);
    Str major = p->major, minor = xm ? STR("0") : p->minor;
    const char *pre = o->include_prerelease ? "-0" : "";

    if (str_is(op, ">")) {
        op = STR(">=");
        if (xm)
            major = plus_one(o, major);
        else
            minor = plus_one(o, minor);
    } else if (str_is(op, "<=")) {
        op = STR("<");
        if (xm)
            major = plus_one(o, major);
        else
            minor = plus_one(o, minor);
    }
    if (str_is(op, "<"))
        pre = "-0";
    return FMT(o, STR_FMT STR_FMT "." STR_FMT ".0%s", STR_ARG(op), STR_ARG(major),
               STR_ARG(minor), pre);
}

static Str replace_x_range(const Options *o, Str comp)
{
    const char *z = o->include_prerelease ? "-0" : "";
    Str rest = comp, op = read_operator(&rest);
    SemverParts p;

    if (!read_plain(&rest, o->loose, &p) || rest.len > 0)
        return comp;
    if ((is_x(p.major) && !is_x(p.minor)) ||
        (is_x(p.minor) && p.patch.ptr != NULL && !is_x(p.patch)))
        return comp;
    if (!is_x(p.major) && !is_x(p.minor) && !is_x(p.patch))
        return comp;
    if (str_is(op, "="))
        op = STR("");
    if (is_x(p.major))
        return str_is(op, ">") || str_is(op, "<") ? STR("<0.0.0-0") : STR("*");
    if (op.len > 0)
        return x_range_with_operator(o, op, &p);
    if (is_x(p.minor))
        return FMT(o, ">=" STR_FMT ".0.0%s <" STR_FMT "-0", STR_ARG(p.major), z,
                   STR_ARG(next_major(o, &p)));
    return FMT(o, ">=" STR_FMT "." STR_FMT ".0%s <" STR_FMT "-0", STR_ARG(p.major),
               STR_ARG(p.minor), z, STR_ARG(next_minor(o, &p)));
}

/* (<|>)?=?\s*\* goes, once */
static Str replace_star(const Options *o, Str comp)
{
    for (size_t i = 0; i < comp.len; i++) {
        Str rest = str_from(comp, i);

        read_operator(&rest);
        rest = str_trim_left(rest);
        if (rest.len > 0 && rest.ptr[0] == '*') {
            Str head = str_sub(comp, 0, i), tail = str_from(rest, 1);

            return FMT(o, STR_FMT STR_FMT, STR_ARG(head), STR_ARG(tail));
        }
    }
    return comp;
}

typedef Str (*Replace)(const Options *o, Str comp);

/* Applies a step to each word of a text. */
static Str join_words(const Options *o, Str rest, Replace fn)
{
    Buf b = { 0 };
    bool first = true;
    Str word;

    while (str_next(&rest, ' ', &word)) {
        if (!first)
            buf_putc(&b, ' ');
        first = false;
        buf_str(&b, fn(o, word));
    }
    return buf_to_arena(&b, o->arena);
}

static Str replace_words(const Options *o, Str text, Replace fn)
{
    text = js_trim(text);
    return str_index(text, ' ') < 0 ? fn(o, text) : join_words(o, text, fn);
}

static Str replace_piece(const Options *o, Str comp)
{
    comp = replace_words(o, comp, replace_caret);
    comp = replace_words(o, comp, replace_tilde);
    comp = replace_words(o, comp, replace_x_range);
    return replace_star(o, js_trim(comp));
}

static bool is_squeezed(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c < ' ' || c >= 0x80 ||
            (c == ' ' && (i == 0 || i + 1 == s.len || s.ptr[i + 1] == ' ')))
            return false;
    }
    return true;
}

/* Single spaces between words, none around. */
static Str squeeze(const Options *o, Str s)
{
    Buf b = { 0 };
    Str rest = s, word;

    if (is_squeezed(s))
        return arena_str(o->arena, s);
    while (js_next_word(&rest, &word)) {
        if (b.len > 0)
            buf_putc(&b, ' ');
        buf_str(&b, word);
    }
    return buf_to_arena(&b, o->arena);
}

/* ---- Comparators ---- */

static bool parse_comparator(const Options *o, Str comp, SemverComparator *out)
{
    Str rest = comp, op = read_operator(&rest), version;
    SemverParts p;

    *out = (SemverComparator){ .any = true };
    if (comp.len == 0)
        return true;
    version = rest = str_trim_left(rest);
    if (o->loose)
        rest = semver_skip_prefix(rest);
    else if (rest.len > 0 && rest.ptr[0] == 'v')
        rest = str_from(rest, 1);
    if (!semver_read_full(&rest, o->loose, &p) || rest.len > 0)
        return false;
    out->any = false;
    out->op = str_is(op, "<")    ? SEMVER_LT
              : str_is(op, "<=") ? SEMVER_LE
              : str_is(op, ">")  ? SEMVER_GT
              : str_is(op, ">=") ? SEMVER_GE
                                 : SEMVER_EQ;
    return version.len <= SEMVER_MAX_LENGTH &&
           semver_from_parts(o->arena, &p, version, &out->version);
}

bool semver_comparator_parse(Arena *a, Str text, unsigned flags, SemverComparator *out)
{
    Options o = { a, flags & SEMVER_LOOSE, flags & SEMVER_INCLUDE_PRERELEASE };

    return parse_comparator(&o, squeeze(&o, text), out);
}

bool semver_comparator_is_none(const SemverComparator *c)
{
    const Semver *v = &c->version;

    return !c->any && c->op == SEMVER_LT && v->major == 0 && v->minor == 0 &&
           v->patch == 0 && v->n_pre == 1 && v->pre[0].is_number && v->pre[0].number == 0;
}

static bool same_comparator(const SemverComparator *a, const SemverComparator *b)
{
    return a->any == b->any &&
           (a->any || (a->op == b->op && semver_same_text(&a->version, &b->version)));
}

typedef VEC(SemverComparator) Comparators;

static void add_comparator(const Options *o, Comparators *list, SemverComparator c)
{
    VEC_EACH (SemverComparator, have, *list) {
        if (same_comparator(have, &c))
            return;
    }
    vec_push_in(o->arena, list, c);
}

static Str gte0(const Options *o, Str comp)
{
    const char *zero = o->include_prerelease ? ">=0.0.0-0" : ">=0.0.0";

    return str_is(comp, zero) ? STR("") : comp;
}

/* The next piece of text.split(/\s+/): an empty one counts only at the very ends. */
static bool next_piece(Str text, Str *rest, Str *word)
{
    do {
        if (!str_next(rest, ' ', word))
            return false;
    } while (word->len == 0 && rest->ptr != NULL && word->ptr != text.ptr);
    return true;
}

/* The pieces' text to comparators. -1: invalid; else whether any is left. */
static int collect(const Options *o, Str text, Comparators *list)
{
    Str rest = text, word;
    SemverComparator c, null_set = { .any = true };

    while (next_piece(text, &rest, &word)) {
        word = gte0(o, word);
        if (!parse_comparator(o, word, &c)) {
            if (o->loose) {
                Str version = word;

                read_operator(&version);
                version = semver_skip_prefix(version);
                SemverParts p;
                /* Of the right form, but its number is too large: that throws. */
                if (semver_read_full(&version, true, &p) && version.len == 0)
                    return -1;
                continue;
            }
            return -1;
        }
        if (semver_comparator_is_none(&c))
            null_set = c;
        add_comparator(o, list, c);
    }
    if (!null_set.any) {
        list->len = 0;
        vec_push_in(o->arena, list, null_set);
        return 1;
    }
    for (size_t i = 0; list->len > 1 && i < list->len; i++) {
        if (list->ptr[i].any) {
            vec_remove(list, i);
            break;
        }
    }
    return list->len > 0;
}

static int parse_set(const Options *o, Str text, SemverSet *out)
{
    Comparators list = { 0 };
    int rc;

    text = js_trim(text);
    if (!o->include_prerelease && semver_plain_set(o->arena, text, out))
        return 1;
    out->source = text = strip_builds(o, text);
    text = replace_hyphen(o, text);
    text = trim_comparators(o, text);
    text = trim_marks(o, text);
    text = join_words(o, text, replace_piece);
    /* .split(/\s+/) keeps an empty first or last piece, which means "any". */
    rc = collect(o, text, &list);
    out->comparators = list.ptr;
    out->len = list.len;
    return rc;
}

/* ---- Ranges ---- */

static void drop_null_sets(SemverRange *r)
{
    SemverSet first = r->sets[0];
    size_t n = 0;

    if (r->len < 2)
        return;
    for (size_t i = 0; i < r->len; i++) {
        if (!semver_comparator_is_none(&r->sets[i].comparators[0]))
            r->sets[n++] = r->sets[i];
    }
    if (n == 0)
        r->sets[n++] = first;
    r->len = n;
    for (size_t i = 0; n > 1 && i < n; i++) {
        if (r->sets[i].len == 1 && r->sets[i].comparators[0].any) {
            r->sets[0] = r->sets[i];
            r->len = 1;
            break;
        }
    }
}

/* Takes the text up to the next "||". */
static bool next_set(Str *rest, Str *set)
{
    ptrdiff_t i;

    if (rest->ptr == NULL)
        return false;
    i = str_find(*rest, STR("||"));
    *set = i < 0 ? *rest : str_sub(*rest, 0, (size_t)i);
    *rest = i < 0 ? (Str){ NULL, 0 } : str_from(*rest, (size_t)i + 2);
    return true;
}

bool semver_range_parse(Arena *a, Str text, unsigned flags, SemverRange *out)
{
    Options o = { a, flags & SEMVER_LOOSE, flags & SEMVER_INCLUDE_PRERELEASE };
    VEC(SemverSet) sets = { 0 };
    Str rest = squeeze(&o, text), piece;

    while (next_set(&rest, &piece)) {
        SemverSet set;
        int rc = parse_set(&o, piece, &set);

        if (rc < 0)
            return false;
        if (rc > 0)
            vec_push_in(a, &sets, set);
    }
    *out = (SemverRange){ sets.ptr, sets.len, flags };
    if (sets.len == 0)
        return false;
    drop_null_sets(out);
    return true;
}

Str semver_comparator_text(Arena *a, const SemverComparator *c)
{
    static const char *const ops[] = { "", "<", "<=", ">", ">=" };

    if (c->any)
        return STR("");
    return arena_strf(a, "%s" STR_FMT, ops[c->op], STR_ARG(semver_text(a, &c->version)));
}

Str semver_range_text(Arena *a, const SemverRange *r)
{
    Buf b = { 0 };

    for (size_t i = 0; i < r->len; i++) {
        if (i > 0)
            buf_puts(&b, "||");
        for (size_t k = 0; k < r->sets[i].len; k++) {
            if (k > 0)
                buf_putc(&b, ' ');
            buf_str(&b, semver_comparator_text(a, &r->sets[i].comparators[k]));
        }
    }
    return buf_to_arena(&b, a);
}

bool semver_comparator_test(const SemverComparator *c, const Semver *v)
{
    int d;

    if (c->any)
        return true;
    d = semver_compare(v, &c->version);
    switch (c->op) {
    case SEMVER_LT: return d < 0;
    case SEMVER_LE: return d <= 0;
    case SEMVER_GT: return d > 0;
    case SEMVER_GE: return d >= 0;
    default: return d == 0;
    }
}

bool semver_set_has_numbers_of(const SemverSet *s, const Semver *v)
{
    for (size_t i = 0; i < s->len; i++) {
        const Semver *w = &s->comparators[i].version;

        if (!s->comparators[i].any && w->n_pre > 0 && w->major == v->major &&
            w->minor == v->minor && w->patch == v->patch)
            return true;
    }
    return false;
}

bool semver_set_test(const SemverSet *s, const Semver *v, bool include_prerelease)
{
    for (size_t i = 0; i < s->len; i++) {
        if (!semver_comparator_test(&s->comparators[i], v))
            return false;
    }
    return v->n_pre == 0 || include_prerelease || semver_set_has_numbers_of(s, v);
}

bool semver_satisfies(const Semver *v, const SemverRange *r)
{
    for (size_t i = 0; i < r->len; i++) {
        if (semver_set_test(&r->sets[i], v, r->flags & SEMVER_INCLUDE_PRERELEASE))
            return true;
    }
    return false;
}

bool semver_range_is_any(const SemverRange *r)
{
    return r->len == 1 && r->sets[0].len == 1 && r->sets[0].comparators[0].any;
}
