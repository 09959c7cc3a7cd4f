/* packument_scan.h: where the versions of a registry document stand in its text.
 *
 *     PackumentScan scan;
 *     if (packument_scan(&arena, text, &scan)) …
 *     for (size_t i = 0; i < scan.n_versions; i++)
 *         use(scan.versions[i].key, scan.versions[i].manifest);
 *
 * One pass over the bytes, 64 at a time, without building anything: documents have
 * megabytes of which an install reads a few hundred bytes. The outer two levels
 * (document, versions) are checked as JSON is; deeper ones only for balance. Who parses a
 * slice finds what is wrong in it.
 *
 * What picking and an install read of a manifest is looked for in those that are wanted.
 */
#ifndef COMMON_PACKUMENT_SCAN_H
#define COMMON_PACKUMENT_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/str.h"

/* Texts are slices of the document; keys are what stands between the quotes. */
typedef struct {
    Str key, value;
} PackumentScanMember;

typedef struct {
    Str key;
    Str manifest;
} PackumentScanVersion;

/* Texts of these members' values; ptr is NULL if there is none. */
typedef struct {
    Str deprecated, engines;
} PackumentScanFacts;

typedef struct {
    PackumentScanMember *members; /* of the document, in order, "versions" too */
    size_t n_members;
    PackumentScanVersion
        *versions; /* members of "versions" (the last one of that name) */
    size_t n_versions;
    size_t stopped_at; /* where it went wrong, on failure */
} PackumentScan;

/* False where text is not one JSON object whose outer levels are well formed. A
 * repeated key stands in the result as often as in the text. */
bool packument_scan(Arena *a, Str text, PackumentScan *out);

/* The members of one object's text, in the same manner. False if it is none.
 * *members is in the arena. */
bool packument_scan_members(Arena *a, Str text, PackumentScanMember **members, size_t *n);

/* What picking reads of a manifest. False if it is no object. */
bool packument_scan_facts(Str manifest, PackumentScanFacts *out);

/* What an install reads of a manifest: members in a row, as they stand in the text,
 * commas between them and all. Put into braces, one piece after the other, they are a
 * manifest that resolution can't tell from the whole one. False if it is no object. */
bool packument_scan_install(Arena *a, Str manifest, Str **pieces, size_t *n);

#endif
