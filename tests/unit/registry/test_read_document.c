/* Promise: documents are read by whatever thread, a few at a time, and each comes back
 * once, on the loop's thread. */
#include "registry-client/read_document.h"

#include <libdeflate.h>

#include "common/bug.h"
#include "registry-client/client_data.h"
#include "tests/kit/test.h"

#define MANY 20

static RegistryWork *lent[MANY];
static size_t n_lent, n_over;

static bool lend(void *arg, RegistryWork *w)
{
    if (arg != NULL)
        return false;
    lent[n_lent++] = w;
    return true;
}

/* What a thread would do, and then the loop. */
static void do_lent(size_t i)
{
    lent[i]->run(lent[i]);
    lent[i]->done(lent[i]);
}

static void over(DocumentReading *r)
{
    (void)r;
    n_over++;
}

static RegistryClient *new_client(void *arg)
{
    const RegistryThreads threads = { lend, NULL, arg };
    RegistryOptions o = { .registry = STR("http://localhost/") };
    RegistryClient *c;
    Err err;

    n_lent = n_over = 0;
    assert_int_equal(0, registry_client_new(uv_default_loop(), &o, &c, &err));
    registry_client_set_threads(c, &threads);
    c->on_wire = 2;
    return c;
}

static void end_client(RegistryClient *c)
{
    registry_client_set_threads(c, NULL);
    registry_client_free(c);
    uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}

/* A document that is long enough for a thread. */
static Str document(char *room, size_t size)
{
    int n = snprintf(room, size,
                     "{\"name\":\"a\",\"versions\":{\"1.0.0\":{\"x\":\"%*s\"},"
                     "\"2.0.0\":{}}}",
                     60000, "");

    return str_n(room, (size_t)n);
}

TEST(documents_are_read_a_few_at_a_time)
{
    static DocumentReading r[MANY];
    char room[65536];
    Str text = document(room, sizeof room);
    RegistryClient *c = new_client(NULL);

    for (size_t i = 0; i < MANY; i++) {
        r[i] = (DocumentReading){ .name = "a", .body = text, .over = over };
        read_document(c, &r[i]);
    }
    assert_int_equal(ARRAY_LEN(c->reader.idle), n_lent);
    for (size_t i = 0; i < MANY; i++)
        do_lent(i);
    assert_int_equal(MANY, n_over);
    for (size_t i = 0; i < MANY; i++) {
        assert_false(r[i].coded);
        assert_int_equal(2, packument_count(r[i].packument));
        assert_int_equal(1, packument_find(r[i].packument, STR("2.0.0")));
        packument_free(r[i].packument);
    }
    end_client(c);
}

TEST(documents_are_read_at_once_where_there_is_no_thread)
{
    static DocumentReading r[MANY];
    char room[65536];
    Str text = document(room, sizeof room);
    RegistryClient *c = new_client(room);

    for (size_t i = 0; i < MANY; i++) {
        r[i] = (DocumentReading){ .name = "a", .body = text, .over = over };
        read_document(c, &r[i]);
        assert_int_equal(i + 1, n_over);
        packument_free(r[i].packument);
    }
    end_client(c);
}

TEST(a_document_alone_needs_no_thread)
{
    DocumentReading r = { .name = "a", .over = over };
    char room[65536];
    RegistryClient *c = new_client(NULL);

    r.body = document(room, sizeof room);
    c->on_wire = 0;
    read_document(c, &r);
    assert_int_equal(1, n_over);
    assert_int_equal(0, n_lent);
    packument_free(r.packument);
    end_client(c);
}

static void hold(DocumentReading *r)
{
    r->held = true;
    n_over++;
}

TEST(what_nobody_waits_for_is_read_aside_and_held)
{
    static DocumentReading r[MANY];
    char room[65536];
    Str text = document(room, sizeof room);
    RegistryClient *c = new_client(NULL);

    c->on_wire = 0;
    for (size_t i = 0; i < MANY; i++) {
        r[i] =
            (DocumentReading){ .name = "a", .body = text, .aside = true, .over = hold };
        read_document(c, &r[i]);
    }
    for (size_t i = 0; i < MANY; i++)
        do_lent(i);
    assert_int_equal(MANY, n_over);
    for (size_t i = 0; i < MANY; i++) {
        assert_true(r[i].held);
        assert_int_equal(1, packument_find(r[i].packument, STR("2.0.0")));
        packument_free(r[i].packument);
        read_document_let_go(&r[i]);
        assert_false(r[i].held);
    }
    end_client(c);
}

TEST(documents_come_compressed)
{
    struct libdeflate_compressor *z = libdeflate_alloc_compressor(1);
    DocumentReading good = { .name = "a", .gzip = true, .over = over }, bad = good;
    char room[65536], gz[65536];
    Str text = document(room, sizeof room);
    RegistryClient *c = new_client(NULL);

    good.body = str_n(gz, libdeflate_gzip_compress(z, text.ptr, text.len, gz, sizeof gz));
    read_document(c, &good);
    assert_false(good.coded);
    assert_true(str_eq(good.text, text));
    packument_free(good.packument);
    bad.body = str_n(gz, good.body.len - 9);
    read_document(c, &bad);
    assert_true(bad.coded);
    assert_null(bad.packument);
    libdeflate_free_compressor(z);
    end_client(c);
}

TEST(a_document_that_is_none_says_why)
{
    DocumentReading r = { .name = "a", .body = STR("{\"name\":"), .over = over };
    RegistryClient *c = new_client(NULL);

    read_document(c, &r);
    assert_int_equal(1, n_over);
    assert_null(r.packument);
    assert_int_equal(ERR_EJSONPARSE, r.why.code);
    end_client(c);
}
