/* sbom_spdx.c: SPDX 2.3 as npm writes it. */
#include <ctype.h>

#include "common/version.h"
#include "pkg/commands/sbom.h"
#include "pkg/tree/describe.h"

static void put_or_nothing(const Sbom *s, cJSON *o, const char *key, Str v)
{
    sbom_put_str(s, o, key, v.len > 0 ? v : STR("NOASSERTION"));
}

/* "SPDXRef-Package-scope.name-1.0.0" */
static Str id_of(const Sbom *s, const Node *n)
{
    Str name = sbom_name(n);
    char *text;

    if (str_starts(name, STR("@")))
        name = str_from(name, 1);
    text = arena_memdupz(s->a, name.ptr, name.len);
    for (char *p = text; *p != '\0'; p++)
        *p = *p == '/' ? '.' : *p;
    return arena_strf(s->a, "SPDXRef-Package-%s-" STR_FMT, text,
                      STR_ARG(node_version(n)));
}

static Str upper(const Sbom *s, Str text)
{
    char *p = arena_memdupz(s->a, text.ptr, text.len);

    for (size_t i = 0; i < text.len; i++)
        p[i] = (char)toupper((unsigned char)p[i]);
    return str_n(p, text.len);
}

static cJSON *one_in_list(const Sbom *s, cJSON *v)
{
    cJSON *list = json_new_arr(s->a);

    json_push(list, v);
    return list;
}

static Str place_of(const Sbom *s, const Node *n)
{
    return node_location(s->a, node_is_workspace(n) && n->links_in.len > 0
                                   ? n->links_in.ptr[0]
                                   : n);
}

static cJSON *package(const Sbom *s, const Node *n, bool is_root)
{
    cJSON *o = json_new_obj(s->a), *ref = json_new_obj(s->a), *sum;
    Str about = json_str(json_get(n->pkg, "description")), algorithm, hex;

    sbom_put_str(s, o, "name", sbom_name(n));
    sbom_put_str(s, o, "SPDXID", id_of(s, n));
    sbom_put_str(s, o, "versionInfo", node_version(n));
    sbom_put_str(s, o, "packageFileName", place_of(s, n));
    if (about.len > 0)
        sbom_put_str(s, o, "description", about);
    if (is_root && s->type.len > 0)
        sbom_put_str(s, o, "primaryPackagePurpose", upper(s, s->type));
    put_or_nothing(s, o, "downloadLocation", n->is_link ? STR("") : n->resolved);
    sbom_put(s, o, "filesAnalyzed", json_new_bool(s->a, false));
    put_or_nothing(s, o, "homepage", sbom_homepage(s, n));
    put_or_nothing(s, o, "licenseDeclared", sbom_license(s, n));
    sbom_put_str(s, ref, "referenceCategory", STR("PACKAGE-MANAGER"));
    sbom_put_str(s, ref, "referenceType", STR("purl"));
    sbom_put_str(s, ref, "referenceLocator", sbom_purl(s, n));
    sbom_put(s, o, "externalRefs", one_in_list(s, ref));
    if (sbom_digest(s, n, &algorithm, &hex)) {
        sum = json_new_obj(s->a);
        sbom_put_str(s, sum, "algorithm", upper(s, algorithm));
        sbom_put_str(s, sum, "checksumValue", hex);
        sbom_put(s, o, "checksums", one_in_list(s, sum));
    }
    return o;
}

static cJSON *relationship(const Sbom *s, Str element, Str related, const char *type)
{
    cJSON *o = json_new_obj(s->a);

    sbom_put_str(s, o, "spdxElementId", element);
    sbom_put_str(s, o, "relatedSpdxElement", related);
    sbom_put_str(s, o, "relationshipType", str_of(type));
    return o;
}

static const char *type_of(const Edge *e)
{
    switch (e->type) {
    case EDGE_PEER: return "PREREQUISITE_FOR";
    case EDGE_OPTIONAL: return "OPTIONAL_DEPENDENCY_OF";
    case EDGE_DEV: return "DEV_DEPENDENCY_OF";
    default: return "DEPENDENCY_OF";
    }
}

static void add_edges(const Sbom *s, Node *n, cJSON *out)
{
    Map seen = { 0 };

    MAP_EACH (m, n->edges_out) {
        const Edge *e = m->value;
        Str key;

        if (e->to == NULL || !sbom_has(s, e->to))
            continue;
        key = arena_strf(s->a, STR_FMT "|%s", STR_ARG(id_of(s, e->to)), type_of(e));
        if (map_has(&seen, key))
            continue;
        map_set(&seen, key, NULL);
        json_push(out, relationship(s, id_of(s, e->to), id_of(s, n), type_of(e)));
    }
    map_release(&seen);
}

static cJSON *relationships(const Sbom *s)
{
    cJSON *out = json_new_arr(s->a);
    Map seen = { 0 };

    json_push(out,
              relationship(s, STR("SPDXRef-DOCUMENT"), id_of(s, s->root), "DESCRIBES"));
    VEC_EACH (Node *, n, s->nodes) {
        Node *t = node_target(*n);

        if (map_has(&seen, t->path))
            continue;
        map_set(&seen, t->path, NULL);
        add_edges(s, t, out);
    }
    VEC_EACH (Node *, n, s->nodes) {
        if ((*n)->extraneous)
            json_push(out, relationship(s, id_of(s, *n), id_of(s, s->root),
                                        "OPTIONAL_DEPENDENCY_OF"));
    }
    map_release(&seen);
    return out;
}

cJSON *sbom_spdx(const Sbom *s)
{
    cJSON *o = json_new_obj(s->a), *made = json_new_obj(s->a), *list = json_new_arr(s->a);
    NodeList packages = sbom_packages(s);
    Str id = node_pkgid(s->a, s->root), name = sbom_name(s->root);

    sbom_put_str(s, o, "spdxVersion", STR("SPDX-2.3"));
    sbom_put_str(s, o, "dataLicense", STR("CC0-1.0"));
    sbom_put_str(s, o, "SPDXID", STR("SPDXRef-DOCUMENT"));
    sbom_put_str(s, o, "name", id);
    sbom_put_str(s, o, "documentNamespace",
                 arena_strf(s->a, "http://spdx.org/spdxdocs/" STR_FMT "-" STR_FMT "-%s",
                            STR_ARG(name), STR_ARG(node_version(s->root)), s->uuid));
    sbom_put_str(s, made, "created", str_of(s->now));
    sbom_put(s, made, "creators",
             one_in_list(s,
                         json_new_str(s->a, STR("Tool: npm/cli-" NPM_COMPAT_VERSION))));
    sbom_put(s, o, "creationInfo", made);
    sbom_put(s, o, "documentDescribes",
             one_in_list(s, json_new_str(s->a, id_of(s, s->root))));
    json_push(list, package(s, s->root, true));
    VEC_EACH (Node *, n, packages)
        json_push(list, package(s, *n, false));
    sbom_put(s, o, "packages", list);
    sbom_put(s, o, "relationships", relationships(s));
    return o;
}
