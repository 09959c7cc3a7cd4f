/* paint.h: colours around a text, as chalk puts them: each line for itself, and a
 * colour inside of another one gives way to that one where it ends. */
#ifndef PKG_UI_PAINT_H
#define PKG_UI_PAINT_H

#include "common/arena.h"

typedef enum {
    PAINT_RESET,
    PAINT_BOLD,
    PAINT_DIM,
    PAINT_UNDERLINE,
    PAINT_RED,
    PAINT_GREEN,
    PAINT_YELLOW,
    PAINT_BLUE,
    PAINT_MAGENTA,
    PAINT_CYAN,
    PAINT_RED_BRIGHT,
    PAINT_BLUE_BRIGHT,
    PAINT_MAGENTA_BRIGHT,
} Paint;

/* The text itself where `on` is false or there is none. */
Str paint(Arena *a, bool on, Paint p, Str text);

#endif
