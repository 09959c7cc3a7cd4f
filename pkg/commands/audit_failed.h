/* audit_failed.h: the registry's answer to an audit that was none. */
#ifndef PKG_COMMANDS_AUDIT_FAILED_H
#define PKG_COMMANDS_AUDIT_FAILED_H

#include "common/json.h"
#include "pkg/context.h"

/* Warns, prints the answer (failure: as audit_failure_json has it) and fails. */
int audit_failed(Ctx *ctx, const cJSON *failure, Err *err);

#endif
