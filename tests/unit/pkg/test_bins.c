/* Promise: commands are linked as npm links them, and the store's files stay as they
 * are. */
#include "pkg/install/bins.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/kit/test.h"

static char dir[512];

static const char *at(const char *path)
{
    static char full[4][1024];
    static int i;

    i = (i + 1) % 4;
    snprintf(full[i], sizeof full[i], "%s/%s", dir, path);
    return full[i];
}

static void put(const char *path, const char *text, int mode)
{
    int fd = open(at(path), O_WRONLY | O_CREAT | O_TRUNC, mode);

    assert_true(fd >= 0);
    assert_int_equal(strlen(text), write(fd, text, strlen(text)));
    close(fd);
}

static void world(void)
{
    snprintf(dir, sizeof dir, "%s", test_tmpdir());
    mkdir(at("nm"), 0777);
    mkdir(at("nm/a"), 0777);
    mkdir(at("nm/b"), 0777);
    put("nm/a/cli.js", "#!/usr/bin/env node\r\nx\r\n", 0644);
    put("nm/b/cli.js", "#!/usr/bin/env node\n", 0644);
}

static int link_one(Bins *b, const char *name, const char *pkg, const char *target,
                    bool force, Err *err)
{
    BinLink l = { .folder = at("nm/.bin"),
                  .name = name,
                  .package = at(pkg),
                  .target = target,
                  .force = force };

    return bins_link(b, &l, err);
}

static const char *target_of(const char *path)
{
    static char text[512];
    ssize_t n = readlink(at(path), text, sizeof text - 1);

    if (n < 0)
        return strerror(errno);
    text[n] = '\0';
    return text;
}

TEST(bins_link_relatively_and_make_executable)
{
    struct stat st;
    Bins b;
    Err err;

    world();
    bins_init(&b, 022);
    assert_int_equal(0, link_one(&b, "x", "nm/b", "cli.js", true, &err));
    assert_string_equal("../b/cli.js", target_of("nm/.bin/x"));
    assert_int_equal(0, stat(at("nm/b/cli.js"), &st));
    assert_int_equal(0755, st.st_mode & 07777);
    bins_release(&b);
}

TEST(bins_mend_a_copy_of_what_is_linked_to_the_store)
{
    char text[64] = { 0 };
    struct stat st;
    Bins b;
    Err err;
    int fd;

    world();
    assert_int_equal(0, link(at("nm/a/cli.js"), at("store")));
    bins_init(&b, 022);
    assert_int_equal(0, link_one(&b, "x", "nm/a", "cli.js", true, &err));
    assert_int_equal(0, stat(at("store"), &st));
    assert_int_equal(0644, st.st_mode & 07777);
    assert_int_equal(24, st.st_size);
    fd = open(at("nm/a/cli.js"), O_RDONLY);
    assert_int_equal(23, read(fd, text, sizeof text));
    close(fd);
    assert_string_equal("#!/usr/bin/env node\nx\r\n", text);
    assert_int_equal(0, stat(at("nm/a/cli.js"), &st));
    assert_int_equal(0755, st.st_mode & 07777);
    bins_release(&b);
}

TEST(bins_give_a_name_to_the_first_that_claims_it)
{
    Bins b;
    Err err;

    world();
    mkdir(at("nm/.bin"), 0777);
    assert_int_equal(0, symlink("../old/cli.js", at("nm/.bin/x")));
    bins_init(&b, 022);
    assert_int_equal(0, link_one(&b, "x", "nm/a", "cli.js", true, &err));
    assert_int_equal(0, link_one(&b, "x", "nm/b", "cli.js", true, &err));
    assert_string_equal("../a/cli.js", target_of("nm/.bin/x"));
    bins_release(&b);
}

TEST(bins_skip_targets_that_are_missing)
{
    Bins b;
    Err err;

    world();
    bins_init(&b, 022);
    assert_int_equal(0, link_one(&b, "x", "nm/a", "missing.js", true, &err));
    assert_string_equal("No such file or directory", target_of("nm/.bin/x"));
    bins_release(&b);
}

TEST(bins_refuse_to_replace_foreign_files_without_force)
{
    Bins b;
    Err err;

    world();
    mkdir(at("nm/.bin"), 0777);
    put("nm/.bin/file", "mine", 0755);
    assert_int_equal(0, symlink("../b/cli.js", at("nm/.bin/link")));
    bins_init(&b, 022);
    assert_int_equal(-EEXIST, link_one(&b, "file", "nm/a", "cli.js", false, &err));
    assert_int_equal(-EEXIST, link_one(&b, "link", "nm/a", "cli.js", false, &err));
    bins_release(&b);
    bins_init(&b, 022);
    assert_int_equal(0, link_one(&b, "link", "nm/b", "./cli.js", false, &err));
    assert_int_equal(0, link_one(&b, "file", "nm/a", "cli.js", true, &err));
    assert_string_equal("../a/cli.js", target_of("nm/.bin/file"));
    bins_release(&b);
}
