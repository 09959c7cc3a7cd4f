/* Promise: what a key signed is known by its public half, and nothing else is. */
#include "common/signature.h"

#include "tests/kit/test.h"

static bool verify(Str key, Str signature, Str message)
{
    bool good = true;
    Err err;

    assert_int_equal(signature_verify(key, signature, message, &good, &err), 0);
    return good;
}

TEST(a_signature_fits_its_message_and_key_alone)
{
    Buf key = { 0 }, other_key = { 0 }, signature = { 0 };
    Err err;
    SigningKey *k = signing_key_new(&err), *other;

    if (k == NULL)
        skip();
    other = signing_key_new(&err);
    assert_int_equal(signing_key_der(k, &key, &err), 0);
    assert_int_equal(signing_key_der(other, &other_key, &err), 0);
    assert_int_equal(signing_key_sign(k, STR("message"), &signature, &err), 0);
    assert_true(verify(buf_view(&key), buf_view(&signature), STR("message")));
    assert_false(verify(buf_view(&key), buf_view(&signature), STR("massage")));
    assert_false(verify(buf_view(&other_key), buf_view(&signature), STR("message")));
    signature.ptr[signature.len - 1] ^= 1;
    assert_false(verify(buf_view(&key), buf_view(&signature), STR("message")));
    assert_false(verify(buf_view(&key), STR(""), STR("message")));
    buf_release(&key);
    buf_release(&other_key);
    buf_release(&signature);
    signing_key_free(k);
    signing_key_free(other);
}

TEST(a_public_key_is_written_as_pem)
{
    Buf pem = { 0 };
    Err err;
    SigningKey *k = signing_key_new(&err);
    Str rest, line;

    if (k == NULL)
        skip();
    assert_int_equal(signing_key_pem(k, &pem, &err), 0);
    rest = buf_view(&pem);
    assert_true(str_ends(rest, STR("\n-----END PUBLIC KEY-----\n")));
    assert_true(str_next(&rest, '\n', &line));
    assert_str_equal("-----BEGIN PUBLIC KEY-----", line);
    assert_true(str_next(&rest, '\n', &line));
    assert_int_equal(line.len, 64);
    buf_release(&pem);
    signing_key_free(k);
}

TEST(a_key_that_is_none_is_an_error)
{
    bool good;
    Err err;
    int rc = signature_verify(STR("no key"), STR("s"), STR("m"), &good, &err);

    assert_true(rc == ERR_EINVALIDAUTH || rc == ERR_ELIBRARY);
    assert_false(good);
    assert_int_not_equal(signature_verify(STR(""), STR(""), STR(""), &good, &err), 0);
}
