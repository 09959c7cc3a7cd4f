/* half.h: IEEE 754 binary16 to numbers and back, rounding to even (Float16Array,
 * DataView, Math). */
#ifndef RUNTIME_ENGINE_HALF_H
#define RUNTIME_ENGINE_HALF_H

#include <math.h>
#include <stdint.h>

static inline double half_to_number(uint16_t h)
{
    int exponent = h >> 10 & 0x1F, fraction = h & 0x3FF;
    double v;

    if (exponent == 0x1F)
        v = fraction != 0 ? NAN : INFINITY;
    else if (exponent == 0)
        v = ldexp(fraction, -24);
    else
        v = ldexp(fraction + 0x400, exponent - 25);
    return h & 0x8000 ? -v : v;
}

static inline uint16_t half_of_number(double v)
{
    uint16_t sign = signbit(v) ? 0x8000 : 0;
    double m = fabs(v), scaled;
    int exponent;

    if (isnan(v))
        return 0x7E00;
    if (m >= 65520) /* half way from the largest to what would be the next */
        return sign | 0x7C00;
    if (m < 0x1p-14) /* subnormal; rounding up to 0x400 gives the smallest normal one */
        return sign | (uint16_t)nearbyint(ldexp(m, 24));
    exponent = ilogb(m);
    scaled = nearbyint(ldexp(m, 10 - exponent)); /* 0x400 to 0x800 */
    return sign | (uint16_t)(((exponent + 14) << 10) + (int)scaled);
}

#endif
