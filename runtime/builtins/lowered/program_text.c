/* program_text.c: from text to lowered text to functions of the engine. */
#include "runtime/builtins/lowered/program_text.h"

#include "common/buf.h"
#include "runtime/builtins/lowered/coroutine.h"
#include "runtime/builtins/realm.h"
#include "runtime/builtins/regexp/regexp.h"
#include "runtime/compiler/strip.h"
#include "runtime/engine/error.h"
#include "runtime/engine/frames.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"
#include "runtime/engine/origin.h"
#include "runtime/engine/utf8.h"

/* ---- Errors ---- */

/* [ ] -> [ text ] of the compiler's: names are UTF-8, what it took of the program is as
 * the engine has it. */
static void push_compilers(duk_context *ctx, Str s)
{
    char *out = duk_push_fixed_buffer(ctx, s.len * 3);

    duk_push_lstring(ctx, out, mixed_to_text((const unsigned char *)s.ptr, s.len, out));
    duk_remove(ctx, -2);
}

/* [ ] -> [ error ]: as V8's, whose stack begins with the place where the text is a
 * file's; of eval's it is shown only where nobody catches the error. */
static void push_syntax_error(duk_context *ctx, const Diag *d, Source *s, Arena *a,
                              const char *filename)
{
    duk_errcode_t code = d->kind == DIAG_REFERENCE ? DUK_ERR_REFERENCE_ERROR
                         : d->kind == DIAG_RANGE   ? DUK_ERR_RANGE_ERROR
                                                   : DUK_ERR_SYNTAX_ERROR;
    Buf head = { 0 };

    push_compilers(ctx, str_of(d->msg));
    duk_push_error_object(ctx, code, "%s", duk_get_string(ctx, -1));
    duk_remove(ctx, -2);
    if (d->kind == DIAG_RANGE)
        return;
    diag_print_head(d, a, s, &head);
    if (str_starts(str_of(filename), STR("eval at "))) {
        push_compilers(ctx, str_from(buf_view(&head), str_of(filename).len));
        buf_release(&head);
        duk_push_literal(ctx, "<anonymous_script>");
        duk_insert(ctx, -2);
        duk_concat(ctx, 2);
        duk_put_prop_string(ctx, -2, ENGINE_ERROR_PLACE);
        return;
    }
    push_compilers(ctx, buf_view(&head));
    buf_release(&head);
    duk_push_string(ctx, "stack");
    duk_insert(ctx, -2);
    duk_push_literal(ctx, "\n");
    duk_get_prop_literal(ctx, -4, "stack");
    duk_concat(ctx, 3);
    duk_def_prop(ctx, -3,
                 DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE |
                     DUK_DEFPROP_CLEAR_ENUMERABLE | DUK_DEFPROP_SET_CONFIGURABLE |
                     DUK_DEFPROP_FORCE);
}

/* ---- Lowering ---- */

typedef struct {
    const SourceOptions *options;
    Arena arena;
    Compiled compiled;
    duk_idx_t text, filename;
    bool failed;
} Lowering;

static void push_names(duk_context *ctx, const CompiledName *names)
{
    duk_uarridx_t n = 0;

    duk_push_array(ctx);
    for (; names != NULL; names = names->next) {
        js_push_utf8(ctx, names->name);
        duk_put_prop_index(ctx, -2, n++);
    }
}

static void refuse_declared(duk_context *ctx, const CompiledName *n)
{
    for (; n != NULL; n = n->next) {
        js_push_utf8(ctx, n->name);
        if (engine_lexical_exists(ctx, -1))
            (void)duk_error(ctx, DUK_ERR_SYNTAX_ERROR,
                            "Identifier '%s' has already been declared",
                            duk_get_string(ctx, -1));
        duk_pop(ctx);
    }
}

/* Has the property whose descriptor is on top that attribute? */
static bool has_attribute(duk_context *ctx, const char *name)
{
    bool has;

    duk_get_prop_string(ctx, -1, name);
    has = duk_to_boolean(ctx, -1);
    duk_pop(ctx);
    return has;
}

/* [ global name ] -> [ global name descriptor | undefined ] */
static void push_global_property(duk_context *ctx)
{
    duk_dup(ctx, -1);
    duk_get_prop_desc(ctx, -3, 0);
}

static void refuse_global(duk_context *ctx, duk_errcode_t code)
{
    (void)duk_error(ctx, code, "Identifier '%s' has already been declared",
                    duk_get_string(ctx, -2));
}

/* CanDeclareGlobalFunction and CanDeclareGlobalVar: [ global name descriptor ] */
static void check_global(duk_context *ctx, bool function)
{
    if (duk_is_undefined(ctx, -1)) {
        if (!meta_is_extensible(ctx, -3))
            builtin_type_error(ctx, "Cannot add property %s, object is not extensible",
                               duk_get_string(ctx, -2));
    } else if (function && !has_attribute(ctx, "configurable") &&
               !(has_attribute(ctx, "writable") && has_attribute(ctx, "enumerable"))) {
        refuse_global(ctx, DUK_ERR_TYPE_ERROR);
    }
}

/* [ ] -> [ ]: the global object's properties for vars and functions: checked before any
 * is made; what a function takes the place of must be plain. */
static void declare_globals(duk_context *ctx, const CompiledName *first, bool deletable)
{
    engine_push_global_target(ctx);
    for (const CompiledName *n = first; n != NULL; n = n->next) {
        js_push_utf8(ctx, n->name);
        push_global_property(ctx);
        check_global(ctx, n->is_const);
        duk_pop_2(ctx);
    }
    for (const CompiledName *n = first; n != NULL; n = n->next) {
        js_push_utf8(ctx, n->name);
        push_global_property(ctx);
        if (n->is_const && !duk_is_undefined(ctx, -1) &&
            has_attribute(ctx, "configurable")) {
            duk_pop(ctx);
            duk_push_undefined(ctx);
            duk_def_prop(ctx, -3,
                         DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WE |
                             DUK_DEFPROP_HAVE_CONFIGURABLE |
                             (deletable ? DUK_DEFPROP_CONFIGURABLE : 0) |
                             DUK_DEFPROP_FORCE);
        } else {
            duk_pop_2(ctx);
        }
    }
    duk_pop(ctx);
}

/* A let, const or class may not stand before a global that can't be deleted. */
static void refuse_restricted(duk_context *ctx, const CompiledName *n)
{
    engine_push_global_target(ctx);
    for (; n != NULL; n = n->next) {
        js_push_utf8(ctx, n->name);
        push_global_property(ctx);
        if (!duk_is_undefined(ctx, -1) && !has_attribute(ctx, "configurable"))
            refuse_global(ctx, DUK_ERR_SYNTAX_ERROR);
        duk_pop_2(ctx);
    }
    duk_pop(ctx);
}

/* [ ] -> [ ]: a script's top-level let, const and class; they may not be there yet. */
static void declare_script(duk_context *ctx, const Compiled *c)
{
    refuse_declared(ctx, c->globals);
    refuse_declared(ctx, c->lexicals);
    refuse_restricted(ctx, c->lexicals);
    declare_globals(ctx, c->globals, false);
    for (const CompiledName *n = c->lexicals; n != NULL; n = n->next) {
        js_push_utf8(ctx, n->name);
        engine_lexical_declare(ctx, -1);
        duk_pop(ctx);
    }
}

_Static_assert(sizeof(CompiledSpan) == sizeof(OriginSpan) &&
                   sizeof(CompiledFunction) == sizeof(OriginFunction),
               "the compiler's tables are the engine's");

static void push_map(duk_context *ctx, const Compiled *c)
{
    OriginMap map = { (const OriginSpan *)c->spans, (const OriginFunction *)c->functions,
                      c->n_spans, c->n_functions };

    origin_push_map(ctx, &map);
}

static duk_ret_t lower(duk_context *ctx, void *udata)
{
    Lowering *lo = udata;
    static unsigned programs;
    unsigned serial = ++programs;
    CompileOptions o = { .goal = lo->options->goal,
                         .name = duk_safe_to_string(ctx, lo->filename),
                         .params = lo->options->params,
                         .strict = lo->options->strict,
                         .types = lo->options->types,
                         .check_regexp = regexp_check_literal,
                         .surroundings = lo->options->surroundings,
                         .serial = serial };
    Diag d;

    if (compile(&lo->arena, js_get_str(ctx, lo->text), &o, &lo->compiled, &d) != 0) {
        push_syntax_error(ctx, &d, &lo->compiled.source, &lo->arena, o.name);
        lo->failed = true;
        return 1;
    }
    if (o.goal == COMPILE_SCRIPT && !lo->options->check)
        declare_script(ctx, &lo->compiled);
    if (o.goal == COMPILE_EVAL) {
        refuse_declared(ctx, lo->compiled.globals);
        declare_globals(ctx, lo->compiled.globals, true);
    }
    duk_push_array(ctx);
    duk_push_lstring(ctx, lo->compiled.text.ptr, lo->compiled.text.len);
    duk_put_prop_index(ctx, -2, 0);
    push_names(ctx, lo->compiled.locals);
    duk_put_prop_index(ctx, -2, 1);
    duk_dup(ctx, lo->filename);
    duk_dup(ctx, lo->text);
    origin_push(ctx);
    duk_put_prop_index(ctx, -2, 2);
    push_map(ctx, &lo->compiled);
    duk_put_prop_index(ctx, -2, 3);
    return 1;
}

void source_push_lowered(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                         const SourceOptions *o)
{
    Lowering lo = { .options = o,
                    .text = duk_normalize_index(ctx, text),
                    .filename = duk_normalize_index(ctx, filename) };
    bool ok;

    duk_require_stack(ctx, 16);
    ok = duk_safe_call(ctx, lower, &lo, 0, 1) == DUK_EXEC_SUCCESS;
    arena_release(&lo.arena);
    if (!ok || lo.failed)
        (void)duk_throw(ctx);
    duk_get_prop_index(ctx, -1, 0);
    duk_get_prop_index(ctx, -2, 1);
    duk_get_prop_index(ctx, -3, 2);
    duk_get_prop_index(ctx, -4, 3);
    duk_remove(ctx, -5);
}

void source_push_program(duk_context *ctx, duk_idx_t text, duk_idx_t filename,
                         const SourceOptions *o)
{
    source_push_lowered(ctx, text, filename, o);
    duk_remove(ctx, -3); /* the names */
    origin_compile(ctx, DUK_COMPILE_EVAL);
}

/* ---- Types ---- */

typedef struct {
    Arena arena;
    duk_idx_t text, filename;
} Stripping;

/* [ ] -> [ text ] or [ error ], then false */
static duk_ret_t strip(duk_context *ctx, void *udata)
{
    Stripping *s = udata;
    Source source;
    Str out;
    Diag d;

    if (strip_types(&s->arena, js_get_str(ctx, s->text),
                    duk_safe_to_string(ctx, s->filename), &source, &out, &d) == 0) {
        duk_push_lstring(ctx, out.ptr, out.len);
        return 1;
    }
    push_syntax_error(ctx, &d, &source, &s->arena, "");
    duk_push_string(ctx, d.kind == DIAG_UNSUPPORTED ? "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX"
                                                    : "ERR_INVALID_TYPESCRIPT_SYNTAX");
    duk_put_prop_literal(ctx, -2, "code");
    return duk_throw(ctx);
}

void source_push_stripped(duk_context *ctx, duk_idx_t text, duk_idx_t filename)
{
    Stripping s = { .text = duk_normalize_index(ctx, text),
                    .filename = duk_normalize_index(ctx, filename) };
    duk_int_t rc;

    duk_require_stack(ctx, 16);
    rc = duk_safe_call(ctx, strip, &s, 0, 1);
    arena_release(&s.arena);
    if (rc != DUK_EXEC_SUCCESS)
        (void)duk_throw(ctx);
}

void source_push_script(duk_context *ctx, duk_idx_t text, duk_idx_t filename, bool types)
{
    SourceOptions o = { .goal = COMPILE_SCRIPT, .types = types };

    filename = duk_normalize_index(ctx, filename);
    source_push_lowered(ctx, text, filename, &o);
    duk_pull(ctx, -3);
    duk_insert(ctx, -4); /* [ names lowered program map ] */
    origin_compile(ctx, 0);
    engine_bind_script(ctx, -1, duk_normalize_index(ctx, -2));
    duk_remove(ctx, -2);
}

/* ---- eval ---- */

/* Names, program and map of the text that ʃE has lowered last, for the eval that
 * follows. */
#define EVAL_TABLES "evalTables"

void engine_lower_eval(duk_context *ctx, bool direct)
{
    SourceOptions o = { .goal = COMPILE_EVAL };

    if (direct) {
        duk_dup(ctx, 0);
        js_stash_get(ctx, EVAL_TABLES);
        for (duk_uarridx_t i = 0; i < 3; i++)
            duk_get_prop_index(ctx, 2, i);
        duk_remove(ctx, 2);
    } else {
        frames_push_eval_file(ctx);
        source_push_lowered(ctx, 0, 1, &o);
        duk_remove(ctx, 1);
    }
}

/* [ eval text surroundings ] -> the text for the engine's eval, lowered; anything else is
 * passed on to whatever `eval` is. */
static duk_ret_t lower_direct_eval(duk_context *ctx)
{
    SourceOptions o = { .goal = COMPILE_EVAL };

    js_stash_get(ctx, "eval");
    if (!duk_strict_equals(ctx, 0, -1) || !duk_is_string(ctx, 1) ||
        duk_is_symbol(ctx, 1)) {
        duk_dup(ctx, 1);
        return 1;
    }
    o.surroundings = js_get_str(ctx, 2);
    frames_push_eval_file(ctx);
    source_push_lowered(ctx, 1, -1, &o);
    duk_push_bare_array(ctx);
    for (duk_uarridx_t i = 3; i-- > 0;) {
        duk_pull(ctx, -2);
        duk_put_prop_index(ctx, -2, i);
    }
    js_stash_put(ctx, EVAL_TABLES);
    return 1;
}

/* ---- Function ---- */

/* [ args… head ] -> [ function ], inside of a realm */
static duk_ret_t push_function_inside(duk_context *ctx)
{
    const char *head = duk_get_pointer(ctx, -1);

    duk_pop(ctx);
    lowered_push_function(ctx, head);
    return 1;
}

/* [ args… ] -> [ … function ] where the constructor that runs is of another realm */
static bool push_function_elsewhere(duk_context *ctx, const char *head)
{
    duk_idx_t n = duk_get_top(ctx);

    duk_push_current_function(ctx);
    if (!realm_push_other(ctx, -1)) {
        duk_pop(ctx);
        return false;
    }
    duk_require_stack(ctx, n + 8);
    for (duk_idx_t i = 0; i < n; i++)
        duk_dup(ctx, i);
    duk_push_pointer(ctx, (void *)head);
    realm_call(ctx, n + 1, push_function_inside, n + 1);
    return true;
}

void lowered_push_function(duk_context *ctx, const char *head)
{
    duk_idx_t n = duk_get_top(ctx), parts = 0;

    if (push_function_elsewhere(ctx, head))
        return;

    duk_require_stack(ctx, n + 16);
    duk_push_sprintf(ctx, "(%s anonymous(", head);
    parts++;
    for (duk_idx_t i = 0; i + 1 < n; i++, parts++) {
        if (i > 0) {
            duk_push_literal(ctx, ",");
            parts++;
        }
        duk_dup(ctx, i);
        duk_to_string(ctx, -1);
    }
    duk_push_literal(ctx, "\n) {\n");
    if (n > 0) {
        duk_dup(ctx, n - 1);
        duk_to_string(ctx, -1);
    } else {
        duk_push_literal(ctx, "");
    }
    duk_push_literal(ctx, "\n})");
    duk_concat(ctx, parts + 3);
    frames_push_eval_file(ctx);
    source_push_script(ctx, -2, -1, false);
    duk_call(ctx, 0);
}

duk_ret_t engine_make_function(duk_context *ctx)
{
    lowered_push_function(ctx, "function");
    return 1;
}

void lowered_eval(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "E", lower_direct_eval, 3, 3, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    lowered_define(ctx, fns);
    duk_get_global_literal(ctx, "eval");
    js_stash_put(ctx, "eval");
}
