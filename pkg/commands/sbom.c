/* sbom.c: what both forms of a bill of materials say of a package. */
#include "pkg/commands/sbom.h"

#include "common/integrity.h"
#include "common/jstext.h"
#include "pkg/tree/describe.h"

bool sbom_has(const Sbom *s, const Node *n)
{
    VEC_EACH (Node *, x, s->nodes) {
        if (*x == n)
            return true;
    }
    return false;
}

NodeList sbom_packages(const Sbom *s)
{
    NodeList out = { 0 };
    Map seen = { 0 };

    VEC_EACH (Node *, n, s->nodes) {
        Str id = arena_strf(s->a, STR_FMT "@" STR_FMT, STR_ARG(node_package_name(*n)),
                            STR_ARG(node_version(*n)));

        if ((*n)->is_root || (*n)->is_link || map_has(&seen, id))
            continue;
        map_set(&seen, id, NULL);
        vec_push_in(s->a, &out, *n);
    }
    map_release(&seen);
    return out;
}

static bool is_git(const Sbom *s, const Node *n)
{
    Spec spec;
    Err ignored;

    return n->resolved.len > 0 &&
           spec_parse(s->a, n->resolved, s->root->path, &spec, &ignored) == 0 &&
           spec.type == SPEC_GIT;
}

Str sbom_name(const Node *n)
{
    Str name = node_package_name(n);

    return name.len > 0 || !node_is_project_root(n) ? name : n->name;
}

Str sbom_purl(const Sbom *s, const Node *n)
{
    Str name = sbom_name(n);
    bool scoped = str_starts(name, STR("@"));
    Str purl = arena_strf(s->a, "pkg:npm/%s" STR_FMT "@" STR_FMT, scoped ? "%40" : "",
                          STR_ARG(str_from(name, scoped)), STR_ARG(node_version(n)));

    if (!is_git(s, n))
        return purl;
    return arena_strf(s->a, STR_FMT "?vcs_url=" STR_FMT, STR_ARG(purl),
                      STR_ARG(js_encode_uri_component(s->a, n->resolved)));
}

static Str license_name(const cJSON *l)
{
    return json_is_obj(l) ? json_str(json_get(l, "type")) : json_str(l);
}

Str sbom_license(const Sbom *s, const Node *n)
{
    const cJSON *license = json_get(n->pkg, "license");
    Buf b = { 0 };

    if (json_truthy(license))
        return license_name(license);
    JSON_EACH (l, json_get(n->pkg, "licenses")) {
        Str name = license_name(l);

        if (name.len > 0)
            buf_printf(&b, "%s" STR_FMT, b.len > 0 ? " OR " : "", STR_ARG(name));
    }
    return buf_to_arena(&b, s->a);
}

/* npm means to complete these from the repository, but prints what the manifest has. */
Str sbom_homepage(const Sbom *s, const Node *n)
{
    (void)s;
    return json_str(json_get(n->pkg, "homepage"));
}

static Str url_of(const Node *n, const char *key)
{
    return json_str(json_get(json_get(n->pkg, key), "url"));
}

Str sbom_repository(const Sbom *s, const Node *n)
{
    (void)s;
    return url_of(n, "repository");
}

Str sbom_bugs(const Sbom *s, const Node *n)
{
    (void)s;
    return url_of(n, "bugs");
}

int sbom_check_version(const Sbom *s, const Node *n, Err *err)
{
    Str unused;
    Spec spec;

    if (spec_parse(s->a, node_pkgid(s->a, n), s->root->path, &spec, err) < 0)
        return err->code;
    return spec_purl(s->a, spec.sub ? spec.sub : &spec, &unused, err);
}

bool sbom_digest(const Sbom *s, const Node *n, Str *algorithm, Str *hex)
{
    Integrity i;

    if (n->integrity.len == 0 || !integrity_parse(s->a, n->integrity, false, &i))
        return false;
    *algorithm = integrity_strongest(&i, NULL);
    for (size_t k = 0; k < i.len; k++) {
        if (str_eq(i.hashes[k].algorithm, *algorithm)) {
            *hex = integrity_hex(s->a, &i.hashes[k]);
            return true;
        }
    }
    return false;
}

void sbom_put(const Sbom *s, cJSON *o, const char *key, cJSON *v)
{
    json_add(s->a, o, str_of(key), v);
}

void sbom_put_str(const Sbom *s, cJSON *o, const char *key, Str v)
{
    json_add_str(s->a, o, key, v);
}
