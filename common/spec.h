/* spec.h: what a dependency is asked for by, as npm-package-arg reads it.
 *
 *     foo@^1.2.3          range            foo@next           tag
 *     foo@1.2.3           version          foo@npm:bar@1      alias
 *     user/repo#v1        git              https://x/y.tgz    remote
 *     ./dir, file:dir     directory        ./x.tgz            file
 *
 * Only the text is looked at; nothing is fetched or stat'ed.
 */
#ifndef COMMON_SPEC_H
#define COMMON_SPEC_H

#include "common/arena.h"
#include "common/err.h"
#include "common/hosted.h"
#include "common/str.h"

typedef enum {
    SPEC_VERSION,
    SPEC_RANGE,
    SPEC_TAG,
    SPEC_ALIAS,
    SPEC_GIT,
    SPEC_REMOTE,
    SPEC_FILE,
    SPEC_DIRECTORY,
} SpecType;

/* Str fields with ptr NULL are JavaScript's null or undefined. */
typedef struct Spec {
    SpecType type;
    bool registry; /* version, range, tag, alias */
    Str raw;       /* the whole as written, or name@spec */
    Str name, escaped_name, scope;
    Str raw_spec;   /* what stands behind the name */
    Str save_spec;  /* how it is written into package.json; registry specs: NULL */
    Str fetch_spec; /* the version, range or tag; the URL without its hash; the absolute
                       path */
    Str where;      /* the folder that file specs are relative to */
    Str git_range, git_committish, git_subdir;
    bool has_hosted;
    Hosted hosted;
    const struct Spec *sub; /* of an alias */
    Str integrity; /* what it must have, where something has told that already: "" */
} Spec;

/* "name@spec" or a spec alone, as on a command line. where "" means the current folder.
 * Fails with ERR_EINVALIDPACKAGENAME, ERR_EINVALIDTAGNAME, ERR_EUNSUPPORTEDPROTOCOL or
 * ERR_EUSAGE. */
int spec_parse(Arena *a, Str arg, Str where, Spec *out, Err *err);
/* A name and its spec, as in package.json. name may be empty. */
int spec_resolve(Arena *a, Str name, Str spec, Str where, Spec *out, Err *err);
/* The package URL ("pkg:npm/…") of a version of a package. */
Str spec_purl_of(Arena *a, Str name, Str version);
/* … of a version spec; ERR_EINVALIDPURLTYPE for others. */
int spec_purl(Arena *a, const Spec *s, Str *out, Err *err);
/* "range", "version", … */
const char *spec_type_name(SpecType type);

#endif
