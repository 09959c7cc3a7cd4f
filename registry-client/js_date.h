/* js_date.h: the dates of registries, read as JavaScript's Date.parse reads them.
 *
 *     js_date_parse(STR("2020-01-01T00:00:00.000Z"), &ms)     1577836800000
 *
 * Understood are ECMAScript's own format (also shortened, with an offset, or without
 * one: then a date is UTC and a date with time is local), and what HTTP and old
 * packages use: "Tue, 01 Jan 2013 00:00:00 GMT". Milliseconds since 1970.
 */
#ifndef REGISTRY_CLIENT_JS_DATE_H
#define REGISTRY_CLIENT_JS_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/str.h"

/* False where JavaScript gives NaN. */
bool js_date_parse(Str s, int64_t *ms);

/* As new Date(ms).toLocaleString() with the locale en-US and the local time zone:
 * "1/31/2020, 4:05:09 PM". */
void js_date_locale(int64_t ms, char *out, size_t size);

/* As toISOString: "2020-01-01T00:00:00.000Z". */
void js_date_iso(int64_t ms, char *out, size_t size);

#endif
