/* audit.h: which packages of a tree are vulnerable, and what would mend them: npm's audit
 * report (Arborist's AuditReport) in its JSON form.
 */
#ifndef PKG_INSTALL_AUDIT_H
#define PKG_INSTALL_AUDIT_H

#include "pkg/install/survey.h"

typedef struct {
    uint32_t filter; /* only nodes with this mark; 0: all */
    bool omit_dev, omit_optional, omit_peer;
} AuditOptions;

/* *out: { auditReportVersion, vulnerabilities, metadata }, in the survey's arena. Fails
 * with what the registry's answer to the question for advisories was. */
int audit_report(Survey *s, const AuditOptions *o, cJSON **out, Err *err);

#endif
