/* sbom_cyclonedx.c: CycloneDX 1.5 as npm writes it. */
#include "common/version.h"
#include "pkg/commands/sbom.h"
#include "pkg/commands/spdx.h"
#include "pkg/tree/describe.h"

static cJSON *pair(const Sbom *s, const char *a, Str x, const char *b, Str y)
{
    cJSON *o = json_new_obj(s->a);

    sbom_put_str(s, o, a, x);
    sbom_put_str(s, o, b, y);
    return o;
}

/* Who has no name is called null there. */
static Str id_of(const Sbom *s, const Node *n)
{
    Str name = node_package_name(n);

    return arena_strf(s->a, STR_FMT "@" STR_FMT,
                      STR_ARG(name.len > 0 ? name : STR("null")),
                      STR_ARG(node_version(n)));
}

static Str author_of(const Node *n)
{
    const cJSON *author = json_get(n->pkg, "author");

    return json_is_obj(author) ? json_str(json_get(author, "name")) : json_str(author);
}

static Str hash_name(Str algorithm)
{
    return str_is(algorithm, "sha1")     ? STR("SHA-1")
           : str_is(algorithm, "sha256") ? STR("SHA-256")
           : str_is(algorithm, "sha384") ? STR("SHA-384")
                                         : STR("SHA-512");
}

/* One licence has an id; "A OR B" is an expression; what is neither is left out. */
static void put_license(const Sbom *s, const Node *n, cJSON *o)
{
    Str name = sbom_license(s, n), id_of_one;
    SpdxKind kind = spdx_parse(s->a, name, &id_of_one);
    cJSON *list = json_new_arr(s->a), *one = json_new_obj(s->a), *id = json_new_obj(s->a);

    if (kind == SPDX_NONE)
        return;
    if (kind == SPDX_LICENSE) {
        sbom_put_str(s, id, "id", id_of_one);
        sbom_put(s, one, "license", id);
    } else {
        sbom_put_str(s, one, "expression", name);
    }
    json_push(list, one);
    sbom_put(s, o, "licenses", list);
}

static cJSON *properties(const Sbom *s, Node *n)
{
    struct {
        bool on;
        const char *name;
    } all[] = {
        { n->dev, "cdx:npm:package:development" },
        { json_is_true(json_get(n->pkg, "private")), "cdx:npm:package:private" },
        { n->extraneous, "cdx:npm:package:extraneous" },
        { node_bundler(n) != NULL, "cdx:npm:package:bundled" },
    };
    cJSON *list = json_new_arr(s->a);

    for (size_t i = 0; i < 4; i++) {
        if (all[i].on)
            json_push(list, pair(s, "name", str_of(all[i].name), "value", STR("true")));
    }
    return list;
}

static cJSON *references(const Sbom *s, const Node *n)
{
    struct {
        const char *type;
        Str url;
    } all[] = {
        { "distribution", n->is_link ? STR("") : n->resolved },
        { "vcs", sbom_repository(s, n) },
        { "website", sbom_homepage(s, n) },
        { "issue-tracker", sbom_bugs(s, n) },
    };
    cJSON *list = json_new_arr(s->a);

    for (size_t i = 0; i < 4; i++) {
        if (all[i].url.len > 0)
            json_push(list, pair(s, "type", str_of(all[i].type), "url", all[i].url));
    }
    return list;
}

static cJSON *component(const Sbom *s, Node *n, Str type)
{
    cJSON *o = json_new_obj(s->a), *hashes;
    Str author = author_of(n), about = json_str(json_get(n->pkg, "description"));
    Str algorithm, hex;

    sbom_put_str(s, o, "bom-ref", id_of(s, n));
    sbom_put_str(s, o, "type", type.len > 0 ? type : STR("library"));
    sbom_put_str(s, o, "name", node_place_name(n));
    sbom_put_str(s, o, "version", node_version(n));
    sbom_put_str(s, o, "scope",
                 n->optional || n->dev_optional ? STR("optional") : STR("required"));
    if (author.len > 0)
        sbom_put_str(s, o, "author", author);
    if (about.len > 0)
        sbom_put_str(s, o, "description", about);
    sbom_put_str(s, o, "purl", sbom_purl(s, n));
    sbom_put(s, o, "properties", properties(s, n));
    sbom_put(s, o, "externalReferences", references(s, n));
    if (sbom_digest(s, n, &algorithm, &hex)) {
        hashes = json_new_arr(s->a);
        json_push(hashes, pair(s, "alg", hash_name(algorithm), "content", hex));
        sbom_put(s, o, "hashes", hashes);
    }
    put_license(s, n, o);
    return o;
}

static cJSON *dependency(const Sbom *s, const Node *n)
{
    cJSON *o = json_new_obj(s->a), *list = json_new_arr(s->a);
    Map seen = { 0 };

    MAP_EACH (m, n->edges_out) {
        const Edge *e = m->value;
        Str id;

        if (e->to == NULL || !sbom_has(s, e->to))
            continue;
        id = id_of(s, e->to);
        if (!map_has(&seen, id))
            json_push(list, json_new_str(s->a, id));
        map_set(&seen, id, NULL);
    }
    map_release(&seen);
    sbom_put_str(s, o, "ref", id_of(s, n));
    sbom_put(s, o, "dependsOn", list);
    return o;
}

static cJSON *metadata(const Sbom *s)
{
    cJSON *o = json_new_obj(s->a), *phases = json_new_arr(s->a),
          *phase = json_new_obj(s->a);
    cJSON *tools = json_new_arr(s->a), *tool = json_new_obj(s->a);

    sbom_put_str(s, o, "timestamp", str_of(s->now));
    sbom_put_str(s, phase, "phase", s->lock_only ? STR("pre-build") : STR("build"));
    json_push(phases, phase);
    sbom_put(s, o, "lifecycles", phases);
    sbom_put_str(s, tool, "vendor", STR("npm"));
    sbom_put_str(s, tool, "name", STR("cli"));
    sbom_put_str(s, tool, "version", STR(NPM_COMPAT_VERSION));
    json_push(tools, tool);
    sbom_put(s, o, "tools", tools);
    sbom_put(s, o, "component", component(s, s->root, s->type));
    return o;
}

cJSON *sbom_cyclonedx(const Sbom *s)
{
    cJSON *o = json_new_obj(s->a), *components = json_new_arr(s->a),
          *deps = json_new_arr(s->a);
    NodeList packages = sbom_packages(s);

    sbom_put_str(s, o, "$schema", STR("http://cyclonedx.org/schema/bom-1.5.schema.json"));
    sbom_put_str(s, o, "bomFormat", STR("CycloneDX"));
    sbom_put_str(s, o, "specVersion", STR("1.5"));
    sbom_put_str(s, o, "serialNumber", arena_strf(s->a, "urn:uuid:%s", s->uuid));
    sbom_put(s, o, "version", json_new_num(s->a, 1));
    sbom_put(s, o, "metadata", metadata(s));
    json_push(deps, dependency(s, s->root));
    VEC_EACH (Node *, n, packages) {
        json_push(components, component(s, *n, STR("")));
        json_push(deps, dependency(s, *n));
    }
    sbom_put(s, o, "components", components);
    sbom_put(s, o, "dependencies", deps);
    return o;
}
