/* sbom.h: a tree as a bill of materials. */
#ifndef PKG_COMMANDS_SBOM_H
#define PKG_COMMANDS_SBOM_H

#include "pkg/install/survey.h"

typedef struct {
    Arena *a;
    Node *root;
    NodeList nodes; /* everything, the root and links as well, by location */
    Str type;       /* of the root: "library", "application", "framework" */
    bool lock_only;
    char uuid[40], now[32];
} Sbom;

cJSON *sbom_spdx(const Sbom *s);
cJSON *sbom_cyclonedx(const Sbom *s);

/* ---- What both say ---- */

void sbom_put(const Sbom *s, cJSON *o, const char *key, cJSON *v);
void sbom_put_str(const Sbom *s, cJSON *o, const char *key, Str v);
/* Packages besides the root, links left out, each name and version once. */
NodeList sbom_packages(const Sbom *s);
bool sbom_has(const Sbom *s, const Node *n);
/* A project without a name has that of its folder. */
Str sbom_name(const Node *n);
/* "pkg:npm/a@1.0.0", with vcs_url for what came with git. */
Str sbom_purl(const Sbom *s, const Node *n);
/* "MIT"; of old lists "MIT OR ISC"; "" for none. */
Str sbom_license(const Sbom *s, const Node *n);
/* ERR_EINVALIDPURLTYPE where it has no version: then it can't be named. */
int sbom_check_version(const Sbom *s, const Node *n, Err *err);
Str sbom_homepage(const Sbom *s, const Node *n);
Str sbom_repository(const Sbom *s, const Node *n);
Str sbom_bugs(const Sbom *s, const Node *n);
/* "sha512" and the digest's digits; false where no integrity is known. */
bool sbom_digest(const Sbom *s, const Node *n, Str *algorithm, Str *hex);

#endif
