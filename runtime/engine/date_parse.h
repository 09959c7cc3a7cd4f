/* date_parse.h: what the text of a date says: the specification's own format, and what V8
 * accepts besides ("Jan 1, 2020 10:00 PM GMT+0100 (CET)", "2020/1/2", "Tue, 15 Nov 1994
 * 08:12:31 GMT"). Which time that is in which zone is for the caller to find. */
#ifndef RUNTIME_ENGINE_DATE_PARSE_H
#define RUNTIME_ENGINE_DATE_PARSE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    int year, month, day; /* from 1; the day may be one that the month doesn't have */
    int hour, minute, second, ms;
    bool local; /* of the machine's zone; else `offset` seconds ahead of UTC */
    int offset;
} DateFields;

/* False where the text is no date. */
bool date_parse(const char *text, size_t len, DateFields *out);

#endif
