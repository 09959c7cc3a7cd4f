/* main.c: smew's entry: options, a runtime, the program, its exit code. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/version.h"
#include "runtime/options.h"
#include "runtime/runtime.h"

/* Largest program that is read from standard input. */
#define MAX_STDIN ((size_t)256 << 20)

static int fail(const Err *err)
{
    fprintf(stderr, "smew: %s\n", err->msg);
    if (err->hint[0] != '\0')
        fprintf(stderr, "smew: %s\n", err->hint);
    return 9;
}

static int run_stdin(Runtime *rt, bool print)
{
    Buf text = BUF_MAX(MAX_STDIN);
    char chunk[65536];
    ssize_t n;
    int code;

    while ((n = read(0, chunk, sizeof chunk)) > 0)
        buf_put(&text, chunk, (size_t)n);
    code = runtime_run_text(rt, buf_view(&text), "[stdin]", print);
    buf_release(&text);
    return code;
}

static int run(Runtime *rt, const Options *o, char **argv)
{
    for (int i = 0; i < o->n_preloads; i++)
        runtime_preload(rt, o->preloads[i]);
    if (o->eval != NULL)
        return runtime_run_text(rt, str_of(o->eval), "[eval]", o->print);
    if (!o->has_file)
        return run_stdin(rt, o->print);
    if (o->check)
        return runtime_check_file(rt, argv[o->first_arg]);
    return runtime_run_file(rt, argv[o->first_arg]);
}

int main(int argc, char **argv)
{
    static Runtime rt;
    static char exec_path[PATH_MAX];
    Options o;
    Err err;
    ssize_t n;

    if (options_parse(argc, argv, &o, &err) < 0)
        return fail(&err);
    if (o.version) {
        puts("v" NODE_COMPAT_VERSION);
        return 0;
    }
    if (o.help) {
        options_print_help();
        return 0;
    }
    n = readlink("/proc/self/exe", exec_path, sizeof exec_path - 1);
    rt.exec_path = n > 0 ? exec_path : argv[0];
    rt.argv0 = argv[0];
    rt.exec_argv = argv + 1;
    rt.n_exec_argv = o.first_arg - 1;
    rt.argc = argc - o.first_arg;
    rt.argv = argv + o.first_arg;
    if (runtime_init(&rt, &err) < 0)
        return fail(&err);
    /* The heap is not taken down: the process goes at once. */
    exit(run(&rt, &o, argv));
}
