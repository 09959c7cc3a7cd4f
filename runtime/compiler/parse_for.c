/* parse_for.c: the three kinds of for (ECMA-262 14.7.4, 14.7.5). */
#include "runtime/compiler/parser.h"

static void for_body(Parser *p, Node *n)
{
    p_expect(p, TOKEN_RPAREN);
    n->d = p_sub_statement(p, true);
    p_finish(p, n);
}

/* Behind the first part of a plain for. */
static Node *plain_for(Parser *p, Node *n, Node *init)
{
    n->a = init;
    p_expect(p, TOKEN_SEMICOLON);
    if (!p_at(p, TOKEN_SEMICOLON))
        n->b = p_expression(p);
    p_expect(p, TOKEN_SEMICOLON);
    if (!p_at(p, TOKEN_RPAREN))
        n->c = p_expression(p);
    for_body(p, n);
    return n;
}

static void check_for_declaration(Parser *p, const Node *d, bool of, bool await)
{
    const Node *first = d->list;
    const char *what = await ? "await-of" : of ? "of" : "in";

    if (first->next != NULL)
        p_fail_at(p, first->start, p->prev_end,
                  "Invalid left-hand side in for-%s loop: Must have a single binding.",
                  what);
    /* Annex B: for (var a = 1 in b) in sloppy code. */
    if (first->b != NULL &&
        (of || d->op != TOKEN_VAR || p->ctx.strict || first->a->kind != NODE_IDENT))
        p_fail_at(p, first->a->kind == NODE_IDENT ? first->a->start : first->a->end - 1,
                  first->end,
                  "for-%s loop variable declaration may not have an initializer.", what);
}

/* At `in` or `of`. */
static Node *for_in_of(Parser *p, Node *n, Node *left)
{
    bool of = !p_at(p, TOKEN_IN);

    n->kind = of ? NODE_FOR_OF : NODE_FOR_IN;
    if (left->kind == NODE_DECLARATION) {
        check_for_declaration(p, left, of, n->flags & NF_AWAIT);
    } else if (left->kind == NODE_ARRAY || left->kind == NODE_OBJECT) {
        left = p_to_pattern(p, left, false);
    } else {
        p_check_simple_target(p, left, "Invalid left-hand side in for-loop");
    }
    p_next(p);
    n->a = left;
    n->b = of ? p_assignment(p) : p_expression(p);
    for_body(p, n);
    return n;
}

static Node *for_declaration(Parser *p, Node *n, uint8_t op)
{
    Node *d;

    p->ctx.no_in = p->ctx.for_head = true;
    d = p_declaration(p, op, true);
    p->ctx.no_in = p->ctx.for_head = false;
    if (p_at(p, TOKEN_IN) ? !(n->flags & NF_AWAIT) : p_at_word(p, ATOM_of))
        return for_in_of(p, n, d);
    if (n->flags & NF_AWAIT)
        p_unexpected(p);
    return plain_for(p, n, d);
}

static Node *for_expression(Parser *p, Node *n)
{
    bool is_let = p_at_word(p, ATOM_let);
    bool is_async = p_at_word(p, ATOM_async) && !(n->flags & NF_AWAIT);
    uint32_t start = p->tok.start;
    Cover cover = { 0 }, *before = p->cover;
    Node *left;

    p->ctx.no_in = p->ctx.for_head = true;
    left = p_assignment_cover(p, &cover);
    if (p_at(p, TOKEN_COMMA)) {
        Node *seq = p_node(p, NODE_SEQUENCE, start);
        NodeList list;

        p_check_cover(p, &cover);
        list_init(&list);
        list_add(&list, left);
        while (p_eat(p, TOKEN_COMMA))
            list_add(&list, p_assignment(p));
        seq->list = list.first;
        left = p_finish(p, seq);
    }
    p->ctx.no_in = p->ctx.for_head = false;
    p->cover = before;
    if (p_at_word(p, ATOM_of) && left->kind != NODE_SEQUENCE) {
        if (is_let)
            p_fail(p, left, "The left-hand side of a for-of loop may not be 'let'.");
        if (is_async && left->kind == NODE_IDENT)
            p_fail(p, left, "The left-hand side of a for-of loop may not be 'async'.");
        return for_in_of(p, n, left);
    }
    if (p_at(p, TOKEN_IN) && !(n->flags & NF_AWAIT))
        return for_in_of(p, n, left);
    p_check_cover(p, &cover);
    if (n->flags & NF_AWAIT)
        p_unexpected(p);
    return plain_for(p, n, left);
}

/* `let` begins a declaration here unless `of` or `in` makes it a name. */
static bool is_for_let(Parser *p)
{
    Token next;

    if (!p_is_let_declaration(p))
        return false;
    next = p_peek(p);
    if (next.kind == TOKEN_IDENT && next.atom->id == ATOM_of && !next.escaped) {
        Lexer lex = p->lex;
        Token after;

        lex_next(&p->lex, &after);
        lex_next(&p->lex, &after);
        p->lex = lex;
        return after.kind == TOKEN_ASSIGN || after.kind == TOKEN_SEMICOLON ||
               after.kind == TOKEN_COMMA || after.kind == TOKEN_IN ||
               (after.kind == TOKEN_IDENT && after.atom->id == ATOM_of);
    }
    return true;
}

Node *p_for(Parser *p)
{
    Node *n = p_node(p, NODE_FOR, p->tok.start);
    bool no_in = p->ctx.no_in;

    p_next(p);
    if (p_at_word(p, ATOM_await)) {
        if (!p->ctx.async)
            p_unexpected(p);
        p->ctx.node->flags |= NF_HAS_AWAIT;
        n->flags |= NF_AWAIT;
        p_next(p);
    }
    p_expect(p, TOKEN_LPAREN);
    p->ctx.no_in = false;
    if (p_at(p, TOKEN_SEMICOLON) && !(n->flags & NF_AWAIT))
        n = plain_for(p, n, NULL);
    else if (p_at(p, TOKEN_VAR) || p_at(p, TOKEN_CONST))
        n = for_declaration(p, n, p->tok.kind);
    else if (is_for_let(p))
        n = for_declaration(p, n, TOKEN_IDENT);
    else
        n = for_expression(p, n);
    p->ctx.no_in = no_in;
    return n;
}
