/* Promise: npm's sentences. */
#include "pkg/ui/report.h"

#include "tests/kit/test.h"

TEST(report_counts_speaks_as_npm_does)
{
    static const struct {
        ReifyCounts c;
        const char *text;
    } cases[] = {
        { { 0 }, "\nup to date in 0ms\n" },
        { { .audited = 1, .took_ms = 312 },
          "\nup to date, audited 1 package in 312ms\n" },
        { { .added = 1, .took_ms = 1400 }, "\nadded 1 package in 1s\n" },
        { { .added = 2, .audited = 3, .took_ms = 1500 },
          "\nadded 2 packages, and audited 3 packages in 2s\n" },
        { { .added = 2, .removed = 1 },
          "\nadded 2 packages, and removed 1 package in 0ms\n" },
        { { .added = 2, .removed = 1, .changed = 3 },
          "\nadded 2 packages, removed 1 package, and changed 3 packages in 0ms\n" },
        { { .removed = 1, .audited = 4 },
          "\nremoved 1 package, and audited 4 packages in 0ms\n" },
        { { .changed = 1, .took_ms = 90000 }, "\nchanged 1 package in 2m\n" },
        { { .removed = 2, .changed = 1 },
          "\nremoved 2 packages, and changed 1 package in 0ms\n" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buf out = { 0 };

        report_counts(&cases[i].c, &out);
        assert_str_equal(cases[i].text, buf_view(&out));
        buf_release(&out);
    }
}

TEST(report_funding_tells_one_from_many)
{
    Buf out = { 0 };

    report_funding(0, &out);
    assert_int_equal(0, out.len);
    report_funding(1, &out);
    report_funding(2, &out);
    assert_str_equal(
        "\n1 package is looking for funding\n  run `npm fund` for details\n"
        "\n2 packages are looking for funding\n  run `npm fund` for details\n",
        buf_view(&out));
    buf_release(&out);
}
