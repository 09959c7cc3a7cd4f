/* nerf.h: where credentials belong: the key of a URL in .npmrc.
 *
 *     https://host:8080/npm/pkg -> //host:8080/npm/
 */
#ifndef COMMON_NERF_H
#define COMMON_NERF_H

#include "common/arena.h"
#include "common/err.h"

/* The URL's host, port and folder. ERR_EINVALIDCONFIG for what is no URL. */
int nerf_dart(Arena *a, Str url, Str *out, Err *err);

#endif
