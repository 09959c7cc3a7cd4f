/* coroutine.c: generators, async functions and async generators on the engine's
 * coroutines.
 *
 * ʃG(f), ʃA(f), ʃAG(f) make the function that programs see out of the lowered body f. A
 * call makes a coroutine that runs f. Only compiled functions can resume one, so a few
 * lines of JavaScript below stand between; everything else is here. A generator's
 * return() throws a completion object that the lowered catch clauses let through (ʃrt).
 */
#include "runtime/builtins/iterate.h"
#include "runtime/builtins/lowered/coroutine.h"
#include "runtime/builtins/lowered/lowered.h"
#include "runtime/builtins/promise.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"

/* Slots of a function: the lowered body; whether it runs up to its first yield at once
 * (parameters with patterns or defaults are evaluated in the call). */
enum { FUNCTION_BODY, FUNCTION_EAGER, FUNCTION_SLOTS };

/* ---- The part that must be compiled ----
 *
 * begin(generator, how, value) gives the coroutine or null; result(generator, coroutine,
 * value) and failed(generator, error) make what next() gives. */
static const char script[] =
    "(function(resume,y,begin,result,failed,record,go,mark,isR,setR,getR,arecord,"
    "delegate,ended,next,yraw){'use strict';"
    "function run(g,t,v,e,h){try{v=resume(t,v,e)}catch(x){return failed(g,x)}"
    "return result(g,t,v,h)}"
    "function step(g,h,v){var t=begin(g,h,v);"
    "if(t===null)return{value:h===2?v:void 0,done:true};"
    "return run(g,t,h===2?mark(v):v,h!==0,h)}"
    "return[function(t,v,e){return resume(t,v,e)},step,"
    "function " P "a1__return(v){return step(this,2,v)},"
    "function " P "a1__throw(v){return step(this,1,v)},"
    /* yield*: a generator's values go past here, up to what engine_delegate gives */
    "function(x){var r=record(x),i=r." P "i,m,h,d,w=delegate(i,void 0,r." P "m),v;"
    "h=ended();if(h===0)return w;"
    "if(h===2)h=0;else if(isR(w)){h=2;m=w;w=getR(w)}"
    "for(;;){if(h===0){v=r." P "m.call(i,w);d=go(v)}"
    "else if(h===1){h=i['throw'];if(h===void 0||h===null){h=i['return'];"
    "if(h!==void 0&&h!==null){h=h.call(i);go(h)}"
    "throw new TypeError(\"The iterator does not provide a 'throw' method\")}"
    "v=h.call(i,w);d=go(v)}"
    "else{h=i['return'];if(h===void 0||h===null)throw m;"
    "v=h.call(i,w);d=go(v);if(!d){setR(m,v.value);throw m}}"
    "if(!d)return v.value;h=0;v=v.value;"
    "try{w=y(v)}catch(e){if(isR(e)){h=2;w=getR(e);m=e}else{h=1;w=e}}}},"
    /* yield* in an async generator */
    "function(x){var r=arecord(x),i=r." P "i,v=y(next(r,void 0)),m,h,w,d=v===r||go(v);"
    "for(;;){if(!d)return v.value;h=0;v=v===r?r." P "v:v.value;"
    "try{w=yraw(v)}catch(e){if(isR(e)){h=2;w=getR(e);m=e}else{h=1;w=e}}"
    "if(h===0){v=y(next(r,w));d=v===r||go(v);continue}"
    "if(h===1){h=i['throw'];if(h===void 0||h===null){h=i['return'];"
    "if(h!==void 0&&h!==null){h=y(h.call(i));go(h)}"
    "throw new TypeError(\"The iterator does not provide a 'throw' method\")}"
    "v=y(h.call(i,w));d=go(v);continue}"
    "h=i['return'];if(h===void 0||h===null){setR(m,y(w));throw m}"
    "v=y(h.call(i,w));d=go(v);if(!d){setR(m,v.value);throw m}}},"
    /* all values of a record, onto the array a of n */
    "function(r,a,n){for(var v;;){v=r." P "n();if(v===r)a[n++]=r." P "v;"
    "else if(v.done===false||go(v))a[n++]=v.value;else return}},"
    /* an async function */
    "function(runs,step,failed,p,t,v,e){for(;;)try{v=runs(t,v,e);return step(p,t,v)}"
    "catch(x){if(failed(p,t,x))return p;v=x;e=true}},"
    /* an async generator */
    "function(runs,step,failed,g,r,t,v,e){for(;;)try{v=runs(t,v,e);return step(g,r,v)}"
    "catch(x){v=failed(g,r,x);if(v!==void 0)return v;v=x;e=true}}]})";

enum {
    STEP_RESUME,
    STEP_NEXT,
    STEP_RETURN,
    STEP_THROW,
    STEP_DELEGATE,
    STEP_ASYNC_DELEGATE,
    STEP_COLLECT,
    STEP_ASYNC,
    STEP_ASYNC_GENERATOR,
};

#define RUNNER_SIZE 4 /* see coroutine_push_runner */

/* ---- Completions of return() ---- */

void coroutine_push_completion(duk_context *ctx)
{
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_COMPLETION, 1);
    duk_insert(ctx, -2);
    slots_put(ctx, -2, 0);
}

/* [ value ] -> [ completion ] */
static duk_ret_t make_completion(duk_context *ctx)
{
    coroutine_push_completion(ctx);
    return 1;
}

static bool is_completion(duk_context *ctx, duk_idx_t i)
{
    return duk_is_object(ctx, i) && slots_is(ctx, i, SLOTS_COMPLETION);
}

static duk_ret_t check_completion(duk_context *ctx)
{
    duk_push_boolean(ctx, is_completion(ctx, 0));
    return 1;
}

static duk_ret_t set_completion(duk_context *ctx)
{
    duk_dup(ctx, 1);
    slots_put(ctx, 0, 0);
    return 0;
}

static duk_ret_t get_completion(duk_context *ctx)
{
    slots_get(ctx, 0, 0);
    return 1;
}

/* A catch clause of a generator lets completions through. */
static duk_ret_t rethrow_completion(duk_context *ctx)
{
    if (is_completion(ctx, 0)) {
        duk_dup(ctx, 0);
        (void)duk_throw(ctx);
    }
    return 0;
}

/* ---- Generators ---- */

/* [ generator how value ] -> coroutine or null */
static duk_ret_t generator_begin(duk_context *ctx)
{
    static const char *const names[] = { "next", "throw", "return" };
    int how = duk_get_int(ctx, 1);

    if (!duk_is_object(ctx, 0) || !slots_is(ctx, 0, SLOTS_GENERATOR))
        builtin_type_error(
            ctx, "Method [Generator].prototype.%s called on incompatible receiver %s",
            names[how], builtin_describe(ctx, 0));
    slots_get(ctx, 0, ENGINE_GENERATOR_COROUTINE);
    switch (engine_coroutine(ctx, -1)) {
    case ENGINE_COROUTINE_RUNNING:
        builtin_type_error(ctx, "Generator is already running");
    case ENGINE_COROUTINE_NEW:
        if (how == 0)
            return 1;
        break;
    case ENGINE_COROUTINE_WAITING: return 1;
    default: break;
    }
    duk_push_null(ctx);
    slots_put(ctx, 0, ENGINE_GENERATOR_COROUTINE);
    if (how == 1) {
        duk_dup(ctx, 2);
        (void)duk_throw(ctx);
    }
    duk_push_null(ctx);
    return 1;
}

/* [ generator coroutine value how ] */
static duk_ret_t generator_result(duk_context *ctx)
{
    bool done = engine_coroutine(ctx, 1) == ENGINE_COROUTINE_DONE;

    if (duk_get_int(ctx, 3) == 2 && !done) {
        duk_push_true(ctx);
        slots_put(ctx, 0, ENGINE_GENERATOR_LEFT);
    }
    duk_set_top(ctx, 3);

    if (done) {
        duk_push_null(ctx);
        slots_put(ctx, 0, ENGINE_GENERATOR_COROUTINE);
    }
    builtin_iter_result(ctx, done);
    return 1;
}

/* [ generator error ] */
static duk_ret_t generator_failed(duk_context *ctx)
{
    duk_push_null(ctx);
    slots_put(ctx, 0, ENGINE_GENERATOR_COROUTINE);
    if (!is_completion(ctx, 1))
        (void)duk_throw(ctx);
    slots_get(ctx, 1, 0);
    builtin_iter_result(ctx, true);
    return 1;
}

/* ---- Steps ---- */

static void push_step(duk_context *ctx, int step)
{
    intrinsic_push(ctx, INTRINSIC_COROUTINE_STEPS);
    duk_get_prop_index(ctx, -1, (duk_uarridx_t)step);
    duk_remove(ctx, -2);
}

static void push_own_helper(duk_context *ctx, duk_c_function fn, duk_idx_t nargs)
{
    duk_push_c_function(ctx, fn, nargs);
}

void coroutine_collect(duk_context *ctx, duk_idx_t to)
{
    lowered_push_record(ctx);
    push_step(ctx, STEP_COLLECT);
    duk_insert(ctx, -2);
    duk_dup(ctx, to);
    duk_push_uint(ctx, (duk_uint_t)duk_get_length(ctx, to));
    duk_call(ctx, 3);
    duk_pop(ctx);
}

/* [ iterable ] -> a record: unlike for-of's, of arrays too. */
static duk_ret_t open_record(duk_context *ctx)
{
    iterate_open(ctx, 0);
    lowered_push_record(ctx);
    return 1;
}

/* [ steps ] -> [ steps ] */
static void make_runner(duk_context *ctx, int step, duk_c_function go_on,
                        duk_c_function failed, Intrinsic id)
{
    duk_get_prop_index(ctx, -1, (duk_uarridx_t)step);
    push_own_helper(ctx, engine_run, 3);
    push_own_helper(ctx, go_on, 3);
    push_own_helper(ctx, failed, 3);
    engine_pack(ctx, RUNNER_SIZE);
    intrinsic_set(ctx, id);
    duk_pop(ctx);
}

void coroutine_push_runner(duk_context *ctx, Intrinsic runner)
{
    intrinsic_push(ctx, runner);
    engine_open_pack(ctx, RUNNER_SIZE);
}

void coroutine_make(duk_context *ctx)
{
    duk_compile_string(ctx, DUK_COMPILE_EVAL, script);
    duk_call(ctx, 0);
    push_own_helper(ctx, engine_resume, 3);
    push_own_helper(ctx, engine_yield, 1);
    push_own_helper(ctx, generator_begin, 3);
    push_own_helper(ctx, generator_result, 4);
    push_own_helper(ctx, generator_failed, 2);
    push_own_helper(ctx, open_record, 1);
    push_own_helper(ctx, lowered_goes_on, 1);
    push_own_helper(ctx, make_completion, 1);
    push_own_helper(ctx, check_completion, 1);
    push_own_helper(ctx, set_completion, 2);
    push_own_helper(ctx, get_completion, 1);
    push_own_helper(ctx, lowered_for_await, 1);
    push_own_helper(ctx, engine_delegate, 3);
    push_own_helper(ctx, engine_delegate_state, 0);
    push_own_helper(ctx, lowered_async_next, DUK_VARARGS);
    duk_set_magic(ctx, -1, ENGINE_INLINE_ASYNC_STEP);
    push_own_helper(ctx, engine_yield, 1);
    duk_set_magic(ctx, -1, ENGINE_INLINE_YIELD_RAW);
    duk_call(ctx, 16);
    intrinsic_set(ctx, INTRINSIC_COROUTINE_STEPS);
    for (int i = 0; i < 2; i++) {
        static const char *const names[] = { P "ys", P "ysa" };

        duk_get_prop_index(ctx, -1, (duk_uarridx_t)(STEP_DELEGATE + i));
        engine_define_helper(ctx, names[i]);
    }
    make_runner(ctx, STEP_ASYNC, async_step, async_failed, INTRINSIC_ASYNC_RUN);
    make_runner(ctx, STEP_ASYNC_GENERATOR, async_generator_step, async_generator_failed,
                INTRINSIC_ASYNC_GENERATOR_RUN);
    duk_get_prop_index(ctx, -1, STEP_RESUME);
    intrinsic_set(ctx, INTRINSIC_COROUTINE_RESUME);
}

/* ---- Functions ---- */

/* [ args… ] with this -> [ … coroutine ] of the function that runs */
static void push_call(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    duk_require_stack(ctx, n + 16);
    slots_get_callee(ctx, FUNCTION_BODY);
    duk_push_this(ctx);
    for (duk_idx_t i = 0; i < n; i++)
        duk_dup(ctx, i);
    engine_push_coroutine(ctx, n);
}

/* The object's prototype: that of the function that runs, or the intrinsic. */
static void push_result_prototype(duk_context *ctx, Intrinsic fallback)
{
    if (engine_push_own_prototype(ctx))
        return;
    duk_push_current_function(ctx);
    duk_get_prop_literal(ctx, -1, "prototype");
    if (!builtin_is_object(ctx, -1)) {
        duk_pop(ctx);
        intrinsic_push(ctx, fallback);
    }
    duk_remove(ctx, -2);
}

/* Runs the coroutine on top up to its first yield, which only parameters come before. */
static void run_parameters(duk_context *ctx)
{
    slots_get_callee(ctx, FUNCTION_EAGER);
    if (duk_to_boolean(ctx, -1)) {
        intrinsic_push(ctx, INTRINSIC_COROUTINE_RESUME);
        duk_dup(ctx, -3);
        duk_call(ctx, 1);
        duk_pop(ctx);
    }
    duk_pop(ctx);
}

static duk_ret_t call_generator(duk_context *ctx)
{
    push_call(ctx);
    run_parameters(ctx);
    push_result_prototype(ctx, INTRINSIC_GENERATOR_PROTOTYPE);
    slots_push_object(ctx, SLOTS_GENERATOR, ENGINE_GENERATOR_SLOTS);
    duk_dup(ctx, -2);
    slots_put(ctx, -2, ENGINE_GENERATOR_COROUTINE);
    return 1;
}

/* [ body eager name? ] -> [ function ] that calls `fn`, with that name or the body's. */
static void make_function(duk_context *ctx, duk_c_function fn,
                          Intrinsic function_prototype)
{
    duk_get_prop_literal(ctx, 0, "length");
    slots_push_closure(ctx, fn, DUK_VARARGS, duk_get_int(ctx, -1), FUNCTION_SLOTS);
    duk_dup(ctx, 0);
    slots_put(ctx, -2, FUNCTION_BODY);
    duk_push_boolean(ctx, duk_get_int(ctx, 1));
    slots_put(ctx, -2, FUNCTION_EAGER);
    if (duk_is_string(ctx, 2))
        duk_dup(ctx, 2);
    else
        duk_get_prop_literal(ctx, 0, "name");
    object_put(ctx, -2, "name", OBJECT_C);
    intrinsic_push(ctx, function_prototype);
    duk_set_prototype(ctx, -2);
    engine_rebind_name(ctx, 0, duk_get_top_index(ctx));
}

static void put_prototype(duk_context *ctx, Intrinsic parent)
{
    duk_push_object(ctx);
    intrinsic_push(ctx, parent);
    duk_set_prototype(ctx, -2);
    object_put(ctx, -2, "prototype", OBJECT_W);
}

static duk_ret_t make_generator_function(duk_context *ctx)
{
    make_function(ctx, call_generator, INTRINSIC_GENERATOR_FUNCTION_PROTOTYPE);
    put_prototype(ctx, INTRINSIC_GENERATOR_PROTOTYPE);
    return 1;
}

static duk_ret_t make_async_function(duk_context *ctx)
{
    make_function(ctx, async_call, INTRINSIC_ASYNC_FUNCTION_PROTOTYPE);
    duk_set_magic(ctx, -1, ENGINE_INLINE_ASYNC);
    return 1;
}

static duk_ret_t make_async_generator_function(duk_context *ctx)
{
    make_function(ctx, call_async_generator,
                  INTRINSIC_ASYNC_GENERATOR_FUNCTION_PROTOTYPE);
    put_prototype(ctx, INTRINSIC_ASYNC_GENERATOR_PROTOTYPE);
    return 1;
}

bool lowered_push_body(duk_context *ctx, duk_idx_t i)
{
    duk_c_function fn = duk_get_c_function(ctx, i);

    if (fn != call_generator && fn != async_call && fn != call_async_generator)
        return false;
    slots_get(ctx, i, FUNCTION_BODY);
    return true;
}

void coroutine_push_call(duk_context *ctx)
{
    push_call(ctx);
    run_parameters(ctx);
}

void coroutine_push_prototype(duk_context *ctx, Intrinsic fallback)
{
    push_result_prototype(ctx, fallback);
}

bool coroutine_is_completion(duk_context *ctx, duk_idx_t i)
{
    return is_completion(ctx, i);
}

/* ---- Constructors of functions: GeneratorFunction and its kin ---- */

/* [ args… ] */
static duk_ret_t construct_function(duk_context *ctx)
{
    static const char *const heads[] = { "async function", "function*",
                                         "async function*" };

    lowered_push_function(ctx, heads[duk_get_current_magic(ctx)]);
    return 1;
}

/* [ prototype of objects | undefined ] -> [ … prototype of functions ]: the prototype of
 * such functions, and their constructor. */
static void make_function_prototype(duk_context *ctx, const char *name, int magic,
                                    Intrinsic id, bool has_objects)
{
    ObjectFunction constructor = { name, construct_function, DUK_VARARGS, 1,
                                   (short)magic };
    duk_idx_t objects = duk_get_top_index(ctx), functions = objects + 1;

    duk_push_object(ctx);
    duk_get_global_literal(ctx, "Function");
    duk_get_prop_literal(ctx, -1, "prototype");
    duk_set_prototype(ctx, functions);
    duk_pop(ctx);
    intrinsic_set(ctx, id);
    object_push_constructor(ctx, &constructor);
    duk_get_global_literal(ctx, "Function");
    duk_set_prototype(ctx, -2);
    duk_dup(ctx, functions);
    object_put(ctx, -2, "prototype", 0);
    object_put(ctx, functions, "constructor", OBJECT_C);
    builtin_put_tag(ctx, functions, name);
    if (has_objects) {
        duk_dup(ctx, objects);
        object_put(ctx, functions, "prototype", OBJECT_C);
        duk_dup(ctx, functions);
        object_put(ctx, objects, "constructor", OBJECT_C);
    }
}

/* [ ] -> [ Generator.prototype.next ] */
static void push_next(duk_context *ctx)
{
    slots_push_closure(ctx, engine_generator_next, 1, 1, 1);
    push_step(ctx, STEP_NEXT);
    slots_put(ctx, -2, 0);
    duk_push_literal(ctx, "next");
    object_put(ctx, -2, "name", OBJECT_C);
}

void generator_make(duk_context *ctx)
{
    static const char *const names[] = { "next", "return", "throw" };

    duk_push_object(ctx);
    intrinsic_push(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    intrinsic_set(ctx, INTRINSIC_GENERATOR_PROTOTYPE);
    make_function_prototype(ctx, "GeneratorFunction", 1,
                            INTRINSIC_GENERATOR_FUNCTION_PROTOTYPE, true);
    for (int i = 0; i < 3; i++) {
        if (i == 0)
            push_next(ctx);
        else
            push_step(ctx, STEP_NEXT + i);
        object_put(ctx, -3, names[i], OBJECT_WC);
    }
    builtin_put_tag(ctx, -2, "Generator");
}

void async_function_make(duk_context *ctx)
{
    duk_push_undefined(ctx);
    make_function_prototype(ctx, "AsyncFunction", 0, INTRINSIC_ASYNC_FUNCTION_PROTOTYPE,
                            false);
}

void async_generator_make(duk_context *ctx)
{
    duk_push_object(ctx);
    intrinsic_push(ctx, INTRINSIC_ASYNC_ITERATOR_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    intrinsic_set(ctx, INTRINSIC_ASYNC_GENERATOR_PROTOTYPE);
    make_function_prototype(ctx, "AsyncGeneratorFunction", 2,
                            INTRINSIC_ASYNC_GENERATOR_FUNCTION_PROTOTYPE, true);
    async_generator_put_methods(ctx, duk_normalize_index(ctx, -2));
    builtin_put_tag(ctx, -2, "AsyncGenerator");
}

void lowered_coroutines(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "G", make_generator_function, 3, 3, 0 },
        { "A", make_async_function, 3, 3, 0 },
        { "AG", make_async_generator_function, 3, 3, 0 },
        { "rt", rethrow_completion, 1, 1, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    lowered_define(ctx, fns);
    js_engine(ctx)->begin_async = async_begin;
    js_engine(ctx)->begin_request = async_generator_begin;
    push_own_helper(ctx, engine_yield, 1);
    engine_define_helper(ctx, P "y");
    push_own_helper(ctx, engine_yield, 1);
    duk_set_magic(ctx, -1, ENGINE_INLINE_YIELD_VALUE);
    engine_define_helper(ctx, P "yv");
}
