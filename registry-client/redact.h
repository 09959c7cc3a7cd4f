/* redact.h: text from outside made fit for a message.
 *
 * Passwords in URLs become ***, tokens of npm's form too, and what would steer a
 * terminal (control characters, marks that turn text round) is left out.
 */
#ifndef REGISTRY_CLIENT_REDACT_H
#define REGISTRY_CLIENT_REDACT_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/str.h"

/* Appends the text without passwords in URLs ("user:***@"), without tokens of npm's form
 * ("npm_***") and, with `uuids`, without UUIDs, which tokens were once. */
void redact_secrets(Str text, bool uuids, Buf *out);

/* "http://user:pass@host/" → "http://user:***@host/". Cut to size, NUL-terminated. */
void redact_url(Str url, char *out, size_t size);
/* Any text, without tokens. */
void redact_text(Str text, char *out, size_t size);

#endif
