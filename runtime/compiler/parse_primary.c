/* parse_primary.c: primary expressions (ECMA-262 13.2). */
#include <stdio.h>

#include "common/xalloc.h"
#include "runtime/compiler/parser.h"

static Node *leaf(Parser *p, NodeKind kind)
{
    Node *n = p_node(p, kind, p->tok.start);

    p_next(p);
    return p_finish(p, n);
}

Node *p_string(Parser *p)
{
    Node *n = p_node(p, NODE_STRING, p->tok.start);

    n->str = p->tok.value;
    if (p->tok.escaped)
        n->flags |= NF_ESCAPED;
    if (p->tok.octal)
        n->flags |= NF_OCTAL;
    p->seen.odd += p->tok.odd;
    p_next(p);
    return p_finish(p, n);
}

static Node *number(Parser *p)
{
    Node *n = p_node(p, NODE_NUMBER, p->tok.start);

    n->number = p->tok.number;
    p->seen.odd += p->tok.odd;
    p_next(p);
    return p_finish(p, n);
}

static Node *bigint(Parser *p)
{
    Node *n = p_node(p, NODE_BIGINT, p->tok.start);

    n->str = p->tok.value;
    p_next(p);
    return p_finish(p, n);
}

static void check_regexp_flags(Parser *p, Str flags)
{
    unsigned seen = 0;

    for (size_t i = 0; i < flags.len; i++) {
        const char *all = "dgimsuvy", *at = memchr(all, flags.ptr[i], 8);
        unsigned bit = at ? 1u << (at - all) : 0;

        if (bit == 0 || seen & bit)
            p_fail_at(p, p->tok.start, p->tok.start + 1,
                      "Invalid regular expression flags");
        seen |= bit;
    }
    if ((seen & 0x60) == 0x60) /* u and v */
        p_fail_at(p, p->tok.start, p->tok.start + 1, "Invalid regular expression flags");
}

static void check_regexp(Parser *p)
{
    Str pattern = p->tok.value, flags = p->tok.raw;
    char *wrong = p->options.check_regexp(pattern, flags), text[300];

    if (wrong == NULL)
        return;
    snprintf(text, sizeof text, "%s", wrong);
    xfree(wrong);
    p_fail_at(p, p->tok.start, p->tok.end,
              "Invalid regular expression: /" STR_FMT "/" STR_FMT ": %s",
              STR_ARG(pattern), STR_ARG(flags), text);
}

static Node *regexp(Parser *p)
{
    Node *n;

    lex_regexp(&p->lex, &p->tok);
    if (p_at(p, TOKEN_ILLEGAL))
        p_unexpected(p);
    check_regexp_flags(p, p->tok.raw);
    if (p->options.check_regexp != NULL)
        check_regexp(p);
    n = p_node(p, NODE_REGEXP, p->tok.start);
    n->str = p->tok.value;
    n->raw_str = p->tok.raw;
    p_next(p);
    return p_finish(p, n);
}

static Node *template_chunk(Parser *p, bool tagged)
{
    Node *n = p_node(p, NODE_TEMPLATE_CHUNK, p->tok.start);

    n->str = p->tok.value;
    n->raw_str = p->tok.raw;
    n->end = p->tok.end;
    if (p->tok.bad_escape) {
        if (!tagged)
            p_fail_at(p, p->tok.bad_at, p->tok.bad_end, "%s", p->tok.bad_msg);
        n->flags |= NF_BAD_ESCAPE;
    }
    return n;
}

Node *p_template(Parser *p, bool tagged)
{
    Node *n = p_node(p, NODE_TEMPLATE, p->tok.start);
    uint32_t start;
    NodeList list;
    bool no_in = p->ctx.no_in;

    list_init(&list);
    p->ctx.no_in = false;
    for (;;) {
        list_add(&list, template_chunk(p, tagged));
        if (p->tok.tail)
            break;
        p_next(p);
        start = p->tok.start;
        list_add(&list, p_expression(p));
        if (!p_at(p, TOKEN_RBRACE))
            p_fail_at(p, start, p->tok.start, "Missing } in template expression");
        lex_template_rest(&p->lex, &p->tok);
    }
    p->ctx.no_in = no_in;
    p_next(p);
    n->list = list.first;
    return p_finish(p, n);
}

/* ---- Parentheses: an expression, or an arrow function's parameters ---- */

typedef struct {
    Cover cover;
    NodeList list;
    Node *rest; /* a REST that must be the last parameter */
    uint32_t n;
} Group;

static void group_items(Parser *p, Group *g)
{
    while (!p_at(p, TOKEN_RPAREN)) {
        if (p_at(p, TOKEN_ELLIPSIS)) {
            g->rest = p_node(p, NODE_REST, p->tok.start);
            p_next(p);
            g->rest->a = p_binding_target(p);
            p_finish(p, g->rest);
            if (p_at(p, TOKEN_ASSIGN))
                p_fail_before(p, "Rest parameter may not have a default initializer");
            if (p_at(p, TOKEN_COMMA))
                p_fail_before(p, "Rest parameter must be last formal parameter");
            if (!p_at(p, TOKEN_RPAREN))
                p_fail_at(p, g->rest->start, g->rest->start + 3,
                          "Unexpected token '...'");
            list_add(&g->list, g->rest);
            return;
        }
        list_add(&g->list, p_assignment_cover(p, &g->cover));
        g->n++;
        if (!p_at(p, TOKEN_COMMA))
            return;
        p_next(p);
        if (p_at(p, TOKEN_RPAREN))
            g->cover.trailing_comma = p->prev_end;
    }
}

static Node *group_expression(Parser *p, Group *g, uint32_t start, uint32_t inner_end)
{
    Node *n = p_node(p, NODE_PAREN, start), *seq;

    if (g->n == 0 || g->rest != NULL || g->cover.trailing_comma)
        p_unexpected(p);
    p_check_cover(p, &g->cover);
    if (g->n > 1) {
        seq = p_node(p, NODE_SEQUENCE, g->list.first->start);
        seq->list = g->list.first;
        seq->end = inner_end;
        n->a = seq;
    } else {
        n->a = g->list.first;
    }
    return p_finish(p, n);
}

static Node *parenthesized(Parser *p)
{
    uint32_t start = p->tok.start, inner_end, await_at = p->await_at,
             yield_at = p->yield_at;
    Group g = { 0 };
    uint32_t assignment_at = p->assignment_at;
    bool no_in = p->ctx.no_in;
    Cover *cover = p->cover;
    Token closing;

    list_init(&g.list);
    p->await_at = p->yield_at = 0;
    p->ctx.no_in = false;
    p_next(p);
    group_items(p, &g);
    p->ctx.no_in = no_in;
    p->cover = cover;
    inner_end = p->prev_end;
    closing = p->tok;
    p_expect(p, TOKEN_RPAREN);
    if (p_at(p, TOKEN_ARROW) && !p->tok.newline_before && start == assignment_at) {
        if (p->yield_at)
            p_fail_at(p, p->yield_at - 1, p->yield_at + 4,
                      "Yield expression not allowed in formal parameter");
        if (p->await_at)
            p_fail_at(p, p->await_at - 1, p->await_at + 4, AWAIT_IN_PARAMS);
        p->await_at = await_at;
        p->yield_at = yield_at;
        return p_arrow(p, start, g.list.first, 0);
    }
    if (!p->await_at)
        p->await_at = await_at;
    if (!p->yield_at)
        p->yield_at = yield_at;
    if (g.n == 0 || g.rest != NULL || g.cover.trailing_comma) {
        if (g.rest != NULL)
            p_fail_at(p, g.rest->start, g.rest->start + 3, "Unexpected token '...'");
        if (p_at(p, TOKEN_ARROW) && assignment_at != NO_ARROWS)
            p_fail_at(p, assignment_at, p->prev_start, MALFORMED_ARROW);
        p_unexpected_token(p, p_at(p, TOKEN_ARROW) ? &p->tok : &closing);
    }
    return group_expression(p, &g, start, inner_end);
}

static Node *this_expression(Parser *p)
{
    p_mark(p, NF_USES_THIS);
    return leaf(p, NODE_THIS);
}

static Node *super_expression(Parser *p)
{
    p_mark(p, NF_USES_SUPER | NF_USES_THIS);
    return leaf(p, NODE_SUPER);
}

/* A name, or `async function`. */
static Node *name_or_async(Parser *p)
{
    uint32_t start = p->tok.start;

    if (p_at_word(p, ATOM_async) && p_is_async_function(p)) {
        p_next(p);
        return p_function(p, start, FN_ASYNC);
    }
    return p_identifier(p);
}

Node *p_primary(Parser *p)
{
    switch (p->tok.kind) {
    case TOKEN_IDENT: return name_or_async(p);
    case TOKEN_NUMBER: return number(p);
    case TOKEN_BIGINT: return bigint(p);
    case TOKEN_STRING: return p_string(p);
    case TOKEN_TEMPLATE: return p_template(p, false);
    case TOKEN_SLASH:
    case TOKEN_SLASH_ASSIGN: return regexp(p);
    case TOKEN_LPAREN: return parenthesized(p);
    case TOKEN_LBRACKET: return p_array_literal(p);
    case TOKEN_LBRACE: return p_object_literal(p);
    case TOKEN_FUNCTION: return p_function(p, p->tok.start, 0);
    case TOKEN_CLASS: return p_class(p, false, false);
    case TOKEN_THIS: return this_expression(p);
    case TOKEN_SUPER: return super_expression(p);
    case TOKEN_NULL: return leaf(p, NODE_NULL);
    case TOKEN_TRUE: return leaf(p, NODE_TRUE);
    case TOKEN_FALSE: return leaf(p, NODE_FALSE);
    default: p_unexpected(p);
    }
}
