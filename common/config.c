/* config.c: the layers: which there are, what they say, in which order they load. */
#include "common/config.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/bug.h"
#include "common/config_private.h"
#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/xalloc.h"

/* ---- Definitions ---- */

const ConfigDef config_defs[] = {
#define X(name, types, words, dflt, letters, flags, excludes) \
    { name, types, words, dflt, letters, flags, excludes },
    CONFIG_DEFS(X)
#undef X
};
const size_t config_n_defs = ARRAY_LEN(config_defs);

#define N_DEFS ARRAY_LEN(config_defs)

/* Names by their hash: 179 of them in 512 places. */
#define N_SLOTS 512
static short slots[N_SLOTS];
static bool slots_ready;

static void fill_slots(void)
{
    for (size_t i = 0; i < N_DEFS; i++) {
        size_t at = str_hash(str_of(config_defs[i].name)) % N_SLOTS;

        while (slots[at] != 0)
            at = (at + 1) % N_SLOTS;
        slots[at] = (short)(i + 1);
    }
    slots_ready = true;
}

const ConfigDef *config_def(Str key)
{
    size_t at = str_hash(key) % N_SLOTS;

    if (!slots_ready)
        fill_slots();
    for (; slots[at] != 0; at = (at + 1) % N_SLOTS) {
        if (str_is(key, config_defs[slots[at] - 1].name))
            return &config_defs[slots[at] - 1];
    }
    return NULL;
}

bool config_is_known(Str key)
{
    return config_def(key) != NULL;
}

bool config_is_list(Str key)
{
    const ConfigDef *d = config_def(key);

    return d != NULL && (d->types & CT_ARRAY) != 0;
}

bool config_is_switch(Str key)
{
    const ConfigDef *d = config_def(key);

    return d != NULL && (d->types & CT_BOOL) != 0;
}

bool config_is_deprecated(Str key)
{
    const ConfigDef *d = config_def(key);

    return d != NULL && (d->flags & CF_DEPRECATED) != 0;
}

const char *const *config_names(size_t *n)
{
    static const char *const names[] = {
#define X(name, types, words, dflt, letters, flags, excludes) name,
        CONFIG_DEFS(X)
#undef X
    };

    *n = ARRAY_LEN(names);
    return names;
}

static const char *const where_names[] = { "default", "builtin", "global", "user",
                                           "project", "env",     "cli" };

const char *config_where_name(ConfigWhere where)
{
    return where_names[where];
}

int config_where_of(Str name)
{
    for (int i = 0; i < CONFIG_LAYERS; i++) {
        if (str_is(name, where_names[i]))
            return i;
    }
    return -1;
}

bool config_word_in(const char *list, Str word)
{
    Str rest = str_of(list), one;

    while (rest.len > 0 && str_next(&rest, ' ', &one)) {
        if (str_eq(one, word))
            return true;
    }
    return false;
}

void config_warn(Config *c, const char *fmt, ...)
{
    char text[1024];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    vec_push(&c->warnings, ((ConfigNote){ arena_str(&c->arena, str_of(text)), false }));
}

/* ---- Reading ---- */

const cJSON *config_get_at(const Config *c, ConfigWhere where, const char *key)
{
    return map_get(&c->layers[where].values, str_of(key));
}

static int layer_of(const Config *c, Str key)
{
    for (int i = CONFIG_LAYERS - 1; i >= 0; i--) {
        if (map_has(&c->layers[i].values, key))
            return i;
    }
    return -1;
}

const cJSON *config_get(const Config *c, const char *key)
{
    int at = layer_of(c, str_of(key));

    return at < 0 ? NULL : map_get(&c->layers[at].values, str_of(key));
}

const cJSON *config_get_read_at(const Config *c, ConfigWhere where, const char *key)
{
    const ConfigLayer *l = &c->layers[where];
    Str k = str_of(key);

    return map_has(&l->read, k) ? map_get(&l->read, k) : map_get(&l->values, k);
}

const cJSON *config_get_read(const Config *c, const char *key)
{
    Str k = str_of(key);

    for (int i = CONFIG_LAYERS - 1; i >= 0; i--) {
        if (map_has(&c->layers[i].read, k) || map_has(&c->layers[i].values, k))
            return config_get_read_at(c, (ConfigWhere)i, key);
    }
    return NULL;
}

bool config_is_date(Str key)
{
    const ConfigDef *d = config_def(key);

    return d != NULL && (d->types & CT_DATE) != 0;
}

bool config_bool(const Config *c, const char *key)
{
    return json_truthy(config_get(c, key));
}

Str config_str(const Config *c, const char *key)
{
    const cJSON *v = config_get(c, key);

    if (json_is_arr(v))
        v = v->child;
    return json_str(v);
}

double config_num(const Config *c, const char *key, double otherwise)
{
    const cJSON *v = config_get(c, key);

    return json_is_num(v) ? v->valuedouble : otherwise;
}

ConfigWhere config_find(const Config *c, const char *key)
{
    int at = layer_of(c, str_of(key));

    return at < 0 ? CONFIG_DEFAULT : (ConfigWhere)at;
}

bool config_is_default(const Config *c, const char *key)
{
    return config_find(c, key) == CONFIG_DEFAULT;
}

bool config_has(const Config *c, const char *key, const char *word)
{
    const cJSON *v = config_get(c, key);

    if (!json_is_arr(v))
        return json_is_str(v) && str_is(json_str(v), word);
    JSON_EACH (e, v) {
        if (str_is(json_str(e), word))
            return true;
    }
    return false;
}

const char *config_getenv(const Config *c, Str name)
{
    for (char *const *e = c->in->environ_; e != NULL && *e != NULL; e++) {
        if (strncmp(*e, name.ptr, name.len) == 0 && (*e)[name.len] == '=')
            return *e + name.len + 1;
    }
    return NULL;
}

/* ---- Changing ---- */

static void put(Config *c, ConfigWhere where, Str key, const cJSON *value)
{
    MapEntry *e = map_find(&c->layers[where].values, key);

    if (e != NULL)
        e->value = (void *)value;
    else
        map_set(&c->layers[where].values, arena_str(&c->arena, key), (void *)value);
}

void config_set(Config *c, ConfigWhere where, Str key, const cJSON *value)
{
    ConfigLayer *l = &c->layers[where];
    cJSON *own = json_dup(&c->arena, value);
    MapEntry *read = map_find(&l->read, key);

    put(c, where, key, own);
    if (read != NULL) /* it keeps its place among them */
        read->value = own;
    if (where == CONFIG_GLOBAL || where == CONFIG_USER || where == CONFIG_PROJECT) {
        if (l->raw == NULL)
            l->raw = json_new_obj(&c->arena);
        json_set(&c->arena, l->raw, key, json_dup(&c->arena, value));
    }
}

void config_set_text(Config *c, ConfigWhere where, Str key, Str text)
{
    config_set(c, where, key, json_new_str(&c->arena, text));
}

void config_unset(Config *c, ConfigWhere where, Str key)
{
    ConfigLayer *l = &c->layers[where];

    map_del(&l->values, key);
    map_del(&l->read, key);
    if (l->raw != NULL)
        json_del(l->raw, arena_memdupz(&c->arena, key.ptr, key.len));
}

/* ---- Loading ---- */

static bool excluded(Config *c, ConfigWhere where, const ConfigDef *d)
{
    Str rest = str_of(d->excludes), other;

    while (rest.len > 0 && str_next(&rest, ' ', &other)) {
        if (layer_of(c, other) <= CONFIG_DEFAULT)
            continue;
        if (where == CONFIG_ENV && map_has(&c->layers[CONFIG_CLI].values, other))
            return true;
        if (c->bad.code == 0)
            err_set(&c->bad, ERR_EINVALIDCONFIG,
                    "--%s cannot be provided when using --" STR_FMT, d->name,
                    STR_ARG(other));
        return true;
    }
    return false;
}

Str config_unknown(Arena *a, const char *where, Str key)
{
    static const char internal[] = "nodedir npm-version global-prefix local-prefix";
    static const char of_registries[] =
        "_auth _authToken _password certfile email keyfile username registry";
    ptrdiff_t colon = str_rindex(key, ':');
    Str base = colon < 0 ? key : str_from(key, (size_t)colon + 1), whole;

    if (config_is_known(key) || config_word_in(internal, key))
        return STR("");
    if (colon >= 0 && (config_is_known(base) || config_word_in(of_registries, base)))
        return STR("");
    whole = colon < 0 ? STR("") : arena_strf(a, " (" STR_FMT ")", STR_ARG(key));
    return arena_strf(a,
                      "Unknown %s config \"" STR_FMT "\"" STR_FMT
                      ". This will stop working in the next major version of npm. See "
                      "`npm help npmrc` for supported config options.",
                      where, STR_ARG(base), STR_ARG(whole));
}

static void check_known(Config *c, ConfigWhere where, Str key)
{
    Str text = config_unknown(&c->arena, where_names[where], key);

    if (text.len > 0 && where == CONFIG_CLI)
        vec_push(&c->unknown, arena_strf(&c->arena, "--" STR_FMT, STR_ARG(key)));
    else if (text.len > 0)
        vec_push(&c->queued, text);
}

/* What to write instead of a setting of former days. */
static const char *instead_of(const char *name)
{
    static const struct {
        const char *name, *text;
    } table[] = {
        { "also", "Please use --include=dev instead." },
        { "cache-max", "Use `--prefer-online` instead." },
        { "cache-min", "Use `--prefer-offline` instead." },
        { "cert",
          "Use `certfile` of the registry instead: //host/:certfile=/path/to.crt" },
        { "dev", "Please use --include=dev instead." },
        { "global-style", "Use `--install-strategy=shallow` instead." },
        { "init.author.email", "Use `--init-author-email` instead." },
        { "init.author.name", "Use `--init-author-name` instead." },
        { "init.author.url", "Use `--init-author-url` instead." },
        { "init.license", "Use `--init-license` instead." },
        { "init.module", "Use `--init-module` instead." },
        { "init.version", "Use `--init-version` instead." },
        { "key", "Use `keyfile` of the registry instead: //host/:keyfile=/path/to.pem" },
        { "legacy-bundling", "Use `--install-strategy=nested` instead." },
        { "only", "Use `--omit=dev` instead." },
        { "optional", "Use `--omit=optional` or `--include=optional` instead." },
        { "production", "Use `--omit=dev` instead." },
        { "shrinkwrap", "Use the --package-lock setting instead." },
    };

    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (strcmp(table[i].name, name) == 0)
            return table[i].text;
    }
    return "is deprecated";
}

static void warn_deprecated(Config *c, const ConfigDef *d)
{
    if (d != NULL && (d->flags & CF_DEPRECATED) != 0)
        config_warn(c, "config %s %s", d->name, instead_of(d->name));
}

/* Warnings from the nth on are such of values. */
static void keep_faults(Config *c, ConfigLayer *l, size_t n)
{
    for (size_t i = n; i < c->warnings.len; i++)
        vec_push(&l->faults, c->warnings.ptr[i].text);
    c->warnings.len = n;
}

bool config_check_text(Config *c, Str key, Str value, Str source)
{
    cJSON *text = json_new_str(&c->arena, value);
    const cJSON *parsed = config_parse_field(c, text, key);

    return parsed == NULL ||
           config_clean(c, key, parsed, arena_str(&c->arena, source).ptr) != NULL;
}

/* As with npm, wrong values of the command line are told of before anything else. */
static cJSON *clean_all(Config *c, const cJSON *obj, const char *name)
{
    cJSON *out = json_new_obj(&c->arena);

    JSON_EACH (e, obj) {
        const cJSON *value = config_clean(c, json_key(e), e, name);

        if (value != NULL)
            json_add(&c->arena, out, json_key(e), json_dup(&c->arena, value));
    }
    return out;
}

/* One setting as it was read; of the command line it is cleaned already. */
static const cJSON *take_read(Config *c, ConfigWhere where, Str key, const cJSON *e,
                              bool parse)
{
    ConfigLayer *l = &c->layers[where];
    const cJSON *value = parse ? config_parse_field(c, e, key) : e;
    const char *name = l->source.ptr;
    size_t n_warnings = c->warnings.len;

    if (value == NULL || where == CONFIG_CLI)
        return value;
    map_set(&l->read, key, (void *)value);
    value = config_clean(c, key, value, name);
    keep_faults(c, l, n_warnings);
    return value;
}

void config_load_object(Config *c, ConfigWhere where, cJSON *obj, Str source)
{
    ConfigLayer *l = &c->layers[where];
    const char *name = arena_memdupz(&c->arena, source.ptr, source.len);

    l->source = str_of(name);
    l->raw = obj;
    l->loaded = true;
    if (where == CONFIG_CLI)
        obj = clean_all(c, obj, name);
    JSON_EACH (e, obj) {
        /* "//${HOST}/:_authToken" */
        Str key = config_expand(c, json_key(e));
        const ConfigDef *d = config_def(key);
        ConfigTrust trust = where == CONFIG_PROJECT
                                ? config_trust_project(c, key, e, name)
                                : CONFIG_TRUST;
        const cJSON *value;

        if (trust == CONFIG_REFUSE)
            continue;
        warn_deprecated(c, d);
        if (d != NULL && d->excludes[0] != '\0' && excluded(c, where, d))
            continue;
        check_known(c, where, json_key(e));
        value = take_read(c, where, key, e, trust == CONFIG_TRUST);
        if (value != NULL)
            put(c, where, key, value);
    }
}

static void load_cli(Config *c)
{
    cJSON *obj = config_parse_cli(c);

    config_load_object(c, CONFIG_CLI, obj, STR("command line options"));
    c->layers[CONFIG_CLI].raw = NULL;
}

/* "npm_config_Save_Dev" → "save-dev"; keys of registries stay as they are. */
static Str env_key(Arena *a, Str name)
{
    char *key = arena_memdupz(a, name.ptr + 11, name.len - 11);

    if (strncmp(key, "//", 2) == 0)
        return str_of(key);
    for (char *p = key; *p != '\0'; p++) {
        if (*p == '_' && p > key)
            *p = '-';
        else if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p + 32);
    }
    return str_of(key);
}

static void load_env(Config *c)
{
    cJSON *obj = json_new_obj(&c->arena);

    for (char *const *e = c->in->environ_; e != NULL && *e != NULL; e++) {
        Str name, value;

        if (strncasecmp(*e, "npm_config_", 11) != 0 ||
            !str_cut(str_of(*e), '=', &name, &value) || value.len == 0 || name.len == 11)
            continue;
        json_set(&c->arena, obj, env_key(&c->arena, name),
                 json_new_str(&c->arena, value));
    }
    config_load_object(c, CONFIG_ENV, obj, STR("environment"));
    c->layers[CONFIG_ENV].raw = NULL;
}

static bool has_file(Config *c, Str folder, const char *name, FsKind kind)
{
    return fs_kind(arena_printf(&c->arena, STR_FMT "/%s", STR_ARG(folder), name)) == kind;
}

static bool is_global(const Config *c)
{
    return config_bool(c, "global") || str_is(config_str(c, "location"), "global");
}

/* The folder above `p` whose package.json lists it as a workspace. */
static void look_for_root(Config *c)
{
    Str own = c->local_prefix;

    for (Str p = path_dirname(own);; p = path_dirname(p)) {
        if (has_file(c, p, "package.json", FS_FILE) &&
            c->in->is_workspace(c->in->ctx, p, own)) {
            cJSON *list = json_new_arr(&c->arena);

            if (has_file(c, own, ".npmrc", FS_FILE))
                config_warn(c, "config ignoring workspace config at " STR_FMT "/.npmrc",
                            STR_ARG(own));
            json_push(list, json_new_str(&c->arena, own));
            put(c, CONFIG_DEFAULT, STR("workspace"), list);
            c->found_workspace = own;
            c->local_prefix = arena_str(&c->arena, p);
            return;
        }
        if (p.len <= 1)
            return;
    }
}

static void find_local_prefix(Config *c)
{
    const cJSON *prefix = config_get_at(c, CONFIG_CLI, "prefix");
    const cJSON *workspaces = config_get_at(c, CONFIG_CLI, "workspaces");

    c->local_prefix = c->in->cwd;
    if (json_is_str(prefix) && json_str(prefix).len > 0) {
        c->local_prefix = json_str(prefix);
        c->has_package = has_file(c, c->local_prefix, "package.json", FS_FILE);
        return;
    }
    for (Str p = c->in->cwd;; p = path_dirname(p)) {
        c->has_package = has_file(c, p, "package.json", FS_FILE);
        if (c->has_package || has_file(c, p, "node_modules", FS_DIR)) {
            c->local_prefix = arena_str(&c->arena, p);
            break;
        }
        if (p.len <= 1)
            return;
    }
    if (!json_is_false(workspaces) && !is_global(c) && c->in->is_workspace != NULL)
        look_for_root(c);
}

static int load_project(Config *c, Err *err)
{
    Str file;

    find_local_prefix(c);
    if (is_global(c)) {
        c->layers[CONFIG_PROJECT].source = STR("(global mode enabled, ignored)");
        return 0;
    }
    file = path_join(&c->arena, c->local_prefix, STR(".npmrc"));
    if (str_eq(file, config_str(c, "userconfig"))) {
        c->layers[CONFIG_PROJECT].source = STR("(same as \"user\" config, ignored)");
        return 0;
    }
    return config_load_file(c, CONFIG_PROJECT, file, err);
}

/* --prefix moves the global settings too. npm does this too: the first place that names
 * the file counts as the default. */
static Str global_config_path(Config *c)
{
    static const ConfigWhere as_loaded[] = { CONFIG_CLI, CONFIG_ENV, CONFIG_PROJECT,
                                             CONFIG_USER };
    Str key = STR("globalconfig");

    for (size_t i = 0; i < sizeof as_loaded / sizeof as_loaded[0]; i++) {
        Map *values = &c->layers[as_loaded[i]].values;
        const cJSON *v = map_get(values, key);

        if (v == NULL)
            continue;
        put(c, CONFIG_DEFAULT, key, json_dup(&c->arena, v));
        map_del(values, key);
        map_del(&c->layers[as_loaded[i]].read, key);
        return config_str(c, "globalconfig");
    }
    return path_resolve(&c->arena, config_str(c, "prefix"), STR("etc/npmrc"));
}

int config_load(Config *c, const ConfigInput *in, Err *err)
{
    const char *home;
    Str global;

    memset(c, 0, sizeof *c);
    c->in = in;
    home = config_getenv(c, STR("HOME"));
    c->home = home && *home ? str_of(home) : STR("/");
    config_load_defaults(c);
    c->layers[CONFIG_BUILTIN].source = STR("builtin");
    load_cli(c);
    load_env(c);
    if (c->bad.code != 0) {
        *err = c->bad;
        return err->code;
    }
    if (load_project(c, err) < 0 ||
        config_load_file(c, CONFIG_USER, config_str(c, "userconfig"), err) < 0)
        return err->code;
    global = global_config_path(c);
    if (config_is_default(c, "globalconfig"))
        put(c, CONFIG_DEFAULT, STR("globalconfig"), json_new_str(&c->arena, global));
    if (config_load_file(c, CONFIG_GLOBAL, global, err) < 0)
        return err->code;
    if (c->bad.code != 0) {
        *err = c->bad;
        return err->code;
    }
    c->global_prefix = config_str(c, "prefix");
    return 0;
}

void config_release(Config *c)
{
    for (int i = 0; i < CONFIG_LAYERS; i++) {
        map_release(&c->layers[i].values);
        map_release(&c->layers[i].read);
        vec_release(&c->layers[i].faults);
    }
    vec_release(&c->args);
    vec_release(&c->unknown);
    vec_release(&c->loose);
    vec_release(&c->warnings);
    vec_release(&c->queued);
    arena_release(&c->arena);
}
