/* json_why.h: why a text is no JSON, in the words of V8's JSON.parse (Node 20), which
 * npm's users see: "Unexpected token 'x', "x" is not valid JSON". json_parse has its own,
 * with lines and columns.
 */
#ifndef COMMON_JSON_WHY_H
#define COMMON_JSON_WHY_H

#include "common/arena.h"
#include "common/str.h"

/* In the arena; "" for a text that is JSON. Positions count UTF-16 units. */
Str json_why(Arena *a, Str text);

#endif
