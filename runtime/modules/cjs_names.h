/* cjs_names.h: which names a CommonJS module exports, as far as its text tells: what
 * `import { name } from './it.cjs'` may ask for before the module has run.
 *
 * The patterns are those that Node knows, no more and no fewer: exports.x = …,
 * Object.defineProperty(exports, 'x', …), module.exports = { x, … }, and for what is
 * passed on: module.exports = require('…'), what TypeScript and Babel write for
 * `export *`.
 */
#ifndef RUNTIME_MODULES_CJS_NAMES_H
#define RUNTIME_MODULES_CJS_NAMES_H

#include <stdbool.h>

#include "common/arena.h"
#include "common/str.h"

typedef struct NameEntry {
    Str text;
    struct NameEntry *next;
} NameEntry;

typedef struct {
    NameEntry *names;     /* in no order; some may be there twice */
    NameEntry *reexports; /* requests whose module's names are this one's as well */
} CjsNames;

/* Text that can't be parsed has no names. Everything is the arena's. */
void cjs_names(Arena *a, Str text, CjsNames *out);
/* Does the text only make sense as a module: it fails as CommonJS and is one? */
bool text_is_module(Arena *a, Str text);

#endif
