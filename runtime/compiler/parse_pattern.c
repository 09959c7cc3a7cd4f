/* parse_pattern.c: destructuring: patterns where they are declared, and expressions that
 * turn out to be patterns (ECMA-262 13.15.5, 14.3.3). */
#include "runtime/compiler/parse_types.h"
#include "runtime/compiler/parser.h"

#define BAD_TARGET "Invalid destructuring assignment target"

/* ---- Declared patterns ---- */

/* Behind the rest element of an array pattern. */
static void check_behind_rest(Parser *p, const Node *rest)
{
    if (p_at(p, TOKEN_COMMA))
        p_fail(p, rest, "Rest element must be last element");
    if (!p_eat(p, TOKEN_ASSIGN))
        return;
    p_assignment(p);
    p_fail_at(p, rest->start, p->prev_end, BAD_TARGET);
}

static Node *array_pattern(Parser *p)
{
    Node *n = p_node(p, NODE_ARRAY_PATTERN, p->tok.start);
    NodeList list;

    list_init(&list);
    p_next(p);
    while (!p_at(p, TOKEN_RBRACKET)) {
        Node *item;

        if (p_at(p, TOKEN_COMMA)) {
            item = p_node(p, NODE_HOLE, p->tok.start);
            item->end = item->start;
        } else if (p_at(p, TOKEN_ELLIPSIS)) {
            item = p_node(p, NODE_REST, p->tok.start);
            p_next(p);
            item->a = p_binding_target(p);
            list_add(&list, p_finish(p, item));
            check_behind_rest(p, item);
            break;
        } else {
            item = p_binding_element(p);
        }
        list_add(&list, item);
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    p_expect(p, TOKEN_RBRACKET);
    n->list = list.first;
    return p_finish(p, n);
}

/* target = value, where `=` follows. */
static Node *with_default(Parser *p, Node *target)
{
    Node *n;
    bool no_in = p->ctx.no_in;

    if (!p_at(p, TOKEN_ASSIGN))
        return target;
    n = p_node(p, NODE_DEFAULT, target->start);
    p_next(p);
    n->a = target;
    p->ctx.no_in = false;
    n->b = p_assignment(p);
    p->ctx.no_in = no_in;
    return p_finish(p, n);
}

/* A method or an accessor in a pattern, at its name. */
_Noreturn static void bad_method(Parser *p, Node *n)
{
    p_property_key(p, n, false);
    if (!p_at(p, TOKEN_LPAREN))
        p_unexpected(p);
    p_fail_at(p, n->start, p->prev_end, BAD_TARGET);
}

static Node *pattern_property(Parser *p)
{
    Node *n = p_node(p, NODE_PATTERN_PROPERTY, p->tok.start), *target;
    Token name = p->tok;

    if (p_eat(p, TOKEN_STAR))
        bad_method(p, n);
    n->a = p_property_key(p, n, false);
    if (p_eat(p, TOKEN_COLON)) {
        n->b = p_binding_element(p);
        return p_finish(p, n);
    }
    if (p_at(p, TOKEN_LPAREN))
        p_fail_at(p, n->start, p->prev_end, BAD_TARGET);
    if (p_is_method_word(&name) && p_is_property_name(p))
        bad_method(p, n);
    p_check_shorthand(p, &name);
    p_check_reserved(p, &name);
    n->flags |= NF_SHORTHAND;
    target = p_node(p, NODE_IDENT, name.start);
    target->atom = name.atom;
    target->end = name.end;
    target->flags |= n->a->flags & NF_ESCAPED;
    p_check_binding_name(p, target);
    n->b = with_default(p, target);
    return p_finish(p, n);
}

/* Behind what `...` names in an object pattern: a name and nothing else. */
static void check_object_rest(Parser *p, const Node *target)
{
    bool has_default = p_eat(p, TOKEN_ASSIGN);

    if (has_default)
        p_assignment(p);
    if (has_default || target->kind != NODE_IDENT)
        p_fail_at(p, target->start, p->prev_end,
                  "`...` must be followed by an identifier in declaration contexts");
}

static Node *object_pattern(Parser *p)
{
    Node *n = p_node(p, NODE_OBJECT_PATTERN, p->tok.start);
    NodeList list;

    list_init(&list);
    p_next(p);
    while (!p_at(p, TOKEN_RBRACE)) {
        Node *rest;

        if (p_at(p, TOKEN_ELLIPSIS)) {
            rest = p_node(p, NODE_REST, p->tok.start);
            p_next(p);
            rest->a = p_binding_target(p);
            check_object_rest(p, rest->a);
            list_add(&list, p_finish(p, rest));
            if (!p_at(p, TOKEN_RBRACE))
                p_fail_before(p, "Rest element must be last element");
            break;
        }
        list_add(&list, pattern_property(p));
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    p_expect(p, TOKEN_RBRACE);
    n->list = list.first;
    return p_finish(p, n);
}

Node *p_binding_target(Parser *p)
{
    Node *n;

    p_enter(p);
    if (p_at(p, TOKEN_LBRACKET))
        n = array_pattern(p);
    else if (p_at(p, TOKEN_LBRACE))
        n = object_pattern(p);
    else
        n = p_binding_identifier(p);
    p_leave(p);
    return n;
}

Node *p_binding_element(Parser *p)
{
    Node *target = p_binding_target(p);

    t_mark(p, TOKEN_QUESTION);
    t_annotation(p);
    return with_default(p, target);
}

/* ---- From expression to pattern ---- */

_Noreturn static void bad_target(Parser *p, const Node *n)
{
    p_fail(p, n, BAD_TARGET);
}

static Node *to_element(Parser *p, Node *n, bool binding);

/* A target without a default. */
static Node *to_target(Parser *p, Node *n, bool binding)
{
    const Node *inner = without_parens(n);

    /* Its parts may be evaluated before: lower_pattern.c puts others in their places. */
    n->plain = PLAIN_NOT;
    for (Node *m = n; m->kind == NODE_PAREN; m = m->a)
        m->a->plain = PLAIN_NOT;
    if (n->kind == NODE_ARRAY || n->kind == NODE_OBJECT)
        return p_to_pattern(p, n, binding);
    if (n->kind == NODE_ARRAY_PATTERN || n->kind == NODE_OBJECT_PATTERN)
        return n;
    if (binding ? n->kind != NODE_IDENT : !is_simple_target(n))
        bad_target(p, n);
    if (inner->kind == NODE_IDENT) {
        if (binding) {
            Token t = {
                .kind = TOKEN_IDENT, .atom = inner->atom, .start = n->start, .end = n->end
            };

            p_check_reserved(p, &t);
        }
        p_check_binding_name(p, inner);
        inner->atom->assigned = true;
    }
    return n;
}

static Node *to_element(Parser *p, Node *n, bool binding)
{
    if (n->kind == NODE_ASSIGN && n->op == TOKEN_ASSIGN) {
        n->kind = NODE_DEFAULT;
        n->plain = PLAIN_NOT;
        n->op = 0;
        n->a = to_target(p, n->a, binding);
        return n;
    }
    if (n->kind == NODE_DEFAULT) {
        n->a = to_target(p, n->a, binding);
        return n;
    }
    return to_target(p, n, binding);
}

static void to_rest(Parser *p, Node *n, bool binding, bool object)
{
    if (n->next != NULL || n->flags & NF_TRAILING_COMMA)
        p_fail(p, object ? n->a : n, "Rest element must be last element");
    n->kind = NODE_REST;
    if (object && (binding ? n->a->kind != NODE_IDENT : !is_simple_target(n->a)))
        p_fail(p, n->a, "`...` must be followed by %s in %s contexts",
               binding ? "an identifier" : "an assignable reference",
               binding ? "declaration" : "assignment");
    if (n->a->kind == NODE_ASSIGN || n->a->kind == NODE_DEFAULT)
        bad_target(p, n);
    n->a = to_target(p, n->a, binding);
}

static void to_property(Parser *p, Node *n, bool binding)
{
    if (n->op != PROPERTY_VALUE && n->op != PROPERTY_PROTO)
        p_fail_at(p, n->start, n->a->end, BAD_TARGET);
    n->kind = NODE_PATTERN_PROPERTY;
    n->op = 0;
    n->b = to_element(p, n->b, binding);
}

Node *p_to_pattern(Parser *p, Node *n, bool binding)
{
    bool object = n->kind == NODE_OBJECT;

    n->plain = PLAIN_NOT;
    p_enter(p);
    if (!object && n->kind != NODE_ARRAY) {
        n = to_element(p, n, binding);
        p_leave(p);
        return n;
    }
    n->kind = object ? NODE_OBJECT_PATTERN : NODE_ARRAY_PATTERN;
    for (Node **at = &n->list; *at != NULL; at = &(*at)->next) {
        Node *item = *at, *next = item->next;

        if (item->kind == NODE_SPREAD)
            to_rest(p, item, binding, object);
        else if (object)
            to_property(p, item, binding);
        else if (item->kind != NODE_HOLE)
            *at = to_element(p, item, binding);
        (*at)->next = next;
    }
    p_leave(p);
    return n;
}
