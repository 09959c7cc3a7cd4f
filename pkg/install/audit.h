/* audit.h: which packages of a tree are vulnerable, and what would mend them (Arborist's
 * AuditReport).
 *
 *     Audit *u = audit_begin(&project, tree, &options);
 *     audit_start(u);
 *     if (audit_finish(u, &err) == 0) … audit_json(u) …
 *     audit_end(u);
 */
#ifndef PKG_INSTALL_AUDIT_H
#define PKG_INSTALL_AUDIT_H

#include "pkg/install/project.h"
#include "pkg/tree/vulnerable.h"

typedef struct {
    uint32_t filter; /* only nodes with this mark; 0: all */
    Omit omit;
} AuditOptions;

typedef struct Audit Audit;

/* Lives in the project's arena; audit_end is due. */
Audit *audit_begin(Project *p, Tree *t, const AuditOptions *o);
/* Asks the registry for advisories (not when offline), and goes on. */
void audit_start(Audit *u);
/* Waits for them and looks what they concern. Fails with what the answer was. */
int audit_finish(Audit *u, Err *err);
void audit_end(Audit *u);

/* { auditReportVersion, vulnerabilities, metadata }. */
cJSON *audit_json(Audit *u);
/* Of one that failed: { message, method, uri, headers, statusCode, body }. */
cJSON *audit_failure_json(Audit *u, const Err *err);

/* ---- Mending (audit_fix.c) ---- */

/* Makes the project's next project_resolve get rid of what it can. What package.json
 * itself locks in is only told of; with --force its ranges are left: those versions are
 * asked for. The audit must be of p->ideal, and stay until the tree is built. */
int audit_fix(Audit *u, Err *err);
/* Names of packages that stay vulnerable since what mends them is too new for `before`:
 * a warning, if there are any; how many. */
size_t audit_warn_blocked(Audit *u);

#endif
