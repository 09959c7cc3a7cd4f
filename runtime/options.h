/* options.h: smew's command line, and what NODE_OPTIONS adds to it. */
#ifndef RUNTIME_OPTIONS_H
#define RUNTIME_OPTIONS_H

#include <stdbool.h>

#include "common/arena.h"
#include "common/err.h"

#define MAX_LISTED 32

/* The values of an option that may be given several times. */
typedef struct {
    const char *items[MAX_LISTED];
    int n;
} OptionList;

typedef struct {
    const char *eval; /* -e, -p */
    bool print, check, version, help, stdin_text, interactive, expose_gc;
    bool preserve_symlinks, preserve_symlinks_main;
    OptionList preloads;    /* -r */
    OptionList conditions;  /* -C */
    OptionList env_files;   /* --env-file */
    const char *input_type; /* NULL: not said */
    /* Index in argv of the file, or of the first argument where there is none. */
    int first_arg;
    bool has_file;
} Options;

/* 0, or ERR_EUSAGE with the nearest known option as the hint. Options keep pointing into
 * argv and the arena. `node_options` is the environment's NODE_OPTIONS, or NULL: what is
 * unknown there is left aside, as it may be for another program. */
int options_parse(int argc, char **argv, const char *node_options, Arena *arena,
                  Options *o, Err *err);
void options_print_help(void);

#endif
