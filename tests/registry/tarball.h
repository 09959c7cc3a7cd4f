/* tarball.h: a version's tarball, from a fixture or a folder. */
#ifndef TESTS_REGISTRY_TARBALL_H
#define TESTS_REGISTRY_TARBALL_H

#include "common/arena.h"
#include "common/json.h"
#include "common/vec.h"

/* Bytes in the arena. `manifest` goes into package.json where `given`, the version's
 * member of the fixture, says nothing else; `dir` is where the fixture lies. */
Str tarball_of_fixture(Arena *a, Str dir, const cJSON *manifest, const cJSON *given);
/* Everything below a folder, with its modes and links. */
Str tarball_of_folder(Arena *a, Str dir);

typedef VEC(Str) DirNames;
/* What is in a folder, without hidden names, versions in their order (2 before 10). In
 * the arena. */
DirNames dir_names(Arena *a, Str dir);

#endif
