/* query_attr.c: [name=value], piece by piece, as postcss-selector-parser reads it: what
 * stands at odd places is passed over, joined to what came before, or an error. */
#include <string.h>

#include "common/buf.h"
#include "common/utf8.h"
#include "pkg/tree/query_parse.h"

typedef enum { WORD, QUOTED, SPACE, COMBINATOR, MARK } PieceKind;

typedef struct {
    PieceKind kind;
    Str text; /* a quoted text without its quotes */
} Piece;

typedef VEC(Piece) Pieces;

/* What was read last: later words belong to it as long as no white space is between. */
typedef enum { NOTHING, NAMESPACE, NAME, OPERATOR, VALUE, FLAG } Last;

typedef struct {
    Arena *a;
    Pieces all;
    size_t at;
    Str space, name, op, value; /* ptr NULL: none yet */
    bool quoted, insensitive;
    Last last;
    bool spaced; /* since the last piece that counts */
    Err *err;
} Attr;

/* ---- Pieces ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_combinator(char c)
{
    return c == '>' || c == '+' || c == '~' || c == '|';
}

static bool ends_word(char c)
{
    return is_blank(c) || is_combinator(c) || strchr("&*!,:;()[]'\"=$^", c) != NULL;
}

static size_t hex_length(Str s)
{
    size_t n = 0;

    while (n < s.len && n < 6 && strchr("0123456789abcdefABCDEF", s.ptr[n]) != NULL)
        n++;
    return n;
}

size_t query_escape_length(Str s)
{
    size_t n = hex_length(str_from(s, 1));

    if (n == 0)
        return s.len > 1 ? 2 : 1;
    return 1 + n + (1 + n < s.len && s.ptr[1 + n] == ' ');
}

static size_t word_length(Str s)
{
    size_t n = 0;

    while (n < s.len && !ends_word(s.ptr[n])) {
        if (s.ptr[n] != '\\' || n + 1 == s.len) {
            n++;
            continue;
        }
        if (s.ptr[n + 1] == '/') /* npm puts a backslash before each slash */
            return n + 1;
        n += query_escape_length(str_from(s, n));
    }
    return n;
}

/* With its quotes; quotes are known to end. */
static size_t quoted_length(Str s)
{
    size_t n = 1;

    while (n < s.len && s.ptr[n] != s.ptr[0])
        n += s.ptr[n] == '\\' ? 2 : 1;
    return n < s.len ? n + 1 : s.len;
}

static size_t run_length(Str s, bool (*fits)(char))
{
    size_t n = 0;

    while (n < s.len && fits(s.ptr[n]))
        n++;
    return n;
}

/* The next piece; a slash behind a backslash stands alone. */
static size_t next_piece(Str s, char before, Piece *out)
{
    char c = s.ptr[0];
    size_t n = 1;

    out->kind = MARK;
    if (c == '"' || c == '\'') {
        n = quoted_length(s);
        *out = (Piece){ QUOTED, str_sub(s, 1, n - 1) };
        return n;
    }
    if (is_blank(c)) {
        out->kind = SPACE;
        n = run_length(s, is_blank);
    } else if (is_combinator(c)) {
        out->kind = COMBINATOR;
        n = run_length(s, is_combinator);
    } else if (!ends_word(c) && !(c == '/' && before == '\\')) {
        out->kind = WORD;
        n = word_length(s);
    }
    out->text = str_sub(s, 0, n);
    return n;
}

/* Up to the closing bracket, which is taken; false: there is none. */
static bool read_pieces(Attr *t, Str *rest)
{
    char before = '\0';

    while (rest->len > 0 && rest->ptr[0] != ']') {
        Piece p;
        size_t n = next_piece(*rest, before, &p);

        before = rest->ptr[n - 1];
        vec_push_in(t->a, &t->all, p);
        *rest = str_from(*rest, n);
    }
    if (rest->len == 0)
        return false;
    *rest = str_from(*rest, 1);
    return true;
}

/* ---- What they mean ---- */

static void put_code(Buf *b, Str hex)
{
    char bytes[4];
    uint32_t c = 0;

    for (size_t i = 0; i < hex.len; i++) {
        char d = hex.ptr[i];

        c = c * 16 + (uint32_t)(d <= '9' ? d - '0' : (d | 0x20) - 'a' + 10);
    }
    if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        c = 0xfffd;
    buf_put(b, bytes, utf8_put(bytes, c));
}

/* \61 and what the blank behind it ends is a letter; other backslashes go. */
Str query_unescape(Arena *a, Str s)
{
    Buf b = { 0 };

    if (str_index(s, '\\') < 0)
        return s;
    for (size_t i = 0; i < s.len; i++) {
        Str rest = str_from(s, i + 1);
        size_t n = hex_length(rest);

        if (s.ptr[i] != '\\') {
            buf_putc(&b, s.ptr[i]);
        } else if (n > 0) {
            put_code(&b, str_sub(rest, 0, n));
            i += n + (n < 6 && n < rest.len && rest.ptr[n] == ' ');
        } else if (rest.len == 0 || rest.ptr[0] == '\\') {
            buf_putc(&b, '\\');
            i += rest.len > 0;
        } else if (rest.ptr[0] == '/') {
            buf_putc(&b, '\\');
        }
    }
    return buf_to_arena(&b, a);
}

static Str joined(Attr *t, Str a, Str b)
{
    return a.ptr == NULL ? b : arena_strf(t->a, STR_FMT STR_FMT, STR_ARG(a), STR_ARG(b));
}

static bool next_is(const Attr *t, const char *text)
{
    return t->at + 1 < t->all.len && t->all.ptr[t->at + 1].kind != QUOTED &&
           str_is(t->all.ptr[t->at + 1].text, text);
}

static bool opens_namespace(const Attr *t)
{
    return next_is(t, "|") && t->at + 2 < t->all.len &&
           !str_is(t->all.ptr[t->at + 2].text, "=") && t->op.ptr == NULL &&
           t->space.ptr == NULL;
}

static void take_word(Attr *t, Str text)
{
    if (opens_namespace(t)) {
        t->space = text;
        t->last = NAMESPACE;
    } else if (t->name.len == 0 || (t->last == NAME && !t->spaced)) {
        t->name = joined(t, t->name, text);
        t->last = NAME;
    } else if (t->value.ptr == NULL || (t->last == VALUE && !t->spaced && !t->quoted)) {
        t->value = joined(t, t->value, query_unescape(t->a, text));
        t->quoted = false;
        t->last = VALUE;
    } else if (t->quoted || t->spaced) {
        t->insensitive = str_is(text, "i") || str_is(text, "I");
        t->last = FLAG;
    } else {
        t->value = joined(t, t->value, text);
        t->last = VALUE;
    }
}

static int take_quoted(Attr *t, Str text)
{
    if (t->name.len == 0 || t->op.len == 0)
        return err_set(t->err, ERR_ENOCODE,
                       "Expected an attribute followed by an operator preceding the "
                       "string.");
    t->value = query_unescape(t->a, text);
    t->quoted = true;
    t->last = VALUE;
    return 0;
}

static int take_equals(Attr *t)
{
    if (t->name.len == 0)
        return err_set(t->err, ERR_ENOCODE,
                       "Expected an attribute, found \"=\" instead.");
    if (t->value.len > 0)
        return err_set(t->err, ERR_ENOCODE,
                       "Unexpected \"=\" found; an operator was already defined.");
    t->op = joined(t, t->op, STR("="));
    t->last = OPERATOR;
    return 0;
}

static void begin_operator(Attr *t, Str text)
{
    t->op = text;
    t->last = OPERATOR;
}

static int take_mark(Attr *t, Str text)
{
    char c = text.ptr[0];

    if (c == '=')
        return take_equals(t);
    if (strchr("*$^", c) == NULL)
        return err_set(t->err, ERR_ENOCODE, "Unexpected \"%c\" found.", c);
    if (c == '$' && t->last == VALUE) {
        t->value = joined(t, t->value, text);
    } else if (next_is(t, "=")) {
        begin_operator(t, text);
    } else if (c == '*' && t->at + 1 < t->all.len &&
               (t->space.ptr == NULL || (t->last == NAMESPACE && !t->spaced))) {
        t->space = joined(t, t->space, text);
        t->last = NAMESPACE;
    }
    return 0;
}

static void take_combinator(Attr *t, Str text)
{
    bool pipe = str_is(text, "|");

    if ((pipe || str_is(text, "~")) && next_is(t, "="))
        begin_operator(t, text);
    else if (pipe && t->space.ptr == NULL && t->name.ptr == NULL)
        t->space = STR("");
}

static int take(Attr *t, const Piece *p)
{
    int rc = 0;

    switch (p->kind) {
    case SPACE: t->spaced = true; return 0;
    case WORD: take_word(t, p->text); break;
    case QUOTED: rc = take_quoted(t, p->text); break;
    case COMBINATOR: take_combinator(t, p->text); break;
    case MARK: rc = take_mark(t, p->text); break;
    }
    t->spaced = false;
    return rc;
}

bool query_is_operator(Str op)
{
    return op.len == 0 || str_is(op, "=") ||
           (op.len == 2 && op.ptr[1] == '=' && strchr("~|^$*", op.ptr[0]) != NULL);
}

int query_parse_attr(Arena *a, Str *rest, QueryMatcher *m, Err *err)
{
    Attr t = { .a = a, .err = err };

    *rest = str_from(*rest, 1);
    if (!read_pieces(&t, rest))
        return err_set(err, ERR_ENOCODE, "Expected a closing square bracket.");
    if (t.all.len == 1 && t.all.ptr[0].kind != WORD)
        return err_set(err, ERR_ENOCODE, "Expected an attribute.");
    for (; t.at < t.all.len; t.at++) {
        if (take(&t, &t.all.ptr[t.at]) < 0)
            return err->code;
    }
    m->name = t.space.ptr == NULL
                  ? t.name
                  : arena_strf(a, STR_FMT "|" STR_FMT, STR_ARG(t.space), STR_ARG(t.name));
    m->op = t.op.ptr != NULL ? t.op : STR("");
    m->value = t.value.ptr != NULL ? t.value : STR("");
    m->insensitive = t.insensitive;
    return 0;
}
