/* script.c: see script.h. */
#include "pkg/install/script.h"

#include <signal.h>
#include <string.h>

#include "common/buf.h"
#include "common/jstext.h"
#include "common/xalloc.h"

/* How long what a script left running in the background may keep its output open. */
#define GRACE_MS 3000

struct ScriptRun {
    uv_process_t process; /* first: freed in its close callback */
    uv_pipe_t out[2];
    uv_timer_t grace; /* runs from the script's end until its output ends */
    bool inherit, waiting;
    Buf output[2];
    ScriptResult result;
    unsigned n_open; /* handles that are not closed yet */
    void (*done)(void *data, const ScriptResult *r);
    void *data;
    ScriptRun *next;
    char room[16384];
};

static ScriptRun *running;

static void forget(ScriptRun *r)
{
    ScriptRun **p = &running;

    while (*p && *p != r)
        p = &(*p)->next;
    if (*p)
        *p = r->next;
}

void script_kill_all(int signal)
{
    for (ScriptRun *r = running; r; r = r->next)
        uv_process_kill(&r->process, signal);
}

/* Called once for each handle; the last one reports. */
static void closed(uv_handle_t *h)
{
    ScriptRun *r = h->data;

    if (--r->n_open > 0)
        return;
    forget(r);
    for (int i = 0; i < 2; i++)
        r->result.output[i] = buf_view(&r->output[i]);
    r->done(r->data, &r->result);
    for (int i = 0; i < 2; i++)
        buf_release(&r->output[i]);
    xfree(r);
}

static void give_room(uv_handle_t *h, size_t suggested, uv_buf_t *buf)
{
    ScriptRun *r = h->data;

    (void)suggested;
    *buf = uv_buf_init(r->room, sizeof r->room);
}

static bool output_is_open(const ScriptRun *r)
{
    return !r->inherit && (!uv_is_closing((const uv_handle_t *)&r->out[0]) ||
                           !uv_is_closing((const uv_handle_t *)&r->out[1]));
}

static void close_output(ScriptRun *r)
{
    for (int i = 0; i < 2; i++) {
        if (!uv_is_closing((uv_handle_t *)&r->out[i]))
            uv_close((uv_handle_t *)&r->out[i], closed);
    }
}

static void on_grace(uv_timer_t *t)
{
    ScriptRun *r = t->data;

    close_output(r);
    uv_close((uv_handle_t *)t, closed);
}

static void on_output(uv_stream_t *s, ssize_t n, const uv_buf_t *buf)
{
    ScriptRun *r = s->data;
    Buf *out = &r->output[s == (uv_stream_t *)&r->out[1]];

    if (n < 0) {
        uv_close((uv_handle_t *)s, closed);
        if (r->waiting && !output_is_open(r) && !uv_is_closing((uv_handle_t *)&r->grace))
            uv_close((uv_handle_t *)&r->grace, closed);
        return;
    }
    if (out->len + (size_t)n > SCRIPT_OUTPUT_MAX) {
        size_t cut = out->len < SCRIPT_OUTPUT_MAX / 2 ? out->len : SCRIPT_OUTPUT_MAX / 2;
        buf_cut(out, 0, cut);
    }
    buf_put(out, buf->base, (size_t)n);
}

static void on_exit_(uv_process_t *p, int64_t code, int signal)
{
    ScriptRun *r = p->data;

    r->result.code = (int)code;
    r->result.signal = signal;
    if (output_is_open(r)) {
        r->waiting = true;
        r->n_open++;
        uv_timer_init(p->loop, &r->grace);
        r->grace.data = r;
        uv_timer_start(&r->grace, on_grace, GRACE_MS, 0);
    }
    uv_close((uv_handle_t *)p, closed);
}

static char *command_line(const ScriptOptions *o, Arena *a)
{
    Buf b = { 0 };
    char *text;

    buf_str(&b, js_well_formed(a, str_of(o->cmd)));
    for (const char *const *arg = o->args; arg && *arg; arg++) {
        buf_putc(&b, ' ');
        script_quote(&b, str_of(*arg));
    }
    text = arena_strdup(a, buf_cstr(&b));
    buf_release(&b);
    return text;
}

static void set_stdio(ScriptRun *r, uv_loop_t *loop, bool inherit,
                      uv_stdio_container_t stdio[3])
{
    stdio[0] = (uv_stdio_container_t){ .flags = inherit ? UV_INHERIT_FD : UV_IGNORE };
    for (int i = 0; i < 2; i++) {
        if (inherit) {
            stdio[i + 1] =
                (uv_stdio_container_t){ .flags = UV_INHERIT_FD, .data.fd = i + 1 };
            continue;
        }
        uv_pipe_init(loop, &r->out[i], 0);
        r->out[i].data = r;
        r->n_open++;
        stdio[i + 1] = (uv_stdio_container_t){
            .flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE,
            .data.stream = (uv_stream_t *)&r->out[i],
        };
    }
}

void script_start(uv_loop_t *loop, const ScriptBase *base, const ScriptOptions *o,
                  void (*done)(void *data, const ScriptResult *r), void *data)
{
    ScriptRun *r = xcalloc(1, sizeof *r);
    Arena a = { 0 };
    EnvSet env;
    uv_stdio_container_t stdio[3];
    char *shell = arena_strdup(&a, base->shell ? base->shell : "sh");
    char *argv[] = { shell, arena_strdup(&a, "-c"), command_line(o, &a), NULL };
    uv_process_options_t po = { .exit_cb = on_exit_,
                                .file = shell,
                                .args = argv,
                                .cwd = o->path,
                                .stdio = stdio,
                                .stdio_count = 3 };

    r->done = done;
    r->data = data;
    r->inherit = o->inherit;
    r->output[0].max = r->output[1].max = SCRIPT_OUTPUT_MAX;
    r->process.data = r;
    r->n_open = 1;
    r->next = running;
    running = r;
    env_set_copy(&env, &a, &base->env);
    if (o->extra)
        MAP_EACH (v, o->extra->vars)
            env_set_put(&env, v->key, str_of(v->value));
    script_env_make(&env, base, o->path, o->event, o->cmd, o->pkg, o->bins);
    po.env = env_set_list(&env, &a);
    set_stdio(r, loop, o->inherit, stdio);
    r->result.spawn_error = uv_spawn(loop, &r->process, &po);
    for (int i = 0; i < 2 && !o->inherit; i++) {
        if (r->result.spawn_error == 0)
            uv_read_start((uv_stream_t *)&r->out[i], give_room, on_output);
        else
            uv_close((uv_handle_t *)&r->out[i], closed);
    }
    if (r->result.spawn_error != 0)
        uv_close((uv_handle_t *)&r->process, closed);
    env_set_release(&env);
    arena_release(&a);
}
