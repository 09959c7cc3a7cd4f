/* spdx.h: licences as package.json names them: "MIT", "(MIT OR Apache-2.0)".
 */
#ifndef PKG_COMMANDS_SPDX_H
#define PKG_COMMANDS_SPDX_H

#include "common/arena.h"
#include "common/str.h"

typedef enum { SPDX_NONE, SPDX_LICENSE, SPDX_COMPOUND } SpdxKind;

/* What the text is, by the grammar of SPDX and its list of licences: no expression, a
 * single licence, whose identifier comes in *id ("GPL-2.0" of "(GPL-2.0+)"), or several
 * joined by AND and OR. */
SpdxKind spdx_parse(Arena *a, Str text, Str *id);

#endif
