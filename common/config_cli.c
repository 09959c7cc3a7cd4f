/* config_cli.c: the command line as nopt reads it for npm.
 *
 * "--save-dev", "--save-d" (any unique beginning), "--no-save", "--tag=next",
 * "--tag next", "-D", "-gD" (letters together); "--" ends the options.
 */
#include <ctype.h>

#include "common/bug.h"
#include "common/config_private.h"

/* Forms that stand for others. */
static const struct {
    const char *form, *means[2];
} shorthands[] = {
    { "enjoy-by", { "--before" } },
    { "d", { "--loglevel", "info" } },
    { "dd", { "--loglevel", "verbose" } },
    { "ddd", { "--loglevel", "silly" } },
    { "quiet", { "--loglevel", "warn" } },
    { "q", { "--loglevel", "warn" } },
    { "s", { "--loglevel", "silent" } },
    { "silent", { "--loglevel", "silent" } },
    { "verbose", { "--loglevel", "verbose" } },
    { "desc", { "--description" } },
    { "help", { "--usage" } },
    { "local", { "--no-global" } },
    { "n", { "--no-yes" } },
    { "no", { "--no-yes" } },
    { "porcelain", { "--parseable" } },
    { "readonly", { "--read-only" } },
    { "reg", { "--registry" } },
    { "iwr", { "--include-workspace-root" } },
    { "ws", { "--workspaces" } },
};

typedef struct {
    Config *c;
    VEC(Str) args; /* grows where a form is replaced by what it stands for */
    size_t at;
    cJSON *out;
    const ConfigOwn *own; /* options of the command alone */
    size_t n_own;
} Cli;

static Str dashes_off(Str arg)
{
    size_t n = 0;

    while (n < arg.len && arg.ptr[n] == '-')
        n++;
    return str_from(arg, n);
}

static bool is_dashes(Str arg)
{
    return arg.len >= 2 && dashes_off(arg).len == 0;
}

/* ---- Names ---- */

static const ConfigOwn *own_option(const Cli *cli, Str name)
{
    for (size_t i = 0; i < cli->n_own; i++) {
        const ConfigOwn *o = &cli->own[i];

        if (str_is(name, o->name) || (o->alias != NULL && str_is(name, o->alias)))
            return o;
    }
    return NULL;
}

static const ConfigDef *def_of(Cli *cli, Str name)
{
    const ConfigOwn *o = own_option(cli, name);
    ConfigDef *d;

    if (o == NULL)
        return config_def(name);
    d = arena_new(&cli->c->arena, ConfigDef);
    *d = (ConfigDef){ o->name, o->is_flag ? CT_BOOL : CT_STRING, "", "null", "", 0, "" };
    d->types |= o->is_list ? CT_ARRAY : 0;
    return d;
}

/* The one setting that begins so; its own name always. NULL if none or several do. */
static const char *by_beginning(Str name)
{
    const char *found = NULL;

    if (name.len == 0)
        return NULL;
    if (config_def(name) != NULL)
        return config_def(name)->name;
    for (size_t i = 0; i < config_n_defs; i++) {
        if (!str_starts(str_of(config_defs[i].name), name))
            continue;
        if (found != NULL)
            return NULL;
        found = config_defs[i].name;
    }
    return found;
}

static const ConfigDef *by_letter(char letter)
{
    for (size_t i = 0; i < config_n_defs; i++) {
        for (const char *l = config_defs[i].letters; *l != '\0'; l++) {
            if (*l == letter && letter != ' ')
                return &config_defs[i];
        }
    }
    return NULL;
}

const char *const *config_shorthand(Arena *a, Str form)
{
    const ConfigDef *d;

    for (size_t i = 0; i < ARRAY_LEN(shorthands); i++) {
        if (str_is(form, shorthands[i].form))
            return shorthands[i].means;
    }
    d = form.len == 1 ? by_letter(form.ptr[0]) : NULL;
    if (d != NULL) {
        const char **means = arena_array(a, const char *, 2);

        means[0] = arena_printf(a, "--%s", d->name);
        return means;
    }
    return NULL;
}

static bool all_letters(Str form, Arena *a)
{
    for (size_t i = 0; i < form.len; i++) {
        if (config_shorthand(a, str_n(form.ptr + i, 1)) == NULL)
            return false;
    }
    return form.len > 0;
}

/* The one shorthand that begins so; letters count as shorthands too. */
static const char *shorthand_by_beginning(Str form)
{
    const char *found = NULL;

    for (size_t i = 0; i < ARRAY_LEN(shorthands); i++) {
        if (!str_starts(str_of(shorthands[i].form), form))
            continue;
        if (found != NULL)
            return NULL;
        found = shorthands[i].form;
    }
    return found;
}

static void insert(Cli *cli, size_t at, const char *text)
{
    vec_push(&cli->args, STR(""));
    memmove(&cli->args.ptr[at + 1], &cli->args.ptr[at],
            (cli->args.len - 1 - at) * sizeof cli->args.ptr[0]);
    cli->args.ptr[at] = str_of(text);
}

static void replace(Cli *cli, const char *const *means)
{
    cli->args.ptr[cli->at] = str_of(means[0]);
    if (means[1] != NULL)
        insert(cli, cli->at + 1, means[1]);
}

/* Replaces a short form at the current place; false if it is none. */
static bool expand(Cli *cli, Str arg)
{
    Arena *a = &cli->c->arena;
    Str form = dashes_off(arg);
    const char *const *means;
    const char *found;

    if (def_of(cli, form) != NULL)
        return false;
    means = config_shorthand(a, form);
    if (means == NULL && all_letters(form, a)) {
        size_t at = cli->at;

        vec_remove(&cli->args, at);
        for (size_t i = 0; i < form.len; i++) {
            means = config_shorthand(a, str_n(form.ptr + i, 1));
            insert(cli, at++, means[0]);
            if (means[1] != NULL)
                insert(cli, at++, means[1]);
        }
        return true;
    }
    if (means == NULL && by_beginning(form) == NULL &&
        (found = shorthand_by_beginning(form)) != NULL) {
        config_warn(cli->c,
                    "Expanding --" STR_FMT " to --%s. This will stop working in the "
                    "next major version of npm.",
                    STR_ARG(form), found);
        means = config_shorthand(a, str_of(found));
    }
    if (means == NULL)
        return false;
    replace(cli, means);
    return true;
}

/* ---- Values ---- */

static void put(Cli *cli, Str key, cJSON *value, bool is_list)
{
    Arena *a = &cli->c->arena;
    cJSON *old = json_getn(cli->out, key);

    if (is_list) {
        if (old == NULL) {
            old = json_new_arr(a);
            json_set(a, cli->out, key, old);
        } else if (!json_is_arr(old)) {
            cJSON *list = json_new_arr(a);

            json_push(list, json_dup(a, old));
            json_set(a, cli->out, key, list);
            old = list;
        }
        json_push(old, value);
    } else {
        json_set(a, cli->out, key, value);
    }
}

static bool is_number(Str s)
{
    size_t digits = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (isdigit((unsigned char)s.ptr[i]))
            digits++;
        else if (strchr("+-.", s.ptr[i]) == NULL)
            return false;
    }
    return digits > 0;
}

/* A word behind a yes-or-no setting that also takes other values. NULL: not its. */
static cJSON *word_of(Cli *cli, const ConfigDef *d, Str next)
{
    Arena *a = &cli->c->arena;

    if (config_word_in(d->words, next))
        return json_new_str(a, next);
    if (str_is(next, "null") && (d->types & CT_NULL))
        return json_new_null(a);
    if (!str_starts(next, STR("--")) && (d->types & CT_NUMBER) && is_number(next))
        return json_new_str(a, next);
    if (!(next.len > 1 && next.ptr[0] == '-' && next.ptr[1] != '-') &&
        (d->types & CT_STRING))
        return json_new_str(a, next);
    return NULL;
}

typedef struct {
    Str name;
    const ConfigDef *def; /* NULL: unknown */
    int no;               /* -1: not said */
    bool had_eq, is_list;
    bool has_next;
    Str next;
} Option;

static bool is_several(const ConfigDef *d)
{
    /* npm lists one type, or several. */
    unsigned n = 0;
    Str rest = str_of(d->words), word;

    for (unsigned bit = 1; bit <= CT_EMPTY; bit <<= 1)
        n += (d->types & bit) != 0;
    while (rest.len > 0 && str_next(&rest, ' ', &word))
        n++;
    return n > 1;
}

static void take_bool(Cli *cli, const Option *o)
{
    Arena *a = &cli->c->arena;
    bool yes = o->no != 1;
    cJSON *value = NULL;

    if (o->has_next && (str_is(o->next, "true") || str_is(o->next, "false"))) {
        yes = str_is(o->next, "true") != (o->no == 1);
        cli->at++;
    } else if (o->def != NULL && is_several(o->def) && o->has_next && o->next.len > 0) {
        value = word_of(cli, o->def, o->next);
        cli->at += value != NULL;
    }
    put(cli, o->name, value ? value : json_new_bool(a, yes), o->is_list);
}

static void take_value(Cli *cli, Option *o)
{
    Arena *a = &cli->c->arena;

    cli->at++;
    /* A text setting doesn't swallow the next option. */
    if (o->def != NULL && o->def->types == CT_STRING && o->def->words[0] == '\0') {
        if (!o->has_next) {
            o->next = STR("");
            o->has_next = true;
        } else if (o->next.len > 1 && o->next.ptr[0] == '-' &&
                   dashes_off(o->next).len > 0 &&
                   o->next.len - dashes_off(o->next).len <= 2) {
            o->next = STR("");
            cli->at--;
        }
    }
    if (o->has_next && is_dashes(o->next)) {
        o->has_next = false;
        cli->at--;
    }
    put(cli, o->name, o->has_next ? json_new_str(a, o->next) : json_new_bool(a, true),
        o->is_list);
}

static bool wants_no_value(const Option *o)
{
    const ConfigDef *d = o->def;

    if (o->no >= 0 || (d == NULL && !o->had_eq) || (d != NULL && (d->types & CT_BOOL)))
        return true;
    return d != NULL && o->has_next && str_is(o->next, "false") && (d->types & CT_NULL);
}

static Str no_off(Str name, int *no)
{
    *no = -1;
    while (name.len >= 3 && str_ieq(str_sub(name, 0, 3), STR("no-"))) {
        *no = *no == 1 ? 0 : 1;
        name = str_from(name, 3);
    }
    return name;
}

/* Somebody may have meant it as the option's value. */
static void note_loose(Cli *cli, const Option *o)
{
    if (o->def == NULL && !o->had_eq && o->next.len > 0 && o->next.ptr[0] != '-' &&
        !str_is(o->next, "true") && !str_is(o->next, "false"))
        vec_push(&cli->c->loose, o->next);
}

static void take_option(Cli *cli, Str arg, bool had_eq)
{
    Option o = { .had_eq = had_eq };
    const char *full;

    o.name = no_off(dashes_off(arg), &o.no);
    full = own_option(cli, o.name) != NULL ? NULL : by_beginning(o.name);
    if (full != NULL && !str_is(o.name, full)) {
        config_warn(cli->c,
                    "Expanding --" STR_FMT " to --%s. This will stop working in the "
                    "next major version of npm.",
                    STR_ARG(o.name), full);
        o.name = str_of(full);
    }
    o.def = def_of(cli, o.name);
    o.is_list = o.def != NULL ? (o.def->types & CT_ARRAY) != 0
                              : json_getn(cli->out, o.name) != NULL;
    o.has_next = cli->at + 1 < cli->args.len;
    o.next = o.has_next ? cli->args.ptr[cli->at + 1] : STR("");
    note_loose(cli, &o);
    if (wants_no_value(&o))
        take_bool(cli, &o);
    else
        take_value(cli, &o);
}

/* True if the option was replaced by others, which come next. */
static bool split(Cli *cli, Str *arg, bool *had_eq)
{
    ptrdiff_t eq = str_index(*arg, '=');

    *had_eq = eq >= 0;
    if (eq >= 0) {
        const char *value =
            arena_memdupz(&cli->c->arena, arg->ptr + eq + 1, arg->len - (size_t)eq - 1);

        *arg = str_sub(*arg, 0, (size_t)eq);
        cli->args.ptr[cli->at] = *arg;
        insert(cli, cli->at + 1, value);
    }
    return expand(cli, *arg);
}

static void keep_arg(Cli *cli, Str arg)
{
    vec_push(&cli->c->args, arena_memdupz(&cli->c->arena, arg.ptr, arg.len));
}

/* "-ws" still works in npm, and is on its way out. */
static void warn_single_hyphens(Config *c)
{
    for (size_t i = 0; i < ARRAY_LEN(shorthands); i++) {
        const char *form = shorthands[i].form;

        for (int k = 0; form[1] != '\0' && k < c->in->argc; k++) {
            if (c->in->argv[k][0] == '-' && strcmp(c->in->argv[k] + 1, form) == 0)
                config_warn(c,
                            "-%s is not a valid single-hyphen cli flag and will be "
                            "removed in the future",
                            form);
        }
    }
}

static void parse(Cli *cli)
{
    Config *c = cli->c;

    for (int i = 0; i < c->in->argc; i++)
        vec_push(&cli->args, str_of(c->in->argv[i]));
    for (; cli->at < cli->args.len; cli->at++) {
        Str arg = cli->args.ptr[cli->at];
        bool had_eq;

        if (is_dashes(arg)) {
            while (++cli->at < cli->args.len)
                keep_arg(cli, cli->args.ptr[cli->at]);
            break;
        }
        if (arg.len < 2 || arg.ptr[0] != '-') {
            keep_arg(cli, arg);
            continue;
        }
        while (split(cli, &arg, &had_eq))
            arg = cli->args.ptr[cli->at];
        take_option(cli, arg, had_eq);
    }
    vec_release(&cli->args);
}

cJSON *config_parse_cli(Config *c)
{
    Cli cli = { .c = c, .out = json_new_obj(&c->arena) };

    warn_single_hyphens(c);
    parse(&cli);
    return cli.out;
}

/* ---- Options of one command ---- */

/* The value by the option's name, whichever of its two was typed. */
static int take_own(Cli *cli, const ConfigOwn *o, cJSON *values, Err *err)
{
    cJSON *value = json_get(cli->out, o->name), *other;

    other = o->alias != NULL ? json_get(cli->out, o->alias) : NULL;
    if (value != NULL && other != NULL)
        return err_set(err, ERR_ENOCODE, "Please provide only one of --%s or --%s",
                       o->name, o->alias);
    if (value == NULL)
        value = other;
    if (value != NULL)
        json_set(&cli->c->arena, values, str_of(o->name),
                 json_dup(&cli->c->arena, value));
    return 0;
}

int config_parse_own(Config *c, const ConfigOwn *own, size_t n, cJSON **values, Err *err)
{
    Cli cli = { .c = c, .out = json_new_obj(&c->arena), .own = own, .n_own = n };
    size_t n_warnings = c->warnings.len;

    *values = json_new_obj(&c->arena);
    vec_clear(&c->args);
    vec_clear(&c->unknown);
    vec_clear(&c->loose);
    parse(&cli);
    c->warnings.len = n_warnings; /* they have been said */
    JSON_EACH (e, cli.out) {
        if (own_option(&cli, json_key(e)) == NULL && !config_is_known(json_key(e)))
            vec_push(&c->unknown,
                     arena_strf(&c->arena, "--" STR_FMT, STR_ARG(json_key(e))));
    }
    for (size_t i = 0; i < n; i++) {
        if (take_own(&cli, &own[i], *values, err) < 0)
            return err->code;
    }
    return 0;
}
