/* place_pack.c: see place.c. */
DUK_INTERNAL void duk_hobject_pc2line_pack(duk_hthread *thr, duk_compiler_instr *instrs,
                                           duk_uint_fast32_t length)
{
    place_pack(thr, instrs, length, duk_hobject_pc2line_pack_engine);
}
