/* retry.h: whether a failed attempt is made again, and after how long. Pure: the
 * random number is an argument.
 *
 * Network faults and the answers 408, 420, 429 and 5xx are tried again, but never a
 * POST: it may have had its effect. The wait grows from mintimeout by factor up to
 * maxtimeout, with jitter, so that many clients don't come back at one moment. A
 * server that says Retry-After is obeyed, but not for longer than a minute (or
 * maxtimeout, if that is longer): then trying again is left to the user.
 */
#ifndef REGISTRY_CLIENT_RETRY_H
#define REGISTRY_CLIENT_RETRY_H

#include "registry-client/options.h"

typedef struct {
    bool is_post;
    int attempt;         /* that has failed, from 1 */
    int status;          /* of the answer, 0 if there was none */
    int code;            /* of the Err where there was no answer */
    long retry_after_ms; /* -1: not said */
    double random;       /* 0 to 1 */
} RetryFacts;

/* Milliseconds to wait before the next attempt, -1 to give up. */
long retry_wait(const RegistryOptions *o, const RetryFacts *f);

/* Retry-After: seconds or a date. now_ms since 1970. -1 if it is neither. */
long retry_after_ms(Str header, long long now_ms);

#endif
