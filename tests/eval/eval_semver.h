/* eval_semver.h: what eval_semver.c and eval_semver_more.c share. */
#ifndef TESTS_EVAL_EVAL_SEMVER_H
#define TESTS_EVAL_EVAL_SEMVER_H

#include "common/semver.h"
#include "tests/eval/eval.h"

/* The options in the i-th argument: an object, or true for loose. */
unsigned eval_semver_flags(const cJSON *args, int i);
/* The i-th argument as a version. */
bool eval_version(Arena *a, const cJSON *args, int i, unsigned flags, Semver *out);
cJSON *eval_version_json(Arena *a, const Semver *v);
int eval_bad_version(Err *err);

#endif
