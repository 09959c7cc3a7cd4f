/* lower_pattern.c: destructuring.
 *
 *     var { a, b: { c = 1 }, ...r } = x    var a = x.a, ʃ1 = x.b,
 *                                          c = (ʃ2 = ʃ1.c) === void 0 ? 1 : ʃ2,
 *                                          r = ʃrest(x, ["a", "b"])
 *     [a, , ...b] = y                      ʃ1 = y, ʃ2 = ʃarr(ʃ1, -1), a = ʃ2[0],
 *                                          b = ʃsl(ʃ2, 2)
 *
 * ʃarr gives arrays whose iteration nobody changed as they are, and else the values that
 * the iterator gave, as many as are wanted. That they are taken before the first is used
 * shows only where targets or defaults run something: see lower_steps.c for these. */
#include "runtime/compiler/lower.h"

bool is_pattern(const Node *n)
{
    return n->kind == NODE_ARRAY_PATTERN || n->kind == NODE_OBJECT_PATTERN;
}

void w_pattern_comma(Lower *l, PatternOut *o)
{
    if (!o->first)
        w(l, ",");
    o->first = false;
}

/* ---- One target ---- */

/* Where a value comes from: text before and behind an optional computed key. */
typedef struct {
    Str from;
    Node *key;         /* written as from.key or from[key]; NULL: `text` is all */
    const Node *owner; /* of the key */
    Str text;
} Source1;

static void w_source(Lower *l, const Source1 *s)
{
    if (s->key == NULL) {
        w_str(l, s->text);
        return;
    }
    w_str(l, s->from);
    if (!(s->owner->flags & NF_COMPUTED) && s->key->kind == NODE_IDENT) {
        place_at(l, s->key->start);
        w_dot_name(l, s->key->atom->text);
        return;
    }
    if (!(s->owner->flags & NF_COMPUTED))
        place_at(l, s->key->start);
    w(l, "[");
    w_key(l, s->owner, s->key);
    if (!(s->owner->flags & NF_COMPUTED))
        place_at(l, s->key->start);
    w(l, "]");
}

/* source, or the default where it is undefined. */
static void w_value(Lower *l, const Source1 *s, Node *def, const Node *target)
{
    int mark = l->fn->temps, t;

    if (def == NULL) {
        w_source(l, s);
        return;
    }
    t = temp_new(l);
    w(l, "(");
    w_temp(l, t);
    w(l, "=");
    w_source(l, s);
    w(l, ")===void 0?");
    if (is_anonymous_function(def) && target->kind == NODE_IDENT)
        l->infer = target->atom->text;
    move_to(l, def->start);
    sync(l);
    emit_at(l, def);
    l->infer = (Str){ 0 };
    w(l, ":");
    w_temp(l, t);
    l->fn->temps = mark;
}

bool w_assign_check(Lower *l, Node *ident)
{
    if (!is_const_target(ident))
        return false;
    w(l, P "const(");
    w_quoted(l, ident->atom->text);
    w(l, ")");
    return true;
}

static void emit_name_target(Lower *l, Node *target, const Source1 *s, Node *def,
                             PatternOut *o)
{
    w_pattern_comma(l, o);
    if (o->lexical) {
        w(l, P "let(");
        w_quoted(l, target->atom->text);
        w(l, ",");
        w_value(l, s, def, target);
        w(l, o->is_const ? ",1)" : ")");
        return;
    }
    if (!o->declare && is_const_target(target) && target->binding != NULL &&
        target != target->binding->decl) {
        w(l, "(");
        w_value(l, s, def, target);
        w(l, ",");
        w_assign_check(l, target);
        w(l, ")");
        return;
    }
    if (!o->declare && w_early_check(l, target))
        w(l, ",");
    w_str(l, ident_name(l, target));
    w(l, "=");
    w_value(l, s, def, target);
}

static Node *part_into_temp(Lower *l, Node *n, PatternOut *o)
{
    int t = temp_new(l);

    w_pattern_comma(l, o);
    w_temp(l, t);
    w(l, "=");
    emit_arg(l, n);
    return temp_node(l, t, n);
}

/* The object and key of a[b] are evaluated before the value: a copy of the target that
 * has them in temporaries. */
static Node *evaluate_place(Lower *l, Node *target, PatternOut *o)
{
    bool index = target->kind == NODE_INDEX;
    Node *copy;

    if ((!index && target->kind != NODE_MEMBER) || target->a->kind == NODE_SUPER)
        return target;
    if (is_stable(l, target->a) &&
        (!index || target->b->kind == NODE_NUMBER || target->b->kind == NODE_STRING))
        return target;
    copy = arena_new(l->arena, Node);
    memcpy(copy, target, node_size(target->kind));
    copy->next = NULL;
    copy->plain = PLAIN_NOT;
    if (!is_stable(l, target->a))
        copy->a = part_into_temp(l, target->a, o);
    if (index && target->b->kind != NODE_NUMBER && target->b->kind != NODE_STRING)
        copy->b = part_into_temp(l, target->b, o);
    copy->start = copy->a->start;
    copy->flags |= index ? NF_DELEGATE : 0;
    return copy;
}

/* a.b, a[b], a.#b, super.b: through a temporary. */
static void emit_member_target(Lower *l, Node *target, const Source1 *s, Node *def,
                               PatternOut *o)
{
    int mark = l->fn->temps, t;
    Node *assign = arena_new(l->arena, Node);

    target = evaluate_place(l, target, o);
    t = temp_new(l);
    w_pattern_comma(l, o);
    w_temp(l, t);
    w(l, "=");
    w_value(l, s, def, target);
    w(l, ",");
    assign->kind = NODE_ASSIGN;
    assign->op = TOKEN_ASSIGN;
    assign->start = target->start;
    assign->end = target->end;
    assign->a = target;
    assign->b = temp_node(l, t, target);
    move_to(l, target->start);
    emit_assign(l, assign);
    l->fn->temps = mark;
}

static void emit_target(Lower *l, Node *n, const Source1 *s, PatternOut *o)
{
    Node *def = n->kind == NODE_DEFAULT ? n->b : NULL, *target = def != NULL ? n->a : n;
    int t;

    target = strip_parens(target);
    if (target->kind == NODE_IDENT) {
        emit_name_target(l, target, s, def, o);
        return;
    }
    if (!is_pattern(target)) {
        emit_member_target(l, target, s, def, o);
        return;
    }
    t = temp_new(l);
    w_pattern_comma(l, o);
    w_temp(l, t);
    w(l, "=");
    w_value(l, s, def, target);
    emit_pattern(l, target, temp_name(l, t), o);
}

/* ---- Object patterns ---- */

static void w_excluded(Lower *l, const Node *pattern, const Str *computed)
{
    int i = 0, n = 0;

    w(l, "[");
    for (const Node *p = pattern->list; p->kind != NODE_REST; p = p->next, i++) {
        w(l, n++ > 0 ? "," : "");
        if ((p->flags & NF_COMPUTED) && computed != NULL)
            w_str(l, computed[i]);
        else
            w_quoted(l, key_name(l, p, p->a));
    }
    w(l, "]");
}

static bool has_rest(const Node *pattern)
{
    for (const Node *p = pattern->list; p != NULL; p = p->next) {
        if (p->kind == NODE_REST)
            return true;
    }
    return false;
}

static size_t count(const Node *list)
{
    size_t n = 0;

    for (; list != NULL; list = list->next)
        n++;
    return n;
}

static void emit_object_pattern(Lower *l, Node *pattern, Str from, PatternOut *o)
{
    bool rest = has_rest(pattern);
    Str *computed = rest ? arena_array(l->arena, Str, count(pattern->list)) : NULL;
    int i = 0;

    if (pattern->list == NULL || pattern->list->kind == NODE_REST ||
        pattern->list->flags & NF_COMPUTED) {
        int t = temp_new(l);

        w_pattern_comma(l, o);
        place_at(l, pattern->start);
        w_temp(l, t);
        w_fmt(l, "=" P "ro(" STR_FMT ")", STR_ARG(from));
    }
    for (Node *p = pattern->list; p != NULL; p = p->next, i++) {
        Source1 s = { .from = from };
        int mark = l->fn->temps;

        if (p->kind == NODE_REST) {
            s.text = STR(P "v");
            w_pattern_comma(l, o);
            {
                int t = temp_new(l);

                w_temp(l, t);
                w_fmt(l, "=" P "or(" STR_FMT ",", STR_ARG(from));
                w_excluded(l, pattern, computed);
                w(l, ")");
                s.text = temp_name(l, t);
            }
            emit_target(l, p->a, &s, o);
            continue;
        }
        if (rest && p->flags & NF_COMPUTED) {
            int t = temp_new(l);

            w_pattern_comma(l, o);
            w_temp(l, t);
            w(l, "=" P "k(");
            w_key(l, p, p->a);
            w(l, ")");
            computed[i] = temp_name(l, t);
            s.text = arena_strf(l->arena, STR_FMT "[" STR_FMT "]", STR_ARG(from),
                                STR_ARG(computed[i]));
            emit_target(l, p->b, &s, o);
            continue;
        }
        s.key = p->a;
        s.owner = p;
        emit_target(l, p->b, &s, o);
        if (!is_pattern(strip_parens(p->b->kind == NODE_DEFAULT ? p->b->a : p->b)))
            l->fn->temps = mark;
    }
}

/* ---- Array patterns ---- */

/* The values one by one: lower_steps.c. */
static void emit_steps(Lower *l, Node *pattern, Str from, PatternOut *o)
{
    Steps steps = steps_open(l, from, o);
    int i = 0;

    for (Node *e = pattern->list; e != NULL; e = e->next, i++) {
        bool rest = e->kind == NODE_REST;
        Node *target = rest ? e->a : e;
        Source1 s = { 0 };
        int mark = l->fn->temps;

        if (e->kind == NODE_HOLE) {
            steps_skip(l, &steps, o);
            continue;
        }
        s.text = rest ? steps_rest(l, &steps, i) : steps_next(l, &steps, i);
        emit_target(l, target, &s, o);
        if (!is_pattern(strip_parens(target->kind == NODE_DEFAULT ? target->a : target)))
            l->fn->temps = mark;
    }
    steps_close(l, &steps, o);
}

static void emit_array_pattern(Lower *l, Node *pattern, Str from, PatternOut *o)
{
    const Node *value = o->value;
    int t, i = 0, n = 0;
    Str array;

    if (emits_steps(l, pattern)) {
        emit_steps(l, pattern, from, o);
        return;
    }
    t = temp_new(l);
    array = temp_name(l, t);
    for (Node *e = pattern->list; e != NULL; e = e->next)
        n = e->kind == NODE_REST ? -1 : n + 1;
    w_pattern_comma(l, o);
    if (value != NULL)
        place_at(l, value->start);
    o->value = NULL;
    w_fmt(l, STR_FMT "=" P "arr(" STR_FMT ",%d)", STR_ARG(array), STR_ARG(from), n);
    if (value != NULL)
        place_at(l, value->end);
    for (Node *e = pattern->list; e != NULL; e = e->next, i++) {
        Source1 s = { 0 };
        int mark = l->fn->temps;
        Node *target = e;

        if (e->kind == NODE_HOLE)
            continue;
        if (e->kind == NODE_REST) {
            s.text = arena_strf(l->arena, P "sl(" STR_FMT ",%d)", STR_ARG(array), i);
            target = e->a;
        } else {
            s.text = arena_strf(l->arena, STR_FMT "[%d]", STR_ARG(array), i);
        }
        emit_target(l, target, &s, o);
        if (!is_pattern(strip_parens(target->kind == NODE_DEFAULT ? target->a : target)))
            l->fn->temps = mark;
    }
}

void emit_pattern(Lower *l, Node *pattern, Str from, PatternOut *o)
{
    if (pattern->kind == NODE_OBJECT_PATTERN) {
        o->value = NULL;
        emit_object_pattern(l, pattern, from, o);
    } else {
        emit_array_pattern(l, pattern, from, o);
    }
}

/* ---- Assignments ---- */

/* [a, b] = [b, a] makes no array. */
static bool is_swap(const Node *n)
{
    const Node *v, *t;

    if (n->a->kind != NODE_ARRAY_PATTERN || n->b->kind != NODE_ARRAY)
        return false;
    for (v = n->b->list, t = n->a->list; t != NULL && v != NULL;
         t = t->next, v = v->next) {
        if (v->kind == NODE_HOLE || v->kind == NODE_SPREAD || t->kind == NODE_HOLE ||
            t->kind == NODE_REST || t->kind == NODE_DEFAULT || is_pattern(t))
            return false;
    }
    return t == NULL && v == NULL && n->a->list != NULL;
}

static void emit_swap(Lower *l, Node *n)
{
    PatternOut o = { .first = true };
    int first = l->fn->temps, t;
    Node *target = n->a->list;

    for (Node *v = n->b->list; v != NULL; v = v->next) {
        t = temp_new(l);
        w_pattern_comma(l, &o);
        w_temp(l, t);
        w(l, "=");
        move_to(l, v->start);
        sync(l);
        emit_at(l, v);
    }
    t = l->fn->base + first;
    for (; target != NULL; target = target->next) {
        Source1 s = { .text = temp_name(l, ++t) };

        emit_target(l, target, &s, &o);
    }
    l->fn->temps = first;
    move_to(l, n->end);
}

void emit_pattern_assign(Lower *l, Node *n, bool used)
{
    PatternOut o = { 0 };
    int mark = l->fn->temps, t;

    copy_to(l, n->start);
    if (!used && is_swap(n)) {
        emit_swap(l, n);
        return;
    }
    t = temp_new(l);
    w(l, used ? "(" : "");
    w_temp(l, t);
    w(l, "=");
    move_to(l, n->b->start);
    emit_at(l, n->b);
    emit_pattern(l, n->a, temp_name(l, t), &o);
    if (used) {
        w(l, ",");
        w_temp(l, t);
        w(l, ")");
    }
    l->fn->temps = mark;
    move_to(l, n->end);
}
