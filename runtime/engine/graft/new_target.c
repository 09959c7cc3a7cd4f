/* new_target.c: constructing with another new.target than the function itself (see
 * object_construct in engine/unit/function.c).
 *
 * A call's function stands on the value stack below `this`; the activation has its own
 * pointer to it. So that place holds the new.target instead, from the moment when the
 * activation is made; whoever constructs keeps the function alive. */

/* What object_construct is about to call. Nothing can fail between its setting this and
 * the call's using it. */
static _Thread_local struct {
    duk_hobject *func, *new_target;
    duk_hobject *proto; /* NULL: the function looks for it itself */
} construct_as;

DUK_LOCAL void duk__update_default_instance_proto(duk_hthread *thr, duk_idx_t idx_func)
{
    if (DUK_LIKELY(construct_as.func == NULL ||
                   construct_as.func != duk_get_hobject(thr, idx_func))) {
        construct_as.func = NULL;
        duk__update_default_instance_proto_engine(thr, idx_func);
        return;
    }
    if (construct_as.proto != NULL)
        DUK_HOBJECT_SET_PROTOTYPE_UPDREF(thr, duk_known_hobject(thr, idx_func + 1),
                                         construct_as.proto);
}
