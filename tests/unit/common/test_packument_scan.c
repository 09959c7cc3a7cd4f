/* packument_scan.h: finds each version's slice in one pass. */
#include "common/packument_scan.h"

#include <stdio.h>
#include <time.h>

#include "common/buf.h"
#include "common/json.h"
#include "tests/kit/test.h"

static bool scan(Arena *a, const char *text, PackumentScan *out)
{
    return packument_scan(a, str_of(text), out);
}

TEST(packument_scan_finds_versions_and_what_picking_needs)
{
    Arena a = { 0 };
    PackumentScan s;
    PackumentScanFacts facts;

    assert_true(
        scan(&a,
             " {\"name\":\"a\",\"versions\":{\"1.0.0\": {\"name\":\"a\",\"engines\" "
             ":{\"node\":\">=4\"},\"x\":[1,{\"deprecated\":1}]},"
             "\"1.0.1\":{\"deprecated\":\"say \\\"no\\\\\",\"engines\":[]}},"
             "\"dist-tags\":{\"latest\":\"1.0.1\"}}\n",
             &s));
    assert_int_equal(3, s.n_members);
    assert_str_equal("name", s.members[0].key);
    assert_str_equal("\"a\"", s.members[0].value);
    assert_str_equal("dist-tags", s.members[2].key);
    assert_str_equal("{\"latest\":\"1.0.1\"}", s.members[2].value);
    assert_int_equal(2, s.n_versions);
    assert_str_equal("1.0.0", s.versions[0].key);
    assert_str_equal("{\"name\":\"a\",\"engines\" :{\"node\":\">=4\"},"
                     "\"x\":[1,{\"deprecated\":1}]}",
                     s.versions[0].manifest);
    assert_true(packument_scan_facts(s.versions[0].manifest, &facts));
    assert_null(facts.deprecated.ptr);
    assert_str_equal("{\"node\":\">=4\"}", facts.engines);
    assert_true(packument_scan_facts(s.versions[1].manifest, &facts));
    assert_str_equal("\"say \\\"no\\\\\"", facts.deprecated);
    assert_str_equal("[]", facts.engines);
    assert_false(packument_scan_facts(STR("7"), &facts));
    arena_release(&a);
}

TEST(packument_scan_cuts_out_what_an_install_reads)
{
    Arena a = { 0 };
    Str *pieces;
    size_t n;

    assert_true(packument_scan_install(
        &a,
        STR("{\"name\":\"a\",\"version\":\"1.0.0\",\"main\":\"m\",\"os\":[], \"bin\":{"
            "\"b\":\"c\"},\"scripts\":{\"test\":1},\"\\u006fs\":2}"),
        &pieces, &n));
    assert_int_equal(4, n);
    assert_str_equal("\"name\":\"a\",\"version\":\"1.0.0\"", pieces[0]);
    assert_str_equal("\"os\":[]", pieces[1]);
    assert_str_equal("\"bin\":{\"b\":\"c\"}", pieces[2]);
    assert_str_equal("\"\\u006fs\":2", pieces[3]);
    assert_true(packument_scan_install(&a, STR("{}"), &pieces, &n));
    assert_int_equal(0, n);
    assert_true(
        packument_scan_install(&a, STR("{\"scripts\":{\"preinstall\":3}}"), &pieces, &n));
    assert_int_equal(1, n);
    assert_str_equal("\"scripts\":{\"preinstall\":3}", pieces[0]);
    assert_false(packument_scan_install(&a, STR("7"), &pieces, &n));
    arena_release(&a);
}

TEST(packument_scan_takes_the_last_of_two_versions_objects)
{
    Arena a = { 0 };
    PackumentScan s;

    assert_true(
        scan(&a, "{\"versions\":{\"1.0.0\":{}},\"versions\":{\"2.0.0\":null}}", &s));
    assert_int_equal(1, s.n_versions);
    assert_str_equal("2.0.0", s.versions[0].key);
    assert_str_equal("null", s.versions[0].manifest);
    assert_true(scan(&a, "{\"versions\":{\"1.0.0\":{}},\"versions\":7}", &s));
    assert_int_equal(0, s.n_versions);
    arena_release(&a);
}

TEST(packument_scan_refuses_what_is_not_one_object)
{
    static const char *const bad[] = {
        "",
        "   ",
        "[]",
        "null",
        "\"{}\"",
        "{",
        "}",
        "{}}",
        "{} x",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":\"",
        "{\"a\":\"\\\"}",
        "{\"versions\":{\"1.0.0\":{\"a\":1",
        "{\"versions\":{\"1.0.0\":{\"a\":[1,2}}",
        "{\"versions\":{\"1.0.0\":{} \"2.0.0\":{}}}",
        "{\"a\":1}{\"b\":2}",
        "{a:1}",
    };
    Arena a = { 0 };
    PackumentScan s;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (scan(&a, bad[i], &s))
            fail_msg("accepted: %s", bad[i]);
    }
    arena_release(&a);
}

/* A document with strings of every length, so that quotes, backslashes and brackets
 * meet each place in a block of 64. */
TEST(packument_scan_agrees_with_the_parser_at_every_alignment)
{
    Arena a = { 0 };

    for (size_t pad = 0; pad < 140; pad++) {
        Buf b = { 0 };
        PackumentScan s;
        cJSON *doc, *versions;
        Err err;

        buf_puts(&b, "{\"pad\":\"");
        buf_fill(&b, pad % 2 ? '{' : '\\', pad - pad % 2);
        buf_puts(&b, "\",\"versions\":{");
        for (int v = 0; v < 5; v++)
            buf_printf(&b,
                       "%s\"%d.0.0\":{\"d\":\"\\\\\\\"}]\\\\\",\"n\":[[],{\"a\":{}}]}",
                       v ? ", " : "", v);
        buf_puts(&b, "},\"z\":-1.5e3}");
        assert_int_equal(0, json_parse(&a, buf_view(&b), "t", NULL, &doc, &err));
        assert_true(packument_scan(&a, buf_view(&b), &s));
        versions = json_get(doc, "versions");
        assert_int_equal(json_len(versions), s.n_versions);
        for (size_t i = 0; i < s.n_versions; i++) {
            cJSON *m;

            assert_int_equal(0,
                             json_parse(&a, s.versions[i].manifest, "m", NULL, &m, &err));
            assert_true(json_equal(m, json_getn(versions, s.versions[i].key)));
        }
        assert_str_equal("-1.5e3", s.members[2].value);
        buf_release(&b);
    }
    arena_release(&a);
}

TEST(packument_scan_is_no_slower_than_20_MB_a_second_even_under_sanitizers)
{
    Arena a = { 0 };
    Buf b = { 0 };
    PackumentScan s;
    struct timespec t0, t1;
    double seconds;

    buf_puts(&b, "{\"name\":\"big\",\"versions\":{");
    for (int v = 0; v < 20000; v++)
        buf_printf(
            &b,
            "%s\"1.%d.0\":{\"name\":\"big\",\"version\":\"1.%d.0\",\"dependencies\":{"
            "\"accepts\":\"~1.3.8\",\"array-flatten\":\"1.1.1\",\"body-parser\":\"1.20."
            "1\",\"cookie\":\"0.5.0\"},\"dist\":{\"integrity\":\"sha512-5/"
            "PsL6iGPdfQ/lKM1UuielYgv3BUoJfz1aUwU9vHZ+J7gyvwdQXFEBIEIaxeGf0GIcreATNyBExt"
            "alisDbuMqQ==\"},\"engines\":{\"node\":\">= 0.10.0\"}}",
            v ? "," : "", v, v);
    buf_puts(&b, "}}");
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t0);
    assert_true(packument_scan(&a, buf_view(&b), &s));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t1);
    assert_int_equal(20000, s.n_versions);
    seconds = (double)(t1.tv_sec - t0.tv_sec) + (double)(t1.tv_nsec - t0.tv_nsec) / 1e9;
    print_message("packument_scan: %.2f GB/s\n", (double)b.len / seconds / 1e9);
    assert_true((double)b.len / seconds > 20e6);
    buf_release(&b);
    arena_release(&a);
}
