/* reify_report.h: what the commands that change the tree say at the end: packages,
 * funding, the audit (npm's reify-output). */
#ifndef PKG_COMMANDS_REIFY_REPORT_H
#define PKG_COMMANDS_REIFY_REPORT_H

#include "pkg/install/install.h"

/* Prints it, or adds it to what --json prints. For `audit` itself: sets the exit code by
 * what was found, and fails where the registry couldn't say. */
int reify_report(Ctx *ctx, InstallResult *r, Err *err);

#endif
