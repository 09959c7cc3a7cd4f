/* pem_certs.h: certificates of a PEM text, by their subject. */
#include "registry-client/pem_certs.h"

#include "tests/kit/test.h"

static const char root[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBnDCCAUOgAwIBAgIUEK0Qhh8tGWC5YKUw+Maag3REKA8wCgYIKoZIzj0EAwIw\n"
    "IzENMAsGA1UECgwEU21ldzESMBAGA1UEAwwJdGVzdCByb290MCAXDTI2MTIwMTE1\n"
    "MzcxM1oYDzIxMjYxMTA3MTUzNzEzWjAjMQ0wCwYDVQQKDARTbWV3MRIwEAYDVQQD\n"
    "DAl0ZXN0IHJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQ6e8ppVTinkeef\n"
    "rda5xBT+HXng0z2GzLwvw9w3d24r8b9rNlB0x97VhBQM3v5hOYmVQI73VLa0f8xP\n"
    "Tv2LVtTao1MwUTAdBgNVHQ4EFgQUxSvOxQOqYzfb2Qy8Q038DZMDT18wHwYDVR0j\n"
    "BBgwFoAUxSvOxQOqYzfb2Qy8Q038DZMDT18wDwYDVR0TAQH/BAUwAwEB/zAKBggq\n"
    "hkjOPQQDAgNHADBEAiAGyvKY+66KG9it+c6zEOCEKmLE+S1Vej3NF1FqNwoiHQIg\n"
    "RTEqwk9R4JJ8DZ9pHE7Iloqb+p58hxcxaJwcJTNbvmE=\n"
    "-----END CERTIFICATE-----\n";

/* { O = Smew, CN = test root }, as it stands there. */
static const unsigned char name[] = {
    0x30, 0x23, 0x31, 0x0d, 0x30, 0x0b, 0x06, 0x03, 0x55, 0x04, 0x0a, 0x0c, 0x04,
    'S',  'm',  'e',  'w',  0x31, 0x12, 0x30, 0x10, 0x06, 0x03, 0x55, 0x04, 0x03,
    0x0c, 0x09, 't',  'e',  's',  't',  ' ',  'r',  'o',  'o',  't',
};

TEST(pem_certs_stand_between_other_text)
{
    Buf text = { 0 }, der = { 0 };
    Str rest, subject;

    buf_printf(&text, "# a root\n%s\n-----BEGIN PRIVATE KEY-----\nAAAA\n%s", root, root);
    rest = buf_view(&text);
    for (int i = 0; i < 2; i++) {
        assert_true(pem_next_cert(&rest, &der));
        assert_int_equal(der.len, 416);
        assert_true(cert_subject(buf_view(&der), &subject));
        assert_int_equal(subject.len, sizeof name);
        assert_memory_equal(subject.ptr, name, sizeof name);
    }
    assert_false(pem_next_cert(&rest, &der));
    buf_release(&text);
    buf_release(&der);
}

TEST(pem_certs_that_do_not_end_are_none)
{
    Str rest = str_n(root, sizeof root - 20);
    Buf der = { 0 };

    assert_false(pem_next_cert(&rest, &der));
    buf_release(&der);
}

/* Whatever is cut or changed: what comes of it lies within. */
TEST(pem_certs_read_no_further_than_the_certificate)
{
    Str rest = str_of(root), subject;
    Buf der = { 0 };
    char *copy;

    assert_true(pem_next_cert(&rest, &der));
    for (size_t len = 0; len < der.len; len++) {
        copy = test_malloc(len + 1);
        memcpy(copy, der.ptr, len);
        assert_false(cert_subject(str_n(copy, len), &subject)); /* its head says more */
        test_free(copy);
    }
    for (size_t i = 0; i < 120; i++) {
        for (int bit = 0; bit < 8; bit++) {
            der.ptr[i] = (char)(der.ptr[i] ^ 1 << bit);
            if (cert_subject(buf_view(&der), &subject))
                assert_true(subject.ptr >= der.ptr &&
                            subject.ptr + subject.len <= der.ptr + der.len);
            der.ptr[i] = (char)(der.ptr[i] ^ 1 << bit);
        }
    }
    buf_release(&der);
}
