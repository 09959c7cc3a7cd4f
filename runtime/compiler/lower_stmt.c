/* lower_stmt.c: statements other than loops.
 *
 * Statements that end without a semicolon get one, so that what the next one is lowered
 * to can't be read as going on with it. */
#include "runtime/compiler/lower.h"

/* ---- Lists ---- */

/* return, break and continue write their end themselves: what becomes of them may be a
 * block, behind which no semicolon may stand before an else. */
static bool ends_with_semicolon(const Lower *l, const Node *n)
{
    if (n == l->wrapped)
        return true;
    switch (n->kind) {
    case NODE_EXPRESSION:
    case NODE_DECLARATION:
    case NODE_THROW:
    case NODE_DEBUGGER:
    case NODE_DO: return l->text[n->end - 1] == ';';
    default: return true;
    }
}

/* Where none of the statement's parts gives the program a value it is undefined, not the
 * one before (ECMA-262 14.6.2, 14.7.1.2, …: UpdateEmpty). */
static void w_value_reset(Lower *l, const Node *n)
{
    const Node *inner = n;

    if (!gives_value(l) || l->no_value)
        return;
    while (inner->kind == NODE_LABELED)
        inner = inner->d;
    switch (inner->kind) {
    case NODE_IF:
    case NODE_FOR:
    case NODE_FOR_IN:
    case NODE_FOR_OF:
    case NODE_WHILE:
    case NODE_DO:
    case NODE_SWITCH:
    case NODE_TRY:
    case NODE_WITH:
        if (l->has_value) {
            copy_to(l, n->start);
            w(l, "void 0;");
        }
        /* In a loop's body the iteration before comes first. */
        l->has_value = true;
        break;
    case NODE_EXPRESSION: l->has_value = true; break;
    default: break;
    }
}

void emit_statements(Lower *l, Node *list)
{
    for (Node *n = list; n != NULL; n = n->next) {
        if (l->out_line < l->source_line) {
            copy_to(l, n->start);
            sync(l);
        }
        w_value_reset(l, n);
        emit_statement(l, n);
        if (!ends_with_semicolon(l, n)) {
            copy_to(l, n->end);
            w(l, ";");
        }
    }
}

/* ---- Declarations ---- */

static void add_local(Lower *l, Str name)
{
    for (CompiledName *c = l->result->locals; c != NULL; c = c->next) {
        if (str_eq(c->name, name))
            return;
    }
    lower_add_local(l, name);
}

static void add_bound_local(Node *ident, void *ctx)
{
    const Binding *b = binding_of(ident);

    if (b != NULL && (b->scope->kind != SCOPE_PROGRAM || binding_is_lexical(b)))
        add_local(ctx, b->name);
}

static void add_locals(Lower *l, Node *pattern)
{
    node_names(pattern, add_bound_local, l);
}

static void hoist_name(Node *ident, void *ctx)
{
    declare_var_name(ctx, ident_name(ctx, ident));
}

void hoist_names(Lower *l, Node *pattern)
{
    node_names(pattern, hoist_name, l);
}

static void emit_init(Lower *l, Node *d)
{
    if (is_anonymous_function(d->b) && d->a->kind == NODE_IDENT)
        l->infer = d->a->atom->text;
    emit(l, d->b);
    copy_to(l, d->b->end);
    l->infer = (Str){ 0 };
}

/* A declaration of plain names keeps its text but for the keyword. */
static void emit_plain_declarators(Lower *l, Node *n, bool in_head)
{
    for (Node *d = n->list; d != NULL; d = d->next) {
        const Binding *b = binding_of(d->a);

        emit(l, d->a);
        copy_to(l, d->a->end);
        if (d->b != NULL)
            emit_init(l, d);
        else if (!in_head && n->op != TOKEN_VAR && b != NULL &&
                 (b->scope != b->scope->function || b->early))
            w(l, "=void 0");
        copy_to(l, d->end);
    }
}

static bool has_pattern(const Node *n)
{
    for (const Node *d = n->list; d != NULL; d = d->next) {
        if (is_pattern(d->a))
            return true;
    }
    return false;
}

static void emit_pattern_declarator(Lower *l, Node *d, PatternOut *o)
{
    int mark = l->fn->temps, t;

    if (d->b->kind == NODE_IDENT && is_stable(l, d->b) &&
        d->a->kind == NODE_OBJECT_PATTERN && !binding_of(d->b)->assigned &&
        d->a->list != NULL) {
        uint32_t back = d->b->end;

        emit_pattern(l, d->a, ident_name(l, d->b), o);
        move_to(l, back);
        return;
    }
    if (!o->first)
        w(l, ",");
    t = temp_new(l);
    w_temp(l, t);
    w(l, "=");
    move_to(l, d->b->start);
    sync(l);
    emit_at(l, d->b);
    o->first = false;
    o->value = d->b;
    emit_pattern(l, d->a, temp_name(l, t), o);
    l->fn->temps = mark;
    move_to(l, d->b->end);
}

static void emit_pattern_declarators(Lower *l, Node *n, bool declare)
{
    PatternOut o = { .declare = declare, .first = true };

    for (Node *d = n->list; d != NULL; d = d->next) {
        if (is_pattern(d->a)) {
            emit_pattern_declarator(l, d, &o);
            if (o.first) {
                w(l, P "z=0");
                o.first = false;
            }
            continue;
        }
        if (!declare && d->b == NULL && n->op == TOKEN_VAR)
            continue;
        if (!o.first)
            w(l, ",");
        o.first = false;
        move_to(l, d->a->start);
        sync(l);
        emit_at(l, d->a);
        if (d->b != NULL) {
            w(l, "=");
            move_to(l, d->b->start);
            emit_init(l, d);
        } else if (n->op != TOKEN_VAR) {
            w(l, "=void 0");
        }
        skip_to(l, d->end);
    }
    if (o.first)
        w(l, "0");
}

/* Top-level let and const of a script live in the realm's own scope. */
static void emit_global_lexical(Lower *l, Node *n)
{
    w(l, "if(");
    for (Node *d = n->list; d != NULL; d = d->next) {
        if (d != n->list)
            w(l, ",");
        if (is_pattern(d->a)) {
            PatternOut o = { .first = true,
                             .lexical = true,
                             .is_const = n->op == TOKEN_CONST };

            emit_pattern_declarator(l, d, &o);
            if (o.first)
                w(l, "0");
            continue;
        }
        w(l, P "let(");
        w_quoted(l, d->a->atom->text);
        w(l, ",");
        if (d->b != NULL) {
            move_to(l, d->b->start);
            sync(l);
            emit_init(l, d);
        } else {
            w(l, "void 0");
        }
        w(l, n->op == TOKEN_CONST ? ",1)" : ")");
        move_to(l, d->end);
    }
    w(l, ");");
    skip_to(l, n->end);
}

static void take_first(Node *ident, void *ctx)
{
    Node **first = ctx;

    if (*first == NULL)
        *first = ident;
}

static bool is_program_scope_lexical(const Node *n)
{
    Node *first = NULL;

    for (const Node *d = n->list; d != NULL && first == NULL; d = d->next)
        node_names(d->a, take_first, &first);
    return first != NULL && binding_of(first) != NULL &&
           binding_of(first)->scope->kind == SCOPE_PROGRAM;
}

/* var inside of a loop's body that is a function. */
static void emit_hoisted_var(Lower *l, Node *n)
{
    for (Node *d = n->list; d != NULL; d = d->next)
        hoist_names(l, d->a);
    emit_pattern_declarators(l, n, false);
    w(l, ";");
    skip_to(l, n->end);
}

void emit_declaration(Lower *l, Node *n, bool in_head)
{
    bool top = is_top_without_vars(l, l->fn) && n->op != TOKEN_VAR;
    bool script = l->options->goal == COMPILE_SCRIPT;

    copy_to(l, n->start);
    if (n->op == TOKEN_VAR && l->fn->loop_body) {
        emit_hoisted_var(l, n);
        return;
    }
    if (top && script && is_program_scope_lexical(n)) {
        emit_global_lexical(l, n);
        return;
    }
    if (top) {
        for (Node *d = n->list; d != NULL; d = d->next)
            add_locals(l, d->a);
        w(l, in_head ? "" : "if(");
        emit_pattern_declarators(l, n, false);
        w(l, in_head ? "" : ");");
        skip_to(l, n->end);
        return;
    }
    if (!has_pattern(n)) {
        if (n->op != TOKEN_VAR) {
            w(l, "var");
            skip_to(l, n->start + (n->op == TOKEN_CONST ? 5 : 3));
        }
        emit_plain_declarators(l, n, in_head);
        return;
    }
    w(l, "var ");
    emit_pattern_declarators(l, n, true);
    if (!in_head)
        w(l, ";");
    skip_to(l, n->end);
}

/* ---- Blocks ---- */

/* Behind its "{": `head` is written first. */
static void emit_block_rest(Lower *l, Node *n)
{
    w_block_head(l, n->scope);
    emit_statements(l, n->list);
    copy_to(l, n->end);
}

static void emit_block(Lower *l, Node *n)
{
    /* The body of `if (x) function f() {}` has no braces of its own. */
    if (n->list != NULL && n->list->start == n->start) {
        copy_to(l, n->start);
        w(l, "{");
        w_block_head(l, n->scope);
        emit_statements(l, n->list);
        w(l, "}");
        return;
    }
    copy_to(l, n->start + 1);
    emit_block_rest(l, n);
}

static bool is_plain_case(const Node *test)
{
    return test == NULL || test->kind == NODE_NUMBER || test->kind == NODE_STRING ||
           test->kind == NODE_MEMBER || test->kind == NODE_IDENT ||
           test->kind == NODE_NULL || test->kind == NODE_TRUE || test->kind == NODE_FALSE;
}

/* The engine compares the cases with whatever the variable holds by then that the value
 * came from: where they compute something it goes into one of its own. */
static void emit_discriminant(Lower *l, Node *n)
{
    bool plain = true;
    int t;

    for (const Node *s = n->list; s != NULL; s = s->next)
        plain = plain && is_plain_case(s->a);
    if (plain) {
        emit(l, n->a);
        return;
    }
    t = temp_new(l);
    copy_to(l, n->a->start);
    w_temp(l, t);
    w(l, "=");
    if (n->a->kind == NODE_SEQUENCE)
        w(l, "(");
    emit_at(l, n->a);
    if (n->a->kind == NODE_SEQUENCE)
        w(l, ")");
    w(l, ",");
    w_temp(l, t);
}

static void emit_switch(Lower *l, Node *n)
{
    Jump j = { .outer = l->fn->jumps, .node = n };
    Scope *c = n->scope;
    bool head = false;
    int mark = l->fn->temps;

    for (Binding *b = c != NULL ? c->first : NULL; b != NULL; b = b->next)
        head = head || b->early || b->kind == BIND_FUNCTION;
    if (head) {
        copy_to(l, n->start);
        w(l, "{");
        w_block_head(l, c);
    }
    emit_discriminant(l, n);
    l->fn->jumps = &j;
    for (Node *s = n->list; s != NULL; s = s->next) {
        if (s->a != NULL)
            emit(l, s->a);
        emit_statements(l, s->list);
    }
    l->fn->jumps = j.outer;
    l->fn->temps = mark;
    copy_to(l, n->end);
    if (head)
        w(l, "}");
}

/* ---- try ---- */

static void emit_catch(Lower *l, Node *n)
{
    bool pattern = n->a != NULL && is_pattern(n->a);
    Str name = STR(P "c");

    copy_to(l, n->start);
    if (n->a != NULL && !pattern && !l->fn->generator) {
        emit(l, n->a);
        emit_block(l, n->b);
        return;
    }
    if (n->a != NULL && !pattern)
        name = ident_name(l, n->a);
    w_fmt(l, "catch(" STR_FMT "){", STR_ARG(name));
    if (l->fn->generator)
        w_fmt(l, P "rt(" STR_FMT ");", STR_ARG(name));
    if (pattern) {
        bool top = is_top_without_vars(l, l->fn);
        PatternOut o = { .declare = !top, .first = true };
        int before;

        if (top)
            add_locals(l, n->a);
        before = steps_begin(l, has_steps(l, n->a));
        w(l, top ? "if(" : "var ");
        emit_pattern(l, n->a, name, &o);
        if (o.first)
            w(l, top ? "0" : P "z");
        w(l, top ? ");" : ";");
        steps_end(l, before);
    }
    move_to(l, n->b->start + 1);
    emit_block_rest(l, n->b);
}

static void find_jump(Node *n, void *ctx)
{
    if (n->kind == NODE_BREAK || n->kind == NODE_CONTINUE)
        *(bool *)ctx = true;
    else if (n->kind != NODE_FUNCTION && n->kind != NODE_CLASS)
        node_children(n, find_jump, ctx);
}

/* A finally block's value counts only where it jumps out. */
static bool may_jump(Node *n)
{
    bool found = false;

    node_children(n, find_jump, &found);
    return found;
}

static void emit_try(Lower *l, Node *n)
{
    Jump guard = { .outer = l->fn->jumps, .node = n, .guards = true };

    if (n->c != NULL)
        l->fn->jumps = &guard;
    emit(l, n->a);
    if (n->b != NULL)
        emit_catch(l, n->b);
    l->fn->jumps = guard.outer;
    if (n->c != NULL) {
        bool no_value = l->no_value;

        l->no_value = no_value || !may_jump(n->c);
        emit(l, n->c);
        l->no_value = no_value;
    }
}

/* ---- The rest ---- */

static void emit_if(Lower *l, Node *n)
{
    for (;;) {
        emit(l, n->a);
        emit_statement(l, n->b);
        copy_to(l, n->b->end);
        if (!ends_with_semicolon(l, n->b))
            w(l, ";");
        if (n->c == NULL)
            return;
        if (n->c->kind != NODE_IF)
            break;
        n = n->c;
    }
    emit_statement(l, n->c);
}

static bool begins_with_arrow(const Node *n)
{
    for (;;) {
        switch (n->kind) {
        case NODE_FUNCTION: return true;
        case NODE_SEQUENCE: n = n->list; break;
        default: return false;
        }
    }
}

static void emit_expression_statement(Lower *l, Node *n)
{
    Node *e = n->a;

    if (n->flags & NF_DIRECTIVE)
        return;
    if (l->no_value && gives_value(l)) {
        copy_to(l, n->start);
        w(l, "if(");
        emit_at(l, e);
        w(l, ");");
        skip_to(l, n->end);
        return;
    }
    if (begins_with_arrow(e)) {
        copy_to(l, n->start);
        w(l, "(");
        emit_at(l, e);
        w(l, ")");
        return;
    }
    if (e->kind == NODE_PAREN && e->a->kind == NODE_ASSIGN && is_pattern(e->a->a) &&
        !is_top_without_vars(l, l->fn)) {
        copy_to(l, n->start);
        move_to(l, e->a->start);
        emit_pattern_assign(l, e->a, false);
        skip_to(l, e->end);
        return;
    }
    if (e->kind == NODE_ASSIGN && is_pattern(e->a) && !is_top_without_vars(l, l->fn)) {
        emit_pattern_assign(l, e, false);
        return;
    }
    emit(l, e);
}

static void emit_labeled(Lower *l, Node *n)
{
    Jump j = { .outer = l->fn->jumps, .node = n, .label = n->atom };
    Node *inner = n->d;

    while (inner->kind == NODE_LABELED)
        inner = inner->d;
    l->fn->jumps = &j;
    if (inner->kind == NODE_FOR_OF && n->d == inner)
        emit_for_of(l, inner, n);
    else if (inner->kind == NODE_FOR_OF && n->d->kind == NODE_LABELED) {
        /* Several labels: all of them go before the loop. */
        skip_to(l, n->d->start);
        emit_labeled(l, n->d);
    } else if (n->d->kind == NODE_FUNCTION) {
        emit_function_declaration(l, n->d);
    } else {
        emit_statement(l, n->d);
    }
    l->fn->jumps = j.outer;
}

static void emit_class_declaration(Lower *l, Node *n)
{
    copy_to(l, n->start);
    if (is_top_without_vars(l, l->fn) && l->options->goal == COMPILE_SCRIPT &&
        ((Scope *)n->scope)->outer->kind == SCOPE_PROGRAM) {
        w(l, "if(" P "let(");
        w_quoted(l, n->a->atom->text);
        w(l, ",");
        emit_class(l, n, true);
        w(l, "));");
        return;
    }
    if (is_top_without_vars(l, l->fn)) {
        add_local(l, ident_name(l, n->a));
        w_fmt(l, "if(" STR_FMT "=", STR_ARG(ident_name(l, n->a)));
        emit_class(l, n, true);
        w(l, ");");
        return;
    }
    w_fmt(l, "var " STR_FMT "=", STR_ARG(ident_name(l, n->a)));
    emit_class(l, n, true);
    w(l, ";");
}

/* An expression or a declaration. */
static void emit_plain_statement(Lower *l, Node *n)
{
    bool steps = has_steps(l, n);
    int before;

    if (steps)
        copy_to(l, n->start);
    before = steps_begin(l, steps);
    if (n->kind == NODE_EXPRESSION)
        emit_expression_statement(l, n);
    else
        emit_declaration(l, n, false);
    if (steps) {
        copy_to(l, n->end);
        l->wrapped = n;
    }
    steps_end(l, before);
}

static void emit_statement_child(Node *n, void *ctx)
{
    emit(ctx, n);
}

/* long: one case per statement */
void emit_statement(Lower *l, Node *n)
{
    switch (n->kind) {
    case NODE_EMPTY:
    case NODE_DEBUGGER: break;
    case NODE_EXPRESSION:
    case NODE_DECLARATION: emit_plain_statement(l, n); break;
    case NODE_FUNCTION: emit_function_declaration(l, n); break;
    case NODE_CLASS: {
        Binding *b = scopes_find(((Scope *)n->scope)->outer, n->a->atom);

        n->a->binding = b;
        emit_class_declaration(l, n);
        break;
    }
    case NODE_BLOCK: emit_block(l, n); break;
    case NODE_IF: emit_if(l, n); break;
    case NODE_FOR:
    case NODE_FOR_IN:
    case NODE_WHILE:
    case NODE_DO: emit_loop(l, n, NULL); break;
    case NODE_FOR_OF: emit_for_of(l, n, NULL); break;
    case NODE_SWITCH: emit_switch(l, n); break;
    case NODE_TRY: emit_try(l, n); break;
    case NODE_RETURN: emit_return(l, n); break;
    case NODE_BREAK:
    case NODE_CONTINUE:
        copy_to(l, n->start);
        w_exit(l, n->kind == NODE_BREAK, n->atom);
        skip_to(l, n->end);
        break;
    case NODE_LABELED: emit_labeled(l, n); break;
    case NODE_THROW: emit(l, n->a); break;
    case NODE_WITH: emit_with(l, n); break;
    case NODE_IMPORT:
    case NODE_EXPORT_NAMED:
    case NODE_EXPORT_DEFAULT:
    case NODE_EXPORT_ALL: emit_module_item(l, n); break;
    default: node_children(n, emit_statement_child, l); break;
    }
}
