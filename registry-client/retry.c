/* retry.c: the schedule of attempts. */
#include "registry-client/retry.h"

#include <errno.h>

#include "common/err.h"
#include "registry-client/js_date.h"

#define LONGEST_OBEYED_MS 60000

/* A fault of the network that may be gone the next time. */
static bool retry_is_passing(int code)
{
    switch (code) {
    case -ECONNRESET:
    case -ECONNREFUSED:
    case -ECONNABORTED:
    case -EADDRINUSE:
    case -ETIMEDOUT:
    case -EPIPE:
    case -ENETUNREACH:
    case -EHOSTUNREACH:
    case -EAGAIN:
    case ERR_EAI_AGAIN:
    case ERR_ECONNECTIONTIMEOUT:
    case ERR_EIDLETIMEOUT:
    case ERR_FETCH_ERROR: /* no head came in time */
    case ERR_HPE_INVALID_CONSTANT:
    case ERR_HPE_INVALID_CHUNK_SIZE: return true;
    default: return false;
    }
}

static bool is_passing_status(int status)
{
    return status == 408 || status == 420 || status == 429 || status >= 500;
}

static double backoff_ms(const RegistryOptions *o, int attempt, double random)
{
    double ms = (double)o->fetch_retry_mintimeout_ms;
    double most = (double)o->fetch_retry_maxtimeout_ms;

    for (int i = 1; i < attempt && ms < most; i++)
        ms *= o->fetch_retry_factor;
    if (ms > most)
        ms = most;
    return ms * (0.75 + 0.25 * random);
}

long retry_wait(const RegistryOptions *o, const RetryFacts *f)
{
    long longest = o->fetch_retry_maxtimeout_ms > LONGEST_OBEYED_MS
                       ? o->fetch_retry_maxtimeout_ms
                       : LONGEST_OBEYED_MS;
    double ms;

    if (f->is_post || f->attempt > o->fetch_retries)
        return -1;
    if (f->status ? !is_passing_status(f->status) : !retry_is_passing(f->code))
        return -1;
    if (f->retry_after_ms > longest)
        return -1;
    ms = backoff_ms(o, f->attempt, f->random);
    /* The server's word counts where there is one; a little more, to spread out. */
    if (f->retry_after_ms >= 0)
        ms = (double)f->retry_after_ms * (1 + 0.1 * f->random);
    return (long)ms;
}

long retry_after_ms(Str header, long long now_ms)
{
    uint64_t seconds;
    int64_t date;

    header = str_trim(header);
    if (str_to_u64(header, &seconds))
        return seconds > 1000000 ? 1000000000 : (long)seconds * 1000;
    /* A date has letters; bare numbers like "-1" or "1.5" mean nothing here. */
    if (header.len < 8 || str_index(header, ':') < 0 || !js_date_parse(header, &date))
        return -1;
    if (date <= now_ms)
        return 0;
    return date - now_ms > 1000000000 ? 1000000000 : (long)(date - now_ms);
}
