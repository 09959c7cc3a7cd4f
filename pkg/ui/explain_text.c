/* explain_text.c: see explain_text.h (npm's explain-dep and explain-eresolve). */
#include "pkg/ui/explain_text.h"

#include "common/buf.h"
#include "common/path.h"
#include "pkg/ui/paint.h"

/* Where texts live, and whether they have colours. */
typedef struct {
    Arena *a;
    bool color;
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

/* Nodes on the way down, by what identifies them. */
typedef struct Path {
    const cJSON *node;
    const struct Path *up;
} Path;

static Str text_of(const cJSON *j)
{
    return json_is_str(j) ? json_str(j) : j == NULL ? STR("undefined") : STR("null");
}

/* As npm does, two spaces before each line but the first, which is empty. */
static Str indent(const Ink *k, const Buf *lines)
{
    Buf out = { 0 };
    Str s;

    buf_puts(&out, "\n  ");
    for (size_t i = 0; i < lines->len; i++) {
        buf_put(&out, &lines->ptr[i], 1);
        if (lines->ptr[i] == '\n')
            buf_puts(&out, "  ");
    }
    s = arena_str(k->a, str_n(out.ptr, out.len));
    buf_release(&out);
    return s;
}

static Str explain_edge_text(const Ink *k, const cJSON *edge, int depth,
                             const Path *path);
static Str node_text(const Ink *k, const cJSON *node, int depth, const Path *path);

static Str print_node(const Ink *k, const cJSON *n)
{
    static const char *const kinds[] = { "extraneous", "dev",     "optional",
                                         "peer",       "bundled", "overridden" };
    const cJSON *location = json_get(n, "location");
    Str s = arena_strf(k->a, STR_FMT "@" STR_FMT, STR_ARG(text_of(json_get(n, "name"))),
                       STR_ARG(text_of(json_get(n, "version"))));

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
static void add_overflow(Buf *b, const cJSON *dependents, int from)
{
    int n = (int)json_len(dependents), i = 0;
    size_t len = 0;

    if (b->len > 0)
        buf_puts(b, "\n");
    buf_printf(b, "%d more (", n - from);
    JSON_EACH (d, dependents) {
        const cJSON *name = json_at(d, "from", "name", NULL);
        Str s = name == NULL ? STR("the root project") : text_of(name);

        if (i++ < from)
            continue;
        len += s.len;
        if (i - 1 > from)
            buf_puts(b, ", ");
        if (len >= 50 && i < n) {
            buf_puts(b, "...");
            break;
        }
        buf_str(b, s);
    }
    buf_puts(b, ")");
}

static Str dependents_text(const Ink *k, const cJSON *node, int depth, const Path *path)
{
    const cJSON *list = json_get(node, "dependents");
    int max = (depth + 1) / 2, i = 0;
    Buf b = { 0 };
    Str s;

    if (list == NULL || list->child == NULL || depth <= 0)
        return STR("");
    JSON_EACH (e, list) {
        if (i == max)
            break;
        if (i++ > 0)
            buf_puts(&b, "\n");
        buf_str(&b, explain_edge_text(k, e, depth, path));
    }
    if ((int)json_len(list) > max)
        add_overflow(&b, list, max);
    s = indent(k, &b);
    buf_release(&b);
    return s;
}

static Str links_text(const Ink *k, const cJSON *node, int depth, const Path *path)
{
    const cJSON *list = json_get(node, "linksIn");
    Buf b = { 0 };
    Str s;

    if (list == NULL || list->child == NULL || depth <= 0)
        return STR("");
    JSON_EACH (l, list) {
        if (b.len > 0)
            buf_puts(&b, "\n");
        buf_str(&b, node_text(k, l, depth - 1, path));
    }
    s = indent(k, &b);
    buf_release(&b);
    return s;
}

static Str node_text(const Ink *k, const cJSON *node, int depth, const Path *path)
{
    Str head = print_node(k, node), deps = dependents_text(k, node, depth, path);
    Str links = links_text(k, node, depth, path);

    return arena_strf(k->a, STR_FMT STR_FMT STR_FMT, STR_ARG(head), STR_ARG(deps),
                      STR_ARG(links));
}

static bool same_member(const cJSON *a, const cJSON *b, const char *key)
{
    return str_eq(text_of(json_get(a, key)), text_of(json_get(b, key)));
}

static bool on_path(const Path *path, const cJSON *node)
{
    for (; path != NULL; path = path->up) {
        if (same_member(path->node, node, "name") &&
            same_member(path->node, node, "version") &&
            same_member(path->node, node, "location"))
            return true;
    }
    return false;
}

static Str from_text(const Ink *k, const cJSON *from, int depth, const Path *path)
{
    Path here = { from, path };
    Str head, deps, links;

    if (!json_truthy(json_get(from, "name")) && !json_truthy(json_get(from, "version")))
        return STR("the root project");
    head = print_node(k, from);
    if (on_path(path, from))
        return head;
    deps = dependents_text(k, from, depth - 1, &here);
    links = links_text(k, from, depth - 1, &here);
    return arena_strf(k->a, STR_FMT STR_FMT STR_FMT, STR_ARG(head), STR_ARG(deps),
                      STR_ARG(links));
}

static Str explain_edge_text(const Ink *k, const cJSON *edge, int depth, const Path *path)
{
    const cJSON *from = json_get(edge, "from");
    Str type = json_str(json_get(edge, "type")), spec = json_str(json_get(edge, "spec"));
    Str dep, source = from_text(k, from, depth, path);
    bool prod = str_is(type, "prod");

    if (str_is(type, "workspace"))
        dep = ink(k, PAINT_BOLD,
                  path_relative(k->a, json_str(json_get(from, "location")),
                                str_from(spec, 5)));
    else
        dep = arena_strf(k->a, STR_FMT "@\"" STR_FMT "\"",
                         STR_ARG(text_of(json_get(edge, "name"))), STR_ARG(spec));
    if (json_truthy(json_get(edge, "overridden")))
        dep = arena_strf(k->a, STR_FMT " " STR_FMT " (was \"" STR_FMT "\")",
                         STR_ARG(kind(k, STR("overridden"))), STR_ARG(dep),
                         STR_ARG(json_str(json_get(edge, "rawSpec"))));
    if (json_truthy(json_get(edge, "bundled")))
        dep = arena_strf(k->a, STR_FMT " " STR_FMT, STR_ARG(kind(k, STR("bundled"))),
                         STR_ARG(dep));
    return arena_strf(k->a, STR_FMT "%s" STR_FMT " from " STR_FMT,
                      STR_ARG(prod ? STR("") : kind(k, type)), prod ? "" : " ",
                      STR_ARG(dep), STR_ARG(source));
}

Str explain_node_text(Arena *a, const cJSON *node, int depth, bool color)
{
    return node_text(&(Ink){ a, color }, node, depth, NULL);
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
    const Ink *k = &(Ink){ a, color };
    const cJSON *peer = json_get(x, "peerConflict"), *edge = json_get(x, "edge");
    const cJSON *found = json_get(x, "current"), *w = while_installing(x);
    Str head = STR(""), what, out;

    if (json_truthy(w))
        head = arena_strf(a, "While resolving: " STR_FMT "\n", STR_ARG(print_node(k, w)));
    if (!json_truthy(found))
        found = json_get(peer, "current");
    if (json_truthy(found))
        what = node_text(k, found, depth, NULL);
    else
        what = explain_edge_text(k,
                                 json_truthy(json_get(x, "currentEdge"))
                                     ? json_get(x, "currentEdge")
                                     : edge,
                                 depth, NULL);
    out = arena_strf(a,
                     STR_FMT "Found: " STR_FMT
                             "\n\nCould not resolve dependency:\n" STR_FMT,
                     STR_ARG(head), STR_ARG(what),
                     STR_ARG(explain_edge_text(k, edge, depth, NULL)));
    if (!json_truthy(peer))
        return out;
    return arena_strf(a, STR_FMT "\n\nConflicting peer dependency: " STR_FMT,
                      STR_ARG(out),
                      STR_ARG(node_text(k, json_get(peer, "peer"), depth, NULL)));
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
