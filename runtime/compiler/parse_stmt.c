/* parse_stmt.c: statements but loops with a head (ECMA-262 14). */
#include "runtime/compiler/parse_types.h"
#include "runtime/compiler/parser.h"

static Node *p_statement(Parser *p);

bool p_is_async_function(Parser *p)
{
    Token next;

    if (!p_at_word(p, ATOM_async))
        return false;
    next = p_peek(p);
    return next.kind == TOKEN_FUNCTION && !next.newline_before;
}

/* At `let`: does a declaration begin? */
bool p_is_let_declaration(Parser *p)
{
    Token next;

    if (!p_at_word(p, ATOM_let))
        return false;
    next = p_peek(p);
    return next.kind == TOKEN_LBRACKET || next.kind == TOKEN_LBRACE ||
           next.kind == TOKEN_IDENT;
}

static Node *keyword_node(Parser *p, NodeKind kind)
{
    Node *n = p_node(p, kind, p->tok.start);

    p_next(p);
    return n;
}

static Node *parenthesized_expression(Parser *p)
{
    Node *n;

    p_expect(p, TOKEN_LPAREN);
    n = p_expression(p);
    p_expect(p, TOKEN_RPAREN);
    return n;
}

static Node *p_block(Parser *p)
{
    Node *n = p_node(p, NODE_BLOCK, p->tok.start);

    p_enter(p);
    p_expect(p, TOKEN_LBRACE);
    n->list = p_statement_list(p, TOKEN_RBRACE, false);
    p_expect(p, TOKEN_RBRACE);
    p_leave(p);
    return p_finish(p, n);
}

/* ---- Declarations ---- */

static void check_let_name(Node *ident, void *ctx)
{
    Parser *p = ctx;

    if (ident->atom->id == ATOM_let)
        p_fail(p, ident, "let is disallowed as a lexically bound name");
}

/* The list behind var, let or const, which are read. In a for's head the values may be
 * missing where `in` or `of` follows. */
Node *p_declaration(Parser *p, uint8_t op, bool in_for)
{
    Node *n = p_node(p, NODE_DECLARATION, p->tok.start);
    NodeList list;

    list_init(&list);
    n->op = op;
    p_next(p);
    do {
        Node *d = p_node(p, NODE_DECLARATOR, p->tok.start);
        bool in_or_of;

        d->a = p_binding_target(p);
        t_mark(p, TOKEN_NOT);
        t_annotation(p);
        if (op != TOKEN_VAR)
            node_names(d->a, check_let_name, p);
        in_or_of = in_for && (p_at(p, TOKEN_IN) || p_at_word(p, ATOM_of));
        if (p_eat(p, TOKEN_ASSIGN))
            d->b = p_assignment(p);
        else if (!in_or_of && d->a->kind != NODE_IDENT)
            p_fail_at(p, d->start, p->prev_end,
                      "Missing initializer in destructuring declaration");
        else if (!in_or_of && op == TOKEN_CONST && p->types == NULL)
            p_fail_at(p, d->start, p->prev_end,
                      "Missing initializer in const declaration");
        list_add(&list, p_finish(p, d));
    } while (p_eat(p, TOKEN_COMMA));
    n->list = list.first;
    return p_finish(p, n);
}

static Node *declaration_statement(Parser *p, uint8_t op)
{
    Node *n = p_declaration(p, op, false);

    p_semicolon(p);
    return p_finish(p, n);
}

/* ---- Control ---- */

_Noreturn static void no_function_here(Parser *p, uint32_t start)
{
    p_fail_at(p, start, start + (uint32_t)strlen("function"), "%s",
              p->ctx.strict
                  ? "In strict mode code, functions can only be declared at top level or "
                    "inside a block."
                  : "In non-strict mode code, functions can only be declared at top "
                    "level, inside a block, or as the body of an if statement.");
}

/* At a function where a generator can't be. */
static Node *plain_function(Parser *p)
{
    Node *fn = p_function(p, p->tok.start, FN_DECLARATION);
    const char *star;

    if (!(fn->flags & NF_GENERATOR))
        return fn;
    star = memchr(p->lex.text + fn->start, '*', fn->end - fn->start);
    p_fail_at(p, (uint32_t)(star - p->lex.text), (uint32_t)(star - p->lex.text) + 1,
              "Generators can only be declared at the top level or inside a block.");
}

static void check_no_declaration(Parser *p)
{
    if (p_at(p, TOKEN_CLASS) || p_at(p, TOKEN_CONST))
        p_unexpected(p);
    if (p_at_word(p, ATOM_let)) {
        Token next = p_peek(p);

        if (next.kind == TOKEN_LBRACKET ||
            (!next.newline_before && p_is_let_declaration(p)))
            p_fail_at(p, p->tok.start, p->tok.end,
                      "Lexical declaration cannot appear in a single-statement context");
    }
    if (p_at(p, TOKEN_FUNCTION))
        no_function_here(p, p->tok.start);
    if (p_is_async_function(p))
        p_fail_at(
            p, p->tok.start, p->tok.end,
            "Async functions can only be declared at the top level or inside a block.");
}

/* The statement of an if or a loop: no declaration, not even one with a label. */
Node *p_sub_statement(Parser *p, bool loop)
{
    Context outer = p->ctx;
    Node *n;
    const Node *inner;

    check_no_declaration(p);
    if (loop)
        p->ctx.loop = p->ctx.breakable = true;
    n = p_statement(p);
    p->ctx.loop = outer.loop;
    p->ctx.breakable = outer.breakable;
    for (inner = n; inner->kind == NODE_LABELED; inner = inner->d)
        ;
    if (inner->kind == NODE_FUNCTION)
        no_function_here(p, inner->start);
    return n;
}

/* Annex B: `if (x) function f() {}` in sloppy code is as if in a block. */
static Node *if_branch(Parser *p)
{
    Node *block;

    if (!p_at(p, TOKEN_FUNCTION) || p->ctx.strict)
        return p_sub_statement(p, false);
    block = p_node(p, NODE_BLOCK, p->tok.start);
    block->list = plain_function(p);
    return p_finish(p, block);
}

static Node *if_statement(Parser *p)
{
    Node *n = keyword_node(p, NODE_IF);

    n->a = parenthesized_expression(p);
    n->b = if_branch(p);
    if (p_eat(p, TOKEN_ELSE))
        n->c = if_branch(p);
    return p_finish(p, n);
}

static Node *while_statement(Parser *p)
{
    Node *n = keyword_node(p, NODE_WHILE);

    n->a = parenthesized_expression(p);
    n->d = p_sub_statement(p, true);
    return p_finish(p, n);
}

static Node *do_statement(Parser *p)
{
    Node *n = keyword_node(p, NODE_DO);

    n->d = p_sub_statement(p, true);
    p_expect(p, TOKEN_WHILE);
    n->a = parenthesized_expression(p);
    p_eat(p, TOKEN_SEMICOLON);
    return p_finish(p, n);
}

static Label *find_label(Parser *p, const Atom *name)
{
    Label *l = p->ctx.labels;

    while (l != NULL && l->name != name)
        l = l->outer;
    return l;
}

static Node *jump_statement(Parser *p, bool is_break)
{
    Node *n = keyword_node(p, is_break ? NODE_BREAK : NODE_CONTINUE);

    if (!p_can_end_statement(p)) {
        Label *l;

        p_check_reserved(p, &p->tok);
        l = find_label(p, p->tok.atom);
        if (l == NULL)
            p_fail_at(p, p->tok.start, p->tok.end, "Undefined label '" STR_FMT "'",
                      STR_ARG(p->tok.atom->text));
        if (!is_break && !l->loop)
            p_fail_at(p, p->tok.start, p->tok.end,
                      "Illegal continue statement: '" STR_FMT
                      "' does not denote an iteration statement",
                      STR_ARG(p->tok.atom->text));
        n->atom = p->tok.atom;
        p_next(p);
    } else if (is_break ? !p->ctx.breakable : !p->ctx.loop) {
        p_fail_at(p, n->start, n->start + (is_break ? 5 : 8), "%s",
                  is_break
                      ? "Illegal break statement"
                      : "Illegal continue statement: no surrounding iteration statement");
    }
    p_semicolon(p);
    return p_finish(p, n);
}

static Node *return_statement(Parser *p)
{
    Node *n = p_node(p, NODE_RETURN, p->tok.start);

    if (!p->ctx.function)
        p_fail_at(p, p->tok.start, p->tok.end, "Illegal return statement");
    p_next(p);
    if (!p_can_end_statement(p))
        n->a = p_expression(p);
    p_semicolon(p);
    return p_finish(p, n);
}

static Node *with_statement(Parser *p)
{
    Node *n = p_node(p, NODE_WITH, p->tok.start);

    if (p->ctx.strict)
        p_fail_at(p, p->tok.start, p->tok.end,
                  "Strict mode code may not include a with statement");
    p_next(p);
    n->a = parenthesized_expression(p);
    n->d = p_sub_statement(p, false);
    return p_finish(p, n);
}

static Node *switch_case(Parser *p, bool *has_default)
{
    Node *c = p_node(p, NODE_CASE, p->tok.start);
    NodeList list;

    list_init(&list);
    if (p_at(p, TOKEN_DEFAULT)) {
        if (*has_default)
            p_fail_at(p, p->tok.start, p->tok.end,
                      "More than one default clause in switch statement");
        *has_default = true;
        p_next(p);
    } else {
        p_expect(p, TOKEN_CASE);
        c->a = p_expression(p);
    }
    p_expect(p, TOKEN_COLON);
    while (!p_at(p, TOKEN_CASE) && !p_at(p, TOKEN_DEFAULT) && !p_at(p, TOKEN_RBRACE))
        list_add(&list, p_statement_list_item(p));
    c->list = list.first;
    return p_finish(p, c);
}

static Node *switch_statement(Parser *p)
{
    Node *n = keyword_node(p, NODE_SWITCH);
    bool breakable = p->ctx.breakable, has_default = false;
    NodeList list;

    list_init(&list);
    n->a = parenthesized_expression(p);
    p_expect(p, TOKEN_LBRACE);
    p->ctx.breakable = true;
    while (!p_at(p, TOKEN_RBRACE))
        list_add(&list, switch_case(p, &has_default));
    p->ctx.breakable = breakable;
    p_next(p);
    n->list = list.first;
    return p_finish(p, n);
}

static Node *throw_statement(Parser *p)
{
    Node *n = keyword_node(p, NODE_THROW);

    if (p->tok.newline_before)
        p_fail_before(p, "Illegal newline after throw");
    n->a = p_expression(p);
    p_semicolon(p);
    return p_finish(p, n);
}

static Node *try_statement(Parser *p)
{
    Node *n = keyword_node(p, NODE_TRY);

    n->a = p_block(p);
    if (p_at(p, TOKEN_CATCH)) {
        Node *c = keyword_node(p, NODE_CATCH);

        if (p_eat(p, TOKEN_LPAREN)) {
            c->a = p_binding_target(p);
            t_annotation(p);
            p_expect(p, TOKEN_RPAREN);
        }
        c->b = p_block(p);
        n->b = p_finish(p, c);
    }
    if (p_eat(p, TOKEN_FINALLY))
        n->c = p_block(p);
    if (n->b == NULL && n->c == NULL)
        p_fail_before(p, "Missing catch or finally after try");
    return p_finish(p, n);
}

/* ---- Expressions and labels ---- */

static bool begins_loop(const Parser *p)
{
    return p_at(p, TOKEN_FOR) || p_at(p, TOKEN_WHILE) || p_at(p, TOKEN_DO);
}

/* name ":" is read. */
static Node *labeled(Parser *p, Node *name)
{
    Node *n = p_node(p, NODE_LABELED, name->start);
    Label label = { .name = name->atom, .outer = p->ctx.labels };
    Lexer lex = p->lex;
    Token tok = p->tok;

    if (find_label(p, name->atom) != NULL)
        p_fail(p, name, "Label '" STR_FMT "' has already been declared",
               STR_ARG(name->atom->text));
    /* A label of a label of a loop is a loop's as well: look through them. */
    while (p_at(p, TOKEN_IDENT) && p_peek(p).kind == TOKEN_COLON) {
        p_next(p);
        p_next(p);
    }
    label.loop = begins_loop(p);
    p->lex = lex;
    p->tok = tok;
    p->ctx.labels = &label;
    n->atom = name->atom;
    n->a = name;
    if (p_at(p, TOKEN_FUNCTION) && !p->ctx.strict) {
        n->d = plain_function(p);
    } else {
        check_no_declaration(p);
        n->d = p_statement(p);
    }
    p->ctx.labels = label.outer;
    return p_finish(p, n);
}

static Node *expression_statement(Parser *p)
{
    Node *n = p_node(p, NODE_EXPRESSION, p->tok.start);
    bool name = p_at(p, TOKEN_IDENT);

    n->a = p_expression(p);
    if (name && n->a->kind == NODE_IDENT && p_at(p, TOKEN_COLON)) {
        p_next(p);
        return labeled(p, n->a);
    }
    p_semicolon(p);
    return p_finish(p, n);
}

static Node *semicolon_statement(Parser *p, NodeKind kind)
{
    Node *n = keyword_node(p, kind);

    if (kind == NODE_DEBUGGER)
        p_semicolon(p);
    return p_finish(p, n);
}

/* long: one case per statement */
static Node *statement(Parser *p)
{
    switch (p->tok.kind) {
    case TOKEN_LBRACE: return p_block(p);
    case TOKEN_SEMICOLON: return semicolon_statement(p, NODE_EMPTY);
    case TOKEN_VAR: return declaration_statement(p, TOKEN_VAR);
    case TOKEN_IF: return if_statement(p);
    case TOKEN_FOR: return p_for(p);
    case TOKEN_WHILE: return while_statement(p);
    case TOKEN_DO: return do_statement(p);
    case TOKEN_CONTINUE: return jump_statement(p, false);
    case TOKEN_BREAK: return jump_statement(p, true);
    case TOKEN_RETURN: return return_statement(p);
    case TOKEN_WITH: return with_statement(p);
    case TOKEN_SWITCH: return switch_statement(p);
    case TOKEN_THROW: return throw_statement(p);
    case TOKEN_TRY: return try_statement(p);
    case TOKEN_DEBUGGER: return semicolon_statement(p, NODE_DEBUGGER);
    case TOKEN_EXPORT:
    case TOKEN_FUNCTION:
    case TOKEN_CLASS: p_unexpected(p);
    default: return expression_statement(p);
    }
}

static Node *p_statement(Parser *p)
{
    Node *n;

    p_enter(p);
    n = statement(p);
    p_leave(p);
    return n;
}

static Node *list_item(Parser *p)
{
    uint32_t start = p->tok.start;

    switch (p->tok.kind) {
    case TOKEN_FUNCTION: return p_function(p, start, FN_DECLARATION);
    case TOKEN_CLASS: return p_class(p, true, false);
    case TOKEN_CONST: return declaration_statement(p, TOKEN_CONST);
    case TOKEN_IDENT:
        if (p_is_let_declaration(p))
            return declaration_statement(p, TOKEN_IDENT);
        if (p_is_async_function(p)) {
            p_next(p);
            return p_function(p, start, FN_DECLARATION | FN_ASYNC);
        }
        break;
    default: break;
    }
    return p_statement(p);
}

/* In a program with types: one that is left out becomes an empty statement. */
static Node *typed_item(Parser *p)
{
    uint32_t start = p->tok.start;
    Node *n = NULL;

    p->types->gone = false;
    if (t_declaration(p)) {
        n = p_node(p, NODE_EMPTY, start);
        return p_finish(p, n);
    }
    if (t_abstract_class(p))
        n = p_class(p, true, false);
    else
        n = list_item(p);
    p->types->gone = false; /* what was said inside of it */
    if (t_has_no_body(n))
        t_erase_statement(p, start);
    return n;
}

Node *p_statement_list_item(Parser *p)
{
    return p->types != NULL ? typed_item(p) : list_item(p);
}

/* ---- Directives ---- */

static void use_strict(Parser *p, const Token *t)
{
    if (p->ctx.node->kind == NODE_FUNCTION && !(p->ctx.node->flags & NF_SIMPLE_PARAMS))
        p_fail_at(
            p, t->start, t->end,
            "Illegal 'use strict' directive in function with non-simple parameter list");
    p_begin_strict(p, p->ctx.node->start);
}

static void directives(Parser *p, NodeList *list)
{
    while (p_at(p, TOKEN_STRING)) {
        Token t = p->tok;
        Node *n = p_statement(p);

        list_add(list, n);
        if (n->kind != NODE_EXPRESSION || n->a->kind != NODE_STRING ||
            n->a->end != t.end || n->a->start != t.start)
            return;
        n->flags |= NF_DIRECTIVE;
        if (t.end - t.start == 12 && str_is(t.value, "use strict"))
            use_strict(p, &t);
    }
}

Node *p_statement_list(Parser *p, TokenKind end, bool body)
{
    NodeList list;

    list_init(&list);
    if (body)
        directives(p, &list);
    while (!p_at(p, end)) {
        if (p->module && p->ctx.node->kind == NODE_PROGRAM && end == TOKEN_EOF &&
            (p_at(p, TOKEN_EXPORT) ||
             (p_at(p, TOKEN_IMPORT) && p_peek(p).kind != TOKEN_LPAREN &&
              p_peek(p).kind != TOKEN_DOT)))
            list_add(&list, p_at(p, TOKEN_EXPORT) ? p_export(p) : p_import(p));
        else
            list_add(&list, p_statement_list_item(p));
    }
    return list.first;
}
