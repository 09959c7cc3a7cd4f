/* new_target_push.c: new.target stands where the function of the call stood: see
 * new_target.c. */

DUK_EXTERNAL void duk_push_new_target(duk_hthread *thr)
{
    duk_activation *act = thr->callstack_curr;

    if (act != NULL && (act->flags & DUK_ACT_FLAG_CONSTRUCT))
        duk_push_tval(thr, thr->valstack_bottom - 2);
    else
        duk_push_new_target_engine(thr);
}
