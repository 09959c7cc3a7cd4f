/* pem_certs.c: see pem_certs.h. */
#include "registry-client/pem_certs.h"

#include "common/base64.h"

#define BEGIN STR("-----BEGIN CERTIFICATE-----")
#define END STR("-----END CERTIFICATE-----")

bool pem_next_cert(Str *rest, Buf *der)
{
    ptrdiff_t from = str_find(*rest, BEGIN), to;
    Str body;

    if (from < 0)
        return false;
    body = str_from(*rest, (size_t)from + BEGIN.len);
    to = str_find(body, END);
    if (to < 0)
        return false;
    *rest = str_from(body, (size_t)to + END.len);
    buf_clear(der);
    base64_decode(str_n(body.ptr, (size_t)to), der);
    return true;
}

/* ---- DER ---- */

enum { INTEGER = 0x02, SEQUENCE = 0x30, VERSION = 0xa0 };

/* One value: with its head (whole) and without (inside). *rest moves behind it. */
static bool next(Str *rest, unsigned char *tag, Str *whole, Str *inside)
{
    const unsigned char *p = (const unsigned char *)rest->ptr;
    size_t head = 2, len, n;

    if (rest->len < head)
        return false;
    *tag = p[0];
    len = p[1];
    if (len >= 0x80) {
        n = len & 0x7f;
        if (n == 0 || n > 4 || rest->len < head + n)
            return false;
        len = 0;
        for (size_t i = 0; i < n; i++)
            len = len << 8 | p[head + i];
        head += n;
    }
    if (len > rest->len - head)
        return false;
    *whole = str_n(rest->ptr, head + len);
    *inside = str_n(rest->ptr + head, len);
    *rest = str_from(*rest, head + len);
    return true;
}

static bool enter(Str *at)
{
    unsigned char tag;
    Str whole, inside;

    if (!next(at, &tag, &whole, &inside) || tag != SEQUENCE)
        return false;
    *at = inside;
    return true;
}

/* Certificate { TBSCertificate { [0] version?, serial, algorithm, issuer, validity,
 * subject, … } … } */
bool cert_subject(Str der, Str *subject)
{
    static const unsigned char before[] = { INTEGER, SEQUENCE, SEQUENCE, SEQUENCE };
    unsigned char tag;
    Str inside, after;

    if (!enter(&der) || !enter(&der))
        return false;
    after = der;
    if (next(&after, &tag, subject, &inside) && tag == VERSION)
        der = after;
    for (size_t i = 0; i < sizeof before; i++) {
        if (!next(&der, &tag, subject, &inside) || tag != before[i])
            return false;
    }
    return next(&der, &tag, subject, &inside) && tag == SEQUENCE;
}
