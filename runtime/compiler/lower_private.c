/* lower_private.c: private names.
 *
 * A private name is a property under a hidden symbol, which no program can name or list:
 * private fields are properties of the object, methods and accessors of the prototype. Of
 * a class that is evaluated once the key is a constant, "ʃ#…", which the engine's
 * compiler turns into the symbol (engine/graft/template.c); else it is a variable.
 *
 *     this.#x        this[k]
 *     this.#x += 1   this[k] += 1
 *
 * An object that hasn't got it makes the engine throw (engine/graft/private.c), which
 * also knows that nobody inherits it. What only a setter, only a getter or a method
 * belongs to needs more. */
#include "runtime/compiler/lower.h"

/* ---- Keys ---- */

PrivateKey *find_private(Lower *l, const Node *at, const Atom *name)
{
    for (ClassInfo *c = l->cls; c != NULL; c = c->outer) {
        for (PrivateKey *k = c->keys; k != NULL; k = k->next) {
            if (k->name == name)
                return k;
        }
    }
    lower_fail(l, at,
               "Private field '#" STR_FMT "' must be declared in an enclosing class",
               STR_ARG(name->text));
}

static PrivateKey *declared(const ClassInfo *c, const Atom *name)
{
    for (PrivateKey *k = c->keys; k != NULL; k = k->next) {
        if (k->name == name)
            return k;
    }
    return NULL;
}

static bool is_evaluated_once(const Lower *l, const ClassInfo *c)
{
    const Scope *s = c->node->scope;

    return l->fn->outer == NULL && s->loop == NULL && l->options->goal != COMPILE_EVAL;
}

/* What engine/graft/private.c tells of it: of a method the class, too. */
static Str name_in_key(Lower *l, const ClassInfo *c, const Node *m)
{
    if (m->op == PROPERTY_FIELD)
        return m->a->atom->text;
    return arena_strf(l->arena, STR_FMT " %c" STR_FMT, STR_ARG(m->a->atom->text),
                      m->flags & NF_STATIC ? 's' : 'i', STR_ARG(c->name));
}

void declare_private_keys(Lower *l, ClassInfo *c)
{
    bool once = is_evaluated_once(l, c);

    for (Node *m = c->node->list; m != NULL; m = m->next) {
        PrivateKey *k;
        Str name;

        if (!node_is_private(m))
            continue;
        k = declared(c, m->a->atom);
        if (k == NULL) {
            k = arena_new(l->arena, PrivateKey);
            k->name = m->a->atom;
            k->kind = m->op;
            k->next = c->keys;
            c->keys = k;
            ++l->unique;
            name = name_in_key(l, c, m);
            if (once && l->text_hash == 0)
                l->text_hash = str_hash(l->source->text);
            if (once) {
                k->key = arena_strf(l->arena, "\"" P "#%llx_%u_" STR_FMT "\"",
                                    (unsigned long long)l->text_hash, l->unique,
                                    STR_ARG(name));
            } else {
                k->key = arena_strf(l->arena, P "q%u", l->unique);
                declare_here(l, k->key);
                w_fmt(l, STR_FMT "=" P "pk(", STR_ARG(k->key));
                w_quoted(l, name);
                w(l, "),");
            }
        }
        k->getter = k->getter || m->op == PROPERTY_GET;
        k->setter = k->setter || m->op == PROPERTY_SET;
    }
}

/* ---- Reading ---- */

/* The object, evaluated once: gives the node to write again. */
static Node *w_object(Lower *l, Node *object)
{
    int t;

    if (is_stable(l, object)) {
        emit_at(l, object);
        return object;
    }
    t = temp_new(l);
    w(l, "(");
    w_temp(l, t);
    w(l, "=");
    emit_at(l, object);
    w(l, ")");
    return temp_node(l, t, object);
}

static void w_again(Lower *l, Node *object)
{
    uint32_t back = l->at;

    emit_at(l, object);
    move_to(l, back);
}

/* Writes the reading, for an object not yet written; gives it back to be written again.
 */
static Node *w_read(Lower *l, Node *n, const PrivateKey *k)
{
    Node *object;

    if (k->setter && !k->getter) {
        w(l, "(");
        move_to(l, n->a->start);
        object = w_object(l, n->a);
        w_fmt(l, "[" STR_FMT "]," P "pa(", STR_ARG(k->key));
        w_quoted(l, k->name->text);
        w(l, "))");
        return object;
    }
    move_to(l, n->a->start);
    object = w_object(l, n->a);
    w_fmt(l, "[" STR_FMT "]", STR_ARG(k->key));
    return object;
}

void emit_private_read(Lower *l, Node *n)
{
    const PrivateKey *k = find_private(l, n, n->atom);
    int mark = l->fn->temps;

    if (l->at < n->start)
        copy_to(l, n->start);
    w_read(l, n, k);
    skip_to(l, n->end);
    l->fn->temps = mark;
}

void emit_private_in(Lower *l, Node *n)
{
    const PrivateKey *k = find_private(l, n->a, n->a->atom);

    w_fmt(l, P "pi(" STR_FMT ",", STR_ARG(k->key));
    emit_arg(l, n->b);
    w(l, ")");
    skip_to(l, n->end);
}

/* ---- Writing ---- */

static bool is_writable(const PrivateKey *k)
{
    return k->kind == PROPERTY_FIELD || k->setter;
}

static void w_refusal(Lower *l, Node *object, const PrivateKey *k)
{
    w_fmt(l, P "pm(%d,", k->kind == PROPERTY_METHOD);
    w_quoted(l, k->name->text);
    w_fmt(l, "," STR_FMT ",", STR_ARG(k->key));
    w_again(l, object);
    w(l, ")");
}

static void w_place(Lower *l, Node *object, const PrivateKey *k)
{
    w_again(l, object);
    w_fmt(l, "[" STR_FMT "]=", STR_ARG(k->key));
}

static void emit_plain_private_assign(Lower *l, Node *n, Node *target,
                                      const PrivateKey *k)
{
    if (!is_writable(k)) {
        Node *object;

        w(l, "(");
        object = w_object(l, target->a);
        w(l, ",");
        emit_arg(l, n->b);
        w(l, ",");
        w_refusal(l, object, k);
        w(l, ")");
        return;
    }
    emit_at(l, target->a);
    w_fmt(l, "[" STR_FMT "]=", STR_ARG(k->key));
    if (n->b->kind == NODE_TEMP)
        emit(l, n->b);
    else
        emit_arg(l, n->b);
}

static const char *operator_of(int op)
{
    switch (op) {
    case TOKEN_OR_ASSIGN: return "|";
    case TOKEN_XOR_ASSIGN: return "^";
    case TOKEN_AND_ASSIGN: return "&";
    case TOKEN_SHL_ASSIGN: return "<<";
    case TOKEN_SAR_ASSIGN: return ">>";
    case TOKEN_SHR_ASSIGN: return ">>>";
    case TOKEN_PLUS_ASSIGN: return "+";
    case TOKEN_MINUS_ASSIGN: return "-";
    case TOKEN_STAR_ASSIGN: return "*";
    case TOKEN_SLASH_ASSIGN: return "/";
    case TOKEN_PERCENT_ASSIGN: return "%";
    default: return NULL;
    }
}

static void w_new_value(Lower *l, Node *n, Node *object, const PrivateKey *k)
{
    if (!is_writable(k)) {
        emit_arg(l, n->b);
        w(l, ",");
        w_refusal(l, object, k);
        return;
    }
    w_place(l, object, k);
    emit_arg(l, n->b);
}

static void emit_logical_private_assign(Lower *l, Node *n, Node *target,
                                        const PrivateKey *k)
{
    int t = 0;
    Node *object;

    w(l, "(");
    if (n->op == TOKEN_NULLISH_ASSIGN) {
        t = temp_new(l);
        w(l, "(");
        w_temp(l, t);
        w(l, "=");
    }
    object = w_read(l, target, k);
    if (t) {
        w(l, ")!=null?");
        w_temp(l, t);
        w(l, ":(");
    } else {
        w(l, n->op == TOKEN_OR_OR_ASSIGN ? "||(" : "&&(");
    }
    w_new_value(l, n, object, k);
    w(l, "))");
}

/* Can it be read and written as any property? */
static bool is_plain(const PrivateKey *k)
{
    return k->kind == PROPERTY_FIELD || (k->getter && k->setter);
}

static void w_plain_place(Lower *l, Node *target, const PrivateKey *k)
{
    move_to(l, target->a->start);
    emit_at(l, target->a);
    w_fmt(l, "[" STR_FMT "]", STR_ARG(k->key));
}

static void emit_compound_private_assign(Lower *l, Node *n, Node *target,
                                         const PrivateKey *k)
{
    int t = temp_new(l);
    bool pow = n->op == TOKEN_STAR_STAR_ASSIGN;
    Node *object;

    w(l, "(");
    if (!pow && is_plain(k)) {
        w_plain_place(l, target, k);
        w_fmt(l, "%s=", operator_of(n->op));
        emit_arg(l, n->b);
        w(l, ")");
        return;
    }
    w_temp(l, t);
    w(l, "=");
    object = w_read(l, target, k);
    w(l, ",");
    if (is_writable(k))
        w_place(l, object, k);
    w(l, pow ? P "pow(" : "(");
    w_temp(l, t);
    w(l, pow ? "," : operator_of(n->op));
    w(l, "(");
    emit_arg(l, n->b);
    w(l, "))");
    if (!is_writable(k)) {
        w(l, ",");
        w_refusal(l, object, k);
    }
    w(l, ")");
}

void emit_private_assign(Lower *l, Node *n)
{
    Node *target = strip_parens(n->a);
    const PrivateKey *k = find_private(l, target, target->atom);
    int mark = l->fn->temps;
    uint32_t end = n->end;

    if (n->op == TOKEN_ASSIGN)
        emit_plain_private_assign(l, n, target, k);
    else if (n->op == TOKEN_OR_OR_ASSIGN || n->op == TOKEN_AND_AND_ASSIGN ||
             n->op == TOKEN_NULLISH_ASSIGN)
        emit_logical_private_assign(l, n, target, k);
    else
        emit_compound_private_assign(l, n, target, k);
    move_to(l, end);
    l->fn->temps = mark;
}

void emit_private_update(Lower *l, Node *n)
{
    Node *target = strip_parens(n->a), *object;
    const PrivateKey *k = find_private(l, target, target->atom);
    int mark = l->fn->temps, t = temp_new(l);
    bool up = n->op == TOKEN_PLUS_PLUS, prefix = n->flags & NF_PREFIX;
    const char *step = up ? P "inc(" : P "dec(";

    w(l, "(");
    if (is_plain(k)) {
        w(l, prefix ? (up ? "++" : "--") : "");
        w_plain_place(l, target, k);
        w(l, prefix ? "" : up ? "++" : "--");
        w(l, ")");
        move_to(l, n->end);
        l->fn->temps = mark;
        return;
    }
    w_temp(l, t);
    w(l, "=" P "num(");
    object = w_read(l, target, k);
    w(l, "),");
    if (is_writable(k)) {
        w_place(l, object, k);
        w(l, step);
        w_temp(l, t);
        w(l, ")");
    } else {
        w_refusal(l, object, k);
    }
    if (!prefix) {
        w(l, ",");
        w_temp(l, t);
    }
    w(l, ")");
    move_to(l, n->end);
    l->fn->temps = mark;
}
