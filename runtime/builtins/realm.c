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

typedef struct {
    void *intrinsics[INTRINSIC_COUNT];
} Realm;

/* The realm's intrinsics and stash entries and the current ones change places. */
static void exchange(duk_context *ctx, duk_idx_t realm)
{
    Builtins *b = js_engine(ctx)->builtins;
    Realm *r;
    void *t;

    duk_require_stack(ctx, 8);
    slots_get(ctx, realm, REALM_MEMORY);
    r = duk_get_buffer(ctx, -1, NULL);
    for (size_t i = 0; i < INTRINSIC_COUNT; i++) {
        if (i == INTRINSIC_REGEXP_STATE)
            continue;
        t = b->intrinsics[i];
        b->intrinsics[i] = r->intrinsics[i];
        r->intrinsics[i] = t;
    }
    duk_pop(ctx);
    slots_get(ctx, realm, REALM_STASH);
    duk_push_heap_stash(ctx);
    for (size_t i = 0; i < N_NAMES; i++) {
        duk_get_prop_string(ctx, -1, stash_names[i]);
        duk_get_prop_index(ctx, -3, (duk_uarridx_t)i);
        duk_put_prop_string(ctx, -3, stash_names[i]);
        duk_put_prop_index(ctx, -3, (duk_uarridx_t)i);
    }
    duk_pop_2(ctx);
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
    duk_require_stack(inside, n + 16);
    duk_xmove_top(inside, ctx, n);
    exchange(ctx, realm);
    rc = duk_safe_call(inside, call_inside, &c, n, 1);
    exchange(ctx, realm);
    duk_xmove_top(ctx, inside, 1);
    duk_remove(ctx, -2);
    if (rc != DUK_EXEC_SUCCESS)
        (void)duk_throw(ctx);
}

static duk_ret_t install(duk_context *ctx)
{
    void (*setup)(duk_context *) = NULL;
    void *p = duk_get_pointer(ctx, 0);

    memcpy(&setup, &p, sizeof setup);
    js_install_stacks(ctx);
    builtins_install_realm(ctx);
    lowered_install(ctx);
    if (setup != NULL)
        setup(ctx);
    return 0;
}

void realm_push(duk_context *ctx, duk_idx_t sandbox, void (*setup)(duk_context *ctx))
{
    void *p;

    duk_require_stack(ctx, 16);
    sandbox = duk_normalize_index(ctx, sandbox);
    intrinsic_push(ctx, INTRINSIC_REGEXP_STATE); /* shared by all realms */
    duk_pop(ctx);
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_REALM, REALM_SLOTS);
    (void)engine_push_realm(ctx, sandbox);
    slots_put(ctx, -2, REALM_THREAD);
    memset(duk_push_fixed_buffer(ctx, sizeof(Realm)), 0, sizeof(Realm));
    slots_put(ctx, -2, REALM_MEMORY);
    duk_push_bare_array(ctx);
    duk_push_array(ctx);
    duk_put_prop_index(ctx, -2, 0); /* "intrinsics" */
    slots_put(ctx, -2, REALM_STASH);
    memcpy(&p, &setup, sizeof p);
    duk_push_pointer(ctx, p);
    realm_call(ctx, -2, install, 1);
    duk_pop(ctx);
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
