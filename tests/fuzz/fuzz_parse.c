/* fuzz_parse.c: the JavaScript parser on any bytes: a tree or an error, never a crash. */
#include "runtime/compiler/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int goal = PARSE_SCRIPT; goal <= PARSE_COMMONJS; goal++) {
        Arena a = { 0 };
        Source s = { .text = str_n((const char *)data, size), .name = "fuzz" };
        ParseOptions o = { .goal = (ParseGoal)goal };
        ParseResult r;
        Diag d;

        parse(&a, &s, &o, &r, &d);
        arena_release(&a);
    }
    return 0;
}
