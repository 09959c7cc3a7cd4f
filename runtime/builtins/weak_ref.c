/* weak_ref.c: WeakRef and FinalizationRegistry. The engine tells when a watched object's
 * memory goes (weak_object_died); what it means for whom stands in a hash table from the
 * object's address, outside of the engine's heap. */
#include "common/xalloc.h"
#include "runtime/builtins/builtins.h"
#include "runtime/engine/engine.h"

typedef struct {
    void *target; /* NULL: it has died */
    int refs;     /* the WeakRef, and the target's watch */
} WeakCell;

typedef struct WeakRegistration WeakRegistration;
struct WeakRegistration {
    void *target, *token, *registry; /* heap pointers, NULL: died, none, or given up */
    unsigned id;                     /* where the registry keeps the held value */
    WeakRegistration *next;          /* in the list of those that are due */
    int refs;
    bool dead; /* on that list */
};

typedef enum { WATCH_CELL, WATCH_REF, WATCH_TARGET, WATCH_TOKEN, WATCH_OWNER } WatchKind;

typedef struct WeakWatch {
    void *address; /* NULL: free; WATCH_GONE: was used */
    WatchKind kind;
    void *data;
} WeakWatch;

static char gone;
#define WATCH_GONE ((void *)&gone)

/* ---- The table of watches ---- */

static size_t hash_of(const void *p)
{
    return (size_t)(((uintptr_t)p >> 4) * 0x9E3779B97F4A7C15ull >> 20);
}

static void insert(Builtins *b, WeakWatch w)
{
    size_t i = hash_of(w.address);

    while (b->watches[i &= b->watch_room - 1].address != NULL)
        i++;
    b->watches[i] = w;
    b->watch_count++;
}

static void grow(Builtins *b)
{
    WeakWatch *old = b->watches;
    size_t n = b->watch_room, live = 0;

    for (size_t i = 0; i < n; i++)
        live += old[i].address != NULL && old[i].address != WATCH_GONE;
    b->watch_room = 64;
    while (b->watch_room < live * 4)
        b->watch_room *= 2;
    b->watches = xcalloc(b->watch_room, sizeof *b->watches);
    b->watch_count = 0;
    for (size_t i = 0; i < n; i++) {
        if (old[i].address != NULL && old[i].address != WATCH_GONE)
            insert(b, old[i]);
    }
    xfree(old);
}

/* Watches the object at i. */
static void watch(duk_context *ctx, duk_idx_t i, WatchKind kind, void *data)
{
    Builtins *b = js_engine(ctx)->builtins;

    if (b->watch_count * 2 >= b->watch_room)
        grow(b);
    weak_watch(ctx, i);
    insert(b, (WeakWatch){ duk_get_heapptr(ctx, i), kind, data });
}

static void drop_cell(WeakCell *cell)
{
    if (--cell->refs == 0)
        xfree(cell);
}

static void drop_registration(WeakRegistration *r)
{
    if (--r->refs == 0)
        xfree(r);
}

static void died(Engine *engine, const WeakWatch *w)
{
    WeakRegistration *r = w->data;

    switch (w->kind) {
    case WATCH_REF: drop_cell(w->data); return;
    case WATCH_CELL:
        ((WeakCell *)w->data)->target = NULL;
        drop_cell(w->data);
        return;
    case WATCH_TOKEN: r->token = NULL; break;
    case WATCH_OWNER: r->registry = NULL; break;
    case WATCH_TARGET:
        if (r->target != NULL && r->registry != NULL) {
            r->dead = true;
            r->next = engine->builtins->dead;
            engine->builtins->dead = r;
            r->refs++;
            engine->tasks.idle_work = true;
        }
        r->target = NULL;
        break;
    }
    drop_registration(r);
}

void weak_object_died(void *owner, void *heapptr)
{
    Engine *engine = owner;
    Builtins *b = engine->builtins;
    size_t i = hash_of(heapptr);

    if (b == NULL || b->watch_room == 0)
        return;
    for (; b->watches[i &= b->watch_room - 1].address != NULL; i++) {
        WeakWatch w = b->watches[i];

        if (w.address != heapptr)
            continue;
        b->watches[i].address = WATCH_GONE;
        died(engine, &w);
    }
}

/* ---- WeakRef ---- */

/* Until the running job ends the object on top stays alive: [ object ] -> [ object ] */
static void keep_during_job(duk_context *ctx)
{
    Builtins *b = js_engine(ctx)->builtins;

    duk_push_heap_stash(ctx);
    if (!b->keeping) {
        duk_push_array(ctx);
        duk_put_prop_literal(ctx, -2, "kept");
        b->keeping = true;
        js_engine(ctx)->tasks.idle_work = true;
    }
    duk_get_prop_literal(ctx, -1, "kept");
    duk_dup(ctx, -3);
    duk_put_prop_index(ctx, -2, (duk_uarridx_t)duk_get_length(ctx, -2));
    duk_pop_2(ctx);
}

/* [ target ] -> [ object ] */
static duk_ret_t weak_ref_constructor(duk_context *ctx)
{
    WeakCell *cell;

    builtin_require_new(ctx, "WeakRef");
    if (!weak_can_hold(ctx, 0))
        builtin_type_error(ctx, "WeakRef: invalid target");
    builtin_push_prototype(ctx, INTRINSIC_WEAK_REF_PROTOTYPE);
    slots_push_object(ctx, SLOTS_WEAK_REF, 1);
    if (duk_is_symbol(ctx, 0)) {
        duk_dup(ctx, 0);
        slots_put(ctx, 1, 0);
        return 1;
    }
    cell = xcalloc(1, sizeof *cell);
    *cell = (WeakCell){ duk_get_heapptr(ctx, 0), 2 };
    watch(ctx, 0, WATCH_CELL, cell);
    watch(ctx, 1, WATCH_REF, cell);
    duk_push_pointer(ctx, cell);
    slots_put(ctx, 1, 0);
    duk_dup(ctx, 0);
    keep_during_job(ctx);
    duk_pop(ctx);
    return 1;
}

/* [ ] -> [ target | undefined ] */
static duk_ret_t weak_ref_deref(duk_context *ctx)
{
    WeakCell *cell;

    builtin_push_this(ctx, SLOTS_WEAK_REF, "WeakRef.prototype.deref");
    slots_get(ctx, 0, 0);
    if (!duk_is_pointer(ctx, 1))
        return 1;
    cell = duk_get_pointer(ctx, 1);
    if (cell->target == NULL)
        return 0;
    duk_push_heapptr(ctx, cell->target);
    keep_during_job(ctx);
    return 1;
}

void weak_ref_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "WeakRef", weak_ref_constructor, 1, 1,
                                                0 };
    static const ObjectFunction methods[] = { { "deref", weak_ref_deref, 0, 0, 0 },
                                              { NULL, NULL, 0, 0, 0 } };

    builtin_class(ctx, &constructor, INTRINSIC_WEAK_REF, INTRINSIC_WEAK_REF_PROTOTYPE,
                  "WeakRef");
    object_put_functions(ctx, -1, methods);
}

/* ---- FinalizationRegistry ---- */

/* Slots: the callback; an object from registrations' numbers to what they hold:
 * [ held, pointer to the registration, token if it is a symbol ]. */
enum { REGISTRY_CALLBACK, REGISTRY_ENTRIES, REGISTRY_SLOTS };

/* [ callback ] -> [ object ] */
static duk_ret_t registry_constructor(duk_context *ctx)
{
    builtin_require_new(ctx, "FinalizationRegistry");
    if (!duk_is_function(ctx, 0))
        builtin_type_error(ctx, "FinalizationRegistry: cleanup must be callable");
    builtin_push_prototype(ctx, INTRINSIC_FINALIZATION_REGISTRY_PROTOTYPE);
    slots_push_object(ctx, SLOTS_FINALIZATION_REGISTRY, REGISTRY_SLOTS);
    duk_dup(ctx, 0);
    slots_put(ctx, 1, REGISTRY_CALLBACK);
    duk_push_bare_object(ctx);
    slots_put(ctx, 1, REGISTRY_ENTRIES);
    return 1;
}

/* [ target held token ] -> [ ] */
static duk_ret_t registry_register(duk_context *ctx)
{
    WeakRegistration *r;

    builtin_push_this(ctx, SLOTS_FINALIZATION_REGISTRY,
                      "FinalizationRegistry.prototype.register");
    if (!weak_can_hold(ctx, 0))
        builtin_type_error(ctx,
                           "FinalizationRegistry.prototype.register: invalid target");
    if (duk_strict_equals(ctx, 0, 1))
        builtin_type_error(ctx, "FinalizationRegistry.prototype.register: target and "
                                "holdings must not be same");
    if (!duk_is_undefined(ctx, 2) && !weak_can_hold(ctx, 2))
        builtin_type_error(ctx, "Invalid unregister token ('%s')",
                           builtin_describe(ctx, 2));
    r = xcalloc(1, sizeof *r);
    r->id = js_engine(ctx)->builtins->next_id++;
    r->registry = duk_get_heapptr(ctx, 3);
    r->refs = 1;
    watch(ctx, 3, WATCH_OWNER, r);
    if (!duk_is_symbol(ctx, 0)) {
        r->target = duk_get_heapptr(ctx, 0);
        r->refs++;
        watch(ctx, 0, WATCH_TARGET, r);
    }
    if (!duk_is_undefined(ctx, 2)) {
        r->token = duk_get_heapptr(ctx, 2);
        if (!duk_is_symbol(ctx, 2)) {
            r->refs++;
            watch(ctx, 2, WATCH_TOKEN, r);
        }
    }
    slots_get(ctx, 3, REGISTRY_ENTRIES);
    duk_push_array(ctx);
    duk_dup(ctx, 1);
    duk_put_prop_index(ctx, -2, 0);
    duk_push_pointer(ctx, r);
    duk_put_prop_index(ctx, -2, 1);
    if (duk_is_symbol(ctx, 2)) {
        duk_dup(ctx, 2);
        duk_put_prop_index(ctx, -2, 2);
    }
    duk_put_prop_index(ctx, -2, r->id);
    return 0;
}

/* [ token ] -> [ bool ] */
static duk_ret_t registry_unregister(duk_context *ctx)
{
    bool found = false;
    void *token = duk_get_heapptr(ctx, 0);

    builtin_push_this(ctx, SLOTS_FINALIZATION_REGISTRY,
                      "FinalizationRegistry.prototype.unregister");
    if (!weak_can_hold(ctx, 0))
        builtin_type_error(ctx, "Invalid unregister token ('%s')",
                           builtin_describe(ctx, 0));
    slots_get(ctx, 1, REGISTRY_ENTRIES);
    duk_enum(ctx, 2, DUK_ENUM_OWN_PROPERTIES_ONLY);
    while (duk_next(ctx, 3, 1)) {
        WeakRegistration *r;

        duk_get_prop_index(ctx, -1, 1);
        r = duk_get_pointer(ctx, -1);
        duk_pop_2(ctx);
        if (r->token == token) {
            found = true;
            r->target = NULL;
            duk_del_prop(ctx, 2);
        } else {
            duk_pop(ctx);
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

/* One registration's callback: [ ] -> [ ] */
static bool clean_up(duk_context *ctx, WeakRegistration *r)
{
    duk_idx_t top = duk_get_top(ctx);
    bool called = false;

    if (r->registry != NULL) {
        duk_push_heapptr(ctx, r->registry);
        slots_get(ctx, -1, REGISTRY_ENTRIES);
        if (duk_get_prop_index(ctx, -1, r->id)) {
            duk_del_prop_index(ctx, -2, r->id);
            slots_get(ctx, top, REGISTRY_CALLBACK);
            duk_get_prop_index(ctx, -2, 0);
            microtask_push_call(ctx, 1);
            called = true;
        }
    }
    duk_set_top(ctx, top);
    return called;
}

bool weak_end_of_job(duk_context *ctx)
{
    Builtins *b = js_engine(ctx)->builtins;
    bool called = false;

    if (b->keeping) {
        b->keeping = false;
        duk_push_heap_stash(ctx);
        duk_del_prop_literal(ctx, -1, "kept");
        duk_pop(ctx);
    }
    while (b->dead != NULL) {
        WeakRegistration *r = b->dead;

        b->dead = r->next;
        called = clean_up(ctx, r) || called;
        drop_registration(r);
    }
    return called;
}
