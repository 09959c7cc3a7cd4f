/* parse_expr.c: expressions from the comma down to unary operators (ECMA-262 13.4 to
 * 13.16). */
#include "runtime/compiler/parse_types.h"
#include "runtime/compiler/parser.h"

const Node *without_parens(const Node *n)
{
    while (n->kind == NODE_PAREN)
        n = n->a;
    return n;
}

bool is_simple_target(const Node *n)
{
    n = without_parens(n);
    return n->kind == NODE_IDENT || n->kind == NODE_MEMBER || n->kind == NODE_INDEX ||
           n->kind == NODE_PRIVATE_MEMBER;
}

void p_check_simple_target(Parser *p, Node *n, const char *msg)
{
    const Node *inner = without_parens(n);

    if (!is_simple_target(n)) {
        /* Calls as targets are early errors only in strict code; V8 and the web agree. */
        if (inner->kind == NODE_CALL && !p->ctx.strict) {
            p->seen.odd++;
            return;
        }
        p_fail(p, n, "%s", msg);
    }
    if (inner->kind == NODE_IDENT) {
        p_check_binding_name(p, inner);
        inner->atom->assigned = true;
    }
}

void p_check_cover(Parser *p, const Cover *c)
{
    if (c->shorthand_init)
        p_fail_at(p, c->shorthand_init - 1, c->shorthand_end,
                  "Invalid shorthand property initializer");
    if (c->double_proto)
        p_fail_at(p, c->double_proto - 1, c->double_end,
                  "Duplicate __proto__ fields are not allowed in object literals");
}

Node *p_expression(Parser *p)
{
    uint32_t start = p->tok.start;
    Node *first = p_assignment(p), *seq;
    NodeList list;

    if (!p_at(p, TOKEN_COMMA))
        return first;
    seq = p_node(p, NODE_SEQUENCE, start);
    list_init(&list);
    list_add(&list, first);
    while (p_eat(p, TOKEN_COMMA))
        list_add(&list, p_assignment(p));
    seq->list = list.first;
    return p_finish(p, seq);
}

/* May the token behind `yield` begin its operand? */
static bool begins_operand(const Parser *p)
{
    switch (p->tok.kind) {
    case TOKEN_EOF:
    case TOKEN_SEMICOLON:
    case TOKEN_RBRACE:
    case TOKEN_RPAREN:
    case TOKEN_RBRACKET:
    case TOKEN_COLON:
    case TOKEN_COMMA:
    case TOKEN_QUESTION:
    case TOKEN_IN: return false;
    default: return !p->tok.newline_before;
    }
}

static Node *yield_expression(Parser *p)
{
    Node *n = p_node(p, NODE_YIELD, p->tok.start);

    if (p->tok.escaped)
        p_fail_at(p, p->tok.start, p->tok.end,
                  "Keyword must not contain escaped characters");
    if (p->ctx.params)
        p_fail_at(p, p->tok.start, p->tok.end,
                  "Yield expression not allowed in formal parameter");
    if (!p->yield_at)
        p->yield_at = p->tok.start + 1;
    p_mark(p, NF_HAS_YIELD);
    p_next(p);
    if (!p->tok.newline_before && p_eat(p, TOKEN_STAR)) {
        n->flags |= NF_DELEGATE;
        n->a = p_assignment(p);
    } else if (begins_operand(p)) {
        n->a = p_assignment(p);
    }
    return p_finish(p, n);
}

/* ---- Arrow functions with a single name ---- */

/* Can `=>` be the next token on this line? What stands behind blanks tells mostly. */
static bool may_be_arrow(const Lexer *l)
{
    const char *at = l->at;

    while (at < l->end && (*at == ' ' || *at == '\t'))
        at++;
    if (l->end - at < 2 || (unsigned char)*at >= 0x80)
        return true;
    return (*at == '=' && at[1] == '>') || (*at == '/' && at[1] == '*') || *at == '\v' ||
           *at == '\f';
}

/* At a name: `x =>`, `async x =>`; NULL if it is neither. */
static Node *simple_arrow(Parser *p)
{
    uint32_t start = p->tok.start;
    bool is_async = p_at_word(p, ATOM_async);
    Token next;
    Node *param;

    if (!is_async && !may_be_arrow(&p->lex))
        return NULL; /* the usual case, without looking ahead */
    next = p_peek(p);
    if (next.kind == TOKEN_ARROW && !next.newline_before) {
        param = p_binding_identifier(p);
        return p_arrow(p, start, param, 0);
    }
    if (is_async && next.kind == TOKEN_IDENT && !next.newline_before) {
        Lexer lex = p->lex;
        Token tok = p->tok;
        uint32_t prev = p->prev_end;

        p_next(p);
        next = p_peek(p);
        if (next.kind == TOKEN_ARROW && !next.newline_before) {
            if (p->tok.atom->id == ATOM_await)
                p_unexpected(p);
            param = p_binding_identifier(p);
            return p_arrow(p, start, param, NF_ASYNC);
        }
        p->lex = lex;
        p->tok = tok;
        p->prev_end = prev;
    }
    return NULL;
}

/* ---- Assignment ---- */

/* Assignments that ES5 has no operator for. */
static bool is_odd_assignment(int op)
{
    return op == TOKEN_NULLISH_ASSIGN || op == TOKEN_OR_OR_ASSIGN ||
           op == TOKEN_AND_AND_ASSIGN || op == TOKEN_STAR_STAR_ASSIGN;
}

static Node *finish_assignment(Parser *p, Node *left, uint32_t start, Cover *cover,
                               Cover *outer)
{
    Node *n = p_node(p, NODE_ASSIGN, start);

    n->op = p->tok.kind;
    p->seen.odd += is_odd_assignment(n->op);
    if (n->op == TOKEN_ASSIGN &&
        (left->kind == NODE_ARRAY || left->kind == NODE_OBJECT)) {
        left = p_to_pattern(p, left, false);
        p->seen.odd++;
        *cover = (Cover){ 0 };
    } else {
        p_check_cover(p, cover);
        p_check_simple_target(p, left, "Invalid left-hand side in assignment");
        if (n->op == TOKEN_NULLISH_ASSIGN || n->op == TOKEN_OR_OR_ASSIGN ||
            n->op == TOKEN_AND_AND_ASSIGN) {
            if (without_parens(left)->kind == NODE_CALL)
                p_fail(p, left, "Invalid left-hand side in assignment");
        }
    }
    p_next(p);
    n->a = left;
    n->b = p_assignment(p);
    if (outer != NULL && !outer->pattern_error && n->op != TOKEN_ASSIGN)
        outer->pattern_error = start + 1;
    return p_finish(p, n);
}

static Node *conditional(Parser *p);

static bool is_head(const Token *t)
{
    return t->kind == TOKEN_LPAREN || t->kind == TOKEN_LT;
}

static bool begins_typed_arrow(Parser *p)
{
    return p_at(p, TOKEN_LPAREN) || p_at(p, TOKEN_LT) ||
           (p_at_word(p, ATOM_async) && t_next_on_line(p, is_head));
}

/* What is in n, an expression that began when *before was seen. */
static void note_plain(const Parser *p, Node *n, const Seen *before)
{
    n->flat = p->seen.functions == before->functions;
    n->plain = p->seen.odd != before->odd     ? PLAIN_NOT
               : p->seen.self != before->self ? PLAIN_BUT_THIS
                                              : PLAIN_ALL;
}

/* Where V8 says that an expression is: at its operator, or at what is called or read. */
static uint32_t position_of(const Parser *p, const Node *n)
{
    uint32_t at;

    switch (n->kind) {
    case NODE_CALL:
        if (n->a->kind == NODE_IDENT || n->a->kind == NODE_MEMBER)
            return position_of(p, n->a);
        break;
    case NODE_MEMBER: return n->end - (uint32_t)n->atom->text.len;
    case NODE_BINARY:
    case NODE_LOGICAL:
    case NODE_INDEX: break;
    default: return n->start;
    }
    for (at = n->a->end; at < n->end && p->lex.text[at] <= ' '; at++)
        ;
    return at;
}

/* At an arrow that no head stands before. */
_Noreturn static void unexpected_arrow(Parser *p, const Node *n)
{
    if (n->kind == NODE_IDENT || n->kind == NODE_PAREN)
        p_unexpected(p);
    p_fail_at(p, position_of(p, n), p->prev_start, MALFORMED_ARROW);
}

Node *p_assignment_cover(Parser *p, Cover *outer)
{
    uint32_t start = p->tok.start;
    Cover cover = { 0 }, *before = p->cover;
    Seen seen = p->seen;
    Node *n;

    if (p->ctx.generator && p_at(p, TOKEN_IDENT) && p->tok.atom->id == ATOM_yield)
        return yield_expression(p);
    p_enter(p);
    if (p->types != NULL && begins_typed_arrow(p) && (n = p_typed_arrow(p)) != NULL) {
        p_leave(p);
        return n;
    }
    if (p_at(p, TOKEN_IDENT) && (n = simple_arrow(p)) != NULL) {
        p_leave(p);
        return n;
    }
    p->cover = &cover;
    p->assignment_at = start;
    n = conditional(p);
    p->cover = before;
    if (p->tok.kind >= TOKEN_FIRST_ASSIGN && p->tok.kind <= TOKEN_LAST_ASSIGN &&
        !(n->kind == NODE_FUNCTION && n->flags & NF_ARROW)) {
        n = finish_assignment(p, n, start, &cover, outer);
    } else if (outer != NULL) {
        if (!outer->shorthand_init) {
            outer->shorthand_init = cover.shorthand_init;
            outer->shorthand_end = cover.shorthand_end;
        }
        if (!outer->double_proto) {
            outer->double_proto = cover.double_proto;
            outer->double_end = cover.double_end;
        }
    } else {
        p_check_cover(p, &cover);
    }
    if (p_at(p, TOKEN_ARROW))
        unexpected_arrow(p, n);
    note_plain(p, n, &seen);
    p_leave(p);
    return n;
}

Node *p_assignment(Parser *p)
{
    return p_assignment_cover(p, NULL);
}

/* ---- Operators ---- */

static Node *unary(Parser *p);

/* Literals that are only right as patterns end here: they are operands. */
static void settle_cover(Parser *p)
{
    if (p->cover != NULL)
        p_check_cover(p, p->cover);
}

static bool is_logical(int op)
{
    return op == TOKEN_AND_AND || op == TOKEN_OR_OR || op == TOKEN_NULLISH;
}

/* ?? doesn't mix with && and || without parentheses. */
static void check_mixed_nullish(Parser *p, const Node *left, int op, int least)
{
    bool inside = least == token_precedence(TOKEN_NULLISH);

    if (op == TOKEN_NULLISH ? left->kind == NODE_LOGICAL && left->op != TOKEN_NULLISH
                            : is_logical(op) && inside)
        p_unexpected(p);
}

/* `#x in object` */
static Node *private_in(Parser *p)
{
    Node *n = p_node(p, NODE_PRIVATE_NAME, p->tok.start);

    n->atom = p->tok.atom;
    p_use_private(p, n->atom);
    p_next(p);
    p_finish(p, n);
    if (!p_at(p, TOKEN_IN) || p->ctx.no_in)
        p_unexpected(p);
    return n;
}

/* Is it a variable that an operand behind it may change? Then it is written in another
 * way (emit_first_operand of lower.c). */
static bool may_be_variable(const Node *n)
{
    return n->kind == NODE_IDENT || n->kind == NODE_SEQUENCE;
}

/* Operators that bind tighter than `least`, left to right; ** right to left. */
static Node *binary(Parser *p, int least)
{
    uint32_t start = p->tok.start;
    Node *left = p_at(p, TOKEN_PRIVATE_NAME) && least < token_precedence(TOKEN_IN)
                     ? private_in(p)
                     : unary(p);

    for (;;) {
        int op = p->tok.kind, precedence = token_precedence(op);
        uint32_t effects;
        Node *n;

        if (p->types != NULL && (t_at(p, "as") || t_at(p, "satisfies")) &&
            !p->tok.newline_before) {
            if (least >= token_precedence(TOKEN_LT))
                return left;
            t_cast(p);
            continue;
        }
        if (precedence <= least || (op == TOKEN_IN && p->ctx.no_in))
            return left;
        if (left->kind == NODE_FUNCTION && left->flags & NF_ARROW)
            p_unexpected(p);
        if (op == TOKEN_STAR_STAR &&
            (left->kind == NODE_UNARY || left->kind == NODE_AWAIT))
            p_fail_at(p, left->start, p->tok.end,
                      "Unary operator used immediately before exponentiation expression. "
                      "Parenthesis must be used to disambiguate operator precedence");
        check_mixed_nullish(p, left, op, least);
        settle_cover(p);
        p_next(p);
        n = p_node(p, is_logical(op) ? NODE_LOGICAL : NODE_BINARY, start);
        n->op = (uint8_t)op;
        n->a = left;
        effects = p->seen.effects;
        p_enter(p);
        n->b = binary(p, op == TOKEN_STAR_STAR ? precedence - 1 : precedence);
        p_leave(p);
        if (op == TOKEN_IN && p->ctx.for_head)
            n->flags |= NF_IN_HEAD;
        p->seen.odd +=
            op == TOKEN_STAR_STAR || (op == TOKEN_IN && p->ctx.for_head) ||
            op == TOKEN_NULLISH ||
            (effects != p->seen.effects && may_be_variable(without_parens(left)));
        settle_cover(p);
        left = p_finish(p, n);
    }
}

static Node *conditional(Parser *p)
{
    uint32_t start = p->tok.start;
    Node *test = binary(p, 0), *n;
    bool no_in = p->ctx.no_in;

    if (!p_at(p, TOKEN_QUESTION) ||
        (test->kind == NODE_FUNCTION && test->flags & NF_ARROW))
        return test;
    settle_cover(p);
    p_next(p);
    n = p_node(p, NODE_CONDITIONAL, start);
    n->a = test;
    p->ctx.no_in = false;
    if (p->types != NULL) {
        uint32_t outer = p->types->conditional_at;

        p->types->conditional_at = p->depth;
        n->b = p_assignment(p);
        p->types->conditional_at = outer;
    } else {
        n->b = p_assignment(p);
    }
    p->ctx.no_in = no_in;
    p_expect(p, TOKEN_COLON);
    n->c = p_assignment(p);
    return p_finish(p, n);
}

static void check_delete(Parser *p, const Node *n)
{
    const Node *target = without_parens(n->a);

    if (target->kind == NODE_CHAIN)
        target = target->a;
    p->seen.odd += target->kind == NODE_IDENT;
    if (p->ctx.strict && target->kind == NODE_IDENT)
        p_fail_before(p, "Delete of an unqualified identifier in strict mode.");
    if (target->kind == NODE_PRIVATE_MEMBER)
        p_fail_before(p, "Private fields can not be deleted");
}

static Node *await_expression(Parser *p)
{
    Node *n = p_node(p, NODE_AWAIT, p->tok.start);

    if (p->ctx.params)
        p_fail_at(p, p->tok.start, p->tok.end, AWAIT_IN_PARAMS);
    if (!p->await_at)
        p->await_at = p->tok.start + 1;
    p->ctx.node->flags |= NF_HAS_AWAIT;
    p_next(p);
    n->a = unary(p);
    return p_finish(p, n);
}

static bool is_unary_operator(int kind)
{
    return kind == TOKEN_NOT || kind == TOKEN_TILDE || kind == TOKEN_PLUS ||
           kind == TOKEN_MINUS || kind == TOKEN_TYPEOF || kind == TOKEN_VOID ||
           kind == TOKEN_DELETE;
}

static Node *prefix_expression(Parser *p, bool update)
{
    Node *n = p_node(p, update ? NODE_UPDATE : NODE_UNARY, p->tok.start);

    n->op = p->tok.kind;
    p_next(p);
    n->a = unary(p);
    settle_cover(p);
    p_finish(p, n);
    if (update) {
        n->flags |= NF_PREFIX;
        p_check_simple_target(p, n->a,
                              "Invalid left-hand side expression in prefix operation");
    } else if (n->op == TOKEN_DELETE) {
        check_delete(p, n);
    }
    return n;
}

static Node *unary(Parser *p)
{
    uint32_t start = p->tok.start;
    Node *n, *post;

    p_enter(p);
    if (p->types != NULL && p_at(p, TOKEN_LT)) {
        t_assertion(p);
    } else if (is_unary_operator(p->tok.kind)) {
        n = prefix_expression(p, false);
    } else if (p_at(p, TOKEN_PLUS_PLUS) || p_at(p, TOKEN_MINUS_MINUS)) {
        n = prefix_expression(p, true);
    } else if (p->ctx.async && p_at_word(p, ATOM_await)) {
        n = await_expression(p);
    } else {
        n = p_left_hand_side(p);
        if ((p_at(p, TOKEN_PLUS_PLUS) || p_at(p, TOKEN_MINUS_MINUS)) &&
            !p->tok.newline_before) {
            p_check_simple_target(
                p, n, "Invalid left-hand side expression in postfix operation");
            post = p_node(p, NODE_UPDATE, start);
            post->op = p->tok.kind;
            post->a = n;
            p_next(p);
            n = p_finish(p, post);
        }
    }
    p_leave(p);
    return n;
}
