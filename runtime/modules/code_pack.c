/* code_pack.c: a pack is: how many entries, for each of them its key, its age and its
 * size, then their bytes in the same order, each padded to 8. The cache's MAC is over all
 * of it. */
#include "runtime/modules/code_pack.h"

#include "common/fs.h"
#include "common/vec.h"

typedef struct {
    CodeKey key;
    uint32_t age;  /* how often the pack was written without its being asked for */
    uint32_t size; /* of its bytes */
} PackHead;

typedef struct {
    PackHead head;
    Str bytes; /* in the pack's file, or in the arena */
    bool used;
} PackEntry;

static struct {
    bool open, read, changed;
    char *program;
    CodeKey name;
    Buf file;
    Arena arena; /* what was put */
    size_t size; /* of all entries */
    VEC(PackEntry) entries;
    uint32_t *slots; /* hash table: number of an entry + 1 */
    size_t n_slots;
} pack;

static uint32_t *slot_of(const CodeKey *key)
{
    size_t i;

    memcpy(&i, key->bytes, sizeof i);
    for (;; i++) {
        uint32_t *slot = &pack.slots[i & (pack.n_slots - 1)];

        if (*slot == 0 ||
            memcmp(&pack.entries.ptr[*slot - 1].head.key, key, sizeof *key) == 0)
            return slot;
    }
}

static void add(PackHead head, Str bytes, bool used)
{
    if ((pack.entries.len + 1) * 2 > pack.n_slots) {
        xfree(pack.slots);
        pack.n_slots = pack.n_slots ? pack.n_slots * 2 : 256;
        pack.slots = xcalloc(pack.n_slots, sizeof *pack.slots);
        for (size_t i = 0; i < pack.entries.len; i++)
            *slot_of(&pack.entries.ptr[i].head.key) = (uint32_t)i + 1;
    }
    vec_push(&pack.entries, (PackEntry){ head, bytes, used });
    pack.size += bytes.len;
    *slot_of(&head.key) = (uint32_t)pack.entries.len;
}

static size_t padded(size_t n)
{
    return (n + 7) & ~(size_t)7;
}

/* The MAC says that we wrote it; lengths are looked at all the same. */
static void read_entries(Str body)
{
    const char *heads = body.ptr + 8, *bytes;
    size_t left;
    uint64_t n;

    if (body.len < 8)
        return;
    memcpy(&n, body.ptr, 8);
    left = body.len - 8;
    if (n > left / sizeof(PackHead))
        return;
    left -= (size_t)n * sizeof(PackHead);
    bytes = heads + n * sizeof(PackHead);
    for (uint64_t i = 0; i < n; i++) {
        PackHead head;

        memcpy(&head, heads + i * sizeof head, sizeof head);
        if (padded(head.size) > left)
            return;
        add(head, str_n(bytes, head.size), false);
        bytes += padded(head.size);
        left -= padded(head.size);
    }
}

/* Is there a pack, which is read then? */
static bool is_ready(void)
{
    Str parts[2] = { STR("pack"), str_of(pack.program) }, body;

    if (!pack.open || pack.read)
        return pack.open;
    pack.read = true;
    fs_realpath(&pack.arena, pack.program, &parts[1], NULL);
    pack.open = code_cache_key(&pack.name, parts, 2);
    if (pack.open && code_cache_get(&pack.name, &pack.file, &body))
        read_entries(body);
    return pack.open;
}

void code_pack_begin(const char *program)
{
    code_pack_finish();
    pack.program = xstrdup(program);
    pack.open = true;
}

bool code_pack_is_open(void)
{
    return pack.open;
}

static PackEntry *find(const CodeKey *key)
{
    uint32_t *slot = pack.n_slots > 0 ? slot_of(key) : NULL;

    return slot != NULL && *slot != 0 ? &pack.entries.ptr[*slot - 1] : NULL;
}

bool code_pack_get(const CodeKey *key, Str *entry)
{
    PackEntry *e = is_ready() ? find(key) : NULL;

    if (e == NULL)
        return false;
    e->used = true;
    *entry = e->bytes;
    return true;
}

void code_pack_put(const CodeKey *key, Str entry)
{
    PackHead head = { .key = *key, .size = (uint32_t)entry.len };

    if (!is_ready() || entry.len > PACK_ENTRY_MAX || pack.size + entry.len > PACK_MAX ||
        find(key) != NULL)
        return;
    add(head, arena_str(&pack.arena, entry), true);
    pack.changed = true;
}

/* ---- Writing ---- */

static bool stays(PackEntry *e)
{
    e->head.age = e->used ? 0 : e->head.age + 1;
    return e->head.age <= PACK_MAX_AGE;
}

static void write_pack(void)
{
    Buf body = { 0 };
    uint64_t n = 0;

    buf_put(&body, &n, sizeof n);
    VEC_EACH (PackEntry, e, pack.entries) {
        if (stays(e)) {
            buf_put(&body, &e->head, sizeof e->head);
            n++;
        }
    }
    VEC_EACH (PackEntry, e, pack.entries) {
        if (e->head.age <= PACK_MAX_AGE) {
            buf_str(&body, e->bytes);
            buf_fill(&body, '\0', padded(e->bytes.len) - e->bytes.len);
        }
    }
    memcpy(body.ptr, &n, sizeof n);
    code_cache_put(&pack.name, buf_view(&body));
    buf_release(&body);
}

void code_pack_finish(void)
{
    if (pack.changed && pack.entries.len >= PACK_MIN)
        write_pack();
    vec_release(&pack.entries);
    xfree(pack.slots);
    xfree(pack.program);
    buf_release(&pack.file);
    arena_release(&pack.arena);
    memset(&pack, 0, sizeof pack);
}
