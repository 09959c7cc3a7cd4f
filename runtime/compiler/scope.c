/* scope.c: the first walk: scopes and what is declared in them (ECMA-262 8.2, 14.2.1,
 * 16.1.1, B.3.2). Functions in blocks of sloppy code are variables of the function too
 * where that disturbs nothing. */
#include <stdio.h>

#include "runtime/compiler/scope_private.h"

/* ---- The table ---- */

#define SCOPE_LIST 8

/* The slot of the name, or where it is to be put. */
static ScopeEntry *slot_of(const ScopeTable *t, const Atom *atom)
{
    size_t mask = t->n_slots - 1, i;

    if (t->n_slots <= SCOPE_LIST) {
        for (i = 0; i < t->len && t->slots[i].atom != atom; i++)
            ;
        return &t->slots[i];
    }
    i = (atom->id * 0x9E3779B1u >> 7) & mask;
    while (t->slots[i].atom != NULL && t->slots[i].atom != atom)
        i = (i + 1) & mask;
    return &t->slots[i];
}

static void grow(Arena *a, ScopeTable *t)
{
    ScopeTable old = *t;

    t->n_slots = old.n_slots == 0           ? SCOPE_LIST / 2
                 : old.n_slots < SCOPE_LIST ? SCOPE_LIST
                                            : old.n_slots * 4;
    t->slots = arena_array(a, ScopeEntry, t->n_slots);
    if (t->n_slots <= SCOPE_LIST) {
        for (size_t i = 0; i < old.len; i++)
            t->slots[i] = old.slots[i];
        return;
    }
    for (size_t i = 0; i < old.n_slots; i++) {
        if (old.slots[i].atom != NULL)
            *slot_of(t, old.slots[i].atom) = old.slots[i];
    }
}

static bool is_full(const ScopeTable *t)
{
    return t->n_slots <= SCOPE_LIST ? t->len == t->n_slots : t->len * 4 >= t->n_slots * 3;
}

ScopeEntry *scope_entry(Scopes *s, ScopeTable *t, const Atom *atom)
{
    ScopeEntry *e;

    if (is_full(t))
        grow(s->arena, t);
    e = slot_of(t, atom);
    if (e->atom == NULL) {
        e->atom = atom;
        t->len++;
    }
    return e;
}

Binding *scope_lookup(const ScopeTable *t, const Atom *atom)
{
    const ScopeEntry *e;

    if (t->len == 0)
        return NULL;
    e = slot_of(t, atom);
    return e == t->slots + t->n_slots ? NULL : e->binding;
}

Binding *scopes_find(const Scope *scope, const Atom *name)
{
    Binding *b = scope_lookup(&scope->names, name);

    return b != NULL && b->scope == scope ? b : NULL;
}

/* ---- Scopes and bindings ---- */

static Scope *enter(Scopes *s, ScopeKind kind, Node *node)
{
    Scope *c = arena_new(s->arena, Scope);

    c->kind = kind;
    c->outer = s->current;
    c->function =
        kind == SCOPE_FUNCTION || kind == SCOPE_PROGRAM ? c : s->current->function;
    c->last = &c->first;
    c->node = node;
    c->loop = s->loop;
    c->hoist_use = UINT32_MAX;
    c->strict = s->current != NULL && s->current->strict;
    node->scope = c;
    s->current = c;
    return c;
}

/* To be named once everything is known. */
static void remember(Scopes *s, Binding *b)
{
    if (s->n_all == s->cap_all) {
        size_t cap = s->cap_all ? s->cap_all * 2 : 64;

        s->all = arena_realloc(s->arena, s->all, s->cap_all * sizeof *s->all,
                               cap * sizeof *s->all);
        s->cap_all = cap;
    }
    s->all[s->n_all++] = b;
}

static bool is_ascii_name(Str name)
{
    for (size_t i = 0; i < name.len; i++) {
        if ((unsigned char)name.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

/* The engine doesn't know all of Unicode's letters: other names than ASCII are changed,
 * where nobody else sees them. */
static bool needs_other_name(const Scopes *s, const Scope *scope, BindKind kind, Str name)
{
    /* The object of a `with` stands between: it mustn't have the name. */
    if (s->with_depth > 0 && scope != scope->function)
        return true;
    if (scope != scope->function && kind != BIND_CATCH && str_is(name, "arguments"))
        return true;
    return kind != BIND_FN_NAME && !is_ascii_name(name) &&
           (scope->kind != SCOPE_PROGRAM || !(s->o.script || s->o.eval));
}

static Binding *add(Scopes *s, Scope *scope, BindKind kind, Node *ident)
{
    Binding *b = arena_new(s->arena, Binding);

    b->kind = kind;
    b->scope = scope;
    b->decl = ident;
    b->in_body = scope->in_body;
    if (ident != NULL) {
        b->atom = ident->atom;
        b->name =
            scope->in_body || needs_other_name(s, scope, kind, ident->atom->text)
                ? scopes_fresh(s, is_ascii_name(ident->atom->text) ? ident->atom->text
                                                                   : STR("u"))
                : ident->atom->text;
        scope_entry(s, &scope->names, b->atom)->binding = b;
    }
    *scope->last = b;
    scope->last = &b->next;
    if (ident != NULL && scope != scope->function)
        remember(s, b);
    return b;
}

/* The name is declared twice; V8 shows one character, where the later declaration
 * begins. */
_Noreturn static void fail_twice_at(Scopes *s, const Node *ident, uint32_t start,
                                    uint32_t end)
{
    Diag *d = s->o.diag;

    snprintf(d->msg, sizeof d->msg, "Identifier '" STR_FMT "' has already been declared",
             STR_ARG(ident->atom->text));
    d->kind = DIAG_SYNTAX;
    d->start = start;
    d->end = end;
    longjmp(*s->o.fail, 1);
}

_Noreturn static void fail_twice(Scopes *s, const Node *ident)
{
    fail_twice_at(s, ident, ident->start, ident->start + 1);
}

static bool is_var_like(const Binding *b)
{
    return b->kind == BIND_VAR || b->kind == BIND_PARAM || b->kind == BIND_FN_NAME ||
           (b->kind == BIND_FUNCTION && b->scope == b->scope->function);
}

/* Does a lexical declaration of b stand against a var of the same name inside? */
static bool is_in_the_way(const Binding *b)
{
    if (b->kind == BIND_CATCH)
        return b->scope->node->a->kind != NODE_IDENT;
    return !is_var_like(b);
}

static Binding *declare_var(Scopes *s, Node *ident)
{
    Scope *f = s->current->function;
    Binding *b;

    for (Scope *c = s->current; c != f; c = c->outer) {
        b = scope_lookup(&c->names, ident->atom);
        if (b != NULL && b->scope == c && is_in_the_way(b))
            fail_twice(s, ident);
    }
    b = scopes_find(f, ident->atom);
    if (b != NULL && (!is_var_like(b) || (s->o.module && f->kind == SCOPE_PROGRAM &&
                                          b->kind == BIND_FUNCTION)))
        fail_twice(s, ident);
    if (b != NULL && b->kind == BIND_PARAM && f->in_body) {
        Binding *param = b;

        b = add(s, f, BIND_VAR, ident);
        b->init = param;
    }
    if (b == NULL)
        b = add(s, f, BIND_VAR, ident);
    for (Scope *c = s->current; c != f; c = c->outer) {
        ScopeEntry *e = scope_entry(s, &c->names, ident->atom);

        if (e->binding == NULL)
            e->binding = b;
    }
    return b;
}

/* Fails where the current scope has the name. start and end: what to show. */
static void check_free(Scopes *s, const Node *ident, uint32_t start, uint32_t end)
{
    const Scope *c = s->current;
    const Binding *b = scope_lookup(&c->names, ident->atom);

    /* A var in a block is what V8 complains of, when it sees the block as a whole. */
    if (b != NULL && b->scope != c && b->decl != NULL)
        fail_twice(s, b->decl);
    /* A catch's parameter and its block are one place to declare in. */
    if (b != NULL ||
        (c->outer != NULL && c->outer->kind == SCOPE_CATCH &&
         c->node == c->outer->node->b && scopes_find(c->outer, ident->atom) != NULL))
        fail_twice_at(s, ident, start, end);
}

static Binding *add_lexical(Scopes *s, BindKind kind, Node *ident)
{
    Scope *c = s->current;
    Binding *b;

    b = add(s, c, kind, ident);
    if (c != c->function)
        ident->atom->in_block = true;
    return b;
}

static Binding *declare_lexical(Scopes *s, BindKind kind, Node *ident)
{
    check_free(s, ident, ident->start, ident->start + 1);
    return add_lexical(s, kind, ident);
}

static bool is_plain_function(const Node *fn)
{
    return !(fn->flags & (NF_ASYNC | NF_GENERATOR));
}

/* A function of the body that has a parameter's name. */
static void add_over_param(Scopes *s, Scope *c, Binding **b, Node *ident)
{
    Binding *param = *b;

    *b = add(s, c, BIND_FUNCTION, ident);
    (*b)->init = param;
}

static void declare_function(Scopes *s, Node *fn)
{
    Scope *c = s->current;
    Binding *b = scope_lookup(&c->names, fn->a->atom);

    if (c == c->function && !(s->o.module && c->kind == SCOPE_PROGRAM)) {
        if (b != NULL && !is_var_like(b))
            fail_twice_at(s, fn->a, fn->start, fn->start + 1);
        if (b == NULL || b->kind == BIND_FN_NAME)
            b = add(s, c, BIND_FUNCTION, fn->a);
        else if (b->kind == BIND_PARAM && c->in_body)
            add_over_param(s, c, &b, fn->a);
        else if (b->kind == BIND_VAR)
            b->kind = BIND_FUNCTION;
        b->value = fn;
        return;
    }
    if (b != NULL && b->scope == c && b->kind == BIND_FUNCTION && !c->strict &&
        is_plain_function(fn) && is_plain_function(b->value)) {
        b->value = fn;
        return;
    }
    check_free(s, fn->a, fn->start, fn->start + 1);
    b = add_lexical(s, BIND_FUNCTION, fn->a);
    b->value = fn;
    if (!c->strict && is_plain_function(fn) && c != c->function) {
        PendingFunction *p = arena_new(s->arena, PendingFunction);

        p->b = b;
        p->next = s->annex_b;
        s->annex_b = p;
    }
}

/* At a function's end: which functions of blocks are its variables as well (B.3.2.1). */
static void hoist_block_functions(Scopes *s, Scope *f, PendingFunction *outer)
{
    for (PendingFunction *p = s->annex_b; p != outer; p = p->next) {
        Scope *c = p->b->scope->outer;
        Binding *other = NULL;

        for (; c != f; c = c->outer) {
            other = scope_lookup(&c->names, p->b->atom);
            if (other == NULL || other->scope != c)
                continue;
            if (is_in_the_way(other) && !other->annex_b)
                break;
            /* The function goes past a catch's parameter of this name. */
            if (other->kind == BIND_CATCH)
                other->name = scopes_fresh(s, other->atom->text);
        }
        if (c != f)
            continue;
        other = scopes_find(f, p->b->atom);
        if (p->b->atom->id == ATOM_arguments && f->kind == SCOPE_FUNCTION && !f->arrow)
            continue;
        if (other == NULL)
            other = add(s, f, BIND_VAR, p->b->decl);
        else if (other->kind == BIND_PARAM || other->init != NULL || !is_var_like(other))
            continue;
        p->b->annex_b = true;
        /* Where something is assigned to either they are two. */
        if (p->b->atom->assigned)
            p->b->outside = other;
        else
            p->b->same = other;
    }
    s->annex_b = outer;
}

/* ---- The walk ---- */

static void walk(Scopes *s, Node *n);

static void walk_list(Scopes *s, Node *n)
{
    for (; n != NULL; n = n->next)
        walk(s, n);
}

typedef void (*TargetFn)(Scopes *s, Node *ident, void *ctx);

/* Names that a pattern binds; what else stands in it is walked. */
static void each_name(Scopes *s, Node *n, TargetFn fn, void *ctx)
{
    switch (n->kind) {
    case NODE_IDENT: fn(s, n, ctx); break;
    case NODE_DEFAULT:
        s->default_end = n->a->kind == NODE_IDENT ? n->end : 0;
        each_name(s, n->a, fn, ctx);
        s->default_end = 0;
        walk(s, n->b);
        break;
    case NODE_REST: each_name(s, n->a, fn, ctx); break;
    case NODE_PATTERN_PROPERTY:
        if (n->flags & NF_COMPUTED)
            walk(s, n->a);
        each_name(s, n->b, fn, ctx);
        break;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN:
        for (Node *e = n->list; e != NULL; e = e->next)
            each_name(s, e, fn, ctx);
        break;
    default: break;
    }
}

typedef struct {
    BindKind kind;
    uint32_t ready;
} Declared;

static void declare_name(Scopes *s, Node *ident, void *ctx)
{
    const Declared *d = ctx;

    if (d->kind == BIND_VAR)
        ident->binding = declare_var(s, ident);
    else if (d->kind == BIND_PARAM) {
        Binding *b = scopes_find(s->current, ident->atom);

        ident->binding = b != NULL ? b : add(s, s->current, BIND_PARAM, ident);
        /* Names of a pattern are there one after the other. */
        ident->binding->ready = d->ready == 0    ? 0
                                : s->default_end ? s->default_end
                                                 : ident->end;
    } else if (d->kind == BIND_CATCH) {
        if (scopes_find(s->current, ident->atom) != NULL)
            fail_twice(s, ident);
        ident->binding = add(s, s->current, BIND_CATCH, ident);
    } else {
        ident->binding = declare_lexical(s, d->kind, ident);
        ident->binding->ready = d->ready;
    }
}

static BindKind kind_of(const Node *declaration)
{
    return declaration->op == TOKEN_VAR     ? BIND_VAR
           : declaration->op == TOKEN_CONST ? BIND_CONST
                                            : BIND_LET;
}

/* `ready`: where the names are initialised; 0: at each declarator's end. */
static void declaration(Scopes *s, Node *n, uint32_t ready)
{
    for (Node *d = n->list; d != NULL; d = d->next) {
        Declared how = { kind_of(n), ready ? ready : d->end };

        each_name(s, d->a, declare_name, &how);
        if (d->b != NULL)
            walk(s, d->b);
    }
}

/* Does this list of statements declare anything of its own? */
static bool has_lexical(const Node *n)
{
    for (; n != NULL; n = n->next) {
        const Node *inner = n;

        while (inner->kind == NODE_LABELED)
            inner = inner->d;
        if ((inner->kind == NODE_DECLARATION && inner->op != TOKEN_VAR) ||
            ((inner->kind == NODE_FUNCTION || inner->kind == NODE_CLASS) &&
             inner->flags & NF_DECLARATION))
            return true;
    }
    return false;
}

static void block(Scopes *s, Node *n)
{
    Scope *outer = s->current;

    n->scope = NULL;
    if (has_lexical(n->list))
        enter(s, SCOPE_BLOCK, n);
    walk_list(s, n->list);
    s->current = outer;
}

static void function(Scopes *s, Node *fn)
{
    Scope *outer = s->current, *c;
    Loop *loop = s->loop;
    PendingFunction *annex_b = s->annex_b;
    Declared param = { BIND_PARAM, 0 };
    unsigned with_depth = s->with_depth;

    s->loop = NULL;
    s->with_depth = 0;
    c = enter(s, SCOPE_FUNCTION, fn);
    c->strict = fn->flags & NF_STRICT;
    c->arrow = fn->flags & NF_ARROW;
    c->has_eval = fn->flags & NF_USES_EVAL;
    for (Node *p = fn->list; p != NULL; p = p->next) {
        const Node *target = p->kind == NODE_DEFAULT || p->kind == NODE_REST ? p->a : p;

        /* Within a pattern the names that come first may be used. */
        param.ready = fn->flags & NF_SIMPLE_PARAMS ? 0
                      : target->kind == NODE_IDENT ? p->end
                                                   : p->start;
        each_name(s, p, declare_name, &param);
    }
    c->apart = c->in_body = scope_params_apart(fn);
    if (fn->flags & NF_EXPRESSION_BODY)
        walk(s, fn->b);
    else
        walk_list(s, fn->b->list);
    hoist_block_functions(s, c, annex_b);
    c->in_body = false;
    if (fn->a != NULL && !(fn->flags & NF_DECLARATION) &&
        scopes_find(c, fn->a->atom) == NULL)
        fn->a->binding = add(s, c, BIND_FN_NAME, fn->a);
    s->current = outer;
    s->loop = loop;
    s->with_depth = with_depth;
}

static void declare_class(Scopes *s, Node *n)
{
    check_free(s, n->a, n->start, n->end);
    add_lexical(s, BIND_CLASS, n->a)->ready = n->end;
}

static void class(Scopes *s, Node *n)
{
    Scope *outer = s->current, *c = enter(s, SCOPE_CLASS, n);
    Binding *b;

    c->strict = true;
    if (n->a != NULL) {
        b = add(s, c, BIND_CLASS_NAME, n->a);
        b->ready = n->start;
        n->a->atom->in_block = true;
    }
    if (n->b != NULL)
        walk(s, n->b);
    for (Node *m = n->list; m != NULL; m = m->next) {
        if (m->flags & NF_COMPUTED)
            walk(s, m->a);
        if (m->b != NULL)
            walk(s, m->b);
    }
    s->current = outer;
}

/* The innermost loop for what is inside of n. */
static Loop *enter_loop(Scopes *s, Node *n)
{
    Loop *l = arena_new(s->arena, Loop);

    l->node = n;
    l->outer = s->loop;
    s->loop = l;
    n->loop = l;
    return l;
}

static void for_loop(Scopes *s, Node *n)
{
    Scope *outer = s->current;
    Loop *loop = s->loop;
    bool lexical =
        n->a != NULL && n->a->kind == NODE_DECLARATION && n->a->op != TOKEN_VAR;

    n->scope = NULL;
    enter_loop(s, n);
    if (lexical)
        enter(s, SCOPE_FOR, n);
    if (n->a != NULL && n->a->kind == NODE_DECLARATION)
        declaration(s, n->a, n->kind == NODE_FOR ? 0 : n->b->end);
    else if (n->a != NULL)
        walk(s, n->a);
    if (n->b != NULL)
        walk(s, n->b);
    if (n->c != NULL)
        walk(s, n->c);
    walk(s, n->d);
    s->current = outer;
    s->loop = loop;
}

static void while_loop(Scopes *s, Node *n)
{
    Loop *loop = s->loop;

    enter_loop(s, n);
    walk(s, n->a);
    walk(s, n->d);
    s->loop = loop;
}

static void switch_statement(Scopes *s, Node *n)
{
    Scope *outer = s->current;
    bool lexical = false;

    walk(s, n->a);
    n->scope = NULL;
    for (Node *c = n->list; c != NULL; c = c->next)
        lexical = lexical || has_lexical(c->list);
    if (lexical)
        enter(s, SCOPE_SWITCH, n);
    for (Node *c = n->list; c != NULL; c = c->next) {
        if (c->a != NULL)
            walk(s, c->a);
        walk_list(s, c->list);
    }
    s->current = outer;
}

static void catch_clause(Scopes *s, Node *n)
{
    Scope *outer = s->current;
    Declared how = { BIND_CATCH, 0 };

    n->scope = NULL;
    if (n->a != NULL) {
        enter(s, SCOPE_CATCH, n);
        each_name(s, n->a, declare_name, &how);
    }
    block(s, n->b);
    s->current = outer;
}

static void walk_child(Node *n, void *ctx)
{
    walk(ctx, n);
}

static void property(Scopes *s, Node *n)
{
    if (n->flags & NF_COMPUTED)
        walk(s, n->a);
    walk(s, n->b);
}

static void import(Scopes *s, Node *n)
{
    for (Node *i = n->list; i != NULL; i = i->next)
        i->a->binding = declare_lexical(s, BIND_IMPORT, i->a);
}

/* Patterns of assignments: names are used, not declared. */
static void walk_pattern(Scopes *s, Node *n)
{
    for (Node *e = n->list; e != NULL; e = e->next) {
        if (e->kind == NODE_PATTERN_PROPERTY)
            property(s, e);
        else
            walk(s, e);
    }
}

/* long: one case per kind that declares or nests */
static void walk(Scopes *s, Node *n)
{
    if (n->flat)
        return;
    switch (n->kind) {
    case NODE_IDENT:
    case NODE_NUMBER:
    case NODE_STRING: break;
    case NODE_FUNCTION:
        if (n->flags & NF_DECLARATION && n->a != NULL)
            declare_function(s, n);
        function(s, n);
        break;
    case NODE_CLASS:
        if (n->flags & NF_DECLARATION && n->a != NULL)
            declare_class(s, n);
        class(s, n);
        break;
    case NODE_DECLARATION: declaration(s, n, 0); break;
    case NODE_BLOCK: block(s, n); break;
    case NODE_FOR:
    case NODE_FOR_IN:
    case NODE_FOR_OF: for_loop(s, n); break;
    case NODE_WHILE:
    case NODE_DO: while_loop(s, n); break;
    case NODE_SWITCH: switch_statement(s, n); break;
    case NODE_TRY:
        walk(s, n->a);
        if (n->b != NULL)
            catch_clause(s, n->b);
        if (n->c != NULL)
            walk(s, n->c);
        break;
    case NODE_PROPERTY:
    case NODE_PATTERN_PROPERTY: property(s, n); break;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN: walk_pattern(s, n); break;
    case NODE_BINARY:
    case NODE_LOGICAL:
        /* Long chains of operators lean to the left. */
        for (; n->kind == NODE_BINARY || n->kind == NODE_LOGICAL; n = n->a)
            walk(s, n->b);
        walk(s, n);
        break;
    case NODE_LABELED: walk(s, n->d); break;
    case NODE_WITH:
        for (Scope *c = s->current; c != NULL; c = c->outer)
            c->has_with = true;
        walk(s, n->a);
        s->with_depth++;
        walk(s, n->d);
        s->with_depth--;
        break;
    case NODE_IMPORT: import(s, n); break;
    case NODE_EXPORT_NAMED:
        if (n->a != NULL)
            walk(s, n->a);
        break;
    case NODE_EXPORT_ALL: break;
    default: node_children(n, walk_child, s); break;
    }
}

static void declare_params(Scopes *s)
{
    for (int i = 0; i < s->o.n_params; i++) {
        Node *ident = arena_new(s->arena, Node);

        ident->kind = NODE_IDENT;
        ident->atom = atom_get(s->o.atoms, s->o.params[i]);
        add(s, s->current, BIND_PARAM, ident);
    }
}

/* Variables around an eval's text that have other names in the lowered program. */
static void declare_around(Scopes *s, Node *program)
{
    if (s->o.n_around == 0)
        return;
    s->around = enter(s, SCOPE_PROGRAM, program);
    for (int i = s->o.n_around - 1; i >= 0; i--) {
        Node *ident = arena_new(s->arena, Node);

        ident->kind = NODE_IDENT;
        ident->atom = atom_get(s->o.atoms, s->o.around[i]);
        add(s, s->around, BIND_VAR, ident)->name = s->o.around_names[i];
    }
}

Scopes *scopes_resolve(const ScopeOptions *o, Node *program)
{
    Scopes *s = arena_new(o->arena, Scopes);
    Scope *c;

    s->o = *o;
    s->arena = o->arena;
    declare_around(s, program);
    c = enter(s, SCOPE_PROGRAM, program);
    c->strict = program->flags & NF_STRICT;
    c->has_eval = program->flags & NF_USES_EVAL;
    declare_params(s);
    walk_list(s, program->list);
    hoist_block_functions(s, c, NULL);
    resolve_program(s, program);
    name_bindings(s);
    return s;
}
