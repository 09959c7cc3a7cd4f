/* tar_stream.c: see tar_stream.h. libarchive is opened on first use: most installs
 * never meet an archive this large. */
#include "pkg/store/tar_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include "common/dynlib.h"

typedef struct archive A;
typedef struct archive_entry E;

#define ARCHIVE_FUNCTIONS(X)                                                      \
    X(A *, archive_read_new, (void))                                              \
    X(int, archive_read_free, (A *))                                              \
    X(int, archive_read_support_filter_gzip, (A *))                               \
    X(int, archive_read_support_format_tar, (A *))                                \
    X(int, archive_read_set_format_option,                                        \
      (A *, const char *, const char *, const char *))                            \
    X(int, archive_read_open_memory, (A *, const void *, size_t))                 \
    X(int, archive_read_next_header, (A *, E **))                                 \
    X(int, archive_read_data_block, (A *, const void **, size_t *, la_int64_t *)) \
    X(const char *, archive_error_string, (A *))                                  \
    X(const char *, archive_entry_pathname, (E *))                                \
    X(const char *, archive_entry_hardlink, (E *))                                \
    X(__LA_MODE_T, archive_entry_filetype, (E *))                                 \
    X(__LA_MODE_T, archive_entry_perm, (E *))                                     \
    X(la_int64_t, archive_entry_size, (E *))

DYNLIB_TABLE(Archive, ARCHIVE_FUNCTIONS)

static Archive lib;
static const DynSymbol symbols[] = { DYNLIB_SYMBOLS(ARCHIVE_FUNCTIONS) };
static DynLib archive_lib = { .names = "libarchive.so.13", .package = "libarchive13" };

static int failed(struct archive *a, Err *err)
{
    const char *why = lib.archive_error_string(a);

    return err_set(err, ERR_ETARBALL, "the archive is damaged: %s",
                   why ? why : "unknown reason");
}

static TarKind kind_of(struct archive_entry *entry)
{
    if (lib.archive_entry_hardlink(entry))
        return TAR_HARDLINK;
    switch (lib.archive_entry_filetype(entry)) {
    case AE_IFREG: return TAR_FILE;
    case AE_IFDIR: return TAR_DIR;
    case AE_IFLNK: return TAR_SYMLINK;
    default: return TAR_SPECIAL;
    }
}

static int copy_data(ExtractSink *x, struct archive *a, Err *err)
{
    la_int64_t at = 0, expected = 0;
    const void *block;
    size_t len;
    int rc;

    while ((rc = lib.archive_read_data_block(a, &block, &len, &at)) == ARCHIVE_OK) {
        if (at != expected)
            return err_set(err, ERR_ETARBALL, "the archive has files with holes");
        expected += (la_int64_t)len;
        rc = extract_sink_write(x, str_n(block, len), err);
        if (rc < 0)
            return rc;
    }
    if (rc != ARCHIVE_EOF)
        return failed(a, err);
    return extract_sink_end(x, err);
}

static int one_entry(ExtractSink *x, struct archive *a, struct archive_entry *entry,
                     Err *err)
{
    const char *path = lib.archive_entry_pathname(entry);
    la_int64_t size = lib.archive_entry_size(entry);
    TarEntry e = { .kind = kind_of(entry),
                   .path = str_of(path),
                   .link = STR(""),
                   .mode = lib.archive_entry_perm(entry) & 07777 };
    int rc;

    if (path == NULL || size < 0)
        return err_set(err, ERR_ETARBALL, "an entry has no usable name or size");
    rc = extract_sink_begin(x, &e, (uint64_t)size, err);
    return rc > 0 ? copy_data(x, a, err) : rc;
}

static int walk(ExtractSink *x, struct archive *a, Err *err)
{
    struct archive_entry *entry;
    size_t n = 0;
    int rc;

    for (;; n++) {
        rc = lib.archive_read_next_header(a, &entry);
        if (rc == ARCHIVE_EOF)
            break;
        if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
            return failed(a, err);
        rc = one_entry(x, a, entry, err);
        if (rc < 0)
            return rc;
    }
    return n > 0 ? 0 : err_set(err, ERR_ETARBALL, "the archive is empty");
}

int tar_stream(ExtractSink *x, Str bytes, Err *err)
{
    struct archive *a;
    int rc = dynlib_load(&archive_lib, symbols, &lib, err);

    if (rc < 0)
        return rc;
    a = lib.archive_read_new();
    lib.archive_read_support_filter_gzip(a);
    lib.archive_read_support_format_tar(a);
    /* Names are bytes: the process's locale must not matter. */
    lib.archive_read_set_format_option(a, "tar", "hdrcharset", "BINARY");
    if (lib.archive_read_open_memory(a, bytes.ptr, bytes.len) == ARCHIVE_OK)
        rc = walk(x, a, err);
    else
        rc = failed(a, err);
    lib.archive_read_free(a);
    return rc;
}
