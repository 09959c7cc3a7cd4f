/* parse_call.c: calls, members, new and super (ECMA-262 13.3). */
#include "runtime/compiler/parse_types.h"
#include "runtime/compiler/parser.h"

static Node *p_arguments(Parser *p, Node *call)
{
    Node *last = NULL;
    NodeList list;
    bool no_in = p->ctx.no_in;

    p->ctx.no_in = false;
    list_init(&list);
    p_expect(p, TOKEN_LPAREN);
    while (!p_at(p, TOKEN_RPAREN)) {
        uint32_t start = p->tok.start;

        if (p_eat(p, TOKEN_ELLIPSIS)) {
            Node *s = p_node(p, NODE_SPREAD, start);

            s->a = p_assignment(p);
            last = p_finish(p, s);
        } else {
            last = p_assignment(p);
        }
        list_add(&list, last);
        if (!p_eat(p, TOKEN_COMMA)) {
            if (!p_at(p, TOKEN_RPAREN))
                p_fail_before(p, "missing ) after argument list");
            break;
        }
    }
    p->ctx.no_in = no_in;
    /* A comma behind the last, or in a comment there. */
    if (last != NULL && p->tok.start > last->end)
        p->seen.odd +=
            memchr(p->lex.text + last->end, ',', p->tok.start - last->end) != NULL;
    p_next(p);
    call->list = list.first;
    return p_finish(p, call);
}

/* Behind a dot. */
static Node *member(Parser *p, Node *object, uint32_t start)
{
    Node *n;

    if (p_at(p, TOKEN_PRIVATE_NAME)) {
        if (object->kind == NODE_SUPER)
            p_fail_at(p, p->tok.start, p->tok.end, "Unexpected private field");
        n = p_node(p, NODE_PRIVATE_MEMBER, start);
        n->a = object;
        n->atom = p->tok.atom;
        p_use_private(p, n->atom);
        p_next(p);
        return p_finish(p, n);
    }
    n = p_node(p, NODE_MEMBER, start);
    n->a = object;
    n->atom = p_name(p);
    p->seen.odd += !n->atom->ascii;
    return p_finish(p, n);
}

/* At "[". */
static Node *index_member(Parser *p, Node *object, uint32_t start)
{
    Node *n = p_node(p, NODE_INDEX, start);
    bool no_in = p->ctx.no_in;

    p_next(p);
    p->ctx.no_in = false;
    n->a = object;
    n->b = p_expression(p);
    p->ctx.no_in = no_in;
    p_expect(p, TOKEN_RBRACKET);
    return p_finish(p, n);
}

static void see_eval(Parser *p)
{
    p_mark(p, NF_USES_EVAL | NF_USES_ARGUMENTS | NF_USES_THIS);
    p->sees_names = true;
}

static Node *call(Parser *p, Node *callee, uint32_t start)
{
    Node *n = p_node(p, NODE_CALL, start);

    n->a = callee;
    if (callee->kind == NODE_IDENT && callee->atom->id == ATOM_eval)
        see_eval(p);
    return p_arguments(p, n);
}

static Node *tagged_template(Parser *p, Node *tag, uint32_t start)
{
    Node *n = p_node(p, NODE_TAGGED, start);

    n->a = tag;
    n->b = p_template(p, true);
    return p_finish(p, n);
}

/* At "?." . */
static Node *optional_link(Parser *p, Node *object, uint32_t start)
{
    Node *n;

    p_next(p);
    if (p->types != NULL && t_at_angle(p))
        t_postfix(p);
    if (p_at(p, TOKEN_LPAREN))
        n = call(p, object, start);
    else if (p_at(p, TOKEN_LBRACKET))
        n = index_member(p, object, start);
    else if (p_at(p, TOKEN_TEMPLATE))
        p_fail_at(p, p->tok.start, p->tok.end,
                  "Invalid tagged template on optional chain");
    else
        n = member(p, object, start);
    n->flags |= NF_OPTIONAL;
    return n;
}

/* The word behind the dot of new.target or import.meta, which is `all`. */
static void meta_word(Parser *p, AtomId word, const char *all)
{
    if (p_at(p, TOKEN_IDENT) && p->tok.atom->id == word && p->tok.escaped)
        p_fail_at(p, p->tok.start, p->tok.end, "'%s' must not contain escaped characters",
                  all);
    p_expect_word(p, word);
}

static Node *import_call(Parser *p)
{
    Node *n = p_node(p, NODE_IMPORT_CALL, p->tok.start);
    bool no_in = p->ctx.no_in;

    p_next(p);
    if (p_eat(p, TOKEN_DOT)) {
        meta_word(p, ATOM_meta, "import.meta");
        n->kind = NODE_IMPORT_META;
        p_finish(p, n);
        if (!p->module)
            p_fail_before(p, "Cannot use 'import.meta' outside a module");
        return n;
    }
    if (!p_at(p, TOKEN_LPAREN)) {
        if (!p->module)
            p_fail_before(p, "Cannot use import statement outside a module");
        p_unexpected(p);
    }
    p_next(p);
    if (p_at(p, TOKEN_RPAREN))
        p_fail_before(p, "import() requires a specifier");
    p->ctx.no_in = false;
    n->a = p_assignment(p);
    if (p_eat(p, TOKEN_COMMA) && !p_at(p, TOKEN_RPAREN)) {
        n->b = p_assignment(p);
        p_eat(p, TOKEN_COMMA);
    }
    p->ctx.no_in = no_in;
    p_expect(p, TOKEN_RPAREN);
    return p_finish(p, n);
}

/* What `new` takes in ES5 as it stands: see emit_new of lower_call.c. */
static bool is_plain_constructor(const Node *n)
{
    while (n->kind == NODE_MEMBER || n->kind == NODE_INDEX)
        n = n->a;
    return n->kind == NODE_IDENT || n->kind == NODE_PAREN;
}

/* new.target, new X, new X(…) */
static Node *new_expression(Parser *p)
{
    Node *n = p_node(p, NODE_NEW, p->tok.start);
    uint32_t start;

    p_next(p);
    if (p_eat(p, TOKEN_DOT)) {
        meta_word(p, ATOM_target, "new.target");
        n->kind = NODE_NEW_TARGET;
        p_finish(p, n);
        if (!p->ctx.new_target)
            p_fail_before(p, "new.target expression is not allowed here");
        p_mark(p, NF_USES_NEW_TARGET);
        p->seen.odd++;
        return n;
    }
    if (p_at(p, TOKEN_IMPORT) && p_peek(p).kind == TOKEN_LPAREN)
        p_fail_at(p, p->tok.start, p->tok.end, "Cannot use new with import");
    p_enter(p);
    start = p->tok.start;
    n->a = p_at(p, TOKEN_NEW)      ? new_expression(p)
           : p_at(p, TOKEN_IMPORT) ? import_call(p)
                                   : p_primary(p);
    for (;;) {
        if (p_eat(p, TOKEN_DOT))
            n->a = member(p, n->a, start);
        else if (p_at(p, TOKEN_LBRACKET))
            n->a = index_member(p, n->a, start);
        else if (p_at(p, TOKEN_TEMPLATE))
            n->a = tagged_template(p, n->a, start);
        else if (p->types == NULL || !t_postfix(p))
            break;
    }
    p_leave(p);
    if (p_at(p, TOKEN_QUESTION_DOT))
        p_fail_at(p, p->tok.start, p->tok.end,
                  "Invalid optional chain from new expression");
    if (n->a->kind == NODE_SUPER)
        p_fail(p, n->a, "'super' keyword unexpected here");
    p->seen.odd += !is_plain_constructor(n->a);
    if (p_at(p, TOKEN_LPAREN))
        return p_arguments(p, n);
    return p_finish(p, n);
}

/* `async (…)` may be a call or the head of an arrow function. */
static Node *async_call(Parser *p, Node *callee, uint32_t start)
{
    Cover cover = { 0 };
    Node *n = p_node(p, NODE_CALL, start), *param;
    NodeList list;
    uint32_t await_at = p->await_at, head = p->assignment_at;
    bool no_in = p->ctx.no_in;

    p->seen.odd++;
    p->await_at = p->await_name_at = 0;
    p->ctx.no_in = false;
    list_init(&list);
    p_next(p);
    while (!p_at(p, TOKEN_RPAREN)) {
        uint32_t at = p->tok.start;

        if (p_eat(p, TOKEN_ELLIPSIS)) {
            param = p_node(p, NODE_SPREAD, at);
            param->a = p_assignment_cover(p, &cover);
            list_add(&list, p_finish(p, param));
            if (p_at(p, TOKEN_COMMA))
                cover.trailing_comma = p->tok.start + 1;
        } else {
            list_add(&list, p_assignment_cover(p, &cover));
        }
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    p->ctx.no_in = no_in;
    if (!p_at(p, TOKEN_RPAREN))
        p_fail_before(p, "missing ) after argument list");
    p_next(p);
    if (p_at(p, TOKEN_ARROW) && !p->tok.newline_before && start == head) {
        /* Whatever was said with `await` in there can't be said in an async function. */
        if (p->await_name_at && !p->await_at)
            p_fail_at(p, p->await_name_at - 1, p->await_name_at + 4,
                      "'await' is not a valid identifier name in an async function");
        if (p->await_at)
            p_fail_at(p, p->await_at - 1, p->await_at + 4, AWAIT_IN_PARAMS);
        if (cover.trailing_comma)
            p_fail_at(p, cover.trailing_comma - 1, cover.trailing_comma,
                      "Rest parameter must be last formal parameter");
        return p_arrow(p, start, list.first, NF_ASYNC);
    }
    if (!p->await_at)
        p->await_at = await_at;
    p_check_cover(p, &cover);
    n->a = callee;
    n->list = list.first;
    return p_finish(p, n);
}

static void check_super(Parser *p, const Node *n)
{
    bool is_call = p_at(p, TOKEN_LPAREN);

    if (is_call ? !p->ctx.super_call : !p->ctx.super_property)
        p_fail(p, n, "'super' keyword unexpected here");
    if (!is_call && !p_at(p, TOKEN_DOT) && !p_at(p, TOKEN_LBRACKET))
        p_fail(p, n, "'super' keyword unexpected here");
}

Node *p_left_hand_side(Parser *p)
{
    uint32_t start = p->tok.start;
    bool maybe_async = p_at_word(p, ATOM_async), chain = false;
    Node *n = p_at(p, TOKEN_NEW)      ? new_expression(p)
              : p_at(p, TOKEN_IMPORT) ? import_call(p)
                                      : p_primary(p);

    if (n->kind == NODE_FUNCTION && n->flags & NF_ARROW)
        return n;
    if (n->kind == NODE_SUPER)
        check_super(p, n);
    maybe_async = maybe_async && n->kind == NODE_IDENT;
    for (;; maybe_async = false) {
        if (p->cover != NULL && (p_at(p, TOKEN_DOT) || p_at(p, TOKEN_LBRACKET) ||
                                 p_at(p, TOKEN_LPAREN) || p_at(p, TOKEN_QUESTION_DOT)))
            p_check_cover(p, p->cover);
        if (p_eat(p, TOKEN_DOT)) {
            n = member(p, n, start);
        } else if (p_at(p, TOKEN_LBRACKET)) {
            n = index_member(p, n, start);
        } else if (p_at(p, TOKEN_LPAREN)) {
            if (maybe_async && !p->tok.newline_before) {
                n = async_call(p, n, start);
                if (n->kind == NODE_FUNCTION)
                    return n;
            } else {
                n = call(p, n, start);
            }
        } else if (p_at(p, TOKEN_TEMPLATE)) {
            if (chain)
                p_fail_at(p, p->tok.start, p->tok.end,
                          "Invalid tagged template on optional chain");
            n = tagged_template(p, n, start);
        } else if (p_at(p, TOKEN_QUESTION_DOT)) {
            if (n->kind == NODE_SUPER)
                p_fail(p, n, "'super' keyword unexpected here");
            n = optional_link(p, n, start);
            chain = true;
        } else if (p->types == NULL || !t_postfix(p)) {
            break;
        }
    }
    if (chain) {
        Node *outer = p_node(p, NODE_CHAIN, start);

        outer->a = n;
        n = p_finish(p, outer);
    }
    return n;
}
