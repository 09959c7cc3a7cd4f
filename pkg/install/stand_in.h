/* stand_in.h: what scripts find of Node.js and npm on a machine that has neither.
 *
 * Scripts say `node build.js`, `npm run clean`, `npx tool`, and the commands of packages
 * begin with `#!/usr/bin/env node`. What PATH lacks of these three is in a folder of the
 * cache, which goes to the end of PATH: links to the runtime beside this program (or in
 * PATH), and to this program, which is npx where it is called so.
 */
#ifndef PKG_INSTALL_STAND_IN_H
#define PKG_INSTALL_STAND_IN_H

#include "pkg/context.h"
#include "pkg/install/env_set.h"

/* Makes the links and changes PATH in env, where something is lacking. Returns the path
 * of `node`, of whatever kind; "node" where there is none. A cache that can't be written
 * is no error: then there are no stand-ins. */
Str stand_in_offer(Ctx *ctx, EnvSet *env);

#endif
