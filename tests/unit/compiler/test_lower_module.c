/* test_lower_module.c: modules: what links them, and errors that their text shows. */
#include "runtime/compiler/compile.h"
#include "tests/kit/test.h"

static int lower(Arena *a, const char *text, Compiled *c, Diag *d)
{
    return compile(a, str_of(text),
                   &(CompileOptions){ .goal = COMPILE_MODULE, .name = "m.mjs" }, c, d);
}

/* The tables behind the module's function. */
static void check_tables(const char *text, const char *want)
{
    Arena a = { 0 };
    Compiled c;
    Diag d;

    assert_int_equal(lower(&a, text, &c, &d), 0);
    assert_true(str_ends(c.text, str_of(want)));
    arena_release(&a);
}

static void check_error(const char *text, const char *want)
{
    Arena a = { 0 };
    Compiled c;
    Diag d;

    assert_int_equal(lower(&a, text, &c, &d), -1);
    assert_string_equal(d.msg, want);
    arena_release(&a);
}

TEST(imports_say_what_comes_from_where)
{
    check_tables(
        "import a, { b as c } from 'x'; import * as n from 'y'",
        "},[\"x\",0,\"y\",0],[0,\"default\",\"a\",1,0,\"b\",\"c\",1,1,0,\"n\",1],"
        "[],[],[],0]");
    check_tables(
        "import d from './d.json' with { type: 'json' }",
        "},[\"./d.json\",{\"type\":\"json\"}],[0,\"default\",\"d\",1],[],[],[],0]");
}

TEST(exports_say_whether_their_variable_changes)
{
    check_tables("export const a = 1; export let b = 2; b = 3; export default 4",
                 "},[],[],[\"a\",1,\"b\",0,\"default\",1],[],[],0]");
}

TEST(what_is_passed_on_is_no_variable)
{
    check_tables(
        "export { x as y } from 'm'; export * from 'n'; export * as o from 'p'",
        "},[\"m\",0,\"n\",0,\"p\",0],[],[],[\"y\",0,\"x\",1,\"o\",2,0,1],[1],0]");
    check_tables("import { x } from 'm'; export { x }",
                 "},[\"m\",0],[0,\"x\",\"x\",1],[],[\"x\",0,\"x\",1],[],0]");
}

TEST(only_an_await_of_its_own_makes_a_module_wait)
{
    check_tables("await 1", "[],[],[],[],[],1]");
    check_tables("const f = async () => { await 1 }", "[],[],[],[],[],0]");
}

TEST(names_are_exported_once_and_exist)
{
    check_error("export let a; export { a }", "Duplicate export of 'a'");
    check_error("export { nowhere }", "Export 'nowhere' is not defined in module");
    check_error("import x from 'y' with { type: 'a', type: 'b' }",
                "Import attributes has a duplicate key 'type'");
}
