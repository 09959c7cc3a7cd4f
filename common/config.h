/* config.h: settings in layers, as npm has them, each value with the place it is from.
 *
 *     Config c;
 *     if (config_load(&c, &input, &err) < 0) …
 *     config_bool(&c, "dry-run")            of the uppermost layer that has it
 *     config_find(&c, "registry")           CONFIG_USER, say
 *     c.args                                what the command line has besides settings
 *     config_release(&c);
 *
 * Files are read but never changed, but for config_save. Nothing is printed: what npm
 * would warn of stands in `warnings`.
 */
#ifndef COMMON_CONFIG_H
#define COMMON_CONFIG_H

#include "common/json.h"
#include "common/map.h"
#include "common/vec.h"

/* From the weakest to the strongest. */
typedef enum {
    CONFIG_DEFAULT,
    CONFIG_BUILTIN,
    CONFIG_GLOBAL,
    CONFIG_USER,
    CONFIG_PROJECT,
    CONFIG_ENV,
    CONFIG_CLI,
    CONFIG_LAYERS
} ConfigWhere;

typedef struct {
    Map values; /* key → const cJSON * */
    Map read;   /* the same as it was read, whatever its type: files and environment */
    cJSON *raw; /* a file's contents before any value was read; NULL without a file */
    Str source; /* the file's path, or what it is: "environment" */
    VEC(Str)
    faults; /* warnings of values that aren't of their type: to be told by who
               uses the settings, not by `config`, which mends them */
    bool is_file, loaded;
} ConfigLayer;

typedef struct {
    char **argv; /* without the program's name */
    int argc;
    char *const *environ_; /* "A=1", NULL-terminated */
    Str cwd;
    Str exe_prefix;   /* the folder that bin/ with the program is in */
    Str registry;     /* default values that differ from build to build … */
    Str npm_version;  /* … or are the program's to know */
    Str node_version; /* without "v" */
    Str node_gyp;     /* path, or "" */
    bool tty;         /* stdout and stderr are terminals */
    /* Is `folder` one of the workspaces of the project at `root`? May be NULL. */
    bool (*is_workspace)(void *ctx, Str root, Str folder);
    void *ctx;
} ConfigInput;

/* A line for the log, as warning or as error. */
typedef struct {
    Str text;
    bool is_error;
} ConfigNote;

typedef struct Config {
    Arena arena;
    const ConfigInput *in;
    ConfigLayer layers[CONFIG_LAYERS];
    VEC(char *) args;
    VEC(Str) unknown;         /* options of the command line that don't exist: "--frce" */
    VEC(Str) loose;           /* words behind those, which are arguments and no values */
    VEC(ConfigNote) warnings; /* "config also …": what is told at once */
    VEC(Str)
    queued; /* those of settings that don't exist, elsewhere than on the
               command line: to be told when a command runs */
    Str home, global_prefix, local_prefix;
    bool has_package;    /* local_prefix has a package.json */
    Str found_workspace; /* the workspace that the current folder is, or "" */
    Err bad;             /* the first of what stops everything (exclusive options) */
} Config;

/* Reads everything. `in` and what it borrows must stay. Fails with ERR_EINVALIDCONFIG
 * for options that exclude each other, with what reading a file fails with (but not
 * ENOENT). config_release is due in any case. */
int config_load(Config *c, const ConfigInput *in, Err *err);
void config_release(Config *c);

/* ---- Reading ---- */

/* NULL where nobody sets it. Borrowed until the key is set anew. */
const cJSON *config_get(const Config *c, const char *key);
const cJSON *config_get_at(const Config *c, ConfigWhere where, const char *key);
/* As JavaScript's truth. */
bool config_bool(const Config *c, const char *key);
/* The text; "" for what is none. A list's elements with "\n\n" between are not joined:
 * the first one. */
Str config_str(const Config *c, const char *key);
double config_num(const Config *c, const char *key, double otherwise);
/* Layer of the value; CONFIG_DEFAULT also for what nobody sets. */
ConfigWhere config_find(const Config *c, const char *key);
bool config_is_default(const Config *c, const char *key);
/* Does the value (text, list) hold that word? */
bool config_has(const Config *c, const char *key, const char *word);

const char *config_where_name(ConfigWhere where);
/* -1 if there is no such place. */
int config_where_of(Str name);
/* Is it a setting of npm's? */
bool config_is_known(Str key);
/* What there is to say of a setting, found in a place of that name ("project"), which
 * neither exists nor is one of a registry ("//host/:_authToken"); "" if it is either. */
Str config_unknown(Arena *a, const char *where, Str key);
bool config_is_deprecated(Str key);
/* Can it be given several times? */
bool config_is_list(Str key);
/* Can it be given without a value? */
bool config_is_switch(Str key);
/* What a short form ("D", "quiet", without dashes) stands for: an option, and its value
 * or NULL. NULL if it is none. */
const char *const *config_shorthand(Arena *a, Str form);
/* All names, in npm's order. */
const char *const *config_names(size_t *n);
/* How a setting is given on the command line, in the arena; NULL if there is none:
 * "-E|--save-exact", "--omit <dev|peer> [--omit <dev|peer> ...]". */
const char *config_usage(Arena *a, const char *key);
/* "-S|--save" and what it is for, for lists of options; NULL for what nobody explains. */
const char *config_flag(Arena *a, const char *key);
const char *config_purpose(const char *key);
/* Names (separated by spaces) of the settings that can't be given together with it. */
const char *config_excludes(const char *key);
/* Is the word one of a list with spaces between? */
bool config_word_in(const char *list, Str word);

/* ---- Options of one command ---- */

typedef struct ConfigOwn {
    const char *name, *alias; /* alias: another name, or NULL */
    bool is_flag, is_list;    /* takes no value; may be given several times */
    bool required;
    const char *purpose; /* one line of help */
} ConfigOwn;

/* Reads the command line once more, for a command with options of its own: *values has
 * them by name, c->args and c->unknown are what is left. ERR_ENOCODE where an option came
 * by both of its names. */
int config_parse_own(Config *c, const ConfigOwn *own, size_t n, cJSON **values, Err *err);

/* ---- As it was read ---- */

/* The uppermost layer's value, also if it is none of what the setting may be (`config
 * get` shows it so, other commands don't see it). NULL where nobody sets it. */
const cJSON *config_get_read(const Config *c, const char *key);
/* The same for one layer. */
const cJSON *config_get_read_at(const Config *c, ConfigWhere where, const char *key);
/* Is it one of npm's settings that hold a date? */
bool config_is_date(Str key);
/* Does its value stay unseen (credentials, a registry's or everybody's)? */
bool config_is_protected(Str key);

/* ---- Changing ---- */

/* For this run; config_save keeps it. value is copied. */
void config_set(Config *c, ConfigWhere where, Str key, const cJSON *value);
void config_set_text(Config *c, ConfigWhere where, Str key, Str text);
void config_unset(Config *c, ConfigWhere where, Str key);
/* Is the text one that the setting can have? If not, warnings say what would be. */
bool config_check_text(Config *c, Str key, Str value, Str source);
/* Writes the layer's file, or removes it when it is empty. Its source must be a file.
 * The user's is for the user's eyes only. */
int config_save(Config *c, ConfigWhere where, Err *err);

/* ---- For scripts ---- */

typedef void ConfigEnv(void *ctx, const char *name, Str value);
/* npm_config_* for what isn't default, and npm's other variables about settings. */
void config_env(const Config *c, Str user_agent, ConfigEnv *put, void *ctx);
/* The user-agent setting with its places filled in. */
Str config_user_agent(const Config *c, Arena *a);
/* Name of the continuous integration at work, "" for none. */
Str config_ci_name(const Config *c);
/* A variable of the input's environment; NULL if it isn't set. */
const char *config_getenv(const Config *c, Str name);

#endif
