/* trust_services.c: see trust_services.h. */
#include "pkg/commands/trust_services.h"

#include "common/bug.h"
#include "common/hosted.h"
#include "common/path.h"
#include "pkg/commands/uuid.h"

static const TrustService services[] = {
    { .name = "github",
      .title = "GitHub Actions",
      .entity = "GitHub repository",
      .file = "GitHub Actions Workflow",
      .path_error = "GitHub Actions workflow must be just a file not a path",
      .entity_key = "repository",
      .entity_form = "owner/repository",
      .project_claim = "repository",
      .file_claim = "workflow_ref",
      .host = "https://github.com/",
      .file_url = "/blob/HEAD/.github/workflows/",
      .parts_min = 2,
      .parts_max = 2 },
    { .name = "gitlab",
      .title = "GitLab CI/CD",
      .entity = "GitLab project",
      .file = "GitLab CI/CD Pipeline",
      .path_error = "GitLab CI/CD pipeline file must be just a file not a path",
      .entity_key = "project",
      .entity_form = "group/project or group/subgroup/project",
      .project_claim = "project_path",
      .file_claim = "ci_config_ref_uri",
      .host = "https://gitlab.com/",
      .file_url = "/-/blob/HEAD/",
      .parts_min = 2,
      .parts_max = 1000 },
    { .name = "circleci", .title = "CircleCI", .entity = "CircleCI pipeline" },
};

/* What identifies a pipeline of CircleCI: option, key, claim. */
static const struct {
    const char *option, *key, *claim;
} ids[] = {
    { "org-id", "orgId", "oidc.circleci.com/org-id" },
    { "project-id", "projectId", "oidc.circleci.com/project-id" },
    { "pipeline-definition-id", "pipelineDefinitionId",
      "oidc.circleci.com/pipeline-definition-id" },
    { "vcs-origin", "vcsOrigin", "oidc.circleci.com/vcs-origin" },
};
#define CONTEXT_CLAIM "oidc.circleci.com/context-ids"

const TrustService *trust_service(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(services); i++) {
        if (strcmp(services[i].name, name) == 0)
            return &services[i];
    }
    return NULL;
}

static void put(Arena *a, cJSON *obj, const char *key, Str value)
{
    if (value.len > 0)
        json_set(a, obj, str_of(key), json_new_str(a, value));
}

static Str flag(const cJSON *flags, const char *name)
{
    return json_str(json_get(flags, name));
}

/* ---- GitHub and GitLab ---- */

typedef struct {
    Arena *a;
    const TrustService *s;
    const cJSON *flags;
    TrustSettings *out;
} Maker;

/* The repository that package.json names. */
static bool repository_of(Arena *a, const cJSON *manifest, Hosted *h)
{
    const cJSON *r = json_get(manifest, "repository");
    Str url = json_str(json_get(r, "url"));

    if (url.len == 0)
        url = json_str(r);
    return url.len > 0 && hosted_parse(a, url, h);
}

static int check_file(const TrustService *s, Str file, Err *err)
{
    if (file.len == 0)
        return err_set(err, ERR_ENOCODE, "%s must be specified with the file option",
                       s->file);
    if (!str_ends(file, STR(".yml")) && !str_ends(file, STR(".yaml")))
        return err_set(err, ERR_ENOCODE, "%s must end in .yml or .yaml", s->file);
    if (!str_eq(file, path_basename(file)))
        return err_set(err, ERR_ENOCODE, "%s", s->path_error);
    return 0;
}

static int check_entity(const TrustService *s, Str entity, bool own_package, Err *err)
{
    Str rest = entity, part;
    int n = 0;

    if (entity.len == 0)
        return err_set(err, ERR_ENOCODE, "%s must be specified with %s option%s",
                       s->entity, s->entity_key,
                       own_package ? " or inferred from the package.json repository field"
                                   : "");
    while (str_next(&rest, '/', &part))
        n++;
    n += str_ends(entity, STR("/"));
    if (n < s->parts_min || n > s->parts_max)
        return err_set(err, ERR_ENOCODE, "%s must be specified in the format %s",
                       s->entity, s->entity_form);
    return 0;
}

/* The repository, by the option or from package.json, which must agree with the service
 * and with the option. */
static int choose_entity(Maker *m, const Hosted *known, Str *entity, Err *err)
{
    const TrustService *s = m->s;
    Str repository = STR(""), why;

    *entity = flag(m->flags, s->entity_key);
    if (known != NULL)
        repository = arena_strf(m->a, STR_FMT "/" STR_FMT, STR_ARG(known->user),
                                STR_ARG(known->project));
    if (known != NULL && !str_is(known->type, s->name)) {
        why = arena_strf(m->a, "Repository in package.json is not a %s", s->entity);
        if (entity->len == 0)
            return err_set(err, ERR_ENOCODE, STR_FMT, STR_ARG(why));
        vec_push_in(m->a, &m->out->warnings, why);
        return 0;
    }
    if (entity->len == 0 && known != NULL) {
        *entity = repository;
        put(m->a, m->out->inferred, s->entity_key, STR("y"));
    } else if (known != NULL && !str_eq(*entity, repository)) {
        why = arena_strf(m->a,
                         "Repository in package.json (" STR_FMT
                         ") differs from provided %s (" STR_FMT ")",
                         STR_ARG(repository), s->entity, STR_ARG(*entity));
        vec_push_in(m->a, &m->out->warnings, why);
    }
    return 0;
}

static int of_repository(Maker *m, const cJSON *manifest, Str named, Str package,
                         Err *err)
{
    const TrustService *s = m->s;
    bool own = named.len == 0 || str_eq(named, json_str(json_get(manifest, "name")));
    Str file = flag(m->flags, "file"), entity;
    TrustSettings *out = m->out;
    Hosted h;

    if (check_file(s, file, err) < 0)
        return err->code;
    /* Another package's repository is taken from package.json, too, but not judged. */
    if (repository_of(m->a, manifest, &h) && own) {
        if (choose_entity(m, &h, &entity, err) < 0)
            return err->code;
    } else {
        entity = flag(m->flags, s->entity_key);
        if (entity.len == 0 && !own && repository_of(m->a, manifest, &h)) {
            entity = arena_strf(m->a, STR_FMT "/" STR_FMT, STR_ARG(h.user),
                                STR_ARG(h.project));
            put(m->a, out->inferred, s->entity_key, STR("y"));
        }
    }
    if (check_entity(s, entity, own, err) < 0)
        return err->code;
    put(m->a, out->values, "package", package);
    put(m->a, out->values, "file", file);
    put(m->a, out->values, s->entity_key, entity);
    put(m->a, out->values, "environment", flag(m->flags, "environment"));
    put(m->a, out->urls, s->entity_key,
        arena_strf(m->a, "%s" STR_FMT, s->host, STR_ARG(entity)));
    put(m->a, out->urls, "file",
        arena_strf(m->a, "%s" STR_FMT "%s" STR_FMT, s->host, STR_ARG(entity), s->file_url,
                   STR_ARG(file)));
    return 0;
}

/* ---- CircleCI ---- */

static int check_id(const char *option, Str value, Err *err)
{
    if (uuid_is_valid(value))
        return 0;
    return err_set(err, ERR_ENOCODE, "%s must be a valid UUID", option);
}

static int check_origin(Str origin, Err *err)
{
    Str rest = origin, part;
    int n = str_ends(origin, STR("/"));

    if (str_has(origin, STR("://")))
        return err_set(err, ERR_ENOCODE,
                       "vcs-origin must not include a scheme (e.g., use "
                       "'github.com/owner/repo' not 'https://github.com/owner/repo')");
    while (str_next(&rest, '/', &part))
        n++;
    if (n < 3)
        return err_set(err, ERR_ENOCODE,
                       "vcs-origin must be in format 'provider/owner/repo'");
    return 0;
}

static int of_identifiers(Maker *m, Str package, Err *err)
{
    const cJSON *contexts = json_get(m->flags, "context-id");
    TrustSettings *out = m->out;

    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        if (flag(m->flags, ids[i].option).len == 0)
            return err_set(err, ERR_ENOCODE, "%s is required", ids[i].option);
    }
    for (size_t i = 0; i < 3; i++) {
        if (check_id(ids[i].option, flag(m->flags, ids[i].option), err) < 0)
            return err->code;
    }
    if (check_origin(flag(m->flags, "vcs-origin"), err) < 0)
        return err->code;
    JSON_EACH (c, contexts) {
        if (check_id("context-id", json_str(c), err) < 0)
            return err->code;
    }
    put(m->a, out->values, "package", package);
    for (size_t i = 0; i < ARRAY_LEN(ids); i++)
        put(m->a, out->values, ids[i].key, flag(m->flags, ids[i].option));
    if (contexts != NULL && contexts->child != NULL)
        json_set(m->a, out->values, STR("contextIds"), json_dup(m->a, contexts));
    put(m->a, out->urls, "vcsOrigin",
        arena_strf(m->a, "https://" STR_FMT, STR_ARG(flag(m->flags, "vcs-origin"))));
    return 0;
}

int trust_settings(Arena *a, const TrustService *s, const cJSON *flags,
                   const cJSON *manifest, Str named, TrustSettings *out, Err *err)
{
    Maker m = { .a = a, .s = s, .flags = flags, .out = out };
    Str package = named.len > 0 ? named : json_str(json_get(manifest, "name"));

    out->values = json_new_obj(a);
    out->inferred = json_new_obj(a);
    out->urls = json_new_obj(a);
    if (package.len == 0)
        return err_set(err, ERR_ENOCODE,
                       "Package name must be specified either as an argument or in "
                       "package.json file");
    if (s->file == NULL)
        return of_identifiers(&m, package, err);
    if (named.len == 0)
        put(a, out->inferred, "package", STR("y"));
    return of_repository(&m, manifest, named, package, err);
}

/* ---- The registry's side ---- */

cJSON *trust_body(Arena *a, const TrustService *s, const TrustSettings *settings)
{
    cJSON *body = json_new_obj(a), *claims = json_new_obj(a), *file;
    const cJSON *v = settings->values;

    put(a, body, "type", str_of(s->name));
    json_set(a, body, STR("claims"), claims);
    json_set(a, body, STR("permissions"), json_dup(a, settings->permissions));
    if (s->file == NULL) {
        for (size_t i = 0; i < ARRAY_LEN(ids); i++)
            put(a, claims, ids[i].claim, json_str(json_get(v, ids[i].key)));
        if (json_get(v, "contextIds") != NULL)
            json_set(a, claims, STR(CONTEXT_CLAIM),
                     json_dup(a, json_get(v, "contextIds")));
        return body;
    }
    file = json_new_obj(a);
    put(a, file, "file", flag(v, "file"));
    put(a, claims, s->project_claim, flag(v, s->entity_key));
    json_set(a, claims, str_of(s->file_claim), file);
    put(a, claims, "environment", flag(v, "environment"));
    return body;
}

static void take(Arena *a, cJSON *out, const char *key, const cJSON *value)
{
    if (value != NULL && !json_is_null(value) && !json_is_false(value) &&
        !(json_is_str(value) && json_str(value).len == 0))
        json_set(a, out, str_of(key), json_dup(a, value));
}

cJSON *trust_values(Arena *a, const TrustService *s, const cJSON *body)
{
    const cJSON *claims = json_get(body, "claims");
    cJSON *out = json_new_obj(a);
    Str type = json_str(json_get(body, "type"));

    take(a, out, "id", json_get(body, "id"));
    take(a, out, "type", json_get(body, "type"));
    if (s == NULL)
        s = trust_service(arena_memdupz(a, type.ptr, type.len));
    if (s == NULL)
        return out;
    if (s->file == NULL) {
        for (size_t i = 0; i < ARRAY_LEN(ids); i++)
            take(a, out, ids[i].key, json_get(claims, ids[i].claim));
        take(a, out, "contextIds", json_get(claims, CONTEXT_CLAIM));
        return out;
    }
    take(a, out, "file", json_get(json_get(claims, s->file_claim), "file"));
    take(a, out, s->entity_key, json_get(claims, s->project_claim));
    take(a, out, "environment", json_get(claims, "environment"));
    return out;
}
