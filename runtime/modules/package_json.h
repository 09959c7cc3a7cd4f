/* package_json.h: the fields of package.json files that resolution needs, read once each.
 */
#ifndef RUNTIME_MODULES_PACKAGE_JSON_H
#define RUNTIME_MODULES_PACKAGE_JSON_H

#include "common/arena.h"
#include "common/json.h"
#include "common/map.h"

typedef enum {
    PACKAGE_TYPE_NONE,
    PACKAGE_TYPE_COMMONJS,
    PACKAGE_TYPE_MODULE
} PackageType;

typedef struct {
    const char *path; /* of the file */
    Str dir;          /* its folder */
    Str name, main;   /* empty where missing or no strings */
    PackageType type;
    const cJSON *exports,
        *imports;      /* NULL where missing; exports null counts as missing */
    const char *error; /* why it can't be used: not valid JSON */
} PackageJson;

/* Zero is an empty cache. The arena outlives it. */
typedef struct {
    Arena *arena;
    Map by_dir; /* folder -> PackageJson, NULL where there is none */
} PackageCache;

/* The package.json of this very folder, or NULL. */
const PackageJson *package_json_in(PackageCache *c, Str dir);
/* The nearest one at or above the folder, not looking past a node_modules. */
const PackageJson *package_json_scope(PackageCache *c, Str dir);

#endif
