/* audit_text.h: an audit report in words, as npm-audit-report has them. Pure. */
#ifndef PKG_UI_AUDIT_TEXT_H
#define PKG_UI_AUDIT_TEXT_H

#include "common/buf.h"
#include "common/json.h"

/* "found 0 vulnerabilities", or how many there are and what to do. */
void audit_summary(Arena *a, const cJSON *report, bool colour, Buf *out);
/* The whole report. */
void audit_text(Arena *a, const cJSON *report, bool colour, Buf *out);
/* Is anything at least as severe as `level` ("low" … "critical"; "none": never)? */
bool audit_reaches(const cJSON *report, Str level);

#endif
