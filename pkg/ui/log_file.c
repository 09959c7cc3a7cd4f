/* log_file.c: see log_file.h. */
#include "pkg/ui/log_file.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/fs.h"
#include "common/path.h"
#include "common/vec.h"

/* ---- Collecting ---- */

static void put_word(Buf *b, Str word)
{
    if (word.len > 0)
        buf_putc(b, ' ');
    buf_str(b, word);
}

void log_file_add(LogFile *l, const char *level, const char *title, Str text)
{
    Str rest = text, line;

    if (l->text.len + text.len > LOG_FILE_MAX)
        return;
    do {
        if (!str_next(&rest, '\n', &line))
            line = STR("");
        buf_printf(&l->text, "%u ", l->n);
        buf_puts(&l->text, level);
        put_word(&l->text, str_of(title));
        put_word(&l->text, line);
        buf_putc(&l->text, '\n');
    } while (rest.len > 0);
    l->n++;
}

void log_file_release(LogFile *l)
{
    buf_release(&l->text);
}

/* ---- Writing ---- */

Str log_file_stem(Arena *a, Str folder, int64_t began_ms)
{
    time_t seconds = (time_t)(began_ms / 1000);
    struct tm t;
    char stamp[64];

    gmtime_r(&seconds, &t);
    strftime(stamp, sizeof stamp, "%Y-%m-%dT%H_%M_%S", &t);
    return path_join(a, folder,
                     arena_strf(a, "%s_%03dZ-", stamp, (int)(began_ms % 1000)));
}

/* "2026-01-31T10_20_30_123Z-debug-0.log", whichever digits; without "-0" it is an old
 * npm's. */
static bool is_log(const char *name)
{
    const char *shape = "0000-00-00T00_00_00_000Z-debug";

    for (; *shape != '\0'; shape++, name++) {
        if (*shape == '0' ? !isdigit((unsigned char)*name) : *name != *shape)
            return false;
    }
    if (*name == '-')
        for (name++; isdigit((unsigned char)*name);)
            name++;
    return strcmp(name, ".log") == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names begin with the time: the oldest come first. */
void log_file_drop_old(Arena *a, Str folder, size_t keep)
{
    DIR *d = fs_open_dir(AT_FDCWD, arena_str(a, folder).ptr, true);
    VEC(const char *) names = { 0 };
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL) {
        if (is_log(e->d_name))
            vec_push_in(a, &names, arena_str(a, str_of(e->d_name)).ptr);
    }
    closedir(d);
    if (names.len <= keep)
        return;
    qsort(names.ptr, names.len, sizeof *names.ptr, by_name);
    for (size_t i = 0; i < names.len - keep; i++)
        fs_unlink(path_join(a, folder, str_of(names.ptr[i])).ptr, NULL);
}

Str log_file_path(Arena *a, Str stem)
{
    return arena_strf(a, STR_FMT "debug-0.log", STR_ARG(stem));
}

int log_file_write(Arena *a, const LogFile *l, Str stem, size_t keep, Str *path, Err *err)
{
    Str folder = arena_str(a, path_dirname(stem));

    *path = log_file_path(a, stem);
    if (fs_mkdirs(folder.ptr, 0777, err) < 0 ||
        fs_write_cache(path->ptr, buf_view(&l->text), 0666, err) < 0)
        return err->code;
    log_file_drop_old(a, folder, keep + 1);
    return 0;
}
