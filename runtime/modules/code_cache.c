/* code_cache.c: entries are files named after their keys: 32 bytes of MAC, then the
 * entry. The user's secret is a file among them. */
#include "runtime/modules/code_cache.h"

#include <dirent.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/arena.h"
#include "common/fs.h"
#include "common/vec.h"

#define MAX_ENTRY ((size_t)256 << 20)
#define DAY 86400

static struct {
    bool asked, on, may_write;
    char folder[1024];
    uint8_t secret[CODE_CACHE_KEY];
    uint8_t build[64];
    size_t build_len;
    unsigned serial;
} cache;

/* ---- Where, and whose ---- */

static bool is_set(const char *name, const char *value)
{
    const char *v = getenv(name);

    return v != NULL && strcmp(v, value) == 0;
}

static bool find_folder(void)
{
    const char *node = getenv("NODE_COMPILE_CACHE"), *xdg = getenv("XDG_CACHE_HOME"),
               *home = getenv("HOME");
    int n = -1;

    if (node != NULL && node[0] != '\0')
        n = snprintf(cache.folder, sizeof cache.folder, "%s/smew-code", node);
    else if (xdg != NULL && xdg[0] == '/')
        n = snprintf(cache.folder, sizeof cache.folder, "%s/smew/code", xdg);
    else if (home != NULL && home[0] == '/')
        n = snprintf(cache.folder, sizeof cache.folder, "%s/.cache/smew/code", home);
    return n > 0 && (size_t)n < sizeof cache.folder - 128;
}

/* The linker's id of this program: it changes with everything that is in it. */
static int read_build_id(struct dl_phdr_info *info, size_t size, void *udata)
{
    (void)size;
    (void)udata;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *ph = &info->dlpi_phdr[i];
        const char *p = (const char *)(info->dlpi_addr + ph->p_vaddr),
                   *end = p + ph->p_memsz;

        while (ph->p_type == PT_NOTE && end - p >= (ptrdiff_t)sizeof(ElfW(Nhdr))) {
            const ElfW(Nhdr) *h = (const void *)p;
            const char *name = p + sizeof *h, *desc = name + ((h->n_namesz + 3) & ~3u);

            if (h->n_type == NT_GNU_BUILD_ID && h->n_namesz == 4 &&
                h->n_descsz <= sizeof cache.build && memcmp(name, "GNU", 4) == 0) {
                memcpy(cache.build, desc, h->n_descsz);
                cache.build_len = h->n_descsz;
            }
            p = desc + ((h->n_descsz + 3) & ~3u);
        }
    }
    return 1; /* the first is the program itself */
}

static bool is_mine(const struct stat *st)
{
    return st->st_uid == geteuid() && (st->st_mode & 022) == 0;
}

/* The user's secret, made when there is none. */
static bool read_secret(void)
{
    char path[sizeof cache.folder + 32];
    struct stat st;
    int fd;
    bool ok;

    snprintf(path, sizeof path, "%s/secret", cache.folder);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        if (fs_mkdirs(cache.folder, 0700, NULL) != 0)
            return false;
        randombytes_buf(cache.secret, sizeof cache.secret);
        /* Whoever comes first has made it; the others read it. */
        fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0)
            return false;
        ok = write(fd, cache.secret, sizeof cache.secret) == sizeof cache.secret;
        close(fd);
        return ok;
    }
    ok = fstat(fd, &st) == 0 && is_mine(&st) && (st.st_mode & 077) == 0 &&
         read(fd, cache.secret, sizeof cache.secret) == sizeof cache.secret;
    close(fd);
    return ok;
}

static bool is_on(void)
{
    struct stat st;

    if (cache.asked)
        return cache.on;
    cache.asked = true;
    if (is_set("SMEW_CODE_CACHE", "0") || is_set("NODE_DISABLE_COMPILE_CACHE", "1") ||
        getuid() != geteuid() || !find_folder() || sodium_init() < 0)
        return false;
    dl_iterate_phdr(read_build_id, NULL);
    cache.on = cache.build_len > 0 && read_secret() && stat(cache.folder, &st) == 0 &&
               is_mine(&st);
    cache.may_write = cache.on;
    return cache.on;
}

void code_cache_reset(void)
{
    memset(&cache, 0, sizeof cache);
}

/* ---- Keys and MACs ---- */

static void add(crypto_generichash_state *h, Str part)
{
    uint64_t n = part.len;

    crypto_generichash_update(h, (const uint8_t *)&n, sizeof n);
    crypto_generichash_update(h, (const uint8_t *)part.ptr, part.len);
}

bool code_cache_key(CodeKey *out, const Str *parts, size_t n)
{
    crypto_generichash_state h;

    if (!is_on())
        return false;
    crypto_generichash_init(&h, NULL, 0, sizeof out->bytes);
    add(&h, (Str){ (const char *)cache.build, cache.build_len });
    for (size_t i = 0; i < n; i++)
        add(&h, parts[i]);
    crypto_generichash_final(&h, out->bytes, sizeof out->bytes);
    return true;
}

/* The MAC of an entry, into `out` (CODE_CACHE_KEY bytes). */
static void code_cache_seal(const uint8_t secret[CODE_CACHE_KEY], const CodeKey *key,
                            Str entry, uint8_t *out)
{
    crypto_generichash_state h;

    crypto_generichash_init(&h, secret, CODE_CACHE_KEY, CODE_CACHE_KEY);
    crypto_generichash_update(&h, key->bytes, sizeof key->bytes);
    crypto_generichash_update(&h, (const uint8_t *)entry.ptr, entry.len);
    crypto_generichash_final(&h, out, CODE_CACHE_KEY);
}

bool code_cache_open(const uint8_t secret[CODE_CACHE_KEY], const CodeKey *key, Str file,
                     Str *entry)
{
    uint8_t mac[CODE_CACHE_KEY];

    if (file.len < sizeof mac)
        return false;
    *entry = str_from(file, sizeof mac);
    code_cache_seal(secret, key, *entry, mac);
    return sodium_memcmp(mac, file.ptr, sizeof mac) == 0;
}

/* ---- Files ---- */

static void entry_path(const CodeKey *key, char *out, size_t size)
{
    char hex[CODE_CACHE_KEY * 2 + 1];

    sodium_bin2hex(hex, sizeof hex, key->bytes, sizeof key->bytes);
    snprintf(out, size, "%s/%s", cache.folder, hex);
}

static bool read_whole(int fd, size_t n, Buf *out)
{
    size_t start = out->len;

    if (!buf_reserve(out, n))
        return false;
    while (out->len - start < n) {
        ssize_t got = read(fd, out->ptr + out->len, n - (out->len - start));

        if (got <= 0)
            return false;
        out->len += (size_t)got;
    }
    return true;
}

bool code_cache_get(const CodeKey *key, Buf *file, Str *entry)
{
    char path[sizeof cache.folder + 128];
    struct stat st;
    bool ok;
    int fd;

    *file = (Buf){ 0 };
    if (!is_on())
        return false;
    entry_path(key, path, sizeof path);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return false;
    ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
         (size_t)st.st_size <= MAX_ENTRY && read_whole(fd, (size_t)st.st_size, file) &&
         code_cache_open(cache.secret, key, buf_view(file), entry);
    /* What is used stays: at most once a day its time is noted. */
    if (ok && time(NULL) - st.st_mtime > DAY)
        futimens(fd, NULL);
    close(fd);
    if (!ok)
        buf_release(file);
    return ok;
}

static void trim_once_a_day(void)
{
    char path[sizeof cache.folder + 32];
    struct stat st;
    int fd;

    snprintf(path, sizeof path, "%s/trimmed", cache.folder);
    if (stat(path, &st) == 0 && time(NULL) - st.st_mtime < DAY)
        return;
    fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    futimens(fd, NULL);
    close(fd);
    code_cache_trim(cache.folder, CODE_CACHE_MAX);
}

void code_cache_put(const CodeKey *key, Str entry)
{
    char path[sizeof cache.folder + 128], temp[sizeof path + 32];
    uint8_t mac[CODE_CACHE_KEY];
    bool ok;
    int fd;

    if (!is_on() || !cache.may_write || entry.len > MAX_ENTRY)
        return;
    if (cache.serial == 0)
        trim_once_a_day();
    entry_path(key, path, sizeof path);
    snprintf(temp, sizeof temp, "%s.%d-%u", path, (int)getpid(), ++cache.serial);
    fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        cache.may_write = false; /* a full or read-only disk: not asked again */
        return;
    }
    code_cache_seal(cache.secret, key, entry, mac);
    ok = write(fd, mac, sizeof mac) == (ssize_t)sizeof mac &&
         write(fd, entry.ptr, entry.len) == (ssize_t)entry.len;
    ok = close(fd) == 0 && ok && rename(temp, path) == 0;
    if (!ok) {
        unlink(temp);
        cache.may_write = false;
    }
}

/* ---- Keeping it small ---- */

typedef struct {
    const char *name;
    size_t size;
    time_t used;
} Kept;

static int by_use(const void *a, const void *b)
{
    const Kept *x = a, *y = b;

    return x->used < y->used ? -1 : x->used > y->used;
}

void code_cache_trim(const char *folder, size_t most)
{
    DIR *d = opendir(folder);
    VEC(Kept) all = { 0 };
    Arena names = { 0 };
    size_t total = 0, kept = most - most / 5;
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL) {
        size_t n = strlen(e->d_name);
        struct stat st;

        /* Entries, and what is left of unfinished ones. */
        if (n < CODE_CACHE_KEY * 2 || fstatat(dirfd(d), e->d_name, &st, 0) != 0)
            continue;
        vec_push(&all, (Kept){ arena_memdupz(&names, e->d_name, n), (size_t)st.st_size,
                               n > CODE_CACHE_KEY * 2 && time(NULL) - st.st_mtime > DAY
                                   ? 0
                                   : st.st_mtime });
        total += (size_t)st.st_size;
    }
    if (total > most) {
        qsort(all.ptr, all.len, sizeof(Kept), by_use);
        for (size_t i = 0; i < all.len && total > kept; i++) {
            unlinkat(dirfd(d), all.ptr[i].name, 0);
            total -= all.ptr[i].size;
        }
    }
    closedir(d);
    vec_release(&all);
    arena_release(&names);
}
