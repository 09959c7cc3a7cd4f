/* pick.h: which version a range, version or tag gets. */
#include "registry-client/pick.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "common/buf.h"
#include "registry-client/packument_cache.h"
#include "registry-client/pick_order.h"
#include "tests/kit/test.h"

#define DOC(tags, versions, rest) \
    "{\"name\":\"a\",\"dist-tags\":{" tags "},\"versions\":{" versions "}" rest "}"
#define V(v) "\"" v "\":{\"version\":\"" v "\"}"
#define VX(v, x) "\"" v "\":{\"version\":\"" v "\"," x "}"
#define OLD "\"engines\":{\"node\":\"<10\"}"
#define BAD "\"deprecated\":\"no\""
#define LATEST(v) "\"latest\":\"" v "\""

static PickOptions options;

/* The version picked, or "CODE: message". Static text. */
static const char *picked(const char *doc, const char *wanted)
{
    static char out[600];
    Packument *p;
    Pick pick;
    Err err;

    if (packument_from_json(str_of(doc), NULL, NULL, &p, &err) < 0)
        fail_msg("%s", err.msg);
    if (pick_manifest(p, str_of(wanted), &options, &pick, &err) < 0)
        snprintf(out, sizeof out, "%s: %s", err_name(err.code), err.msg);
    else
        snprintf(out, sizeof out, STR_FMT "%s%s%s",
                 STR_ARG(packument_version(p, pick.index).version),
                 pick.should_avoid ? " avoid" : "",
                 pick.outside_dependency_range ? " outside" : "",
                 pick.is_semver_major ? " major" : "");
    packument_free(p);
    return out;
}

static void reset(void)
{
    options = pick_default_options();
    options.node_version = STR("20.0.0");
}

TEST(pick_prefers_the_default_tag_inside_the_range)
{
    const char *doc = DOC(LATEST("1.1.0") ",\"next\":\"2.0.0\"",
                          V("1.0.0") "," V("1.1.0") "," V("1.2.0") "," V("2.0.0"), "");

    reset();
    assert_string_equal("1.1.0", picked(doc, "^1.0.0"));
    assert_string_equal("1.1.0", picked(doc, "*"));
    assert_string_equal("1.1.0", picked(doc, ""));
    assert_string_equal("1.2.0", picked(doc, "^1.1.1"));
    assert_string_equal("1.0.0", picked(doc, "1.0.0"));
    assert_string_equal("2.0.0", picked(doc, "next"));
    assert_string_equal("2.0.0", picked(doc, ">=2"));
    options.default_tag = STR("next");
    assert_string_equal("2.0.0", picked(doc, "*"));
}

TEST(pick_prefers_suitable_then_not_deprecated_then_highest)
{
    reset();
    assert_string_equal("1.0.0",
                        picked(DOC("", V("1.0.0") "," VX("1.1.0", BAD), ""), "^1"));
    assert_string_equal("1.0.0",
                        picked(DOC("", V("1.0.0") "," VX("1.1.0", OLD), ""), "^1"));
    assert_string_equal("1.0.0",
                        picked(DOC("", VX("1.0.0", BAD) "," VX("1.1.0", OLD), ""), "^1"));
    assert_string_equal("1.1.0",
                        picked(DOC("", VX("1.0.0", BAD) "," VX("1.1.0", BAD), ""), "^1"));
    assert_string_equal("1.0.0",
                        picked(DOC(LATEST("1.1.0"), V("1.0.0") "," VX("1.1.0", BAD), ""),
                               "*"));
    options.node_version = STR("");
    assert_string_equal("1.1.0",
                        picked(DOC("", V("1.0.0") "," VX("1.1.0", OLD), ""), "^1"));
}

TEST(pick_takes_prereleases_only_where_the_range_names_them)
{
    const char *doc =
        DOC("", V("1.0.0") "," V("1.1.0-beta.2") "," V("1.1.0-beta.10"), "");

    reset();
    assert_string_equal("1.0.0", picked(doc, "^1"));
    assert_string_equal("1.1.0-beta.10", picked(doc, "^1.1.0-beta.0"));
}

TEST(pick_before_a_date_leaves_out_what_is_younger)
{
    const char *doc =
        DOC(LATEST("1.1.0"), V("1.0.0") "," V("1.1.0"),
            ",\"time\":{\"1.0.0\":\"2020-01-01\",\"1.1.0\":\"2020-03-01\"}");

    reset();
    setenv("TZ", "UTC", 1);
    tzset();
    options.has_before = true;
    options.before_ms = 1580515200000; /* 2020-02-01 */
    assert_string_equal("1.0.0", picked(doc, "*"));
    assert_string_equal("1.0.0", picked(doc, "latest"));
    assert_string_equal(
        "ETARGET: No matching version found for a@1.1.0 with a date before "
        "2/1/2020, 12:00:00 AM.",
        picked(doc, "1.1.0"));
    options.before_ms = 0;
    assert_string_equal("ENOVERSIONS: No versions available for a", picked(doc, "^1"));
    options.before_ms = PICK_BAD_DATE;
    assert_string_equal("ENOVERSIONS: No versions available for a", picked(doc, "^1"));
    unsetenv("TZ");
    tzset();
}

TEST(pick_keeps_away_from_what_is_to_be_avoided)
{
    const char *doc = DOC(LATEST("1.1.0"), V("1.0.0") "," V("1.1.0") "," V("2.0.0"), "");

    reset();
    options.avoid = STR(">=1.1.0 <2");
    assert_string_equal("1.0.0", picked(doc, "^1"));
    assert_string_equal("1.1.0 avoid", picked(doc, "1.1.0"));
    options.avoid_strict = true;
    assert_string_equal("2.0.0 outside major", picked(doc, "^1.1.0"));
    options.avoid = STR("*");
    assert_string_equal("ETARGET: No avoidable versions for a", picked(doc, "^1"));
    options.avoid = STR("1.0.0");
    assert_string_equal("1.1.0 outside", picked(doc, "~1.0.0"));
}

TEST(pick_knows_staged_and_restricted_versions)
{
    const char *doc = DOC(
        LATEST("1.0.0"), V("1.0.0") "," V("1.1.0"),
        ",\"stagedVersions\":{\"versions\":{" V(
            "1.2.0") "}},"
                     "\"policyRestrictions\":{\"message\":\"call us\",\"versions\":{" V(
                         "1.1.0") "}}");

    reset();
    assert_string_equal("1.0.0", picked(doc, "^1"));
    assert_string_equal(
        "E403: Could not download a@1.1.0 due to policy violations:\ncall us",
        picked(doc, "1.1.0"));
    assert_string_equal("ETARGET: No matching version found for a@1.2.0.",
                        picked(doc, "1.2.0"));
    options.include_staged = true;
    assert_string_equal("1.2.0", picked(doc, "1.2.0"));
    assert_string_equal("1.0.0", picked(doc, "^1"));
    assert_string_equal("1.2.0", picked(doc, "^1.1.1"));
}

TEST(pick_says_what_it_cannot_find)
{
    const char *doc = DOC(LATEST("1.0.0"), V("1.0.0"), "");

    reset();
    assert_string_equal("ETARGET: No matching version found for a@^2.",
                        picked(doc, "^2"));
    assert_string_equal("ETARGET: No matching version found for a@nope.",
                        picked(doc, "nope"));
    assert_string_equal("ENOVERSIONS: No versions available for a",
                        picked(DOC("", "", ""), "^1"));
    assert_string_equal("EINVALIDTYPE: Only tag, version, and range are supported",
                        picked(doc, "file:../x"));
}

/* Numbers that fit into a key and some that don't, releases and prereleases, written in
 * several ways; now in order, now not. */
static void put_version(Buf *b, uint32_t *seed, uint32_t base)
{
    static const char *const ends[] = { "", "", "", "-a.1", "-a.10", "-a.2", "+b", "-0" };
    uint64_t n[3];

    for (int i = 0; i < 3; i++) {
        *seed = *seed * 1664525 + 1013904223;
        n[i] = (*seed >> 24) % 4;
        if ((*seed >> 16) % 32 == 0)
            n[i] += ((uint64_t)1 << 21) - 3;
    }
    n[0] += base;
    buf_printf(b, "%s\"%s%llu.%llu.%llu%s\":{}", b->len > 13 ? "," : "",
               (*seed >> 12) % 16 == 0 ? "v" : "", (unsigned long long)n[0],
               (unsigned long long)n[1], (unsigned long long)n[2],
               ends[(*seed >> 8) % 8]);
}

TEST(pick_order_is_by_precedence_then_as_in_the_document)
{
    for (uint32_t seed = 1; seed < 200; seed++) {
        Buf b = { 0 };
        uint32_t random = seed;
        Packument *p;
        Err err;

        buf_puts(&b, "{\"versions\":{");
        for (uint32_t i = 0; i < seed; i++)
            put_version(&b, &random, seed % 2 ? i / 8 : 0);
        buf_puts(&b, "}}");
        assert_int_equal(0, packument_from_json(buf_view(&b), "a", NULL, &p, &err));
        pack_make_order(p);
        assert_int_equal(p->n, p->n_valid);
        for (uint32_t i = 1; i < p->n; i++) {
            uint32_t x = p->order[i - 1], y = p->order[i];
            int c = semver_compare(pack_semver(p, x), pack_semver(p, y));

            assert_true(c > 0 || (c == 0 && x < y));
        }
        packument_free(p);
        buf_release(&b);
    }
}

TEST(pick_gives_the_same_from_a_cache_file)
{
    const char *doc = DOC(LATEST("1.0.0"),
                          V("1.0.0") "," VX("1.10.0", OLD) "," V("x") "," V("1.9.0"), "");
    PackumentCacheInfo info = { STR("u"), STR(""), STR(""), 0, false };
    char path[512];
    Packument *p;
    Pick pick;
    Err err;

    reset();
    snprintf(path, sizeof path, "%s/a", test_tmpdir());
    assert_int_equal(0, packument_from_json(str_of(doc), NULL, NULL, &p, &err));
    assert_int_equal(0, packument_cache_write(path, p, &info, NULL, NULL, &err));
    packument_free(p);
    assert_true(packument_cache_open(path, STR("u"), &p, &info));
    assert_int_equal(0, pick_manifest(p, STR("^1.2"), &options, &pick, &err));
    assert_str_equal("1.9.0", packument_version(p, pick.index).version);
    packument_free(p);
}

TEST(pick_memo_forgets_when_the_engines_change)
{
    const char *doc = DOC("", V("1.0.0") "," VX("1.1.0", OLD), "");

    reset();
    options.memo = pick_memo_new();
    assert_string_equal("1.0.0", picked(doc, "^1"));
    assert_string_equal("1.0.0", picked(doc, "^1"));
    options.node_version = STR("8.0.0");
    assert_string_equal("1.1.0", picked(doc, "^1"));
    pick_memo_free(options.memo);
}
