/* lower_with.c: `with`, and names that are written to where the value's computing may
 * change what they mean: inside of a `with`, and beside a direct eval.
 *
 *     with (o) x += f()    with (o) (ʃ1 = ʃwr("x"), ʃ2 = ʃwg(ʃ1, "x", 0) + f(),
 *                                    ʃwp(ʃ1, "x", 0, ʃ2))
 *
 * A reference is resolved before the value is computed, and stays what it is even where
 * the computing takes the property away or declares another variable of the name. */
#include "runtime/compiler/lower.h"

static void find_eval(Node *n, void *ctx)
{
    if (n->kind == NODE_CALL && n->a->kind == NODE_IDENT && n->a->atom->id == ATOM_eval)
        *(bool *)ctx = true;
    if (n->kind != NODE_FUNCTION && !*(bool *)ctx)
        node_children(n, find_eval, ctx);
}

/* Might the value declare a variable of the function? */
static bool may_declare(const Lower *l, Node *value)
{
    bool found = false;

    if (value == NULL || l->fn->strict || l->fn->node == NULL ||
        !(l->fn->node->flags & NF_USES_EVAL))
        return false;
    find_eval(value, &found);
    return found;
}

bool is_with_target(const Lower *l, const Node *target, Node *value)
{
    const Binding *b = target->kind == NODE_IDENT ? binding_of(target) : NULL;

    if (target->kind != NODE_IDENT || (l->with_depth == 0 && !may_declare(l, value)))
        return false;
    return b == NULL ||
           (str_eq(b->name, target->atom->text) && !b->early && b->kind != BIND_CONST);
}

/* ʃ1 = ʃwr("x") */
static int w_resolve(Lower *l, const Node *target)
{
    int t = temp_new(l);

    w_temp(l, t);
    w(l, "=" P "wr(");
    w_quoted(l, target->atom->text);
    w(l, "),");
    return t;
}

/* ʃ1,"x",strict */
static void w_reference(Lower *l, Node *target, int object)
{
    w_temp(l, object);
    w(l, ",");
    w_quoted(l, target->atom->text);
    w_fmt(l, ",%d", l->fn->strict);
}

static void w_place(Lower *l, Node *target, int object)
{
    w(l, P "wg(");
    w_reference(l, target, object);
    w(l, ")");
}

static void w_write(Lower *l, Node *target, int object, int value)
{
    w(l, P "wp(");
    w_reference(l, target, object);
    w(l, ",");
    w_temp(l, value);
    w(l, ")");
}

void emit_with_assign(Lower *l, Node *n, Node *target, Str operator)
{
    int mark = l->fn->temps, object, value;
    bool power = n->op == TOKEN_STAR_STAR_ASSIGN;

    copy_to(l, n->start);
    w(l, "(");
    object = w_resolve(l, target);
    value = temp_new(l);
    w_temp(l, value);
    w(l, "=");
    if (n->op != TOKEN_ASSIGN) {
        w(l, power ? P "pow(" : "(");
        w_place(l, target, object);
        w(l, power ? "," : ")");
        w_str(l, operator);
        w(l, power ? "" : "(");
    }
    move_to(l, n->b->start);
    sync(l);
    if (is_anonymous_function(n->b) && n->op == TOKEN_ASSIGN)
        l->infer = target->atom->text;
    emit_at(l, n->b);
    l->infer = (Str){ 0 };
    w(l, n->op != TOKEN_ASSIGN ? ")," : ",");
    w_write(l, target, object, value);
    w(l, ")");
    move_to(l, n->end);
    l->fn->temps = mark;
}

void emit_with_update(Lower *l, Node *n, Node *target)
{
    int mark = l->fn->temps, object, old, value;

    copy_to(l, n->start);
    w(l, "(");
    object = w_resolve(l, target);
    old = temp_new(l);
    value = temp_new(l);
    w_temp(l, old);
    w(l, "=" P "num(");
    w_place(l, target, object);
    w(l, "),");
    w_temp(l, value);
    w(l, n->op == TOKEN_PLUS_PLUS ? "=" P "inc(" : "=" P "dec(");
    w_temp(l, old);
    w(l, "),");
    w_write(l, target, object, value);
    w(l, ",");
    w_temp(l, n->flags & NF_PREFIX ? value : old);
    w(l, ")");
    move_to(l, n->end);
    l->fn->temps = mark;
}

void emit_with(Lower *l, Node *n)
{
    emit(l, n->a);
    l->with_depth++;
    emit_statement(l, n->d);
    l->with_depth--;
}
