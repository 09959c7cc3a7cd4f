/* regexp_instance.c: a literal is evaluated. See regexp_compile.c. */

/* [ pattern key ] -> [ regexp ] */
DUK_INTERNAL void duk_regexp_create_instance(duk_hthread *thr)
{
    regexp_push_literal(thr);
    duk_remove(thr, -2);
}
