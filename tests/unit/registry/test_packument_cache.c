/* packument_cache.h: a packument as a file with an index. */
#include "registry-client/packument_cache_data.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

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
    assert_int_equal(0, packument_cache_write(path, p, &given, NULL, NULL, &err));
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
    assert_str_equal(
        ">=4",
        json_str(json_get(json_get(packument_manifest(p, 0, &err), "engines"), "node")));
    assert_int_equal(0, packument_version(p, 1).flags);
    assert_true(packument_facts(p, 1).deprecated);
    assert_false(packument_facts(p, 0).deprecated);
    assert_str_equal("{\"node\":\">=4\"}", packument_facts(p, 0).engines);
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

static const char full[] =
    "{\"name\":\"a\",\"versions\":{\"1.0.0\":{\"name\":\"a\",\"version\":\"1.0.0\","
    "\"description\":\"d\",\"license\":\"MIT\", \"bin\":\"b\",\"scripts\":{\"test\":"
    "\"t\"},\"dist\":{\"shasum\":\"5\"}},\"1.0.1\":{\"scripts\":{\"postinstall\":\"p\"},"
    "\"keywords\":[]},\"1.0.2\":7},\"readme\":\"r\"}";

static const char *written_full(Str body, bool gzip)
{
    static char path[512];
    PackumentBody b = { body, gzip };
    Packument *p;
    Err err;

    snprintf(path, sizeof path, "%s/f", test_tmpdir());
    assert_int_equal(0, packument_from_json(str_of(full), "a", NULL, &p, &err));
    assert_int_equal(0, packument_cache_write(path, p, &given, &b, NULL, &err));
    packument_free(p);
    return path;
}

/* The manifest's members, one after another. */
static const char *keys_of(const cJSON *m)
{
    static char text[256];
    size_t n = 0;

    JSON_EACH (k, m)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s ", k->string);
    return text;
}

TEST(packument_cache_keeps_of_full_documents_what_an_install_reads)
{
    const char *path = written_full(str_of(full), false);
    PackumentCacheInfo info;
    Packument *p;
    Err err;

    assert_true(packument_cache_open(path, STR(URL), &p, &info));
    assert_string_equal("name version license bin dist ",
                        keys_of(packument_manifest(p, 0, &err)));
    assert_string_equal("scripts ", keys_of(packument_manifest(p, 1, &err)));
    assert_null(packument_manifest(p, 2, &err));
    assert_string_equal("manifest of 'a@1.0.2': no object", err.msg);
    assert_null(packument_document(p, &err));
    packument_free(p);
}

TEST(packument_cache_gives_whole_documents_from_the_body_as_it_came)
{
    static const unsigned char gz[] = { 0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00,
                                        0x00, 0x02, 0x03, 0xab, 0x56, 0xca, 0x4b,
                                        0xcc, 0x4d, 0x55, 0xb2, 0x52, 0x4a, 0x54,
                                        0xd2, 0x51, 0x2a, 0x4a, 0x4d, 0x4c, 0x01,
                                        0x73, 0x8a, 0x94, 0x6a, 0x01, 0xdf, 0x73,
                                        0x90, 0x8f, 0x19, 0x00, 0x00, 0x00 };
    const char *path = written_full(str_of(full), false);
    PackumentCacheInfo info;
    Packument *p;
    Err err;

    assert_true(packument_cache_open_document(path, STR(URL), &p, &info));
    assert_str_equal("\"e\"", info.etag);
    assert_str_equal("r", json_str(json_get(packument_document(p, &err), "readme")));
    assert_str_equal("d",
                     json_str(json_get(packument_manifest(p, 0, &err), "description")));
    packument_free(p);
    path = written_full(str_n((const char *)gz, sizeof gz), true);
    if (packument_cache_open_document(path, STR(URL), &p, &info)) {
        assert_str_equal("r", json_str(json_get(packument_document(p, &err), "readme")));
        packument_free(p);
    } else {
        fail_msg("a compressed document is none");
    }
    path = written_full(STR("no gzip"), true);
    assert_false(packument_cache_open_document(path, STR(URL), &p, &info));
}

/* More files than stay open at a time, larger than what is read at first; one is replaced
 * by another document meanwhile. */
TEST(packument_cache_reads_manifests_of_files_that_were_closed_or_replaced)
{
    enum { N = 40 };
    static const char padding[20000];
    PackumentCacheInfo info;
    PackumentBody body = { .gzip = false };
    Packument *p, *all[N];
    char path[N][512];
    Buf b = { 0 };
    Err err;

    buf_puts(&b, "{\"versions\":{\"1.0.0\":{\"name\":\"a\",\"license\":\"");
    buf_put(&b, padding, sizeof padding);
    memset(b.ptr + b.len - sizeof padding, 'x', sizeof padding);
    buf_puts(&b, "\"}}}");
    body.bytes = buf_view(&b);
    assert_int_equal(0, packument_from_json(buf_view(&b), "a", NULL, &p, &err));
    for (int i = 0; i < N; i++) {
        snprintf(path[i], sizeof path[i], "%s/p%d", test_tmpdir(), i);
        assert_int_equal(0, packument_cache_write(path[i], p, &given, &body, NULL, &err));
        if (i > 0)
            assert_true(packument_cache_open(path[i], STR(URL), &all[i], &info));
    }
    assert_true(packument_cache_open(path[1], STR(URL), &all[0], &info));
    packument_free(p);
    body.bytes = STR("{\"versions\":{\"0.1.0\":{},\"1.0.0\":{\"name\":\"a\"}}}");
    assert_int_equal(0, packument_from_json(body.bytes, "a", NULL, &p, &err));
    assert_int_equal(0, packument_cache_write(path[1], p, &given, &body, NULL, &err));
    packument_free(p);
    unlink(path[2]);
    assert_str_equal("a",
                     json_str(json_get(packument_manifest(all[0], 0, &err), "name")));
    assert_str_equal("a",
                     json_str(json_get(packument_manifest(all[3], 0, &err), "name")));
    assert_null(packument_manifest(all[2], 0, &err));
    assert_string_equal("manifest of 'a@1.0.0': damaged in the cache", err.msg);
    for (int i = 0; i < N; i++)
        packument_free(all[i]);
    buf_release(&b);
}

static void read_all(const char *path, Buf *out)
{
    Err err;

    buf_clear(out);
    assert_int_equal(0, fs_read_all(path, 0, out, &err));
}

TEST(packument_cache_has_at_hand_what_an_install_has_asked_for)
{
    const char *path = written_full(str_of(full), false);
    PackumentCacheInfo info;
    Arena a = { 0 };
    Buf first = { 0 }, then = { 0 };
    Packument *p, *q;
    Err err;

    read_all(path, &first);
    assert_true(packument_cache_open(path, STR(URL), &p, &info));
    assert_true(packument_cache_open(path, STR(URL), &q, &info));
    assert_non_null(packument_manifest(p, 0, &err));
    read_all(path, &then);
    assert_int_equal(first.len, then.len); /* no install */
    for (int i = 0; i < 2; i++) {
        assert_string_equal("name version license bin dist ",
                            keys_of(packument_read_manifest(p, 0, &a, &err)));
        read_all(path, &then);
        assert_str_equal("{\"name\":\"a\",\"version\":\"1.0.0\",\"license\":\"MIT\","
                         "\"bin\":\"b\",\"dist\":{\"shasum\":\"5\"}}",
                         str_from(buf_view(&then), first.len));
    }
    packument_free(p);
    /* The document isn't needed for it, also by who had opened the file before. */
    memset(then.ptr + first.len - (sizeof full - 1), 'x', sizeof full - 1);
    assert_int_equal(0, fs_write_atomic(path, buf_view(&then), 0600, &err));
    assert_true(packument_cache_open(path, STR(URL), &p, &info));
    assert_non_null(packument_read_manifest(p, 0, &a, &err));
    assert_null(packument_read_manifest(p, 1, &a, &err));
    assert_string_equal("manifest of 'a@1.0.1': damaged in the cache", err.msg);
    assert_non_null(packument_read_manifest(q, 0, &a, &err));
    packument_free(p);
    packument_free(q);
    buf_release(&first);
    buf_release(&then);
    arena_release(&a);
}

TEST(packument_cache_takes_from_the_document_what_is_spoiled_at_hand)
{
    const char *path = written_full(str_of(full), false);
    PackumentCacheInfo info;
    Arena a = { 0 };
    Buf bytes = { 0 };
    size_t len;
    Packument *p;
    Err err;

    read_all(path, &bytes);
    len = bytes.len;
    assert_true(packument_cache_open(path, STR(URL), &p, &info));
    assert_non_null(packument_read_manifest(p, 0, &a, &err));
    packument_free(p);
    read_all(path, &bytes);
    bytes.ptr[len + 3] ^= 1;
    assert_true(packument_cache_read(buf_view(&bytes), STR(URL), &p, &info));
    assert_str_equal("1.0.0", json_str(json_get(packument_read_manifest(p, 0, &a, &err),
                                                "version")));
    packument_free(p);
    buf_release(&bytes);
    arena_release(&a);
}

TEST(packument_cache_writes_what_was_asked_for_and_the_latest)
{
    static const char text[] =
        "{\"name\":\"a\",\"dist-tags\":{\"latest\":\"2.0.0\"},\"versions\":{\"1.0.0\":"
        "{\"x\":1,\"bin\":\"1\"},\"1.5.0\":{\"bin\":\"5\"},\"2.0.0\":{\"bin\":\"2\"}}}";
    PackumentBody body = { str_of(text), false };
    const char *path = test_tmpdir();
    char file[512];
    Packument *p, *kept;
    Buf bytes = { 0 };
    Arena a = { 0 };
    const PackHeader *h;
    Err err;

    snprintf(file, sizeof file, "%s/w", path);
    assert_int_equal(0, packument_from_json(str_of(text), "a", NULL, &p, &err));
    p->packed = true;
    assert_string_equal("bin ", keys_of(packument_read_manifest(p, 0, &a, &err)));
    assert_int_equal(0, packument_cache_write(file, p, &given, &body, &kept, &err));
    packument_free(p);
    read_all(file, &bytes);
    h = (const PackHeader *)(const void *)bytes.ptr;
    assert_str_equal("{\"bin\":\"1\"}{\"bin\":\"2\"}",
                     str_sub(buf_view(&bytes), h->index_len, h->body_at));
    assert_str_equal("2", json_str(json_get(packument_read_manifest(kept, 2, &a, &err),
                                            "bin")));
    assert_str_equal("5", json_str(json_get(packument_read_manifest(kept, 1, &a, &err),
                                            "bin")));
    packument_free(kept);
    buf_release(&bytes);
    arena_release(&a);
}

/* A draft of `full` at path; its packument. */
static Packument *drafted(const char *path, PackumentDraft **draft)
{
    PackumentBody body = { str_n(xmemdupz(full, sizeof full - 1), sizeof full - 1),
                           false };
    Packument *p, *kept;
    Err err;

    assert_int_equal(0, packument_from_json(str_of(full), "a", NULL, &p, &err));
    assert_int_equal(0, packument_draft_new(path, p, &given, &body, draft, &kept, &err));
    packument_free(p);
    return kept;
}

static void reads(Packument *p, size_t i, const char *keys)
{
    Arena a = { 0 };
    Err err;

    assert_string_equal(keys, keys_of(packument_read_manifest(p, i, &a, &err)));
    arena_release(&a);
}

TEST(packument_drafts_are_read_of_memory_until_they_are_written)
{
    char path[512];
    Buf now = { 0 }, later = { 0 };
    PackumentCacheInfo info;
    PackumentDraft *draft;
    Packument *p;

    read_all(written_full(str_of(full), false), &now);
    snprintf(path, sizeof path, "%s/draft", test_tmpdir());
    p = drafted(path, &draft);
    reads(p, 1, "scripts ");
    assert_false(fs_is_file(path));
    assert_int_equal(0, packument_draft_write(draft, NULL));
    read_all(path, &later);
    assert_int_equal(now.len, later.len);
    assert_memory_equal(now.ptr, later.ptr, now.len);
    reads(p, 0, "name version license bin dist ");
    packument_draft_end(draft, true);
    /* What was asked for before is at hand, and nothing is in memory. */
    read_all(path, &later);
    assert_true(later.len > now.len);
    reads(p, 0, "name version license bin dist ");
    packument_free(p);
    memset(later.ptr + now.len - (sizeof full - 1), 'x', sizeof full - 1);
    assert_int_equal(0, fs_write_atomic(path, buf_view(&later), 0600, NULL));
    assert_true(packument_cache_open(path, STR(URL), &p, &info));
    reads(p, 0, "name version license bin dist ");
    reads(p, 1, "scripts ");
    packument_free(p);
    buf_release(&now);
    buf_release(&later);
}

TEST(packument_drafts_serve_on_where_they_could_not_be_written)
{
    PackumentDraft *draft;
    Packument *p = drafted("/nonexistent/draft", &draft);
    Err err;

    assert_int_equal(-ENOENT, packument_draft_write(draft, &err));
    packument_draft_end(draft, false);
    reads(p, 0, "name version license bin dist ");
    reads(p, 1, "scripts ");
    packument_free(p);
}

TEST(packument_drafts_may_be_freed_before_they_are_written)
{
    char path[512];
    PackumentCacheInfo info;
    PackumentDraft *draft;
    Packument *p;

    snprintf(path, sizeof path, "%s/draft", test_tmpdir());
    p = drafted(path, &draft);
    packument_free(p);
    assert_int_equal(0, packument_draft_write(draft, NULL));
    packument_draft_end(draft, true);
    assert_true(packument_cache_open(path, STR(URL), &p, &info));
    reads(p, 0, "name version license bin dist ");
    packument_free(p);
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
        if (packument_cache_read(str_n((char *)copy, len), STR(URL), &p, &info)) {
            hits++;
            use(p);
            packument_free(p);
        }
        xfree(copy);
    }
    /* Only changes in the document itself, in the freshness, or of what is at hand still
     * open. */
    assert_int_equal(sizeof document - 1 + 16 + PACK_AT_HAND_MAX * sizeof(PackAtHand),
                     hits);
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
    assert_true(packument_cache_read(buf_view(&bytes), STR(URL), &p, &info));
    assert_null(packument_manifest(p, 0, &err));
    assert_int_equal(ERR_ESTORE, err.code);
    assert_string_equal("manifest of 'a@1.0.0': damaged in the cache", err.msg);
    assert_non_null(packument_manifest(p, 1, &err));
    packument_free(p);
    buf_release(&bytes);
}
