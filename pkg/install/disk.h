/* disk.h: the disk as pure code sees it (pkg/model/files.h). */
#ifndef PKG_INSTALL_DISK_H
#define PKG_INSTALL_DISK_H

#include "pkg/model/files.h"

Files disk_files(void);

#endif
