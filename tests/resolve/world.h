/* world.h: a project and a registry in memory, for tests of trees and locks.
 *
 * A world is JSON:
 *   registry     {"packages": {NAME: packument}}: documents as a registry sends them; or
 *                short: {NAME: {"versions": {V: manifest}}}, where name, version, the
 *                "latest" tag and "dist" are filled in
 *   bundles      {"NAME@VERSION": {PATH: text}}: what tarballs hold besides
 *   files        {PATH: text, {"json": …} or {"link": …}}: the project's folder
 *   workspaces   {NAME: PATH}
 *   node, npm    versions that engines ask for
 */
#ifndef TESTS_RESOLVE_WORLD_H
#define TESTS_RESOLVE_WORLD_H

#include "common/json_write.h"
#include "pkg/tree/source.h"
#include "registry-client/pick.h"

#define WORLD_ROOT "/world/project"

typedef struct {
    Arena *arena;
    const cJSON *registry; /* name -> document */
    const cJSON *bundles;
    Map files;      /* absolute path -> Str * (text); links: "\0link" before the target */
    Map packuments; /* name -> Packument * */
    Map folders;    /* path -> manifest */
    Map workspaces; /* name -> Str * */
    PickOptions pick;
} World;

void resolve_world_init(World *w, Arena *a, const cJSON *doc);
void resolve_world_release(World *w);
/* Another registry, other files. Documents that were asked for already stay as they were:
 * a client keeps them for a while. */
void world_set_registry(World *w, const cJSON *registry);
void world_set_files(World *w, const cJSON *files);
void world_set_file(World *w, Str name, Str text);
/* The text of a file of the project; ptr NULL if there is none. */
Str world_file(World *w, Str name);
Files world_files(World *w);
TreeSource world_source(World *w);

#endif
