/* error_words.h: what is said of an error: npm's sentences for its code. */
#ifndef PKG_UI_ERROR_WORDS_H
#define PKG_UI_ERROR_WORDS_H

#include "common/arena.h"
#include "common/err.h"

typedef struct {
    const char *title;        /* before each line on a terminal: "404"; "" for none */
    const char *detail_title; /* of the detail's lines; NULL: the same */
    Str summary, detail;      /* what happened; what to do. Several lines, perhaps */
} ErrorWords;

/* message: instead of the error's own where that is too short for all of it; "" for none.
 * explanation: of an ERESOLVE; "". Texts are in the arena or the error's. */
ErrorWords error_words(Arena *a, const Err *err, Str message, Str explanation);

#endif
