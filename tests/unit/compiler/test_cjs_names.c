/* test_cjs_names.c: the names that Node finds in a CommonJS module's text. */
#include "runtime/modules/cjs_names.h"
#include "tests/kit/test.h"

/* The names, as they were found, divided by spaces; "> request" for what is passed on. */
static void check(const char *text, const char *want)
{
    Arena a = { 0 };
    CjsNames found;
    Str out = STR("");

    cjs_names(&a, str_of(text), &found);
    for (const NameEntry *e = found.reexports; e != NULL; e = e->next)
        out = arena_strf(&a, "> " STR_FMT " " STR_FMT, STR_ARG(e->text), STR_ARG(out));
    for (const NameEntry *e = found.names; e != NULL; e = e->next)
        out = arena_strf(&a, STR_FMT " " STR_FMT, STR_ARG(e->text), STR_ARG(out));
    assert_string_equal(arena_str(&a, str_trim(out)).ptr, want);
    arena_release(&a);
}

TEST(assignments_to_exports_are_names)
{
    check("exports.a = exports.b = 1; module.exports.c = 2", "a b c");
    check("function f() { exports['k'] = 1 }", "k");
    check("exports.n += 1; x.exports.y = 2; exports[z] = 3", "");
}

TEST(an_object_that_is_exported_is_read_up_to_the_first_value_that_is_no_name)
{
    check("module.exports = { a, b: c, 'd': e, f: g.h, i }", "a b d f");
    check("module.exports = { a: 1, b }", "");
    check("module.exports = { a, m() {}, b }", "a m");
    check("module.exports = { a, ...rest, b }", "a b");
    check("0 && (module.exports = { a, b })", "a b");
}

TEST(properties_are_names_where_their_getter_only_reads)
{
    check("Object.defineProperty(exports, 'a', { value: 1 })", "a");
    check("Object.defineProperty(exports, 'a', { enumerable: true, get: function () { "
          "return b.c } })",
          "a");
    check("Object.defineProperty(exports, 'a', { enumerable: true, get: () => b.c })",
          "");
    check("Object.defineProperty(exports, 'a', { get: function () { return b.c } })", "");
}

TEST(what_is_required_and_exported_passes_its_names_on)
{
    check("module.exports = require('x')", "> x");
    check("module.exports = require('x'); module.exports = require('y')", "> y");
    check("module.exports = { ...require('x'), a }", "a > x");
    check("__exportStar(require('x'), exports)", "> x");
    check("tslib.__exportStar(require('x'), exports)", "> x");
    check("var _x = require('x'); Object.keys(_x).forEach(function (k) { exports[k] = "
          "_x[k] })",
          "> x");
}

TEST(text_that_is_no_program_has_no_names)
{
    check("exports.a = ;", "");
}

TEST(a_text_is_a_module_where_only_that_makes_sense)
{
    Arena a = { 0 };

    assert_true(text_is_module(&a, STR("import x from 'y'")));
    assert_true(text_is_module(&a, STR("await 1")));
    assert_false(text_is_module(&a, STR("require('x')")));
    assert_false(text_is_module(&a, STR("let = ;")));
    arena_release(&a);
}
