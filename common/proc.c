/* proc.c: see proc.h. */
#include "common/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/fs.h"

extern char **environ;

typedef struct {
    int read_end[2], write_end[2]; /* of stdout and stderr; -1: not caught */
} Pipes;

static void close_all(int fds[2])
{
    for (int i = 0; i < 2; i++) {
        if (fds[i] >= 0)
            close(fds[i]);
        fds[i] = -1;
    }
}

static int open_pipes(const Proc *p, Pipes *pipes, Err *err)
{
    Buf *wanted[] = { p->out, p->err };

    for (int i = 0; i < 2; i++)
        pipes->read_end[i] = pipes->write_end[i] = -1;
    for (int i = 0; i < 2; i++) {
        int fds[2];

        if (wanted[i] == NULL)
            continue;
        if (pipe2(fds, O_CLOEXEC) < 0)
            return err_errno(err, "cannot make a pipe");
        pipes->read_end[i] = fds[0];
        pipes->write_end[i] = fds[1];
    }
    return 0;
}

static int start(const Proc *p, const Pipes *pipes, pid_t *pid, Err *err)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    sigset_t defaults;
    int rc;

    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attr);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attr, &defaults);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
    if (!p->stdin_too)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    for (int i = 0; i < 2; i++) {
        if (pipes->write_end[i] >= 0)
            posix_spawn_file_actions_adddup2(&actions, pipes->write_end[i], i + 1);
    }
    if (p->cwd != NULL)
        posix_spawn_file_actions_addchdir_np(&actions, p->cwd);
    rc = posix_spawnp(pid, p->argv[0], &actions, &attr, (char *const *)p->argv,
                      p->env ? p->env : environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attr);
    if (rc == 0)
        return 0;
    errno = rc;
    return err_errno(err, "cannot run '%s'", p->argv[0]);
}

/* Takes what comes out of both until both have ended. */
static void drain(const Proc *p, Pipes *pipes)
{
    Buf *into[] = { p->out, p->err };
    char room[8192];

    for (;;) {
        struct pollfd fds[2] = { { pipes->read_end[0], POLLIN, 0 },
                                 { pipes->read_end[1], POLLIN, 0 } };

        if (fds[0].fd < 0 && fds[1].fd < 0)
            return;
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return;
        for (int i = 0; i < 2; i++) {
            ssize_t n;

            if (fds[i].fd < 0 || fds[i].revents == 0)
                continue;
            n = read(fds[i].fd, room, sizeof room);
            if (n > 0) {
                buf_put(into[i], room, (size_t)n);
            } else if (n == 0 || errno != EINTR) {
                close(fds[i].fd);
                pipes->read_end[i] = -1;
            }
        }
    }
}

int proc_run(Proc *p, Err *err)
{
    Pipes pipes;
    pid_t pid = -1;
    int status = 0, rc = open_pipes(p, &pipes, err);

    if (rc == 0)
        rc = start(p, &pipes, &pid, err);
    close_all(pipes.write_end);
    if (rc < 0) {
        close_all(pipes.read_end);
        return rc;
    }
    drain(p, &pipes);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    p->code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return 0;
}

Str proc_find(Arena *a, Str path, Str name)
{
    Str rest = path, folder;

    if (str_index(name, '/') >= 0)
        return name;
    while (rest.len > 0 && str_next(&rest, ':', &folder)) {
        const char *file =
            arena_printf(a, STR_FMT "/" STR_FMT, STR_ARG(folder), STR_ARG(name));

        if (folder.len > 0 && access(file, X_OK) == 0 && fs_is_file(file))
            return str_of(file);
    }
    return (Str){ NULL, 0 };
}
