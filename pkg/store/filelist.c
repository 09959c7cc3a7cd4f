/* filelist.c: see filelist.h. */
#include "pkg/store/filelist.h"

#include <string.h>

#define MAGIC "smewfl1\n"
#define IS_DIR ((void *)(uintptr_t)-1)

typedef struct {
    char magic[8];
    uint64_t check;
    uint32_t n_dirs, n_files, flags, text_len;
    int64_t made_sec;
    uint32_t made_nsec, zero;
} Head;

_Static_assert(sizeof(Head) == FILELIST_HEAD, "as filelist.h says");

typedef struct {
    uint32_t text, mode;
    uint64_t size;
} Row;

/* ---- making ---- */

/* Adds the folders above path; false if one of them is a file. */
static bool add_dirs(FileListMaker *m, Str path)
{
    FileList *l = &m->list;

    for (size_t i = 0; i < path.len; i++) {
        Str dir = str_n(path.ptr, i);
        void *known;

        if (path.ptr[i] != '/')
            continue;
        known = map_get(&m->by_path, dir);
        if (known == IS_DIR)
            continue;
        if (known != NULL)
            return false;
        if (l->n_dirs == m->cap_dirs) {
            size_t cap = m->cap_dirs ? m->cap_dirs * 2 : 16;
            l->dirs = arena_realloc(m->arena, l->dirs, m->cap_dirs * sizeof *l->dirs,
                                    cap * sizeof *l->dirs);
            m->cap_dirs = cap;
        }
        dir = arena_str(m->arena, dir);
        l->dirs[l->n_dirs++] = dir.ptr;
        map_set(&m->by_path, dir, IS_DIR);
    }
    return true;
}

static void set_flags(FileList *l, Str path)
{
    if (str_is(path, "binding.gyp"))
        l->flags |= FILELIST_HAS_GYP;
    if (str_is(path, "package.json"))
        l->flags |= FILELIST_HAS_PACKAGE;
    if (str_starts(path, STR("node_modules/")))
        l->flags |= FILELIST_HAS_NESTED;
}

FileListAdd filelist_add(FileListMaker *m, Str path, uint32_t mode, uint32_t *index)
{
    FileList *l = &m->list;
    void *known = map_get(&m->by_path, path);

    if (known == IS_DIR)
        return FILELIST_CONFLICT;
    if (known != NULL) {
        *index = (uint32_t)(uintptr_t)known - 1;
        l->files[*index].mode = mode;
        return FILELIST_AGAIN;
    }
    if (l->n_files >= FILELIST_FILES_MAX)
        return FILELIST_TOO_MANY;
    if (!add_dirs(m, path))
        return FILELIST_CONFLICT;
    if (l->n_files == m->cap_files) {
        size_t cap = m->cap_files ? m->cap_files * 2 : 32;
        l->files = arena_realloc(m->arena, l->files, m->cap_files * sizeof *l->files,
                                 cap * sizeof *l->files);
        m->cap_files = cap;
    }
    path = arena_str(m->arena, path);
    *index = l->n_files++;
    l->files[*index] = (ListedFile){ .path = path.ptr, .mode = mode };
    map_set(&m->by_path, path, (void *)(uintptr_t)(*index + 1));
    set_flags(l, path);
    return FILELIST_NEW;
}

void filelist_maker_release(FileListMaker *m)
{
    map_release(&m->by_path);
}

/* ---- on disk ---- */

static uint64_t check_of(Str bytes)
{
    return str_hash(str_from(bytes, offsetof(Head, n_dirs)));
}

static void put_head(Head *h, Buf *out, size_t at)
{
    memcpy(out->ptr + at, h, sizeof *h);
    h->check = check_of(str_n(out->ptr + at, out->len - at));
    memcpy(out->ptr + at, h, sizeof *h);
}

void filelist_write(const FileList *list, Buf *out)
{
    size_t start = out->len, text = 0;
    Head h = { .magic = MAGIC,
               .n_dirs = list->n_dirs,
               .n_files = list->n_files,
               .flags = list->flags,
               .made_sec = list->made_sec,
               .made_nsec = list->made_nsec };

    buf_put(out, &h, sizeof h);
    for (uint32_t i = 0; i < list->n_files; i++) {
        const ListedFile *f = &list->files[i];
        Row row = { .text = (uint32_t)text, .mode = f->mode, .size = f->size };

        buf_put(out, &row, sizeof row);
        text += strlen(f->path) + 1;
    }
    for (uint32_t i = 0; i < list->n_dirs; i++) {
        uint32_t at = (uint32_t)text;

        buf_put(out, &at, sizeof at);
        text += strlen(list->dirs[i]) + 1;
    }
    for (uint32_t i = 0; i < list->n_files; i++)
        buf_put(out, list->files[i].path, strlen(list->files[i].path) + 1);
    for (uint32_t i = 0; i < list->n_dirs; i++)
        buf_put(out, list->dirs[i], strlen(list->dirs[i]) + 1);
    if (out->full)
        return;
    h.text_len = (uint32_t)text;
    put_head(&h, out, start);
}

void filelist_stamp(const FileList *list, Buf *bytes)
{
    Head h;

    memcpy(&h, bytes->ptr, sizeof h);
    h.made_sec = list->made_sec;
    h.made_nsec = list->made_nsec;
    put_head(&h, bytes, 0);
}

static uint64_t read_size(Str bytes, Head *h)
{
    if (bytes.len < sizeof *h)
        return 0;
    memcpy(h, bytes.ptr, sizeof *h);
    if (memcmp(h->magic, MAGIC, sizeof h->magic) != 0)
        return 0;
    return sizeof *h + (uint64_t)h->n_files * sizeof(Row) +
           (uint64_t)h->n_dirs * sizeof(uint32_t) + h->text_len;
}

size_t filelist_size(Str start)
{
    Head h;

    return (size_t)read_size(start, &h);
}

static bool read_head(Str bytes, Head *h)
{
    if (bytes.len == 0 || read_size(bytes, h) != bytes.len ||
        (h->text_len == 0 && h->n_files + h->n_dirs > 0) ||
        (h->text_len > 0 && bytes.ptr[bytes.len - 1] != '\0'))
        return false;
    return check_of(bytes) == h->check;
}

bool filelist_read(Str bytes, Arena *a, FileList *out)
{
    const Row *rows = (const Row *)(const void *)(bytes.ptr + sizeof(Head));
    const uint32_t *dirs;
    const char *text;
    Head h;

    if (!read_head(bytes, &h))
        return false;
    dirs = (const uint32_t *)(const void *)(rows + h.n_files);
    text = (const char *)(dirs + h.n_dirs);
    *out = (FileList){ .n_dirs = h.n_dirs,
                       .n_files = h.n_files,
                       .flags = h.flags,
                       .made_sec = h.made_sec,
                       .made_nsec = h.made_nsec };
    out->dirs = arena_alloc(a, h.n_dirs * sizeof *out->dirs);
    out->files = arena_alloc(a, h.n_files * sizeof *out->files);
    for (uint32_t i = 0; i < h.n_dirs; i++) {
        if (dirs[i] >= h.text_len)
            return false;
        out->dirs[i] = text + dirs[i];
    }
    for (uint32_t i = 0; i < h.n_files; i++) {
        if (rows[i].text >= h.text_len)
            return false;
        out->files[i] = (ListedFile){ text + rows[i].text, rows[i].mode, rows[i].size };
    }
    return true;
}

long filelist_find(const FileList *list, const char *path)
{
    for (uint32_t i = 0; i < list->n_files; i++)
        if (strcmp(list->files[i].path, path) == 0)
            return (long)i;
    return -1;
}
