/* test_progress.c: the line of the progress display. */
#include "pkg/ui/progress.h"

#include "tests/kit/test.h"

static const char *line(ProgressStyle s, const char *stage, size_t done, size_t total)
{
    static char out[200];

    progress_line(&s, stage, done, total, 1, out, sizeof out);
    return out;
}

TEST(progress_says_what_goes_on_and_how_far)
{
    ProgressStyle plain = { .columns = 40 };

    assert_string_equal(line(plain, "fetching", 3, 120), "\\ fetching 3/120");
    assert_string_equal(line(plain, "resolving", 7, 0), "\\ resolving 7");
    assert_string_equal(line(plain, "resolving", 0, 0), "\\ resolving");
}

TEST(progress_fits_the_terminal)
{
    assert_string_equal(line((ProgressStyle){ .columns = 16 }, "fetching", 3, 120),
                        "\\ fetchin 3/120");
    assert_string_equal(line((ProgressStyle){ .columns = 5 }, "fetching", 3, 120),
                        "\\ fe");
    assert_string_equal(line((ProgressStyle){ .columns = 1 }, "fetching", 3, 120), "\\ ");
}

TEST(progress_has_colours_only_where_they_are_wanted)
{
    ProgressStyle s = { .columns = 40, .unicode = true };

    assert_string_equal(line(s, "x", 0, 0), "⠙ x");
    s.color = true;
    assert_string_equal(line(s, "x", 0, 0), "\033[36m⠙\033[39m x");
}
