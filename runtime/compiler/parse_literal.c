/* parse_literal.c: array and object literals, property keys (ECMA-262 13.2.4, 13.2.5). */
#include "runtime/compiler/parse_types.h"
#include "runtime/compiler/parser.h"

Node *p_array_literal(Parser *p)
{
    Node *n = p_node(p, NODE_ARRAY, p->tok.start);
    Cover *cover = p->cover;
    bool no_in = p->ctx.no_in;
    NodeList list;

    p_enter(p);
    list_init(&list);
    p->ctx.no_in = false;
    p_next(p);
    while (!p_at(p, TOKEN_RBRACKET)) {
        uint32_t start = p->tok.start;
        Node *item;

        if (p_at(p, TOKEN_COMMA)) {
            item = p_node(p, NODE_HOLE, start);
            item->end = start;
        } else if (p_eat(p, TOKEN_ELLIPSIS)) {
            item = p_node(p, NODE_SPREAD, start);
            item->a = p_assignment_cover(p, cover);
            p_finish(p, item);
            if (p_at(p, TOKEN_COMMA))
                item->flags |= NF_TRAILING_COMMA;
        } else {
            item = p_assignment_cover(p, cover);
        }
        list_add(&list, item);
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    p->cover = cover;
    p->ctx.no_in = no_in;
    p_expect(p, TOKEN_RBRACKET);
    n->list = list.first;
    p_leave(p);
    return p_finish_literal(p, n);
}

bool p_is_property_name(const Parser *p)
{
    switch (p->tok.kind) {
    case TOKEN_IDENT:
    case TOKEN_STRING:
    case TOKEN_NUMBER:
    case TOKEN_BIGINT:
    case TOKEN_LBRACKET:
    case TOKEN_PRIVATE_NAME: return true;
    default:
        return p->tok.kind >= TOKEN_FIRST_KEYWORD && p->tok.kind <= TOKEN_LAST_KEYWORD;
    }
}

static Node *computed_key(Parser *p, Node *owner)
{
    bool no_in = p->ctx.no_in;
    Node *key;

    owner->flags |= NF_COMPUTED;
    p_next(p);
    p->ctx.no_in = false;
    key = p_assignment(p);
    p->ctx.no_in = no_in;
    p_expect(p, TOKEN_RBRACKET);
    return key;
}

Node *p_property_key(Parser *p, Node *owner, bool private_allowed)
{
    Node *key;

    switch (p->tok.kind) {
    case TOKEN_LBRACKET: return computed_key(p, owner);
    case TOKEN_STRING:
    case TOKEN_NUMBER:
    case TOKEN_BIGINT: return p_primary(p);
    case TOKEN_PRIVATE_NAME:
        if (!private_allowed)
            p_unexpected(p);
        key = p_node(p, NODE_PRIVATE_NAME, p->tok.start);
        key->atom = p->tok.atom;
        p_next(p);
        return p_finish(p, key);
    default: return p_identifier_name(p);
    }
}

static bool is_proto_key(const Node *prop)
{
    const Node *k = prop->a;

    if (prop->flags & NF_COMPUTED)
        return false;
    return k->kind == NODE_IDENT    ? k->atom->id == ATOM___proto__
           : k->kind == NODE_STRING ? str_is(k->str, "__proto__")
                                    : false;
}

/* A key that lowering leaves as it stands, where a colon follows. */
static bool is_plain_key(const Node *prop)
{
    const Node *k = prop->a;

    if (prop->flags & NF_COMPUTED)
        return false;
    return k->kind == NODE_IDENT ? k->atom->ascii && k->atom->id != ATOM___proto__
                                 : k->kind == NODE_STRING && !is_proto_key(prop);
}

/* `a`, `a = 1` (only right in a pattern): the key is read. */
static void shorthand(Parser *p, Node *prop, const Token *name, Cover *cover)
{
    Node *value, *def;

    p_check_reserved(p, name);
    if (name->atom->id == ATOM_arguments) {
        if (p->ctx.class_field)
            p_fail_at(p, name->start, name->end,
                      "'arguments' is not allowed in class field initializer or static "
                      "initialization block");
        p_mark(p, NF_USES_ARGUMENTS);
    }
    prop->flags |= NF_SHORTHAND;
    p->seen.odd++;
    value = p_node(p, NODE_IDENT, name->start);
    value->atom = name->atom;
    value->end = name->end;
    value->flags |= prop->a->flags & NF_ESCAPED;
    prop->b = value;
    if (!p_at(p, TOKEN_ASSIGN))
        return;
    def = p_node(p, NODE_DEFAULT, name->start);
    p_next(p);
    def->a = value;
    def->b = p_assignment(p);
    if (cover == NULL)
        p_fail_at(p, name->start, p->prev_end, "Invalid shorthand property initializer");
    if (!cover->shorthand_init) {
        cover->shorthand_init = name->start + 1;
        cover->shorthand_end = p->prev_end;
    }
    prop->b = p_finish(p, def);
}

/* get, set, async and * before a key: returns the method's flags, sets *kind. */
static uint32_t method_prefix(Parser *p, PropertyKind *kind)
{
    uint32_t flags = 0;
    Token next;

    *kind = PROPERTY_VALUE;
    if (p_is_method_word(&p->tok) && !p->tok.escaped) {
        AtomId word = p->tok.atom->id;
        Parser ahead = *p;

        next = p_peek(p);
        ahead.tok = next;
        if (word == ATOM_async && next.newline_before)
            return 0;
        if (!p_is_property_name(&ahead) &&
            !(word == ATOM_async && next.kind == TOKEN_STAR))
            return 0;
        p_next(p);
        if (word == ATOM_async)
            flags |= NF_ASYNC;
        else
            *kind = word == ATOM_get ? PROPERTY_GET : PROPERTY_SET;
    }
    if (*kind == PROPERTY_VALUE && p_eat(p, TOKEN_STAR))
        flags |= NF_GENERATOR;
    if (flags != 0)
        *kind = PROPERTY_METHOD;
    return flags;
}

void p_check_shorthand(Parser *p, const Token *name)
{
    if (p_is_method_word(name) && name->escaped && p_is_property_name(p))
        p_fail_at(p, name->start, name->end,
                  "Keyword must not contain escaped characters");
    if (!p_at(p, TOKEN_COMMA) && !p_at(p, TOKEN_RBRACE) && !p_at(p, TOKEN_ASSIGN))
        p_unexpected(p);
    if (name->kind != TOKEN_IDENT)
        p_unexpected_token(p, name);
}

static Node *property(Parser *p, Cover *cover, bool *has_proto)
{
    uint32_t start = p->tok.start, flags;
    Node *n = p_node(p, NODE_PROPERTY, start);
    PropertyKind kind;
    Token name;

    if (p_eat(p, TOKEN_ELLIPSIS)) {
        n->kind = NODE_SPREAD;
        p->seen.odd++;
        n->a = p_assignment_cover(p, cover);
        p_finish(p, n);
        if (p_at(p, TOKEN_COMMA))
            n->flags |= NF_TRAILING_COMMA;
        return n;
    }
    flags = method_prefix(p, &kind);
    name = p->tok;
    n->a = p_property_key(p, n, false);
    p->seen.odd += !is_plain_key(n);
    if (kind == PROPERTY_GET || kind == PROPERTY_SET || flags || p_at(p, TOKEN_LPAREN) ||
        (p->types != NULL && t_at_angle(p))) {
        n->op = kind == PROPERTY_VALUE ? PROPERTY_METHOD : kind;
        n->b = p_method(p, start, flags, n->op);
    } else if (p_eat(p, TOKEN_COLON)) {
        n->b = p_assignment_cover(p, cover);
        if (is_proto_key(n)) {
            n->op = PROPERTY_PROTO;
            if (*has_proto && cover == NULL)
                p_fail(p, n->a,
                       "Duplicate __proto__ fields are not allowed in object literals");
            if (*has_proto && !cover->double_proto) {
                cover->double_proto = n->a->start + 1;
                cover->double_end = n->a->end;
            }
            *has_proto = true;
        }
    } else {
        p_check_shorthand(p, &name);
        shorthand(p, n, &name, cover);
    }
    return p_finish(p, n);
}

Node *p_object_literal(Parser *p)
{
    Node *n = p_node(p, NODE_OBJECT, p->tok.start);
    Cover *cover = p->cover;
    bool no_in = p->ctx.no_in, has_proto = false;
    NodeList list;

    p_enter(p);
    list_init(&list);
    p->ctx.no_in = false;
    p_next(p);
    while (!p_at(p, TOKEN_RBRACE)) {
        list_add(&list, property(p, cover, &has_proto));
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    p->cover = cover;
    p->ctx.no_in = no_in;
    p_expect(p, TOKEN_RBRACE);
    n->list = list.first;
    p_leave(p);
    return p_finish_literal(p, n);
}
