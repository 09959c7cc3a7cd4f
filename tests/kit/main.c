/* main.c: runs the registered tests and prints one closing line.
 *
 *     unit-common ['spec_*']
 */
#include "tests/kit/test.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_TESTS 8192
#define MAX_DIRS 4096

static struct CMUnitTest tests[MAX_TESTS];
static size_t n_tests;
static char *dirs[MAX_DIRS];
static size_t n_dirs;
static pid_t owner;

void test_register(const char *name, void (*fn)(void **))
{
    if (n_tests == MAX_TESTS) {
        fprintf(stderr, "too many tests: raise MAX_TESTS\n");
        abort();
    }
    tests[n_tests++] = (struct CMUnitTest){ .name = name, .test_func = fn };
}

void test_assert_str(const char *expected, Str actual, const char *file, int line)
{
    if (str_is(actual, expected))
        return;
    print_error("\"%s\" != \"" STR_FMT "\"\n", expected, STR_ARG(actual));
    _fail(file, line);
}

static int remove_entry(const char *path, const struct stat *st, int type,
                        struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

static void remove_dirs(void)
{
    if (getpid() != owner) /* a child that a test forked */
        return;
    for (size_t i = 0; i < n_dirs; i++) {
        nftw(dirs[i], remove_entry, 16, FTW_DEPTH | FTW_PHYS);
        free(dirs[i]);
    }
}

const char *test_tmpdir(void)
{
    const char *base = getenv("TMPDIR");
    char path[512];

    snprintf(path, sizeof path, "%s/smew-test-XXXXXX", base ? base : "/tmp");
    if (n_dirs == MAX_DIRS || mkdtemp(path) == NULL) {
        perror("test_tmpdir");
        abort();
    }
    dirs[n_dirs++] = strdup(path);
    return dirs[n_dirs - 1];
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct CMUnitTest *)a)->name,
                  ((const struct CMUnitTest *)b)->name);
}

int main(int argc, char **argv)
{
    int failed;

    owner = getpid();
    atexit(remove_dirs);
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    qsort(tests, n_tests, sizeof tests[0], by_name);
    failed = _cmocka_run_group_tests("unit", tests, n_tests, NULL, NULL);
    return failed != 0;
}
