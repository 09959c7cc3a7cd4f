/* uuid.h: identifiers of the form 01234567-89ab-cdef-0123-456789abcdef. */
#ifndef PKG_COMMANDS_UUID_H
#define PKG_COMMANDS_UUID_H

#include <ctype.h>

#include "common/str.h"

static inline bool uuid_is_valid(Str s)
{
    static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    if (s.len != sizeof shape - 1)
        return false;
    for (size_t i = 0; shape[i] != '\0'; i++) {
        if (shape[i] == 'x' ? !isxdigit((unsigned char)s.ptr[i]) : s.ptr[i] != '-')
            return false;
    }
    return true;
}

#endif
