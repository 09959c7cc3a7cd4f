/* timeit.c: times commands side by side, taking turns, and prints medians and ratios.
 *
 *     timeit [-n ROUNDS] [-t TITLE] [-p PREPARE] NAME=COMMAND…
 *
 * COMMAND and PREPARE are shell texts; PREPARE runs before each command, untimed, with
 * $NAME set. A command that starts with a shell word is exec'd, so that no shell is
 * timed. The ratios are against the first command: smaller is better for it. Peak memory
 * is the largest single process. A command that fails is shown as such, never as a time.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/str.h"
#include "common/xalloc.h"

#define MAX_COMMANDS 16
#define MAX_ROUNDS 200

typedef struct {
    char *name;
    const char *command;
    double wall[MAX_ROUNDS], cpu[MAX_ROUNDS], rss[MAX_ROUNDS];
    int n, failed;
} Command;

static int shell(const char *text, const char *name, struct rusage *use)
{
    pid_t pid = fork();
    int status;

    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);

        dup2(null, 0);
        dup2(null, 1);
        dup2(null, 2);
        setenv("NAME", name, 1);
        execl("/bin/sh", "sh", "-c", text, (char *)NULL);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, use) < 0)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void run_once(Command *c, const char *prepare, bool counts)
{
    struct rusage use = { 0 };
    struct timespec a, b;
    Buf text = { 0 };

    if (prepare != NULL && shell(prepare, c->name, &use) != 0)
        c->failed++;
    buf_printf(&text, "exec %s", c->command);
    clock_gettime(CLOCK_MONOTONIC, &a);
    if (shell(text.ptr, c->name, &use) != 0)
        c->failed++;
    clock_gettime(CLOCK_MONOTONIC, &b);
    buf_release(&text);
    if (!counts)
        return;
    c->wall[c->n] = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
    c->cpu[c->n] = seconds(use.ru_utime) + seconds(use.ru_stime);
    c->rss[c->n++] = (double)use.ru_maxrss / 1024;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, by_value);
    return n > 0 ? v[n / 2] : 0;
}

static void report(Command *cs, int n)
{
    double wall0 = 0, cpu0 = 0, rss0 = 0;

    printf("  %-14s %10s %10s %9s   wall, cpu and memory of %s against it\n", "",
           "wall ms", "cpu ms", "peak MB", cs[0].name);
    for (int i = 0; i < n; i++) {
        double wall = median(cs[i].wall, cs[i].n), cpu = median(cs[i].cpu, cs[i].n);
        double rss = median(cs[i].rss, cs[i].n);

        if (i == 0) {
            wall0 = wall;
            cpu0 = cpu;
            rss0 = rss;
        }
        if (cs[i].failed > 0)
            printf("  %-14s failed in %d of its runs\n", cs[i].name, cs[i].failed);
        else
            printf("  %-14s %10.1f %10.1f %9.1f   %.2f  %.2f  %.2f\n", cs[i].name,
                   wall * 1e3, cpu * 1e3, rss, wall0 / wall, cpu0 / cpu, rss0 / rss);
    }
}

int main(int argc, char **argv)
{
    static Command cs[MAX_COMMANDS];
    const char *prepare = NULL, *title = NULL;
    int n = 0, rounds = 5, o;

    while ((o = getopt(argc, argv, "n:p:t:")) != -1) {
        if (o == 'n')
            rounds = (int)strtol(optarg, NULL, 10);
        else if (o == 'p')
            prepare = optarg;
        else if (o == 't')
            title = optarg;
        else
            return 2;
    }
    for (; optind < argc && n < MAX_COMMANDS; optind++) {
        Str name, command;

        if (!str_cut(str_of(argv[optind]), '=', &name, &command))
            continue;
        cs[n].name = xmemdupz(name.ptr, name.len);
        cs[n++].command = command.ptr;
    }
    if (n == 0 || rounds < 1 || rounds > MAX_ROUNDS) {
        fputs("usage: timeit [-n ROUNDS] [-t TITLE] [-p PREPARE] NAME=COMMAND...\n",
              stderr);
        return 2;
    }
    for (int r = -1; r < rounds; r++) {
        for (int i = 0; i < n; i++)
            run_once(&cs[(i + r + n) % n], prepare, r >= 0);
    }
    if (title != NULL)
        printf("%s\n", title);
    report(cs, n);
    for (int i = 0; i < n; i++)
        xfree(cs[i].name);
    return 0;
}
