/* words.h: times, sizes and people as npm words them. */
#ifndef PKG_UI_WORDS_H
#define PKG_UI_WORDS_H

#include <stdint.h>

#include "common/buf.h"
#include "common/json.h"

/* "3 weeks ago", "yesterday", "in" the future "2 days from now"; both since 1970. */
void words_relative(int64_t date_ms, int64_t now_ms, Buf *out);
/* "99 B", "1.2 kB". */
void words_bytes(double bytes, Buf *out);
/* "Name <mail> (url)" of an object with these; what is missing is left out. */
void words_person(Str name, Str email, Str url, Buf *out);

#endif
