/* trust_services.h: the build services that can be trusted: what describes a pipeline of
 * each, on the command line and to the registry. Pure. */
#ifndef PKG_COMMANDS_TRUST_SERVICES_H
#define PKG_COMMANDS_TRUST_SERVICES_H

#include "common/err.h"
#include "common/json.h"
#include "common/vec.h"

typedef struct {
    const char *name;   /* "github" */
    const char *title;  /* "GitHub Actions" */
    const char *entity; /* what has the pipeline: "GitHub repository" */
    /* Of services whose pipelines are files; NULL: they have identifiers. */
    const char *file,
        *path_error;         /* what the file is called; what is wrong with a path */
    const char *entity_key;  /* the option for the repository */
    const char *entity_form; /* how it is written */
    const char *project_claim, *file_claim;
    const char *host, *file_url; /* "https://…", and what leads from there to the file */
    int parts_min, parts_max;    /* of the repository's name */
} TrustService;

typedef struct {
    cJSON *values;   /* what describes it, in order, texts or lists of texts */
    cJSON *inferred; /* of these the keys that package.json knew */
    cJSON *urls;     /* pages of some of them, by the same keys */
    VEC(Str) warnings;
    const cJSON *permissions; /* NULL: none are known */
} TrustSettings;

/* NULL where there is none of this name. */
const TrustService *trust_service(const char *name);
/* From options, package.json and the package that was named ("": package.json's own).
 * ERR_ENOCODE says what is missing or wrong. */
int trust_settings(Arena *a, const TrustService *s, const cJSON *flags,
                   const cJSON *manifest, Str package, TrustSettings *out, Err *err);
/* What the registry is told. */
cJSON *trust_body(Arena *a, const TrustService *s, const TrustSettings *settings);
/* The values of what it answers. service NULL: whichever it names. */
cJSON *trust_values(Arena *a, const TrustService *s, const cJSON *body);

#endif
