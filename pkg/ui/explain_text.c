/* explain_text.c: see explain_text.h (npm's explain-dep and explain-eresolve). */
#include "pkg/ui/explain_text.h"

#include "common/buf.h"
#include "common/json_write.h"
#include "common/path.h"
#include "pkg/ui/paint.h"

/* Where the text goes, how far in its lines begin, and whether it has colours. */
typedef struct {
    Arena *a;
    bool color;
    int level;
    Buf out;
} Ink;

static Str ink(const Ink *k, Paint p, Str text)
{
    return paint(k->a, k->color, p, text);
}

/* A kind of dependency in its colour. */
static Str kind(const Ink *k, Str type)
{
    static const struct {
        const char *type;
        Paint paint;
    } paints[] = { { "extraneous", PAINT_RED },        { "dev", PAINT_BLUE },
                   { "optional", PAINT_MAGENTA },      { "peer", PAINT_MAGENTA_BRIGHT },
                   { "workspace", PAINT_BLUE_BRIGHT }, { "overridden", PAINT_DIM } };

    if (str_is(type, "bundled"))
        return ink(k, PAINT_UNDERLINE, ink(k, PAINT_CYAN, type));
    for (size_t i = 0; i < sizeof paints / sizeof paints[0]; i++) {
        if (str_is(type, paints[i].type))
            return ink(k, paints[i].paint, type);
    }
    return type;
}

/* An explanation shares its parts: in words it can be longer than anything that could be
 * kept. So much of a package's is more than anybody reads (a chain of DEEPEST_LEVEL takes
 * half of it), and so much of a conflict's. */
enum { TEXT_MAX = 64 << 20, CONFLICT_MAX = 4 << 20 };

/* Nodes on the way down, by what identifies them. */
typedef struct Path {
    const cJSON *node;
    const struct Path *up;
} Path;

/* A version may be a number, a name null. */
static Str text_of(Arena *a, const cJSON *j)
{
    if (j == NULL)
        return STR("undefined");
    return json_is_str(j) || json_truthy(j) ? json_as_text(a, j) : json_text(a, j);
}

static void put(Ink *k, Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        buf_put(&k->out, &text.ptr[i], 1);
        if (text.ptr[i] == '\n')
            buf_fill(&k->out, ' ', 2 * (size_t)k->level);
    }
}

static void put_edge(Ink *k, const cJSON *edge, int depth, const Path *path);
static void put_node(Ink *k, const cJSON *node, int depth, const Path *path);

static Str print_node(const Ink *k, const cJSON *n)
{
    static const char *const kinds[] = { "extraneous", "dev",     "optional",
                                         "peer",       "bundled", "overridden" };
    const cJSON *location = json_get(n, "location");
    Str s =
        arena_strf(k->a, STR_FMT "@" STR_FMT, STR_ARG(text_of(k->a, json_get(n, "name"))),
                   STR_ARG(text_of(k->a, json_get(n, "version"))));

    if (json_truthy(json_get(n, "isWorkspace")))
        s = ink(k, PAINT_BLUE_BRIGHT, s);
    for (int i = 0; i < 6; i++) {
        if (json_truthy(json_get(n, kinds[i])))
            s = arena_strf(k->a, STR_FMT " " STR_FMT, STR_ARG(s),
                           STR_ARG(kind(k, str_of(kinds[i]))));
    }
    if (json_truthy(location)) {
        Str line = arena_strf(k->a, "\n" STR_FMT, STR_ARG(json_str(location)));

        s = arena_strf(k->a, STR_FMT STR_FMT, STR_ARG(s),
                       STR_ARG(ink(k, PAINT_DIM, line)));
    }
    return s;
}

/* "2 more (a, the root project)": names until they are 50 characters. */
static void put_overflow(Ink *k, const cJSON *dependents, int from)
{
    int n = (int)json_len(dependents), i = 0;
    size_t len = 0;

    put(k, arena_strf(k->a, "%s%d more (", from > 0 ? "\n" : "", n - from));
    JSON_EACH (d, dependents) {
        const cJSON *name = json_at(d, "from", "name", NULL);
        Str s = name == NULL ? STR("the root project") : text_of(k->a, name);

        if (i++ < from)
            continue;
        len += s.len;
        if (i - 1 > from)
            put(k, STR(", "));
        if (len >= 50 && i < n) {
            put(k, STR("..."));
            break;
        }
        put(k, s);
    }
    put(k, STR(")"));
}

static void put_dependents(Ink *k, const cJSON *node, int depth, const Path *path)
{
    const cJSON *list = json_get(node, "dependents");
    int max = (depth + 1) / 2, i = 0;

    if (list == NULL || list->child == NULL || depth <= 0)
        return;
    k->level++;
    JSON_EACH (e, list) {
        if (i++ == max || k->out.full)
            break;
        put(k, STR("\n"));
        put_edge(k, e, depth, path);
    }
    if ((int)json_len(list) > max)
        put_overflow(k, list, max);
    k->level--;
}

static void put_links(Ink *k, const cJSON *node, int depth, const Path *path)
{
    const cJSON *list = json_get(node, "linksIn");

    if (list == NULL || list->child == NULL || depth <= 0)
        return;
    k->level++;
    JSON_EACH (l, list) {
        if (k->out.full)
            break;
        put(k, STR("\n"));
        put_node(k, l, depth - 1, path);
    }
    k->level--;
}

static void put_node(Ink *k, const cJSON *node, int depth, const Path *path)
{
    put(k, print_node(k, node));
    put_dependents(k, node, depth, path);
    put_links(k, node, depth, path);
}

static bool same_member(Arena *a, const cJSON *x, const cJSON *y, const char *key)
{
    return str_eq(text_of(a, json_get(x, key)), text_of(a, json_get(y, key)));
}

static bool on_path(Arena *a, const Path *path, const cJSON *node)
{
    for (; path != NULL; path = path->up) {
        if (same_member(a, path->node, node, "name") &&
            same_member(a, path->node, node, "version") &&
            same_member(a, path->node, node, "location"))
            return true;
    }
    return false;
}

static void put_from(Ink *k, const cJSON *from, int depth, const Path *path)
{
    Path here = { from, path };

    if (!json_truthy(json_get(from, "name")) && !json_truthy(json_get(from, "version"))) {
        put(k, STR("the root project"));
        return;
    }
    put(k, print_node(k, from));
    if (on_path(k->a, path, from))
        return;
    put_dependents(k, from, depth - 1, &here);
    put_links(k, from, depth - 1, &here);
}

static void put_edge(Ink *k, const cJSON *edge, int depth, const Path *path)
{
    const cJSON *from = json_get(edge, "from");
    Str type = json_str(json_get(edge, "type")), spec = json_str(json_get(edge, "spec"));
    Str dep;
    bool prod = str_is(type, "prod");

    if (str_is(type, "workspace"))
        dep = ink(k, PAINT_BOLD,
                  path_relative(k->a, json_str(json_get(from, "location")),
                                str_from(spec, 5)));
    else
        dep = arena_strf(k->a, STR_FMT "@\"" STR_FMT "\"",
                         STR_ARG(text_of(k->a, json_get(edge, "name"))), STR_ARG(spec));
    if (json_truthy(json_get(edge, "overridden")))
        dep = arena_strf(k->a, STR_FMT " " STR_FMT " (was \"" STR_FMT "\")",
                         STR_ARG(kind(k, STR("overridden"))), STR_ARG(dep),
                         STR_ARG(json_str(json_get(edge, "rawSpec"))));
    if (json_truthy(json_get(edge, "bundled")))
        dep = arena_strf(k->a, STR_FMT " " STR_FMT, STR_ARG(kind(k, STR("bundled"))),
                         STR_ARG(dep));
    put(k, arena_strf(k->a, STR_FMT "%s" STR_FMT " from ",
                      STR_ARG(prod ? STR("") : kind(k, type)), prod ? "" : " ",
                      STR_ARG(dep)));
    put_from(k, from, depth, path);
}

static Str finish(Ink *k)
{
    if (k->out.full) {
        k->out.max = 0;
        buf_puts(&k->out, "\n(and more: what follows is left out)");
    }
    return buf_to_arena(&k->out, k->a);
}

Str explain_node_text(Arena *a, const cJSON *node, int depth, bool color)
{
    Ink k = { .a = a, .color = color, .out = BUF_MAX(TEXT_MAX) };

    put_node(&k, node, depth, NULL);
    return finish(&k);
}

static const cJSON *while_installing(const cJSON *x)
{
    const cJSON *w = json_at(x, "dep", "whileInstalling", NULL);

    if (!json_truthy(w))
        w = json_at(x, "current", "whileInstalling", NULL);
    if (!json_truthy(w))
        w = json_at(x, "edge", "from", "whileInstalling", NULL);
    return w;
}

Str explain_eresolve(Arena *a, const cJSON *x, int depth, bool color)
{
    Ink k = { .a = a, .color = color, .out = BUF_MAX(CONFLICT_MAX) };
    const cJSON *peer = json_get(x, "peerConflict"), *edge = json_get(x, "edge");
    const cJSON *found = json_get(x, "current"), *w = while_installing(x);
    const cJSON *other = json_get(x, "currentEdge");

    if (json_truthy(w))
        put(&k,
            arena_strf(a, "While resolving: " STR_FMT "\n", STR_ARG(print_node(&k, w))));
    if (!json_truthy(found))
        found = json_get(peer, "current");
    put(&k, STR("Found: "));
    if (json_truthy(found))
        put_node(&k, found, depth, NULL);
    else
        put_edge(&k, json_truthy(other) ? other : edge, depth, NULL);
    put(&k, STR("\n\nCould not resolve dependency:\n"));
    put_edge(&k, edge, depth, NULL);
    if (json_truthy(peer)) {
        put(&k, STR("\n\nConflicting peer dependency: "));
        put_node(&k, json_get(peer, "peer"), depth, NULL);
    }
    return finish(&k);
}

bool explain_has_peer(const cJSON *x)
{
    const cJSON *conflict = json_get(x, "peerConflict");

    return !json_truthy(conflict) || json_truthy(json_get(conflict, "peer"));
}

Str explain_report(Arena *a, const cJSON *x, int depth, bool heading, bool color)
{
    bool strict = json_truthy(json_get(x, "strictPeerDeps"));

    return arena_strf(a,
                      "%s" STR_FMT
                      "\n\nFix the upstream dependency conflict, or retry this command "
                      "with %s to accept an incorrect (and potentially broken) "
                      "dependency resolution.",
                      heading ? "# npm resolution error report\n\n" : "",
                      STR_ARG(explain_eresolve(a, x, depth, color)),
                      strict ? "--no-strict-peer-deps, --force, or --legacy-peer-deps"
                             : "--force or --legacy-peer-deps");
}
