/* query_parse.c: see query_parse.h. */
#include "pkg/tree/query_parse.h"

#include "common/buf.h"

typedef struct {
    Arena *a;
    Str s; /* the rest */
    Err *err;
    bool plain; /* what stands in parentheses is a list of selectors, whatever takes it */
} Parser;

typedef VEC(Str) Args;

static int parse_list(Parser *p, QuerySelectors *out);

static char peek_of(Str s)
{
    return s.len > 0 ? s.ptr[0] : '\0';
}

static char peek(const Parser *p)
{
    return peek_of(p->s);
}

static void skip(Parser *p, size_t n)
{
    p->s = str_from(p->s, n);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void skip_blanks(Parser *p)
{
    while (is_blank(peek(p)))
        skip(p, 1);
}

/* What a word outside of brackets ends at, and what has no meaning there. */
#define MARKS ",.#[]:>~+()*\"'&!|;"

static bool ends_word(char c)
{
    return is_blank(c) || strchr(MARKS, c) != NULL;
}

/* Characters up to one of `ends` or, if `blanks`, white space; a backslash takes the next
 * one's meaning away. */
static Str characters(Parser *p, const char *ends, bool blanks)
{
    Buf b = { 0 };

    while (p->s.len > 0 && strchr(ends, peek(p)) == NULL &&
           !(blanks && is_blank(peek(p)))) {
        if (peek(p) == '\\' && p->s.len > 1)
            skip(p, 1);
        buf_putc(&b, peek(p));
        skip(p, 1);
    }
    return buf_to_arena(&b, p->a);
}

static Str word(Parser *p)
{
    return characters(p, MARKS, true);
}

/* The same as it is written. */
static Str raw_word(Parser *p)
{
    Str from = p->s;

    while (p->s.len > 0 && !ends_word(peek(p)))
        skip(p, peek(p) == '\\' ? query_escape_length(p->s) : 1);
    return str_sub(from, 0, from.len - p->s.len);
}

static int bad(Parser *p, const char *what)
{
    return err_set(p->err, ERR_ENOCODE, "%s", what);
}

/* Behind a quoted text; NULL where it doesn't end. */
static const char *skip_quoted(const char *s, const char *end)
{
    char quote = *s++;

    while (s < end && *s != quote)
        s += *s == '\\' ? 2 : 1;
    return s < end ? s + 1 : NULL;
}

/* What can't be anywhere outside of brackets. Quotes come before all else; npm puts a
 * backslash before each slash, also behind one. */
static int check_characters(Parser *p)
{
    const char *end = p->s.ptr + p->s.len, *s = p->s.ptr;
    char stranger = '\0';
    bool in_attr = false;

    while (s != NULL && s < end) {
        if (*s == '"' || *s == '\'') {
            s = skip_quoted(s, end);
            continue;
        }
        in_attr = *s == '[' || (in_attr && *s != ']');
        if (*s == '\\' && ++s == end)
            break;
        if (!in_attr && stranger == '\0' &&
            (*s == '/' ? s > p->s.ptr && s[-1] == '\\' : *s == '!'))
            stranger = *s;
        s++;
    }
    if (s == NULL)
        return bad(p, "Unclosed quote");
    return stranger == '\0'
               ? 0
               : err_set(p->err, ERR_ENOCODE,
                         "Unexpected '%c'. Escaping special characters with \\ may help.",
                         stranger);
}

/* ---- :name(…) ---- */

/* The text in the parentheses that the rest begins with, cut at its own commas. */
static int parse_args(Parser *p, Str *all, Args *out)
{
    size_t depth = 0, i = 0, from = 1;
    char quote = '\0';

    for (; i < p->s.len; i++) {
        char c = p->s.ptr[i];

        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
            continue;
        }
        if (c == '"' || c == '\'')
            quote = c;
        if (c == '(' || c == '[')
            depth++;
        if (c == ')' || c == ']')
            depth--;
        if ((c == ',' && depth == 1) || depth == 0) {
            vec_push_in(p->a, out, str_trim(str_sub(p->s, from, i)));
            from = i + 1;
        }
        if (depth == 0)
            break;
    }
    if (i >= p->s.len)
        return bad(p, "Expected a closing parenthesis.");
    *all = str_sub(p->s, 1, i);
    skip(p, i + 1);
    if (out->len == 1 && out->ptr[0].len == 0)
        out->len = 0;
    return 0;
}

static int no_matcher(Parser *p)
{
    return err_set(p->err, ERR_EQUERYATTR,
                   "`:attr` pseudo-class expects an attribute matcher as the last value");
}

static bool begins_word(Str s)
{
    return s.len > 0 && !ends_word(s.ptr[0]);
}

/* Members on the way, and the matcher: also through another :attr( … ), whose members
 * are those of a list's elements. */
static int read_attr_args(Parser *p, const Args *args, QueryPart *out)
{
    Parser in = { p->a, STR(""), p->err, p->plain };
    Args inner = { 0 };
    Str all;

    if (args->len == 0)
        return no_matcher(p);
    for (size_t i = 0; i < args->len; i++) {
        in.s = args->ptr[i];
        if (begins_word(in.s))
            vec_push_in(p->a, &out->path, word(&in));
    }
    in.s = args->ptr[args->len - 1];
    if (peek(&in) == '[')
        return query_parse_attr(p->a, &in.s, &out->matcher, p->err);
    if (!str_starts(in.s, STR(":attr(")))
        return no_matcher(p);
    skip(&in, 5);
    vec_push_in(p->a, &out->path, (Str){ NULL, 0 });
    if (parse_args(&in, &all, &inner) < 0)
        return p->err->code;
    return read_attr_args(p, &inner, out);
}

static bool is_quoted(Str s)
{
    return s.len > 1 && (s.ptr[0] == '"' || s.ptr[0] == '\'');
}

static Str unquoted(Str s)
{
    return is_quoted(s) ? str_sub(s, 1, s.len - 1) : s;
}

/* Is it a version or range by its looks, and no matcher? */
static bool is_static(Str s)
{
    return begins_word(s) || (s.len > 0 && strchr(">~+", s.ptr[0]) != NULL);
}

static int read_semver_args(Parser *p, Args *args, QueryPart *out)
{
    out->matcher.name = STR("version");
    out->matcher.op = out->matcher.value = STR("");
    if (args->len == 3) {
        Str f = args->ptr[2];

        if (!begins_word(f) && (f.len == 0 || strchr("\"'", f.ptr[0]) == NULL))
            return err_set(
                p->err, ERR_ESEMVERFUNC,
                "`:semver` pseudo-class expects a function name as last value");
        out->func = unquoted(f);
        args->len = 2;
    }
    if (args->len == 1) {
        out->value = args->ptr[0];
        return 0;
    }
    for (size_t i = 0; i < args->len && i < 2; i++) {
        Args rest = { 0 };

        if (!is_static(args->ptr[i]))
            continue;
        out->value = args->ptr[i];
        vec_push_in(p->a, &rest, args->ptr[1 - i]);
        return read_attr_args(p, &rest, out);
    }
    return args->len == 0
               ? 0
               : err_set(p->err, ERR_ESEMVERVALUE,
                         "`:semver` pseudo-class expects a static value in the "
                         "first or second position");
}

static int vuln_error(Parser *p, const char *why)
{
    return err_set(p->err, ERR_EQUERYATTR, ":vuln pseudo-class %s", why);
}

static int read_vuln_args(Parser *p, const Args *args, QueryPart *out)
{
    VEC_EACH (Str, arg, *args) {
        Parser in = { p->a, *arg, p->err, p->plain };
        QueryVuln v = { 0 };

        while (in.s.len > 0) { /* without blanks between them */
            QueryMatcher m = { 0 };

            if (peek(&in) != '[')
                return vuln_error(p, "only accepts attribute matchers or \"cwe\" tag");
            if (query_parse_attr(p->a, &in.s, &m, p->err) < 0)
                return p->err->code;
            if (!str_is(m.name, "severity") && !str_is(m.name, "cwe"))
                return vuln_error(p, "only matches \"severity\" and \"cwe\" attributes");
            if (m.op.len > 0 && !str_is(m.op, "="))
                return vuln_error(p, "attribute selector only accepts \"=\" operator");
            if (m.op.len == 0)
                m.value = STR("*");
            if (str_is(m.name, "severity"))
                vec_push_in(p->a, &v.severity, m.value);
            else
                vec_push_in(p->a, &v.cwe, m.value);
        }
        vec_push_in(p->a, &out->vulns, v);
    }
    return 0;
}

static int read_nested(Parser *p, Str all, QueryPart *out)
{
    Parser in = { p->a, all, p->err, p->plain };

    out->nested = arena_new(p->a, QuerySelectors);
    return str_trim(all).len == 0 ? 0 : parse_list(&in, out->nested);
}

/* Of what stands in :type( … ) the first part counts, by its value; what is no text has
 * none. */
static Str first_value(const Parser *p, Str s)
{
    Parser in = { p->a, s, p->err, p->plain };

    if (peek(&in) == '[')
        return STR("");
    if (peek(&in) == '.' || peek(&in) == '#')
        skip(&in, 1);
    return begins_word(in.s) ? word(&in) : s;
}

static int parse_pseudo(Parser *p, QueryPart *out)
{
    Args args = { 0 };
    Str all = STR("");
    bool opens;

    skip(p, 1);
    if (peek(p) == ':') {
        skip(p, 1);
        out->text = word(p);
        if (p->plain)
            return 0;
        return err_set(p->err, ERR_EQUERYNOPSEUDO,
                       "`::" STR_FMT "` is not a supported pseudo selector.",
                       STR_ARG(out->text));
    }
    out->text = word(p);
    out->has_value = opens = peek(p) == '(';
    if (opens && parse_args(p, &all, &args) < 0)
        return p->err->code;
    if (p->plain)
        return read_nested(p, all, out);
    if (str_is(out->text, "attr"))
        return read_attr_args(p, &args, out);
    if (str_is(out->text, "semver"))
        return read_semver_args(p, &args, out);
    if (str_is(out->text, "vuln"))
        return read_vuln_args(p, &args, out);
    if (str_is(out->text, "is") || str_is(out->text, "not") || str_is(out->text, "has"))
        return read_nested(p, all, out);
    out->value = args.len > 0 ? args.ptr[0] : STR("");
    if (str_is(out->text, "path") && !opens)
        out->value = STR("undefined"); /* a folder of that name */
    if (str_is(out->text, "type"))
        out->value = first_value(p, out->value);
    /* A list in parentheses, where nothing takes one, is gone through like others. */
    if (opens && !str_is(out->text, "path") && !str_is(out->text, "type") &&
        !str_is(out->text, "outdated")) {
        out->opens = true;
        out->inner = begins_word(out->value) ? STR("tag")
                     : is_quoted(out->value) ? STR("string")
                     : str_trim(all).len > 0 ? STR("selector")
                                             : STR("");
    }
    return 0;
}

/* ---- Selectors ---- */

static bool is_combinator(char c)
{
    return c == '>' || c == '~' || c == '+' || c == '|';
}

/* White space around a combinator is none itself; at the ends of a selector neither. */
static void parse_combinator(Parser *p, QuerySelector *out)
{
    QueryPart part = { .kind = QUERY_COMBINATOR, .text = STR(" ") };

    skip_blanks(p);
    if (is_combinator(peek(p))) {
        size_t n = 0;

        while (n < p->s.len && is_combinator(p->s.ptr[n]))
            n++;
        part.text = str_sub(p->s, 0, n);
        skip(p, n);
        skip_blanks(p);
    } else if (p->s.len == 0 || peek(p) == ',' || out->parts.len == 0) {
        return;
    }
    vec_push_in(p->a, &out->parts, part);
}

/* Bytes of what is in the parentheses, and of these; 0: they don't close. */
static size_t enclosed(Str s)
{
    size_t depth = 0;
    char quote = '\0';

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == '\\')
            i++;
        else if (quote != '\0' || c == '"' || c == '\'')
            quote = quote == '\0' ? c : c == quote ? '\0' : quote;
        else if (c == '(')
            depth++;
        else if (c == ')' && --depth == 0)
            return i + 1;
    }
    return 0;
}

/* Parentheses behind no pseudo selector are a part of the name that they stand behind. */
static int parse_parentheses(Parser *p, QueryPart *before, QueryPart *out)
{
    size_t n = enclosed(p->s);

    if (n == 0)
        return bad(p, "Expected a closing parenthesis.");
    out->kind = QUERY_OTHER;
    out->text = STR("string");
    if (before != NULL && before->kind != QUERY_COMBINATOR) {
        out->kind = QUERY_NOTHING;
        if (before->kind == QUERY_NAME || before->kind == QUERY_TYPE)
            before->text = arena_strf(p->a, STR_FMT STR_FMT, STR_ARG(before->text),
                                      STR_ARG(str_sub(p->s, 0, n)));
    }
    skip(p, n);
    return 0;
}

static int parse_part(Parser *p, QueryPart *before, QueryPart *out)
{
    switch (peek(p)) {
    case '*':
        out->kind = QUERY_ANY;
        skip(p, 1);
        return 0;
    case '#':
    case '.':
        out->kind = peek(p) == '#' ? QUERY_NAME : QUERY_TYPE;
        skip(p, 1);
        out->text = raw_word(p);
        if (out->kind == QUERY_NAME) /* no name is one that nothing has */
            out->text = query_unescape(p->a, out->text);
        return 0;
    case '[':
        out->kind = QUERY_ATTR;
        return query_parse_attr(p->a, &p->s, &out->matcher, p->err);
    case ':': out->kind = QUERY_PSEUDO; return parse_pseudo(p, out);
    case '&':
        out->kind = QUERY_OTHER;
        out->text = STR("nesting");
        skip(p, 1);
        return 0;
    case '(': return parse_parentheses(p, before, out);
    case ';': return bad(p, "Expected a backslash preceding the semicolon.");
    case ')': return bad(p, "Expected an opening parenthesis.");
    case ']': return bad(p, "Expected an opening square bracket.");
    default: break;
    }
    out->kind = QUERY_OTHER;
    out->text = begins_word(p->s) ? STR("tag") : STR("string");
    if (begins_word(p->s))
        (void)word(p);
    else
        skip(p, 1);
    return 0;
}

/* "a|b" of CSS: it leads to what b is. */
static bool is_namespace(const Parser *p)
{
    char next = p->s.len > 1 ? p->s.ptr[1] : '\0';

    return peek(p) == '|' && next != '\0' && !is_combinator(next) && !is_blank(next);
}

static int parse_selector(Parser *p, QuerySelector *out)
{
    while (p->s.len > 0 && peek(p) != ',') {
        QueryPart part = { 0 };
        size_t n = out->parts.len;

        if (is_namespace(p)) {
            skip(p, 1);
            continue;
        }
        if (is_blank(peek(p)) || is_combinator(peek(p))) {
            parse_combinator(p, out);
            continue;
        }
        if (parse_part(p, n > 0 ? &out->parts.ptr[n - 1] : NULL, &part) < 0)
            return p->err->code;
        if (part.kind != QUERY_NOTHING)
            vec_push_in(p->a, &out->parts, part);
    }
    return 0;
}

static int parse_list(Parser *p, QuerySelectors *out)
{
    for (;;) {
        QuerySelector s = { 0 };

        if (parse_selector(p, &s) < 0)
            return p->err->code;
        vec_push_in(p->a, out, s);
        if (peek(p) != ',')
            return 0;
        skip(p, 1);
    }
}

int query_parse(Arena *a, Str text, QuerySelectors *out, Err *err)
{
    Err syntax = { 0 };
    Parser p = { a, text, err, false };
    Parser again = { a, text, &syntax, true };
    QuerySelectors ignored = { 0 };

    if (text.len == 0)
        return 0;
    if (check_characters(&p) < 0)
        return err->code;
    if (parse_list(&p, out) == 0)
        return 0;
    /* npm reads all of it before it looks at what pseudo selectors are given. */
    if (err->code != ERR_ENOCODE && parse_list(&again, &ignored) < 0)
        *err = syntax;
    return err->code;
}
