/* parse_types.c: TypeScript's types, which are read only to be left out (strip.h). What
 * is noted is where they stand; what they say is not looked at. Rules as TypeScript's own
 * parser has them, where a type could be something else: a generic call or a comparison,
 * an arrow function's head or parentheses. */
#include "runtime/compiler/parse_types.h"

/* ---- What is left out ---- */

void t_erase(Parser *p, uint32_t start, uint32_t end)
{
    if (end > start)
        vec_push_in(p->arena, &p->types->erased, (Erased){ start, end, ERASED_TYPE });
}

void t_erase_statement(Parser *p, uint32_t start)
{
    vec_push_in(p->arena, &p->types->erased,
                (Erased){ start, p->prev_end, ERASED_STATEMENT });
    p->types->gone = true;
}

void t_erase_as(Parser *p, uint32_t start, ErasedKind kind)
{
    vec_push_in(p->arena, &p->types->erased, (Erased){ start, p->prev_end, kind });
}

_Noreturn void t_unsupported(Parser *p, uint32_t start, uint32_t end, const char *what)
{
    lex_fail(&p->lex, DIAG_UNSUPPORTED, start, end,
             "TypeScript %s is not supported in strip-only mode", what);
}

/* ---- Trying ---- */

bool t_try(Parser *p, bool (*rule)(Parser *p, void *udata), void *udata)
{
    Parser saved = *p;
    size_t erased = p->types->erased.len;
    bool gone = p->types->gone, in_extends = p->types->in_extends,
         ambient = p->types->ambient;
    uint32_t conditional_at = p->types->conditional_at;
    jmp_buf here;

    p->lex.fail = &here;
    if (setjmp(here) == 0 && rule(p, udata)) {
        p->lex.fail = saved.lex.fail;
        return true;
    }
    *p = saved;
    p->types->erased.len = erased;
    p->types->gone = gone;
    p->types->in_extends = in_extends;
    p->types->ambient = ambient;
    p->types->conditional_at = conditional_at;
    *p->lex.diag = (Diag){ 0 };
    return false;
}

/* ---- Tokens ---- */

bool t_at(const Parser *p, const char *word)
{
    return p->tok.kind == TOKEN_IDENT && !p->tok.escaped &&
           str_is(p->tok.atom->text, word);
}

bool t_is_word(const Token *t)
{
    return t->kind == TOKEN_IDENT ||
           (t->kind >= TOKEN_FIRST_KEYWORD && t->kind <= TOKEN_LAST_KEYWORD);
}

bool t_next_on_line(Parser *p, bool (*is)(const Token *t))
{
    Token next = p_peek(p);

    return !next.newline_before && is(&next);
}

bool t_is_name(const Token *t)
{
    return t->kind == TOKEN_IDENT;
}

/* The first character of the token is a token of its own. */
static void split_token(Parser *p)
{
    p->lex.at = p->lex.text + p->tok.start + 1;
    p->tok.end = p->tok.start + 1;
    p_next(p);
}

static void open_angle(Parser *p)
{
    if (!p_at(p, TOKEN_LT) && !p_at(p, TOKEN_SHL) && !p_at(p, TOKEN_LE) &&
        !p_at(p, TOKEN_SHL_ASSIGN))
        p_unexpected(p);
    split_token(p);
}

static void close_angle(Parser *p)
{
    switch (p->tok.kind) {
    case TOKEN_GT:
    case TOKEN_SAR:
    case TOKEN_SHR:
    case TOKEN_GE:
    case TOKEN_SAR_ASSIGN:
    case TOKEN_SHR_ASSIGN: split_token(p); return;
    default: p_unexpected(p);
    }
}

bool t_at_angle(const Parser *p)
{
    return p_at(p, TOKEN_LT) || p_at(p, TOKEN_SHL);
}

static void skip_template(Parser *p)
{
    while (!p->tok.tail) {
        p_next(p);
        t_type(p);
        if (!p_at(p, TOKEN_RBRACE))
            p_unexpected(p);
        lex_template_rest(&p->lex, &p->tok);
    }
    p_next(p);
}

/* At an opening bracket: behind its partner. */
void t_skip_group(Parser *p)
{
    int depth = 0;

    do {
        switch (p->tok.kind) {
        case TOKEN_LPAREN:
        case TOKEN_LBRACKET:
        case TOKEN_LBRACE: depth++; break;
        case TOKEN_RPAREN:
        case TOKEN_RBRACKET:
        case TOKEN_RBRACE: depth--; break;
        case TOKEN_TEMPLATE: skip_template(p); continue;
        case TOKEN_EOF: p_unexpected(p);
        default: break;
        }
        p_next(p);
    } while (depth > 0);
}

/* ---- Types ---- */

static void type_without(Parser *p, bool conditional);

static void type_arguments(Parser *p)
{
    open_angle(p);
    do
        t_type(p);
    while (p_eat(p, TOKEN_COMMA));
    close_angle(p);
}

void t_word(Parser *p)
{
    if (!t_is_word(&p->tok) && !p_at(p, TOKEN_PRIVATE_NAME))
        p_unexpected(p);
    p_next(p);
}

/* number, string …: no type arguments follow, `<` is an operator. */
static bool is_predefined(const Parser *p)
{
    static const char *const names[] = { "any",    "unknown",  "number", "bigint",
                                         "object", "boolean",  "string", "symbol",
                                         "never",  "undefined" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (t_at(p, names[i]))
            return true;
    }
    return false;
}

static bool is_dot(const Token *t)
{
    return t->kind == TOKEN_DOT;
}

/* a.b.c<T> */
static void entity(Parser *p)
{
    if (is_predefined(p) && !t_next_on_line(p, is_dot)) {
        p_next(p);
        return;
    }
    t_word(p);
    while (p_eat(p, TOKEN_DOT))
        t_word(p);
    if (t_at_angle(p) && !p->tok.newline_before)
        type_arguments(p);
}

static void import_type(Parser *p)
{
    p_next(p);
    p_expect(p, TOKEN_LPAREN);
    t_type(p);
    if (p_eat(p, TOKEN_COMMA) && p_at(p, TOKEN_LBRACE))
        t_skip_group(p);
    p_eat(p, TOKEN_COMMA);
    p_expect(p, TOKEN_RPAREN);
    while (p_eat(p, TOKEN_DOT))
        t_word(p);
    if (t_at_angle(p) && !p->tok.newline_before)
        type_arguments(p);
}

/* Elements may be named, optional, rest. */
static void tuple(Parser *p)
{
    p_next(p);
    while (!p_at(p, TOKEN_RBRACKET)) {
        p_eat(p, TOKEN_ELLIPSIS);
        t_type(p);
        p_eat(p, TOKEN_QUESTION);
        if (p_eat(p, TOKEN_COLON)) {
            t_type(p);
            p_eat(p, TOKEN_QUESTION);
        }
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    p_expect(p, TOKEN_RBRACKET);
}

static void primary(Parser *p)
{
    switch (p->tok.kind) {
    case TOKEN_LPAREN:
        p_next(p);
        t_type(p);
        p_expect(p, TOKEN_RPAREN);
        break;
    case TOKEN_LBRACKET: tuple(p); break;
    case TOKEN_LBRACE: t_skip_group(p); break;
    case TOKEN_TEMPLATE: skip_template(p); break;
    case TOKEN_MINUS:
        p_next(p);
        if (!p_at(p, TOKEN_NUMBER) && !p_at(p, TOKEN_BIGINT))
            p_unexpected(p);
        p_next(p);
        break;
    case TOKEN_STRING:
    case TOKEN_NUMBER:
    case TOKEN_BIGINT:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
    case TOKEN_NULL:
    case TOKEN_VOID:
    case TOKEN_THIS: p_next(p); break;
    case TOKEN_TYPEOF:
        p_next(p);
        if (p_at(p, TOKEN_IMPORT))
            import_type(p);
        else
            entity(p);
        break;
    case TOKEN_IMPORT: import_type(p); break;
    case TOKEN_IDENT: entity(p); break;
    default: p_unexpected(p);
    }
}

static void postfix(Parser *p)
{
    primary(p);
    while (p_at(p, TOKEN_LBRACKET) && !p->tok.newline_before) {
        p_next(p);
        if (!p_at(p, TOKEN_RBRACKET))
            t_type(p);
        p_expect(p, TOKEN_RBRACKET);
    }
}

/* `extends T` behind an inferred name, unless it is a condition's. */
static bool infer_constraint(Parser *p, void *udata)
{
    (void)udata;
    p_next(p);
    type_without(p, true);
    return p->types->in_extends || !p_at(p, TOKEN_QUESTION);
}

static bool begins_type(const Token *t)
{
    switch (t->kind) {
    case TOKEN_LPAREN:
    case TOKEN_LBRACKET:
    case TOKEN_LBRACE:
    case TOKEN_TEMPLATE:
    case TOKEN_STRING:
    case TOKEN_NUMBER: return true;
    default: return t_is_word(t) && t->kind != TOKEN_EXTENDS && t->kind != TOKEN_IN;
    }
}

static void operator_type(Parser *p)
{
    p_enter(p);
    if ((t_at(p, "keyof") || t_at(p, "unique") || t_at(p, "readonly")) &&
        t_next_on_line(p, begins_type)) {
        p_next(p);
        operator_type(p);
    } else if (t_at(p, "infer") && t_next_on_line(p, t_is_name)) {
        p_next(p);
        p_next(p);
        if (p_at(p, TOKEN_EXTENDS))
            t_try(p, infer_constraint, NULL);
    } else {
        postfix(p);
    }
    p_leave(p);
}

static void union_type(Parser *p)
{
    if (p_at(p, TOKEN_OR) || p_at(p, TOKEN_AND))
        p_next(p);
    operator_type(p);
    while (p_at(p, TOKEN_OR) || p_at(p, TOKEN_AND)) {
        p_next(p);
        operator_type(p);
    }
}

/* At "(": do parameters and => follow? */
static bool is_function_type(Parser *p, void *udata)
{
    (void)udata;
    t_skip_group(p);
    return p_at(p, TOKEN_ARROW);
}

static void function_type(Parser *p)
{
    if (t_at_angle(p))
        t_type_parameters(p);
    if (!p_at(p, TOKEN_LPAREN))
        p_unexpected(p);
    t_skip_group(p);
    p_expect(p, TOKEN_ARROW);
    t_return_type(p);
}

static bool is_new(const Token *t)
{
    return t->kind == TOKEN_NEW;
}

/* Behind the `extends` of a condition. */
static void extends_type(Parser *p)
{
    bool outer = p->types->in_extends;

    p->types->in_extends = true;
    type_without(p, true);
    p->types->in_extends = outer;
}

/* A type; without conditions where it stands behind `extends`. */
static void type_without(Parser *p, bool conditional)
{
    p_enter(p);
    if (t_at(p, "abstract") && t_next_on_line(p, is_new))
        p_next(p);
    if (p_eat(p, TOKEN_NEW) || t_at_angle(p)) {
        function_type(p);
    } else if (p_at(p, TOKEN_LPAREN) && t_try(p, is_function_type, NULL)) {
        p_expect(p, TOKEN_ARROW);
        t_return_type(p);
    } else {
        union_type(p);
        if (!conditional && p_at(p, TOKEN_EXTENDS) && !p->tok.newline_before) {
            p_next(p);
            extends_type(p);
            p_expect(p, TOKEN_QUESTION);
            t_type(p);
            p_expect(p, TOKEN_COLON);
            t_type(p);
        }
    }
    p_leave(p);
}

void t_type(Parser *p)
{
    bool outer = p->types->in_extends;

    p->types->in_extends = false;
    type_without(p, false);
    p->types->in_extends = outer;
}

static bool is_is(const Token *t)
{
    return t->kind == TOKEN_IDENT && str_is(t->atom->text, "is");
}

static bool is_name_or_this(const Token *t)
{
    return t->kind == TOKEN_IDENT || t->kind == TOKEN_THIS;
}

void t_return_type(Parser *p)
{
    bool asserts = t_at(p, "asserts") && t_next_on_line(p, is_name_or_this) &&
                   !t_next_on_line(p, is_is);

    if (asserts)
        p_next(p);
    if (is_name_or_this(&p->tok) && t_next_on_line(p, is_is)) {
        p_next(p);
        p_next(p);
        t_type(p);
    } else {
        t_type(p);
    }
}

void t_type_parameters(Parser *p)
{
    open_angle(p);
    while (!p_at(p, TOKEN_GT)) {
        while (p_at(p, TOKEN_CONST) || p_at(p, TOKEN_IN) ||
               (t_at(p, "out") && t_next_on_line(p, t_is_name)))
            p_next(p);
        t_word(p);
        if (p_eat(p, TOKEN_EXTENDS))
            t_type(p);
        if (p_eat(p, TOKEN_ASSIGN))
            t_type(p);
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    close_angle(p);
}

/* ---- Where they stand in programs ---- */

void t_annotation(Parser *p)
{
    uint32_t start = p->tok.start;

    if (p->types == NULL || !p_at(p, TOKEN_COLON))
        return;
    p_next(p);
    t_type(p);
    t_erase(p, start, p->prev_end);
}

void t_return_annotation(Parser *p)
{
    uint32_t start = p->tok.start;

    if (p->types == NULL || !p_at(p, TOKEN_COLON))
        return;
    p_next(p);
    t_return_type(p);
    t_erase(p, start, p->prev_end);
}

void t_mark(Parser *p, TokenKind mark)
{
    if (p->types == NULL || !p_at(p, mark) || p->tok.newline_before)
        return;
    t_erase(p, p->tok.start, p->tok.end);
    p_next(p);
}

void t_parameters_here(Parser *p)
{
    uint32_t start = p->tok.start;

    if (p->types == NULL || !t_at_angle(p))
        return;
    t_type_parameters(p);
    t_erase(p, start, p->prev_end);
}

/* Type arguments in an expression, if what follows them says that they are. */
static bool call_arguments(Parser *p, void *udata)
{
    uint32_t start = p->tok.start;

    (void)udata;
    type_arguments(p);
    t_erase(p, start, p->prev_end);
    switch (p->tok.kind) {
    case TOKEN_LPAREN:
    case TOKEN_TEMPLATE: return true;
    case TOKEN_LT:
    case TOKEN_GT:
    case TOKEN_PLUS:
    case TOKEN_MINUS: return false;
    case TOKEN_IDENT:
        return p->tok.newline_before || t_at(p, "as") || t_at(p, "satisfies");
    case TOKEN_PRIVATE_NAME:
    case TOKEN_NUMBER:
    case TOKEN_BIGINT:
    case TOKEN_STRING:
    case TOKEN_SLASH:
    case TOKEN_LBRACKET:
    case TOKEN_LBRACE:
    case TOKEN_NOT:
    case TOKEN_TILDE:
    case TOKEN_PLUS_PLUS:
    case TOKEN_MINUS_MINUS:
    case TOKEN_FUNCTION:
    case TOKEN_CLASS:
    case TOKEN_NEW:
    case TOKEN_THIS:
    case TOKEN_SUPER:
    case TOKEN_NULL:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
    case TOKEN_TYPEOF:
    case TOKEN_VOID:
    case TOKEN_DELETE:
    case TOKEN_IMPORT: return p->tok.newline_before;
    default: return true;
    }
}

bool t_postfix(Parser *p)
{
    if (p_at(p, TOKEN_NOT) && !p->tok.newline_before) {
        t_erase(p, p->tok.start, p->tok.end);
        p_next(p);
        return true;
    }
    return t_at_angle(p) && t_try(p, call_arguments, NULL);
}

void t_heritage_arguments(Parser *p)
{
    uint32_t start = p->tok.start;

    if (p->types == NULL || !t_at_angle(p))
        return;
    type_arguments(p);
    t_erase(p, start, p->prev_end);
}

/* At `as` or `satisfies`. */
void t_cast(Parser *p)
{
    uint32_t start = p->tok.start;

    p_next(p);
    if (!p_eat(p, TOKEN_CONST))
        t_type(p);
    t_erase_as(p, start, p->tok.newline_before ? ERASED_END : ERASED_TYPE);
}

_Noreturn void t_assertion(Parser *p)
{
    uint32_t start = p->tok.start;

    open_angle(p);
    if (!p_eat(p, TOKEN_CONST))
        t_type(p);
    close_angle(p);
    lex_fail(
        &p->lex, DIAG_UNSUPPORTED, start, p->prev_end,
        "The angle-bracket syntax for type assertions, `<T>expr`, is not supported in "
        "type strip mode. Instead, use the 'as' syntax: `expr as T`.");
}
