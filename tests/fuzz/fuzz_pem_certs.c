/* fuzz_pem_certs.c: whatever a file of certificates holds, reading it ends. */
#include "registry-client/pem_certs.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str rest = str_n((const char *)data, size), subject;
    Buf der = { 0 };

    (void)cert_subject(rest, &subject); /* as DER */
    while (pem_next_cert(&rest, &der))
        (void)cert_subject(buf_view(&der), &subject);
    buf_release(&der);
    return 0;
}
