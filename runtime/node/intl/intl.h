/* intl.h: internalBinding('intl') by parts (each puts its functions on the object on
 * top), and what the language's own objects get from it. */
#ifndef RUNTIME_NODE_INTL_INTL_H
#define RUNTIME_NODE_INTL_INTL_H

#include <duktape.h>

void intl_put_locale(duk_context *ctx);
void intl_put_number(duk_context *ctx);
void intl_put_date(duk_context *ctx);
void intl_put_text(duk_context *ctx);

/* Puts the methods of String, Number, BigInt and Date that speak a language in the place
 * of the engine's: [ ] -> [ ]. Once per heap. */
void intl_install(duk_context *ctx);

#endif
