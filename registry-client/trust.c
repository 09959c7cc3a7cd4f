/* trust.c: see trust.h. */
#include "registry-client/trust.h"

#include "common/bug.h"
#include "common/fs.h"
#include "common/str.h"

/* Where distributions keep it. */
static const char *const bundles[] = { "/etc/ssl/certs/ca-certificates.crt",
                                       "/etc/pki/tls/certs/ca-bundle.crt",
                                       "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem" };

#define TRUST_MAX ((size_t)16 << 20)

void trust_load(Str extra, Buf *out)
{
    Buf file = { 0 };
    Err ignored;

    if (out->len > 0)
        return;
    for (size_t i = 0; i < ARRAY_LEN(bundles) && out->len == 0; i++) {
        buf_clear(&file);
        if (fs_read_all(bundles[i], TRUST_MAX, &file, &ignored) == 0)
            buf_printf(out, STR_FMT "\n", STR_ARG(buf_view(&file)));
    }
    buf_clear(&file);
    if (fs_read_all(extra.ptr, TRUST_MAX, &file, &ignored) == 0)
        buf_str(out, buf_view(&file));
    buf_release(&file);
}
