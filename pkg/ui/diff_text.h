/* diff_text.h: two versions of a package as a diff that git would print.
 */
#ifndef PKG_UI_DIFF_TEXT_H
#define PKG_UI_DIFF_TEXT_H

#include "common/arena.h"
#include "common/buf.h"

/* One file on one side; ptr of mode NULL: it isn't there. */
typedef struct {
    Str mode; /* "100644" */
    Str text;
} DiffVersion;

typedef struct {
    Str source_prefix, target_prefix; /* "a/", "b/" */
    Str versions[2];                  /* with what stands before them: "v1.0.0" */
    size_t context;
    bool ignore_space, names_only, color;
} DiffStyle;

/* Appends what is to be said of one file: nothing where nothing changed. */
void diff_text_file(const DiffStyle *style, Str name, const DiffVersion sides[2],
                    Buf *out);

#endif
