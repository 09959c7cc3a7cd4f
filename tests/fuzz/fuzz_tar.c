/* fuzz_tar.c: any bytes as a tar archive: every entry handed out lies inside the
 * bytes, its cleaned path stays inside the package, and the walk ends. */
#include <stdint.h>

#include "common/bug.h"
#include "pkg/store/tar.h"
#include "pkg/store/tar_path.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_path(Str path)
{
    Buf out = BUF_MAX(65536);

    if (tar_path_clean(path, true, &out) == TAR_PATH_OK) {
        Str rest = buf_view(&out), part;

        while (str_next(&rest, '/', &part))
            BUG_IF(part.len == 0 || str_is(part, ".") || str_is(part, ".."));
    }
    buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str bytes = str_n((const char *)data, size);
    TarEntry e;
    Tar t;
    Err err;

    tar_init(&t, bytes);
    while (tar_next(&t, &e, &err) > 0) {
        if (e.data.len > 0)
            BUG_IF(e.data.ptr < bytes.ptr ||
                   e.data.ptr + e.data.len > bytes.ptr + bytes.len);
        check_path(e.path);
    }
    tar_release(&t);
    return 0;
}
