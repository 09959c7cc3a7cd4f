/* ini.h: ini text, as npm's own ini module reads and writes it: .npmrc files.
 *
 *     key = value            text; true, false and null are themselves
 *     list[] = value         one more element of a list
 *     flag                   true
 *     "quoted = key" = "…"   JSON inside of double quotes, or of single ones
 *     [section.part]         the keys behind it are members of an object in an object
 *     ; and # begin a comment; \; \# and \\ are the characters themselves
 *
 * Values are cJSON in an arena. No file is read here and no ${VAR} replaced
 * (envsubst.h).
 */
#ifndef COMMON_INI_H
#define COMMON_INI_H

#include "common/arena.h"
#include "common/buf.h"
#include "common/err.h"
#include "common/json.h"

#define INI_MAX_BYTES ((size_t)64 << 20)
#define INI_MAX_DEPTH 512 /* of sections in sections */
#define INI_MAX_INDEX 100000

/* A new object in *out. A line that means nothing is passed over, as npm does. Fails with
 * ERR_EINI only where npm's module throws (a key that reads null), ERR_ETOOBIG,
 * ERR_ETOODEEP.
 * repeats_make_lists: a key that is written again makes a list, and [] has no meaning
 * (the module's bracketedArray: false). */
int ini_parse(Arena *a, Str text, bool repeats_make_lists, cJSON **out, Err *err);

/* What one key or value says: mostly text, but any JSON value when it is quoted. */
cJSON *ini_value(Arena *a, Str text);

typedef struct {
    Str section;      /* what the outermost keys stand under, or "" */
    bool align;       /* the = of a section below each other; implies spaced */
    bool newline;     /* an empty line behind each [section] */
    bool sort;        /* keys in the order of their UTF-16 units */
    bool spaced;      /* "key = value" instead of "key=value" */
    bool crlf;        /* line ends of Windows */
    bool plain_lists; /* "key=a" "key=b" instead of "key[]=a" "key[]=b" */
} IniStyle;

/* Appends the text of an object, its objects as sections. style may be NULL. */
void ini_write(const cJSON *obj, const IniStyle *style, Buf *out);
/* Appends a key or value so that ini_value gives it back: quoted where it must be. */
void ini_write_value(const cJSON *value, Buf *out);

#endif
