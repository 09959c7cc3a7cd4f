/* install_audit.h: the audit beside an install: the question goes out when the tree is
 * known, and the answer is looked at when the rest is done. */
#ifndef PKG_INSTALL_INSTALL_AUDIT_H
#define PKG_INSTALL_INSTALL_AUDIT_H

#include "pkg/install/audit.h"

/* Is an audit asked for by somebody (and not by default only)? */
bool install_audit_insists(const Ctx *ctx);
/* What an audit of this tree looks at: settings, workspaces (none: all). */
AuditOptions install_audit_options(Project *p, Tree *t, const Workspaces *workspaces);
/* Asks about the ideal tree; NULL where the settings want no audit. `always`: they aren't
 * looked at. */
Audit *install_audit_start(Project *p, bool always, const Workspaces *workspaces);

#endif
