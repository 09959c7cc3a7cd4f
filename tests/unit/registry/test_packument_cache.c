/* packument_cache.h: a packument as a mapped file. */
#include "registry-client/packument_cache.h"

#include <stdio.h>

#include "common/buf.h"
#include "common/fs.h"
#include "common/xalloc.h"
#include "tests/kit/test.h"

#define URL "http://127.0.0.1:1/a"

static const char document[] =
    "{\"name\":\"a\",\"dist-tags\":{\"latest\":\"1.0.1\",\"n\\u0065xt\":\"1.0.0\"},"
    "\"versions\":{\"1.0.0\":{\"version\":\"1.0.0\",\"engines\":{\"node\":\">=4\"}},"
    "\"1.0.1\":{\"version\":\"1.0.1\",\"deprecated\":\"x\",\"engines\":{\"node\":\">=4\"}"
    "}},"
    "\"time\":{\"modified\":\"M\",\"1.0.0\":\"2020-01-01T00:00:00.000Z\"},\"readme\":"
    "\"r\"}";

static const PackumentCacheInfo given = { STR(URL), STR("\"e\""), STR("L"), 1234567,
                                          true };

static const char *written(void)
{
    static char path[512];
    Packument *p;
    Err err;

    snprintf(path, sizeof path, "%s/a", test_tmpdir());
    assert_int_equal(0, packument_from_json(str_of(document), "a", NULL, &p, &err));
    assert_int_equal(0, packument_cache_write(path, p, &given, &err));
    packument_free(p);
    return path;
}

TEST(packument_cache_gives_back_what_was_written)
{
    const char *path = written();
    PackumentCacheInfo info;
    PackumentVersion v;
    Packument *p;
    Err err;

    assert_true(packument_cache_open(path, STR(URL), &p, &info));
    assert_str_equal("\"e\"", info.etag);
    assert_str_equal("L", info.last_modified);
    assert_true(info.fresh_until_ms == 1234567);
    assert_true(info.must_revalidate);
    assert_str_equal("a", packument_name(p));
    assert_str_equal("M", packument_modified(p));
    assert_true(packument_has_time(p));
    assert_int_equal(2, packument_count(p));
    assert_int_equal(1, packument_find(p, STR("1.0.1")));
    assert_int_equal(-1, packument_find(p, STR("1.0.2")));
    assert_str_equal("1.0.0", packument_tag(p, STR("next")));
    v = packument_version(p, 0);
    assert_str_equal("1.0.0", v.version);
    assert_true(v.time_ms == 1577836800000);
    assert_str_equal("{\"version\":\"1.0.0\",\"engines\":{\"node\":\">=4\"}}", v.json);
    assert_int_equal(PACKVER_DEPRECATED | PACKVER_ENGINES, packument_version(p, 1).flags);
    assert_str_equal("1.0.1",
                     json_str(json_get(packument_manifest(p, 1, &err), "version")));
    assert_str_equal("r", json_str(json_get(packument_document(p, &err), "readme")));
    packument_free(p);
}

TEST(packument_cache_is_a_miss_for_another_url_or_no_file)
{
    const char *path = written();
    PackumentCacheInfo info;
    Packument *p;

    assert_false(packument_cache_open(path, STR(URL "/"), &p, &info));
    assert_false(packument_cache_open("/nonexistent/x", STR(URL), &p, &info));
}

TEST(packument_cache_takes_a_new_freshness_in_place)
{
    const char *path = written();
    PackumentCacheInfo info;
    Packument *p;

    packument_cache_refresh(path, 99, false);
    assert_true(packument_cache_open(path, STR(URL), &p, &info));
    assert_true(info.fresh_until_ms == 99);
    assert_false(info.must_revalidate);
    packument_free(p);
}

static void use(Packument *p)
{
    Err err;

    for (size_t i = 0; i < packument_count(p); i++)
        (void)packument_manifest(p, i, &err);
    (void)packument_find(p, STR("1.0.1"));
    (void)packument_tag(p, STR("latest"));
    (void)packument_document(p, &err);
}

TEST(packument_cache_survives_any_cut_and_any_changed_byte)
{
    const char *path = written();
    Buf bytes = { 0 };
    size_t hits = 0;
    Err err;

    assert_int_equal(0, fs_read_all(path, 0, &bytes, &err));
    for (size_t i = 0; i < 2 * bytes.len; i++) {
        size_t len = i < bytes.len ? i : bytes.len;
        uint64_t *copy = xcalloc(len / 8 + 1, 8); /* exact, so that ASan sees overruns */
        PackumentCacheInfo info;
        Packument *p;

        memcpy(copy, bytes.ptr, len);
        if (i >= bytes.len)
            ((unsigned char *)copy)[i - bytes.len] ^= 1u << i % 8;
        if (packument_cache_read(str_n((char *)copy, len), STR(URL), NULL, &p, &info)) {
            hits++;
            use(p);
            packument_free(p);
        }
        xfree(copy);
    }
    /* Only changes in the document itself, or in the freshness, still open. */
    assert_int_equal(sizeof document - 1 + 16, hits);
    buf_release(&bytes);
}

TEST(packument_cache_finds_a_damaged_manifest_when_it_is_read)
{
    const char *path = written();
    Buf bytes = { 0 };
    PackumentCacheInfo info;
    Packument *p;
    Err err;
    ptrdiff_t at;

    assert_int_equal(0, fs_read_all(path, 0, &bytes, &err));
    at = str_find(buf_view(&bytes), STR("{\"version\":\"1.0.0\""));
    bytes.ptr[at + 12] = '9';
    assert_true(packument_cache_read(buf_view(&bytes), STR(URL), NULL, &p, &info));
    assert_null(packument_manifest(p, 0, &err));
    assert_int_equal(ERR_ESTORE, err.code);
    assert_string_equal("manifest of 'a@1.0.0': damaged in the cache", err.msg);
    assert_non_null(packument_manifest(p, 1, &err));
    packument_free(p);
    buf_release(&bytes);
}
