/* lock_kept.c: see lock_kept.h. */
#include "pkg/lock/lock_kept.h"

#include <stdio.h>

#include "common/path.h"

#define ENTRY_DEPTH 2

typedef struct {
    Str rest;      /* behind what was read */
    char line[64]; /* the beginning of an entry's first and last line */
    size_t line_len;
} Reader;

static bool begin(Reader *r, Str text, const JsonStyle *style)
{
    char head[96];
    ptrdiff_t at;

    if (style->indent[0] == '\0' || style->newline[0] == '\0')
        return false;
    r->line_len = (size_t)snprintf(r->line, sizeof r->line, "%s%s%s", style->newline,
                                   style->indent, style->indent);
    snprintf(head, sizeof head, "%s%s\"packages\": {", style->newline, style->indent);
    at = str_find(text, str_of(head));
    if (at < 0)
        return false;
    r->rest = str_from(text, (size_t)at + strlen(head));
    return true;
}

/* Behind the line end and the indent of an entry's level and this character. */
static bool take_line(Reader *r, char first)
{
    if (r->rest.len <= r->line_len || memcmp(r->rest.ptr, r->line, r->line_len) != 0 ||
        r->rest.ptr[r->line_len] != first)
        return false;
    r->rest = str_from(r->rest, r->line_len + 1);
    return true;
}

/* `"key": {…}`, and the comma behind it. Deeper lines begin with more indent, and strings
 * have no line ends. */
static bool take_entry(Reader *r, Str *key, Str *value)
{
    const char *start, *p, *end = r->rest.ptr + r->rest.len;

    if (!take_line(r, '"') || (p = memchr(r->rest.ptr, '"', r->rest.len)) == NULL)
        return false;
    *key = str_n(r->rest.ptr, (size_t)(p - r->rest.ptr));
    if (end - p < 5 || memcmp(p, "\": {", 4) != 0 || str_index(*key, '\\') >= 0)
        return false;
    start = p + 3;
    if (p[4] == '}') {
        r->rest = str_n(p + 5, (size_t)(end - p - 5));
    } else {
        r->rest = str_n(p + 4, (size_t)(end - p - 4));
        while (!take_line(r, '}')) {
            p = r->rest.len > 1 ? memchr(r->rest.ptr + 1, r->line[0], r->rest.len - 1)
                                : NULL;
            if (p == NULL)
                return false;
            r->rest = str_n(p, (size_t)(end - p));
        }
    }
    *value = str_n(start, (size_t)(r->rest.ptr - start));
    if (r->rest.len > 0 && r->rest.ptr[0] == ',')
        r->rest = str_from(r->rest, 1);
    return true;
}

/* dev, optional and devOptional, peer, extraneous as an entry says them. */
enum {
    DEV = 1,
    OPTIONAL = 2,
    EITHER = 4,
    PEER = 8,
    EXTRANEOUS = 16,
    WRAPPED = 32,
    LINK = 64
};

static unsigned told_flags(const Node *n)
{
    if (n->extraneous)
        return EXTRANEOUS;
    return (n->dev ? DEV : 0u) | (n->optional ? OPTIONAL : 0u) | (n->peer ? PEER : 0u) |
           (n->dev_optional && !n->dev && !n->optional ? EITHER : 0u);
}

static unsigned flags_of(const Node *n)
{
    return told_flags(n) | (n->has_shrinkwrap ? WRAPPED : 0u) | (n->is_link ? LINK : 0u);
}

/* What the entry says of dev and optional may be another thing: a shrinkwrap that was
 * read late has changed who needs whom. */
static bool says_flags(const Node *n)
{
    static const char *const names[] = { "dev", "optional", "devOptional", "peer",
                                         "extraneous" };
    unsigned said = 0;

    JSON_EACH (f, n->pkg) {
        if (!json_is_true(f))
            continue;
        for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
            said |= strcmp(f->string, names[i]) == 0 ? 1u << i : 0;
    }
    return said == told_flags(n);
}

/* Whether `resolved` is left out depends on who asks for the package, too. */
static bool has_own_text(const Node *n, bool omit_resolved)
{
    return !n->is_link && !(omit_resolved && n->resolved.len > 0) && says_flags(n);
}

void lock_keep(Tree *t, Str text, const JsonStyle *style, bool omit_resolved,
               LockKeptList *out)
{
    Arena *a = t->forest->arena;
    Reader r;
    Str key, value;
    size_t next = 0;

    *out = (LockKeptList){ 0 };
    if (!begin(&r, text, style))
        return;
    out->cap = t->nodes.len + 1;
    out->ptr = arena_array(a, LockKept, out->cap);
    while (take_entry(&r, &key, &value)) {
        Node *n = key.len > 0 ? tree_next_at(t, &next, key) : NULL;

        /* The project itself, its workspaces and links to them follow from more. */
        if (n == NULL || n->parent == NULL || !has_own_text(n, omit_resolved))
            continue;
        vec_push_in(a, out,
                    (LockKept){ .node = n,
                                .tree = t,
                                .pkg = n->pkg,
                                .path = n->path.ptr,
                                .resolved = n->resolved.ptr,
                                .integrity = n->integrity.ptr,
                                .flags = flags_of(n),
                                .in_bundle = json_is_true(json_get(n->pkg, "inBundle")),
                                .text = value });
    }
}

/* To know whether a package is bundled takes a walk: only where there are bundles. */
static bool in_bundle(Node *n, bool any)
{
    return any && node_bundler(n) != NULL;
}

void lock_kept_texts(const LockKeptList *kept, Map *entries)
{
    bool any = kept->len > 0 && tree_has_bundles(kept->ptr[0].tree);

    map_reserve(entries, kept->len + 1);
    VEC_EACH (LockKept, k, *kept) {
        Node *n = k->node;

        if (n->pkg == k->pkg && n->path.ptr == k->path &&
            n->resolved.ptr == k->resolved && n->integrity.ptr == k->integrity &&
            flags_of(n) == k->flags && n->tree != NULL &&
            in_bundle(n, any) == k->in_bundle)
            map_set(entries, n->path, &k->text);
    }
}
