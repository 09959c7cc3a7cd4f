/* parse_class.c: character classes: the old ones, and with v those that have operations
 * and strings. */
#include <stdio.h>
#include <string.h>

#include "runtime/builtins/regexp/parser.h"
#include "runtime/builtins/regexp/unicode.h"

#define MAX_NESTING 500

static const char unterminated[] = "Unterminated character class";
static const char bad_class[] = "Invalid character class";
static const char bad_character[] = "Invalid character in character class";
static const char bad_operation[] = "Invalid set operation in character class";

/* ---- Values ---- */

static void add_char(Parser *p, ClassValue *v, uint32_t c)
{
    if (p->sets && p->fold)
        c = case_canonical(c, true);
    charset_add(p->arena, &v->set, c, c);
}

static void add_range(Parser *p, ClassValue *v, uint32_t lo, uint32_t hi)
{
    if (lo > hi)
        parser_fail(p, "Range out of order in character class");
    if (p->sets && p->fold) {
        CharSet s = { 0 };

        charset_add(p->arena, &s, lo, hi);
        charset_fold(p->arena, &s);
        charset_add_set(p->arena, &v->set, &s);
        return;
    }
    charset_add(p->arena, &v->set, lo, hi);
}

static bool has_string(const ClassValue *v, const CharString *s)
{
    for (size_t i = 0; i < v->n; i++) {
        if (v->strings[i].n == s->n &&
            memcmp(v->strings[i].points, s->points, s->n * sizeof *s->points) == 0)
            return true;
    }
    return false;
}

static void add_string(Parser *p, ClassValue *v, CharString s)
{
    if (s.n == 1) {
        add_char(p, v, s.points[0]);
        return;
    }
    if (p->fold) {
        for (size_t i = 0; i < s.n; i++)
            s.points[i] = case_canonical(s.points[i], true);
    }
    if (v->n == v->cap) {
        size_t cap = v->cap > 0 ? v->cap * 2 : 8;

        v->strings =
            arena_realloc(p->arena, v->strings, v->cap * sizeof s, cap * sizeof s);
        v->cap = cap;
    }
    v->strings[v->n++] = s;
}

static void value_union(Parser *p, ClassValue *v, const ClassValue *other)
{
    bool fresh = v->n == 0;

    charset_add_set(p->arena, &v->set, &other->set);
    for (size_t i = 0; i < other->n; i++) {
        if (fresh || !has_string(v, &other->strings[i]))
            add_string(p, v, other->strings[i]);
    }
    v->may_strings |= other->may_strings;
}

/* Keeps the strings that `other` has, or those it hasn't. */
static void filter_strings(ClassValue *v, const ClassValue *other, bool keep)
{
    size_t n = 0;

    for (size_t i = 0; i < v->n; i++) {
        if (has_string(other, &v->strings[i]) == keep)
            v->strings[n++] = v->strings[i];
    }
    v->n = n;
}

static void value_combine(Parser *p, ClassValue *v, ClassValue *other, bool subtract)
{
    charset_normalize(&v->set);
    charset_normalize(&other->set);
    if (subtract) {
        charset_subtract(p->arena, &v->set, &other->set);
    } else {
        charset_intersect(p->arena, &v->set, &other->set);
        v->may_strings &= other->may_strings;
    }
    filter_strings(v, other, !subtract);
}

static void complement(Parser *p, CharSet *s)
{
    charset_normalize(s);
    if (p->sets && p->fold) {
        CharSet all = { 0 };

        charset_add_folded(p->arena, &all);
        charset_subtract(p->arena, &all, s);
        *s = all;
    } else {
        charset_invert(p->arena, s, p->points ? CHAR_MAX_POINT : CHAR_MAX_UNIT);
    }
}

static int longer_first(const CharString *a, const CharString *b)
{
    return a->n > b->n ? -1 : a->n < b->n;
}

/* Stable: strings of one length stay in their order. */
static void sort_strings(Parser *p, CharString *s, size_t n)
{
    CharString *half;

    if (n < 2)
        return;
    sort_strings(p, s, n / 2);
    sort_strings(p, s + n / 2, n - n / 2);
    half = arena_array(p->arena, CharString, n / 2);
    memcpy(half, s, n / 2 * sizeof *s);
    for (size_t i = 0, j = n / 2, k = 0; i < n / 2; k++) {
        if (j < n && longer_first(&s[j], &half[i]) < 0)
            s[k] = s[j++];
        else
            s[k] = half[i++];
    }
}

static Node *string_node(Parser *p, const CharString *s)
{
    Node *seq = pattern_node(p, s->n > 0 ? NODE_SEQ : NODE_EMPTY);

    for (size_t i = 0; i < s->n; i++)
        node_append(seq, node_char(p, s->points[i]));
    return seq;
}

Node *class_node(Parser *p, ClassValue *v)
{
    Node *alt, *one;
    size_t i = 0;

    charset_normalize(&v->set);
    if (p->fold)
        charset_close_case(p->arena, &v->set, p->points);
    one = node_set(p, &v->set);
    if (v->n == 0)
        return one;
    sort_strings(p, v->strings, v->n);
    alt = pattern_node(p, NODE_ALT);
    for (; i < v->n && v->strings[i].n > 1; i++)
        node_append(alt, string_node(p, &v->strings[i]));
    node_append(alt, one);
    if (i < v->n)
        node_append(alt, string_node(p, &v->strings[i]));
    return alt;
}

/* ---- Escapes that are sets ---- */

static const char *property_kind(const char *name, size_t n)
{
    static const struct {
        const char *name, *kind;
    } kinds[] = { { "General_Category", "gc" },
                  { "gc", "gc" },
                  { "Script", "sc" },
                  { "sc", "sc" },
                  { "Script_Extensions", "scx" },
                  { "scx", "scx" } };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strlen(kinds[i].name) == n && memcmp(kinds[i].name, name, n) == 0)
            return kinds[i].kind;
    }
    return NULL;
}

static void add_property_strings(Parser *p, ClassValue *v, const unsigned char *at)
{
    uint32_t count = unicode_number(&at);

    while (count-- > 0) {
        CharString s = { .n = unicode_number(&at) };

        s.points = arena_array(p->arena, uint32_t, s.n);
        for (size_t i = 0; i < s.n; i++)
            s.points[i] = unicode_number(&at);
        add_string(p, v, s);
    }
    v->may_strings = true;
}

/* {Name} {Name=Value} */
static bool parse_property(Parser *p, ClassValue *v, bool negated)
{
    char text[80], key[96];
    const unsigned char *strings;
    const char *equal, *kind;
    size_t n = 0;

    if (!parser_eat(p, '{'))
        return false;
    for (;; n++) {
        uint32_t c = parser_unit(p, 0);

        if (c == PARSER_END || c > 126 || c <= ' ' || n == sizeof text - 1)
            return false;
        p->at++;
        if (c == '}')
            break;
        text[n] = (char)c;
    }
    text[n] = '\0';
    equal = strchr(text, '=');
    if (equal != NULL) {
        kind = property_kind(text, (size_t)(equal - text));
        if (kind == NULL)
            return false;
        snprintf(key, sizeof key, "%s=%s", kind, equal + 1);
        return charset_add_property(p->arena, &v->set, key);
    }
    snprintf(key, sizeof key, "gc=%s", text);
    if (charset_add_property(p->arena, &v->set, key))
        return true;
    snprintf(key, sizeof key, "bin=%s", text);
    if (charset_add_property(p->arena, &v->set, key))
        return true;
    snprintf(key, sizeof key, "str=%s", text);
    strings = charset_strings(key);
    if (!p->sets || negated || strings == NULL)
        return false;
    add_property_strings(p, v, strings);
    return true;
}

bool parse_class_escape(Parser *p, ClassValue *v, bool in_class)
{
    uint32_t c = parser_unit(p, 0), lower = c | 32;
    ClassValue one = { 0 };

    if (c > 127 || strchr("dDsSwWpP", (int)c) == NULL || c == 0 ||
        (lower == 'p' && !p->points))
        return false;
    p->at++;
    if (lower == 'p') {
        if (!parse_property(p, &one, c == 'P'))
            parser_fail(p, in_class ? "Invalid property name in character class"
                                    : "Invalid property name");
    } else {
        charset_add_escape(p->arena, &one.set, (char)lower);
        if (lower == 'w' && p->points && p->fold)
            charset_close_case(p->arena, &one.set, true);
    }
    if (p->sets && p->fold)
        charset_fold(p->arena, &one.set);
    if (c != lower)
        complement(p, &one.set);
    value_union(p, v, &one);
    return true;
}

/* ---- Classes without v ---- */

/* True: a set, already in v; false: the character *c. */
static bool class_atom(Parser *p, ClassValue *v, uint32_t *c)
{
    *c = parser_next(p);
    if (*c == PARSER_END)
        parser_fail(p, unterminated);
    if (*c != '\\')
        return false;
    if (parser_unit(p, 0) == PARSER_END)
        parser_fail(p, "\\ at end of pattern");
    if (parse_class_escape(p, v, true))
        return true;
    *c = parse_character_escape(p, true);
    return false;
}

static void class_item(Parser *p, ClassValue *v)
{
    uint32_t lo, hi;
    bool lo_set = class_atom(p, v, &lo), hi_set;

    if (parser_unit(p, 0) != '-' || parser_unit(p, 1) == ']') {
        if (!lo_set)
            add_char(p, v, lo);
        return;
    }
    p->at++;
    if (parser_unit(p, 0) == PARSER_END)
        parser_fail(p, unterminated);
    hi_set = class_atom(p, v, &hi);
    if (!lo_set && !hi_set) {
        add_range(p, v, lo, hi);
        return;
    }
    if (p->points)
        parser_fail(p, bad_class);
    add_char(p, v, '-');
    if (!lo_set)
        add_char(p, v, lo);
    if (!hi_set)
        add_char(p, v, hi);
}

static Node *parse_old_class(Parser *p)
{
    ClassValue v = { 0 };
    bool negated = parser_eat(p, '^');

    while (!parser_eat(p, ']')) {
        if (p->at >= p->n)
            parser_fail(p, unterminated);
        class_item(p, &v);
    }
    charset_normalize(&v.set);
    if (p->fold)
        charset_close_case(p->arena, &v.set, p->points);
    if (negated)
        complement(p, &v.set);
    return node_set(p, &v.set);
}

/* ---- Classes with v ---- */

static bool is_double_punctuator(uint32_t c, uint32_t next)
{
    return c == next && c < 128 && c != 0 &&
           strchr("&!#$%*+,.:;<=>?@^`~", (int)c) != NULL;
}

static uint32_t set_character(Parser *p)
{
    uint32_t c = parser_peek(p);

    if (c == PARSER_END)
        parser_fail(p, unterminated);
    if (c == '\\') {
        p->at++;
        return parse_character_escape(p, true);
    }
    if (c < 128 && c != 0 && strchr("()[]{}/-|", (int)c) != NULL)
        parser_fail(p, bad_character);
    if (is_double_punctuator(c, parser_unit(p, 1)))
        parser_fail(p, bad_operation);
    return parser_next(p);
}

/* \q{…|…} after the brace */
static void parse_strings(Parser *p, ClassValue *v)
{
    CharString s = { 0 };
    size_t cap = 0;

    for (;;) {
        uint32_t c = parser_unit(p, 0);

        if (c == '|' || c == '}') {
            p->at++;
            if (s.n != 1)
                v->may_strings = true;
            if (s.n == 1 || !has_string(v, &s))
                add_string(p, v, s);
            s = (CharString){ 0 };
            cap = 0;
            if (c == '}')
                return;
            continue;
        }
        c = set_character(p);
        if (s.n == cap) {
            size_t more = cap > 0 ? cap * 2 : 8;

            s.points = arena_realloc(p->arena, s.points, cap * sizeof c, more * sizeof c);
            cap = more;
        }
        s.points[s.n++] = c;
    }
}

static void parse_set(Parser *p, ClassValue *v, int depth);

/* True: a set or strings, in v; false: the character *c. */
static bool set_operand(Parser *p, ClassValue *v, uint32_t *c, int depth)
{
    if (parser_eat(p, '[')) {
        parse_set(p, v, depth + 1);
        return true;
    }
    if (parser_unit(p, 0) == '\\') {
        if (parser_unit(p, 1) == 'q' && parser_unit(p, 2) == '{') {
            p->at += 3;
            parse_strings(p, v);
            return true;
        }
        p->at++;
        if (parser_unit(p, 0) == PARSER_END)
            parser_fail(p, "\\ at end of pattern");
        if (parse_class_escape(p, v, true))
            return true;
        p->at--;
    }
    *c = set_character(p);
    return false;
}

/* Operands of && or -- up to the end. */
static void parse_operations(Parser *p, ClassValue *v, uint32_t op, int depth)
{
    while (parser_unit(p, 0) != ']') {
        ClassValue other = { 0 };
        uint32_t c;

        if (parser_unit(p, 0) == PARSER_END)
            parser_fail(p, unterminated);
        if (parser_unit(p, 0) != op || parser_unit(p, 1) != op)
            parser_fail(p, bad_operation);
        p->at += 2;
        if (op == '&' && parser_unit(p, 0) == '&')
            parser_fail(p, bad_character);
        if (!set_operand(p, &other, &c, depth))
            add_char(p, &other, c);
        value_combine(p, v, &other, op == '-');
    }
}

/* One operand of a union: a range, too. False where it is one that an operation may
 * follow. */
static bool union_item(Parser *p, ClassValue *v, int depth)
{
    uint32_t c = 0, next, after;
    ClassValue one = { 0 };
    bool is_set = set_operand(p, &one, &c, depth);

    if (is_set) {
        value_union(p, v, &one);
        return false;
    }
    next = parser_unit(p, 0);
    after = parser_unit(p, 1);
    if (next != '-' || after == '-') {
        add_char(p, v, c);
        return false;
    }
    p->at++;
    if (after == '[')
        parser_fail(p, bad_class);
    if (after == '\\') {
        ClassValue ignored = { 0 };

        if (set_operand(p, &ignored, &after, depth))
            parser_fail(p, bad_class);
    } else {
        after = set_character(p);
    }
    add_range(p, v, c, after);
    return true;
}

/* After "[", up to and with its "]". */
static void parse_set(Parser *p, ClassValue *v, int depth)
{
    ClassValue here = { 0 };
    bool negated = parser_eat(p, '^'), first = true, range = false;

    if (depth > MAX_NESTING)
        parser_fail(p, "Regular expression too large");
    while (parser_unit(p, 0) != ']') {
        uint32_t c = parser_unit(p, 0), next = parser_unit(p, 1);

        if (c == PARSER_END)
            parser_fail(p, unterminated);
        if (!first && c == next && (c == '&' || c == '-')) {
            if (range)
                parser_fail(p, bad_operation);
            parse_operations(p, &here, c, depth);
            break;
        }
        if (!first && c == '-')
            parser_fail(p, bad_class);
        range = union_item(p, &here, depth) || !first;
        first = false;
    }
    p->at++;
    if (negated) {
        if (here.may_strings)
            parser_fail(p, "Negated character class may contain strings");
        complement(p, &here.set);
    }
    charset_normalize(&here.set);
    value_union(p, v, &here);
}

Node *parse_class(Parser *p)
{
    ClassValue v = { 0 };

    if (!p->sets)
        return parse_old_class(p);
    parse_set(p, &v, 0);
    return class_node(p, &v);
}
