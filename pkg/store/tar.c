/* tar.c: see tar.h. Layout of a header, by offset: name 0 (100), mode 100 (8),
 * size 124 (12), checksum 148 (8), type 156, link 157 (100), magic 257 (6),
 * prefix 345 (155). Contents follow, padded to 512 bytes. */
#include "pkg/store/tar.h"

#include <string.h>

#include "common/xalloc.h"

#define BLOCK 512
#define LONG_NAME_MAX 65536
#define WINDOW ((size_t)256 << 10)
/* Of a header that has contents, where an archive comes by and by. */
#define HEADER_MAX ((size_t)16 << 20)

void tar_init(Tar *t, Str bytes)
{
    *t = (Tar){ .bytes = bytes,
                .path = BUF_MAX(LONG_NAME_MAX),
                .link = BUF_MAX(LONG_NAME_MAX) };
}

void tar_init_stream(Tar *t, TarMore *more, void *arg, TarWindow *window)
{
    tar_init(t, STR(""));
    t->more = more;
    t->arg = arg;
    t->window = window;
    if (window->ptr == NULL) {
        window->ptr = xmalloc(WINDOW);
        window->size = WINDOW;
    }
}

void tar_release(Tar *t)
{
    buf_release(&t->path);
    buf_release(&t->link);
}

void tar_window_release(TarWindow *w)
{
    xfree(w->ptr);
    *w = (TarWindow){ 0 };
}

/* ---- What comes by and by ---- */

static size_t in_hand(const Tar *t)
{
    return t->bytes.len - t->at;
}

/* 1: so many bytes are in hand; 0: there aren't as many. */
static int fill(Tar *t, size_t want, Err *err)
{
    TarWindow *w = t->window;
    size_t have = in_hand(t), got;
    int rc;

    if (have >= want)
        return 1;
    if (t->more == NULL)
        return 0;
    if (want > w->size) {
        char *larger = xmalloc(want);

        memcpy(larger, t->bytes.ptr + t->at, have);
        xfree(w->ptr);
        *w = (TarWindow){ larger, want };
    } else {
        memmove(w->ptr, t->bytes.ptr + t->at, have);
    }
    rc = t->more(t->arg, w->ptr + have, w->size - have, &got, err);
    if (rc < 0)
        return rc;
    t->bytes = str_n(w->ptr, have + got);
    t->at = 0;
    if (t->bytes.len < w->size)
        t->more = NULL;
    return t->bytes.len >= want;
}

/* The archive ends inside of an entry, whose contents are filled up to whole blocks: npm
 * takes them block by block, and of the last one as much as there is. */
static int cut_inside(const Tar *t, uint64_t body, Err *err)
{
    size_t have = in_hand(t);
    uint64_t needed = body + (-body & (BLOCK - 1));

    if (have >= BLOCK) {
        needed -= have;
        have = 0;
    }
    return err_set(err, ERR_TAR_BAD_ARCHIVE,
                   "TAR_BAD_ARCHIVE: Truncated input (needed %llu more bytes, only %zu "
                   "available)",
                   (unsigned long long)needed, have);
}

static int no_archive(Err *err)
{
    return err_set(err, ERR_TAR_BAD_ARCHIVE,
                   "TAR_BAD_ARCHIVE: Unrecognized archive format");
}

/* Drops what wasn't read of an entry. */
static int skip(Tar *t, Err *err)
{
    uint64_t body = t->left;
    int rc = 1;

    while (rc > 0 && t->left + t->padding > 0) {
        uint64_t all = t->left + t->padding;
        size_t n = all < in_hand(t) ? (size_t)all : in_hand(t);

        t->at += n;
        if (n > t->left) {
            t->padding -= n - (size_t)t->left;
            n = (size_t)t->left;
        } else if (n == t->left) {
            t->left = 0;
            n = 0;
        }
        t->left -= n;
        if (t->left + t->padding > 0)
            rc = fill(t, 1, err);
    }
    if (rc == 0 && t->left + t->padding > 0)
        return cut_inside(t, body, err);
    t->left = t->padding = 0;
    return rc < 0 ? rc : 0;
}

int tar_read(Tar *t, Str *piece, Err *err)
{
    uint64_t want = t->left;
    int rc;

    if (t->left == 0 || !t->is_file)
        return 0;
    if (t->more != NULL && want > t->window->size)
        want = t->window->size;
    rc = fill(t, want < SIZE_MAX ? (size_t)want : SIZE_MAX, err);
    if (rc <= 0)
        return rc < 0 ? rc : cut_inside(t, t->left, err);
    *piece = str_n(t->bytes.ptr + t->at, (size_t)want);
    t->at += (size_t)want;
    t->left -= want;
    return 1;
}

/* ---- Fields ---- */

/* A text field ends at its first NUL or where it is full. */
static Str field(const char *h, size_t at, size_t len)
{
    return str_n(h + at, strnlen(h + at, len));
}

/* Octal text (spaces and NUL around it), or base-256 with the top bit set.
 * False for anything else, for negative and for what needs more than 63 bits. */
static bool number(const char *p, size_t len, uint64_t *out)
{
    const unsigned char *u = (const unsigned char *)p;
    uint64_t v = 0;
    size_t i = 0, digits = 0;

    if (u[0] & 0x80) {
        if (u[0] != 0x80)
            return false; /* negative, or absurdly large */
        for (i = 1; i < len; i++) {
            if (v >> 55)
                return false;
            v = v << 8 | u[i];
        }
        *out = v;
        return true;
    }
    while (i < len && (p[i] == ' ' || p[i] == '\0'))
        i++;
    for (; i < len && p[i] >= '0' && p[i] <= '7'; i++, digits++)
        v = v << 3 | (uint64_t)(p[i] - '0');
    for (; i < len; i++)
        if (p[i] != ' ' && p[i] != '\0')
            return false;
    *out = v;
    return true;
}

static bool all_zero(const char *h, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (h[i] != 0)
            return false;
    return true;
}

/* All bytes of a header, eight at a time: in 16 bits each, 64 words can't overflow. */
static uint32_t sum_of(const char *h)
{
    const uint64_t low = 0x00ff00ff00ff00ffu;
    uint64_t sums = 0, word;

    for (size_t i = 0; i < BLOCK; i += sizeof word) {
        memcpy(&word, h + i, sizeof word);
        sums += (word & low) + (word >> 8 & low);
    }
    return (uint32_t)((sums & 0xffff) + (sums >> 16 & 0xffff) + (sums >> 32 & 0xffff) +
                      (sums >> 48));
}

/* The checksum's own field counts as spaces. */
static bool checksum_ok(const char *h)
{
    uint32_t sum = sum_of(h) + 8 * ' ';
    uint64_t want;

    if (!number(h + 148, 8, &want))
        return false;
    for (size_t i = 148; i < 156; i++)
        sum -= (unsigned char)h[i];
    return want == sum;
}

/* One "LEN key=value\n" record of a pax header off *rest. */
static bool pax_record(Str *rest, Str *key, Str *value)
{
    uint64_t len = 0;
    size_t i = 0;
    Str body;

    for (; i < rest->len && rest->ptr[i] >= '0' && rest->ptr[i] <= '9' && i < 9; i++)
        len = len * 10 + (uint64_t)(rest->ptr[i] - '0');
    if (i == 0 || i >= rest->len || rest->ptr[i] != ' ' || len <= i + 1 ||
        len > rest->len || rest->ptr[len - 1] != '\n')
        return false;
    body = str_n(rest->ptr + i + 1, (size_t)len - i - 2);
    *rest = str_from(*rest, (size_t)len);
    return str_cut(body, '=', key, value);
}

/* Takes what concerns the next entry out of a pax header. Keys of a global header
 * would name each file alike: npm ignores its path, and so do we. */
static int read_pax(Tar *t, Str body, bool global, Err *err)
{
    Str key, value, rest = body;

    while (rest.len > 0) {
        if (!pax_record(&rest, &key, &value))
            return 0; /* npm drops the rest of a damaged header */
        if (global)
            continue;
        if (str_is(key, "path")) {
            buf_clear(&t->path);
            buf_str(&t->path, value);
            t->long_path = true;
        } else if (str_is(key, "linkpath")) {
            buf_clear(&t->link);
            buf_str(&t->link, value);
            t->long_link = true;
        } else if (str_is(key, "size")) {
            if (!str_to_u64(value, &t->pax_size))
                return err_set(err, ERR_ETARBALL, "an entry's size is not a number");
            t->has_pax_size = true;
        }
    }
    return 0;
}

static void set_long(Buf *b, bool *flag, Str body)
{
    buf_clear(b);
    buf_str(b, str_n(body.ptr, strnlen(body.ptr, body.len)));
    *flag = true;
}

/* Name of an entry without a long name: prefix and name, as ustar has it. */
static Str short_path(Tar *t, const char *h)
{
    Str name = field(h, 0, 100), prefix = { "", 0 };

    if (memcmp(h + 257, "ustar", 5) == 0 && memcmp(h + 262, " \0", 2) != 0)
        prefix = field(h, 345, 155);
    if (prefix.len == 0)
        return name;
    buf_clear(&t->path);
    buf_str(&t->path, prefix);
    if (prefix.ptr[prefix.len - 1] != '/')
        buf_putc(&t->path, '/');
    buf_str(&t->path, name);
    return buf_view(&t->path);
}

static TarKind kind_of(char type, Str path)
{
    switch (type) {
    case '\0':
    case '0':
    case '7': /* contiguous: a file to everybody today */
        return str_ends(path, STR("/")) ? TAR_DIR : TAR_FILE;
    case '1': return TAR_HARDLINK;
    case '2': return TAR_SYMLINK;
    case '5':
    case 'D': return TAR_DIR;
    default: return TAR_SPECIAL;
    }
}

/* Fills *out from the header; the contents are at hand, or to be read. */
static int entry(Tar *t, const char *h, uint64_t size, TarEntry *out)
{
    bool whole = t->window == NULL;
    uint64_t mode;

    out->path = t->long_path ? buf_view(&t->path) : short_path(t, h);
    out->link = t->long_link ? buf_view(&t->link) : field(h, 157, 100);
    out->kind = kind_of(h[156], out->path);
    out->mode = number(h + 100, 8, &mode) ? (uint32_t)(mode & 07777) : 0644;
    t->is_file = out->kind == TAR_FILE;
    out->size = t->is_file ? size : 0;
    out->data = whole ? str_n(t->bytes.ptr + t->at, (size_t)out->size) : STR("");
    t->n_seen++;
    t->long_path = t->long_link = t->has_pax_size = false;
    return 1;
}

/* Only these carry contents: some writers put a folder's own size there. */
static bool has_body(char type, Str name)
{
    if (type == '\0' || type == '0' || type == '7')
        return !str_ends(name, STR("/"));
    return type != '1' && type != '2' && type != '5' && !(type >= '3' && type <= '6');
}

static bool is_meta(char type)
{
    return type == 'x' || type == 'g' || type == 'L' || type == 'K';
}

static int read_size(Tar *t, const char *h, uint64_t *out, Err *err)
{
    bool meta = is_meta(h[156]);
    Str name = t->long_path ? buf_view(&t->path) : field(h, 0, 100);

    *out = 0;
    if (!meta && !has_body(h[156], name))
        return 0;
    if (!meta && t->has_pax_size)
        *out = t->pax_size;
    else if (!number(h + 124, 12, out))
        return err_set(err, ERR_ETARBALL, "an entry's size is not a number");
    if (t->window == NULL &&
        (*out > in_hand(t) || (-*out & (BLOCK - 1)) > in_hand(t) - *out))
        return cut_inside(t, *out, err);
    return 0;
}

/* A header that speaks of the next one. */
static int read_meta(Tar *t, char type, uint64_t size, Err *err)
{
    Str body;
    int rc;

    if (t->window != NULL && size > HEADER_MAX)
        return err_set(err, ERR_ETARBALL, "a header of the archive is too long");
    rc = fill(t, (size_t)size, err);
    if (rc <= 0)
        return rc < 0 ? rc : cut_inside(t, size, err);
    body = str_n(t->bytes.ptr + t->at, (size_t)size);
    switch (type) {
    case 'x':
    case 'g': rc = read_pax(t, body, type == 'g', err); break;
    case 'L':
        set_long(&t->path, &t->long_path, body);
        rc = 0;
        break;
    default:
        set_long(&t->link, &t->long_link, body);
        rc = 0;
        break;
    }
    return rc < 0 ? rc : skip(t, err);
}

/* The next header is in hand. 1: *out is an entry; 0: it was something else. */
static int next_header(Tar *t, TarEntry *out, Err *err)
{
    const char *h = t->bytes.ptr + t->at;
    uint64_t size;
    int rc;

    t->at += BLOCK;
    if (h[0] == 0 && all_zero(h, BLOCK)) {
        if (t->saw_zero) { /* what follows the end mark is padding */
            t->at = t->bytes.len;
            t->more = NULL;
        }
        t->saw_zero = true;
        return 0;
    }
    t->saw_zero = false;
    if (!checksum_ok(h))
        return 0;
    rc = read_size(t, h, &size, err);
    if (rc < 0)
        return rc;
    t->left = size;
    t->padding = (size_t)(-size & (BLOCK - 1));
    return is_meta(h[156]) ? read_meta(t, h[156], size, err) : entry(t, h, size, out);
}

/* npm takes what stands before half a header; here an archive that was cut is refused. */
static int at_end(const Tar *t, Err *err)
{
    size_t left = in_hand(t);

    if (t->n_seen == 0)
        return no_archive(err);
    if (left == 0 || all_zero(t->bytes.ptr + t->at, left < BLOCK ? left : BLOCK))
        return 0;
    return err_set(err, ERR_TAR_BAD_ARCHIVE,
                   "TAR_BAD_ARCHIVE: Truncated input (the archive ends inside a header)");
}

int tar_next(Tar *t, TarEntry *out, Err *err)
{
    int rc = skip(t, err);

    if (rc < 0)
        return rc;
    while ((rc = fill(t, BLOCK, err)) > 0) {
        rc = next_header(t, out, err);
        if (rc != 0)
            return rc;
    }
    return rc < 0 ? rc : at_end(t, err);
}
