/* snapshot.c: see snapshot.h. */
#include "runtime/snapshot.h"

#include <errno.h>
#include <link.h>
#include <string.h>
#include <sys/random.h>

#include "common/buf.h"
#include "common/bug.h"
#include "common/fs.h"
#include "common/place.h"
#include "common/xalloc.h"
#include "runtime/engine/internals.h"

#define MAGIC 0x50414e53u

/* What the place begins with; blocks of the heap follow. */
typedef struct {
    uint32_t magic; /* 0: nothing here yet */
    void *self;     /* where it was made: it is valid nowhere else */
    Runtime *owner;
    Engine engine;
} Head;

static Head *head;

#define HEAD_ROOM ((sizeof(Head) + 63) & ~(size_t)63)

void snapshot_set_place(void *at)
{
    head = at;
}

bool snapshot_is_missing(void)
{
    return head != NULL && head->magic == 0;
}

bool snapshot_take(Runtime *rt)
{
    uint64_t seed[2];

    if (head == NULL || head->magic != MAGIC || head->self != head || head->owner != rt ||
        getrandom(seed, sizeof seed, GRND_NONBLOCK) != sizeof seed)
        return false;
    head->magic = 0; /* once */
    place_set(head, SNAPSHOT_ROOM);
    rt->engine = head->engine;
    engine_thaw(rt->engine.ctx, seed);
    return true;
}

/* ---- At the build ---- */

/* The program's other data, which a start doesn't find as it was left: what makes the
 * heap must not have written there. All but the owner's Engine, and what the place is
 * kept by. */
extern char __data_start[], edata[], __bss_start[], end[];

typedef struct {
    char *from, *to, *copy;
} Watched;

static Watched watch(char *from, char *to)
{
    size_t n = (size_t)(to - from);

    return (Watched){ from, to, memcpy(xmalloc(n), from, n) };
}

static bool may_change(const Runtime *rt, const char *p)
{
    const struct {
        const void *from;
        size_t size;
    } may[] = { { head, SNAPSHOT_ROOM },
                { &rt->engine, sizeof rt->engine },
                { &place, sizeof place } };

    for (size_t i = 0; i < ARRAY_LEN(may); i++) {
        if ((uintptr_t)p - (uintptr_t)may[i].from < may[i].size)
            return true;
    }
    return false;
}

static int check_watched(const Runtime *rt, const Watched *w, Err *err)
{
    for (char *p = w->from; p < w->to; p++) {
        if (*p != w->copy[p - w->from] && !may_change(rt, p))
            return err_set(err, ERR_EINTERNAL,
                           "what made the heap keeps something outside of it, at %p",
                           (void *)p);
    }
    return 0;
}

typedef struct {
    uintptr_t address;
    uint64_t offset;
    bool found;
} FilePlace;

/* Where in the program's file the address comes from; the first object is the program. */
static int find_offset(struct dl_phdr_info *info, size_t size, void *data)
{
    FilePlace *f = data;

    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *p = &info->dlpi_phdr[i];
        uintptr_t from = info->dlpi_addr + p->p_vaddr;

        if (p->p_type != PT_LOAD || f->address < from ||
            f->address - from + SNAPSHOT_ROOM > p->p_filesz)
            continue;
        f->offset = p->p_offset + (f->address - from);
        f->found = info->dlpi_addr == 0;
    }
    return 1;
}

static int write_program(const char *path, Err *err)
{
    FilePlace f = { .address = (uintptr_t)head };
    Buf program = BUF_MAX((size_t)256 << 20);
    int rc;

    dl_iterate_phdr(find_offset, &f);
    if (!f.found)
        return err_set(err, ERR_EINTERNAL,
                       "the program is not linked to a fixed address");
    rc = fs_read_all("/proc/self/exe", 0, &program, err);
    if (rc == 0) {
        memcpy(program.ptr + f.offset, head, SNAPSHOT_ROOM);
        rc = fs_write_cache(path, buf_view(&program), 0777, err);
    }
    buf_release(&program);
    return rc;
}

int snapshot_write(Runtime *rt, int (*make)(Runtime *rt, Err *err), const char *path,
                   Err *err)
{
    Watched data = watch(__data_start, edata), bss = watch(__bss_start, end);
    int rc;

    place_record((char *)head + HEAD_ROOM, SNAPSHOT_ROOM - HEAD_ROOM);
    rc = make(rt, err);
    if (rc == 0 && !engine_freeze(rt->engine.ctx))
        rc = err_set(err, ERR_EINTERNAL, "this heap can't be kept");
    place_close();
    if (rc == 0)
        rc = check_watched(rt, &data, err);
    if (rc == 0)
        rc = check_watched(rt, &bss, err);
    xfree(data.copy);
    xfree(bss.copy);
    if (rc < 0)
        return rc;
    head->engine = rt->engine;
    head->owner = rt;
    head->self = head;
    head->magic = MAGIC;
    return write_program(path, err);
}
