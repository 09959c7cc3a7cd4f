/* config_private.h: shared by config*.c. */
#ifndef COMMON_CONFIG_PRIVATE_H
#define COMMON_CONFIG_PRIVATE_H

#include "common/config.h"
#include "common/config_defs.h"

typedef struct {
    const char *name;
    unsigned types;
    const char *words, *dflt, *letters;
    unsigned flags;
    const char *excludes;
} ConfigDef;

extern const ConfigDef config_defs[];
extern const size_t config_n_defs;

/* NULL if there is none. */
const ConfigDef *config_def(Str key);

void config_warn(Config *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* ---- config_value.c ---- */

/* The text with its ${VARIABLES} filled in. */
Str config_expand(Config *c, Str s);
/* What a text (or list of texts) of a file or variable means for the setting. NULL for
 * "undefined". */
cJSON *config_parse_field(Config *c, const cJSON *value, Str key);
/* Brings a value to one of the setting's types. NULL if it is none of them: then it has
 * been warned of. */
const cJSON *config_clean(Config *c, Str key, const cJSON *value, const char *source);

/* ---- config_cli.c ---- */

/* argv → an object of settings; c->args and c->unknown. */
cJSON *config_parse_cli(Config *c);

/* ---- config_file.c ---- */

int config_load_file(Config *c, ConfigWhere where, Str path, Err *err);
/* Takes an object into a layer. */
void config_load_object(Config *c, ConfigWhere where, cJSON *obj, Str source);

/* ---- config_trust.c ---- */

/* CONFIG_LITERAL: only as it is written, without variables. */
typedef enum { CONFIG_TRUST, CONFIG_LITERAL, CONFIG_REFUSE } ConfigTrust;

/* May a project's .npmrc set this? Warns where it may not. */
ConfigTrust config_trust_project(Config *c, Str key, const cJSON *value,
                                 const char *file);

/* ---- config_defaults.c ---- */

void config_load_defaults(Config *c);

#endif
