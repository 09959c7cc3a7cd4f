/* lower_call.c: calls, new, spread, optional chains, templates.
 *
 *     f(...a, b)       f.apply(void 0, ʃsp(null, a, [b]))
 *     o.m(...a)        o.m.apply(o, ʃsp(null, a))
 *     a?.b.c(d)        ((ʃ1 = a) == null ? void 0 : ʃ1.b.c(d))
 *     `a${b}`          ʃT("a", b)
 *     tag`a${b}`       tag(ʃs1 || (ʃs1 = ʃtpl(["a", ""], ["a", ""])), b)
 */
#include "runtime/compiler/lower.h"

bool has_spread(const Node *list)
{
    for (; list != NULL; list = list->next) {
        if (list->kind == NODE_SPREAD)
            return true;
    }
    return false;
}

/* ---- Arguments ---- */

static void w_list(Lower *l, Node *list)
{
    for (Node *n = list; n != NULL; n = n->next) {
        if (n != list)
            w(l, ",");
        emit_arg(l, n);
    }
}

static void w_arguments(Lower *l, Node *list)
{
    w(l, "(");
    w_list(l, list);
    w(l, ")");
}

/* What the list's first ... stands before. */
static const Node *first_spread(const Node *list)
{
    while (list->kind != NODE_SPREAD)
        list = list->next;
    return list->a;
}

/* ʃsp(array, iterable, array, iterable, …): null for no array. */
static void w_spread_array(Lower *l, Node *list)
{
    Node *n = list;

    /* Messages find the others from there. */
    place_at(l, first_spread(list)->start);
    w(l, P "sp(");
    while (n != NULL) {
        bool first = true;

        if (n != list)
            w(l, ",");
        if (n->kind == NODE_SPREAD) {
            w(l, "null");
        } else {
            w(l, "[");
            for (; n != NULL && n->kind != NODE_SPREAD; n = n->next) {
                w(l, first ? "" : ",");
                first = false;
                if (n->kind != NODE_HOLE)
                    emit_arg(l, n);
                else if (n->next == NULL || n->next->kind == NODE_SPREAD)
                    w(l, ",");
            }
            w(l, "]");
        }
        if (n == NULL)
            break;
        w(l, ",");
        emit_arg(l, n->a);
        n = n->next;
    }
    w(l, ")");
}

void emit_array(Lower *l, Node *n)
{
    if (has_spread(n->list)) {
        copy_to(l, n->start);
        w_spread_array(l, n->list);
        skip_to(l, n->end);
        return;
    }
    for (Node *e = n->list; e != NULL; e = e->next)
        emit(l, e);
}

/* The arguments of a call, a spread among them, as an array that nobody else gets to see.
 */
void w_spread_list(Lower *l, Node *list)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    if (list->kind != NODE_SPREAD || list->next != NULL) {
        w_spread_array(l, list);
        return;
    }
    place_at(l, list->a->start);
    w(l, P "arr(");
    emit_arg(l, list->a);
    w(l, ",-1)");
}

/* ---- Calls ---- */

/* A trailing comma, which ES5 doesn't take, between the last argument and the end. */
static void drop_trailing_comma(Lower *l, const Node *n)
{
    const Node *last = n->list;

    if (last == NULL)
        return;
    while (last->next != NULL)
        last = last->next;
    if (memchr(l->text + last->end, ',', n->end - last->end) == NULL)
        return;
    copy_to(l, last->end);
    w(l, ")");
    skip_to(l, n->end);
}

static bool is_member(const Node *n)
{
    return n->kind == NODE_MEMBER || n->kind == NODE_INDEX ||
           n->kind == NODE_PRIVATE_MEMBER;
}

/* Writes the callee; *self becomes what is its `this`, NULL for none. */
static void w_callee(Lower *l, Node *callee, Node **self)
{
    Node *m = strip_parens(callee);

    *self = NULL;
    if (!is_member(m) || m->a->kind == NODE_SUPER) {
        emit_arg(l, callee);
        if (is_member(m))
            *self = m->a;
        return;
    }
    if (is_stable(l, m->a)) {
        *self = m->a;
        emit_arg(l, m);
        return;
    }
    {
        int t = temp_new(l);

        w(l, "(");
        w_temp(l, t);
        w(l, "=");
        emit_arg(l, m->a);
        w(l, ")");
        *self = temp_node(l, t, m->a);
    }
    if (m->kind == NODE_MEMBER) {
        w_dot_name(l, m->atom->text);
    } else if (m->kind == NODE_INDEX) {
        w(l, "[");
        emit_arg(l, m->b);
        w(l, "]");
    } else {
        w(l, "[");
        w_str(l, find_private(l, m, m->atom)->key);
        w(l, "]");
    }
    skip_to(l, m->end);
}

static void w_self(Lower *l, Node *self)
{
    if (self == NULL)
        w(l, "void 0");
    else if (self->kind == NODE_SUPER)
        w_this(l, NULL);
    else {
        uint32_t back = l->at;

        emit_at(l, self);
        move_to(l, back);
    }
}

static void emit_spread_call(Lower *l, Node *n)
{
    int mark = l->fn->temps;
    Node *self;

    copy_to(l, n->start);
    w_callee(l, n->a, &self);
    place_callee(l, n->a);
    w(l, ".apply(");
    w_self(l, self);
    w(l, ",");
    w_spread_list(l, n->list);
    w(l, ")");
    skip_to(l, n->end);
    l->fn->temps = mark;
}

/* f.call(this, …), for a function and its this in temporaries. */
static void emit_call_with_this(Lower *l, Node *n)
{
    emit(l, n->a);
    skip_to(l, n->a->end);
    place_callee(l, n->a);
    w(l, has_spread(n->list) ? ".apply(" : ".call(");
    w_self(l, n->b);
    if (has_spread(n->list)) {
        w(l, ",");
        w_spread_list(l, n->list);
    } else if (n->list != NULL) {
        w(l, ",");
        w_list(l, n->list);
    }
    w(l, ")");
    skip_to(l, n->end);
}

static void emit_super_method_call(Lower *l, Node *n)
{
    copy_to(l, n->start);
    emit_at(l, n->a);
    place_callee(l, n->a);
    w(l, ".call(");
    w_this(l, NULL);
    if (n->list != NULL) {
        w(l, ",");
        w_list(l, n->list);
    }
    w(l, ")");
    skip_to(l, n->end);
}

static void emit_private_call(Lower *l, Node *n)
{
    emit(l, n->a->a);
    copy_to(l, n->a->a->end);
    w(l, "[");
    w_str(l, find_private(l, n->a, n->a->atom)->key);
    w(l, "]");
    skip_to(l, n->a->end);
    place_at(l, place_arguments(l, n));
    w_arguments(l, n->list);
    skip_to(l, n->end);
}

/* (a?.b)(…): the chain's object is the call's this. */
static Node *innermost_optional(Node *n);

static bool is_chain_in_parens(Node *callee)
{
    Node *m = callee;

    if (callee->kind != NODE_PAREN)
        return false;
    while (m->kind == NODE_PAREN)
        m = m->a;
    return m->kind == NODE_CHAIN && is_member(m->a) &&
           innermost_optional(m->a->a) == NULL;
}

/* The chain, whose last object is kept in the temporary t. */
static void emit_chain_keeping(Lower *l, Node *chain, int t)
{
    Node *assign = arena_new(l->arena, Node), *m = chain->a;

    assign->kind = NODE_TEMP_SET;
    assign->start = m->a->start;
    assign->end = m->a->end;
    assign->a = m->a;
    assign->number = t;
    m->a = assign;
    emit_at(l, chain);
}

static void emit_chain_call(Lower *l, Node *n)
{
    int mark = l->fn->temps, t = temp_new(l), f = temp_new(l);

    copy_to(l, n->start);
    w(l, "(");
    w_temp(l, f);
    w(l, "=");
    emit_chain_keeping(l, strip_parens(n->a), t);
    w(l, ").call(");
    w_temp(l, t);
    if (n->list != NULL) {
        w(l, ",");
        w_list(l, n->list);
    }
    w(l, ")");
    skip_to(l, n->end);
    l->fn->temps = mark;
}

void emit_call(Lower *l, Node *n)
{
    Node *callee = n->a;

    if (callee->kind == NODE_SUPER) {
        emit_super_call(l, n);
        return;
    }
    if (n->b != NULL) {
        emit_call_with_this(l, n);
        return;
    }
    if (is_chain_in_parens(callee) && !has_spread(n->list)) {
        emit_chain_call(l, n);
        return;
    }
    if (callee->kind == NODE_IDENT && callee->atom->id == ATOM_eval && n->list != NULL &&
        binding_of(callee) == NULL && !(n->flags & NF_DELEGATE) && !has_spread(n->list)) {
        emit_direct_eval(l, n);
        return;
    }
    if (has_spread(n->list)) {
        emit_spread_call(l, n);
        return;
    }
    if (is_member(callee) && callee->a->kind == NODE_SUPER) {
        emit_super_method_call(l, n);
        return;
    }
    if (callee->kind == NODE_PRIVATE_MEMBER && !(n->flags & NF_DELEGATE)) {
        emit_private_call(l, n);
        return;
    }
    if (callee->kind == NODE_IDENT && binding_of(callee) != NULL &&
        binding_of(callee)->is_member) {
        copy_to(l, n->start);
        w(l, "(0,");
        emit_at(l, callee);
        w(l, ")");
        if (!(n->flags & NF_DELEGATE)) {
            copy_to(l, place_arguments(l, n));
            place_callee(l, callee);
            w(l, "(");
            skip_to(l, l->at + 1);
        }
    } else {
        emit(l, callee);
    }
    if (n->flags & NF_DELEGATE) {
        copy_to(l, callee->end);
        w_arguments(l, n->list);
        skip_to(l, n->end);
        return;
    }
    for (Node *a = n->list; a != NULL; a = a->next)
        emit(l, a);
    drop_trailing_comma(l, n);
}

/* What `new` takes as its constructor without parentheses. */
static bool is_plain_constructor(const Node *n)
{
    while (n->kind == NODE_MEMBER || n->kind == NODE_INDEX)
        n = n->a;
    return n->kind == NODE_PAREN || (n->kind == NODE_IDENT && !(n->flags & NF_EARLY)) ||
           (n->kind == NODE_FUNCTION && !(n->flags & (NF_ASYNC | NF_GENERATOR)));
}

void emit_new(Lower *l, Node *n)
{
    if (has_spread(n->list)) {
        copy_to(l, n->start);
        w(l, P "new(");
        emit_arg(l, n->a);
        w(l, ",");
        w_spread_list(l, n->list);
        w(l, ")");
        skip_to(l, n->end);
        return;
    }
    if (is_plain_constructor(n->a)) {
        emit(l, n->a);
    } else {
        copy_to(l, n->a->start);
        w(l, "(");
        emit_at(l, n->a);
        w(l, ")");
    }
    for (Node *a = n->list; a != NULL; a = a->next)
        emit(l, a);
    drop_trailing_comma(l, n);
}

/* ---- Optional chains ---- */

/* The innermost link with ?. of the chain that ends with n; NULL if there is none. */
static Node *innermost_optional(Node *n)
{
    Node *found = NULL;

    while (is_member(n) || n->kind == NODE_CALL) {
        if (n->flags & NF_OPTIONAL)
            found = n;
        n = n->a;
    }
    return found;
}

/* The callee of an optional call, and its this: a.b?.() */
static void w_optional_callee(Lower *l, Node *link)
{
    int t = temp_new(l);
    Node *self;

    w(l, "((");
    w_temp(l, t);
    w(l, "=");
    w_callee(l, link->a, &self);
    w(l, ")==null?");
    link->a = temp_node(l, t, link->a);
    link->b = self;
}

/* (a?.b)?.() */
static void w_optional_chain(Lower *l, Node *link)
{
    int f = temp_new(l), t = temp_new(l);
    Node *chain = strip_parens(link->a);

    w(l, "((");
    w_temp(l, f);
    w(l, "=");
    emit_chain_keeping(l, chain, t);
    w(l, ")==null?");
    link->b = temp_node(l, t, link->a);
    link->a = temp_node(l, f, link->a);
}

static void emit_chain_part(Lower *l, Node *top, const char *otherwise, bool delete)
{
    Node *link = innermost_optional(top), *base;

    if (link == NULL) {
        if (delete)
            w(l, "delete ");
        emit_at(l, top);
        return;
    }
    link->flags = (link->flags & ~(uint32_t)NF_OPTIONAL) | NF_DELEGATE;
    base = link->a;
    if (link->kind == NODE_CALL && is_member(strip_parens(base))) {
        w_optional_callee(l, link);
        skip_to(l, base->end);
    } else if (link->kind == NODE_CALL && is_chain_in_parens(base)) {
        w_optional_chain(l, link);
        skip_to(l, base->end);
    } else if (is_stable(l, base)) {
        w(l, "(");
        emit_arg(l, base);
        w(l, "==null?");
    } else {
        int t = temp_new(l);

        w(l, "((");
        w_temp(l, t);
        w(l, "=");
        emit_arg(l, base);
        w(l, ")==null?");
        link->a = temp_node(l, t, base);
    }
    w(l, otherwise);
    w(l, ":");
    emit_chain_part(l, top, otherwise, delete);
    w(l, ")");
}

void emit_chain(Lower *l, Node *n)
{
    int mark = l->fn->temps;

    copy_to(l, n->start);
    emit_chain_part(l, n->a, "void 0", false);
    skip_to(l, n->end);
    l->fn->temps = mark;
}

void emit_delete_chain(Lower *l, Node *n)
{
    int mark = l->fn->temps;
    Node *chain = strip_parens(n->a);

    copy_to(l, n->start);
    move_to(l, chain->start);
    emit_chain_part(l, chain->a, "true", true);
    skip_to(l, n->end);
    l->fn->temps = mark;
}

/* ---- Templates ---- */

void emit_template(Lower *l, Node *n)
{
    const char *before = "";

    copy_to(l, n->start);
    if (n->list->next == NULL) {
        w_quoted(l, n->list->str);
        skip_to(l, n->end);
        return;
    }
    w(l, P "T(");
    for (Node *c = n->list; c != NULL; c = c->next) {
        if (c->kind == NODE_TEMPLATE_CHUNK) {
            if (c->str.len == 0 && c != n->list)
                continue;
            w(l, before);
            w_quoted(l, c->str);
        } else {
            w(l, before);
            emit_arg(l, c);
        }
        before = ",";
    }
    w(l, ")");
    skip_to(l, n->end);
}

static void w_strings(Lower *l, const Node *t, bool raw)
{
    const char *before = "[";

    for (const Node *c = t->list; c != NULL; c = c->next) {
        if (c->kind != NODE_TEMPLATE_CHUNK)
            continue;
        w(l, before);
        if (!raw && c->flags & NF_BAD_ESCAPE)
            w(l, "void 0");
        else
            w_quoted(l, raw ? c->raw_str : c->str);
        before = ",";
    }
    w(l, "]");
}

void emit_tagged(Lower *l, Node *n)
{
    Fn *f = l->fn, *top = f;
    Str site;

    while (top->outer != NULL)
        top = top->outer;
    l->fn = top;
    site = fresh_var(l, "s");
    l->fn = f;
    if (n->a->kind == NODE_PRIVATE_MEMBER) {
        emit(l, n->a->a);
        copy_to(l, n->a->a->end);
        w(l, "[");
        w_str(l, find_private(l, n->a, n->a->atom)->key);
        w(l, "]");
    } else if (is_member(n->a) && n->a->a->kind == NODE_SUPER) {
        emit(l, n->a);
        copy_to(l, n->a->end);
        w(l, ".bind(");
        w_this(l, NULL);
        w(l, ")");
    } else {
        emit(l, n->a);
        copy_to(l, n->a->end);
    }
    w_fmt(l, "(" STR_FMT "||(" STR_FMT "=" P "tpl(", STR_ARG(site), STR_ARG(site));
    w_strings(l, n->b, false);
    w(l, ",");
    w_strings(l, n->b, true);
    w(l, "))");
    for (Node *c = n->b->list; c != NULL; c = c->next) {
        if (c->kind == NODE_TEMPLATE_CHUNK)
            continue;
        w(l, ",");
        emit_arg(l, c);
    }
    w(l, ")");
    skip_to(l, n->end);
}
