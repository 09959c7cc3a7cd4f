/* scope_resolve.c: the second walk: which binding each name in use means, and what that
 * says about the binding; then names for what blocks declare, which in the lowered text
 * are variables of the function. */
#include "runtime/compiler/scope_private.h"

/* ---- Entering and leaving ---- */

static Scope *enter(Scopes *s, Scope *c)
{
    Scope *outer = s->current;

    if (c == NULL)
        return outer;
    for (Binding *b = c->first; b != NULL; b = b->next) {
        if (b->atom == NULL)
            continue;
        b->shadowed = b->atom->meaning;
        b->atom->meaning = b;
    }
    s->current = c;
    return outer;
}

static void leave(Scopes *s, Scope *outer)
{
    if (s->current == outer)
        return;
    for (Binding *b = s->current->first; b != NULL; b = b->next) {
        if (b->atom != NULL && b->init == NULL)
            b->atom->meaning = b->shadowed;
    }
    s->current = outer;
}

/* ---- A name in use ---- */

/* Stands for a global variable in the table of what functions mean from outside. */
static Binding global_meaning;

/* Every function between the use and the binding means it by this name. */
static void pass_through(Scopes *s, const Atom *atom, Binding *b)
{
    Scope *stop = b != NULL ? b->scope->function : NULL;

    for (Scope *f = s->current->function; f != NULL && f != stop;
         f = f->outer != NULL ? f->outer->function : NULL) {
        ScopeEntry *e = scope_entry(s, &f->passes, atom);
        Binding *meaning = b != NULL ? b : &global_meaning;

        if (e->binding == meaning)
            return;
        e->binding = meaning;
    }
}

/* The function directly inside of f that the walk is in; NULL if it is in f itself. */
static Scope *child_function(Scopes *s, const Scope *f)
{
    Scope *c = s->current->function, *child = NULL;

    while (c != f && c != NULL) {
        child = c;
        c = c->outer != NULL ? c->outer->function : NULL;
    }
    return child;
}

static bool is_hoisted(const Scope *f)
{
    return f->node->kind == NODE_FUNCTION && f->node->flags & NF_DECLARATION;
}

/* Of a switch only some cases run: is it declared in another one than the use's? */
static bool is_in_other_case(const Node *ident, const Binding *b)
{
    if (b->scope->kind != SCOPE_SWITCH)
        return false;
    for (const Node *c = b->scope->node->list; c != NULL; c = c->next) {
        if (b->decl->start >= c->start && b->decl->start < c->end)
            return ident->start < c->start || ident->start >= c->end;
    }
    return false;
}

/* May this use come before the binding is initialised? */
static void check_early(Scopes *s, Node *ident, Binding *b)
{
    Scope *child = child_function(s, b->scope->function);
    PendingEarly *p;

    if (child == NULL) {
        if (ident->start < b->ready || is_in_other_case(ident, b)) {
            ident->flags |= NF_EARLY;
            b->early = true;
        }
        return;
    }
    if (!is_hoisted(child)) {
        /* A function that initialises the binding itself is called by that name only. */
        if (child->node->start < b->ready && b->value != child->node) {
            b->early = true;
            ident->flags |= NF_EARLY;
        }
        return;
    }
    p = arena_new(s->arena, PendingEarly);
    *p = (PendingEarly){ b, ident, child->outer->function, s->early };
    s->early = p;
}

/* A mention of a hoisted function, from which on it may run. */
static void mention_function(Scopes *s, const Node *ident, Binding *b)
{
    Scope *f = b->scope->function, *child = child_function(s, f);
    uint32_t at = ident->start;

    if (child != NULL) {
        if (is_hoisted(child))
            return;
        at = child->node->start;
    }
    if (at < f->hoist_use)
        f->hoist_use = at;
}

/* Stands for a variable that its use always comes before. */
static Binding never_ready = { .kind = BIND_PARAM };

/* for (let x = …;;), for (let x of …): does the use stand in the value? */
static bool is_in_head_value(const Node *loop, const Node *ident, const Binding *b)
{
    if (loop->kind != NODE_FOR)
        return ident->start >= loop->b->start;
    for (const Node *d = loop->a->list; d != NULL; d = d->next) {
        if (d->a == b->decl && ident->start > d->a->end)
            return true;
    }
    return false;
}

/* In a loop's own head, in a class's heritage and computed keys: there the name isn't
 * initialised, whatever happens. */
static bool is_always_early(Scopes *s, const Node *ident, const Binding *b)
{
    if (!binding_is_lexical(b) || s->current->function != b->scope->function)
        return false;
    if (b->kind == BIND_CLASS_NAME)
        return true;
    return b->scope->kind == SCOPE_FOR && ident->start < b->ready &&
           is_in_head_value(b->scope->node, ident, b);
}

/* Is a name in use certainly written as it stands: that of a function's variable or of a
 * global one, and not checked? Reads from inner functions are the engine's to check. */
static bool stays_as_it_is(const Scopes *s, const Node *ident, const Binding *b,
                           bool assign)
{
    if (b == NULL)
        return ident->atom->id != ATOM_arguments;
    if (b->scope != b->scope->function || b->name.ptr != ident->atom->text.ptr)
        return false;
    switch (b->kind) {
    case BIND_VAR:
    case BIND_FUNCTION:
    case BIND_FN_NAME: return true;
    case BIND_PARAM: return !(ident->flags & NF_EARLY);
    case BIND_LET:
    case BIND_CONST:
    case BIND_CLASS:
        if (s->current->function != b->scope)
            return !assign;
        return !(ident->flags & NF_EARLY) && !(assign && b->kind == BIND_CONST);
    default: return false;
    }
}

/* What `new` makes, where its name may be checked: it goes into parentheses. */
static void see_constructor(Scopes *s, const Node *n)
{
    while (n->kind == NODE_MEMBER || n->kind == NODE_INDEX)
        n = n->a;
    s->odd += n->kind == NODE_IDENT && n->binding != NULL &&
              binding_is_lexical(n->binding) && n->binding->scope != s->current->function;
}

static void use(Scopes *s, Node *ident, bool assign)
{
    Binding *b = ident->atom->meaning;

    if (b != NULL && is_always_early(s, ident, b)) {
        s->odd++;
        ident->flags |= NF_EARLY;
        ident->binding = &never_ready;
        return;
    }
    if (b != NULL && binding_is_lexical(b))
        check_early(s, ident, b);
    /* A default that means its own or a later parameter. */
    if (b != NULL && b->kind == BIND_PARAM && ident->start < b->ready &&
        ident != b->decl && s->current->function == b->scope)
        ident->flags |= NF_EARLY;
    if (b != NULL && b->kind == BIND_FUNCTION)
        mention_function(s, ident, b);
    while (b != NULL && b->same != NULL)
        b = b->same;
    ident->binding = b;
    s->odd += !stays_as_it_is(s, ident, b, assign);
    if (ident->atom->in_block)
        pass_through(s, ident->atom, b);
    if (b == NULL)
        return;
    b->used = true;
    b->assigned = b->assigned || assign;
    b->body_assigned = b->body_assigned || (assign && b->scope != s->head);
    if (s->current->function != b->scope->function) {
        b->captured = true;
        if (b->scope != b->scope->function && b->scope->loop != NULL)
            b->scope->loop->wrap = true;
    }
}

/* ---- The walk ---- */

static void walk(Scopes *s, Node *n);

static void walk_list(Scopes *s, Node *n)
{
    for (; n != NULL; n = n->next)
        walk(s, n);
}

/* ---- Patterns ---- */

static bool is_simple_default(const Node *n)
{
    switch (n->kind) {
    case NODE_IDENT:
    case NODE_NUMBER:
    case NODE_STRING:
    case NODE_NULL:
    case NODE_TRUE:
    case NODE_FALSE:
    case NODE_FUNCTION: return true;
    case NODE_ARRAY:
    case NODE_OBJECT: return n->list == NULL;
    case NODE_UNARY: return n->a->kind == NODE_NUMBER;
    default: return false;
    }
}

/* Can a program tell that the value for this target was taken before those in front were
 * used? Where targets are names and defaults constants it can't. */
static bool needs_steps(const Node *n)
{
    switch (n->kind) {
    case NODE_IDENT:
    case NODE_HOLE: return false;
    case NODE_PAREN:
    case NODE_REST: return needs_steps(n->a);
    case NODE_DEFAULT: return !is_simple_default(n->b) || needs_steps(n->a);
    case NODE_PATTERN_PROPERTY: return n->flags & NF_COMPUTED || needs_steps(n->b);
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN:
        for (const Node *e = n->list; e != NULL; e = e->next) {
            if (needs_steps(e))
                return true;
        }
        return false;
    default: return true;
    }
}

static void mark_steps(Scopes *s, Node *pattern)
{
    if (pattern->kind == NODE_ARRAY_PATTERN && needs_steps(pattern)) {
        pattern->flags |= NF_STEPS;
        s->steps = true;
    }
}

bool scopes_have_steps(const Scopes *s)
{
    return s->steps;
}

static void target(Scopes *s, Node *n);

static void target_kind(Scopes *s, Node *n)
{
    switch (n->kind) {
    case NODE_IDENT: use(s, n, true); break;
    case NODE_PAREN: target(s, n->a); break;
    case NODE_DEFAULT:
        target(s, n->a);
        walk(s, n->b);
        break;
    case NODE_REST: target(s, n->a); break;
    case NODE_PATTERN_PROPERTY:
        if (n->flags & NF_COMPUTED)
            walk(s, n->a);
        target(s, n->b);
        break;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN:
        mark_steps(s, n);
        for (Node *e = n->list; e != NULL; e = e->next)
            target(s, e);
        break;
    case NODE_HOLE: break;
    default: walk(s, n); break;
    }
}

/* A place that is written to. */
static void target(Scopes *s, Node *n)
{
    uint32_t odd = s->odd;

    target_kind(s, n);
    if (s->odd != odd)
        n->plain = PLAIN_NOT;
}

/* A pattern that declares: its names have their bindings, the rest is walked. */
static void declared(Scopes *s, Node *n)
{
    switch (n->kind) {
    case NODE_IDENT: {
        /* `var` in a catch clause writes to the parameter of that name. */
        if (n->binding == NULL || n->binding->kind == BIND_VAR)
            n->binding = n->atom->meaning;
        while (n->binding != NULL && n->binding->same != NULL)
            n->binding = n->binding->same;
        break;
    }
    case NODE_DEFAULT:
        declared(s, n->a);
        walk(s, n->b);
        break;
    case NODE_REST: declared(s, n->a); break;
    case NODE_PATTERN_PROPERTY:
        if (n->flags & NF_COMPUTED)
            walk(s, n->a);
        declared(s, n->b);
        break;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN:
        mark_steps(s, n);
        for (Node *e = n->list; e != NULL; e = e->next)
            declared(s, e);
        break;
    default: break;
    }
}

static void declaration(Scopes *s, Node *n)
{
    for (Node *d = n->list; d != NULL; d = d->next) {
        if (d->a->kind == NODE_IDENT && d->b != NULL && d->a->binding != NULL &&
            (d->b->kind == NODE_FUNCTION || d->b->kind == NODE_CLASS))
            d->a->binding->value = d->b;
        if (n->op == TOKEN_VAR && d->a->kind == NODE_IDENT && d->b != NULL)
            d->a->atom->meaning->assigned = true;
        declared(s, d->a);
        if (d->b != NULL)
            walk(s, d->b);
    }
}

/* While the parameters are walked, what the body declares isn't there. */
static void see_body(const Scope *c, bool seen)
{
    for (Binding *b = c->apart ? c->first : NULL; b != NULL; b = b->next) {
        if (b->in_body)
            b->atom->meaning = seen ? b : b->shadowed;
    }
}

static void function(Scopes *s, Node *fn)
{
    Scope *outer = enter(s, fn->scope);

    see_body(fn->scope, false);
    for (Node *p = fn->list; p != NULL; p = p->next)
        declared(s, p);
    see_body(fn->scope, true);
    if (fn->flags & NF_EXPRESSION_BODY)
        walk(s, fn->b);
    else
        walk_list(s, fn->b->list);
    leave(s, outer);
}

static bool uses_class(const Node *m)
{
    if (m->op == PROPERTY_FIELD && !(m->flags & NF_STATIC) && m->flags & NF_COMPUTED)
        return true;
    return (m->b != NULL && m->b->kind == NODE_FUNCTION &&
            m->b->flags & (NF_USES_SUPER | NF_USES_EVAL)) ||
           (m->a != NULL && m->a->kind == NODE_PRIVATE_NAME);
}

static void class(Scopes *s, Node *n)
{
    Scope *outer = enter(s, n->scope), *c = n->scope;

    c->needs_self = n->b != NULL;
    for (Node *m = n->list; m != NULL; m = m->next)
        c->needs_self = c->needs_self || uses_class(m);
    if (c->needs_self && c->loop != NULL)
        c->loop->wrap = true;
    if (n->a != NULL && n->flags & NF_DECLARATION) {
        ClassName *name = arena_new(s->arena, ClassName);

        name->inside = scopes_find(c, n->a->atom);
        name->outside = scopes_find(c->outer, n->a->atom);
        name->next = s->class_names;
        s->class_names = name;
    }
    if (n->b != NULL)
        walk(s, n->b);
    for (Node *m = n->list; m != NULL; m = m->next) {
        if (m->flags & NF_COMPUTED)
            walk(s, m->a);
        if (m->b != NULL)
            walk(s, m->b);
    }
    leave(s, outer);
}

static void scoped(Scopes *s, Node *n)
{
    Scope *outer = enter(s, n->scope);

    walk_list(s, n->list);
    leave(s, outer);
}

static void for_loop(Scopes *s, Node *n)
{
    Scope *outer = enter(s, n->scope);
    const Scope *head = s->head;

    s->head = n->scope;
    if (n->a != NULL && n->a->kind == NODE_DECLARATION)
        declaration(s, n->a);
    else if (n->a != NULL && n->kind != NODE_FOR)
        target(s, n->a);
    else if (n->a != NULL)
        walk(s, n->a);
    if (n->b != NULL)
        walk(s, n->b);
    if (n->c != NULL)
        walk(s, n->c);
    s->head = head;
    walk(s, n->d);
    leave(s, outer);
}

static void switch_statement(Scopes *s, Node *n)
{
    Scope *outer;

    walk(s, n->a);
    outer = enter(s, n->scope);
    for (Node *c = n->list; c != NULL; c = c->next) {
        if (c->a != NULL)
            walk(s, c->a);
        walk_list(s, c->list);
    }
    leave(s, outer);
}

static void catch_clause(Scopes *s, Node *n)
{
    Scope *outer = enter(s, n->scope);

    if (n->a != NULL)
        declared(s, n->a);
    scoped(s, n->b);
    leave(s, outer);
}

static void property(Scopes *s, Node *n)
{
    if (n->flags & NF_COMPUTED)
        walk(s, n->a);
    walk(s, n->b);
}

static void export_named(Scopes *s, Node *n)
{
    if (n->a != NULL) {
        walk(s, n->a);
        if (n->a->kind == NODE_FUNCTION)
            s->current->function->hoist_use = 0;
        return;
    }
    for (Node *e = n->list; e != NULL && n->b == NULL; e = e->next) {
        if (e->a->kind == NODE_IDENT) {
            e->a->binding = e->a->atom->meaning;
            /* Walks are inside of a scope. NOLINTNEXTLINE(clang-analyzer-core.*) */
            s->current->function->hoist_use = 0;
        }
    }
}

/* A direct eval may mention what isn't initialised yet. */
static void see_early(Scopes *s, const Node *call)
{
    for (Scope *c = s->current; c != NULL && c->function == s->current->function;
         c = c->outer) {
        for (Binding *b = c->first; b != NULL; b = b->next) {
            if (binding_is_lexical(b) && b->kind != BIND_CLASS_NAME &&
                call->start < b->ready)
                b->early = true;
        }
    }
}

/* … and from within a function the variables of loops around it. */
static void see_captured(Scopes *s)
{
    for (Scope *c = s->current; c != NULL; c = c->outer) {
        if (c->function == s->current->function || c == c->function || c->loop == NULL)
            continue;
        for (Binding *b = c->first; b != NULL; b = b->next) {
            b->captured = true;
            c->loop->wrap = true;
        }
    }
}

static void walk_child(Node *n, void *ctx)
{
    walk(ctx, n);
}

/* long: one case per kind that names something */
static void walk_kind(Scopes *s, Node *n)
{
    switch (n->kind) {
    case NODE_IDENT: use(s, n, false); break;
    case NODE_NUMBER:
    case NODE_STRING:
    case NODE_THIS: break;
    case NODE_MEMBER:
    case NODE_EXPRESSION:
    case NODE_PAREN:
    case NODE_UNARY: walk(s, n->a); break;
    case NODE_INDEX:
        walk(s, n->a);
        walk(s, n->b);
        break;
    case NODE_OBJECT:
    case NODE_ARRAY:
    case NODE_SEQUENCE: walk_list(s, n->list); break;
    case NODE_FUNCTION: function(s, n); break;
    case NODE_CLASS: class(s, n); break;
    case NODE_DECLARATION: declaration(s, n); break;
    case NODE_ASSIGN:
        target(s, n->a);
        walk(s, n->b);
        break;
    case NODE_UPDATE: target(s, n->a); break;
    case NODE_CALL:
        if (n->a->kind == NODE_IDENT && n->a->atom->id == ATOM_eval) {
            n->scope = s->current; /* what a direct eval sees */
            see_early(s, n);
            see_captured(s);
        }
        walk(s, n->a);
        walk_list(s, n->list);
        break;
    case NODE_NEW:
        walk(s, n->a);
        see_constructor(s, n->a);
        walk_list(s, n->list);
        break;
    case NODE_BLOCK: scoped(s, n); break;
    case NODE_FOR:
    case NODE_FOR_IN:
    case NODE_FOR_OF: for_loop(s, n); break;
    case NODE_SWITCH: switch_statement(s, n); break;
    case NODE_TRY:
        walk(s, n->a);
        if (n->b != NULL)
            catch_clause(s, n->b);
        if (n->c != NULL)
            walk(s, n->c);
        break;
    case NODE_PROPERTY: property(s, n); break;
    case NODE_BINARY:
    case NODE_LOGICAL:
        for (; n->kind == NODE_BINARY || n->kind == NODE_LOGICAL; n = n->a)
            walk(s, n->b);
        walk(s, n);
        break;
    case NODE_LABELED: walk(s, n->d); break;
    case NODE_IMPORT:
    case NODE_EXPORT_ALL: break;
    case NODE_EXPORT_NAMED: export_named(s, n); break;
    case NODE_EXPORT_DEFAULT:
        if (n->a->kind == NODE_FUNCTION && n->a->flags & NF_DECLARATION)
            /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
            s->current->function->hoist_use = 0;
        walk(s, n->a);
        break;
    default: node_children(n, walk_child, s); break;
    }
}

static void walk(Scopes *s, Node *n)
{
    uint32_t odd = s->odd;

    walk_kind(s, n);
    if (s->odd != odd)
        n->plain = PLAIN_NOT;
}

/* A class's name inside and outside is one variable where nobody assigns to it. */
static void merge_class_names(Scopes *s)
{
    for (ClassName *c = s->class_names; c != NULL; c = c->next) {
        if (c->outside->assigned || c->inside->assigned ||
            c->outside->scope->function != c->inside->scope->function)
            continue;
        c->inside->same = c->outside;
        c->outside->captured = c->outside->captured || c->inside->captured;
    }
}

void resolve_program(Scopes *s, Node *program)
{
    s->current = NULL;
    if (s->around != NULL)
        enter(s, s->around);
    enter(s, program->scope);
    walk_list(s, program->list);
    leave(s, s->around);
    merge_class_names(s);
    for (PendingEarly *p = s->early; p != NULL; p = p->next) {
        if (p->hoisted_in->hoist_use < p->b->ready || p->hoisted_in->has_eval) {
            p->b->early = true;
            p->ident->flags |= NF_EARLY;
        }
    }
}

/* ---- Names ---- */

Str scopes_fresh(Scopes *s, Str base)
{
    for (;;) {
        Str name = arena_strf(s->arena, STR_FMT "$%u", STR_ARG(base), ++s->fresh);
        size_t before = s->o.atoms->len;
        Atom *a = atom_get(s->o.atoms, name);

        if (s->o.atoms->len != before)
            return a->text;
    }
}

static bool is_inside(const Scope *inner, const Scope *outer)
{
    while (inner != NULL && inner != outer)
        inner = inner->outer;
    return inner != NULL;
}

static bool keeps_its_name(const Binding *b)
{
    return b->kind == BIND_CATCH && b->scope->node->a->kind == NODE_IDENT;
}

/* Can b and c, of two blocks of one function, be the same variable? */
static bool can_share(const Binding *b, const Binding *c)
{
    if (is_inside(b->scope, c->scope) || is_inside(c->scope, b->scope))
        return false;
    return keeps_its_name(c) || (!b->captured && !c->captured && !b->early && !c->early);
}

#define MAX_SHARING 16

static bool is_taken(const Binding *b, const Binding *others)
{
    const Scope *f = b->scope->function;
    int n = 0;

    if (scopes_find(f, b->atom) != NULL || scope_lookup(&f->passes, b->atom) != NULL)
        return true;
    for (const Binding *c = others; c != NULL; c = c->next_of_name) {
        if (n++ > MAX_SHARING || !can_share(b, c))
            return true;
    }
    return false;
}

void name_bindings(Scopes *s)
{
    for (size_t i = 0; i < s->n_all; i++) {
        Binding *b = s->all[i];
        ScopeEntry *e;

        if (b->same != NULL)
            continue;
        e = scope_entry(s, &b->scope->function->chains, b->atom);
        if (!keeps_its_name(b) && is_taken(b, e->binding)) {
            b->name = scopes_fresh(s, b->name);
            continue;
        }
        b->next_of_name = e->binding;
        e->binding = b;
    }
}
