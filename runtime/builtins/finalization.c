/* finalization.c: FinalizationRegistry.
 *
 * What a registry holds for its callback lies in an array of the engine, two elements for
 * each place: the held value, and the token if that is a symbol. All else is kept outside
 * of the engine's heap, as watches of target, token and registry. */
#include "common/vec.h"
#include "common/xalloc.h"
#include "runtime/builtins/weak_watch.h"
#include "runtime/engine/engine.h"

typedef struct WeakRegistration {
    struct WeakRegistry *registry; /* NULL: given up while it was due */
    struct WeakRegistration *prev, *next;
    struct WeakRegistration *next_due;
    bool due;           /* the target has died: on the list Builtins.due */
    uint32_t place;     /* of what is held */
    WeakWatch target;   /* never begun for a symbol */
    WeakWatch token;    /* … */
    void *token_symbol; /* heap pointer; NULL: the token is none */
} WeakRegistration;

typedef struct WeakRegistry {
    WeakWatch self;
    void *object;
    WeakRegistration *first;
    VEC(uint32_t) free; /* places */
    uint32_t places;
} WeakRegistry;

/* Slots: the callback; the array of what is held; the registry. */
enum { REGISTRY_CALLBACK, REGISTRY_HELD, REGISTRY_POINTER, REGISTRY_SLOTS };

/* ---- Ends ---- */

/* Off its registry, whose array still holds what it holds; freed unless it is due. */
static void give_up(Builtins *b, WeakRegistration *r)
{
    weak_watch_end(b, &r->target);
    weak_watch_end(b, &r->token);
    if (r->prev != NULL)
        r->prev->next = r->next;
    else
        r->registry->first = r->next;
    if (r->next != NULL)
        r->next->prev = r->prev;
    r->registry = NULL;
    if (!r->due)
        xfree(r);
}

static void target_died(Builtins *b, void *data)
{
    WeakRegistration *r = data;

    r->due = true;
    r->next_due = b->due;
    b->due = r;
    b->engine->tasks.idle_work = true;
}

static void token_died(Builtins *b, void *data)
{
    (void)b;
    (void)data;
}

static void registry_died(Builtins *b, void *data)
{
    WeakRegistry *registry = data;

    while (registry->first != NULL)
        give_up(b, registry->first);
    vec_release(&registry->free);
    xfree(registry);
}

/* ---- Places ---- */

/* [ held ] -> [ ], with what stands at `token` if that is a symbol. */
static uint32_t hold(duk_context *ctx, duk_idx_t i, WeakRegistry *registry,
                     duk_idx_t token)
{
    uint32_t place;

    if (registry->free.len > 0)
        place = registry->free.ptr[--registry->free.len];
    else
        place = registry->places++;
    slots_get(ctx, i, REGISTRY_HELD);
    duk_insert(ctx, -2);
    duk_put_prop_index(ctx, -2, place * 2);
    if (duk_is_symbol(ctx, token))
        duk_dup(ctx, token);
    else
        duk_push_undefined(ctx);
    duk_put_prop_index(ctx, -2, place * 2 + 1);
    duk_pop(ctx);
    return place;
}

/* [ ] -> [ held ] */
static void let_go(duk_context *ctx, duk_idx_t i, WeakRegistry *registry, uint32_t place)
{
    slots_get(ctx, i, REGISTRY_HELD);
    duk_get_prop_index(ctx, -1, place * 2);
    for (uint32_t k = 0; k < 2; k++) {
        duk_push_undefined(ctx);
        duk_put_prop_index(ctx, -3, place * 2 + k);
    }
    duk_remove(ctx, -2);
    vec_push(&registry->free, place);
}

/* ---- The class ---- */

/* [ callback ] -> [ object ] */
static duk_ret_t registry_constructor(duk_context *ctx)
{
    WeakRegistry *registry;

    builtin_require_new(ctx, "FinalizationRegistry");
    if (!duk_is_function(ctx, 0))
        builtin_type_error(ctx, "FinalizationRegistry: cleanup must be callable");
    builtin_push_prototype(ctx, INTRINSIC_FINALIZATION_REGISTRY_PROTOTYPE);
    slots_push_object(ctx, SLOTS_FINALIZATION_REGISTRY, REGISTRY_SLOTS);
    duk_dup(ctx, 0);
    slots_put(ctx, 1, REGISTRY_CALLBACK);
    duk_push_array(ctx);
    duk_push_undefined(ctx);
    duk_set_prototype(ctx, -2); /* nobody's setters */
    slots_put(ctx, 1, REGISTRY_HELD);
    registry = xcalloc(1, sizeof *registry);
    registry->self = (WeakWatch){ .died = registry_died, .data = registry };
    registry->object = duk_get_heapptr(ctx, 1);
    weak_watch_begin(ctx, 1, &registry->self);
    duk_push_pointer(ctx, registry);
    slots_put(ctx, 1, REGISTRY_POINTER);
    return 1;
}

/* [ ] -> [ this ] */
static WeakRegistry *push_this(duk_context *ctx, const char *method)
{
    WeakRegistry *registry;

    builtin_push_this(ctx, SLOTS_FINALIZATION_REGISTRY, method);
    slots_get(ctx, -1, REGISTRY_POINTER);
    registry = duk_get_pointer(ctx, -1);
    duk_pop(ctx);
    return registry;
}

/* [ target held token ] -> [ ] */
static duk_ret_t registry_register(duk_context *ctx)
{
    WeakRegistry *registry = push_this(ctx, "FinalizationRegistry.prototype.register");
    WeakRegistration *r;
    uint32_t place;

    if (!weak_can_hold(ctx, 0))
        builtin_type_error(ctx,
                           "FinalizationRegistry.prototype.register: invalid target");
    if (duk_strict_equals(ctx, 0, 1))
        builtin_type_error(ctx, "FinalizationRegistry.prototype.register: target and "
                                "holdings must not be same");
    if (!duk_is_undefined(ctx, 2) && !weak_can_hold(ctx, 2))
        builtin_type_error(ctx, "Invalid unregister token ('%s')",
                           builtin_describe(ctx, 2));
    duk_dup(ctx, 1);
    place = hold(ctx, 3, registry, 2);
    r = xcalloc(1, sizeof *r);
    r->registry = registry;
    r->place = place;
    r->target = (WeakWatch){ .died = target_died, .data = r };
    r->token = (WeakWatch){ .died = token_died, .data = r };
    r->next = registry->first;
    if (r->next != NULL)
        r->next->prev = r;
    registry->first = r;
    if (!duk_is_symbol(ctx, 0))
        weak_watch_begin(ctx, 0, &r->target);
    if (duk_is_symbol(ctx, 2))
        r->token_symbol = duk_get_heapptr(ctx, 2);
    else if (!duk_is_undefined(ctx, 2))
        weak_watch_begin(ctx, 2, &r->token);
    return 0;
}

/* The registration ends; [ this ] is at 1. */
static void unregister(duk_context *ctx, WeakRegistration *r)
{
    let_go(ctx, 1, r->registry, r->place);
    duk_pop(ctx);
    give_up(js_engine(ctx)->builtins, r);
}

static WeakRegistration *find_by_token(duk_context *ctx, const WeakRegistry *registry,
                                       void *token)
{
    WeakWatch *w = weak_watch_first(js_engine(ctx)->builtins, token);

    for (; w != NULL; w = w->next) {
        WeakRegistration *r = w->data;

        if (w->died == token_died && r->registry == registry)
            return r;
    }
    return NULL;
}

/* [ token ] -> [ bool ] */
static duk_ret_t registry_unregister(duk_context *ctx)
{
    WeakRegistry *registry = push_this(ctx, "FinalizationRegistry.prototype.unregister");
    void *token = duk_get_heapptr(ctx, 0);
    bool found = false;

    if (!weak_can_hold(ctx, 0))
        builtin_type_error(ctx, "Invalid unregister token ('%s')",
                           builtin_describe(ctx, 0));
    if (duk_is_symbol(ctx, 0)) {
        for (WeakRegistration *r = registry->first, *next; r != NULL; r = next) {
            next = r->next;
            if (r->token_symbol != token)
                continue;
            unregister(ctx, r);
            found = true;
        }
    } else {
        WeakRegistration *r;

        while ((r = find_by_token(ctx, registry, token)) != NULL) {
            unregister(ctx, r);
            found = true;
        }
    }
    duk_push_boolean(ctx, found);
    return 1;
}

void registry_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "FinalizationRegistry",
                                                registry_constructor, 1, 1, 0 };
    static const ObjectFunction methods[] = {
        { "register", registry_register, 3, 2, 0 },
        { "unregister", registry_unregister, 1, 1, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    builtin_class(ctx, &constructor, INTRINSIC_FINALIZATION_REGISTRY,
                  INTRINSIC_FINALIZATION_REGISTRY_PROTOTYPE, "FinalizationRegistry");
    object_put_functions(ctx, -1, methods);
}

/* ---- Callbacks ---- */

static void call_back(duk_context *ctx, WeakRegistration *r)
{
    WeakRegistry *registry = r->registry;
    duk_idx_t top = duk_get_top(ctx);

    duk_push_heapptr(ctx, registry->object);
    slots_get(ctx, top, REGISTRY_CALLBACK);
    let_go(ctx, top, registry, r->place);
    give_up(js_engine(ctx)->builtins, r);
    microtask_push_call(ctx, 1);
    duk_set_top(ctx, top);
}

bool finalization_run(duk_context *ctx)
{
    Builtins *b = js_engine(ctx)->builtins;
    bool called = false;

    while (b->due != NULL) {
        WeakRegistration *r = b->due;

        b->due = r->next_due;
        if (r->registry != NULL) {
            call_back(ctx, r);
            called = true;
        }
        xfree(r);
    }
    return called;
}
