/* funding.c: see funding.h. What lies below a package that asks for nothing is told of
 * whoever needs that package. */
#include "pkg/tree/funding.h"

#include "common/url.h"
#include "pkg/tree/too_deep.h"

typedef struct {
    Arena *a;
    uint32_t mark;
    Map seen; /* name and version in one, as npm has it: a@11.0.0 is a1@1.0.0 */
    unsigned count;
    int level;
    bool too_deep;
} Funding;

typedef struct {
    cJSON *deps, *trailing; /* NULL: none */
} Found;

static bool is_url(Arena *a, Str s)
{
    Url u;

    return url_parse(a, s, NULL, &u) &&
           (str_is(u.scheme, "http") || str_is(u.scheme, "https")) && u.host.len > 0;
}

static bool is_valid(Arena *a, const cJSON *f)
{
    if (!json_truthy(f))
        return false;
    if (json_is_arr(f)) {
        JSON_EACH (e, f) {
            if (json_is_arr(e) || !is_valid(a, e))
                return false;
        }
        return true;
    }
    return is_url(a, json_is_obj(f) ? json_str(json_get(f, "url")) : json_str(f));
}

static cJSON *source(Arena *a, const cJSON *f)
{
    cJSON *o;

    if (!json_is_str(f))
        return json_dup(a, f);
    o = json_new_obj(a);
    json_add_str(a, o, "url", json_str(f));
    return o;
}

/* A list stays one, anything else is one source. */
static cJSON *normalized(Arena *a, const cJSON *f)
{
    cJSON *list;

    if (!json_is_arr(f))
        return source(a, f);
    list = json_new_arr(a);
    JSON_EACH (e, f)
        json_push(list, source(a, e));
    return list;
}

cJSON *funding_sources(Arena *a, const cJSON *funding)
{
    cJSON *list = json_new_arr(a);

    if (json_is_arr(funding)) {
        JSON_EACH (e, funding) {
            if (is_valid(a, e))
                json_push(list, source(a, e));
        }
    } else if (is_valid(a, funding)) {
        json_push(list, source(a, funding));
    }
    return list;
}

static void merge(Arena *a, cJSON **into, cJSON *from)
{
    if (*into == NULL)
        *into = json_new_obj(a);
    for (cJSON *m = from ? from->child : NULL, *next; m != NULL; m = next) {
        next = m->next;
        json_unlink(from, m);
        json_set(a, *into, json_key(m), m);
    }
}

static Found below(Funding *f, Node *n);

/* One package that is wanted: its item, and what lies below it. */
static void add(Funding *f, Node *n, cJSON *item, Found *out)
{
    Found deeper = below(f, n);
    cJSON *deps = NULL;

    if (deeper.deps != NULL || deeper.trailing != NULL) {
        merge(f->a, &deps, deeper.deps);
        merge(f->a, &deps, deeper.trailing);
    }
    if (json_get(item, "funding") != NULL) {
        if (deps != NULL)
            json_add(f->a, item, STR("dependencies"), deps);
        if (out->deps == NULL)
            out->deps = json_new_obj(f->a);
        json_set(f->a, out->deps, node_package_name(n), item);
    } else if (deps != NULL) {
        merge(f->a, &out->trailing, deps);
    }
}

static Str text_or_undefined(const cJSON *v, Str text)
{
    return v != NULL ? text : STR("undefined");
}

static bool was_told(Funding *f, const Node *n)
{
    Str name = text_or_undefined(json_get(n->pkg, "name"), node_package_name(n));
    Str version = text_or_undefined(node_version_value(n), node_version(n));
    Str key = arena_strf(f->a, STR_FMT STR_FMT, STR_ARG(name), STR_ARG(version));

    if (map_has(&f->seen, key))
        return true;
    map_set(&f->seen, key, NULL);
    return false;
}

/* What an edge leads to, or NULL: it isn't there, isn't asked about, or was told already.
 */
static Node *untold(Funding *f, const Edge *e)
{
    Node *to = e->to != NULL ? node_target(e->to) : NULL;

    if (to == NULL || to->pkg == NULL || (f->mark != 0 && to->mark != f->mark) ||
        node_is_absent(to) || was_told(f, to))
        return NULL;
    return to;
}

static Found below(Funding *f, Node *n)
{
    Node **nodes = arena_array(f->a, Node *, n->edges_out.len + 1);
    cJSON **items = arena_array(f->a, cJSON *, n->edges_out.len + 1);
    Found out = { 0 };
    size_t k = 0;

    f->too_deep |= f->level == DEEPEST_LEVEL;
    if (f->too_deep)
        return out;
    f->level++;
    MAP_EACH (m, n->edges_out) {
        const Edge *e = m->value;
        Node *to = untold(f, e);
        const cJSON *funding;

        if (to == NULL)
            continue;
        funding = json_get(to->pkg, "funding");
        nodes[k] = to;
        items[k] = json_new_obj(f->a);
        if (node_version(to).len > 0)
            json_add_str(f->a, items[k], "version", node_version(to));
        if (is_valid(f->a, funding)) {
            json_add(f->a, items[k], STR("funding"), normalized(f->a, funding));
            f->count++;
        }
        k++;
    }
    for (size_t i = 0; i < k; i++)
        add(f, nodes[i], items[i], &out);
    f->level--;
    return out;
}

cJSON *funding_of(Arena *a, Tree *t, uint32_t mark)
{
    Funding f = { .a = a, .mark = mark };
    Node *root = t->root;
    Found found = below(&f, root);
    const cJSON *own = json_get(root->pkg, "funding");
    const cJSON *name = json_get(root->pkg, "name"), *version = node_version_value(root);
    cJSON *o = json_new_obj(a), *deps = NULL;

    merge(a, &deps, found.deps);
    merge(a, &deps, found.trailing);
    json_add(a, o, STR("length"), json_new_num(a, f.count));
    json_add(a, o, STR("name"),
             json_truthy(name) ? json_dup(a, name) : json_new_str(a, root->name));
    if (json_truthy(version))
        json_add(a, o, STR("version"), json_dup(a, version));
    if (json_truthy(own))
        json_add(a, o, STR("funding"), normalized(a, own));
    json_add(a, o, STR("dependencies"), deps);
    map_release(&f.seen);
    return f.too_deep ? NULL : o;
}

/* Tells all that n needs; it comes onto the stack, the first on top. */
static void count_needs(Funding *f, const Node *n, NodeList *stack)
{
    size_t from = stack->len;

    MAP_EACH (m, n->edges_out) {
        Node *to = untold(f, m->value);

        if (to == NULL)
            continue;
        f->count += is_valid(f->a, json_get(to->pkg, "funding"));
        vec_push(stack, to);
    }
    for (size_t i = from, k = stack->len; i + 1 < k; i++) {
        Node *first = stack->ptr[i];

        stack->ptr[i] = stack->ptr[--k];
        stack->ptr[k] = first;
    }
}

unsigned funding_count(Arena *a, Tree *t)
{
    Funding f = { .a = a };
    NodeList stack = { 0 };

    /* All that a package needs is told before what these need in turn: that decides which
     * copy of a version is told, and only below that one does anybody look. */
    vec_push(&stack, t->root);
    while (stack.len > 0)
        count_needs(&f, stack.ptr[--stack.len], &stack);
    vec_release(&stack);
    map_release(&f.seen);
    return f.count;
}
