/* lexer.c: from characters to tokens (ECMA-262 12). Strings, templates and numbers are in
 * lex_literal.c. */
#include "runtime/compiler/lexer.h"

#include <stdio.h>

#include "common/utf8.h"
#include "runtime/compiler/chars.h"
#include "runtime/compiler/lex_literal.h"
#include "runtime/compiler/scan.h"

const uint8_t token_precedences[TOKEN_COUNT] = {
#define X(kind, text, precedence) [TOKEN_##kind] = precedence,
    TOKEN_PUNCTUATORS(X) TOKEN_KEYWORDS(X)
#undef X
};

_Noreturn void lex_fail(Lexer *l, DiagKind kind, uint32_t start, uint32_t end,
                        const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(l->diag->msg, sizeof l->diag->msg, fmt, ap);
    va_end(ap);
    l->diag->kind = kind;
    l->diag->start = start;
    l->diag->end = end;
    l->diag->pos = source_pos(l->arena, l->source, start);
    longjmp(*l->fail, 1);
}

/* U+2028 or U+2029 at p. */
static bool is_wide_line_end(const char *p, const char *end)
{
    return end - p >= 3 && p[0] == '\xE2' && p[1] == '\x80' &&
           (p[2] == '\xA8' || p[2] == '\xA9');
}

static void skip_line(Lexer *l)
{
    bool wide = false;

    for (;;) {
        l->at = scan_to_either(l->at, l->end, '\n', '\xE2', &wide);
        if (l->at == l->end || *l->at != '\xE2' || is_wide_line_end(l->at, l->end))
            return;
        l->at++;
    }
}

void lex_init(Lexer *l, Arena *a, Source *s, AtomTable *atoms, Diag *diag, jmp_buf *fail)
{
    *l = (Lexer){ .arena = a, .source = s, .atoms = atoms, .diag = diag, .fail = fail };
    l->text = l->at = s->text.ptr;
    l->end = l->text + s->text.len;
    l->line_start = true;
    l->html_comments = true;
    if (str_starts(s->text, STR(UTF8_BOM)))
        l->at += 3;
    /* A hashbang is a comment, but only at the very start. */
    if (l->end - l->at >= 2 && l->at[0] == '#' && l->at[1] == '!')
        skip_line(l);
}

static uint32_t offset(const Lexer *l, const char *p)
{
    return (uint32_t)(p - l->text);
}

void lex_illegal(Lexer *l, Token *t, const char *start, const char *end, const char *msg)
{
    t->kind = TOKEN_ILLEGAL;
    t->start = offset(l, start);
    t->end = offset(l, end);
    t->value = str_of(msg);
}

/* From `start` up to where the lexer is, but one character at least. */
static void bad_token(Lexer *l, Token *t, const char *start)
{
    if (l->at == start) {
        int32_t c;

        l->at += char_decode(start, l->end, &c);
    }
    lex_illegal(l, t, start, l->at, LEX_UNEXPECTED);
}

/* ---- White space and comments ---- */

/* At the opening; true if a line ended inside. Stays there where nothing closes it. */
static bool skip_block_comment(Lexer *l)
{
    const char *start = l->at;
    bool newline = false, wide = false;

    for (l->at += 2;; l->at++) {
        l->at = scan_to_either(l->at, l->end, '*', '\xE2', &wide);
        if (l->end - l->at < 2)
            break;
        if (l->at[0] == '*' && l->at[1] == '/') {
            l->at += 2;
            return newline;
        }
        if (*l->at == '\n' || *l->at == '\r' || is_wide_line_end(l->at, l->end))
            newline = true;
    }
    l->at = start;
    return false;
}

/* At a character that is neither ASCII white space nor a line end of ASCII: true if it
 * was space, a line end or a comment and is skipped. */
static bool skip_rare(Lexer *l, bool *newline)
{
    const char *p = l->at;
    size_t left = (size_t)(l->end - p);
    int32_t c;
    size_t n;

    if (*p == '/' && left >= 2 && (p[1] == '/' || p[1] == '*')) {
        if (p[1] == '/')
            skip_line(l);
        else if (skip_block_comment(l))
            *newline = l->line_start = true;
        return l->at > p;
    }
    if (l->html_comments && ((left >= 4 && memcmp(p, "<!--", 4) == 0) ||
                             (l->line_start && left >= 3 && memcmp(p, "-->", 3) == 0))) {
        skip_line(l);
        return true;
    }
    if ((unsigned char)*p < 0x80)
        return false;
    if (is_wide_line_end(p, l->end)) {
        *newline = l->line_start = true;
        l->at += 3;
        return true;
    }
    n = char_decode(p, l->end, &c);
    if (c < 0 || !char_is_wide_space(c))
        return false;
    l->at += n;
    return true;
}

static bool skip_space(Lexer *l)
{
    bool newline = false;

    while (l->at < l->end) {
        unsigned char c = (unsigned char)*l->at;

        if (c == ' ') {
            l->at++;
        } else if (c == '\n') {
            /* Behind it, the next line's indentation. */
            newline = l->line_start = true;
            l->at = scan_spaces(l->at + 1, l->end);
        } else if (c == '\t' || c == '\v' || c == '\f') {
            l->at++;
        } else if (c == '\r') {
            newline = l->line_start = true;
            l->at++;
        } else if (c != '/' && c != '<' && c != '-' && c < 0x80) {
            break;
        } else if (!skip_rare(l, &newline)) {
            break;
        }
    }
    return newline;
}

/* ---- Names ---- */

/* The slow way: escapes and characters outside ASCII. l->at is at the name's start. NULL
 * where none begins there, or where an escape in it is wrong: t is illegal then. */
static Atom *scan_wide_name(Lexer *l, Token *t)
{
    Buf name = BUF_MAX(1 << 20);
    Atom *atom;
    bool first = true;

    while (l->at < l->end) {
        const char *p = l->at;
        int32_t c;
        char bytes[4];

        if (*p == '\\') {
            t->escaped = true;
            c = lex_name_escape(l, t);
        } else {
            l->at += char_decode(p, l->end, &c);
        }
        if (c < 0 || !(first ? char_is_id_start(c) : char_is_id_part(c))) {
            if (*p == '\\') {
                buf_release(&name);
                if (t->kind != TOKEN_ILLEGAL)
                    bad_token(l, t, l->text + t->start);
                return NULL;
            }
            l->at = p;
            break;
        }
        buf_put(&name, bytes, utf8_put(bytes, (uint32_t)c));
        first = false;
    }
    atom = name.len > 0 ? atom_get(l->atoms, buf_view(&name)) : NULL;
    buf_release(&name);
    return atom;
}

/* The head of a name that stands in the text, which mostly goes on for 16 bytes more. */
static AtomHead head_in_text(const Lexer *l, const char *p, size_t n)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (l->end - p >= 16) {
        AtomHead h;

        memcpy(&h.low, p, 8);
        memcpy(&h.high, p + 8, 8);
        if (n < 8)
            h.low &= ((uint64_t)1 << 8 * n) - 1;
        if (n <= 8)
            h.high = 0;
        else if (n < 16)
            h.high &= ((uint64_t)1 << 8 * (n - 8)) - 1;
        return h;
    }
#endif
    return atom_head(str_n(p, n));
}

/* The name at l->at; NULL as above. */
static Atom *scan_atom(Lexer *l, Token *t)
{
    const char *p = l->at, *end = scan_name(p, l->end);
    size_t n = (size_t)(end - p);

    if (end < l->end && (*end == '\\' || (unsigned char)*end >= 0x80))
        return scan_wide_name(l, t);
    if (n == 0)
        return NULL;
    l->at = end;
    return atom_get_borrowed(l->atoms, str_n(p, n), head_in_text(l, p, n));
}

static void name_token(Lexer *l, Token *t)
{
    t->atom = scan_atom(l, t);
    if (t->atom != NULL)
        t->kind = t->atom->keyword && !t->escaped ? t->atom->keyword : TOKEN_IDENT;
    else if (t->kind != TOKEN_ILLEGAL)
        bad_token(l, t, l->at);
}

static void private_name(Lexer *l, Token *t)
{
    const char *start = l->at++;

    if (l->at < l->end && !(char_classes[*l->at & 0x7F] & CHAR_DIGIT && *l->at > 0))
        t->atom = scan_atom(l, t);
    if (t->atom != NULL)
        t->kind = TOKEN_PRIVATE_NAME;
    else if (t->kind != TOKEN_ILLEGAL)
        bad_token(l, t, start);
}

/* ---- Punctuators ---- */

static bool eat(Lexer *l, char c)
{
    if (l->at < l->end && *l->at == c) {
        l->at++;
        return true;
    }
    return false;
}

/* op, op=, and with `twice` opop and opop= . */
static TokenKind operator3(Lexer *l, char c, TokenKind one, TokenKind assign,
                           TokenKind twice, TokenKind twice_assign)
{
    if (eat(l, c))
        return twice_assign && eat(l, '=') ? twice_assign : twice;
    return eat(l, '=') ? assign : one;
}

static TokenKind scan_less(Lexer *l)
{
    if (eat(l, '<'))
        return eat(l, '=') ? TOKEN_SHL_ASSIGN : TOKEN_SHL;
    return eat(l, '=') ? TOKEN_LE : TOKEN_LT;
}

static TokenKind scan_greater(Lexer *l)
{
    if (!eat(l, '>'))
        return eat(l, '=') ? TOKEN_GE : TOKEN_GT;
    if (!eat(l, '>'))
        return eat(l, '=') ? TOKEN_SAR_ASSIGN : TOKEN_SAR;
    return eat(l, '=') ? TOKEN_SHR_ASSIGN : TOKEN_SHR;
}

static TokenKind scan_equal(Lexer *l)
{
    if (eat(l, '>'))
        return TOKEN_ARROW;
    if (eat(l, '='))
        return eat(l, '=') ? TOKEN_EQ_STRICT : TOKEN_EQ;
    return TOKEN_ASSIGN;
}

static TokenKind scan_question(Lexer *l)
{
    if (eat(l, '?'))
        return eat(l, '=') ? TOKEN_NULLISH_ASSIGN : TOKEN_NULLISH;
    /* `a?.5:1` is a conditional. */
    if (l->at < l->end && *l->at == '.' &&
        !(l->end - l->at >= 2 && l->at[1] >= '0' && l->at[1] <= '9')) {
        l->at++;
        return TOKEN_QUESTION_DOT;
    }
    return TOKEN_QUESTION;
}

static TokenKind scan_dot(Lexer *l)
{
    if (l->end - l->at >= 2 && l->at[0] == '.' && l->at[1] == '.') {
        l->at += 2;
        return TOKEN_ELLIPSIS;
    }
    return TOKEN_DOT;
}

/* The character c is read. long: one case per punctuator */
static TokenKind scan_punctuator(Lexer *l, char c)
{
    switch (c) {
    case '{': return TOKEN_LBRACE;
    case '}': return TOKEN_RBRACE;
    case '(': return TOKEN_LPAREN;
    case ')': return TOKEN_RPAREN;
    case '[': return TOKEN_LBRACKET;
    case ']': return TOKEN_RBRACKET;
    case ';': return TOKEN_SEMICOLON;
    case ',': return TOKEN_COMMA;
    case ':': return TOKEN_COLON;
    case '~': return TOKEN_TILDE;
    case '?': return scan_question(l);
    case '.': return scan_dot(l);
    case '=': return scan_equal(l);
    case '<': return scan_less(l);
    case '>': return scan_greater(l);
    case '!':
        if (eat(l, '='))
            return eat(l, '=') ? TOKEN_NE_STRICT : TOKEN_NE;
        return TOKEN_NOT;
    case '+': return operator3(l, '+', TOKEN_PLUS, TOKEN_PLUS_ASSIGN, TOKEN_PLUS_PLUS, 0);
    case '-':
        return operator3(l, '-', TOKEN_MINUS, TOKEN_MINUS_ASSIGN, TOKEN_MINUS_MINUS, 0);
    case '*':
        return operator3(l, '*', TOKEN_STAR, TOKEN_STAR_ASSIGN, TOKEN_STAR_STAR,
                         TOKEN_STAR_STAR_ASSIGN);
    case '&':
        return operator3(l, '&', TOKEN_AND, TOKEN_AND_ASSIGN, TOKEN_AND_AND,
                         TOKEN_AND_AND_ASSIGN);
    case '|':
        return operator3(l, '|', TOKEN_OR, TOKEN_OR_ASSIGN, TOKEN_OR_OR,
                         TOKEN_OR_OR_ASSIGN);
    case '/':
        if (l->at < l->end && *l->at == '*') {
            l->at = l->end; /* a comment without an end: skip_space left it */
            return TOKEN_ILLEGAL;
        }
        return eat(l, '=') ? TOKEN_SLASH_ASSIGN : TOKEN_SLASH;
    case '%': return eat(l, '=') ? TOKEN_PERCENT_ASSIGN : TOKEN_PERCENT;
    case '^': return eat(l, '=') ? TOKEN_XOR_ASSIGN : TOKEN_XOR;
    default: return TOKEN_ILLEGAL;
    }
}

/* What a token begins with. */
enum {
    FIRST_OTHER,
    FIRST_NAME,
    FIRST_DIGIT,
    FIRST_DOT,
    FIRST_QUOTE,
    FIRST_TEMPLATE,
    FIRST_HASH
};

static const uint8_t firsts[256] = {
    ['a' ... 'z'] = FIRST_NAME,  ['A' ... 'Z'] = FIRST_NAME, ['_'] = FIRST_NAME,
    ['$'] = FIRST_NAME,          ['\\'] = FIRST_NAME,        [0x80 ... 0xFF] = FIRST_NAME,
    ['0' ... '9'] = FIRST_DIGIT, ['.'] = FIRST_DOT,          ['"'] = FIRST_QUOTE,
    ['\''] = FIRST_QUOTE,        ['`'] = FIRST_TEMPLATE,     ['#'] = FIRST_HASH,
};

static bool is_digit_at(const Lexer *l, const char *p)
{
    return p < l->end && *p >= '0' && *p <= '9';
}

void lex_next(Lexer *l, Token *t)
{
    bool newline = skip_space(l);
    unsigned char c;

    memset(t, 0, offsetof(Token, start));
    t->newline_before = newline;
    t->atom = NULL;
    t->start = offset(l, l->at);
    if (l->at == l->end) {
        t->end = t->start;
        return;
    }
    l->line_start = false;
    c = (unsigned char)*l->at;
    switch (firsts[c]) {
    case FIRST_NAME: name_token(l, t); break;
    case FIRST_DIGIT: lex_number(l, t); break;
    case FIRST_QUOTE: lex_string(l, t); break;
    case FIRST_HASH: private_name(l, t); break;
    case FIRST_TEMPLATE:
        l->at++;
        lex_template_chunk(l, t);
        break;
    case FIRST_DOT:
        if (is_digit_at(l, l->at + 1)) {
            lex_number(l, t);
            break;
        }
        /* fall through */
    default:
        l->at++;
        t->kind = scan_punctuator(l, (char)c);
        if (t->kind == TOKEN_ILLEGAL)
            lex_illegal(l, t, l->text + t->start, l->at, LEX_UNEXPECTED);
    }
    if (t->kind != TOKEN_ILLEGAL)
        t->end = offset(l, l->at);
}

void lex_template_rest(Lexer *l, Token *t)
{
    bool newline = t->newline_before;

    l->at = l->text + t->start + 1;
    *t = (Token){ .newline_before = newline, .start = t->start };
    lex_template_chunk(l, t);
    if (t->kind != TOKEN_ILLEGAL)
        t->end = offset(l, l->at);
}

void lex_regexp(Lexer *l, Token *t)
{
    const char *start = l->text + t->start + 1, *p = start;
    bool in_class = false;

    for (;; p++) {
        if (p == l->end || *p == '\n' || *p == '\r' || is_wide_line_end(p, l->end)) {
            lex_illegal(l, t, l->text + t->start, l->text + t->end,
                        "Invalid regular expression: missing /");
            return;
        }
        if (*p == '\\' && p + 1 < l->end && p[1] != '\n' && p[1] != '\r' &&
            !is_wide_line_end(p + 1, l->end))
            p++;
        else if (*p == '[')
            in_class = true;
        else if (*p == ']')
            in_class = false;
        else if (*p == '/' && !in_class)
            break;
    }
    t->value = str_n(start, (size_t)(p - start));
    l->at = ++p;
    while (l->at < l->end && (unsigned char)*l->at < 0x80 &&
           char_classes[(unsigned char)*l->at] & CHAR_ID_PART)
        l->at++;
    t->raw = str_n(p, (size_t)(l->at - p));
    if (l->at < l->end && *l->at == '\\') {
        lex_illegal(l, t, l->text + t->start, l->text + t->end,
                    "Invalid regular expression flags");
        return;
    }
    t->kind = TOKEN_REGEXP;
    t->end = offset(l, l->at);
}
