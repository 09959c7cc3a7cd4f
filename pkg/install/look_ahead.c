/* look_ahead.c: see look_ahead.h. */
#include "pkg/install/look_ahead.h"

#include "common/vec.h"
#include "pkg/model/manifest.h"

/* A spec that waits for its document. */
typedef struct Waiting {
    Spec spec; /* its texts are the source's arena's */
    bool is_peer;
    struct Waiting *next;
} Waiting;

/* A spec, and the document that is there. */
typedef struct {
    const Spec *spec;
    Packument *p;
    bool is_peer;
} Look;

typedef VEC(Look) LookList;

/* What the tree has already it doesn't ask for, in all likelihood. */
static bool is_there(const LookAhead *l, Str name)
{
    return l->tree != NULL && node_child_exactly(l->tree->root, name) != NULL;
}

static void there(void *source, Str name, Packument *p);

static void wait_for(Source *s, const Spec *spec, bool is_peer)
{
    Waiting *first = map_get(&s->look.waiting, spec->name), *w;

    for (w = first; w != NULL; w = w->next) {
        if (w->is_peer == is_peer && str_eq(w->spec.raw, spec->raw))
            return;
    }
    w = arena_new(s->arena, Waiting);
    *w = (Waiting){ *spec, is_peer, first };
    map_set(&s->look.waiting, spec->name, w);
}

/* The document, if it is there; else the spec waits for it. */
static Packument *ask(Source *s, const Spec *spec, RegistryPriority priority,
                      bool is_peer)
{
    LookAhead *l = &s->look;
    Packument *p;

    l->watch = (PackumentWatch){ there, s };
    p = source_ask(s, spec->name, priority, NULL);
    if (p != NULL)
        return p;
    wait_for(s, spec, is_peer);
    /* One that was held is told of at once. */
    (void)source_ask(s, spec->name, priority, &l->watch);
    return NULL;
}

/* False where somebody has looked at it before. */
static bool is_new(Source *s, const Spec *spec)
{
    if (map_has(&s->look.looked, spec->raw))
        return false;
    map_set(&s->look.looked, spec->raw, s);
    return true;
}

/* What a member of a manifest's dependencies, or that text of another's, means; NULL
 * where it is bundled, or not of a registry. */
static const Spec *spec_of(Source *s, const cJSON *m, const cJSON *member, Str text)
{
    Str name = json_key(member);
    const Spec *spec = NULL;

    if (json_is_str(member) && !json_has_text(json_get(m, "bundleDependencies"), name))
        spec = forest_spec(s->look.forest, name, text, STR("/"));
    return spec != NULL ? source_spec_meant(s, spec) : NULL;
}

/* Of a peer that the project depends on itself the tree looks at what that means. */
static Str text_of_peer(const LookAhead *l, const cJSON *member)
{
    const Edge *own = l->tree != NULL ? node_edge(l->tree->root, json_key(member)) : NULL;

    return own != NULL ? own->spec : json_str(member);
}

static void follow(Source *s, const cJSON *m, const char *group, LookList *list)
{
    JSON_EACH (d, json_get(m, group)) {
        const Spec *spec =
            is_there(&s->look, json_key(d)) ? NULL : spec_of(s, m, d, json_str(d));
        Packument *p =
            spec != NULL && is_new(s, spec) ? ask(s, spec, REGISTRY_SOON, false) : NULL;

        if (p != NULL)
            vec_push(list, ((Look){ spec, p, false }));
    }
}

/* The tree looks at all peers of what is new, optional ones and those that are there too,
 * and at peers of these. But who has a peer mostly leaves it to others which version it
 * will be, and with it what that depends on. */
static void ask_for_peers(Source *s, const cJSON *m)
{
    JSON_EACH (d, json_get(m, "peerDependencies")) {
        const Spec *spec = spec_of(s, m, d, text_of_peer(&s->look, d));

        if (spec != NULL)
            (void)ask(s, spec, REGISTRY_SOON, true);
    }
}

static void read_document(Source *s, const Look *k, LookList *list)
{
    const cJSON *m;
    Err ignored;

    if (source_manifest_in(s, k->spec, k->p, &m, &ignored) < 0 ||
        json_is_true(json_get(m, "_hasShrinkwrap")))
        return;
    if (!k->is_peer) {
        follow(s, m, "dependencies", list);
        follow(s, m, "optionalDependencies", list);
    }
    if (!s->look.forest->options.legacy_peer_deps)
        ask_for_peers(s, m);
}

static void there(void *source, Str name, Packument *p)
{
    Source *s = source;
    LookList list = { 0 };

    for (Waiting *w = map_get(&s->look.waiting, name); w != NULL; w = w->next)
        vec_push(&list, ((Look){ &w->spec, p, w->is_peer }));
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
        (void)ask(s, spec, REGISTRY_FIRST, false);
    else
        (void)source_ask(s, spec->name, REGISTRY_FIRST, NULL);
}

void look_ahead_of_folder(Source *s, const cJSON *pkg, const Map *folders)
{
    for (size_t i = 0; i < MANIFEST_DEPENDENCY_KINDS; i++) {
        JSON_EACH (d, json_get(pkg, manifest_dependency_kinds[i])) {
            Str name = json_key(d);
            const Spec *spec = NULL;

            if (!map_has(folders, name) && map_get(&s->look.tree->by_name, name) == NULL)
                spec = spec_of(s, pkg, d, json_str(d));
            if (spec != NULL)
                look_ahead(s, spec);
        }
    }
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
