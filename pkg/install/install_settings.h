/* install_settings.h: the settings that have a say in what an install does. */
#ifndef PKG_INSTALL_INSTALL_SETTINGS_H
#define PKG_INSTALL_INSTALL_SETTINGS_H

#include "pkg/context.h"

/* Those that are not as they are by default, one "key=value" a line, and this program's
 * version: where the text is the same an install does the same. Lives in a. */
Str install_settings(Ctx *ctx, Arena *a);

#endif
