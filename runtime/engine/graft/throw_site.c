/* throw_site.c: notes where something is thrown, for the report of an error that nobody
 * catches (values that are no errors have no stack, and an error's stack says where it
 * was made, not where it was thrown). */
#include "runtime/engine/internals.h"

static _Thread_local EngineThrow throw_site;

const EngineThrow *engine_last_throw(void)
{
    return &throw_site;
}

/* The program's own file that the activation runs; "" for ours and for native code. */
static const char *throw_site_file(duk_hthread *thr, duk_activation *act)
{
    duk_hobject *func = DUK_ACT_GET_FUNC(act);
    duk_tval *tv;
    const char *file;

    if (func == NULL || !DUK_HOBJECT_IS_COMPFUNC(func))
        return "";
    tv = duk_hobject_find_entry_tval_ptr_stridx(thr->heap, func, DUK_STRIDX_FILE_NAME);
    if (tv != NULL && DUK_TVAL_IS_OBJECT(tv)) /* a program: an array, its file first */
        tv = duk_hobject_find_array_entry_tval_ptr(thr->heap, DUK_TVAL_GET_OBJECT(tv), 0);
    if (tv == NULL || !DUK_TVAL_IS_STRING(tv))
        return "";
    file = (const char *)DUK_HSTRING_GET_DATA(DUK_TVAL_GET_STRING(tv));
    return strncmp(file, "node:", 5) == 0 ? "" : file;
}

/* [ … value ] -> [ … value ] */
DUK_INTERNAL void duk_err_augment_error_throw(duk_hthread *thr)
{
    duk_tval *tv = thr->valstack_top - 1;
    const void *value = DUK_TVAL_IS_HEAP_ALLOCATED(tv) ? DUK_TVAL_GET_HEAPHDR(tv) : NULL;
    duk_activation *act = thr->callstack_curr;
    const char *file = act != NULL ? throw_site_file(thr, act) : "";
    OriginPlace place;
    size_t n;

    /* Thrown by native code or a module of ours: what called it is to blame, unless it
     * only passes something on. */
    if (file[0] == '\0' && value != NULL && value == throw_site.value)
        return;
    while (file[0] == '\0' && act != NULL && (act = act->parent) != NULL)
        file = throw_site_file(thr, act);
    throw_site.value = value;
    throw_site.line = throw_site.column = 0;
    if (file[0] == '\0')
        return;
    n = strnlen(file, sizeof throw_site.file - 1);
    memcpy(throw_site.file, file, n);
    throw_site.file[n] = '\0';
    duk_push_tval(thr, &act->tv_func);
    origin_place(thr, -1, (duk_uint32_t)duk_hthread_get_act_prev_pc(thr, act), &place);
    throw_site.line = place.line;
    throw_site.column = place.column;
    duk_pop_unsafe(thr);
}
