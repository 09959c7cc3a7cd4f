/* lower_object.c: object literals, property keys.
 *
 *     { a, b() {}, [c]: 1, ...d }     ʃobj({ a: a, b: function ʃa__b() {} }, 0, c, 1, 4,
 *                                          d, 0)
 *
 * Behind the first property that ES5 can't write, all come as kind, key, value. */
#include "runtime/compiler/lower.h"

enum { OBJECT_VALUE, OBJECT_METHOD, OBJECT_GET, OBJECT_SET, OBJECT_SPREAD, OBJECT_PROTO };
#define OBJECT_NAME 8 /* the value is a function that takes its name from the key */

/* ---- Keys ---- */

Str key_name(Lower *l, const Node *owner, const Node *key)
{
    if (owner->flags & NF_COMPUTED)
        return key->kind == NODE_STRING ? key->str : STR("");
    switch (key->kind) {
    case NODE_IDENT:
    case NODE_PRIVATE_NAME: return key->atom->text;
    case NODE_STRING:
    case NODE_BIGINT: return key->str;
    default: break;
    }
    return number_key(l->arena, key->number);
}

void w_key(Lower *l, const Node *owner, Node *key)
{
    if (owner->flags & NF_COMPUTED)
        emit_arg(l, key);
    else
        w_quoted(l, key_name(l, owner, key));
}

/* A key in front of a colon. */
static void w_plain_key(Lower *l, const Node *owner, const Node *key)
{
    if (key->kind == NODE_IDENT && key->atom->ascii)
        w_str(l, key->atom->text);
    else
        w_quoted(l, key_name(l, owner, key));
}

/* ---- Values ---- */

static Str accessor_name(Lower *l, const Node *p)
{
    Str name = key_name(l, p, p->a);

    if (p->op == PROPERTY_GET)
        return arena_strf(l->arena, "get " STR_FMT, STR_ARG(name));
    if (p->op == PROPERTY_SET)
        return arena_strf(l->arena, "set " STR_FMT, STR_ARG(name));
    return name;
}

static void emit_method_value(Lower *l, Node *p, Str home)
{
    FunctionShape shape = { .marker = 'a',
                            .name =
                                p->flags & NF_COMPUTED ? STR("") : accessor_name(l, p),
                            .home = home,
                            .home_static = true,
                            .property = p };

    move_to(l, p->b->start);
    sync(l);
    emit_function_as(l, p->b, &shape);
    skip_to(l, p->b->end);
}

static void emit_property_value(Lower *l, Node *p, Str home)
{
    Node *v = p->b;

    if (p->op == PROPERTY_METHOD || p->op == PROPERTY_GET || p->op == PROPERTY_SET) {
        emit_method_value(l, p, home);
        return;
    }
    if (is_anonymous_function(v) && !(p->flags & NF_COMPUTED) && p->op != PROPERTY_PROTO)
        l->infer = key_name(l, p, p->a);
    move_to(l, v->start);
    sync(l);
    emit_at(l, v);
    l->infer = (Str){ 0 };
}

static bool is_es5(const Node *p)
{
    return p->kind == NODE_PROPERTY && !(p->flags & NF_COMPUTED) &&
           p->op != PROPERTY_PROTO && p->op != PROPERTY_GET && p->op != PROPERTY_SET &&
           !(p->a->kind == NODE_IDENT && p->a->atom->id == ATOM___proto__);
}

/* key: value, in place. */
static void emit_plain_property(Lower *l, Node *p, Str home)
{
    if (p->op == PROPERTY_VALUE && !(p->flags & NF_SHORTHAND) &&
        (p->a->kind == NODE_STRING || p->a->kind == NODE_IDENT) &&
        !(p->a->flags & NF_ESCAPED) && (p->a->kind == NODE_STRING || p->a->atom->ascii)) {
        if (p->a->kind == NODE_STRING)
            emit(l, p->a); /* its escapes may not be ES5's */
        copy_to(l, p->a->end);
        if (is_anonymous_function(p->b))
            l->infer = key_name(l, p, p->a);
        emit(l, p->b);
        copy_to(l, p->b->end);
        l->infer = (Str){ 0 };
        return;
    }
    copy_to(l, p->start);
    w_plain_key(l, p, p->a);
    w(l, ":");
    emit_property_value(l, p, home);
    skip_to(l, p->end);
}

/* kind, key, value */
static void emit_coded_property(Lower *l, Node *p, Str home)
{
    static const int kinds[] = {
        [PROPERTY_VALUE] = OBJECT_VALUE, [PROPERTY_METHOD] = OBJECT_METHOD,
        [PROPERTY_GET] = OBJECT_GET,     [PROPERTY_SET] = OBJECT_SET,
        [PROPERTY_PROTO] = OBJECT_PROTO,
    };
    int kind;

    move_to(l, p->start);
    sync(l);
    if (p->kind == NODE_SPREAD) {
        w_fmt(l, ",%d,", OBJECT_SPREAD);
        emit_arg(l, p->a);
        w(l, ",0");
        skip_to(l, p->end);
        return;
    }
    kind = kinds[p->op];
    if (p->flags & NF_COMPUTED && is_anonymous_function(p->b))
        kind |= OBJECT_NAME;
    w_fmt(l, ",%d,", kind);
    w_key(l, p, p->a);
    w(l, ",");
    emit_property_value(l, p, home);
    skip_to(l, p->end);
}

static bool uses_super(const Node *n)
{
    for (const Node *p = n->list; p != NULL; p = p->next) {
        if (p->kind == NODE_PROPERTY && p->b->kind == NODE_FUNCTION &&
            p->b->flags & NF_METHOD && p->b->flags & (NF_USES_SUPER | NF_USES_EVAL))
            return true;
    }
    return false;
}

/* Arguments beyond this many go into an array: calls have a limit. */
#define MAX_CODED 40

void emit_object(Lower *l, Node *n)
{
    Node *p = n->list;
    Str home = { 0 };
    bool coded = false, first = true;
    int rest = 0;

    for (Node *e = n->list; e != NULL; e = e->next) {
        coded = coded || !is_es5(e);
        rest += coded;
    }
    if (uses_super(n)) {
        home = fresh_var(l, "o");
        copy_to(l, n->start);
        w_fmt(l, "(" STR_FMT "=", STR_ARG(home));
    }
    if (!coded) {
        for (; p != NULL; p = p->next)
            emit_plain_property(l, p, home);
        copy_to(l, n->end);
        w(l, home.len ? ")" : "");
        return;
    }
    copy_to(l, n->start);
    w(l, P "obj({");
    skip_to(l, n->start + 1);
    for (; p != NULL && is_es5(p); p = p->next) {
        w(l, first ? "" : ",");
        first = false;
        move_to(l, p->start);
        sync(l);
        emit_plain_property(l, p, home);
    }
    w(l, rest > MAX_CODED ? "},[0" : "}");
    for (; p != NULL; p = p->next)
        emit_coded_property(l, p, home);
    w(l, rest > MAX_CODED ? "])" : ")");
    skip_to(l, n->end);
    w(l, home.len ? ")" : "");
}
