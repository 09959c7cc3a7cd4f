/* weak_watch.c: see weak_watch.h. */
#include "runtime/builtins/weak_watch.h"

#include "common/xalloc.h"
#include "runtime/engine/engine.h"

/* A place of the table. */
struct WeakObject {
    void *address; /* NULL: free */
    WeakWatch *first;
};

static size_t hash_of(const void *p)
{
    return (size_t)(((uintptr_t)p >> 4) * 0x9E3779B97F4A7C15ull >> 20);
}

/* The object's place, or the free one where it would stand. */
static struct WeakObject *place_of(Builtins *b, const void *address)
{
    size_t i = hash_of(address);

    while (b->weak[i &= b->weak_room - 1].address != NULL &&
           b->weak[i].address != address)
        i++;
    return &b->weak[i];
}

/* The place becomes free; what stands behind it moves up, so that no gap hides it. */
static void take_out(Builtins *b, size_t i)
{
    size_t mask = b->weak_room - 1;

    for (size_t k = i; b->weak[k = (k + 1) & mask].address != NULL;) {
        size_t home = hash_of(b->weak[k].address) & mask;

        if (((k - home) & mask) < ((k - i) & mask))
            continue; /* it stands between its own place and here */
        b->weak[i] = b->weak[k];
        i = k;
    }
    b->weak[i] = (struct WeakObject){ 0 };
    b->weak_used--;
}

static void grow(Builtins *b)
{
    struct WeakObject *old = b->weak;
    size_t n = b->weak_room;

    b->weak_room = n == 0 ? 64 : n * 2;
    b->weak = xcalloc(b->weak_room, sizeof *b->weak);
    for (size_t i = 0; i < n; i++) {
        if (old[i].address != NULL)
            *place_of(b, old[i].address) = old[i];
    }
    xfree(old);
}

void weak_watch_begin(duk_context *ctx, duk_idx_t i, WeakWatch *w)
{
    Builtins *b = js_engine(ctx)->builtins;
    struct WeakObject *o;

    if (b->weak_used * 2 >= b->weak_room)
        grow(b);
    weak_watch(ctx, i);
    w->address = duk_get_heapptr(ctx, i);
    o = place_of(b, w->address);
    if (o->address == NULL) {
        o->address = w->address;
        b->weak_used++;
    }
    w->prev = NULL;
    w->next = o->first;
    if (o->first != NULL)
        o->first->prev = w;
    o->first = w;
}

void weak_watch_end(Builtins *b, WeakWatch *w)
{
    if (w->address == NULL)
        return;
    if (w->prev != NULL)
        w->prev->next = w->next;
    else
        place_of(b, w->address)->first = w->next;
    if (w->next != NULL)
        w->next->prev = w->prev;
    w->address = NULL;
}

WeakWatch *weak_watch_first(Builtins *b, void *address)
{
    return b->weak_room == 0 ? NULL : place_of(b, address)->first;
}

void weak_object_died(void *owner, void *heapptr)
{
    Engine *engine = owner;
    Builtins *b = engine->builtins;
    struct WeakObject *o;

    if (b == NULL || b->weak_room == 0)
        return;
    o = place_of(b, heapptr);
    if (o->address == NULL)
        return;
    for (WeakWatch *w; (w = o->first) != NULL;) {
        weak_watch_end(b, w);
        if (w->died != NULL)
            w->died(b, w->data);
    }
    take_out(b, (size_t)(o - b->weak));
}
