/* date_clip.c: a time is never -0. */

DUK_LOCAL duk_double_t duk__timeclip(duk_double_t x)
{
    return duk__timeclip_engine(x) + 0.0;
}
