/* cache_policy.h: how long an answer may be used again (RFC 9111 for a private cache).
 *
 * As npm sees it: Cache-Control's max-age counts, then Expires, then a tenth of the
 * time since Last-Modified; no-cache means to ask each time, no-store not to keep it;
 * must-revalidate means to ask each time, and not to fall back on an old answer when
 * the registry can't be reached.
 */
#ifndef REGISTRY_CLIENT_CACHE_POLICY_H
#define REGISTRY_CLIENT_CACHE_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include "common/str.h"

/* Headers of an answer, "" where it has none. */
typedef struct {
    Str cache_control, pragma, expires, date, age, last_modified, vary;
} CacheHeaders;

typedef struct {
    bool storable;
    bool must_revalidate;
    int64_t fresh_until_ms; /* since 1970; 0: never fresh */
} CachePolicy;

/* For a 200 (or 304) that came at now_ms. */
CachePolicy cache_policy(const CacheHeaders *h, int64_t now_ms);

#endif
