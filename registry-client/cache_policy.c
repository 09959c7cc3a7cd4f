/* cache_policy.c: headers to freshness. */
#include "registry-client/cache_policy.h"

#include "registry-client/js_date.h"

#define DAY_SECONDS (24.0 * 3600)

typedef struct {
    bool no_store, no_cache, must_revalidate, immutable, has_max_age;
    double max_age;
} Directives;

/* As JavaScript's parseInt, 0 where that gives NaN. */
static double leading_number(Str s)
{
    double n = 0, sign = 1;
    size_t i = 0;

    s = str_trim(s);
    if (s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+')) {
        sign = s.ptr[0] == '-' ? -1 : 1;
        i = 1;
    }
    for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
        n = n * 10 + (s.ptr[i] - '0');
    return n > 1e12 ? 1e12 : sign * n;
}

static Directives read_directives(Str header)
{
    Directives d = { 0 };
    Str rest = header, part;

    while (header.len > 0 && str_next(&rest, ',', &part)) {
        Str key, value;

        str_cut(part, '=', &key, &value);
        key = str_trim(key);
        value = str_trim(value);
        if (value.len > 1 && value.ptr[0] == '"')
            value = str_sub(value, 1, value.len - 1);
        if (str_is(key, "no-store"))
            d.no_store = true;
        else if (str_is(key, "no-cache"))
            d.no_cache = true;
        else if (str_is(key, "must-revalidate"))
            d.must_revalidate = true;
        else if (str_is(key, "immutable"))
            d.immutable = true;
        else if (str_is(key, "max-age") && value.len > 0) {
            d.has_max_age = true;
            d.max_age = leading_number(value);
        }
    }
    return d;
}

/* Seconds for which the answer is fresh, counted from when it was made. */
static double lifetime(const CacheHeaders *h, const Directives *d, int64_t now_ms)
{
    double least = d->immutable ? DAY_SECONDS : 0, seconds;
    int64_t made = now_ms, then;

    if (d->no_cache || str_is(h->vary, "*"))
        return 0;
    if (d->has_max_age)
        return d->max_age;
    (void)js_date_parse(h->date, &made);
    if (h->expires.len > 0) {
        if (!js_date_parse(h->expires, &then) || then < made)
            return 0;
        seconds = (double)(then - made) / 1000;
        return seconds > least ? seconds : least;
    }
    if (h->last_modified.len > 0 && js_date_parse(h->last_modified, &then) &&
        made > then) {
        seconds = (double)(made - then) / 1000 * 0.1;
        return seconds > least ? seconds : least;
    }
    return least;
}

CachePolicy cache_policy(const CacheHeaders *h, int64_t now_ms)
{
    Directives d = read_directives(h->cache_control);
    double left;

    if (h->cache_control.len == 0 && str_has(h->pragma, STR("no-cache")))
        d.no_cache = true;
    left = lifetime(h, &d, now_ms) - leading_number(h->age);
    return (CachePolicy){ .storable = !d.no_store,
                          .must_revalidate = d.must_revalidate,
                          .fresh_until_ms =
                              left > 0 ? now_ms + (int64_t)(left * 1000) : 0 };
}
