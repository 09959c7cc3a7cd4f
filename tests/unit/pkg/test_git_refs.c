/* Promise: what git ls-remote prints is understood as npm understands it. */
#include "pkg/model/git_refs.h"

#include "tests/kit/test.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "cccccccccccccccccccccccccccccccccccccccc"

static const char listing[] =
    A "\tHEAD\n" A "\trefs/heads/main\n" B "\trefs/heads/next\n" C
      "\trefs/pull/7/head\n" C "\trefs/pull/7/merge\n" B "\trefs/tags/v1.0.0\n" C
      "\trefs/tags/v1.1.0\n" A "\trefs/tags/v1.1.0^{}\n" C
      "\trefs/tags/rel-02.0.0-rc.1\n" C "\trefs/notes/commits\n" C "\trefs/tags/1.2\n";

TEST(branches_tags_and_pull_requests_have_short_names)
{
    Arena a = { 0 };
    GitRefs r;

    git_refs_parse(&a, str_of(listing), &r);
    assert_str_equal(B, git_refs_find(&r, STR("next"))->sha);
    assert_str_equal(B, git_refs_find(&r, STR("refs/heads/next"))->sha);
    assert_str_equal(C, git_refs_find(&r, STR("pull/7"))->sha);
    assert_str_equal("refs/pull/7/merge", git_refs_find(&r, STR("pull/7/merge"))->raw);
    assert_int_equal(GIT_REF_OTHER, git_refs_find(&r, STR("refs/notes/commits"))->type);
    assert_null(git_refs_find(&r, STR("notes/commits")));
    assert_str_equal("HEAD", git_refs_of_commit(&r, STR(A))->name);
    git_refs_release(&r);
    arena_release(&a);
}

TEST(a_tag_object_means_its_commit)
{
    Arena a = { 0 };
    GitRefs r;

    git_refs_parse(&a, str_of(listing), &r);
    assert_str_equal(A, git_refs_find(&r, STR("v1.1.0"))->sha);
    assert_null(git_refs_find(&r, STR("v1.1.0^{}")));
    assert_str_equal(A, git_refs_of_version(&r, STR("1.1.0"))->sha);
    git_refs_release(&r);
    arena_release(&a);
}

TEST(tags_that_end_in_a_version_are_versions)
{
    Arena a = { 0 };
    GitRefs r;

    git_refs_parse(&a, str_of(listing), &r);
    assert_int_equal(3, r.versions.len);
    assert_str_equal("rel-02.0.0-rc.1", git_refs_of_version(&r, STR("2.0.0-rc.1"))->name);
    assert_null(git_refs_of_version(&r, STR("1.2.0")));
    assert_str_equal("1.1.0", r.latest); /* HEAD's */
    assert_true(str_has(git_refs_document(&a, &r, STR("x")), STR("\"2.0.0-rc.1\"")));
    git_refs_release(&r);
    arena_release(&a);
}

TEST(lines_that_are_no_refs_are_passed_over)
{
    Arena a = { 0 };
    GitRefs r;

    git_refs_parse(&a, STR("\nwarning:\n\n" A "\n^{} ^{}\n"), &r);
    assert_null(git_refs_find(&r, STR("HEAD")));
    assert_str_equal("", r.latest);
    git_refs_release(&r);
    arena_release(&a);
}

TEST(a_commit_is_forty_to_sixty_four_small_hexadecimal_digits)
{
    assert_true(git_is_commit(STR(A)));
    assert_false(git_is_commit(STR("abc123")));
    assert_false(git_is_commit(STR("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
    assert_false(git_is_commit(STR(A A)));
}
