/* text_table.h: columns, two spaces apart, as text-table sets them. */
#ifndef PKG_UI_TEXT_TABLE_H
#define PKG_UI_TEXT_TABLE_H

#include "common/buf.h"

/* cells: n_rows × n_columns, row by row. align: a letter a column, l or r; columns that
 * it doesn't reach are l. Colours have no width. Appends lines without a last end. */
void text_table(const Str *cells, size_t n_rows, size_t n_columns, const char *align,
                Buf *out);
/* How wide a text is without its colours: JavaScript's length. */
size_t text_width(Str s);

#endif
