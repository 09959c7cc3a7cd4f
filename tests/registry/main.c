/* main.c: build/tests/registry FIXTURE [--log FILE] [--port N] [--quiet]
 *
 * Prints its URL and serves until stdin ends. --quiet keeps no list of requests: for
 * measuring. README.md describes the fixture. */
#include <stdlib.h>
#include <string.h>

#include "common/xalloc.h"
#include "tests/registry/registry.h"

static void on_stdin_alloc(uv_handle_t *h, size_t hint, uv_buf_t *out)
{
    static char room[4096];

    (void)h;
    (void)hint;
    *out = uv_buf_init(room, sizeof room);
}

static void on_stdin(uv_stream_t *s, ssize_t n, const uv_buf_t *b)
{
    (void)b;
    if (n < 0)
        uv_stop(s->loop);
}

static int watch_stdin(uv_loop_t *loop, uv_pipe_t *pipe)
{
    /* A pipe, a fifo or a terminal; a file or /dev/null has ended already. */
    if (uv_guess_handle(0) != UV_NAMED_PIPE && uv_guess_handle(0) != UV_TTY)
        return -1;
    uv_pipe_init(loop, pipe, 0);
    if (uv_pipe_open(pipe, 0) < 0)
        return -1;
    return uv_read_start((uv_stream_t *)pipe, on_stdin_alloc, on_stdin);
}

static int usage(void)
{
    fprintf(stderr, "usage: registry FIXTURE [--log FILE] [--port N] [--quiet] < PIPE\n");
    return 2;
}

static bool read_args(Registry *r, int argc, char **argv, int *port)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--log") == 0 && i + 1 < argc)
            r->log = fopen(argv[++i], "a");
        else if (strcmp(argv[i], "--port") == 0 && i + 1 < argc)
            *port = (int)strtol(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--quiet") == 0)
            r->quiet = true;
        else if (argv[i][0] != '-' && r->path == NULL)
            r->path = argv[i];
        else
            return false;
    }
    return r->path != NULL;
}

int main(int argc, char **argv)
{
    static Registry r;
    uv_loop_t *loop = uv_default_loop();
    uv_pipe_t in;
    Arena a = { 0 };
    int port = 0;
    Err err;

    if (!read_args(&r, argc, argv, &port))
        return usage();
    r.port = http_server_listen(loop, port, registry_answer, &r);
    r.other_port = http_server_listen(loop, 0, registry_answer, &r);
    if (r.port < 0 || r.other_port < 0) {
        fprintf(stderr, "registry: cannot listen: %s\n", uv_strerror(r.port));
        return 1;
    }
    r.url = arena_strf(&a, "http://127.0.0.1:%d/", r.port);
    r.other = arena_strf(&a, "http://127.0.0.1:%d/", r.other_port);
    if (registry_reload(&r, &err) < 0) {
        fprintf(stderr, "registry: %s\n", err.msg);
        return 1;
    }
    if (watch_stdin(loop, &in) < 0)
        return usage();
    printf(STR_FMT "\n", STR_ARG(r.url));
    fflush(stdout);
    uv_run(loop, UV_RUN_DEFAULT);
    return 0;
}
