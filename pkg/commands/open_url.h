/* open_url.h: showing a page: in a browser, or as text where there is none. */
#ifndef PKG_COMMANDS_OPEN_URL_H
#define PKG_COMMANDS_OPEN_URL_H

#include "pkg/context.h"

/* Opens the URL with the program of the setting `browser`; without one, or if that
 * program isn't there, prints "title:" and the URL. Only http and https are opened. */
int open_url(Ctx *ctx, Str url, Str title, Err *err);

#endif
