/* fuzz_tar.c: any bytes as a tar archive: every entry handed out lies inside the
 * bytes, its cleaned path stays inside the package, and the walk ends. Where the archive
 * comes by and by, the same comes of it. */
#include <stdint.h>
#include <string.h>

#include "common/bug.h"
#include "common/xalloc.h"
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

static int more(void *arg, char *room, size_t size, size_t *got, Err *err)
{
    Str *rest = arg;

    (void)err;
    *got = size < rest->len ? size : rest->len;
    memcpy(room, rest->ptr, *got);
    *rest = str_from(*rest, *got);
    return 0;
}

/* The entry of the other walk, by and by. A file that is cut ends the stream later. */
static int same_entry(Tar *t, const TarEntry *want, Err *err)
{
    Str piece, data = want->data;
    TarEntry e;
    int rc = tar_next(t, &e, err);

    BUG_IF(rc != 1 || e.kind != want->kind || e.size != want->size ||
           e.mode != want->mode || !str_eq(e.path, want->path) ||
           !str_eq(e.link, want->link));
    while ((rc = tar_read(t, &piece, err)) > 0) {
        BUG_IF(!str_starts(data, piece));
        data = str_from(data, piece.len);
    }
    BUG_IF(data.len > 0);
    return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str bytes = str_n((const char *)data, size), rest = bytes, piece;
    TarWindow window = { xmalloc(700), 700 };
    TarEntry e;
    Tar t, stream;
    Err err;
    int rc;

    tar_init(&t, bytes);
    tar_init_stream(&stream, more, &rest, &window);
    while ((rc = tar_next(&t, &e, &err)) > 0) {
        if (e.data.len > 0)
            BUG_IF(e.data.ptr < bytes.ptr ||
                   e.data.ptr + e.data.len > bytes.ptr + bytes.len);
        check_path(e.path);
        BUG_IF(same_entry(&stream, &e, &err) != 0);
    }
    if (rc == 0)
        BUG_IF(tar_next(&stream, &e, &err) != 0);
    else
        while ((rc = tar_next(&stream, &e, &err)) > 0 &&
               (rc = tar_read(&stream, &piece, &err)) >= 0)
            ;
    BUG_IF(rc > 0);
    tar_release(&t);
    tar_release(&stream);
    tar_window_release(&window);
    return 0;
}
