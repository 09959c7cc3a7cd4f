/* context.h: what every command works with: settings, log, output, registry, store.
 *
 * Made once in main.c. What costs something (the registry client, the store) is made
 * when it is first asked for.
 */
#ifndef PKG_CONTEXT_H
#define PKG_CONTEXT_H

#include <uv.h>

#include "common/config.h"
#include "pkg/install/pool.h"
#include "pkg/store/store.h"
#include "pkg/ui/log_file.h"
#include "registry-client/client.h"

typedef enum {
    LOG_SILENT,
    LOG_ERROR,
    LOG_WARN,
    LOG_NOTICE,
    LOG_HTTP,
    LOG_INFO,
    LOG_VERBOSE,
    LOG_SILLY,
    LOG_TIMING, /* no level: with --timing only */
} LogLevel;

typedef struct Ctx {
    Arena arena;
    ConfigInput input;
    Config config;
    uv_loop_t *loop;
    RegistryClient *client; /* ctx_client */
    Store store;            /* ctx_store */
    bool store_open;
    LogLevel level;
    const char *command;            /* "install" */
    const char *exe;                /* this program, absolute */
    Str cache;                      /* the cache's folder */
    Buf out;                        /* stdout, until ctx_flush */
    uint64_t started_ns, loaded_ns; /* the settings were read then */
    uint64_t done_ns;               /* the command has ended */
    unsigned umask;                 /* of the process */
    unsigned package_umask;         /* of what is installed: the setting's as well */
    bool color;                     /* on stderr */
    bool color_out;                 /* on stdout */
    bool json;          /* a command that prints nothing but JSON sets it, too */
    Str error_detail;   /* printed behind an error's message: ERESOLVE's explanation */
    cJSON *error_json;  /* members that --json shows beside the code; NULL: none */
    Str error_message;  /* instead of an error's message, where it is longer than that */
    int exit_code;      /* not 0: the process ends with it, whatever the command says */
    int exit_signal;    /* not 0: of a script, passed on to who waits for this process */
    LogFile log;        /* what a failed run leaves to be read */
    bool keeps_log;     /* logs are wanted (logs-max) */
    cJSON *told_args;   /* the program's arguments, without secrets: for logs */
    bool shows_secrets; /* stdout may hold tokens and UUIDs: they were asked for */
    int64_t began_ms;   /* of the clock: names the log */
    Str error_report;   /* a longer explanation of an error, for a file; "": none */
    Map notices;        /* that were shown; those after the first tarball's have no */
    bool told_tarball;  /* empty lines around them */
    cJSON *json_out;    /* what ctx_json was given, merged; NULL: nothing yet */
} Ctx;

/* Reads the settings. Nothing has been printed when this fails; ctx_end is due in any
 * case. argv is the program's. */
int ctx_begin(Ctx *ctx, int argc, char **argv, char **environ_, Err *err);
void ctx_end(Ctx *ctx);

/* ---- Saying something ---- */

/* "pkg warn TITLE text" on stderr, a line for each line of the text; title may be "". */
void ctx_log(Ctx *ctx, LogLevel level, const char *title, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* "pkg timing NAME Completed in 3ms", with --timing. */
void ctx_log_timing(Ctx *ctx, const char *name, int ms);
/* What npm logs without anything behind it, and so shows as a title; of "invalid config
 * X" the first two words alone. */
void ctx_log_title(Ctx *ctx, LogLevel level, Str text);
/* The error as npm prints it: its code, what it says, what to do. */
void ctx_report(Ctx *ctx, const Err *err);
/* The same of one workspace of several, the others go on: without JSON. */
void ctx_report_in(Ctx *ctx, const Err *err, Str workspace, Str location);
/* Of an error that was told already, in the command's own words: --json shows the code,
 * a number or a text. */
void ctx_report_code(Ctx *ctx, cJSON *code);
/* { code, summary, detail } of an error, as --json shows it. */
cJSON *ctx_error_json(Ctx *ctx, const Err *err);
/* Collected for stdout. */
void ctx_print(Ctx *ctx, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void ctx_write(Ctx *ctx, Str text);
void ctx_flush(Ctx *ctx);
/* A part of what --json prints, at the end: objects are merged, of anything else the
 * first one counts, as npm's display does it. value stays the caller's. */
void ctx_json(Ctx *ctx, const cJSON *value);
/* Gives out what there is so far; what comes later is an object of its own. */
void ctx_flush_json(Ctx *ctx);
/* Lines with tabs are asked for. */
bool ctx_is_parseable(const Ctx *ctx);

/* ---- What is made when needed ---- */

int ctx_client(Ctx *ctx, RegistryClient **out, Err *err);
/* The next ctx_client makes a new one: credentials have changed. */
void ctx_renew_client(Ctx *ctx);
int ctx_store(Ctx *ctx, Store **out, Err *err);
/* Settings as the registry client wants them. Texts live in the context. */
RegistryOptions ctx_registry_options(Ctx *ctx);
/* -g, or location=global. */
bool ctx_is_global(const Ctx *ctx);
/* The folder that commands work on: the project's, or the global one. */
Str ctx_prefix(const Ctx *ctx);
/* PREFIX/lib/node_modules or PROJECT/node_modules. */
Str ctx_modules(Ctx *ctx);

#endif
