/* callee_text.c: the text is read backwards, from the callee's end to where it begins. */
#include "runtime/engine/callee_text.h"

#include <stdio.h>
#include <string.h>

#include "runtime/engine/expression_text.h"

/* Pieces are found last one first: they are put together from the end of `text`. */
typedef struct {
    const char *source;
    char text[256];
    size_t from; /* where in `text` what is there begins */
    bool failed;
} Reader;

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

static void prepend(Reader *r, const char *s, size_t n)
{
    if (n > r->from) {
        r->failed = true;
        return;
    }
    r->from -= n;
    memcpy(r->text + r->from, s, n);
}

#define PREPEND(r, literal) prepend(r, literal, sizeof(literal) - 1)

/* Where the comment begins that the line which ends at `end` ends with; `end` where there
 * is none. */
static size_t line_comment(const Reader *r, size_t end)
{
    size_t i = end;
    char quote = '\0';

    while (i > 0 && r->source[i - 1] != '\n')
        i--;
    for (; i < end; i++) {
        char c = r->source[i];

        if (quote != '\0' && c == '\\')
            i++;
        else if (quote != '\0' || is_quote(c))
            quote = quote == c ? '\0' : quote == '\0' ? c : quote;
        else if (c == '/' && i + 1 < end && r->source[i + 1] == '/')
            return i;
    }
    return end;
}

/* Where the comment begins whose end stands at `end`; `end` where none does. */
static size_t block_comment(const Reader *r, size_t end)
{
    size_t i;

    if (end < 4 || r->source[end - 1] != '/' || r->source[end - 2] != '*')
        return end;
    for (i = end - 4; i > 0 && !(r->source[i] == '/' && r->source[i + 1] == '*'); i--)
        continue;
    return r->source[i] == '/' && r->source[i + 1] == '*' ? i : end;
}

/* Where what ends at `end` ends without the white space and comments behind it. */
static size_t trim(const Reader *r, size_t end)
{
    for (;;) {
        size_t before = end;

        while (end > 0 && is_space(r->source[end - 1])) {
            end--;
            if (r->source[end] == '\n')
                end = line_comment(r, end);
        }
        end = block_comment(r, end);
        if (end == before)
            return end;
    }
}

/* Where the string that ends at `end` begins; `end` itself where that isn't clear. */
static size_t string_start(const Reader *r, size_t end)
{
    char quote = r->source[end - 1];
    size_t i = end - 1;

    while (i > 0) {
        size_t slashes = 0;

        if (r->source[--i] == '\n')
            return end;
        if (r->source[i] != quote)
            continue;
        while (slashes < i && r->source[i - 1 - slashes] == '\\')
            slashes++;
        if (slashes % 2 == 0)
            return i;
    }
    return end;
}

/* Where the bracket that ends at `end` was opened; `end` itself where that isn't clear.
 */
static size_t bracket_start(const Reader *r, size_t end)
{
    int depth = 0;

    for (size_t i = end; i > 0;) {
        char c = r->source[i - 1];

        if (is_quote(c)) {
            size_t s = string_start(r, i);

            if (s == i)
                return end;
            i = s;
            continue;
        }
        i--;
        if (strchr(")]}", c) != NULL)
            depth++;
        else if (strchr("([{", c) != NULL && --depth == 0)
            return i;
    }
    return end;
}

static size_t name_start(const Reader *r, size_t end)
{
    while (end > 0 && is_name(r->source[end - 1]))
        end--;
    return end;
}

static bool is_word(const Reader *r, size_t from, size_t end, const char *word)
{
    return end - from == strlen(word) && memcmp(r->source + from, word, end - from) == 0;
}

/* Does an operand end there, so that a bracket behind it calls or indexes it? */
static bool ends_operand(const Reader *r, size_t end)
{
    static const char *const words[] = { "return", "typeof", "case",  "in",   "of",
                                         "void",   "delete", "throw", "else", "await",
                                         "yield",  "new",    "do",    "if",   "while",
                                         "for",    "with",   "switch" };
    size_t from;

    end = trim(r, end);
    if (end == 0)
        return false;
    if (r->source[end - 1] == ')' || r->source[end - 1] == ']')
        return true;
    from = name_start(r, end);
    if (from > 0 && from < end && r->source[from - 1] == '.')
        return true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (is_word(r, from, end, words[i]))
            return false;
    }
    return from < end;
}

/* A name, a.b or a number. */
static bool is_plain_index(const Reader *r, size_t from, size_t end)
{
    if (from < end && r->source[from] == '-')
        from++;
    for (size_t i = from; i < end; i++) {
        if (!is_name(r->source[i]) && r->source[i] != '.')
            return false;
    }
    return from < end;
}

/* What stands between the brackets of an index. */
static void prepend_index(Reader *r, size_t from, size_t end)
{
    while (from < end && is_space(r->source[from]))
        from++;
    end = trim(r, end);
    if (from < end && is_quote(r->source[from]) && string_start(r, end) == from &&
        !(r->source[from] == '`' && memmem(r->source + from, end - from, "${", 2))) {
        prepend(r, r->source + from + 1, end - from - 2);
        PREPEND(r, ".");
        return;
    }
    PREPEND(r, "]");
    if (is_plain_index(r, from, end)) {
        prepend(r, r->source + from, end - from);
    } else {
        char text[sizeof r->text];

        expression_text_of(r->source, from, end, text, sizeof text);
        prepend(r, text, strlen(text));
    }
    PREPEND(r, "[");
}

/* A name, and whether a dot stands before it: then *begin is where what has it ends. */
static bool read_name(Reader *r, size_t end, size_t *begin)
{
    size_t from = name_start(r, end), dot;
    bool private = from > 0 && r->source[from - 1] == '#';

    if (private) {
        from--;
        PREPEND(r, "]");
    }
    if (is_word(r, from, end, "super"))
        PREPEND(r, "(intermediate value)");
    else
        prepend(r, r->source + from, end - from);
    if (private)
        PREPEND(r, "[");
    dot = trim(r, from);
    if (dot == 0 || r->source[dot - 1] != '.' ||
        (dot > 2 && memcmp(r->source + dot - 3, "...", 3) == 0))
        return false;
    *begin = dot - 1;
    if (dot > 1 && r->source[dot - 2] == '?') {
        PREPEND(r, "?.");
        --*begin;
    } else if (!private) {
        PREPEND(r, ".");
    }
    return true;
}

/* A parenthesis, an array or an object that begins an expression. */
static void prepend_group(Reader *r, size_t from, size_t end)
{
    char text[sizeof r->text];
    size_t before = trim(r, from);

    /* new F(…), and what looks like a group but is the end of something else */
    if (from == end || is_word(r, name_start(r, before), before, "new") ||
        (r->source[from] == '{' && before > 0 && r->source[before - 1] != '(')) {
        PREPEND(r, "(intermediate value)");
        return;
    }
    expression_text_of(r->source, from, end, text, sizeof text);
    prepend(r, text, strlen(text));
}

/* Is the name that begins at `from` what a `new` makes? */
static bool is_new(const Reader *r, size_t from)
{
    size_t end = trim(r, from);

    return is_word(r, name_start(r, end), end, "new");
}

/* The expression that ends at `end`, and all of it. */
static void read_back(Reader *r, size_t end)
{
    while (!r->failed) {
        bool optional;
        size_t from;
        char c;

        end = trim(r, end);
        c = end > 0 ? r->source[end - 1] : '\0';
        if (is_name(c)) {
            if (!read_name(r, end, &end))
                return;
            continue;
        }
        if (c == '"' || c == '\'') {
            from = string_start(r, end);
            r->failed = r->failed || from == end;
            PREPEND(r, "\"");
            prepend(r, r->source + from + 1, r->failed ? 0 : end - from - 2);
            PREPEND(r, "\"");
            return;
        }
        from = c == ')' || c == ']' || c == '}' ? bracket_start(r, end) : end;
        optional = from > 1 && memcmp(r->source + from - 2, "?.", 2) == 0;
        if (from == end || c == '}' || !ends_operand(r, from - (optional ? 2 : 0))) {
            prepend_group(r, from, end);
            return;
        }
        if (c == ')' && is_new(r, name_start(r, trim(r, from)))) {
            PREPEND(r, "(intermediate value)");
            return;
        }
        if (c == ')')
            PREPEND(r, "(...)");
        else
            prepend_index(r, from + 1, end - 1);
        if (optional && c == ']')
            prepend(r, "?.", r->text[r->from] == '.' ? 1 : 2);
        end = from - (optional ? 2 : 0);
    }
}

/* The expression that ends at `end`. */
static bool finish(const char *source, size_t end, char *out, size_t room)
{
    Reader r = { .source = source, .from = sizeof r.text };

    read_back(&r, end);
    if (r.failed || sizeof r.text - r.from >= room)
        return false;
    snprintf(out, room, "%.*s", (int)(sizeof r.text - r.from), r.text + r.from);
    return true;
}

bool callee_text(const char *source, size_t n, size_t at, char *out, size_t room)
{
    if (at < n && source[at] == '?')
        at++;
    if (at < n && source[at] == '.')
        at++;
    while (at < n && is_space(source[at]))
        at++;
    if (at < n && source[at] == '#')
        at++;
    while (at < n && is_name(source[at]))
        at++;
    while (at < n && source[at] == '[') {
        at = expression_bracket_end(source, n, at);
        if (at == 0)
            return false;
    }
    return at > 0 && at < n && finish(source, at, out, room);
}

bool callee_text_new(const char *source, size_t n, size_t at, char *out, size_t room)
{
    if (n - at < 5 || memcmp(source + at, "new", 3) != 0 || is_name(source[at + 3]))
        return false;
    at += 3;
    while (at < n && is_space(source[at]))
        at++;
    if (at < n && !is_name(source[at])) {
        size_t end = expression_bracket_end(source, n, at);

        if (source[at] != '(' || end == 0)
            snprintf(out, room, "(intermediate value)");
        else
            expression_text_of(source, at, end, out, room);
        return true;
    }
    while (at < n && (is_name(source[at]) || strchr(".[#", source[at]) != NULL)) {
        size_t end = source[at] == '[' ? expression_bracket_end(source, n, at) : at + 1;

        if (end == 0)
            return false;
        at = end;
    }
    return at < n && finish(source, at, out, room);
}

/* Where the bracket is that is open at `at`; `at` where there is none near. */
static size_t open_bracket(const char *source, size_t at)
{
    int depth = 0;

    for (size_t i = at; i > 0 && at - i < 4096; i--) {
        char c = source[i - 1];

        if (strchr(")]}", c) != NULL && c != '\0')
            depth++;
        else if (strchr("([{", c) != NULL && c != '\0' && depth-- == 0)
            return i - 1;
    }
    return at;
}

/* Behind the key of a pattern that begins at `at`. */
static size_t key_end(const char *source, size_t n, size_t at)
{
    if (at < n && is_quote(source[at])) {
        char quote = source[at];

        for (at++; at < n && source[at] != quote; at++)
            at += source[at] == '\\';
        return at < n ? at + 1 : n;
    }
    while (at < n && (is_name(source[at]) || source[at] == '.'))
        at++;
    return at;
}

static size_t skip_spaces(const char *source, size_t n, size_t at)
{
    while (at < n && is_space(source[at]))
        at++;
    return at;
}

/* Has the property of a pattern whose name stands at `at` a default, or goes into a
 * property? V8 names no pattern then. */
static bool is_unnamed(const char *source, size_t n, size_t at)
{
    at = skip_spaces(source, n, key_end(source, n, at));
    if (at < n && source[at] == ':') {
        at = skip_spaces(source, n, at + 1);
        if (at < n && (source[at] == '[' || source[at] == '{')) {
            size_t end = expression_bracket_end(source, n, at);

            at = end > 0 ? end : at;
        }
        while (at < n && is_name(source[at]))
            at++;
        at = skip_spaces(source, n, at);
    }
    return at < n && strchr("=.[", source[at]) != NULL;
}

/* Where the pattern is opened that a key at `at` is of; n where that isn't one. */
static size_t pattern_of(const char *source, size_t n, size_t at)
{
    Reader r = { .source = source };
    size_t before = trim(&r, at), open;

    if (before == 0 || (source[before - 1] != '{' && source[before - 1] != ','))
        return n;
    open = open_bracket(source, at);
    return open == at || source[open] != '{' || is_unnamed(source, n, at) ? n : open;
}

bool callee_text_destructured(const char *source, size_t n, size_t at, char *out,
                              size_t room)
{
    Reader r = { .source = source };
    size_t open = at < n && source[at] == '{' ? at : pattern_of(source, n, at);
    size_t end = open < n ? expression_bracket_end(source, n, open) : 0, before;
    ExpressionKind kind;

    if (end == 0)
        return false;
    before = trim(&r, open);
    end = skip_spaces(source, n, end);
    if (end + 1 < n && source[end] == '=' && source[end + 1] != '=' &&
        source[end + 1] != '>') {
        end = skip_spaces(source, n, end + 1);
        if (!expression_text(source, n, end, false, out, room, &kind))
            snprintf(out, room, "(intermediate value)");
        else if (kind == EXPRESSION_CALL && strlen(out) + 6 < room)
            memcpy(out + strlen(out), "(...)", 6);
        return true;
    }
    out[0] = '\0';
    return end < n && (source[end] == ')' || source[end] == ',') && before > 0 &&
           (source[before - 1] == '(' || source[before - 1] == ',');
}

size_t callee_text_next_spread(const char *source, size_t n, size_t at)
{
    for (;;) {
        at = expression_element_end(source, n, at);
        if (at >= n || source[at] != ',')
            return n;
        at = skip_spaces(source, n, at + 1);
        if (n - at > 3 && memcmp(source + at, "...", 3) == 0)
            return skip_spaces(source, n, at + 3);
    }
}

/* Is the spread argument at `at` the call's last, and is there no other? */
static bool is_only_spread(const char *source, size_t n, size_t at)
{
    size_t end = expression_element_end(source, n, at);

    if (end < n && source[end] == ',')
        end = skip_spaces(source, n, end + 1);
    return end < n && source[end] == ')';
}

/* Does the pattern end at `end` that a declaration begins with? */
static bool is_declared_pattern(Reader *r, size_t end)
{
    size_t from, before;

    end = trim(r, end);
    if (end == 0 || r->source[end - 1] != ']')
        return false;
    from = bracket_start(r, end);
    before = trim(r, from);
    from = name_start(r, before);
    return is_word(r, from, before, "const") || is_word(r, from, before, "let") ||
           is_word(r, from, before, "var");
}

bool callee_text_iterable(const char *source, size_t n, size_t at, char *out, size_t room,
                          CalleeIteration *how)
{
    Reader r = { .source = source };
    size_t before = trim(&r, at);
    bool spread = before >= 3 && memcmp(source + before - 3, "...", 3) == 0;
    bool loop = is_word(&r, name_start(&r, before), before, "of");
    bool pattern = before > 0 && source[before - 1] == '=';
    ExpressionKind kind;

    if (!spread && !loop && !pattern)
        return false;
    *how = CALLEE_UNCLEAR;
    if (spread) {
        size_t open = open_bracket(source, at);

        if (open < at && source[open] == '{')
            return false;
        *how = open == at || source[open] != '(' ? CALLEE_ITERABLE
               : is_only_spread(source, n, at)   ? CALLEE_SPREAD
                                                 : CALLEE_UNCLEAR;
        if (*how == CALLEE_UNCLEAR)
            return true;
    }
    if (!expression_text(source, n, at, true, out, room, &kind)) {
        if (spread)
            snprintf(out, room, "(intermediate value)");
        return true;
    }
    if (*how == CALLEE_SPREAD) {
        if (kind == EXPRESSION_CALL && strlen(out) + 6 < room)
            memcpy(out + strlen(out), "(...)", 6);
    } else if (kind == EXPRESSION_CALL) {
        *how =
            pattern && strpbrk(out, ".[") != NULL && is_declared_pattern(&r, before - 1)
                ? CALLEE_DECLARED
                : CALLEE_RETURNED;
    } else if (spread || kind == EXPRESSION_NAME || (loop && kind == EXPRESSION_MEMBER)) {
        *how = CALLEE_ITERABLE;
    }
    return true;
}

bool callee_text_is_iterated(const char *source, size_t n, size_t at)
{
    Reader r = { .source = source };
    CalleeIteration how;
    char text[200];
    size_t before;

    while (at > 0 && (is_name(source[at - 1]) || source[at - 1] == '.')) {
        if (at > 2 && memcmp(source + at - 3, "...", 3) == 0)
            break;
        at--;
    }
    before = trim(&r, at);
    if (before > 0 && source[before - 1] == '=' && !is_declared_pattern(&r, before - 1))
        return false;
    return callee_text_iterable(source, n, at, text, sizeof text, &how) &&
           (how == CALLEE_RETURNED || how == CALLEE_DECLARED);
}
