/* json_scan.h: the strict check that says why json_parse refuses a text.
 * Private to common/json*.c. */
#ifndef COMMON_JSON_SCAN_H
#define COMMON_JSON_SCAN_H

#include <stdbool.h>

#include "common/str.h"

typedef enum {
    JSON_SCAN_OK,
    JSON_SCAN_BAD,      /* a token that can't stand at `offset` */
    JSON_SCAN_END,      /* the text ends too early */
    JSON_SCAN_CONTROL,  /* a raw control character in a string */
    JSON_SCAN_ESCAPE,   /* a bad escape */
    JSON_SCAN_TOO_DEEP, /* nesting over the limit */
} JsonScanResult;

typedef struct {
    size_t offset;   /* where it stopped */
    bool odd_escape; /* \u0000 or a surrogate that has no partner was seen */
} JsonScan;

/* The first quote, backslash or control character from p on, or end. */
const char *json_find_special(const char *p, const char *end);
/* Checks that text is exactly one JSON value. */
JsonScanResult json_scan(Str text, int max_depth, JsonScan *out);

#endif
