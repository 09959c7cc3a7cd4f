/* inspect.h: JSON values as Node's util.inspect shows them, for commands that print
 * parts of documents (`view`): depth 5, all elements, as npm asks.
 * Raw text stays as it is: undefined, which JSON has no word for. */
#ifndef PKG_UI_INSPECT_H
#define PKG_UI_INSPECT_H

#include "common/buf.h"
#include "common/json.h"

void inspect_json(const cJSON *value, bool colours, Buf *out);

#endif
