/* unfit_words.h: what is said of a package that can't be used here: EBADENGINE and
 * EBADPLATFORM as npm explains them. */
#ifndef PKG_UI_UNFIT_WORDS_H
#define PKG_UI_UNFIT_WORDS_H

#include "common/platform.h"

typedef struct {
    Str message, detail;
} UnfitWords;

/* id: "name@version"; pkg: its manifest. Texts are in the arena. */
UnfitWords unfit_engine_words(Arena *a, Str id, const cJSON *pkg, Str node, Str npm);
UnfitWords unfit_platform_words(Arena *a, Str id, const cJSON *pkg, const Platform *here);

#endif
