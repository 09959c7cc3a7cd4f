/* main.c: smew's entry: options, a runtime, the program, its exit code. */
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/version.h"
#include "runtime/options.h"
#include "runtime/runtime.h"
#include "runtime/snapshot.h"

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
    for (int i = 0; i < o->env_files.n; i++)
        runtime_load_env(rt, o->env_files.items[i]);
    for (int i = 0; i < o->preloads.n; i++)
        runtime_preload(rt, o->preloads.items[i]);
    if (o->eval != NULL)
        return runtime_run_text(rt, str_of(o->eval), "[eval]", o->print);
    if (!o->has_file)
        return run_stdin(rt, o->print);
    if (o->check)
        return runtime_check_file(rt, argv[o->first_arg]);
    return runtime_run_file(rt, argv[o->first_arg]);
}

/* As `node` (a link, for scripts that ask) we give the release that we stand in for. */
static void print_version(const char *argv0)
{
    const char *slash = strrchr(argv0, '/');

    if (strcmp(slash ? slash + 1 : argv0, "node") == 0)
        puts("v" NODE_COMPAT_VERSION);
    else
        puts("smew v" SMEW_VERSION " (Node.js v" NODE_COMPAT_VERSION ")");
}

static void fill_runtime(Runtime *rt, const Options *o, int argc, char **argv)
{
    static char exec_path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exec_path, sizeof exec_path - 1);

    rt->exec_path = n > 0 ? exec_path : argv[0];
    rt->argv0 = argv[0];
    rt->exec_argv = argv + 1;
    rt->n_exec_argv = o->first_arg - 1;
    rt->argc = argc - o->first_arg;
    rt->argv = argv + o->first_arg;
    rt->conditions = o->conditions.items;
    rt->n_conditions = o->conditions.n;
    rt->preserve_symlinks = o->preserve_symlinks;
    rt->preserve_symlinks_main = o->preserve_symlinks_main;
    rt->expose_gc = o->expose_gc;
    rt->input_type = o->input_type;
}

#ifdef SMEW_SNAPSHOT
/* A section of its own, so that it is data in the file though it is zero. */
__attribute__((section(".snapshot"), aligned(4096))) static char snapshot[SNAPSHOT_ROOM];
#else
static char *const snapshot = NULL;
#endif

int main(int argc, char **argv)
{
    static Runtime rt;
    static Options o;
    Err err;

    snapshot_set_place(snapshot);
    /* The build's own call: the program that it makes doesn't know it. */
    if (argc == 3 && snapshot_is_missing() && strcmp(argv[1], "--snapshot") == 0)
        return runtime_write_snapshot(&rt, argv[2], &err) < 0 ? fail(&err) : 0;
    if (options_parse(argc, argv, getenv("NODE_OPTIONS"), &rt.arena, &o, &err) < 0)
        return fail(&err);
    if (o.version) {
        print_version(argv[0]);
        return 0;
    }
    if (o.help) {
        options_print_help();
        return 0;
    }
    if (o.interactive || (o.eval == NULL && !o.has_file && !o.stdin_text && isatty(0))) {
        fprintf(stderr,
                "smew: there is no interactive mode yet: give a file or -e TEXT\n");
        return 9;
    }
    /* A write to a closed pipe is an error of that write, not the end of the program. */
    signal(SIGPIPE, SIG_IGN);
    fill_runtime(&rt, &o, argc, argv);
    if (runtime_init(&rt, &err) < 0)
        return fail(&err);
    /* The heap is not taken down: the process goes at once. */
    exit(run(&rt, &o, argv));
}
