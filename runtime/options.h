/* options.h: smew's command line. */
#ifndef RUNTIME_OPTIONS_H
#define RUNTIME_OPTIONS_H

#include <stdbool.h>

#include "common/err.h"

#define MAX_PRELOADS 32

typedef struct {
    const char *eval; /* -e, -p */
    bool print, check, version, help, stdin_text, interactive;
    const char *preloads[MAX_PRELOADS]; /* -r */
    int n_preloads;
    int first_arg; /* index in argv of the file, or of the first argument where there is
                      none */
    bool has_file;
} Options;

/* 0, or ERR_EUSAGE with the nearest known option as the hint. */
int options_parse(int argc, char **argv, Options *o, Err *err);
void options_print_help(void);

#endif
