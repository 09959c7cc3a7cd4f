/* parse_class.c: classes and their private names (ECMA-262 15.7). */
#include "runtime/compiler/parse_types.h"
#include "runtime/compiler/parser.h"

/* ---- Private names ---- */

static void use_private(Parser *p, Atom *name, uint32_t start, uint32_t end)
{
    PrivateUse *u;

    if (p->classes == NULL)
        p_fail_at(p, start, end,
                  "Private field '#" STR_FMT "' must be declared in an enclosing class",
                  STR_ARG(name->text));
    u = arena_new(p->arena, PrivateUse);
    *u = (PrivateUse){ name, start, end, p->classes->used };
    p->classes->used = u;
}

void p_use_private(Parser *p, Atom *name)
{
    use_private(p, name, p->prev_start, p->prev_start + 1);
}

/* Behind the member. */
static void declare_private(Parser *p, const Node *member)
{
    Atom *name = member->a->atom;
    bool is_static = member->flags & NF_STATIC;
    PrivateName *n;

    for (n = p->classes->declared; n != NULL; n = n->next) {
        bool pair = (n->kind == PROPERTY_GET && member->op == PROPERTY_SET) ||
                    (n->kind == PROPERTY_SET && member->op == PROPERTY_GET);

        if (n->name != name)
            continue;
        if (!pair || n->is_static != is_static)
            p_fail_at(p, p->prev_start, p->prev_end,
                      "Identifier '#" STR_FMT "' has already been declared",
                      STR_ARG(name->text));
        n->kind = PROPERTY_VALUE; /* both accessors are there: nothing may follow */
        return;
    }
    n = arena_new(p->arena, PrivateName);
    *n = (PrivateName){ name, member->op, is_static, p->classes->declared };
    p->classes->declared = n;
}

static bool is_declared(const ClassScope *c, const Atom *name)
{
    for (const PrivateName *n = c->declared; n != NULL; n = n->next) {
        if (n->name == name)
            return true;
    }
    return false;
}

/* What this class didn't declare must be an outer class's. */
static void leave_class(Parser *p, ClassScope *c)
{
    PrivateUse *next;

    p->classes = c->outer;
    for (PrivateUse *u = c->used; u != NULL; u = next) {
        next = u->next;
        if (is_declared(c, u->name))
            continue;
        use_private(p, u->name, u->start, u->end);
    }
}

/* ---- Members ---- */

/* The word at hand is a modifier, not the member's name: something else follows it. */
static bool is_modifier(Parser *p, bool same_line)
{
    Token next = p_peek(p);
    Parser ahead = *p;

    ahead.tok = next;
    if (same_line && next.newline_before)
        return false;
    return p_is_property_name(&ahead) || next.kind == TOKEN_STAR;
}

static uint32_t member_prefix(Parser *p, Node *m)
{
    uint32_t flags = 0;

    m->op = PROPERTY_FIELD;
    if (p_at_word(p, ATOM_async) && is_modifier(p, true)) {
        p_next(p);
        flags |= NF_ASYNC;
    } else if ((p_at_word(p, ATOM_get) || p_at_word(p, ATOM_set)) &&
               is_modifier(p, false) && p_peek(p).kind != TOKEN_STAR) {
        m->op = p_at_word(p, ATOM_get) ? PROPERTY_GET : PROPERTY_SET;
        p_next(p);
        return 0;
    }
    if (p_eat(p, TOKEN_STAR))
        flags |= NF_GENERATOR;
    if (flags)
        m->op = PROPERTY_METHOD;
    return flags;
}

static bool key_is(const Node *m, const char *name)
{
    if (m->flags & NF_COMPUTED)
        return false;
    return m->a->kind == NODE_IDENT    ? str_is(m->a->atom->text, name)
           : m->a->kind == NODE_STRING ? str_is(m->a->str, name)
                                       : false;
}

/* A function around code that runs with the class or the instance as its this. */
static Node *initializer_function(Parser *p, uint32_t start, Context *outer, bool block)
{
    Node *fn = p_node(p, NODE_FUNCTION, start);

    fn->flags = NF_METHOD | NF_STRICT | NF_SIMPLE_PARAMS;
    *outer = p->ctx;
    p->ctx = (Context){ .strict = true,
                        .super_property = true,
                        .new_target = true,
                        .class_field = true,
                        .static_block = block,
                        .node = fn,
                        .owner = fn };
    return fn;
}

static Node *field_value(Parser *p)
{
    Context outer;
    Node *fn;

    if (!p_at(p, TOKEN_ASSIGN))
        return NULL;
    fn = initializer_function(p, p->tok.end, &outer, false);
    p_next(p);
    fn->start = p->tok.start;
    fn->flags |= NF_EXPRESSION_BODY;
    fn->b = p_assignment(p);
    p->ctx = outer;
    return p_finish(p, fn);
}

/* At "{" behind `static`. */
static Node *static_block(Parser *p, Node *m)
{
    Context outer;
    Node *fn = initializer_function(p, p->tok.start, &outer, true);
    Node *body = p_node(p, NODE_BLOCK, p->tok.start);

    m->op = PROPERTY_STATIC_BLOCK;
    p_next(p);
    body->list = p_statement_list(p, TOKEN_RBRACE, false);
    p->ctx = outer;
    p_expect(p, TOKEN_RBRACE);
    fn->b = p_finish(p, body);
    m->b = p_finish(p, fn);
    return p_finish(p, m);
}

static void check_constructor(Parser *p, const Node *m, uint32_t flags, bool *has)
{
    if (m->op != PROPERTY_METHOD)
        p_fail(p, m->a, "Class constructor may not be %s",
               m->op == PROPERTY_FIELD ? "a field" : "an accessor");
    if (flags & NF_GENERATOR)
        p_fail(p, m->a, "Class constructor may not be a generator");
    if (flags & NF_ASYNC)
        p_fail(p, m->a, "Class constructor may not be an async method");
    if (*has)
        p_fail(p, m->a, "A class may only have one constructor");
    *has = true;
}

static void finish_field(Parser *p, Node *m)
{
    if (key_is(m, "constructor") ||
        (node_is_private(m) && m->a->atom->id == ATOM_constructor))
        p_fail(p, m->a, "Classes may not have a field named 'constructor'");
    m->b = field_value(p);
    p_semicolon(p);
}

/* Behind the key, with types. What is only right in JavaScript is looked at when they are
 * gone. */
static Node *typed_member(Parser *p, Node *m, uint32_t flags, bool gone)
{
    if (m->op == PROPERTY_FIELD) {
        t_annotation(p);
        m->b = field_value(p);
        p_semicolon(p);
    } else {
        if (!(m->flags & NF_STATIC) && key_is(m, "constructor"))
            flags |= NF_CONSTRUCTOR | NF_DERIVED;
        m->b = p_method(p, m->start, flags, m->op);
        gone = gone || t_has_no_body(m->b);
    }
    if (gone) {
        t_erase_statement(p, m->start);
        p->types->gone = false;
        return NULL;
    }
    return p_finish(p, m);
}

static Node *class_member(Parser *p, bool derived, bool *has_constructor)
{
    Node *m = p_node(p, NODE_CLASS_MEMBER, p->tok.start);
    uint32_t flags, start;
    bool gone;
    Token name;

    if (t_index_signature(p))
        return NULL;
    gone = t_modifiers(p);
    if (p_at_word(p, ATOM_static)) {
        Token next = p_peek(p);
        Parser ahead = *p;

        ahead.tok = next;
        if (p_is_property_name(&ahead) || next.kind == TOKEN_STAR ||
            next.kind == TOKEN_LBRACE) {
            m->flags |= NF_STATIC;
            p_next(p);
            if (p_at(p, TOKEN_LBRACE))
                return static_block(p, m);
        }
    }
    gone = t_modifiers(p) || gone;
    if (t_index_signature(p))
        return NULL;
    start = p->tok.start;
    flags = member_prefix(p, m);
    name = p->tok;
    m->a = p_property_key(p, m, true);
    if (m->op == PROPERTY_FIELD && p->types == NULL &&
        (p_at(p, TOKEN_COMMA) || p_at(p, TOKEN_COLON)))
        p_unexpected_token(p, &name);
    t_mark(p, TOKEN_QUESTION);
    t_mark(p, TOKEN_NOT);
    if ((p_at(p, TOKEN_LPAREN) || (p->types != NULL && t_at_angle(p))) &&
        m->op == PROPERTY_FIELD)
        m->op = PROPERTY_METHOD;
    if (p->types != NULL) {
        if (node_is_private(m) && !is_declared(p->classes, m->a->atom))
            declare_private(p, m);
        return typed_member(p, m, flags, gone);
    }
    if (m->flags & NF_STATIC && key_is(m, "prototype"))
        p_fail(p, m->a, "Classes may not have a static property named 'prototype'");
    if (m->op == PROPERTY_FIELD) {
        finish_field(p, m);
    } else {
        if (node_is_private(m) && m->a->atom->id == ATOM_constructor)
            p_fail(p, m->a, "Class constructor may not be a private method");
        if (!(m->flags & NF_STATIC) && key_is(m, "constructor")) {
            check_constructor(p, m, flags, has_constructor);
            flags |= NF_CONSTRUCTOR | (derived ? NF_DERIVED : 0);
        }
        m->b = p_method(p, start, flags, m->op);
    }
    if (node_is_private(m))
        declare_private(p, m);
    return p_finish(p, m);
}

Node *p_class(Parser *p, bool declaration, bool default_export)
{
    Node *n = p_node(p, NODE_CLASS, p->tok.start);
    bool strict = p->ctx.strict, has_constructor = false;
    ClassScope *scope = arena_new(p->arena, ClassScope);
    NodeList list;

    p_enter(p);
    list_init(&list);
    p_begin_strict(p, n->start); /* all of a class, its name and heritage too */
    p_next(p);
    if (p_at(p, TOKEN_IDENT) && !(p->types != NULL && t_at(p, "implements")))
        n->a = p_binding_identifier(p);
    else if (declaration && !default_export)
        p_unexpected(p);
    scope->outer = p->classes;
    t_parameters_here(p);
    if (p_eat(p, TOKEN_EXTENDS)) {
        Cover *cover = p->cover;

        p->cover = NULL;
        p->assignment_at = NO_ARROWS; /* no operand either */
        n->b = p_left_hand_side(p);
        p->cover = cover;
        if (n->b->kind == NODE_FUNCTION && n->b->flags & NF_ARROW)
            p_unexpected(p);
        t_heritage_arguments(p);
    }
    t_implements(p);
    p->classes = scope;
    p_expect(p, TOKEN_LBRACE);
    while (!p_at(p, TOKEN_RBRACE)) {
        uint32_t at = p->tok.start;
        Node *m;

        if (p_eat(p, TOKEN_SEMICOLON))
            continue;
        m = class_member(p, n->b != NULL, &has_constructor);
        if (m != NULL)
            list_add(&list, m);
        else
            t_erase(p, at, p->prev_end);
    }
    n->list = list.first;
    n->flags |= declaration ? NF_DECLARATION : 0;
    leave_class(p, scope);
    p_check_octal(p, p->tok.start);
    p->ctx.strict = strict;
    p_next(p);
    p_leave(p);
    return p_finish(p, n);
}
