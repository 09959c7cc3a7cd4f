/* proc.h: running a program. */
#include "common/proc.h"

#include <errno.h>

#include "tests/kit/test.h"

TEST(proc_catches_both_outputs_and_the_exit_code)
{
    const char *argv[] = { "sh", "-c", "echo out; echo err >&2; pwd; exit 3", NULL };
    Buf out = { 0 }, err = { 0 };
    Proc p = { .argv = argv, .cwd = "/", .out = &out, .err = &err };
    Err e;

    assert_int_equal(0, proc_run(&p, &e));
    assert_int_equal(3, p.code);
    assert_string_equal("out\n/\n", buf_cstr(&out));
    assert_string_equal("err\n", buf_cstr(&err));
    buf_release(&out);
    buf_release(&err);
}

TEST(proc_takes_more_than_a_pipe_holds)
{
    const char *argv[] = { "sh", "-c",
                           "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2",
                           NULL };
    Buf out = { 0 }, err = { 0 };
    Proc p = { .argv = argv, .out = &out, .err = &err };
    Err e;

    assert_int_equal(0, proc_run(&p, &e));
    assert_int_equal(300000, out.len);
    assert_int_equal(300000, err.len);
    buf_release(&out);
    buf_release(&err);
}

TEST(proc_gives_its_own_environment_and_an_empty_stdin)
{
    const char *argv[] = { "sh", "-c", "read x; echo \"<$x$A>\"; kill -9 $$", NULL };
    char a[] = "A=1", *env[] = { a, NULL };
    Buf out = { 0 };
    Proc p = { .argv = argv, .env = env, .out = &out };
    Err e;

    assert_int_equal(0, proc_run(&p, &e));
    assert_int_equal(137, p.code);
    assert_string_equal("<1>\n", buf_cstr(&out));
    buf_release(&out);
}

TEST(proc_knows_what_is_not_there)
{
    const char *argv[] = { "no-such-program-here", NULL };
    Proc p = { .argv = argv };
    Arena a = { 0 };
    Err e;

    assert_int_equal(-ENOENT, proc_run(&p, &e));
    assert_null(proc_find(&a, STR("/bin:/usr/bin"), STR("no-such-program-here")).ptr);
    assert_non_null(proc_find(&a, STR(":/bin:/usr/bin"), STR("sh")).ptr);
    arena_release(&a);
}
