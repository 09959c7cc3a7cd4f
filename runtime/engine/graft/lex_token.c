/* lex_token.c: blanks, comments, names, plain strings and the usual punctuators, which a
 * program is mostly made of, are read from the bytes of its text. The engine's own
 * function takes each character through a window of decoded ones and a buffer, and
 * compares each name with all reserved words; it is left what isn't ASCII and what needs
 * decoding. */

#define LEX_NAME 1
#define LEX_START 2 /* may begin a name */
#define LEX_STOP 4  /* of comments: *, line ends and what may be one */

static const duk_uint8_t lex_classes[256] = {
    ['a' ... 'z'] = LEX_NAME | LEX_START,
    ['A' ... 'Z'] = LEX_NAME | LEX_START,
    ['$'] = LEX_NAME | LEX_START,
    ['_'] = LEX_NAME | LEX_START,
    ['0' ... '9'] = LEX_NAME,
    ['*'] = LEX_STOP,
    ['\n'] = LEX_STOP,
    ['\r'] = LEX_STOP,
    [0xE2] = LEX_STOP,
};

typedef struct {
    const duk_uint8_t *p, *end;
    duk_int_t line;
    duk_bool_t newline;
    duk_size_t
        wide; /* continuation bytes among those passed: no characters of their own */
    duk_bool_t far; /* more than names' and strings' bytes were passed */
} LexPlace;

/* U+0283, with which names that lowering makes begin. */
static inline duk_bool_t lex_is_mark(const LexPlace *at)
{
    return at->end - at->p >= 2 && at->p[0] == 0xCA && at->p[1] == 0x83;
}

/* U+2028 or U+2029. */
static inline duk_bool_t lex_is_wide_line(const LexPlace *at, const duk_uint8_t *p)
{
    return at->end - p >= 3 && p[0] == 0xE2 && p[1] == 0x80 &&
           (p[2] == 0xA8 || p[2] == 0xA9);
}

/* Up to the line's end. */
static void lex_line_comment(LexPlace *at)
{
    for (; at->p < at->end; at->p++) {
        if (!(lex_classes[*at->p] & LEX_STOP))
            continue;
        if (*at->p == '\n' || *at->p == '\r' || lex_is_wide_line(at, at->p))
            return;
    }
}

/* False, and nothing passed, where the comment doesn't end. */
static duk_bool_t lex_block_comment(LexPlace *at)
{
    const duk_uint8_t *p = at->p + 2;
    duk_int_t lines = 0;
    duk_bool_t newline = 0;

    for (;; p++) {
        if (at->end - p < 2)
            return 0;
        if (!(lex_classes[*p] & LEX_STOP))
            continue;
        if (p[0] == '*' && p[1] == '/')
            break;
        if (p[0] == '\n' || (p[0] == '\r' && p[1] != '\n') || lex_is_wide_line(at, p)) {
            newline = 1;
            lines++;
        } else if (p[0] == '\r') {
            newline = 1;
        }
    }
    at->p = p + 2;
    at->line += lines;
    at->newline |= newline;
    return 1;
}

static void lex_blanks(LexPlace *at)
{
    for (; at->p < at->end; at->p++) {
        switch (*at->p) {
        case ' ':
        case '\t': break;
        case '\n':
            at->line++;
            at->newline = 1;
            break;
        case '/':
            if (at->end - at->p >= 2 && at->p[1] == '/')
                lex_line_comment(at);
            else if (at->end - at->p < 2 || at->p[1] != '*' || !lex_block_comment(at))
                return;
            at->far = 1;
            at->p--;
            break;
        default: return;
        }
    }
}

/* The window to where `at` is. */
static void lex_move(duk_lexer_ctx *l, const LexPlace *at)
{
    duk_size_t offset = (duk_size_t)(at->p - l->input),
               n = offset - l->window[0].offset - at->wide;

    if (!at->far && n <= (duk_size_t)(l->buffer + DUK_LEXER_BUFFER_SIZE -
                                      DUK_LEXER_WINDOW_SIZE - l->window)) {
        l->window += n;
        return;
    }
    l->input_offset = offset;
    l->input_line = at->line;
    duk__init_lexer_window(l);
}

static duk_hstring *lex_keep_string(duk_lexer_ctx *l, const duk_uint8_t *p, duk_size_t n)
{
    duk_hstring *h = duk_heap_strtable_intern_checked(l->thr, p, (duk_uint32_t)n);

    DUK_TVAL_SET_STRING_UPDREF(l->thr, duk_get_tval(l->thr, l->slot1_idx), h);
    return h;
}

/* 0 where the name isn't ours to read. */
static duk_small_uint_t lex_name(duk_lexer_ctx *l, duk_token *t, LexPlace *at,
                                 duk_bool_t strict)
{
    const duk_uint8_t *start = at->p;
    duk_size_t wide = at->wide;
    duk_hstring *h;

    for (;;) {
        while (at->p < at->end && lex_classes[*at->p] & LEX_NAME)
            at->p++;
        if (!lex_is_mark(at))
            break;
        at->p += 2;
        at->wide++;
    }
    if (at->p < at->end && (*at->p >= 0x80 || *at->p == '\\')) {
        at->p = start;
        at->wide = wide;
        return 0;
    }
    h = lex_keep_string(l, start, (duk_size_t)(at->p - start));
    t->str1 = h;
    if (DUK_HSTRING_HAS_RESERVED_WORD(h)) {
        duk_small_uint_t end =
            strict ? DUK_STRIDX_END_RESERVED : DUK_STRIDX_START_STRICT_RESERVED;

        for (duk_small_uint_t i = DUK_STRIDX_START_RESERVED; i < end; i++) {
            if (DUK_HTHREAD_GET_STRING(l->thr, i) == h)
                return DUK_STRIDX_TO_TOK(i);
        }
    }
    return DUK_TOK_IDENTIFIER;
}

/* Without escapes and in ASCII. */
static duk_small_uint_t lex_string(duk_lexer_ctx *l, duk_token *t, LexPlace *at)
{
    const duk_uint8_t *start = at->p + 1, *p = start;
    duk_uint8_t quote = *at->p;

    while (p < at->end && *p != quote && *p != '\\' && *p >= 0x20 && *p < 0x80)
        p++;
    if (p == at->end || *p != quote)
        return 0;
    t->str1 = lex_keep_string(l, start, (duk_size_t)(p - start));
    at->p = p + 1;
    return DUK_TOK_STRING;
}

static duk_small_uint_t lex_one(LexPlace *at, duk_small_uint_t token)
{
    at->p++;
    return token;
}

/* = == === */
static duk_small_uint_t lex_equals(LexPlace *at)
{
    if (at->end - at->p < 3)
        return 0;
    if (at->p[1] != '=')
        return lex_one(at, DUK_TOK_EQUALSIGN);
    if (at->p[2] != '=') {
        at->p += 2;
        return DUK_TOK_EQ;
    }
    at->p += 3;
    return DUK_TOK_SEQ;
}

/* The kind of the token, whose end is *at then; 0 where it is the engine's to read. */
static duk_small_uint_t lex_known(duk_lexer_ctx *l, duk_token *t, LexPlace *at,
                                  duk_bool_t strict)
{
    duk_uint8_t c = at->p < at->end ? *at->p : 0;

    if (lex_classes[c] & LEX_START || lex_is_mark(at))
        return lex_name(l, t, at, strict);
    switch (c) {
    case '"':
    case '\'': return lex_string(l, t, at);
    case '(': return lex_one(at, DUK_TOK_LPAREN);
    case ')': return lex_one(at, DUK_TOK_RPAREN);
    case '{': return lex_one(at, DUK_TOK_LCURLY);
    case '}': return lex_one(at, DUK_TOK_RCURLY);
    case '[': return lex_one(at, DUK_TOK_LBRACKET);
    case ']': return lex_one(at, DUK_TOK_RBRACKET);
    case ';': return lex_one(at, DUK_TOK_SEMICOLON);
    case ',': return lex_one(at, DUK_TOK_COMMA);
    case ':': return lex_one(at, DUK_TOK_COLON);
    case '=': return lex_equals(at);
    case '.':
        if (at->end - at->p < 2 || (at->p[1] >= '0' && at->p[1] <= '9'))
            return 0;
        return lex_one(at, DUK_TOK_PERIOD);
    default: return 0;
    }
}

DUK_INTERNAL void duk_lexer_parse_js_input_element(duk_lexer_ctx *l, duk_token *t,
                                                   duk_bool_t strict_mode,
                                                   duk_bool_t regexp_mode)
{
    LexPlace at = { .p = l->input + l->window[0].offset,
                    .end = l->input + l->input_length,
                    .line = l->window[0].line };
    duk_small_uint_t kind;

    lex_blanks(&at);
    /* --> at a line's start is a comment: the engine must see the line's end. */
    if (at.newline && at.p < at.end && *at.p == '-') {
        duk_lexer_parse_js_input_element_engine(l, t, strict_mode, regexp_mode);
        return;
    }
    t->start_offset = (duk_size_t)(at.p - l->input);
    t->start_line = at.line;
    t->num_escapes = 0;
    kind = lex_known(l, t, &at, strict_mode);
    lex_move(l, &at);
    if (kind == 0) {
        duk_lexer_parse_js_input_element_engine(l, t, strict_mode, regexp_mode);
        t->lineterm |= at.newline;
        t->allow_auto_semi |= at.newline;
        return;
    }
    if (++l->token_count >= l->token_limit)
        DUK_ERROR_RANGE(l->thr, DUK_STR_TOKEN_LIMIT);
    t->t = kind;
    t->t_nores = kind < DUK_TOK_END_RESERVED ? DUK_TOK_IDENTIFIER : kind;
    t->lineterm = at.newline;
    t->allow_auto_semi = at.newline || kind == DUK_TOK_RCURLY;
}
