/* lower_with.c: `with`, and what is written to names inside of it.
 *
 *     with (o) x += f()     with (o) (ʃ1 = ʃwr("x"), ʃ2 = (ʃ1 ? ʃ1["x"] : x) + f(),
 *                                     ʃ1 ? ʃ1["x"] = ʃ2 : x = ʃ2)
 *
 * A reference is resolved before the value is computed: it stays one to the object of the
 * `with` even where the computing takes the property away. ʃwr gives that object, or
 * undefined where the name is a variable. */
#include "runtime/compiler/lower.h"

bool is_with_target(const Lower *l, const Node *target)
{
    const Binding *b = target->kind == NODE_IDENT ? binding_of(target) : NULL;

    if (l->with_depth == 0 || target->kind != NODE_IDENT)
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

/* ʃ1 ? ʃ1["x"] : x */
static void w_place(Lower *l, Node *target, int object)
{
    w_temp(l, object);
    w(l, "?");
    w_temp(l, object);
    w(l, "[");
    w_quoted(l, target->atom->text);
    w(l, "]:");
    w_str(l, ident_name(l, target));
}

/* ʃ1 ? ʃ1["x"] = ʃ2 : x = ʃ2 */
static void w_write(Lower *l, Node *target, int object, int value)
{
    w_temp(l, object);
    w(l, "?");
    w_temp(l, object);
    w(l, "[");
    w_quoted(l, target->atom->text);
    w(l, "]=");
    w_temp(l, value);
    w_fmt(l, ":" STR_FMT "=", STR_ARG(ident_name(l, target)));
    w_temp(l, value);
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
