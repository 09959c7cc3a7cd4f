/* parse.c: the grammar of patterns: disjunctions, terms, groups, quantifiers.
 *
 * Groups nest on a list of frames, not on the C stack. Escapes and classes are in
 * parse_escape.c and parse_class.c. The tree that comes out is bounded in depth
 * (MAX_DEPTH), since what follows walks it recursively. */
#include "runtime/builtins/regexp/parser.h"

#include "common/utf8.h"

#include <string.h>

#define MAX_DEPTH 2000
#define MAX_COUNT 0x7FFFFFFFu

/* A group that is open. */
typedef struct Frame Frame;
struct Frame {
    Frame *up;
    Node *node;      /* GROUP or LOOK; NULL: (?: or the whole */
    Node *alt, *seq; /* what was read of it */
    uint32_t first;  /* the first group within, itself among them */
    unsigned flags;  /* of what is around it */
    unsigned depth;
    /* How many names had been given when the group began, and when this alternative did.
     */
    uint32_t names_open, names_here;
};

void parser_fail(Parser *p, const char *error)
{
    p->error = error;
    longjmp(p->fail, 1);
}

/* ---- Reading ---- */

uint32_t parser_unit(const Parser *p, size_t k)
{
    return p->at + k < p->n ? p->text[p->at + k] : PARSER_END;
}

uint32_t parser_peek(const Parser *p)
{
    uint32_t c = parser_unit(p, 0);

    if (p->points && utf16_is_high(c) && utf16_is_low(parser_unit(p, 1)))
        return utf16_join(c, parser_unit(p, 1));
    return c;
}

uint32_t parser_next(Parser *p)
{
    uint32_t c = parser_peek(p);

    if (c != PARSER_END)
        p->at += c > 0xFFFF ? 2 : 1;
    return c;
}

bool parser_eat(Parser *p, uint32_t c)
{
    if (parser_unit(p, 0) != c)
        return false;
    p->at++;
    return true;
}

/* ---- Nodes ---- */

Node *pattern_node(Parser *p, NodeKind kind)
{
    Node *n = arena_new(p->arena, Node);

    n->kind = kind;
    return n;
}

void node_append(Node *parent, Node *child)
{
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->child = child;
    parent->last = child;
}

Node *node_set(Parser *p, const CharSet *s)
{
    Node *n = pattern_node(p, NODE_SET);

    n->set = arena_new(p->arena, CharSet);
    charset_add_set(p->arena, n->set, s);
    return n;
}

Node *node_char(Parser *p, uint32_t c)
{
    Node *n;

    if (p->fold) {
        CharSet s = { 0 };

        charset_add(p->arena, &s, c, c);
        charset_close_case(p->arena, &s, p->points);
        if (s.n > 1 || s.ranges[0].lo != s.ranges[0].hi)
            return node_set(p, &s);
    }
    n = pattern_node(p, NODE_CHAR);
    n->c = c;
    return n;
}

/* Without what it needn't have around it. */
static Node *simplest(Parser *p, Node *list)
{
    if (list->child == NULL)
        return pattern_node(p, NODE_EMPTY);
    return list->child == list->last ? list->child : list;
}

/* ---- Counting groups before the parse ---- */

static void skip_class(const Parser *p, size_t *i)
{
    for (; *i < p->n && p->text[*i] != ']'; ++*i) {
        if (p->text[*i] == '\\')
            ++*i;
    }
}

/* How many groups there are, and whether one has a name: \2 and \k depend on it. */
static void count_groups(Parser *p)
{
    p->total = 1;
    for (size_t i = 0; i < p->n; i++) {
        if (p->text[i] == '\\') {
            i++;
        } else if (p->text[i] == '[') {
            i++;
            skip_class(p, &i);
        } else if (p->text[i] == '(') {
            if (i + 1 >= p->n || p->text[i + 1] != '?') {
                p->total++;
            } else if (i + 3 < p->n && p->text[i + 2] == '<' && p->text[i + 3] != '=' &&
                       p->text[i + 3] != '!') {
                p->total++;
                p->named = true;
            }
        }
    }
    if (p->total > REGEXP_MAX_GROUPS)
        parser_fail(p, "Too many captures");
}

/* ---- Names ---- */

/* Two groups that may both take part in one match can't have the same name: those of
 * different alternatives can. A name is out of the way (`apart`) while a later
 * alternative of a group around it is read. */
static void add_name(Parser *p, Frame *f, GroupName name)
{
    Pattern *out = p->out;

    for (uint32_t i = 0; i < out->name_count; i++) {
        GroupName *g = &out->names[i];
        bool apart = false;

        if (g->n != name.n || memcmp(g->units, name.units, name.n * 2) != 0)
            continue;
        for (Frame *at = f; at != NULL && !apart; at = at->up)
            apart = i >= at->names_open && i < at->names_here;
        if (!apart)
            parser_fail(p, "Duplicate capture group name");
    }
    out->names = arena_realloc(p->arena, out->names, out->name_count * sizeof name,
                               (out->name_count + 1) * sizeof name);
    out->names[out->name_count++] = name;
}

static void parse_back_name(Parser *p, Node *n)
{
    NamedReference r = { .node = n };

    if (!parser_eat(p, '<'))
        parser_fail(p, "Invalid named reference");
    if (!parse_group_name(p, &r.name))
        parser_fail(p, "Invalid capture group name");
    p->references = arena_realloc(p->arena, p->references, p->reference_count * sizeof r,
                                  (p->reference_count + 1) * sizeof r);
    p->references[p->reference_count++] = r;
}

static void resolve_name(Parser *p, NamedReference *r)
{
    uint32_t *found = arena_array(p->arena, uint32_t, p->out->name_count + 1), n = 0;

    for (uint32_t k = 0; k < p->out->name_count; k++) {
        GroupName *g = &p->out->names[k];

        if (g->n == r->name.n && memcmp(g->units, r->name.units, g->n * 2) == 0)
            found[n++] = g->group;
    }
    if (n == 0)
        parser_fail(p, "Invalid named capture referenced");
    r->node->group = found[0];
    if (n > 1) {
        r->node->groups = found;
        r->node->group_count = n;
    }
}

static void resolve_names(Parser *p)
{
    for (size_t i = 0; i < p->reference_count; i++)
        resolve_name(p, &p->references[i]);
}

/* ---- Groups ---- */

static Frame *open_frame(Parser *p, Frame *up, Node *node)
{
    Frame *f = arena_new(p->arena, Frame);

    f->up = up;
    f->node = node;
    f->alt = pattern_node(p, NODE_ALT);
    f->seq = pattern_node(p, NODE_SEQ);
    f->first = p->out->groups;
    f->flags = p->flags;
    f->depth = up != NULL ? up->depth + 1 : 0;
    f->names_open = f->names_here = p->out->name_count;
    if (f->depth > MAX_DEPTH)
        parser_fail(p, "Regular expression too large");
    return f;
}

static unsigned modifier(uint32_t c)
{
    return c == 'i'   ? REGEXP_IGNORE_CASE
           : c == 'm' ? REGEXP_MULTILINE
           : c == 's' ? REGEXP_DOT_ALL
                      : 0;
}

/* (?ims-ims: after the question mark. */
static Frame *open_modifiers(Parser *p, Frame *up)
{
    unsigned on = 0, off = 0, *to = &on;
    Frame *f;

    for (;;) {
        uint32_t c = parser_next(p);
        unsigned flag = c == PARSER_END ? 0 : modifier(c);

        if (c == ':')
            break;
        if (c == '-' && to == &on) {
            to = &off;
            continue;
        }
        if (flag == 0)
            parser_fail(p, "Invalid group");
        if ((on | off) & flag)
            parser_fail(p, "Repeated flag in flag group");
        *to |= flag;
    }
    if (to == &off && (on | off) == 0)
        parser_fail(p, "Invalid flag group");
    f = open_frame(p, up, NULL);
    p->flags = (p->flags | on) & ~off;
    p->fold = (p->flags & REGEXP_IGNORE_CASE) != 0;
    return f;
}

static Frame *open_capture(Parser *p, Frame *up, bool named)
{
    Node *n = pattern_node(p, NODE_GROUP);
    GroupName name;

    n->group = p->out->groups;
    if (named) {
        if (!parse_group_name(p, &name))
            parser_fail(p, "Invalid capture group name");
        name.group = n->group;
        add_name(p, up, name);
    }
    up = open_frame(p, up, n);
    p->out->groups++;
    return up;
}

static Frame *open_look(Parser *p, Frame *up, bool behind, bool negative)
{
    Node *n = pattern_node(p, NODE_LOOK);

    n->behind = behind;
    n->negative = negative;
    return open_frame(p, up, n);
}

/* After "(". */
static Frame *open_group(Parser *p, Frame *up)
{
    if (!parser_eat(p, '?'))
        return open_capture(p, up, false);
    if (parser_eat(p, ':'))
        return open_frame(p, up, NULL);
    if (parser_eat(p, '='))
        return open_look(p, up, false, false);
    if (parser_eat(p, '!'))
        return open_look(p, up, false, true);
    if (parser_eat(p, '<')) {
        if (parser_eat(p, '='))
            return open_look(p, up, true, false);
        if (parser_eat(p, '!'))
            return open_look(p, up, true, true);
        return open_capture(p, up, true);
    }
    return open_modifiers(p, up);
}

static void end_alternative(Parser *p, Frame *f)
{
    node_append(f->alt, simplest(p, f->seq));
    f->seq = pattern_node(p, NODE_SEQ);
    f->names_here = p->out->name_count;
}

/* What the group was, as a node. */
static Node *close_group(Parser *p, Frame *f)
{
    Node *body;

    end_alternative(p, f);
    body = simplest(p, f->alt);
    p->flags = f->flags;
    p->fold = (p->flags & REGEXP_IGNORE_CASE) != 0;
    if (f->node == NULL)
        return body;
    f->node->child = f->node->last = body;
    f->node->inside = f->first;
    f->node->inside_end = p->out->groups;
    return f->node;
}

/* ---- Quantifiers ---- */

static bool parse_number(Parser *p, uint32_t *out)
{
    uint64_t v = 0;
    size_t start = p->at;

    while (parser_unit(p, 0) >= '0' && parser_unit(p, 0) <= '9') {
        v = v * 10 + (p->text[p->at++] - '0');
        if (v > MAX_COUNT)
            v = MAX_COUNT;
    }
    *out = (uint32_t)v;
    return p->at > start;
}

/* {n} {n,} {n,m}: true, or nothing is read. */
static bool parse_braces(Parser *p, uint32_t *min, uint32_t *max)
{
    size_t start = p->at;

    if (!parser_eat(p, '{') || !parse_number(p, min))
        goto none;
    *max = *min;
    if (parser_eat(p, ',')) {
        if (!parse_number(p, max))
            *max = REPEAT_FOREVER;
    }
    if (parser_eat(p, '}'))
        return true;
none:
    p->at = start;
    return false;
}

/* The quantifier behind an atom: true, or there is none. */
static bool parse_quantifier(Parser *p, uint32_t *min, uint32_t *max)
{
    *min = 0;
    *max = REPEAT_FOREVER;
    switch (parser_unit(p, 0)) {
    case '*': p->at++; return true;
    case '+':
        p->at++;
        *min = 1;
        return true;
    case '?':
        p->at++;
        *max = 1;
        return true;
    case '{':
        if (parse_braces(p, min, max)) {
            if (*max < *min)
                parser_fail(p, "numbers out of order in {} quantifier");
            if (*max >= MAX_COUNT)
                *max = REPEAT_FOREVER;
            return true;
        }
        if (p->points)
            parser_fail(p, "Incomplete quantifier");
        return false;
    default: return false;
    }
}

/* The atom goes into the sequence, with what stands behind it; `fixed`: that can't be a
 * quantifier. */
static void add_atom(Parser *p, Frame *f, Node *atom, uint32_t first, bool fixed)
{
    uint32_t min, max;
    Node *repeat;

    if (!parse_quantifier(p, &min, &max)) {
        node_append(f->seq, atom);
        return;
    }
    if (fixed)
        parser_fail(p, "Invalid quantifier");
    repeat = pattern_node(p, NODE_REPEAT);
    repeat->min = min;
    repeat->max = max;
    repeat->lazy = parser_eat(p, '?');
    repeat->inside = first;
    repeat->inside_end = p->out->groups;
    node_append(repeat, atom);
    node_append(f->seq, repeat);
}

/* ---- Terms ---- */

static Node *dot(Parser *p)
{
    CharSet s = { 0 };

    if (!(p->flags & REGEXP_DOT_ALL)) {
        charset_add(p->arena, &s, '\n', '\n');
        charset_add(p->arena, &s, '\r', '\r');
        charset_add(p->arena, &s, 0x2028, 0x2029);
    }
    charset_invert(p->arena, &s, p->points ? CHAR_MAX_POINT : CHAR_MAX_UNIT);
    return node_set(p, &s);
}

static Node *word_boundary(Parser *p, bool negative)
{
    Node *n = pattern_node(p, NODE_WORD);
    CharSet s = { 0 };

    charset_add_escape(p->arena, &s, 'w');
    if (p->fold && p->points)
        charset_close_case(p->arena, &s, true);
    n->negative = negative;
    n->set = arena_new(p->arena, CharSet);
    *n->set = s;
    return n;
}

/* \1 …: false, with nothing read, where there is no such group. */
static bool parse_back(Parser *p, Node **out)
{
    size_t start = p->at;
    uint32_t v;

    if (!parse_number(p, &v) || v >= p->total) {
        p->at = start;
        return false;
    }
    *out = pattern_node(p, NODE_BACK);
    (*out)->group = v;
    (*out)->fold = p->fold;
    return true;
}

/* After a backslash. True: an atom; false: an assertion, already in the sequence. */
static bool parse_escape(Parser *p, Frame *f, Node **out)
{
    ClassValue v = { 0 };
    uint32_t c = parser_unit(p, 0);

    if (c == PARSER_END)
        parser_fail(p, "\\ at end of pattern");
    if (c == 'b' || c == 'B') {
        p->at++;
        node_append(f->seq, word_boundary(p, c == 'B'));
        return false;
    }
    if (c >= '1' && c <= '9') {
        if (parse_back(p, out))
            return true;
        if (p->points)
            parser_fail(p, "Invalid escape");
    }
    if (c == 'k' && (p->points || p->named)) {
        p->at++;
        *out = pattern_node(p, NODE_BACK);
        (*out)->fold = p->fold;
        parse_back_name(p, *out);
        return true;
    }
    if (parse_class_escape(p, &v, false)) {
        *out = class_node(p, &v);
        return true;
    }
    *out = node_char(p, parse_character_escape(p, false));
    return true;
}

static void add_assertion(Parser *p, Frame *f, NodeKind kind)
{
    Node *n = pattern_node(p, kind);

    n->lines = (p->flags & REGEXP_MULTILINE) != 0;
    node_append(f->seq, n);
}

/* What can't begin a term. */
static void check_term(Parser *p, uint32_t c)
{
    uint32_t min, max;

    if (c == '*' || c == '+' || c == '?')
        parser_fail(p, "Nothing to repeat");
    if (c == '{' && parse_braces(p, &min, &max))
        parser_fail(p, "Nothing to repeat");
    if (p->points && (c == '{' || c == '}' || c == ']'))
        parser_fail(p, "Lone quantifier brackets");
}

/* One term; the frame that is open after it. */
static Frame *parse_term(Parser *p, Frame *f)
{
    uint32_t first = p->out->groups, c = parser_peek(p);
    Node *atom;
    bool fixed;

    check_term(p, c);
    parser_next(p);
    switch (c) {
    case '|': end_alternative(p, f); return f;
    case '^': add_assertion(p, f, NODE_START); return f;
    case '$': add_assertion(p, f, NODE_END); return f;
    case '(': return open_group(p, f);
    case ')': {
        Frame *up = f->up;

        if (up == NULL)
            parser_fail(p, "Unmatched ')'");
        atom = close_group(p, f);
        fixed = f->node == atom && atom->kind == NODE_LOOK && (atom->behind || p->points);
        add_atom(p, up, atom, f->first, fixed);
        return up;
    }
    case '.': atom = dot(p); break;
    case '[': atom = parse_class(p); break;
    case '\\':
        if (!parse_escape(p, f, &atom))
            return f;
        break;
    default: atom = node_char(p, c); break;
    }
    add_atom(p, f, atom, first, false);
    return f;
}

static void parse_all(Parser *p)
{
    Frame *f;

    count_groups(p);
    f = open_frame(p, NULL, NULL);
    while (p->at < p->n)
        f = parse_term(p, f);
    if (f->up != NULL)
        parser_fail(p, "Unterminated group");
    p->out->root = close_group(p, f);
    resolve_names(p);
}

int pattern_parse(Arena *a, const uint16_t *text, size_t n, unsigned flags, Pattern *out,
                  const char **error)
{
    Parser *p = arena_new(a, Parser);

    *out = (Pattern){ .flags = flags, .groups = 1 };
    p->arena = a;
    p->text = text;
    p->n = n;
    p->flags = flags;
    p->points = (flags & REGEXP_POINTS) != 0;
    p->sets = (flags & REGEXP_SETS) != 0;
    p->fold = (flags & REGEXP_IGNORE_CASE) != 0;
    p->named = p->points;
    p->out = out;
    if (setjmp(p->fail) != 0) {
        *error = p->error;
        return -1;
    }
    parse_all(p);
    return 0;
}

bool pattern_flags(const char *letters, size_t n, unsigned *out)
{
    static const char known[] = {
#define X(name, letter) letter,
        REGEXP_FLAGS(X)
#undef X
    };

    *out = 0;
    for (size_t i = 0; i < n; i++) {
        const char *at = memchr(known, letters[i], sizeof known);
        unsigned flag;

        if (at == NULL)
            return false;
        flag = 1u << (at - known);
        if (*out & flag)
            return false;
        *out |= flag;
    }
    return (*out & REGEXP_POINTS) != REGEXP_POINTS;
}
