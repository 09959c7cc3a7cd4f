/* lower_func.c: functions of every kind become ES5 functions.
 *
 *     (a, b = 1) => a + this.b        function ʃa1__(a, b) { if (b === void 0) b = 1;
 *                                         return a + ʃthis.b }
 *     async function f() {…}          var f = ʃA(ʃa0_12_f); function ʃa0_12_f() {…}
 *
 * The name of a lowered function says to the engine's compiler (engine/graft/template.c)
 * what ES5 can't: ʃ, a letter, the length where it isn't the number of parameters, _, a
 * number that makes it unique, _, the name that programs see. The letters:
 *   a  not a constructor: arrow functions, methods, async functions, generators
 *   n  the name is not bound inside: it was inferred
 *   b  the name is bound inside
 *   c  a class's constructor
 *   d  a declaration: known by this very name, which ʃN changes later
 *   e  the same of an async function or generator
 *   f  as a, but bound inside: by that name it means what its wrapper made of it
 */
#include "runtime/compiler/chars.h"
#include "runtime/compiler/lower.h"

/* ---- Markers ---- */

static bool is_name_byte(char c)
{
    return (unsigned char)c < 0x80 && char_classes[(unsigned char)c] & CHAR_ID_PART;
}

static void w_marker_at(Lower *l, char kind, int length, uint32_t unique, Str name)
{
    size_t i = 0;

    w(l, P);
    w_str(l, str_n(&kind, 1));
    if (length >= 0)
        w_number(l, (uint32_t)length);
    w(l, "_");
    if (unique)
        w_number(l, unique);
    w(l, "_");
    while (i < name.len) {
        size_t from = i;

        while (i < name.len && is_name_byte(name.ptr[i]))
            i++;
        buf_put(&l->out, name.ptr + from, i - from);
        for (; i < name.len && !is_name_byte(name.ptr[i]); i++) {
            w(l, P);
            w_hex_byte(l, (unsigned char)name.ptr[i]);
        }
    }
}

void w_marker(Lower *l, char kind, int length, Str name)
{
    w_marker_at(l, kind, length, 0, name);
}

/* ---- What a function is like ---- */

/* `length` where it isn't the number of parameters that the lowered function has; -1. */
static int length_of(const Node *fn)
{
    int length = 0, params = 0;
    bool ended = false;

    for (const Node *p = fn->list; p != NULL; p = p->next) {
        ended = ended || p->kind == NODE_DEFAULT || p->kind == NODE_REST;
        length += !ended;
        params += p->kind != NODE_REST;
    }
    return length == params ? -1 : length;
}

static bool is_coroutine(const Node *fn)
{
    return fn->flags & (NF_ASYNC | NF_GENERATOR);
}

static const char *wrapper_of(const Node *fn)
{
    switch (fn->flags & (NF_ASYNC | NF_GENERATOR)) {
    case NF_ASYNC: return P "A(";
    case NF_GENERATOR: return P "G(";
    case NF_ASYNC | NF_GENERATOR: return P "AG(";
    default: return "";
    }
}

/* A declaration that isn't just `function name(…)`: written under a name of its own. */
static bool is_raw(const Node *fn, const Binding *b)
{
    return is_coroutine(fn) || length_of(fn) >= 0 || b->scope != b->scope->function ||
           b->in_body || !fn->a->atom->ascii;
}

/* A generator's parameters are evaluated when it is called: it yields behind them. */
static bool yields_first(const Node *fn)
{
    return fn->flags & NF_GENERATOR && !(fn->flags & NF_SIMPLE_PARAMS);
}

static void w_raw_name(Lower *l, const Node *fn)
{
    w_marker_at(l, is_coroutine(fn) ? 'e' : 'd', length_of(fn), fn->start + 1,
                fn->a != NULL ? fn->a->atom->text : STR("default"));
}

void w_raw_value(Lower *l, const Node *fn)
{
    w(l, is_coroutine(fn) ? wrapper_of(fn) : P "N(");
    w_raw_name(l, fn);
    w_fmt(l, ",%d,", yields_first(fn));
    w_quoted(l, fn->a != NULL ? fn->a->atom->text : STR("default"));
    w(l, ")");
}

/* ---- Frames ---- */

void fn_begin(Lower *l, Fn *f, Node *node)
{
    f->outer = l->fn;
    f->node = node;
    if (f->loop_body) {
        f->arrow = true;
        f->strict = l->fn->strict;
        f->generator = l->fn->generator;
        f->async = l->fn->async;
        f->base = l->fn->base + l->fn->temps;
        f->home = l->fn->home;
        f->home_static = l->fn->home_static;
    }
    f->owner = f->arrow && l->fn != NULL ? l->fn->owner : f;
    l->fn = f;
    f->prologue = l->out.len;
}

/* Text into the output at a place already written. */
static void insert(Lower *l, size_t at, Str text)
{
    size_t tail = l->out.len - at;

    if (text.len == 0 || !buf_reserve(&l->out, text.len))
        return;
    place_insert(l, at, text.len);
    buf_put(&l->out, text.ptr, text.len);
    memmove(l->out.ptr + at + text.len, l->out.ptr + at, tail);
    memcpy(l->out.ptr + at, text.ptr, text.len);
}

void lower_add_local(Lower *l, Str name)
{
    CompiledName *c = arena_new(l->arena, CompiledName);

    c->name = name;
    c->next = l->result->locals;
    l->result->locals = c;
}

static Str capture(Lower *l, Fn *f, const char *name, const char *value)
{
    if (!is_top_without_vars(l, f))
        return arena_strf(l->arena, "var " P "%s=%s;", name, value);
    lower_add_local(l, arena_strf(l->arena, P "%s", name));
    return arena_strf(l->arena, "if(" P "%s=%s);", name, value);
}

static void insert_prologue(Lower *l, Fn *f)
{
    Str text = STR("");

    if (f->needs_this)
        text = f->derived ? STR("var " P "this;") : capture(l, f, "this", "this");
    if (f->needs_arguments)
        text = arena_strf(l->arena, STR_FMT "var " P "args=%s;", STR_ARG(text),
                          f->node->flags & (NF_SIMPLE_PARAMS | NF_STRICT) ? "arguments"
                                                                          : P
                              "ua(arguments)");
    if (f->needs_new_target)
        text = arena_strf(l->arena, STR_FMT STR_FMT, STR_ARG(text),
                          STR_ARG(capture(l, f, "nt", "new.target")));
    insert(l, f->prologue, text);
}

static void w_vars(Lower *l, Fn *f)
{
    const char *before = ";var "; /* the last statement may lack its semicolon */

    for (int i = 1; i <= f->max_temps; i++) {
        if (is_top_without_vars(l, f)) {
            lower_add_local(l, temp_name(l, f->base + i));
            continue;
        }
        w(l, before);
        w_temp(l, f->base + i);
        before = ",";
    }
    for (NameList *v = f->vars; v != NULL; v = v->next) {
        if (is_top_without_vars(l, f)) {
            lower_add_local(l, v->name);
            continue;
        }
        w(l, before);
        w_str(l, v->name);
        before = ",";
    }
    if (before[0] == ',')
        w(l, ";");
}

void fn_end(Lower *l, Fn *f)
{
    w_vars(l, f);
    insert_prologue(l, f);
    l->fn = f->outer;
}

/* ---- Blocks' names ---- */

static bool is_plain_var_place(const Lower *l, const Scope *c)
{
    return !(c->kind == SCOPE_PROGRAM && l->options->goal == COMPILE_SCRIPT) &&
           !l->fn->loop_body;
}

void w_block_head(Lower *l, Scope *c)
{
    if (c == NULL)
        return;
    for (Binding *b = c->first; b != NULL; b = b->next) {
        if (b->early && b->same == NULL && b->kind != BIND_CLASS_NAME &&
            !(c->kind == SCOPE_PROGRAM && l->options->goal == COMPILE_SCRIPT)) {
            bool top = is_top_without_vars(l, l->fn);

            if (top)
                lower_add_local(l, b->name);
            w_fmt(l, top ? "if(" STR_FMT "=" P "u());" : "var " STR_FMT "=" P "u();",
                  STR_ARG(b->name));
        }
        if (b->kind == BIND_FUNCTION && b->value != NULL && is_raw(b->value, b)) {
            const Binding *to = b->same != NULL ? b->same : b;
            bool var =
                is_plain_var_place(l, c->function) || (to->scope->kind == SCOPE_PROGRAM);

            if (var)
                w(l, "var ");
            else
                declare_var_name(l, to->name);
            w_str(l, to->name);
            w(l, "=");
            w_raw_value(l, b->value);
            w(l, ";");
        }
    }
}

/* ---- Parameters ---- */

/* The name of a parameter in the lowered function. */
static Str param_name(Lower *l, const Node *p, int i)
{
    if (p->kind == NODE_DEFAULT)
        p = p->a;
    if (p->kind == NODE_IDENT)
        return ident_name(l, p);
    return arena_strf(l->arena, P "p%d", i);
}

/* A last parameter ʃr is what the engine gives the other arguments, as an array
 * (engine/graft/rest.c); where the function means its `arguments`, too, it is made of
 * that. */
static bool has_rest_parameter(const Node *fn)
{
    return !(fn->flags & NF_USES_ARGUMENTS);
}

static void w_params(Lower *l, const Node *fn)
{
    int i = 0;

    for (const Node *p = fn->list; p != NULL; p = p->next, i++) {
        if (p->kind == NODE_REST && !has_rest_parameter(fn))
            break;
        if (i > 0)
            w(l, ",");
        w_str(l, p->kind == NODE_REST ? STR(P "r") : param_name(l, p, i));
    }
}

static void w_pattern_param(Lower *l, Node *pattern, Str from)
{
    PatternOut o = { .declare = true, .first = true };
    int before = steps_begin(l, has_steps(l, pattern));

    w(l, "var ");
    emit_pattern(l, pattern, from, &o);
    w(l, ";");
    steps_end(l, before);
}

/* What parameters do before the body: defaults, patterns, rest. */
static void w_param_prologue(Lower *l, Node *fn)
{
    int i = 0;

    for (Node *p = fn->list; p != NULL; p = p->next, i++) {
        Str name = param_name(l, p, i);
        Node *target = p;

        if (p->kind == NODE_DEFAULT) {
            target = p->a;
            move_to(l, p->b->start);
            sync(l);
            w(l, "if(");
            w_str(l, name);
            w(l, "===void 0)");
            w_str(l, name);
            w(l, "=");
            if (target->kind == NODE_IDENT && is_anonymous_function(p->b))
                l->infer = target->atom->text;
            emit_at(l, p->b);
            w(l, ";");
        } else if (p->kind == NODE_REST) {
            target = p->a;
            if (target->kind == NODE_IDENT)
                name = ident_name(l, target);
            w(l, "var ");
            w_str(l, name);
            if (has_rest_parameter(fn))
                w(l, "=" P "r;");
            else
                w_fmt(l, "=" P "rest(arguments,%d);", i);
        }
        if (target->kind != NODE_IDENT)
            w_pattern_param(l, target, name);
    }
}

/* ---- Bodies ---- */

Node *emit_directives(Lower *l, Node *list)
{
    while (list != NULL && list->kind == NODE_EXPRESSION && list->flags & NF_DIRECTIVE) {
        emit(l, list->a);
        copy_to(l, list->end);
        if (l->text[list->end - 1] != ';')
            w(l, ";");
        list = list->next;
    }
    return list;
}

static void begin_body(Lower *l, Node *fn, const FunctionShape *shape, Node **list)
{
    Fn *f = l->fn;
    bool was_strict = f->outer == NULL || f->outer->strict;

    f->strict = fn->flags & NF_STRICT;
    if (f->strict && !was_strict)
        w(l, "\"use strict\";");
    *list = emit_directives(l, *list);
    f->prologue = l->out.len;
    if (fn->flags & NF_USES_ARGUMENTS && !(fn->flags & (NF_SIMPLE_PARAMS | NF_STRICT)) &&
        !f->arrow)
        f->needs_arguments = true;
    w_block_head(l, fn->scope);
    if (shape->prologue != NULL)
        w(l, shape->prologue);
}

/* A body's variable that is called like a parameter begins with its value. */
static void w_body_vars(Lower *l, const Scope *c)
{
    for (const Binding *b = c->apart ? c->first : NULL; b != NULL; b = b->next) {
        if (b->init != NULL && b->kind == BIND_VAR)
            w_fmt(l, "var " STR_FMT "=" STR_FMT ";", STR_ARG(b->name),
                  STR_ARG(b->init->name));
    }
}

static void emit_body(Lower *l, Node *fn, const FunctionShape *shape)
{
    bool simple = fn->flags & NF_SIMPLE_PARAMS;
    Node *none = NULL;

    if (fn->flags & NF_EXPRESSION_BODY) {
        begin_body(l, fn, shape, &none);
        if (!simple) {
            l->in_params = true;
            w_param_prologue(l, fn);
            l->in_params = false;
        }
        move_to(l, fn->b->start);
        sync(l);
        w(l, "return ");
        l->infer = shape->infer;
        emit_at(l, fn->b);
        l->infer = (Str){ 0 };
        w(l, ";");
        return;
    }
    none = fn->b->list;
    if (none == NULL || !(none->flags & NF_DIRECTIVE) || simple)
        move_to(l, fn->b->start + 1);
    begin_body(l, fn, shape, &none);
    if (!simple) {
        l->in_params = true;
        w_param_prologue(l, fn);
        l->in_params = false;
        if (fn->flags & NF_GENERATOR)
            w(l, P "y();");
        w_body_vars(l, fn->scope);
        move_to(l, fn->b->start + 1);
    }
    if (l->fn->returns_late) {
        declare_here(l, STR(P "rv"));
        w(l, P "rb:{");
    }
    emit_statements(l, none);
    copy_to(l, fn->b->end - 1);
    if (l->fn->returns_late)
        w(l, ";" P "rv=void 0}");
    skip_to(l, fn->b->end);
}

/* Is it written `function name(a, b) {`, and stays so? */
static bool keeps_its_head(const Lower *l, const Node *fn)
{
    return !(fn->flags & (NF_ARROW | NF_METHOD | NF_ASYNC | NF_GENERATOR)) &&
           fn->flags & NF_SIMPLE_PARAMS && fn->end - fn->start > 8 &&
           memcmp(l->text + fn->start, "function", 8) == 0;
}

/* Parameters as they stand, but for a comma behind the last. */
static void emit_plain_params(Lower *l, Node *fn)
{
    const Node *last = NULL;

    for (Node *p = fn->list; p != NULL; p = p->next) {
        emit(l, p);
        last = p;
    }
    if (last != NULL &&
        memchr(l->text + last->end, ',', fn->b->start - last->end) != NULL) {
        copy_to(l, last->end);
        w(l, "){");
        skip_to(l, fn->b->start + 1);
        return;
    }
    copy_to(l, fn->b->start + 1);
}

static void emit_head(Lower *l, Node *fn, const FunctionShape *shape, bool raw)
{
    if (keeps_its_head(l, fn)) {
        w(l, "function");
        skip_to(l, fn->start + 8);
        if (raw || shape->marker) {
            w(l, " ");
            if (raw)
                w_raw_name(l, fn);
            else
                w_marker(l, shape->marker, -1, shape->name);
            if (fn->a != NULL)
                skip_to(l, fn->a->end);
        } else if (fn->a != NULL) {
            emit(l, fn->a);
        }
        emit_plain_params(l, fn);
        return;
    }
    w(l, "function ");
    if (raw)
        w_raw_name(l, fn);
    else if (shape->marker)
        w_marker(l, shape->marker, length_of(fn), shape->name);
    else if (fn->a != NULL)
        w_str(l, fn->a->atom->text);
    w(l, "(");
    w_params(l, fn);
    w(l, "){");
}

typedef struct {
    bool inside, found;
} ReturnSearch;

static void search_return(Node *n, void *ctx)
{
    ReturnSearch *s = ctx, inner = { .inside = s->inside };

    if (n->kind == NODE_FUNCTION || n->kind == NODE_CLASS || s->found)
        return;
    if (n->kind == NODE_TRY || n->kind == NODE_FOR_OF)
        inner.inside = true;
    if (n->kind == NODE_RETURN)
        inner.found = inner.inside;
    node_children(n, search_return, &inner);
    s->found = inner.found;
}

/* Does the body of a function return out of a try, of its own or of a for-of's? */
static bool returns_inside_try(Node *body)
{
    ReturnSearch s = { 0 };

    node_children(body, search_return, &s);
    return s.found;
}

static void emit_function_text(Lower *l, Node *fn, const FunctionShape *shape, bool raw)
{
    Fn f = { .arrow = fn->flags & NF_ARROW,
             .generator = fn->flags & NF_GENERATOR,
             .async = fn->flags & NF_ASYNC,
             .derived = shape->derived,
             .super_done = shape->super_done,
             .home = shape->home,
             .home_static = shape->home_static };
    bool in_params = l->in_params, in_field = l->in_field;

    l->infer = (Str){ 0 };
    l->in_params = false;
    l->in_field = shape->field || (f.arrow && in_field);
    if (f.arrow && l->fn != NULL) {
        f.home = l->fn->home;
        f.home_static = l->fn->home_static;
    }
    emit_head(l, fn, shape, raw);
    fn_begin(l, &f, fn);
    f.returns_late = shape->derived && returns_inside_try(fn->b);
    emit_body(l, fn, shape);
    if (f.returns_late) {
        f.needs_this = true;
        w(l, ";return " P "cr(" P "rv," P "this);");
    } else if (shape->derived) {
        f.needs_this = true;
        w(l,
          shape->super_done != 0 ? ";return " P "this;" : ";return " P "ti(" P "this);");
    }
    fn_end(l, &f);
    if (shape->property != NULL)
        place_method(l, shape->property);
    else
        place_function(l, shape->kind,
                       shape->kind == COMPILED_CLASS ? l->cls->node->start : fn->start,
                       shape->kind == COMPILED_CLASS ? l->cls->node->end : fn->end);
    w(l, "}");
    l->in_params = in_params;
    l->in_field = in_field;
}

void emit_function_as(Lower *l, Node *fn, const FunctionShape *shape)
{
    w(l, wrapper_of(fn));
    emit_function_text(l, fn, shape, false);
    if (is_coroutine(fn))
        w(l, yields_first(fn) ? ",1)" : ")");
}

/* Does an async function or generator mention its own name? */
static bool is_self_naming(const Node *fn)
{
    const Binding *b = fn->a != NULL ? fn->a->binding : NULL;

    return b != NULL && b->kind == BIND_FN_NAME && (b->used || b->scope->has_eval);
}

void emit_function(Lower *l, Node *fn)
{
    FunctionShape shape = { .name = l->infer.ptr != NULL ? l->infer : STR("") };
    bool arrow = fn->flags & NF_ARROW;

    copy_to(l, fn->start);
    if (arrow || is_coroutine(fn)) {
        shape.marker = is_self_naming(fn) ? 'f' : 'a';
        if (fn->a != NULL)
            shape.name = fn->a->atom->text;
    } else if (fn->a != NULL) {
        shape.name = fn->a->atom->text;
        if (length_of(fn) >= 0 || !keeps_its_head(l, fn) || fn->a->flags & NF_ESCAPED)
            shape.marker = 'b';
    } else if (shape.name.len || length_of(fn) >= 0) {
        shape.marker = 'n';
    }
    emit_function_as(l, fn, &shape);
    skip_to(l, fn->end);
}

/* A block's function that is the function's variable as well, where they are two. */
static void w_outside(Lower *l, const Binding *b)
{
    const Binding *to = b->outside;

    if (is_plain_var_place(l, to->scope->function) || to->scope->kind == SCOPE_PROGRAM)
        w(l, "var ");
    else
        declare_var_name(l, to->name);
    w_fmt(l, STR_FMT "=" STR_FMT ";", STR_ARG(to->name), STR_ARG(b->name));
}

void emit_function_declaration(Lower *l, Node *fn)
{
    static const FunctionShape plain = { 0 };
    const Binding *b = NULL;
    bool raw;

    copy_to(l, fn->start);
    if (fn->a != NULL)
        b = scopes_find(((Scope *)fn->scope)->outer, fn->a->atom);
    raw = b == NULL || is_raw(fn, b);
    if (raw && b != NULL && b->value != fn && b->scope == b->scope->function)
        raw = true;
    emit_function_text(l, fn, &plain, raw);
    if (b != NULL && b->outside != NULL)
        w_outside(l, b);
    skip_to(l, fn->end);
}
