/* expression_text.c: a small reader of expressions, which writes what it reads. */
#include "runtime/engine/expression_text.h"

#include <stdio.h>
#include <string.h>

#define INTERMEDIATE "(intermediate value)"
#define MAX_DEPTH 20

typedef struct {
    const char *source;
    size_t at, end;
    char *out;
    size_t room, len;
    int depth;
    bool failed; /* no simple form */
} Printer;

static void put(Printer *p, const char *s, size_t n)
{
    if (n >= p->room - p->len) {
        p->failed = true;
        return;
    }
    memcpy(p->out + p->len, s, n);
    p->len += n;
    p->out[p->len] = '\0';
}

static void put_text(Printer *p, const char *s)
{
    put(p, s, strlen(s));
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '$' || c == '#' || (unsigned char)c >= 0x80;
}

static void skip_space(Printer *p)
{
    while (p->at < p->end && strchr(" \t\r\n", p->source[p->at]) != NULL &&
           p->source[p->at] != '\0')
        p->at++;
}

static char peek(const Printer *p)
{
    return p->at < p->end ? p->source[p->at] : '\0';
}

static bool looking_at(const Printer *p, const char *s)
{
    size_t n = strlen(s);

    return p->at + n <= p->end && memcmp(p->source + p->at, s, n) == 0;
}

static bool eat(Printer *p, const char *s)
{
    skip_space(p);
    if (!looking_at(p, s))
        return false;
    p->at += strlen(s);
    return true;
}

/* Behind the string or template that begins at `at`, or n. */
static size_t string_end(const char *source, size_t n, size_t at)
{
    char quote = source[at];

    for (at++; at < n && source[at] != quote; at++)
        at += source[at] == '\\';
    return at < n ? at + 1 : n;
}

size_t expression_bracket_end(const char *source, size_t n, size_t at)
{
    int depth = 0;

    while (at < n) {
        char c = source[at];

        if (c == '"' || c == '\'' || c == '`') {
            at = string_end(source, n, at);
            continue;
        }
        at++;
        if (c == '(' || c == '[' || c == '{')
            depth++;
        else if ((c == ')' || c == ']' || c == '}') && --depth <= 0)
            return at;
    }
    return 0;
}

/* Behind the bracket that is opened at `at`; the end where nothing closes it. */
static size_t bracket_end(const Printer *p, size_t at)
{
    size_t end = expression_bracket_end(p->source, p->end, at);

    return end > 0 ? end : p->end;
}

static ExpressionKind print_expression(Printer *p);

/* source[from..end) as an expression of its own, which always has a form. */
static void print_part(Printer *p, size_t from, size_t end)
{
    Printer part = *p;

    part.at = from;
    part.end = end;
    part.depth++;
    if (part.depth < MAX_DEPTH)
        print_expression(&part);
    skip_space(&part);
    /* Of an assignment V8 shows what is assigned to. */
    if (!part.failed && part.at + 1 < end && part.source[part.at] == '=' &&
        part.source[part.at + 1] != '=' && part.source[part.at + 1] != '>')
        part.at = end;
    if (part.failed || part.at < end || part.depth >= MAX_DEPTH) {
        put_text(p, INTERMEDIATE);
        return;
    }
    p->len = part.len;
}

static bool is_arrow(const Printer *p, size_t at)
{
    Printer ahead = *p;

    ahead.at = at;
    return eat(&ahead, "=>");
}

/* Where the element of a literal ends that begins at `at`: at a comma, or at `end`. */
static size_t element_end(const Printer *p, size_t at, size_t end)
{
    while (at < end && p->source[at] != ',') {
        char c = p->source[at];

        at = c == '"' || c == '\'' || c == '`'  ? string_end(p->source, p->end, at)
             : c == '(' || c == '[' || c == '{' ? bracket_end(p, at)
                                                : at + 1;
    }
    return at;
}

/* The elements of a literal, one after the other: begin and close are written around. */
static void print_elements(Printer *p, size_t from, size_t end)
{
    size_t at = from;
    bool first = true;

    put_text(p, "[");
    while (at < end) {
        size_t stop = element_end(p, at, end);

        put_text(p, first ? "" : ",");
        first = false;
        print_part(p, at, stop);
        at = stop + 1;
    }
    put_text(p, "]");
}

static void print_object(Printer *p, size_t from, size_t end)
{
    int n = 0;

    put_text(p, "{");
    for (size_t at = from; at < end;) {
        char c = p->source[at];

        if (c == ',' || strchr(" \t\r\n", c) != NULL) {
            at++;
            continue;
        }
        n++;
        at = element_end(p, at, end);
    }
    for (; n > 0; n--)
        put_text(p, INTERMEDIATE);
    put_text(p, "}");
}

static void print_string(Printer *p)
{
    size_t end = string_end(p->source, p->end, p->at);

    if (end - p->at < 2) {
        p->failed = true;
        return;
    }
    if (p->source[p->at] == '`' && memchr(p->source + p->at, '$', end - p->at) != NULL)
        p->failed = true;
    put_text(p, "\"");
    put(p, p->source + p->at + 1, end - p->at - 2);
    put_text(p, "\"");
    p->at = end;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(const char *s, size_t n, const char *word)
{
    return n == strlen(word) && memcmp(s, word, n) == 0;
}

/* A name or number; keywords that begin an expression have no simple form. */
static void print_word(Printer *p)
{
    static const char *const odd[] = { "function", "class", "async", "await", "yield",
                                       "new",      "super", "void",  "delete" };
    size_t from = p->at;
    bool number = is_digit(peek(p));

    while (is_name_char(peek(p)) || (number && peek(p) == '.' && p->at + 1 < p->end &&
                                     is_digit(p->source[p->at + 1])))
        p->at++;
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        p->failed = p->failed || is_word(p->source + from, p->at - from, odd[i]);
    p->failed = p->failed || p->at == from || is_arrow(p, p->at);
    put(p, p->source + from, p->at - from);
}

static void print_primary(Printer *p)
{
    size_t from = p->at, end;

    switch (peek(p)) {
    case '(':
        end = bracket_end(p, from);
        p->failed = p->failed || is_arrow(p, end);
        print_part(p, from + 1, end - 1);
        p->at = end;
        break;
    case '[':
        end = bracket_end(p, from);
        print_elements(p, from + 1, end - 1);
        p->at = end;
        break;
    case '{':
        end = bracket_end(p, from);
        print_object(p, from + 1, end - 1);
        p->at = end;
        break;
    case '"':
    case '\'':
    case '`': print_string(p); break;
    default: print_word(p); break;
    }
}

static void print_index(Printer *p)
{
    size_t from = p->at + 1, end = bracket_end(p, p->at);
    char c;

    p->at = from;
    skip_space(p);
    c = peek(p);
    if ((c == '"' || c == '\'' || c == '`') &&
        string_end(p->source, p->end, p->at) == end - 1) {
        put_text(p, ".");
        put(p, p->source + p->at + 1, end - p->at - 3);
    } else {
        put_text(p, "[");
        print_part(p, from, end - 1);
        put_text(p, "]");
    }
    p->at = end;
}

/* a.b[c](d): *last is where the arguments of a last call begin in the output. */
static ExpressionKind print_operand(Printer *p)
{
    ExpressionKind kind = EXPRESSION_NAME;

    skip_space(p);
    if (peek(p) == '!' || peek(p) == '-' || peek(p) == '~' || peek(p) == '+') {
        char sign[3] = { '(', p->source[p->at++], '\0' };

        put_text(p, sign);
        if (p->depth++ < MAX_DEPTH)
            print_operand(p);
        else
            p->failed = true;
        p->depth--;
        put_text(p, ")");
        return EXPRESSION_OTHER;
    }
    if (looking_at(p, "new ")) {
        p->failed = p->failed || p->depth > 0;
        p->at += 4;
        print_operand(p);
        if (p->len >= 5 && strcmp(p->out + p->len - 5, "(...)") == 0)
            p->len -= 5;
        p->out[p->len] = '\0';
        return EXPRESSION_CALL;
    }
    print_primary(p);
    while (!p->failed) {
        size_t before = p->at;

        if (eat(p, "?.")) {
            kind = EXPRESSION_OTHER;
            if (peek(p) == '(' || peek(p) == '[')
                continue;
            put_text(p, "?.");
            print_word(p);
        } else if (!looking_at(p, "...") && eat(p, ".")) {
            skip_space(p);
            put_text(p, ".");
            print_word(p);
            kind = EXPRESSION_MEMBER;
        } else if (peek(p) == '[') {
            print_index(p);
            kind = EXPRESSION_MEMBER;
        } else if (peek(p) == '(') {
            p->at = bracket_end(p, p->at);
            put_text(p, "(...)");
            kind = EXPRESSION_CALL;
        } else {
            p->at = before;
            break;
        }
    }
    return kind;
}

/* The binary operator that follows; NULL for none. */
static const char *operator_at(Printer *p)
{
    static const char *const operators[] = { "===", "!==", "**", "||", "&&", "??",
                                             "==",  "!=",  "<=", ">=", "+",  "-",
                                             "*",   "/",   "%",  "<",  ">",  "," };

    skip_space(p);
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (looking_at(p, operators[i]))
            return operators[i];
    }
    return NULL;
}

/* An operand behind an operator; what has no simple form is the rest. */
static void print_next_operand(Printer *p)
{
    size_t len = p->len;

    print_operand(p);
    if (!p->failed || p->depth == 0)
        return;
    p->failed = false;
    p->len = len;
    p->out[len] = '\0';
    p->at = p->end;
    put_text(p, INTERMEDIATE);
}

static ExpressionKind print_expression(Printer *p)
{
    size_t start = p->len, before;
    ExpressionKind kind = print_operand(p);
    const char *first, *next;

    before = p->at;
    first = p->failed ? NULL : operator_at(p);
    if (first == NULL || (p->depth == 0 && first[0] == ',')) {
        p->at = before;
        return kind;
    }
    /* Room for the parenthesis in front. */
    put_text(p, " ");
    if (p->failed)
        return kind;
    memmove(p->out + start + 1, p->out + start, p->len - start - 1);
    p->out[start] = '(';
    for (next = first; next != NULL && !p->failed; next = operator_at(p)) {
        if (strcmp(next, first) != 0) {
            p->failed = true;
            break;
        }
        p->at += strlen(first);
        put_text(p, " ");
        put_text(p, first);
        put_text(p, " ");
        print_next_operand(p);
    }
    put_text(p, ")");
    return EXPRESSION_OTHER;
}

bool expression_text(const char *source, size_t n, size_t at, char *out, size_t room,
                     ExpressionKind *kind)
{
    Printer p = { .source = source, .at = at, .end = n, .out = out, .room = room };
    size_t end;

    out[0] = '\0';
    *kind = print_expression(&p);
    end = p.at;
    while (p.at < n && (source[p.at] == ' ' || source[p.at] == '\t'))
        p.at++;
    if (*kind == EXPRESSION_CALL && p.len >= 5 && strcmp(out + p.len - 5, "(...)") == 0)
        out[p.len - 5] = '\0';
    return !p.failed && end > at &&
           (p.at >= n || strchr(",;)]}\n\r", source[p.at]) != NULL ||
            (p.at + 1 < n && source[p.at] == '/' && strchr("/*", source[p.at + 1])));
}

void expression_text_of(const char *source, size_t from, size_t end, char *out,
                        size_t room)
{
    Printer p = { .source = source, .end = end, .out = out, .room = room };

    out[0] = '\0';
    print_part(&p, from, end);
}
