/* packument_scan.c: the text goes by in blocks of 64 bytes; of each block masks say
 * where quotes and brackets are (brackets only outside of strings), and a small parser
 * walks over the set bits. */
#include "common/packument_scan.h"

#include "common/bug.h"
#include "common/bytemask.h"
#include "common/utf8.h"
#include "common/vec.h"

#define BLOCK 64

typedef VEC(PackumentScanMember) Members;
typedef VEC(PackumentScanVersion) Versions;
typedef VEC(Str) Pieces;

typedef struct {
    Str text;
    bool wide;          /* load_wide, not load_plain */
    size_t base;        /* of the current block */
    size_t next_block;  /* first byte that no mask has seen */
    uint64_t marks;     /* quotes and brackets still ahead in the block */
    uint64_t brackets;  /* brackets only, of the whole block */
    uint64_t in_string; /* all ones if the last block ended inside a string */
    uint64_t escaped;   /* bit 0: the last block's last byte escapes the next one */
    size_t no_escapes;  /* from here on no backslash has been seen */
    size_t at;          /* the parser has dealt with everything before */
    Arena *arena;
    Members members;
    Versions versions;
    Pieces pieces;
    PackumentScanFacts facts;
} Scan;

/* Bytes that a backslash before them takes out of play. */
static uint64_t escaped_bytes(Scan *s, uint64_t backslashes)
{
    uint64_t escaped = s->escaped;

    s->escaped = 0;
    backslashes &= ~escaped;
    while (backslashes != 0) { /* rare: descriptions with \n or \" */
        uint64_t first = backslashes & -backslashes;

        if (first >> 63) {
            s->escaped = 1;
            break;
        }
        escaped |= first << 1;
        backslashes &= ~(first | first << 1);
    }
    return escaped;
}

/* The bits over bit i. */
static inline uint64_t above(size_t i)
{
    return ~(uint64_t)1 << i;
}

/* The two ways to load a block differ in these two functions, which end up in them. */
BYTEMASK_INLINE bool load_with(Scan *s, JsonMasksOf masks_of, uint64_t (*xors)(uint64_t))
{
    char tail[BLOCK];
    size_t left = s->text.len - s->next_block;
    const char *p = s->text.ptr + s->next_block;
    JsonMasks m;
    uint64_t quotes, inside;

    if (left == 0)
        return false;
    if (left < BLOCK) {
        memset(tail, ' ', sizeof tail);
        memcpy(tail, p, left);
        p = tail;
    }
    masks_of(p, &m);
    quotes = m.quotes;
    if ((m.backslashes | s->escaped) != 0) {
        quotes &= ~escaped_bytes(s, m.backslashes);
        s->no_escapes = s->next_block + BLOCK;
    }
    inside = xors(quotes) ^ s->in_string;
    s->in_string = (uint64_t)((int64_t)inside >> 63);
    s->brackets = m.brackets & ~inside;
    s->marks = quotes | s->brackets;
    s->base = s->next_block;
    s->next_block += left < BLOCK ? left : BLOCK;
    return true;
}

static bool load_plain(Scan *s)
{
    return load_with(s, json_masks_plain, bytemask_prefix_xor);
}

#if defined(__x86_64__)
BYTEMASK_WIDE static bool load_wide(Scan *s)
{
    return load_with(s, json_masks_wide, bytemask_prefix_xor_wide);
}
#else
#define load_wide load_plain
#endif

static inline bool load_block(Scan *s)
{
    return s->wide ? load_wide(s) : load_plain(s);
}

/* Position of the next mark; the text's length at its end. */
static inline size_t next_mark(Scan *s)
{
    size_t pos;

    while (s->marks == 0) {
        if (!load_block(s))
            return s->text.len;
    }
    pos = s->base + (size_t)__builtin_ctzll(s->marks);
    s->marks &= s->marks - 1;
    return pos;
}

static inline bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void skip_spaces(Scan *s)
{
    while (s->at < s->text.len && is_space(s->text.ptr[s->at]))
        s->at++;
}

/* Registries send none. */
static inline void skip_space(Scan *s)
{
    if (s->at < s->text.len && s->text.ptr[s->at] <= ' ')
        skip_spaces(s);
}

static inline char byte_at(const Scan *s, size_t i)
{
    return i < s->text.len ? s->text.ptr[i] : '\0';
}

/* Takes the byte c (after white space), which is a mark, too. */
static inline bool take_mark(Scan *s, char c)
{
    skip_space(s);
    if (byte_at(s, s->at) != c || next_mark(s) != s->at)
        return false;
    s->at++;
    return true;
}

/* At an opening quote: past the closing one. */
static inline bool take_string(Scan *s, Str *out)
{
    size_t from = s->at, close;

    if (next_mark(s) != from)
        return false;
    close = next_mark(s);
    if (close >= s->text.len)
        return false;
    *out = (Str){ s->text.ptr + from + 1, close - from - 1 };
    s->at = close + 1;
    return true;
}

/* At an opening bracket: past its partner. Looks at brackets only. */
static bool skip_nested(Scan *s)
{
    size_t depth = 1;
    size_t open = next_mark(s);
    uint64_t left;

    if (open != s->at)
        return false;
    left = s->brackets & above(open - s->base);
    for (;;) {
        size_t pos;

        while (left == 0) {
            if (!load_block(s))
                return false;
            left = s->brackets;
        }
        pos = (size_t)__builtin_ctzll(left);
        left &= left - 1;
        if ((s->text.ptr[s->base + pos] | 0x20) == '{') {
            depth++;
        } else if (--depth == 0) {
            s->at = s->base + pos + 1;
            s->marks &= above(pos);
            return true;
        }
    }
}

/* Past a number or a word. */
static bool skip_word(Scan *s)
{
    size_t from = s->at;

    while (s->at < s->text.len && !is_space(s->text.ptr[s->at]) &&
           memchr(",:\"{}[]", s->text.ptr[s->at], 7) == NULL)
        s->at++;
    return s->at > from;
}

static inline bool skip_value(Scan *s)
{
    Str text;
    char c = byte_at(s, s->at);

    if (c == '"')
        return take_string(s, &text);
    if (c == '{' || c == '[')
        return skip_nested(s);
    return skip_word(s);
}

static bool take_spaced_colon(Scan *s)
{
    skip_space(s);
    if (byte_at(s, s->at) != ':')
        return false;
    s->at++;
    skip_space(s);
    return true;
}

/* A member's key and colon: true with `at` on the value. */
BYTEMASK_INLINE bool take_key(Scan *s, Str *key)
{
    const char *p;

    skip_space(s);
    if (!take_string(s, key))
        return false;
    p = s->text.ptr + s->at;
    if (s->text.len - s->at < 2 || p[0] != ':' || (unsigned char)p[1] <= ' ')
        return take_spaced_colon(s);
    s->at++;
    return true;
}

/* Walks over an object, which `at` stands on. For each member `value` takes it past
 * the value. */
BYTEMASK_INLINE bool walk_object(Scan *s, bool (*value)(Scan *s, Str key))
{
    bool more;

    if (!take_mark(s, '{'))
        return false;
    skip_space(s);
    if (byte_at(s, s->at) == '}')
        return take_mark(s, '}');
    do {
        Str key;

        if (!take_key(s, &key) || !value(s, key))
            return false;
        skip_space(s);
        more = byte_at(s, s->at) == ',';
        s->at += more;
    } while (more);
    return take_mark(s, '}');
}

static Str slice(const Scan *s, size_t from)
{
    return (Str){ s->text.ptr + from, s->at - from };
}

/* What resolution, the lock, the linking of commands and the environment of scripts read
 * of a manifest: names of the same length, one behind the other. */
static const char *const install_keys[] = {
    [2] = "os",
    [3] = "bin"
          "cpu",
    [4] = "dist"
          "libc"
          "name",
    [6] = "config",
    [7] = "engines"
          "funding"
          "gypfile"
          "license"
          "version",
    [8] = "licenses",
    [9] = "_resolved",
    [10] = "_integrity"
           "deprecated"
           "workspaces",
    [11] = "directories",
    [12] = "dependencies",
    [14] = "_hasShrinkwrap",
    [16] = "hasInstallScript"
           "peerDependencies",
    [18] = "acceptDependencies"
           "bundleDependencies",
    [19] = "bundledDependencies",
    [20] = "optionalDependencies"
           "peerDependenciesMeta",
};

static bool is_install_key(Str key)
{
    const char *name = key.len < ARRAY_LEN(install_keys) ? install_keys[key.len] : NULL;

    for (; name != NULL && *name != '\0'; name += key.len) {
        if (*name == *key.ptr && memcmp(name, key.ptr, key.len) == 0)
            return true;
    }
    return false;
}

/* A text that has been passed by. */
static inline bool has_escapes(const Scan *s, Str t)
{
    return t.ptr < s->text.ptr + s->no_escapes && memchr(t.ptr, '\\', t.len) != NULL;
}

/* Of the scripts only those that run at an install: without any, none is kept. */
static bool is_read_by_install(const Scan *s, Str key, Str value)
{
    if (is_install_key(key) || has_escapes(s, key))
        return true;
    return str_eq(key, STR("scripts")) &&
           (memmem(value.ptr, value.len, "install", 7) != NULL || has_escapes(s, value));
}

/* Adds a member that ends here to the pieces. */
static void keep_member(Scan *s, Str key)
{
    const char *from = key.ptr - 1, *end = s->text.ptr + s->at;
    Str *last = s->pieces.len > 0 ? &vec_last(&s->pieces) : NULL;

    if (last != NULL && last->ptr + last->len + 1 == from) {
        last->len = (size_t)(end - last->ptr);
        return;
    }
    /* With room there is an array. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    vec_push_in(s->arena, &s->pieces, str_n(from, (size_t)(end - from)));
}

static bool install_member(Scan *s, Str key)
{
    size_t from = s->at;

    if (!skip_value(s))
        return false;
    if (is_read_by_install(s, key, slice(s, from)))
        keep_member(s, key);
    return true;
}

/* As str_eq, where the compiler knows what it is looking for. */
#define is_key(key, name) \
    ((key).len == sizeof(name) - 1 && memcmp((key).ptr, name, sizeof(name) - 1) == 0)

static bool fact_member(Scan *s, Str key)
{
    size_t from = s->at;

    if (!skip_value(s))
        return false;
    if (is_key(key, "deprecated"))
        s->facts.deprecated = slice(s, from);
    else if (is_key(key, "engines"))
        s->facts.engines = slice(s, from);
    return true;
}

static bool version_member(Scan *s, Str key)
{
    size_t from = s->at;

    if (!skip_value(s))
        return false;
    vec_push_in(s->arena, &s->versions, (PackumentScanVersion){ key, slice(s, from) });
    return true;
}

static bool document_member(Scan *s, Str key)
{
    size_t from = s->at;
    bool is_versions = str_eq(key, STR("versions"));

    if (is_versions)
        s->versions.len = 0;
    if (is_versions && byte_at(s, s->at) == '{') {
        if (!walk_object(s, version_member))
            return false;
    } else if (!skip_value(s)) {
        return false;
    }
    vec_push_in(s->arena, &s->members, (PackumentScanMember){ key, slice(s, from) });
    return true;
}

static bool plain_member(Scan *s, Str key)
{
    size_t from = s->at;

    if (!skip_value(s))
        return false;
    vec_push_in(s->arena, &s->members, (PackumentScanMember){ key, slice(s, from) });
    return true;
}

static bool whole(Scan *s, bool (*member)(Scan *s, Str key))
{
    if (str_starts(s->text, STR(UTF8_BOM)))
        s->at = s->next_block = 3;
    if (!walk_object(s, member))
        return false;
    skip_space(s);
    return s->at == s->text.len;
}

bool packument_scan(Arena *a, Str text, PackumentScan *out)
{
    Scan s = { .text = text, .arena = a, .wide = bytemask_is_wide() };
    bool ok = whole(&s, document_member);

    *out = (PackumentScan){ .members = s.members.ptr,
                            .n_members = s.members.len,
                            .versions = s.versions.ptr,
                            .n_versions = s.versions.len,
                            .stopped_at = s.at };
    return ok;
}

bool packument_scan_members(Arena *a, Str text, PackumentScanMember **members, size_t *n)
{
    Scan s = { .text = text, .arena = a, .wide = bytemask_is_wide() };
    bool ok = whole(&s, plain_member);

    *members = s.members.ptr;
    *n = s.members.len;
    return ok;
}

bool packument_scan_facts(Str manifest, PackumentScanFacts *out)
{
    Scan s = { .text = manifest, .wide = bytemask_is_wide() };
    bool ok = whole(&s, fact_member);

    *out = s.facts;
    return ok;
}

bool packument_scan_install(Arena *a, Str manifest, Str **pieces, size_t *n)
{
    Scan s = { .text = manifest, .arena = a, .wide = bytemask_is_wide() };
    bool ok = whole(&s, install_member);

    *pieces = s.pieces.ptr;
    *n = s.pieces.len;
    return ok;
}
