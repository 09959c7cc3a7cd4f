/* answer_error.h: what an answer of 400 and above says, in npm's words. Private to
 * registry-client/. */
#ifndef REGISTRY_CLIENT_ANSWER_ERROR_H
#define REGISTRY_CLIENT_ANSWER_ERROR_H

#include "common/err.h"
#include "common/str.h"

typedef struct {
    int status;
    Str reason; /* of the status line, often empty */
    const char *method;
    Str url;
    Str www_authenticate; /* its header */
    Str body;
    Str package; /* what was asked for, "" */
} AnswerFacts;

/* Fills *err and returns its code. */
int answer_error(const AnswerFacts *f, Err *err);
/* ERR_FETCH_ERROR for a body that json_parse has refused: `why`. */
int answer_no_json(Str url, Str body, const Err *why, Err *err);

#endif
