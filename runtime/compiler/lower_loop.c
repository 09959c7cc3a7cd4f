/* lower_loop.c: loops, and how break, continue and return leave them.
 *
 * A loop whose variables are captured by closures has them anew in each iteration: its
 * body becomes a function, made once, called with the loop's variables:
 *
 *     for (let i = 0; i < 3; i++)      for (var i = 0; i < 3; i++)
 *         f(() => i);                      (ʃb1 || (ʃb1 = function (i$1) {
 *                                              f(function () { return i$1 }) }))(i);
 *
 * It returns undefined to go on, a number for a way out that the loop then takes, or an
 * array with the value that the function around returns.
 *
 *     for (x of y) …    try { var ʃ2 = 0, ʃ1 = ʃof(y); for (;;) {
 *                       if (ʃst(ʃ3, ʃ1, ʃ2)) {
 *                           if (ʃ2 < 0 || !(ʃ1.length >= 0)) {
 *                               if (ʃ2 < -2) break;
 *                               ʃ2 = -1; ʃ3 = ʃ1.ʃn();
 *                               if (ʃ3 === ʃ1) ʃ3 = ʃ1.ʃv;
 *                               else if (ʃ3.done === false || ʃgo(ʃ3)) ʃ3 = ʃ3.value;
 *                               else break;
 *                               ʃ2 = -2
 *                           } else { if (ʃ2 >= ʃ1.length) break; var ʃ3 = ʃ1[ʃ2++] } }
 *                       x = ʃ3; … } } catch …
 *
 * where ʃ2 is the index in an array, or (0 at first) -1 while the iterator is asked and
 * -2 while the body runs (then, and only then, the iterator is closed on the way out).
 * ʃst is one instruction for all that comes behind it, where the engine knows how
 * (graft/step.c): it sets variable and state, and goes on with the body; -3: nothing is
 * left. */
#include "runtime/compiler/lower.h"

/* ---- Ways out ---- */

static bool has_label(const Jump *loop, const Atom *label)
{
    for (const Jump *j = loop->outer; j != NULL && j->label != NULL; j = j->outer) {
        if (j->label == label)
            return true;
    }
    return false;
}

/* Does the jump end at j? */
static bool is_target(const Jump *j, bool is_break, const Atom *label)
{
    if (j->guards)
        return false;
    if (label == NULL)
        return j->label == NULL && (is_break || j->loop);
    if (is_break)
        return j->label == label;
    return j->loop && has_label(j, label);
}

static int exit_code(Lower *l, Boundary *b, bool is_break, Atom *label)
{
    Exit *e;

    for (e = b->exits; e != NULL; e = e->next) {
        if (e->is_break == is_break && e->label == label)
            return e->code;
    }
    e = arena_new(l->arena, Exit);
    *e = (Exit){ is_break, label, ++b->n_exits, b->exits };
    b->exits = e;
    return e->code;
}

void w_close(Lower *l, const Jump *j)
{
    bool await = j->node->flags & NF_AWAIT;
    Str state = temp_name(l, j->iterator + 1), it = temp_name(l, j->iterator);

    w_fmt(l, STR_FMT "===-2&&(" STR_FMT "=-1," P "%s(" STR_FMT "))", STR_ARG(state),
          STR_ARG(state), await ? "ca" : "cl", STR_ARG(it));
    if (await)
        w_fmt(l, "&&" P "cw(" P "y(" STR_FMT "." P "v))", STR_ARG(it));
    w(l, ";");
}

static void w_write_back(Lower *l, Fn *f);

/* The end of an iteration of a body that is a function. */
static void w_next_iteration(Lower *l)
{
    Fn *f = l->fn;

    w(l, "return");
    w_write_back(l, f);
}

/* The iterators that a way out from here to `to` leaves (NULL: out of the function, or of
 * a loop's body that is one) are to be closed: those that a finally block stands before
 * once it has run, by a finally of their loop's own. Is there any that is closed on the
 * way? */
static bool note_closed(Lower *l, const Jump *to)
{
    bool guarded = false, closes = false;

    for (Jump *j = l->fn->jumps; j != to && j != NULL && j->boundary == NULL;
         j = j->outer) {
        guarded = guarded || j->guards;
        if (j->iterator && guarded)
            j->late = true;
        else if (j->iterator)
            closes = true;
    }
    return closes;
}

static void w_close_iterators(Lower *l, const Jump *to)
{
    for (Jump *j = l->fn->jumps;
         j != to && j != NULL && j->boundary == NULL && !j->guards; j = j->outer) {
        if (j->iterator)
            w_close(l, j);
    }
}

void w_exit(Lower *l, bool is_break, Atom *label)
{
    Jump *j = l->fn->jumps;
    const Jump *to;
    bool closes;

    while (j != NULL && j->boundary == NULL && !is_target(j, is_break, label))
        j = j->outer;
    /* What a break leaves is the loop itself, too. */
    to = j != NULL && j->boundary == NULL && is_break ? j->outer : j;
    closes = note_closed(l, to);
    if (closes) {
        w(l, "{");
        w_close_iterators(l, to);
    }
    if (j != NULL && j->boundary != NULL) {
        if (!is_break && is_target(j, false, label))
            w_next_iteration(l);
        else
            w_fmt(l, "return %d", exit_code(l, j->boundary, is_break, label));
    } else {
        w(l, is_break ? "break" : "continue");
        if (label != NULL)
            w_fmt(l, " " STR_FMT, STR_ARG(label->text));
    }
    w(l, closes ? ";}" : ";");
}

static Boundary *boundary_of(const Fn *f)
{
    for (const Jump *j = f->jumps; j != NULL; j = j->outer) {
        if (j->boundary != NULL)
            return j->boundary;
    }
    return NULL;
}

static bool is_async_generator(const Fn *f)
{
    return f->owner != NULL && real_fn((Fn *)f)->async && real_fn((Fn *)f)->generator;
}

/* The value, as the function around returns it. */
static void emit_return_value(Lower *l, Node *value)
{
    Fn *f = real_fn(l->fn);
    bool wrap = f->derived || is_async_generator(f);

    if (f->derived) {
        f->needs_this = true;
        w(l, P "cr(");
    } else if (wrap) {
        w(l, P "y(");
    }
    if (value == NULL) {
        w(l, "void 0");
    } else {
        move_to(l, value->start);
        emit_at(l, value);
    }
    if (f->derived)
        w(l, "," P "this)");
    else if (wrap)
        w(l, ")");
}

/* Out of a derived constructor whose end looks at the value: no try of its own sees an
 * error that comes of it. */
static void emit_late_return(Lower *l, Node *n)
{
    copy_to(l, n->start);
    w(l, "{" P "rv=");
    if (n->a != NULL) {
        move_to(l, n->a->start);
        emit_at(l, n->a);
    } else {
        w(l, "void 0");
    }
    w(l, ";");
    note_closed(l, NULL);
    w_close_iterators(l, NULL);
    w(l, "break " P "rb}");
    skip_to(l, n->end);
}

void emit_return(Lower *l, Node *n)
{
    Fn *f = l->fn;
    Boundary *b = boundary_of(f);
    bool closes = note_closed(l, NULL),
         special = real_fn(f)->derived || is_async_generator(f);
    int mark = f->temps, t;

    if (b == NULL && real_fn(f)->returns_late) {
        emit_late_return(l, n);
        return;
    }
    if (b == NULL && !closes && (!special || (n->a == NULL && !real_fn(f)->derived))) {
        if (n->a != NULL) {
            copy_to(l, n->a->start);
            emit(l, n->a);
        }
        copy_to(l, n->end);
        if (l->text[n->end - 1] != ';')
            w(l, ";");
        return;
    }
    copy_to(l, n->start);
    if (b != NULL)
        b->returns = true;
    if (!closes) {
        w(l, b != NULL ? "return [" : "return ");
        if (b == NULL)
            emit_return_value(l, n->a);
        else if (n->a != NULL)
            emit_at(l, n->a);
        w(l, b != NULL ? "];" : ";");
        skip_to(l, n->end);
        return;
    }
    t = temp_new(l);
    w(l, "{");
    w_temp(l, t);
    w(l, "=");
    if (b == NULL)
        emit_return_value(l, n->a);
    else if (n->a != NULL)
        emit_at(l, n->a);
    else
        w(l, "void 0");
    w(l, ";");
    w_close_iterators(l, NULL);
    w(l, b != NULL ? "return [" : "return ");
    w_temp(l, t);
    w(l, b != NULL ? "]}" : "}");
    skip_to(l, n->end);
    f->temps = mark;
}

/* ---- Bodies that are functions ---- */

/* Variables of a plain for that its body changes: outside name, then the body's. */
static void w_write_back(Lower *l, Fn *f)
{
    const Scope *c = f->node->kind == NODE_FOR ? f->node->scope : NULL;
    const char *before = " void (";

    for (Binding *b = c != NULL ? c->first : NULL; b != NULL; b = b->next) {
        if (!b->body_assigned)
            continue;
        w_fmt(l, "%s" STR_FMT "=" STR_FMT, before, STR_ARG(b->same_outside),
              STR_ARG(b->name));
        before = ",";
    }
    if (before[0] == ',')
        w(l, ")");
}

/* In the body the loop's variables have names of their own. */
static void rename_for_body(Lower *l, Scope *c)
{
    for (Binding *b = c != NULL ? c->first : NULL; b != NULL; b = b->next) {
        b->same_outside = b->name;
        if (b->body_assigned)
            b->name = scopes_fresh(l->scopes, b->atom->text);
    }
}

static void rename_back(Scope *c)
{
    for (Binding *b = c != NULL ? c->first : NULL; b != NULL; b = b->next)
        b->name = b->same_outside;
}

static void w_scope_names(Lower *l, const Scope *c, bool outside)
{
    const char *before = "";

    for (Binding *b = c != NULL ? c->first : NULL; b != NULL; b = b->next) {
        w_fmt(l, "%s" STR_FMT, before, STR_ARG(outside ? b->same_outside : b->name));
        before = ",";
    }
}

/* The statements of a body, in whatever function stands open. */
static void emit_body_statements(Lower *l, Node *body)
{
    if (body->kind != NODE_BLOCK ||
        (body->list != NULL && body->list->start == body->start)) {
        move_to(l, body->start);
        sync(l);
        emit_statement(l, body);
        copy_to(l, body->end);
        w(l, ";");
        return;
    }
    move_to(l, body->start + 1);
    w_block_head(l, body->scope);
    emit_statements(l, body->list);
    copy_to(l, body->end - 1);
    skip_to(l, body->end);
}

static void w_dispatch(Lower *l, const Boundary *b, Str result)
{
    for (const Exit *e = b->exits; e != NULL; e = e->next) {
        w_fmt(l, "if(" STR_FMT "===%d)", STR_ARG(result), e->code);
        w_exit(l, e->is_break, e->label);
    }
    if (b->returns) {
        Fn *f = l->fn;
        Boundary *outer = boundary_of(f);

        w_fmt(l, "if(" STR_FMT "){", STR_ARG(result));
        w_close_iterators(l, NULL);
        if (outer != NULL) {
            outer->returns = true;
            w_fmt(l, "return " STR_FMT "}", STR_ARG(result));
        } else if (real_fn(f)->returns_late) {
            w_fmt(l, P "rv=" STR_FMT "[0];break " P "rb}", STR_ARG(result));
        } else if (real_fn(f)->derived) {
            real_fn(f)->needs_this = true;
            w_fmt(l, "return " P "cr(" STR_FMT "[0]," P "this)}", STR_ARG(result));
        } else {
            w_fmt(l, "return " STR_FMT "[0]}", STR_ARG(result));
        }
    }
}

/* What the body gets: the names of `head`, or of a for-of's or for-in's declaration the
 * value in `value`. */
typedef struct {
    Scope *head;
    Node *pattern; /* declared by value */
    Str value;     /* text of the argument */
} BodyParams;

static void emit_body_function(Lower *l, Node *n, const BodyParams *p, Jump *loop)
{
    Boundary b = { 0 };
    Jump j = *loop;
    Fn f = { .loop_body = true };
    Str cache = arena_strf(l->arena, P "b%u", ++l->unique);
    int mark = l->fn->temps;
    Str result = temp_name(l, temp_new(l));
    size_t start = l->out.len;

    if (l->options->goal == COMPILE_EVAL)
        cache = arena_strf(l->arena, P "b%u_%u", l->options->serial, l->unique);
    declare_here(l, cache);
    w_fmt(l, STR_FMT "=(" STR_FMT "||(" STR_FMT "=function(", STR_ARG(result),
          STR_ARG(cache), STR_ARG(cache));
    if (p->head != NULL && p->pattern == NULL) {
        rename_for_body(l, p->head);
        w_scope_names(l, p->head, false);
    } else if (p->pattern != NULL) {
        w_str(l, is_pattern(p->pattern) ? STR(P "v") : ident_name(l, p->pattern));
    }
    w(l, "){");
    fn_begin(l, &f, n);
    j.boundary = &b;
    j.outer = loop->outer != NULL && loop->outer->label != NULL ? loop->outer : NULL;
    f.jumps = &j;
    if (p->pattern != NULL && is_pattern(p->pattern)) {
        PatternOut o = { .declare = true, .first = true };

        w(l, "var ");
        emit_pattern(l, p->pattern, STR(P "v"), &o);
        w(l, o.first ? P "z;" : ";");
    }
    emit_body_statements(l, n->d);
    if (n->kind == NODE_FOR) {
        w(l, ";return");
        w_write_back(l, &f);
        w(l, ";");
    }
    fn_end(l, &f);
    place_function(l, COMPILED_BODY, n->start, n->end);
    w(l, "}))(");
    if (p->head != NULL && p->pattern == NULL)
        w_scope_names(l, p->head, true);
    else if (p->pattern != NULL)
        w_str(l, p->value);
    w(l, ");");
    if (p->head != NULL && p->pattern == NULL)
        rename_back(p->head);
    w_dispatch(l, &b, result);
    l->fn->temps = mark;
    (void)start;
}

/* ---- Loops ---- */

static void emit_loop_body(Lower *l, Node *n, const BodyParams *p, Jump *j)
{
    l->fn->jumps = j;
    if (is_wrapped(n)) {
        w(l, "{");
        emit_body_function(l, n, p, j);
        w(l, "}");
        if (l->at < n->d->end)
            skip_to(l, n->d->end);
    } else {
        emit_statement(l, n->d);
        copy_to(l, n->d->end);
    }
    l->fn->jumps = j->outer;
}

static void emit_plain_for(Lower *l, Node *n, Jump *j)
{
    BodyParams p = { .head = n->scope };

    if (n->a != NULL && n->a->kind == NODE_DECLARATION) {
        if (n->a->op == TOKEN_VAR && l->fn->loop_body) {
            copy_to(l, n->a->start);
            emit_declaration(l, n->a, true);
            /* It ends with the semicolon that the head needs. */
            if (l->text[l->at] != ';') {
                while (l->text[l->at] != ';')
                    skip_to(l, l->at + 1);
            }
            skip_to(l, l->at + 1);
        } else {
            emit_declaration(l, n->a, true);
        }
    } else if (n->a != NULL) {
        emit(l, n->a);
    }
    if (n->b != NULL)
        emit(l, n->b);
    if (n->c != NULL)
        emit(l, n->c);
    if (is_wrapped(n))
        copy_to(l, n->d->start);
    emit_loop_body(l, n, &p, j);
}

/* The object and the body, where the head stays as it is. */
static void emit_for_in_rest(Lower *l, Node *n, const BodyParams *p, Jump *j)
{
    emit(l, n->b);
    if (is_wrapped(n))
        copy_to(l, n->d->start);
    emit_loop_body(l, n, p, j);
}

/* for (let [a] in o), for (o.p in q): the key goes through a temporary. */
static void emit_for_in(Lower *l, Node *n, Jump *j)
{
    bool lexical = n->a->kind == NODE_DECLARATION;
    Node *target = lexical ? n->a->list->a : n->a;
    bool wrapped = is_wrapped(n), top = is_top_without_vars(l, l->fn);
    bool simple = target->kind == NODE_IDENT && !is_const_target(target);
    BodyParams p = { .pattern = lexical && n->a->op != TOKEN_VAR ? target : NULL };
    int mark = l->fn->temps, t;

    if (lexical && n->a->op == TOKEN_VAR && n->a->list->b != NULL) {
        /* Annex B: for (var a = 1 in b) */
        emit_declaration(l, n->a, true);
        emit_for_in_rest(l, n, &p, j);
        return;
    }
    if (lexical && target->kind == NODE_IDENT && !wrapped && !top && !l->fn->loop_body) {
        if (n->a->op != TOKEN_VAR) {
            copy_to(l, n->a->start);
            w(l, "var");
            skip_to(l, n->a->start + (n->a->op == TOKEN_CONST ? 5 : 3));
        }
        emit(l, target);
        emit_for_in_rest(l, n, &p, j);
        return;
    }
    if (!lexical && simple) {
        emit(l, target);
        emit_for_in_rest(l, n, &p, j);
        return;
    }
    t = temp_new(l);
    copy_to(l, n->a->start);
    w_temp(l, t);
    w(l, " in ");
    move_to(l, n->b->start);
    sync(l);
    emit_at(l, n->b);
    w(l, "){");
    l->fn->jumps = j;
    p.value = temp_name(l, t);
    if (wrapped && p.pattern != NULL) {
        emit_body_function(l, n, &p, j);
    } else {
        emit_head_assign(l, n, target, p.value);
        if (wrapped)
            emit_body_function(l, n, &p, j);
        else
            emit_body_statements(l, n->d);
    }
    w(l, "}");
    l->fn->jumps = j->outer;
    skip_to(l, n->d->end);
    l->fn->temps = mark;
}

void emit_for_of_body(Lower *l, Node *n, Node *pattern, Node *target, Str value,
                      ValueAt at)
{
    BodyParams p = { .pattern = pattern, .value = value };

    if (is_wrapped(n) && pattern != NULL) {
        emit_body_function(l, n, &p, l->fn->jumps);
        return;
    }
    if (is_pattern(strip_parens(target)) && at != VALUE_IN_TEMP) {
        int t = temp_new(l);

        if (is_top_without_vars(l, l->fn))
            w_fmt(l, "if(" STR_FMT "=" STR_FMT ");", STR_ARG(temp_name(l, t)),
                  STR_ARG(value));
        else
            w_fmt(l, STR_FMT "=" STR_FMT ";", STR_ARG(temp_name(l, t)), STR_ARG(value));
        value = temp_name(l, t);
    }
    if (at != VALUE_IN_TARGET)
        emit_head_assign(l, n, target, value);
    if (is_wrapped(n))
        emit_body_function(l, n, &p, l->fn->jumps);
    else
        emit_body_statements(l, n->d);
}

void emit_loop(Lower *l, Node *n, Node *labels)
{
    Jump j = { .outer = l->fn->jumps, .node = n, .loop = true };
    BodyParams none = { 0 };

    (void)labels;
    switch (n->kind) {
    case NODE_FOR: emit_plain_for(l, n, &j); break;
    case NODE_FOR_IN: emit_for_in(l, n, &j); break;
    case NODE_WHILE:
        emit(l, n->a);
        if (is_wrapped(n))
            copy_to(l, n->d->start);
        emit_loop_body(l, n, &none, &j);
        break;
    default:
        if (is_wrapped(n))
            copy_to(l, n->d->start);
        if (is_wrapped(n) && l->out.ptr[l->out.len - 1] == 'o')
            w(l, " ");
        emit_loop_body(l, n, &none, &j);
        if (l->text[n->d->end - 1] != ';' && l->text[n->d->end - 1] != '}')
            w(l, ";");
        emit(l, n->a);
        break;
    }
}
