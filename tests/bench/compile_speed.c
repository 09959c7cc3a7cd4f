/* compile_speed.c: how fast the compiler is, pass by pass, and what it makes.
 *
 *     compile-speed [-n ROUNDS] FILE…    time, memory, MB/s of all files together
 *     compile-speed -s FILE…             a line for each: hash of what came out,
 * path
 *
 * A path "-" stands for paths on the standard input, one a line. The time is the CPU's,
 * of the fastest round. Files are bodies of CommonJS modules, or modules where they make
 * no sense as that. Two builds of the compiler that print the same with -s make the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/vec.h"
#include "common/xalloc.h"
#include "runtime/compiler/compile.h"
#include "runtime/compiler/parse.h"

typedef struct {
    const char *path;
    Str text;
    bool module;
} Input;

typedef struct {
    Arena arena; /* of the texts */
    VEC(Input) inputs;
    size_t bytes;
} Bench;

static double cpu_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static CompileGoal goal_of(const Input *in)
{
    return in->module ? COMPILE_MODULE : COMPILE_COMMONJS;
}

static int compile_as(CompileGoal goal, const Input *in, Arena *a, Compiled *c, Diag *d)
{
    CompileOptions o = { .goal = goal,
                         .name = in->path,
                         .params = STR("exports,require,module,__filename,__dirname") };

    return compile(a, in->text, &o, c, d);
}

static int parse_one(const Input *in, Arena *a)
{
    Source source = { .text = in->text, .name = in->path };
    ParseOptions o = { .goal = in->module ? PARSE_MODULE : PARSE_COMMONJS };
    ParseResult result;
    Diag d;

    return parse(a, &source, &o, &result, &d);
}

static void add_input(Bench *b, const char *path)
{
    Input in = { .path = arena_strdup(&b->arena, path) };
    Arena scratch = { 0 };
    Err err;

    if (fs_read_arena(&b->arena, path, 0, &in.text, &err) != 0) {
        fprintf(stderr, "compile-speed: %s\n", err.msg);
        exit(1);
    }
    in.module = parse_one(&in, &scratch) != 0;
    arena_release(&scratch);
    b->bytes += in.text.len;
    vec_push(&b->inputs, in);
}

static void add_listed(Bench *b)
{
    char line[4096];

    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '\0')
            add_input(b, line);
    }
}

static uint64_t hash_more(uint64_t h, const void *data, size_t len)
{
    return (h ^ str_hash(str_n(data, len)) ^ len) * 0x9e3779b97f4a7c15u;
}

static uint64_t sum_of(CompileGoal goal, const Input *in)
{
    Arena a = { 0 };
    Compiled c;
    Diag d = { 0 };
    uint64_t h = 0;

    if (compile_as(goal, in, &a, &c, &d) != 0) {
        h = hash_more(d.start, d.msg, strlen(d.msg));
    } else {
        h = hash_more(h, c.text.ptr, c.text.len);
        h = hash_more(h, c.spans, c.n_spans * sizeof *c.spans);
        h = hash_more(h, c.functions, c.n_functions * sizeof *c.functions);
    }
    arena_release(&a);
    return h;
}

static void print_sums(const Bench *b)
{
    for (size_t i = 0; i < b->inputs.len; i++) {
        const Input *in = &b->inputs.ptr[i];

        printf("%016llx %016llx %016llx %s\n",
               (unsigned long long)sum_of(goal_of(in), in),
               (unsigned long long)sum_of(COMPILE_SCRIPT, in),
               (unsigned long long)sum_of(COMPILE_EVAL, in), in->path);
    }
}

/* One round of one pass; returns its seconds. */
static double round_of(const Bench *b, bool whole, size_t *memory, int *failed)
{
    double start = cpu_seconds();

    *memory = 0;
    *failed = 0;
    for (size_t i = 0; i < b->inputs.len; i++) {
        Arena a = { 0 };
        Compiled c;
        Diag d;

        if ((whole ? compile_as(goal_of(&b->inputs.ptr[i]), &b->inputs.ptr[i], &a, &c, &d)
                   : parse_one(&b->inputs.ptr[i], &a)) != 0)
            ++*failed;
        *memory += a.total;
        arena_release(&a);
    }
    return cpu_seconds() - start;
}

static void report(const Bench *b, const char *what, double best, size_t memory,
                   int failed)
{
    printf("%-8s %8.1f ms %7.1f MB/s %6.1f bytes of memory a byte, %d failed\n", what,
           best * 1e3, (double)b->bytes / best / 1e6, (double)memory / (double)b->bytes,
           failed);
}

static void print_speed(const Bench *b, int rounds)
{
    double best[2] = { 1e9, 1e9 };
    size_t memory[2];
    int failed[2];

    for (int r = 0; r < rounds; r++) {
        for (int whole = 0; whole < 2; whole++) {
            double t = round_of(b, whole, &memory[whole], &failed[whole]);

            best[whole] = t < best[whole] ? t : best[whole];
        }
    }
    printf("%zu files, %.2f MB\n", b->inputs.len, (double)b->bytes / 1e6);
    report(b, "parse", best[0], memory[0], failed[0]);
    report(b, "compile", best[1], memory[1], failed[1]);
}

int main(int argc, char **argv)
{
    Bench b = { 0 };
    int rounds = 5, o;
    bool sums = false;

    while ((o = getopt(argc, argv, "n:s")) != -1) {
        if (o == 'n')
            rounds = (int)strtol(optarg, NULL, 10);
        else if (o == 's')
            sums = true;
        else
            return 2;
    }
    for (; optind < argc; optind++) {
        if (strcmp(argv[optind], "-") == 0)
            add_listed(&b);
        else
            add_input(&b, argv[optind]);
    }
    if (b.inputs.len == 0 || rounds < 1) {
        fputs("usage: compile-speed [-n ROUNDS] [-s] FILE...\n", stderr);
        return 2;
    }
    if (sums)
        print_sums(&b);
    else
        print_speed(&b, rounds);
    vec_release(&b.inputs);
    arena_release(&b.arena);
    return 0;
}
