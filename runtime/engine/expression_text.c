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
    bool comma;     /* a comma is an operator: between parentheses */
    bool iterating; /* what `new` makes is called by its constructor */
    bool failed;    /* no simple form */
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

/* Behind the comment that begins at `at`; `at` where none does. */
static size_t comment_end(const char *source, size_t n, size_t at)
{
    const char *close;

    if (at + 1 >= n || source[at] != '/' ||
        (source[at + 1] != '/' && source[at + 1] != '*'))
        return at;
    if (source[at + 1] == '/')
        close = memchr(source + at, '\n', n - at);
    else
        close = memmem(source + at + 2, n - at - 2, "*/", 2);
    return close == NULL ? n : (size_t)(close - source) + (source[at + 1] == '*' ? 2 : 0);
}

static void skip_space(Printer *p)
{
    for (;;) {
        size_t end = comment_end(p->source, p->end, p->at);

        if (end == p->at && p->at < p->end && p->source[p->at] != '\0' &&
            strchr(" \t\r\n", p->source[p->at]) != NULL)
            end++;
        if (end == p->at)
            return;
        p->at = end;
    }
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
        if (c == '/' && comment_end(source, n, at) > at) {
            at = comment_end(source, n, at);
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

size_t expression_element_end(const char *source, size_t n, size_t at)
{
    while (at < n && strchr(",)]}", source[at]) == NULL) {
        size_t end = at + 1;

        if (source[at] == '"' || source[at] == '\'' || source[at] == '`')
            end = string_end(source, n, at);
        else if (strchr("([{", source[at]) != NULL && source[at] != '\0')
            end = expression_bracket_end(source, n, at);
        at = end > 0 ? end : n;
    }
    return at < n ? at : n;
}

/* Behind the bracket that is opened at `at`; the end where nothing closes it. */
static size_t bracket_end(const Printer *p, size_t at)
{
    size_t end = expression_bracket_end(p->source, p->end, at);

    return end > 0 ? end : p->end;
}

static ExpressionKind print_expression(Printer *p);

/* source[from..end) as an expression of its own, which always has a form. */
static ExpressionKind print_part(Printer *p, size_t from, size_t end)
{
    Printer part = *p;
    ExpressionKind kind = EXPRESSION_OTHER;

    part.at = from;
    part.end = end;
    part.depth++;
    part.comma = true;
    if (part.depth < MAX_DEPTH)
        kind = print_expression(&part);
    skip_space(&part);
    if (part.failed || part.at < end || part.depth >= MAX_DEPTH) {
        p->out[p->len] = '\0';
        put_text(p, INTERMEDIATE);
        return EXPRESSION_OTHER;
    }
    p->len = part.len;
    return kind;
}

static bool is_arrow(const Printer *p, size_t at)
{
    Printer ahead = *p;

    ahead.at = at;
    return eat(&ahead, "=>");
}

/* The elements of a literal, one after the other: begin and close are written around. */
static void print_elements(Printer *p, size_t from, size_t end)
{
    size_t at = from;
    bool first = true;

    put_text(p, "[");
    while (at < end) {
        size_t stop = expression_element_end(p->source, end, at);

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
        at = expression_element_end(p->source, end, at);
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

static bool is_keyword(const Printer *p, const char *word)
{
    size_t n = strlen(word);

    return looking_at(p, word) &&
           (p->at + n >= p->end || !is_name_char(p->source[p->at + n]));
}

/* A name or number; keywords that begin an expression have no simple form. */
static void print_word(Printer *p)
{
    static const char *const odd[] = { "async", "import", "yield" };
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

static void print_regexp(Printer *p)
{
    size_t from = p->at++;
    bool class = false;

    while (p->at < p->end && peek(p) != '\n' && (peek(p) != '/' || class)) {
        class = peek(p) == '[' || (class && peek(p) != ']');
        p->at += peek(p) == '\\' ? 2 : 1;
    }
    for (p->at++; is_name_char(peek(p));)
        p->at++;
    if (p->at > p->end)
        p->failed = true;
    else
        put(p, p->source + from, p->at - from);
}

/* A function or class: of its text only the end matters. */
static void skip_function(Printer *p, bool function)
{
    const char *open;

    for (int i = 0; i < (function ? 2 : 1) && !p->failed; i++) {
        open = memchr(p->source + p->at, i == 0 && function ? '(' : '{', p->end - p->at);
        p->failed = open == NULL;
        if (open != NULL)
            p->at = bracket_end(p, (size_t)(open - p->source));
    }
    put_text(p, INTERMEDIATE);
}

static ExpressionKind print_primary(Printer *p)
{
    size_t from = p->at, end;
    ExpressionKind kind = EXPRESSION_NAME;

    switch (peek(p)) {
    case '(':
        end = bracket_end(p, from);
        p->failed = p->failed || is_arrow(p, end);
        kind = print_part(p, from + 1, end - 1);
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
    case '/': print_regexp(p); break;
    default:
        if (is_keyword(p, "function") || is_keyword(p, "class")) {
            skip_function(p, peek(p) == 'f');
        } else if (is_keyword(p, "super")) {
            p->at += 5;
            put_text(p, INTERMEDIATE);
        } else {
            print_word(p);
        }
        break;
    }
    return kind;
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

/* The output from `start` on becomes "(…". */
static void open_parenthesis(Printer *p, size_t start)
{
    put_text(p, " ");
    if (p->failed)
        return;
    memmove(p->out + start + 1, p->out + start, p->len - start - 1);
    p->out[start] = '(';
}

static void replace(Printer *p, size_t start, const char *text)
{
    p->len = start;
    p->out[start] = '\0';
    put_text(p, text);
}

/* What follows a dot: .name, and [#name] of a private one. */
static void print_property(Printer *p)
{
    bool private;

    skip_space(p);
    private = peek(p) == '#';
    put_text(p, private ? "[" : ".");
    print_word(p);
    put_text(p, private ? "]" : "");
}

/* new F(…): F where messages look into it, no more than a value elsewhere. */
static void print_new(Printer *p)
{
    size_t start = p->len;

    p->at += 3;
    skip_space(p);
    print_primary(p);
    while (!p->failed && (peek(p) == '.' || peek(p) == '[')) {
        if (peek(p) == '[') {
            print_index(p);
            continue;
        }
        p->at++;
        print_property(p);
    }
    if (peek(p) == '(')
        p->at = bracket_end(p, p->at);
    if (!p->iterating)
        replace(p, start, INTERMEDIATE);
}

/* a.b[c](d) */
static ExpressionKind print_chain(Printer *p)
{
    size_t start = p->len;
    bool optional = false;
    ExpressionKind kind;

    if (is_keyword(p, "new")) {
        print_new(p);
        kind = EXPRESSION_CALL;
    } else {
        kind = print_primary(p);
    }
    while (!p->failed) {
        size_t before = p->at;

        if (eat(p, "?.")) {
            optional = true;
            if (peek(p) != '(' && peek(p) != '[')
                print_word(p);
        } else if (!looking_at(p, "...") && eat(p, ".")) {
            print_property(p);
            kind = EXPRESSION_MEMBER;
        } else if (peek(p) == '[') {
            print_index(p);
            kind = EXPRESSION_MEMBER;
        } else if (peek(p) == '(' || peek(p) == '`') {
            p->at = peek(p) == '(' ? bracket_end(p, p->at)
                                   : string_end(p->source, p->end, p->at);
            put_text(p, "(...)");
            kind = EXPRESSION_CALL;
        } else {
            p->at = before;
            break;
        }
    }
    if (!optional)
        return kind;
    replace(p, start, INTERMEDIATE);
    return EXPRESSION_OTHER;
}

static ExpressionKind print_operand(Printer *p);

static ExpressionKind print_unary(Printer *p, const char *sign)
{
    size_t start = p->len, from;
    bool waits = strcmp(sign, "await") == 0;

    p->at += strlen(sign);
    put_text(p, "(");
    put_text(p, sign);
    put_text(p, is_name_char(sign[0]) ? " " : "");
    skip_space(p);
    from = p->at;
    if (p->depth++ < MAX_DEPTH)
        print_operand(p);
    else
        p->failed = true;
    p->depth--;
    if (waits) {
        replace(p, start, INTERMEDIATE);
    } else if (sign[0] == '-' && from < p->at && is_digit(p->source[from])) {
        memmove(p->out + start, p->out + start + 1, p->len - start);
        p->len--;
        return EXPRESSION_NAME;
    } else {
        put_text(p, ")");
    }
    return EXPRESSION_OTHER;
}

static ExpressionKind print_operand(Printer *p)
{
    static const char *const words[] = { "void", "typeof", "delete", "await" };
    char sign[2] = { 0 };

    skip_space(p);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (is_keyword(p, words[i]))
            return print_unary(p, words[i]);
    }
    sign[0] = peek(p);
    if (sign[0] != '\0' && strchr("!-~+", sign[0]) != NULL)
        return print_unary(p, sign);
    return print_chain(p);
}

typedef struct {
    const char *text;
    int strength; /* what binds closer is more */
} Operator;

/* The binary operator that follows; NULL for none. */
static const Operator *operator_at(Printer *p)
{
    static const Operator operators[] = {
        { "instanceof", 7 }, { ">>>", 8 }, { "===", 6 }, { "!==", 6 }, { "**", 11 },
        { "||", 1 },         { "&&", 2 },  { "??", 1 },  { "==", 6 },  { "!=", 6 },
        { "<=", 7 },         { ">=", 7 },  { "<<", 8 },  { ">>", 8 },  { "in", 7 },
        { "+", 9 },          { "-", 9 },   { "*", 10 },  { "/", 10 },  { "%", 10 },
        { "<", 7 },          { ">", 7 },   { "|", 3 },   { "^", 4 },   { "&", 5 },
        { ",", 0 },
    };

    skip_space(p);
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        const Operator *o = &operators[i];
        size_t n = strlen(o->text);

        if (!looking_at(p, o->text) ||
            (is_name_char(o->text[0]) && !is_keyword(p, o->text)))
            continue;
        if (o->text[0] == ',' && !p->comma)
            return NULL;
        /* an assignment, x++ */
        if (o->text[n - 1] != '=' && p->at + n < p->end &&
            (p->source[p->at + n] == '=' ||
             (strchr("+-", o->text[0]) != NULL && p->source[p->at + n] == o->text[0])))
            return NULL;
        return o;
    }
    return NULL;
}

/* An operand behind an operator; in a part what has no simple form is the rest. */
static void print_next(Printer *p, int strength);

/* Operators that bind as closely as strength, or more so. */
static ExpressionKind print_binary(Printer *p, int strength)
{
    size_t start = p->len;
    ExpressionKind kind = print_operand(p);

    while (!p->failed) {
        size_t before = p->at;
        const Operator *first = operator_at(p), *next = first;

        if (first == NULL || first->strength < strength) {
            p->at = before;
            break;
        }
        open_parenthesis(p, start);
        while (!p->failed && next == first) {
            p->at += strlen(first->text);
            put_text(p, " ");
            put_text(p, first->text);
            put_text(p, " ");
            print_next(p, first->strength + 1);
            before = p->at;
            next = operator_at(p);
        }
        p->at = before;
        put_text(p, ")");
        kind = EXPRESSION_OTHER;
    }
    return kind;
}

static void print_next(Printer *p, int strength)
{
    size_t len = p->len;

    print_binary(p, strength);
    if (!p->failed || p->depth == 0)
        return;
    p->failed = false;
    p->at = p->end;
    replace(p, len, INTERMEDIATE);
}

/* An expression that messages don't show. */
static void skip_expression(Printer *p)
{
    size_t len = p->len;
    bool comma = p->comma;

    p->comma = false;
    if (p->depth++ < MAX_DEPTH)
        print_expression(p);
    else
        p->failed = true;
    p->depth--;
    p->comma = comma;
    p->len = len;
    p->out[len] = '\0';
}

/* Behind the operator of an assignment that is looked at; 0 where none is. */
static size_t assignment_at(const Printer *p)
{
    size_t at = p->at;

    while (at < p->end && at < p->at + 3 && strchr("+-*/%&|^?<>", p->source[at]) != NULL)
        at++;
    return at + 1 < p->end && p->source[at] == '=' && p->source[at + 1] != '=' &&
                   p->source[at + 1] != '>'
               ? at + 1
               : 0;
}

static ExpressionKind print_expression(Printer *p)
{
    size_t start = p->len, before;
    ExpressionKind kind = print_binary(p, 0);

    before = p->at;
    skip_space(p);
    if (!p->failed && peek(p) == '?' && !looking_at(p, "?.") && !looking_at(p, "??")) {
        p->at++;
        skip_expression(p);
        p->failed = p->failed || !eat(p, ":");
        skip_expression(p);
        replace(p, start, INTERMEDIATE INTERMEDIATE INTERMEDIATE);
        return EXPRESSION_OTHER;
    }
    if (!p->failed && kind != EXPRESSION_OTHER && assignment_at(p) > 0) {
        /* V8 shows what is assigned to. */
        p->at = assignment_at(p);
        skip_expression(p);
        return kind;
    }
    p->at = before;
    return kind;
}

bool expression_text(const char *source, size_t n, size_t at, bool iterated, char *out,
                     size_t room, ExpressionKind *kind)
{
    Printer p = { .source = source,
                  .at = at,
                  .end = n,
                  .out = out,
                  .room = room,
                  .iterating = iterated };
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
            comment_end(source, n, p.at) > p.at);
}

void expression_text_of(const char *source, size_t from, size_t end, char *out,
                        size_t room)
{
    Printer p = { .source = source, .end = end, .out = out, .room = room };

    out[0] = '\0';
    print_part(&p, from, end);
}
