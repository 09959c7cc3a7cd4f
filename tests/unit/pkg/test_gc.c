/* Promise: damage and leftovers go, everything else stays. */
#include "pkg/store/gc.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/hash.h"
#include "pkg/store/extract.h"
#include "tests/kit/test.h"
#include "tests/unit/pkg/tar_maker.h"

static StoreKey add(Store *s, const char *text)
{
    ExtractRoom room = { .umask = 022 };
    ExtractOptions opts = { 0 };
    uint8_t digest[HASH_MAX];
    Buf tar = { 0 };
    Arena a = { 0 };
    StorePkg p;
    StoreKey key;
    Err err;

    tar_file(&tar, "package/index.js", text);
    assert_int_equal(0, hash_bytes(HASH_SHA512, buf_view(&tar), digest, &err));
    key = store_key("sha512", digest, 64);
    assert_int_equal(0, store_put_tarball(s, &key, buf_view(&tar), &err));
    assert_int_equal(0, extract_tarball(s, &room, &key, buf_view(&tar), &opts, &a, &p,
                                        NULL, &err));
    store_pkg_close(&p);
    extract_room_release(&room);
    buf_release(&tar);
    arena_release(&a);
    return key;
}

static void put(Store *s, const char *path, const char *text)
{
    char full[1024];
    FILE *f;

    snprintf(full, sizeof full, "%s/%s", s->root, path);
    f = fopen(full, "w");
    fputs(text, f);
    fclose(f);
}

TEST(gc_removes_what_is_damaged_and_keeps_the_rest)
{
    char path[512];
    StoreStats st;
    StoreKey key;
    Store s;
    Err err;

    assert_int_equal(0, store_open(&s, test_tmpdir(), &err));
    add(&s, "good");
    key = add(&s, "bad");
    snprintf(path, sizeof path, "tarballs/%s", key.path);
    put(&s, path, "something else");
    snprintf(path, sizeof path, "files/%s/0", key.path);
    put(&s, path, "longer than before");
    put(&s, "tmp/1999999999-0-abc", "abandoned");
    assert_int_equal(0, store_verify(&s, &st, &err));
    assert_int_equal(1, st.n_tarballs);
    assert_int_equal(1, st.n_packages);
    assert_int_equal(1, st.n_files);
    assert_int_equal(1024 + 4, st.bytes);
    assert_int_equal(1, st.n_bad_tarballs);
    assert_int_equal(1, st.n_bad_packages);
    assert_int_equal(1, st.n_tmp);
    assert_int_equal(0, store_verify(&s, &st, &err));
    assert_int_equal(0, st.n_bad_tarballs + st.n_bad_packages + st.n_tmp);
    store_close(&s);
}

TEST(gc_clean_leaves_an_empty_store_that_works)
{
    StoreStats st;
    Store s;
    Err err;

    assert_int_equal(0, store_open(&s, test_tmpdir(), &err));
    add(&s, "one");
    assert_int_equal(0, store_clean(&s, &err));
    assert_int_equal(0, store_verify(&s, &st, &err));
    assert_int_equal(0, st.n_tarballs + st.n_packages);
    add(&s, "two");
    assert_int_equal(0, store_verify(&s, &st, &err));
    assert_int_equal(1, st.n_packages);
    store_close(&s);
}
