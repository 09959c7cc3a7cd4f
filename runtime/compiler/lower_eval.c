/* lower_eval.c: direct eval. The text goes through the compiler when it is known:
 *
 *     eval(s)      eval(ʃE(eval, s, "…"))
 *
 * ʃE compiles the text if eval is the engine's own function, for which the call is then
 * still a direct one. */
#include "runtime/compiler/lower.h"

void emit_direct_eval(Lower *l, Node *n)
{
    copy_to(l, n->start);
    w(l, "eval(" P "E(eval,");
    emit_arg(l, n->list);
    w_fmt(l, ",%d))", l->fn->strict);
    skip_to(l, n->end);
}
