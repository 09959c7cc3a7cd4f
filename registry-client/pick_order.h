/* pick_order.h: a packument's versions by precedence. Private to registry-client/. */
#ifndef REGISTRY_CLIENT_PICK_ORDER_H
#define REGISTRY_CLIENT_PICK_ORDER_H

#include "common/semver_range.h"
#include "registry-client/packument_data.h"

/* Makes p->order and p->n_valid if they aren't there: numbers of records, highest
 * version first, of equal ones the earlier record first; records whose text is no
 * version (also loosely read) behind all others. */
void pack_make_order(Packument *p);

/* Version of a record, loosely read, parsed once; NULL if its text is none. */
const Semver *pack_semver(Packument *p, uint32_t record);

/* The part of the order in which a range can match: from *first up to *end. */
void pack_range_bounds(Packument *p, const SemverRange *r, uint32_t *first,
                       uint32_t *end);

#endif
