/* Promise: after an install that was stopped anywhere the old tree is back; after
 * one that ended the new tree stands, and nothing else. */
#include "pkg/install/commit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/fs.h"
#include "pkg/install/commit_files.h"
#include "tests/kit/test.h"

static char root[512];

static void put(const char *path, const char *text)
{
    char full[1024];
    FILE *f;

    snprintf(full, sizeof full, "%s/%s", root, path);
    for (char *p = full + strlen(root) + 1; *p; p++)
        if (*p == '/') {
            *p = '\0';
            mkdir(full, 0777);
            *p = '/';
        }
    f = fopen(full, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* "path=text" of all files, sorted; empty folders are listed, too. */
static const char *tree(void)
{
    static char out[8192];
    char cmd[1024];
    size_t n;
    FILE *f;

    snprintf(cmd, sizeof cmd,
             "cd '%s' && find . -mindepth 1 \\( -type f -printf '%%P=' -exec cat {} \\; "
             "-printf '\\n' \\) -o \\( -type d -empty -printf '%%P/\\n' \\) | sort",
             root);
    f = popen(cmd, "r");
    n = fread(out, 1, sizeof out - 1, f);
    out[n] = '\0';
    pclose(f);
    return out;
}

#define OLD_TREE                                                       \
    "node_modules/.package-lock.json=hidden\n"                         \
    "node_modules/a/index.js=a1\n"                                     \
    "node_modules/a/node_modules/kept/k.js=kept\n"                     \
    "node_modules/a/node_modules/kept/node_modules/stray/s.js=stray\n" \
    "node_modules/gone/index.js=gone\n"                                \
    "node_modules/unknown/x=user\n"

#define NEW_TREE                                   \
    "node_modules/@s/b/index.js=b1\n"              \
    "node_modules/a/index.js=a2\n"                 \
    "node_modules/a/node_modules/kept/k.js=kept\n" \
    "node_modules/unknown/index.js=known\n"

static void old_tree(void)
{
    snprintf(root, sizeof root, "%s", test_tmpdir());
    put("node_modules/.package-lock.json", "hidden");
    put("node_modules/a/index.js", "a1");
    put("node_modules/a/node_modules/kept/k.js", "kept");
    put("node_modules/a/node_modules/kept/node_modules/stray/s.js", "stray");
    put("node_modules/gone/index.js", "gone");
    put("node_modules/unknown/x", "user");
}

static void build(Commit *c)
{
    char path[256];
    unsigned n;
    Err err;

    assert_int_equal(0, commit_open(c, root, NULL, &err));
    assert_int_equal(0, commit_stage(c, &err));
    snprintf(path, sizeof path, "%s/new/node_modules/a/index.js", c->stage);
    put(path, "a2");
    /* In the way of what is kept. */
    snprintf(path, sizeof path, "%s/new/node_modules/a/node_modules/kept/k.js", c->stage);
    put(path, "theirs");
    close(commit_spare_folder(c));
    snprintf(path, sizeof path, "%s/spare/7/index.js", c->stage);
    put(path, "b1");
    snprintf(path, sizeof path, "%s/new/node_modules/unknown/index.js", c->stage);
    put(path, "known");
    commit_retire(c, "node_modules/a/node_modules/kept/node_modules");
    n = commit_retire(c, "node_modules/a");
    commit_keep(c, n, "node_modules/kept", "node_modules/a/node_modules/kept");
    commit_retire(c, "node_modules/gone");
    commit_add(c, "node_modules/a");
    commit_add_spare(c, "7", "node_modules/@s/b");
    commit_add(c, "node_modules/unknown");
}

TEST(commit_puts_the_new_tree_in_place)
{
    Commit c;
    Err err;

    old_tree();
    build(&c);
    assert_int_equal(0, commit_apply(&c, &err));
    assert_int_equal(0, commit_finish(&c, NULL, &err));
    commit_close(&c);
    assert_string_equal(NEW_TREE, tree());
}

TEST(commit_rolls_back_to_the_old_tree)
{
    Commit c;
    Err err;

    old_tree();
    build(&c);
    commit_close(&c);
    assert_string_equal(OLD_TREE, tree());
    build(&c);
    assert_int_equal(0, commit_apply(&c, &err));
    commit_rollback(&c);
    commit_close(&c);
    assert_string_equal(OLD_TREE, tree());
}

TEST(commit_removes_a_node_modules_that_it_made)
{
    char path[256];
    Commit c;
    Err err;

    snprintf(root, sizeof root, "%s", test_tmpdir());
    assert_int_equal(0, commit_open(&c, root, NULL, &err));
    assert_int_equal(0, commit_stage(&c, &err));
    snprintf(path, sizeof path, "%s/new/node_modules/@s/b/index.js", c.stage);
    put(path, "b1");
    commit_add(&c, "node_modules/@s/b");
    assert_int_equal(0, commit_apply(&c, &err));
    commit_close(&c);
    assert_string_equal("", tree());
}

/* Undoes the last n renames of an applied commit by hand: what a process that was
 * killed that much earlier would have left. */
static void step_back(Commit *c, size_t n)
{
    for (size_t i = c->steps.len; n-- > 0 && i-- > 0;) {
        const CommitStep *s = &c->steps.ptr[i];
        char other[512];

        if (s->kind == COMMIT_RETIRE)
            snprintf(other, sizeof other, "%s/old/%u", c->stage, s->number);
        else if (s->kind == COMMIT_ADD && s->rest[0] != '\0')
            snprintf(other, sizeof other, "%s/spare/%s", c->stage, s->rest);
        else if (s->kind == COMMIT_ADD)
            snprintf(other, sizeof other, "%s/new/%s", c->stage, s->location);
        else
            snprintf(other, sizeof other, "%s/old/%u/%s", c->stage, s->number, s->rest);
        if (s->kind == COMMIT_RETIRE)
            assert_int_equal(0, renameat(c->root_fd, other, c->root_fd, s->location));
        else
            assert_int_equal(0, renameat(c->root_fd, s->location, c->root_fd, other));
    }
}

static void build_whole(Commit *c)
{
    char path[256];
    Err err;

    snprintf(root, sizeof root, "%s", test_tmpdir());
    put("packages/w/package.json", "w");
    put(".node_modules-7/mine", "x");
    assert_int_equal(0, commit_open(c, root, NULL, &err));
    assert_int_equal(0, commit_stage(c, &err));
    close(commit_spare_folder(c));
    snprintf(path, sizeof path, "%s/new/node_modules/a/index.js", c->stage);
    put(path, "a1");
    snprintf(path, sizeof path, "%s/spare/7/index.js", c->stage);
    put(path, "b1");
    snprintf(path, sizeof path, "%s/new/packages/w/node_modules/c/index.js", c->stage);
    put(path, "c1");
    commit_retire(c, "node_modules/a");
    commit_add(c, "node_modules/a");
    commit_add_spare(c, "7", "node_modules/@s/b");
    commit_add(c, "packages/w/node_modules/c");
}

#define WHOLE_BEFORE ".node_modules-7/mine=x\npackages/w/package.json=w\n"
#define WHOLE_AFTER                                                       \
    ".node_modules-7/mine=x\n%snode_modules/@s/b/index.js=b1\n"           \
    "node_modules/a/index.js=a1\npackages/w/node_modules/c/index.js=c1\n" \
    "packages/w/package.json=w\n"

TEST(commit_a_new_node_modules_comes_into_its_place_as_one)
{
    char want[512];
    Commit c;
    Err err;

    build_whole(&c);
    assert_null(strstr(tree(), "\nnode_modules/"));
    assert_int_equal(0, commit_apply(&c, &err));
    assert_int_equal(2, c.steps.len);
    assert_int_equal(0, commit_finish(&c, NULL, &err));
    commit_close(&c);
    snprintf(want, sizeof want, WHOLE_AFTER, "");
    assert_string_equal(want, tree());
}

TEST(commit_of_a_new_node_modules_is_undone_at_any_step)
{
    for (int n = 0; n <= 3; n++) {
        Commit c;
        Err err;

        build_whole(&c);
        if (n > 0)
            assert_int_equal(0, commit_apply(&c, &err));
        if (n == 2)
            step_back(&c, 1);
        if (n == 3) {
            commit_close(&c);
        } else {
            close(c.stage_fd);
            close(c.root_fd); /* as the kernel would */
            arena_release(&c.arena);
            assert_int_equal(0, commit_open(&c, root, NULL, &err));
            assert_int_equal(n > 0, c.repaired);
            commit_close(&c);
        }
        assert_string_equal(WHOLE_BEFORE, tree());
    }
}

TEST(commit_goes_into_a_node_modules_that_somebody_made_meanwhile)
{
    char want[512];
    Commit c;
    Err err;

    build_whole(&c);
    put("node_modules/.cache/x", "theirs");
    assert_int_equal(0, commit_apply(&c, &err));
    assert_int_equal(0, commit_finish(&c, NULL, &err));
    commit_close(&c);
    snprintf(want, sizeof want, WHOLE_AFTER, "node_modules/.cache/x=theirs\n");
    assert_string_equal(want, tree());
}

TEST(commit_a_journal_does_not_lead_out_of_the_project)
{
    static const char journal[] = "0\0"
                                  "0\0"
                                  "0\0"
                                  "../other/a\0";
    char path[600];
    Commit c;
    Err err;
    FILE *f;

    snprintf(root, sizeof root, "%s", test_tmpdir());
    put("other/a", "mine");
    put("p/node_modules/.pkg-1-0/old/0", "");
    snprintf(path, sizeof path, "%s/p/node_modules/.pkg-1-0/journal", root);
    f = fopen(path, "w");
    assert_int_equal(sizeof journal, fwrite(journal, 1, sizeof journal, f));
    fclose(f);
    snprintf(path, sizeof path, "%s/p", root);
    assert_int_equal(0, commit_open(&c, path, NULL, &err));
    commit_close(&c);
    assert_string_equal("other/a=mine\np/node_modules/\n", tree());
}

TEST(commit_undoes_what_a_killed_process_left_at_any_step)
{
    size_t n_steps = 9;

    for (size_t n = 0; n <= n_steps; n++) {
        Commit c;
        Err err;

        old_tree();
        build(&c);
        assert_int_equal(0, commit_apply(&c, &err));
        assert_int_equal(n_steps, c.steps.len);
        step_back(&c, n);
        close(c.stage_fd);
        close(c.root_fd); /* as the kernel would */
        arena_release(&c.arena);
        assert_int_equal(0, commit_open(&c, root, NULL, &err));
        assert_true(c.repaired);
        commit_close(&c);
        assert_string_equal(OLD_TREE, tree());
    }
}

TEST(commit_removes_a_stage_without_a_journal)
{
    Commit c;
    Err err;

    old_tree();
    build(&c);
    close(c.stage_fd);
    close(c.root_fd);
    arena_release(&c.arena);
    assert_int_equal(0, commit_open(&c, root, NULL, &err));
    assert_false(c.repaired);
    commit_close(&c);
    assert_string_equal(OLD_TREE, tree());
}

static int said_wait;

TEST(commit_removes_what_writers_left_beside_their_targets)
{
    Commit c;
    Err err;
    char young[1024], old[1024];
    struct timespec then[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };

    old_tree();
    put("node_modules/.pkg-tmp-a1B2c3", "half");
    put(".pkg-tmp-young1", "somebody is writing");
    put(".pkg-tmp-old111", "half");
    put("package.json.backup", "mine");
    snprintf(young, sizeof young, "%s/.pkg-tmp-young1", root);
    snprintf(old, sizeof old, "%s/.pkg-tmp-old111", root);
    assert_int_equal(0, utimensat(AT_FDCWD, old, then, 0));
    assert_int_equal(0, commit_open(&c, root, NULL, &err));
    commit_close(&c);
    assert_int_equal(0, access(young, F_OK));
    assert_int_equal(-1, access(old, F_OK));
    assert_int_equal(0, unlink(young));
    assert_string_equal(OLD_TREE "package.json.backup=mine\n", tree());
}

static int let_go[2];

static void on_wait(void)
{
    said_wait++;
    if (write(let_go[1], "x", 1) != 1)
        abort();
}

TEST(commit_waits_for_another_process)
{
    Commit c;
    Err err;
    int ready[2];
    char byte;
    pid_t pid;

    old_tree();
    assert_int_equal(0, pipe(ready));
    assert_int_equal(0, pipe(let_go));
    pid = fork();
    if (pid == 0) {
        commit_open(&c, root, NULL, &err);
        _exit(write(ready[1], "x", 1) != 1 || read(let_go[0], &byte, 1) != 1);
    }
    assert_int_equal(1, read(ready[0], &byte, 1));
    said_wait = 0;
    assert_int_equal(0, commit_open(&c, root, on_wait, &err));
    assert_int_equal(1, said_wait);
    commit_close(&c);
    waitpid(pid, NULL, 0);
    close(ready[0]);
    close(ready[1]);
    close(let_go[0]);
    close(let_go[1]);
}

/* ---- package.json and lock ---- */

static void files_of(CommitFile *files, char paths[2][600])
{
    snprintf(paths[0], 600, "%s/package-lock.json", root);
    snprintf(paths[1], 600, "%s/package.json", root);
    files[0] = (CommitFile){ paths[0], { NULL, 0 }, STR("lock2") };
    files[1] = (CommitFile){ paths[1], STR("pkg1"), STR("pkg2") };
}

/* The name of the new file beside `name` that the redo tells of. */
static void temp_of(const Commit *c, const char *name, char out[600])
{
    char path[700], text[4096], *p;
    size_t n;
    FILE *f;

    snprintf(path, sizeof path, "%s/%s/redo", root, c->stage);
    f = fopen(path, "r");
    assert_non_null(f);
    n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    text[n] = '\0';
    for (p = text + strlen("pkgredo2\n"); p < text + n; p += strlen(p) + 1) {
        const char *slash = strrchr(p, '/');

        if (slash != NULL && strcmp(slash + 1, name) == 0)
            break;
    }
    assert_true(p < text + n);
    snprintf(out, 600, "%s", p + strlen(p) + 1);
}

/* As if it had ended between the two: package.json is what it was, the new one beside it.
 */
static void take_back(const Commit *c, const char *kept, const char *path)
{
    char temp[600];

    temp_of(c, "package.json", temp);
    assert_int_equal(0, rename(path, temp));
    assert_int_equal(0, rename(kept, path));
}

TEST(commit_files_that_were_cut_short_are_finished)
{
    char paths[2][600], cut[600], kept[600];
    CommitFile files[2];
    Commit c;
    Err err;

    old_tree();
    put("package.json", "pkg1");
    files_of(files, paths);
    snprintf(kept, sizeof kept, "%s/kept", root);
    assert_int_equal(0, link(paths[1], kept));
    build(&c);
    assert_int_equal(0, commit_apply(&c, &err));
    assert_int_equal(0, commit_files(&c, files, 2, &err));
    take_back(&c, kept, paths[1]);
    close(c.root_fd);
    close(c.stage_fd);
    arena_release(&c.arena);
    assert_int_equal(0, commit_open(&c, root, NULL, &err));
    assert_true(c.repaired);
    commit_close(&c);
    snprintf(cut, sizeof cut, "%s%s", NEW_TREE,
             "package-lock.json=lock2\npackage.json=pkg2\n");
    assert_string_equal(cut, tree());
}

TEST(commit_files_leaves_what_somebody_has_changed_since)
{
    char paths[2][600], kept[600];
    CommitFile files[2];
    Commit c;
    Err err;

    old_tree();
    put("package.json", "pkg1");
    files_of(files, paths);
    snprintf(kept, sizeof kept, "%s/kept", root);
    assert_int_equal(0, link(paths[1], kept));
    build(&c);
    assert_int_equal(0, commit_apply(&c, &err));
    assert_int_equal(0, commit_files(&c, files, 2, &err));
    take_back(&c, kept, paths[1]);
    put("package.json", "edited");
    close(c.root_fd);
    close(c.stage_fd);
    arena_release(&c.arena);
    assert_int_equal(0, commit_open(&c, root, NULL, &err));
    commit_close(&c);
    assert_non_null(strstr(tree(), "package.json=edited\n"));
    assert_null(strstr(tree(), FS_TEMP_PREFIX));
}

TEST(commit_files_puts_back_the_first_when_the_second_fails)
{
    char paths[2][600];
    CommitFile files[2];
    Commit c;
    Err err;

    old_tree();
    files_of(files, paths);
    put("package.json/in-the-way", "x");
    build(&c);
    assert_int_equal(0, commit_apply(&c, &err));
    assert_true(commit_files(&c, files, 2, &err) < 0);
    commit_close(&c);
    assert_null(strstr(tree(), "lock2"));
    assert_non_null(strstr(tree(), "node_modules/a/index.js=a1\n"));
}

TEST(commit_does_nothing_through_links)
{
    char link[600], path[256];
    Commit c;
    Err err;

    snprintf(root, sizeof root, "%s", test_tmpdir());
    put("elsewhere/b/index.js", "mine");
    put("node_modules/x", "");
    snprintf(link, sizeof link, "%s/node_modules/@s", root);
    assert_int_equal(0, symlink("../elsewhere", link));
    assert_int_equal(0, commit_open(&c, root, NULL, &err));
    assert_int_equal(0, commit_stage(&c, &err));
    snprintf(path, sizeof path, "%s/new/node_modules/@s/b/index.js", c.stage);
    put(path, "theirs");
    commit_retire(&c, "node_modules/@s/b");
    commit_add(&c, "node_modules/@s/b");
    assert_int_equal(0, commit_apply(&c, &err));
    assert_int_equal(0, commit_finish(&c, NULL, &err));
    commit_close(&c);
    assert_string_equal("elsewhere/b/index.js=mine\nnode_modules/@s/b/index.js=theirs\n"
                        "node_modules/x=\n",
                        tree());
}
