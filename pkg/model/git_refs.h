/* git_refs.h: what `git ls-remote` prints: branches, tags and the commits they mean.
 *
 *     GitRefs r;
 *     git_refs_parse(&a, text, &r);
 *     ref = git_refs_find(&r, STR("v1.2.3"));      ref->sha is the commit
 *     git_refs_release(&r);
 *
 * A tag means the commit that it points to, not its own object. Tags that end in a
 * version ("v1.2.3", "release-1.2.3") are versions of the package, for "#semver:^1".
 * Texts borrow from the input; only the maps are the caller's to release.
 */
#ifndef PKG_MODEL_GIT_REFS_H
#define PKG_MODEL_GIT_REFS_H

#include "common/arena.h"
#include "common/map.h"
#include "common/str.h"
#include "common/vec.h"

typedef enum {
    GIT_REF_HEAD,
    GIT_REF_TAG,
    GIT_REF_BRANCH,
    GIT_REF_PULL,
    GIT_REF_OTHER,
} GitRefType;

typedef struct {
    Str sha;
    Str name; /* "v1.2.3", "main", "pull/1", "HEAD" */
    Str raw;  /* "refs/tags/v1.2.3" */
    GitRefType type;
} GitRef;

typedef struct {
    Map names;    /* name and raw -> GitRef * */
    Map commits;  /* sha -> the first GitRef * of it */
    Map versions; /* "1.2.3" -> GitRef * */
    Str latest;   /* the version of the branch "latest", or of HEAD; "" for none */
} GitRefs;

/* Lines that are none are passed over. */
void git_refs_parse(Arena *a, Str text, GitRefs *out);
void git_refs_release(GitRefs *r);
/* NULL where there is none. */
const GitRef *git_refs_find(const GitRefs *r, Str name);
const GitRef *git_refs_of_commit(const GitRefs *r, Str sha);
const GitRef *git_refs_of_version(const GitRefs *r, Str version);
/* The versions as the text of a registry document, for pick.h. */
Str git_refs_document(Arena *a, const GitRefs *r, Str name);
/* Forty to sixty-four hexadecimal digits. */
bool git_is_commit(Str s);

#endif
