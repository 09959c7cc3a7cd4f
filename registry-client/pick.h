/* pick.h: which version of a packument a range, version or tag gets.
 *
 *     PickOptions o = pick_default_options();
 *     Pick pick;
 *     if (pick_manifest(packument, STR("^1.2.0"), &o, &pick, &err) < 0) …
 *     manifest = packument_manifest(packument, pick.index, &err);
 *
 * As npm-pick-manifest decides: the default tag's version if it fits and nothing is
 * wrong with it; otherwise of all that fit the best by: not to be avoided, not
 * restricted, not staged, neither deprecated nor for another engine, right engine, not
 * deprecated, highest. No manifest is parsed for it.
 */
#ifndef REGISTRY_CLIENT_PICK_H
#define REGISTRY_CLIENT_PICK_H

#include "registry-client/packument.h"

typedef struct PickMemo PickMemo;

typedef struct {
    Str default_tag;     /* "latest" */
    bool has_before;     /* only versions published up to before_ms: needs a document */
    int64_t before_ms;   /* with times; PICK_BAD_DATE: the date is none, nothing fits */
    Str node_version;    /* which engines must allow; "" for unchecked */
    Str npm_version;     /* likewise */
    Str avoid;           /* a range of versions to keep away from, "" for none */
    bool avoid_strict;   /* rather leave the wanted range than pick an avoided one */
    bool include_staged; /* staged versions count */
    PickMemo *memo;      /* NULL, or shared by many picks with the same engines */
} PickOptions;

#define PICK_BAD_DATE INT64_MIN

PickOptions pick_default_options(void);

/* Remembers which "engines" texts suit: packages repeat them thousandfold. */
PickMemo *pick_memo_new(void);
void pick_memo_free(PickMemo *m);

typedef struct {
    size_t index; /* in the packument */
    /* With `avoid`: npm's _shouldAvoid, _outsideDependencyRange, _isSemVerMajor. */
    bool should_avoid, outside_dependency_range, is_semver_major;
} Pick;

/* wanted: a version, range or tag; "" for the default tag. Fails with
 *   ERR_ETARGET      nothing fits ("No matching version found for a@^9.")
 *   ERR_E403         what fits is forbidden by the registry's policy
 *   ERR_ENOVERSIONS  there are none at all, or none before the date
 *   ERR_EINVALIDTYPE wanted is another kind of spec; or what spec_resolve says of it. */
int pick_manifest(Packument *p, Str wanted, const PickOptions *o, Pick *out, Err *err);

#endif
