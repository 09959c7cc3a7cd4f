/* look_ahead.c: see look_ahead.h. */
#include "pkg/install/look_ahead.h"

#include "common/vec.h"

/* A spec that waits for its document. */
typedef struct Waiting {
    Spec spec; /* its texts are the source's arena's */
    struct Waiting *next;
} Waiting;

/* A spec, and the document that is there. */
typedef struct {
    const Spec *spec;
    Packument *p;
} Look;

typedef VEC(Look) LookList;

/* What the tree has already it doesn't ask for, in all likelihood. */
static bool is_there(const LookAhead *l, Str name)
{
    return l->tree != NULL && node_child_exactly(l->tree->root, name) != NULL;
}

static void there(void *source, Str name, Packument *p);

/* The document, if it is there already; else the spec waits for it. */
static Packument *ask(Source *s, const Spec *spec, RegistryPriority priority)
{
    LookAhead *l = &s->look;
    Packument *p;

    l->watch = (PackumentWatch){ there, s };
    p = source_ask(s, spec->name, priority, &l->watch);
    if (p == NULL) {
        Waiting *w = arena_new(s->arena, Waiting);

        *w = (Waiting){ *spec, map_get(&l->waiting, spec->name) };
        map_set(&l->waiting, spec->name, w);
    }
    return p;
}

/* False where somebody has looked at it before. */
static bool is_new(Source *s, const Spec *spec)
{
    if (map_has(&s->look.looked, spec->raw))
        return false;
    map_set(&s->look.looked, spec->raw, s);
    return true;
}

/* What a member of a manifest's dependencies means; NULL where nobody will ask for it in
 * all likelihood, or no registry. */
static const Spec *spec_of(Source *s, const cJSON *m, const cJSON *member)
{
    Str name = json_key(member);
    const Spec *spec = NULL;

    if (json_is_str(member) && !is_there(&s->look, name) &&
        !json_has_text(json_get(m, "bundleDependencies"), name))
        spec = forest_spec(s->look.forest, name, json_str(member), STR("/"));
    return spec != NULL ? source_spec_meant(s, spec) : NULL;
}

static void follow(Source *s, const cJSON *m, const char *group, LookList *list)
{
    JSON_EACH (d, json_get(m, group)) {
        const Spec *spec = spec_of(s, m, d);
        Packument *p =
            spec != NULL && is_new(s, spec) ? ask(s, spec, REGISTRY_SOON) : NULL;

        if (p != NULL)
            vec_push(list, ((Look){ spec, p }));
    }
}

/* Who has a peer mostly leaves it to others which version, and with it all that follows.
 * Optional ones the tree looks at too. */
static void ask_for_peers(Source *s, const cJSON *m)
{
    JSON_EACH (d, json_get(m, "peerDependencies")) {
        const Spec *spec = spec_of(s, m, d);

        if (spec != NULL)
            (void)source_ask(s, spec->name, REGISTRY_SOON, NULL);
    }
}

static void read_document(Source *s, const Look *k, LookList *list)
{
    const cJSON *m;
    Err ignored;

    if (source_manifest_in(s, k->spec, k->p, &m, &ignored) < 0 ||
        json_is_true(json_get(m, "_hasShrinkwrap")))
        return;
    follow(s, m, "dependencies", list);
    follow(s, m, "optionalDependencies", list);
    if (!s->look.forest->options.legacy_peer_deps)
        ask_for_peers(s, m);
}

static void there(void *source, Str name, Packument *p)
{
    Source *s = source;
    LookList list = { 0 };

    for (Waiting *w = map_get(&s->look.waiting, name); w != NULL; w = w->next)
        vec_push(&list, ((Look){ &w->spec, p }));
    (void)map_del(&s->look.waiting, name);
    while (list.len > 0) {
        Look k = list.ptr[--list.len];

        read_document(s, &k, &list);
    }
    vec_release(&list);
}

void look_ahead(Source *s, const Spec *spec)
{
    spec = source_spec_meant(s, spec);
    if (spec == NULL)
        return;
    if (is_new(s, spec))
        (void)ask(s, spec, REGISTRY_FIRST);
    else
        (void)source_ask(s, spec->name, REGISTRY_FIRST, NULL);
}

void look_ahead_end(Source *s)
{
    RegistryClient *client;
    Err ignored;

    if (s->look.watch.arg != NULL && ctx_client(s->ctx, &client, &ignored) == 0)
        registry_packument_unwatch(client, &s->look.watch);
    map_release(&s->look.waiting);
    map_release(&s->look.looked);
}
