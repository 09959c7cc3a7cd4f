/* regexp_compile.c: regular expression literals are ours (runtime/builtins/regexp).
 *
 * The engine's compiler comes here when it meets one. It is checked, and what the code
 * keeps is "flags/pattern" in place of the engine's bytecode. */

/* [ pattern flags ] -> [ pattern key ] */
DUK_INTERNAL void duk_regexp_compile(duk_hthread *thr)
{
    duk_size_t pattern_size, flags_size;
    const char *pattern = duk_require_lstring(thr, -2, &pattern_size);
    const char *flags = duk_require_lstring(thr, -1, &flags_size);
    char *wrong = regexp_check_literal(pattern, pattern_size, flags, flags_size);

    if (wrong != NULL) {
        duk_push_string(thr, wrong);
        regexp_free_text(wrong);
        DUK_ERROR_FMT1(thr, DUK_ERR_SYNTAX_ERROR, "%s", duk_get_string(thr, -1));
    }
    duk_push_literal(thr, "/");
    duk_dup(thr, -3);
    duk_concat(thr, 3);
}
