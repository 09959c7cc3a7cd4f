/* regexp_compile.c: regular expression literals are ours (runtime/builtins/regexp).
 *
 * The engine's compiler comes here when it meets one; our compiler has checked it
 * (CompileOptions.check_regexp). What the code keeps is "flags/pattern" in place of the
 * engine's bytecode. */

/* [ pattern flags ] -> [ pattern key ] */
DUK_INTERNAL void duk_regexp_compile(duk_hthread *thr)
{
    duk_push_literal(thr, "/");
    duk_dup(thr, -3);
    duk_concat(thr, 3);
}
