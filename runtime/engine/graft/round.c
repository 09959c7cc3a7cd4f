/* round.c: Math.round of numbers that have no fraction: adding a half would round them.
 */

DUK_LOCAL double duk__round_fixed(double x)
{
    return DUK_FABS(x) >= 4503599627370496.0 ? x : duk__round_fixed_engine(x);
}
