/* main.c: resolves one world and prints its lock: `resolve WORLD.json`.
 *
 * A world: {"registry": {"packages": {NAME: {"versions": {V: manifest}, "dist-tags"}}},
 * "package": package.json's object, "options": {"legacyPeerDeps", "force", "strategy"
 * …}}. A test program: the registry is in memory, tarballs have made-up places. */
#include <stdio.h>
#include <stdlib.h>

#include "common/fs.h"
#include "pkg/lock/lock.h"
#include "pkg/model/manifest.h"
#include "pkg/tree/ideal.h"

typedef struct {
    Arena *arena;
    const cJSON *packages;
} World;

static const cJSON *version_of(World *w, const cJSON *doc, Str version)
{
    (void)w;
    return json_getn(json_get(doc, "versions"), version);
}

/* latest if it fits and isn't deprecated, else the greatest that fits. */
static const cJSON *pick(World *w, const cJSON *doc, const Spec *s)
{
    Str latest = json_str(json_at(doc, "dist-tags", "latest", NULL));
    const cJSON *best = NULL;
    SemverRange r;
    Semver v, best_v = { 0 };
    bool best_deprecated = true;

    if (s->type == SPEC_TAG)
        return version_of(w, doc,
                          json_str(json_getn(json_get(doc, "dist-tags"), s->fetch_spec)));
    if (!semver_range_parse(w->arena, s->fetch_spec, SEMVER_LOOSE, &r))
        return NULL;
    if (s->type == SPEC_RANGE && semver_parse(w->arena, latest, SEMVER_LOOSE, &v) &&
        (str_is(s->fetch_spec, "*") || semver_satisfies(&v, &r)) &&
        version_of(w, doc, latest) != NULL &&
        !json_truthy(json_get(version_of(w, doc, latest), "deprecated")))
        return version_of(w, doc, latest);
    JSON_EACH (m, json_get(doc, "versions")) {
        bool deprecated = json_truthy(json_get(m, "deprecated"));

        if (!semver_parse(w->arena, json_key(m), SEMVER_LOOSE, &v) ||
            !semver_satisfies(&v, &r))
            continue;
        if (best == NULL || deprecated < best_deprecated ||
            (deprecated == best_deprecated && semver_compare(&v, &best_v) > 0)) {
            best = m;
            best_v = v;
            best_deprecated = deprecated;
        }
    }
    return best;
}

static int manifest(void *ctx, const Spec *spec, bool root, const cJSON **out, Err *err)
{
    World *w = ctx;
    const Spec *s = spec->sub ? spec->sub : spec;
    const cJSON *doc = json_getn(w->packages, s->name), *m;
    cJSON *copy;

    (void)root;
    if (doc == NULL)
        return err_set(err, ERR_E404, "'" STR_FMT "' is not in this registry",
                       STR_ARG(s->name));
    m = pick(w, doc, s);
    if (m == NULL)
        return err_set(err, ERR_ETARGET,
                       "No matching version found for " STR_FMT "@" STR_FMT,
                       STR_ARG(s->name), STR_ARG(s->fetch_spec));
    copy = json_dup(w->arena, m);
    json_set(w->arena, copy, STR("name"), json_new_str(w->arena, s->name));
    json_set(w->arena, copy, STR("version"), json_new_str(w->arena, json_key(m)));
    manifest_normalize(w->arena, copy);
    *out = copy;
    return 0;
}

static const cJSON *folder(void *ctx, Str path)
{
    (void)path;
    return json_new_obj(((World *)ctx)->arena);
}

int main(int argc, char **argv)
{
    Arena a = { 0 };
    World w = { .arena = &a };
    TreeSource source = { &w, manifest, folder, NULL };
    IdealOptions options = { .save = true, .prune = true };
    TreeOptions tree_options = { 0 };
    LockOptions lock = { .version = 3 };
    JsonStyle style = json_default_style();
    Forest f;
    Tree *t;
    Str text;
    cJSON *doc;
    Buf out = { 0 };
    Err err;
    int rc;

    if (argc != 2 || fs_read_arena(&a, argv[1], 0, &text, &err) < 0 ||
        json_parse(&a, text, argv[1], NULL, &doc, &err) < 0)
        return 2;
    w.packages = json_at(doc, "registry", "packages", NULL);
    tree_options.legacy_peer_deps =
        json_truthy(json_at(doc, "options", "legacyPeerDeps", NULL));
    options.force = options.place.force =
        json_truthy(json_at(doc, "options", "force", NULL));
    options.place.strict_peer_deps = json_truthy(json_at(doc, "options", "strict", NULL));
    options.place.prefer_dedupe =
        json_truthy(json_at(doc, "options", "preferDedupe", NULL));
    if (str_is(json_str(json_at(doc, "options", "strategy", NULL)), "nested"))
        options.place.strategy = STRATEGY_NESTED;
    if (str_is(json_str(json_at(doc, "options", "strategy", NULL)), "shallow"))
        options.place.strategy = STRATEGY_SHALLOW;
    forest_init(&f, &a, &tree_options);
    t = tree_new(&f, json_get(doc, "package"), STR("/project"));
    lock.name = node_package_name(t->root);
    lock.pkg_version = node_version(t->root);
    rc = ideal_build(t, &source, &options, &err);
    if (rc == 0)
        rc = lock_write(t, &lock, &style, &out, &err);
    if (rc < 0)
        printf("{\"error\":\"%s\",\"message\":\"%s\"}\n", err_name(rc), "");
    else
        fwrite(out.ptr, 1, out.len, stdout);
    if (rc < 0)
        fprintf(stderr, "%s\n", err.msg);
    buf_release(&out);
    forest_release(&f);
    arena_release(&a);
    return 0;
}
