/* realm.c: making realms and running in them. */
#include "runtime/builtins/realm.h"

#include "runtime/builtins/builtins.h"
#include "runtime/builtins/lowered/lowered.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/error.h"
#include "runtime/engine/internals.h"

/* Entries of the heap's stash that belong to a realm. */
static const char *const stash_names[] = {
    "intrinsics",  "ownKeys", "ownProperty",
    "argumentsOf", "eval",    DUK_HIDDEN_SYMBOL("callSiteProto"),
};
#define N_NAMES (sizeof stash_names / sizeof stash_names[0])

/* Slots of a realm: its thread, the memory of its intrinsics, its stash entries. */
enum { REALM_THREAD, REALM_MEMORY, REALM_STASH, REALM_SLOTS };

/* The property of a realm's Function.prototype that holds the realm. */
#define REALM_KEY DUK_HIDDEN_SYMBOL("realm")

typedef struct {
    void *intrinsics[INTRINSIC_COUNT];
} Realm;

static Realm *memory_of(duk_context *ctx, duk_idx_t realm)
{
    Realm *r;

    slots_get(ctx, realm, REALM_MEMORY);
    r = duk_get_buffer(ctx, -1, NULL);
    duk_pop(ctx);
    return r;
}

/* What belongs to the realm goes from the heap's places to its own, or back. */
static void move_entries(duk_context *ctx, duk_idx_t realm, bool in)
{
    realm = duk_normalize_index(ctx, realm);
    slots_get(ctx, realm, REALM_STASH);
    duk_push_heap_stash(ctx);
    for (size_t i = 0; i < N_NAMES; i++) {
        if (in) {
            duk_get_prop_index(ctx, -2, (duk_uarridx_t)i);
            duk_put_prop_string(ctx, -2, stash_names[i]);
        } else {
            duk_get_prop_string(ctx, -1, stash_names[i]);
            duk_put_prop_index(ctx, -3, (duk_uarridx_t)i);
        }
    }
    duk_pop_2(ctx);
}

/* The realm becomes the current one, whose intrinsics and stash entries stand in the
 * heap's places. */
static void enter(duk_context *ctx, duk_idx_t realm)
{
    Builtins *b = js_engine(ctx)->builtins;
    void *regexp = b->intrinsics[INTRINSIC_REGEXP_STATE]; /* shared by all realms */

    duk_require_stack(ctx, 8);
    realm = duk_normalize_index(ctx, realm);
    duk_push_heapptr(ctx, b->realm);
    memcpy(memory_of(ctx, -1)->intrinsics, b->intrinsics, sizeof b->intrinsics);
    move_entries(ctx, -1, false);
    duk_pop(ctx);
    memcpy(b->intrinsics, memory_of(ctx, realm)->intrinsics, sizeof b->intrinsics);
    b->intrinsics[INTRINSIC_REGEXP_STATE] = regexp;
    move_entries(ctx, realm, true);
    b->realm = duk_get_heapptr(ctx, realm);
}

/* [ args… ] on the realm's thread: [ result ] */
typedef struct {
    duk_c_function fn;
    duk_idx_t n;
} Call;

static duk_ret_t call_inside(duk_context *ctx, void *udata)
{
    const Call *c = udata;

    duk_push_c_function(ctx, c->fn, c->n);
    duk_insert(ctx, -(c->n + 1));
    duk_call(ctx, c->n);
    return 1;
}

void realm_call(duk_context *ctx, duk_idx_t realm, duk_c_function fn, duk_idx_t n)
{
    Builtins *b = js_engine(ctx)->builtins;
    Call c = { fn, n };
    duk_context *home, *inside;
    duk_int_t rc;

    realm = duk_normalize_index(ctx, realm);
    duk_require_stack(ctx, n + 8);
    slots_get(ctx, realm, REALM_THREAD);
    home = duk_require_context(ctx, -1);
    /* Each call has a stack of its own: calls may nest. */
    duk_require_stack(home, 4);
    duk_push_thread(home);
    duk_xmove_top(ctx, home, 1);
    inside = duk_require_context(ctx, -1);
    duk_insert(ctx, -(n + 2));
    duk_pop(ctx);
    duk_push_heapptr(ctx, b->realm);
    duk_insert(ctx, -(n + 1)); /* [ inside before args… ] */
    duk_require_stack(inside, n + 16);
    duk_xmove_top(inside, ctx, n);
    enter(ctx, realm);
    rc = duk_safe_call(inside, call_inside, &c, n, 1);
    enter(ctx, -1);
    duk_xmove_top(ctx, inside, 1);
    duk_replace(ctx, -3);
    duk_pop(ctx);
    if (rc != DUK_EXEC_SUCCESS)
        (void)duk_throw(ctx);
}

/* [ realm ] -> [ ]: Function.prototype of the realm that runs knows it. */
static void mark_functions(duk_context *ctx)
{
    duk_get_global_literal(ctx, "Function");
    duk_get_prop_literal(ctx, -1, "prototype");
    duk_pull(ctx, -3);
    object_put(ctx, -2, REALM_KEY, 0);
    duk_pop_2(ctx);
}

/* [ setup realm ] */
static duk_ret_t install(duk_context *ctx)
{
    void (*setup)(duk_context *) = NULL;
    void *p = duk_get_pointer(ctx, 0);

    memcpy(&setup, &p, sizeof setup);
    js_install_stacks(ctx);
    builtins_install_realm(ctx);
    lowered_install(ctx);
    mark_functions(ctx);
    if (setup != NULL)
        setup(ctx);
    return 0;
}

/* [ thread ] -> [ realm ] with nothing in it yet */
static void push_realm(duk_context *ctx)
{
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_REALM, REALM_SLOTS);
    duk_insert(ctx, -2);
    slots_put(ctx, -2, REALM_THREAD);
    memset(duk_push_fixed_buffer(ctx, sizeof(Realm)), 0, sizeof(Realm));
    slots_put(ctx, -2, REALM_MEMORY);
    duk_push_bare_array(ctx);
    duk_push_array(ctx);
    duk_put_prop_index(ctx, -2, 0); /* "intrinsics" */
    slots_put(ctx, -2, REALM_STASH);
}

/* The program's own realm becomes one of several. */
static void make_first(duk_context *ctx)
{
    Engine *engine = js_engine(ctx);

    duk_push_thread(ctx);
    push_realm(ctx);
    engine->builtins->realm = duk_get_heapptr(ctx, -1);
    engine->adopt = realm_adopt;
    engine->eval_elsewhere = realm_eval_elsewhere;
    duk_dup_top(ctx);
    js_stash_put(ctx, "firstRealm");
    mark_functions(ctx);
}

void realm_push(duk_context *ctx, duk_idx_t sandbox, void (*setup)(duk_context *ctx))
{
    void *p;

    duk_require_stack(ctx, 24);
    sandbox = duk_normalize_index(ctx, sandbox);
    intrinsic_push(ctx, INTRINSIC_REGEXP_STATE); /* shared by all realms */
    duk_pop(ctx);
    if (js_engine(ctx)->builtins->realm == NULL)
        make_first(ctx);
    (void)engine_push_realm(ctx, sandbox);
    push_realm(ctx);
    memcpy(&p, &setup, sizeof p);
    duk_push_pointer(ctx, p);
    duk_dup(ctx, -2);
    realm_call(ctx, -3, install, 2);
    duk_pop(ctx);
}

/* ---- Functions of other realms ---- */

bool realm_push_other(duk_context *ctx, duk_idx_t i)
{
    Builtins *b = js_engine(ctx)->builtins;

    if (b->realm == NULL || !duk_is_object(ctx, i))
        return false;
    duk_require_stack(ctx, 8);
    duk_dup(ctx, i);
    while (engine_push_proxy(ctx, -1)) { /* [ proxy target handler ] */
        duk_pop(ctx);
        duk_remove(ctx, -2);
    }
    while (duk_is_object(ctx, -1) && !engine_own_data(ctx, -1, REALM_KEY)) {
        if (engine_push_proxy(ctx, -1))
            duk_pop_n(ctx, 2), duk_push_undefined(ctx);
        else
            duk_get_prototype(ctx, -1);
        duk_remove(ctx, -2);
    }
    if (!duk_is_object(ctx, -1)) {
        duk_pop(ctx);
        return false;
    }
    duk_remove(ctx, -2); /* its prototype */
    if (duk_get_heapptr(ctx, -1) != b->realm)
        return true;
    duk_pop(ctx);
    return false;
}

void realm_adopt(duk_context *ctx, duk_idx_t new_target)
{
    duk_context *home;

    if (!duk_is_object(ctx, -1) || !realm_push_other(ctx, new_target))
        return;
    slots_get(ctx, -1, REALM_THREAD);
    home = duk_require_context(ctx, -1);
    duk_get_prototype(ctx, -3); /* [ made realm thread prototype ] */
    if (engine_push_counterpart(ctx, -1, home)) {
        duk_set_prototype(ctx, -5);
    }
    duk_pop_3(ctx);
}

/* [ text ] -> [ value ], inside of the realm */
static duk_ret_t eval_inside(duk_context *ctx)
{
    js_stash_get(ctx, "eval");
    duk_dup(ctx, 0);
    duk_call(ctx, 1);
    return 1;
}

bool realm_eval_elsewhere(duk_context *ctx)
{
    duk_push_current_function(ctx);
    if (!realm_push_other(ctx, -1)) {
        duk_pop(ctx);
        return false;
    }
    duk_dup(ctx, 0);
    realm_call(ctx, -2, eval_inside, 1);
    return true;
}

void realm_push_global(duk_context *ctx, duk_idx_t realm)
{
    duk_context *home;

    slots_get(ctx, realm, REALM_THREAD);
    home = duk_require_context(ctx, -1);
    duk_require_stack(home, 4);
    duk_push_global_object(home);
    duk_xmove_top(ctx, home, 1);
    duk_remove(ctx, -2);
}
