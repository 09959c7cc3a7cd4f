/* lend_threads.h: registry documents are read by the threads that extract and link.
 *
 * An install makes its tree of them, and its own thread has enough to do with that and
 * the network. Those documents go before tarballs: the tree waits for them.
 */
#ifndef PKG_INSTALL_LEND_THREADS_H
#define PKG_INSTALL_LEND_THREADS_H

#include "pkg/context.h"

/* The client, where there is one to be had, gets the threads. They are started when the
 * first document comes. False: it doesn't, or has them already. */
bool lend_threads(Ctx *ctx);
/* It has them no more: what it has given them is done. */
void lend_threads_end(void);

#endif
