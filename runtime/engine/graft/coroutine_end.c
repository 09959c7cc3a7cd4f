/* coroutine_end.c: a return that ends a coroutine: see coroutine.c. */

static inline bool coroutine_ends(duk_hthread *thr, duk_activation *entry_act);
static void coroutine_end(duk_hthread *thr);

DUK_LOCAL duk_small_uint_t duk__handle_return(duk_hthread *thr, duk_activation *entry_act)
{
    if (DUK_LIKELY(!coroutine_ends(thr, entry_act)))
        return duk__handle_return_engine(thr, entry_act);
    coroutine_end(thr);
    return DUK__RETHAND_RESTART;
}
