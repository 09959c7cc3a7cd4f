/* parse.c: the parser's ground: tokens, names, errors, the program itself. */
#include "runtime/compiler/parse.h"

#include <stdio.h>

#include "runtime/compiler/parser.h"
#include "runtime/compiler/stack.h"

void p_begin_strict(Parser *p, uint32_t start)
{
    if (!p->ctx.strict && p->lex.octal.start < start)
        p->lex.octal.msg = NULL;
    p->ctx.strict = true;
}

void p_check_octal(Parser *p, uint32_t end)
{
    const SloppyPlace *o = &p->lex.octal;

    if (p->ctx.strict && o->msg != NULL && o->end <= end)
        lex_fail(&p->lex, DIAG_SYNTAX, o->start, o->end, "%s", o->msg);
}

_Noreturn void p_fail_at(Parser *p, uint32_t start, uint32_t end, const char *fmt, ...)
{
    char msg[400];
    va_list ap;

    /* Of two errors V8 says the first. */
    p_check_octal(p, start);
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    lex_fail(&p->lex, DIAG_SYNTAX, start, end, "%s", msg);
}

_Noreturn void p_fail_before(Parser *p, const char *msg)
{
    p_fail_at(p, p->prev_start, p->prev_end, "%s", msg);
}

static bool is_strict_reserved(const Atom *a)
{
    switch (a->id) {
    case ATOM_implements:
    case ATOM_interface:
    case ATOM_let:
    case ATOM_package:
    case ATOM_private:
    case ATOM_protected:
    case ATOM_public:
    case ATOM_static:
    case ATOM_yield: return true;
    default: return false;
    }
}

/* A word that no escape may be in, as it is reserved here. */
static bool is_escaped_word(const Parser *p, const Token *t)
{
    return t->escaped &&
           (t->atom->keyword ||
            (p->ctx.strict && is_strict_reserved(t->atom) && t->atom->id != ATOM_yield));
}

_Noreturn static void unexpected_name(Parser *p, const Token *t)
{
    if (is_escaped_word(p, t))
        p_fail_at(p, t->start, t->end, "Keyword must not contain escaped characters");
    if (t->atom->id == ATOM_await)
        p_fail_at(p, t->start, t->end, "%s",
                  p->ctx.async && p->ctx.params ? AWAIT_IN_PARAMS
                                                : "Unexpected reserved word");
    if (p_is_method_word(t))
        p_fail_at(p, t->start, t->end, "Unexpected token '" STR_FMT "'",
                  STR_ARG(t->atom->text));
    if (p->ctx.strict && is_strict_reserved(t->atom))
        p_fail_at(p, t->start, t->end, "Unexpected strict mode reserved word");
    p_fail_at(p, t->start, t->end, "Unexpected identifier '" STR_FMT "'",
              STR_ARG(t->atom->text));
}

_Noreturn void p_unexpected_token(Parser *p, const Token *t)
{
    Str text = str_sub(p->lex.source->text, t->start, t->end);
    const char *what = NULL;

    switch (t->kind) {
    case TOKEN_IDENT: unexpected_name(p, t);
    case TOKEN_PRIVATE_NAME:
        p_fail_at(p, t->start, t->end, "Unexpected identifier '" STR_FMT "'",
                  STR_ARG(text));
    case TOKEN_ILLEGAL: what = t->value.ptr; break;
    case TOKEN_EOF: what = "Unexpected end of input"; break;
    case TOKEN_NUMBER:
    case TOKEN_BIGINT: what = "Unexpected number"; break;
    case TOKEN_STRING: what = "Unexpected string"; break;
    case TOKEN_TEMPLATE: what = "Unexpected template string"; break;
    case TOKEN_ENUM: what = "Unexpected reserved word"; break;
    default:
        p_fail_at(p, t->start, t->end, "Unexpected token '" STR_FMT "'", STR_ARG(text));
    }
    p_fail_at(p, t->start, t->end, "%s", what);
}

_Noreturn void p_unexpected(Parser *p)
{
    p_unexpected_token(p, &p->tok);
}

_Noreturn void p_too_deep(Parser *p)
{
    lex_fail(&p->lex, DIAG_RANGE, p->tok.start, p->tok.end,
             "Maximum call stack size exceeded");
}

/* ---- Tokens ---- */

void p_expect(Parser *p, TokenKind kind)
{
    if (!p_eat(p, kind))
        p_unexpected(p);
}

bool p_eat_word(Parser *p, AtomId word)
{
    if (!p_at_word(p, word))
        return false;
    p_next(p);
    return true;
}

void p_expect_word(Parser *p, AtomId word)
{
    if (!p_eat_word(p, word))
        p_unexpected(p);
}

Token p_peek(Parser *p)
{
    Lexer saved = p->lex;
    Token t;

    lex_next(&p->lex, &t);
    p->lex = saved;
    return t;
}

bool p_can_end_statement(const Parser *p)
{
    return p_at(p, TOKEN_SEMICOLON) || p_at(p, TOKEN_RBRACE) || p_at(p, TOKEN_EOF) ||
           p->tok.newline_before;
}

/* Was the token before the word `await`? */
static bool is_await_before(const Parser *p)
{
    return str_is(str_sub(p->lex.source->text, p->prev_start, p->prev_end), "await");
}

void p_semicolon(Parser *p)
{
    if (p_eat(p, TOKEN_SEMICOLON))
        return;
    if (p_can_end_statement(p))
        return;
    if (!p->ctx.async && is_await_before(p))
        p_fail_before(
            p, "await is only valid in async functions and the top level bodies of "
               "modules");
    p_unexpected(p);
}

/* ---- Nodes ---- */

void p_mark(Parser *p, uint32_t flags)
{
    if (p->ctx.node != NULL)
        p->ctx.node->flags |= flags;
    if (p->ctx.owner != NULL)
        p->ctx.owner->flags |= flags;
}

/* ---- Names ---- */

/* Is this word, which is no keyword by its token, reserved here all the same? */
static bool is_reserved_here(const Parser *p, const Atom *a)
{
    if (a->id >= ATOM_FIRST_FREE)
        return false;
    if (a->keyword)
        return true;
    if (a->id == ATOM_await)
        return p->ctx.async || p->module || p->ctx.static_block;
    if (a->id == ATOM_yield && p->ctx.generator)
        return true;
    return p->ctx.strict && is_strict_reserved(a);
}

void p_check_reserved(Parser *p, const Token *t)
{
    if (t->kind != TOKEN_IDENT)
        p_unexpected_token(p, t);
    if (is_reserved_here(p, t->atom))
        p_unexpected_token(p, t);
}

static Atom *read_name(Parser *p)
{
    Atom *atom = p->tok.atom;

    p->seen.odd += p->tok.escaped;
    if (atom->id == ATOM_await && !p->await_name_at)
        p->await_name_at = p->tok.start + 1;
    p_next(p);
    return atom;
}

static Node *name_node(Parser *p)
{
    Node *n = p_node(p, NODE_IDENT, p->tok.start);

    if (p->tok.escaped)
        n->flags |= NF_ESCAPED;
    n->atom = read_name(p);
    return p_finish(p, n);
}

Node *p_identifier(Parser *p)
{
    const Atom *a = p->tok.atom;

    if (p->tok.escaped && p_at(p, TOKEN_IDENT) && a->id == ATOM_await && p->ctx.async)
        p_fail_at(p, p->tok.start, p->tok.end,
                  "Keyword must not contain escaped characters");
    p_check_reserved(p, &p->tok);
    if (a->id == ATOM_arguments) {
        if (p->ctx.class_field)
            p_fail_at(p, p->tok.start, p->tok.end,
                      "'arguments' is not allowed in class field initializer or static "
                      "initialization block");
        p_mark(p, NF_USES_ARGUMENTS);
    }
    return name_node(p);
}

void p_check_binding_name(Parser *p, const Node *n)
{
    if (p->ctx.strict && (n->atom->id == ATOM_eval || n->atom->id == ATOM_arguments))
        p_fail(p, n, "Unexpected eval or arguments in strict mode");
}

Node *p_binding_identifier(Parser *p)
{
    Node *n;

    p_check_reserved(p, &p->tok);
    n = name_node(p);
    p_check_binding_name(p, n);
    return n;
}

static void check_name(Parser *p)
{
    if (p->tok.kind != TOKEN_IDENT &&
        (p->tok.kind < TOKEN_FIRST_KEYWORD || p->tok.kind > TOKEN_LAST_KEYWORD))
        p_unexpected(p);
}

Node *p_identifier_name(Parser *p)
{
    check_name(p);
    return name_node(p);
}

Atom *p_name(Parser *p)
{
    check_name(p);
    return read_name(p);
}

/* ---- The program ---- */

static void start_context(Parser *p, const ParseOptions *o)
{
    p->module = o->goal == PARSE_MODULE;
    p->lex.html_comments = !p->module;
    p->ctx = (Context){
        .function = o->goal == PARSE_COMMONJS,
        .async = p->module,
        .strict = o->strict || p->module,
        .new_target = o->in_function || o->goal == PARSE_COMMONJS,
        .super_property = o->in_method,
        .super_call = o->in_derived_constructor,
        .class_field = o->in_class_field,
    };
}

/* Private names that the text of a direct eval may use. */
static ClassScope *outer_private_names(Parser *p, Atom **names)
{
    ClassScope *c;

    if (names == NULL)
        return NULL;
    c = arena_new(p->arena, ClassScope);
    for (; *names != NULL; names++) {
        PrivateName *n = arena_new(p->arena, PrivateName);

        n->name = atom_get(p->lex.atoms, (*names)->text);
        n->next = c->declared;
        c->declared = n;
    }
    return c;
}

static void parse_program(Parser *p, ParseResult *out)
{
    Node *program = p_node(p, NODE_PROGRAM, 0);
    ClassScope *outer = p->classes;

    p->ctx.node = p->ctx.owner = program;
    lex_next(&p->lex, &p->tok);
    program->list = p_statement_list(p, TOKEN_EOF, true);
    program->end = (uint32_t)p->lex.source->text.len;
    if (p->ctx.strict)
        program->flags |= NF_STRICT;
    p_check_octal(p, p->tok.start);
    for (PrivateUse *u = outer ? outer->used : NULL; u != NULL; u = u->next) {
        PrivateName *n = outer->declared;

        while (n != NULL && n->name != u->name)
            n = n->next;
        if (n == NULL)
            p_fail_at(p, u->start, u->end,
                      "Private field '#" STR_FMT
                      "' must be declared in an enclosing class",
                      STR_ARG(u->name->text));
    }
    out->program = program;
    out->strict = p->ctx.strict;
    out->sees_names = p->sees_names;
}

int parse(Arena *a, Source *s, const ParseOptions *options, ParseResult *out, Diag *diag)
{
    Parser *p = arena_new(a, Parser);
    jmp_buf fail;

    *diag = (Diag){ 0 };
    p->arena = a;
    p->options = *options;
    out->atoms = arena_new(a, AtomTable);
    atoms_init(out->atoms, a);
    lex_init(&p->lex, a, s, out->atoms, diag, &fail);
    p->stack_limit = stack_limit_from_here();
    if (setjmp(fail) != 0)
        return -1;
    if (s->text.len > SOURCE_MAX)
        lex_fail(&p->lex, DIAG_RANGE, 0, 0, "Program is too large");
    start_context(p, options);
    p->types = options->types;
    if (p->types != NULL)
        p->ctx.function = p->ctx.new_target = true; /* it may be a CommonJS module */
    p->classes = outer_private_names(p, options->private_names);
    parse_program(p, out);
    return 0;
}
