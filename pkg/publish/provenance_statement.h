/* provenance_statement.h: where and from what a package was built, as the build service
 * tells it in the environment: an in-toto statement as npm writes it. */
#ifndef PKG_PUBLISH_PROVENANCE_STATEMENT_H
#define PKG_PUBLISH_PROVENANCE_STATEMENT_H

#include "common/json.h"

typedef enum { BUILD_NONE, BUILD_GITHUB, BUILD_GITLAB } BuildService;

/* name: the package's URL ("pkg:npm/…"); sha512: of its tarball, in hexadecimal. */
cJSON *provenance_statement(Arena *a, BuildService service, Str name, Str sha512);

#endif
