/* What changed between two texts, as unified hunks. */
#include "common/line_diff.h"
#include "tests/kit/test.h"

static void check(const char *before, const char *after, LineDiffOptions o,
                  const char *want)
{
    Buf b = { 0 };

    line_diff_hunks(str_of(before), str_of(after), &o, &b);
    assert_string_equal(buf_cstr(&b), want);
    buf_release(&b);
}

TEST(equal_texts_have_no_hunks)
{
    check("a\nb\n", "a\nb\n", (LineDiffOptions){ .context = 3 }, "");
    check("", "", (LineDiffOptions){ .context = 3 }, "");
}

TEST(a_change_stands_among_its_context)
{
    check("1\n2\n3\n4\n5\n", "1\n2\nx\n4\n5\n", (LineDiffOptions){ .context = 1 },
          "@@ -2,3 +2,3 @@\n 2\n-3\n+x\n 4\n");
    check("1\n2\n3\n", "1\nx\n3\n", (LineDiffOptions){ .context = 0 },
          "@@ -2,1 +2,1 @@\n-2\n+x\n");
}

TEST(near_changes_share_a_hunk_and_far_ones_do_not)
{
    check("1\n2\n3\n4\n", "a\n2\n3\nb\n", (LineDiffOptions){ .context = 1 },
          "@@ -1,4 +1,4 @@\n-1\n+a\n 2\n 3\n-4\n+b\n");
    check("1\n2\n3\n4\n5\n", "a\n2\n3\n4\nb\n", (LineDiffOptions){ .context = 1 },
          "@@ -1,2 +1,2 @@\n-1\n+a\n 2\n@@ -4,2 +4,2 @@\n 4\n-5\n+b\n");
}

TEST(a_side_without_lines_counts_from_the_line_before)
{
    check("", "x\ny\n", (LineDiffOptions){ .context = 3 }, "@@ -0,0 +1,2 @@\n+x\n+y\n");
    check("x\n", "", (LineDiffOptions){ .context = 3 }, "@@ -1,1 +0,0 @@\n-x\n");
}

TEST(a_missing_line_end_is_said)
{
    check("a\nb", "a\nb\n", (LineDiffOptions){ .context = 3 },
          "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
}

TEST(space_around_lines_can_be_ignored)
{
    check("a\n  b\nc\n", "a\nb\t\nd\n",
          (LineDiffOptions){ .context = 3, .ignore_space = true },
          "@@ -1,3 +1,3 @@\n a\n b\t\n-c\n+d\n");
}

/* The same moves as npm's diff makes: what is removed comes first. */
TEST(of_several_shortest_edits_npms_is_taken)
{
    check("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n",
          (LineDiffOptions){ .context = 0 },
          "@@ -1,2 +0,0 @@\n-a\n-b\n@@ -3,0 +2,1 @@\n+b\n@@ -6,1 +4,0 @@\n-b\n"
          "@@ -7,0 +6,1 @@\n+c\n");
}
