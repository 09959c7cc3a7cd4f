/* package_files.h: an entry of the store as files (pkg/model/files.h): what a package
 * holds, before it is in its place.
 */
#ifndef PKG_STORE_PACKAGE_FILES_H
#define PKG_STORE_PACKAGE_FILES_H

#include "common/map.h"
#include "pkg/model/files.h"
#include "pkg/store/store.h"

/* Where they stand: an absolute path that is nowhere on the disk. */
#define PACKAGE_FILES_BASE STR("/package")

typedef struct {
    StorePkg pkg;
    Map paths; /* below the base: files -> index + 1, folders -> a mark of their own */
} PackageFiles;

/* `pkg` is the files' from now on; the arena must outlive them. */
void package_files_init(PackageFiles *p, StorePkg pkg, Arena *a);
Files package_files(PackageFiles *p);
void package_files_release(PackageFiles *p);

#endif
