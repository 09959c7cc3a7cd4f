/* url_host.c: hosts of URLs: domains, IPv4, IPv6, opaque ones (URL Standard 3.5). */
#include <stdio.h>
#include <stdlib.h>

#include "common/jstext.h"
#include "common/hex.h"
#include "common/url.h"
#include "common/url_private.h"

/* ---- IPv4 ---- */

/* A part of an IPv4 number: decimal, 0octal, 0xhex. -1: none. */
static int64_t ipv4_part(Str s)
{
    int radix = 10;
    uint64_t v = 0;

    if (s.len == 0)
        return -1;
    if (s.len >= 2 && s.ptr[0] == '0' && (s.ptr[1] | 32) == 'x') {
        s = str_from(s, 2);
        radix = 16;
    } else if (s.len >= 2 && s.ptr[0] == '0') {
        s = str_from(s, 1);
        radix = 8;
    }
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        int d = c >= '0' && c <= '9' ? c - '0'
                : (c | 32) >= 'a'    ? (c | 32) - 'a' + 10
                                     : 99;

        if (d >= radix)
            return -1;
        v = v * (unsigned)radix + (unsigned)d;
        if (v > UINT32_MAX)
            v = (uint64_t)UINT32_MAX + 1;
    }
    return (int64_t)v;
}

static Str last_label(Str host)
{
    if (str_ends(host, STR(".")) && str_index(host, '.') != (ptrdiff_t)host.len - 1)
        host.len--;
    else if (str_ends(host, STR(".")))
        host.len--;
    return str_from(host, (size_t)(str_rindex(host, '.') + 1));
}

static bool ends_in_number(Str host)
{
    Str last = last_label(host);
    bool digits = last.len > 0;

    for (size_t i = 0; i < last.len; i++)
        digits = digits && last.ptr[i] >= '0' && last.ptr[i] <= '9';
    if (digits)
        return true;
    return last.len >= 2 && last.ptr[0] == '0' && (last.ptr[1] | 32) == 'x' &&
           ipv4_part(last) >= 0;
}

static bool parse_ipv4(Arena *a, Str host, Str *out)
{
    int64_t parts[4];
    int n = 0;
    uint32_t ip = 0;
    Str rest = host, piece;

    if (str_ends(rest, STR(".")))
        rest.len--;
    while (str_next(&rest, '.', &piece)) {
        if (n == 4 || (parts[n] = ipv4_part(piece)) < 0)
            return false;
        n++;
    }
    if (n == 0)
        return false;
    for (int i = 0; i < n - 1; i++) {
        if (parts[i] > 255)
            return false;
        ip |= (uint32_t)parts[i] << (8 * (3 - i));
    }
    if (parts[n - 1] >= (int64_t)1 << (8 * (5 - n)))
        return false;
    ip |= (uint32_t)parts[n - 1];
    *out =
        arena_strf(a, "%u.%u.%u.%u", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
    return true;
}

/* ---- IPv6 ---- */

/* The dotted tail of an IPv6 address into pieces at + at+1. */
static bool parse_dotted(Str s, uint16_t *pieces)
{
    unsigned bytes[4];
    int n = 0;
    Str piece;

    while (str_next(&s, '.', &piece)) {
        uint64_t v;

        if (n == 4 || piece.len > 3 || (piece.len > 1 && piece.ptr[0] == '0') ||
            !str_to_u64(piece, &v) || v > 255)
            return false;
        bytes[n++] = (unsigned)v;
    }
    if (n != 4)
        return false;
    pieces[0] = (uint16_t)(bytes[0] << 8 | bytes[1]);
    pieces[1] = (uint16_t)(bytes[2] << 8 | bytes[3]);
    return true;
}

static bool parse_ipv6_pieces(Str s, uint16_t out[8])
{
    int n = 0, compress = -1;
    size_t i = 0;

    if (str_starts(s, STR("::"))) {
        i = 2;
        compress = 0;
    } else if (s.len == 0 || s.ptr[0] == ':') {
        return false;
    }
    while (i < s.len) {
        unsigned v = 0;
        size_t digits = 0, start = i;

        if (n == 8)
            return false;
        if (s.ptr[i] == ':') {
            if (compress >= 0)
                return false;
            compress = n;
            i++;
            continue;
        }
        while (digits < 4 && i < s.len && hex_value(s.ptr[i]) >= 0) {
            v = v << 4 | (unsigned)hex_value(s.ptr[i++]);
            digits++;
        }
        if (i < s.len && s.ptr[i] == '.') {
            if (digits == 0 || n > 6 || !parse_dotted(str_from(s, start), out + n))
                return false;
            n += 2;
            break;
        }
        if (i < s.len && s.ptr[i] == ':') {
            if (++i == s.len)
                return false;
        } else if (i < s.len) {
            return false;
        }
        out[n++] = (uint16_t)v;
    }
    if (compress >= 0) {
        int moved = n - compress;

        memmove(out + 8 - moved, out + compress, (size_t)moved * sizeof *out);
        memset(out + compress, 0, (size_t)(8 - n) * sizeof *out);
    } else if (n != 8) {
        return false;
    }
    return true;
}

static Str write_ipv6(Arena *a, const uint16_t p[8])
{
    int best = -1, best_len = 1, n = 0;
    char text[48];

    for (int i = 0; i < 8; i++) {
        int len = 0;

        while (i + len < 8 && p[i + len] == 0)
            len++;
        if (len > best_len) {
            best = i;
            best_len = len;
        }
    }
    n += snprintf(text, sizeof text, "[");
    for (int i = 0; i < 8; i++) {
        if (i == best) {
            n += snprintf(text + n, sizeof text - (size_t)n, i == 0 ? "::" : ":");
            i += best_len - 1;
            continue;
        }
        n += snprintf(text + n, sizeof text - (size_t)n, i == 7 ? "%x" : "%x:", p[i]);
    }
    snprintf(text + n, sizeof text - (size_t)n, "]");
    return str_of(arena_strdup(a, text));
}

/* ---- All hosts ---- */

static bool has_forbidden(Str s, bool domain)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c == 0 || strchr("\t\n\r #/:<>?@[\\]^|", c) != NULL)
            return true;
        if (domain && (c < 0x20 || c == '%' || c == 0x7F))
            return true;
    }
    return false;
}

static bool is_ascii(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

bool url_parse_host(Arena *a, Str input, bool special, Str *out)
{
    uint16_t pieces[8] = { 0 };
    Str domain;

    if (input.len > 0 && input.ptr[0] == '[') {
        if (!str_ends(input, STR("]")) ||
            !parse_ipv6_pieces(str_sub(input, 1, input.len - 1), pieces))
            return false;
        *out = write_ipv6(a, pieces);
        return true;
    }
    if (!special) {
        if (has_forbidden(input, false))
            return false;
        *out = url_percent_encode(a, input, URL_SET_C0);
        return true;
    }
    domain = js_lower(a, url_percent_decode(a, input));
    if ((!is_ascii(domain) || str_has(domain, STR("xn--"))) &&
        !url_domain_to_ascii(a, domain, &domain))
        return false;
    if (domain.len == 0 || has_forbidden(domain, true))
        return false;
    if (ends_in_number(domain))
        return parse_ipv4(a, domain, out);
    *out = domain;
    return true;
}
