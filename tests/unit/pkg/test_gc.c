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

/* The last byte of a list, and so of the tarball behind it, becomes another one. */
static void spoil_end(Store *s, const char *key)
{
    char full[1024];
    FILE *f;
    int c;

    snprintf(full, sizeof full, "%s/packages/%s/list", s->root, key);
    f = fopen(full, "r+");
    fseek(f, -1, SEEK_END);
    c = fgetc(f);
    fseek(f, -1, SEEK_END);
    fputc(c ^ 1, f);
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
    snprintf(path, sizeof path, "packages/%s/0", key.name);
    put(&s, path, "longer than before");
    key = add(&s, "bad tarball");
    spoil_end(&s, key.name);
    key = store_key("sha512", (const unsigned char *)"a digest of something else", 26);
    assert_int_equal(0, store_put_tarball(&s, &key, STR("other bytes"), &err));
    put(&s, "packages/.1999999999-0-abc", "abandoned");
    put(&s, "packed/.1999999999-1-abc", "abandoned");
    assert_int_equal(0, store_verify(&s, &st, &err));
    assert_int_equal(2, st.n_tarballs); /* of the bad one, too */
    assert_int_equal(2, st.n_packages);
    assert_int_equal(2, st.n_bad_tarballs);
    assert_int_equal(1, st.n_bad_packages);
    assert_int_equal(2, st.n_tmp);
    assert_int_equal(0, store_verify(&s, &st, &err));
    assert_int_equal(0, st.n_bad_tarballs + st.n_bad_packages + st.n_tmp);
    assert_int_equal(1, st.n_tarballs);
    assert_int_equal(1, st.n_packages);
    assert_int_equal(1, st.n_files);
    assert_int_equal(1024 + 4, st.bytes);
    store_close(&s);
}

TEST(gc_removes_what_an_earlier_layout_left)
{
    char path[1024];
    StoreStats st;
    Store s;
    Err err;

    assert_int_equal(0, store_open(&s, test_tmpdir(), &err));
    snprintf(path, sizeof path, "%s/tarballs/sha512/ab", s.root);
    assert_int_equal(0, fs_mkdirs(path, 0777, &err));
    put(&s, "tarballs/sha512/ab/cdef", "x");
    assert_int_equal(0, store_verify(&s, &st, &err));
    snprintf(path, sizeof path, "%s/tarballs", s.root);
    assert_int_equal(FS_NONE, fs_kind(path));
    store_close(&s);
}
