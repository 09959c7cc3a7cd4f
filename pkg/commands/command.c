/* command.c: see command.h. */
#include "pkg/commands/command.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "common/bug.h"
#include "common/config.h"
#include "common/str.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/table.h"

enum {
    W = COMMAND_WORKSPACES,
    I = COMMAND_IGNORE_IMPLICIT,
    D = COMMAND_DEV_ENGINES,
    S = COMMAND_SHELL,
    N = COMMAND_NO_PROJECT,
    O = COMMAND_OWN_OPTIONS
};

static const Command commands[] = {
#define X(name, fn, flags, aliases, usage, options, help) \
    { #name, fn, flags, aliases, usage, options, help, NULL, 0 },
    COMMANDS(X)
#undef X
};

/* What "@tree" and its like in the table stand for. */
static const struct {
    const char *name, *options;
} groups[] = {
    { "@ws", "workspace workspaces include-workspace-root install-links" },
    { "@wsonly", "workspace workspaces include-workspace-root" },
    { "@layout", "install-strategy legacy-bundling global-style" },
    { "@allow", "allow-directory allow-file allow-git allow-remote" },
    { "@scripts", "allow-scripts strict-allow-scripts dangerously-allow-all-scripts" },
    { "@age", "before min-release-age min-release-age-exclude" },
};

const Command *command_list(size_t *n)
{
    *n = ARRAY_LEN(commands);
    return commands;
}

/* ---- finding ---- */

static bool begins_alias(const Command *c, Str start)
{
    Str rest = str_of(c->aliases), alias;

    while (str_next(&rest, ' ', &alias))
        if (alias.len > 0 && str_starts(alias, start))
            return true;
    return false;
}

/* How many names and aliases begin so; npm takes an abbreviation only if it is one,
 * even where all of them mean the same command. */
static int count_beginnings(const Command *c, Str start)
{
    Str rest = str_of(c->aliases), alias;
    int n = str_starts(str_of(c->name), start);

    while (str_next(&rest, ' ', &alias))
        n += alias.len > 0 && str_starts(alias, start);
    return n;
}

static const Command *find_beginning(Str typed)
{
    const Command *found = NULL;
    int n = 0;

    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        const Command *c = &commands[i];

        if (!str_starts(str_of(c->name), typed) && !begins_alias(c, typed))
            continue;
        n += count_beginnings(c, typed);
        found = c;
    }
    return n == 1 ? found : NULL;
}

const Command *command_find(const char *typed)
{
    char dashed[64];
    size_t len = 0;
    Str name;

    for (const char *p = typed; *p && len < sizeof dashed - 2; p++) {
        if (isupper((unsigned char)*p))
            dashed[len++] = '-';
        dashed[len++] = (char)tolower((unsigned char)*p);
    }
    name = str_n(dashed, len);
    if (len == 0 || strlen(typed) >= sizeof dashed - 2)
        return NULL;
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (str_is(name, commands[i].name))
            return &commands[i];
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (config_word_in(commands[i].aliases, name))
            return &commands[i];
    return find_beginning(name);
}

/* ---- what was meant ---- */

#define WORD_MAX 64

int command_distance(const char *a, const char *b)
{
    int row[WORD_MAX + 1];
    size_t n = strlen(a), m = strlen(b);

    if (n > WORD_MAX || m > WORD_MAX)
        return WORD_MAX;
    for (size_t j = 0; j <= m; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= n; i++) {
        int diagonal = row[0];

        row[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            int change = diagonal + (a[i - 1] != b[j - 1]);

            diagonal = row[j];
            if (row[j] > row[j - 1])
                row[j] = row[j - 1];
            row[j]++;
            if (change < row[j])
                row[j] = change;
        }
    }
    return row[m];
}

static bool is_close(const char *typed, const char *name)
{
    return (size_t)command_distance(typed, name) * 10 < strlen(typed) * 4;
}

/* Scripts that have a command of their own are suggested as that. */
static bool has_command(const char *script)
{
    static const char *const names[] = { "stop", "start", "test", "restart" };

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(names[i], script) == 0)
            return true;
    return false;
}

int command_suggest(const char *typed, const cJSON *pkg, Buf *out)
{
    int n = 0;

    for (size_t i = 0; i < ARRAY_LEN(commands) && n < 3; i++) {
        const Command *c = &commands[i];

        if (strcmp(typed, c->name) != 0 && is_close(typed, c->name) && ++n)
            buf_printf(out, "  pkg %s # %s\n", c->name, c->help);
    }
    JSON_EACH (s, json_get(pkg, "scripts")) {
        if (n < 3 && is_close(typed, s->string) && !has_command(s->string) && ++n)
            buf_printf(out, "  pkg run %s # run the \"%s\" package script\n", s->string,
                       s->string);
    }
    JSON_EACH (b, json_get(pkg, "bin")) {
        if (n < 3 && is_close(typed, b->string) && ++n)
            buf_printf(out,
                       "  pkg exec %s # run the \"%s\" command from either this or a "
                       "remote npm package\n",
                       b->string, b->string);
    }
    return n;
}

/* ---- usage ---- */

static const char *group(Str name)
{
    for (size_t i = 0; i < ARRAY_LEN(groups); i++)
        if (str_is(name, groups[i].name))
            return groups[i].options;
    return NULL;
}

/* "--name <name>" of an option that is no setting. */
static const char *own_form(Arena *a, const ConfigOwn *o)
{
    const char *form = o->is_flag ? arena_printf(a, "--%s", o->name)
                                  : arena_printf(a, "--%s <%s>", o->name, o->name);

    return o->is_list ? arena_printf(a, "%s [%s ...]", form, form) : form;
}

#define OPTIONS_MAX 64
#define COLUMNS 80

typedef struct {
    Arena *a;
    const Command *of;
    Str names[OPTIONS_MAX];
    size_t n;
} Options;

static void collect(Options *o, const char *list)
{
    Str rest = str_of(list), name;

    while (str_next(&rest, ' ', &name)) {
        const char *inner = group(name);

        if (inner)
            collect(o, inner);
        else if (name.len > 0 && o->n < OPTIONS_MAX)
            o->names[o->n++] = name;
    }
}

/* "[--a|--b <b>]": one option with those that exclude it; NULL where one of them has
 * brought it along already. */
static const char *option_form(Options *o, size_t i)
{
    const char *name = arena_memdupz(o->a, o->names[i].ptr, o->names[i].len), *form;
    Str rest = str_of(config_excludes(name)), other;

    for (size_t k = 0; k < i; k++) {
        const char *before = arena_memdupz(o->a, o->names[k].ptr, o->names[k].len);

        if (config_word_in(config_excludes(before), o->names[i]))
            return NULL;
    }
    form = config_usage(o->a, name);
    form = arena_printf(o->a, "[%s", form ? form : arena_printf(o->a, "--%s", name));
    while (str_next(&rest, ' ', &other)) {
        if (other.len > 0)
            form = arena_printf(o->a, "%s|%s", form,
                                config_usage(o->a,
                                             arena_memdupz(o->a, other.ptr, other.len)));
    }
    return arena_printf(o->a, "%s]", form);
}

static void put_form(const char *form, size_t *column, Buf *out)
{
    size_t len = strlen(form);

    if (*column > 0 && *column + len > COLUMNS) {
        buf_putc(out, '\n');
        *column = 0;
    }
    buf_printf(out, "%s%s", *column > 0 ? " " : "", form);
    *column += len + (*column > 0);
}

static void put_forms(Options *o, Buf *out)
{
    size_t column = 0;

    for (size_t i = 0; i < o->of->n_own; i++)
        put_form(arena_printf(o->a, "[%s]", own_form(o->a, &o->of->own[i])), &column,
                 out);
    for (size_t i = 0; i < o->n; i++) {
        const char *form = option_form(o, i);

        if (form != NULL)
            put_form(form, &column, out);
    }
    buf_putc(out, '\n');
}

static void put_purposes(Options *o, Buf *out)
{
    buf_putc(out, '\n');
    for (size_t i = 0; i < o->of->n_own; i++) {
        const ConfigOwn *own = &o->of->own[i];

        buf_printf(out, "  --%s%s%s%s\n    %s\n\n", own->name, own->alias ? "|--" : "",
                   own->alias ? own->alias : "", own->required ? " (required)" : "",
                   own->purpose);
    }
    for (size_t i = 0; i < o->n; i++) {
        const char *name = arena_memdupz(o->a, o->names[i].ptr, o->names[i].len);
        const char *purpose = config_purpose(name);

        if (purpose != NULL)
            buf_printf(out, "  %s\n    %s\n\n", config_flag(o->a, name), purpose);
    }
}

static void put_usage(const Command *c, Buf *out)
{
    Str rest = str_of(c->usage), line;

    if (rest.len == 0)
        buf_printf(out, "pkg %s\n", c->name);
    while (rest.len > 0 && str_next(&rest, '\n', &line))
        buf_printf(out, "pkg %s " STR_FMT "\n", c->name, STR_ARG(line));
}

static void put_subs(const Command *c, const Command *subs, size_t n, Buf *out)
{
    for (size_t i = 0; i < n; i++)
        put_usage(&subs[i], out);
    buf_puts(out, "\nSubcommands:\n");
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "  %s\n    %c%s\n\n", subs[i].name + strlen(c->name) + 1,
                   toupper((unsigned char)subs[i].help[0]), subs[i].help + 1);
    buf_printf(out, "Run \"pkg %s <subcommand> --help\" for more info on a subcommand.\n",
               c->name);
}

void command_usage(const Command *c, Arena *a, Buf *out)
{
    Options o = { .a = a, .of = c };
    size_t n;
    const Command *subs = command_subs(c, &n);

    buf_printf(out, "%c%s\n\nUsage:\n", toupper((unsigned char)c->help[0]), c->help + 1);
    if (subs == NULL)
        put_usage(c, out);
    else
        put_subs(c, subs, n, out);
    collect(&o, c->options);
    if (o.n + c->n_own > 0) {
        buf_puts(out, "\nOptions:\n");
        put_forms(&o, out);
        put_purposes(&o, out);
    }
    if (c->aliases[0]) {
        buf_printf(out, "\nalias%s: ", strchr(c->aliases, ' ') ? "es" : "");
        for (const char *p = c->aliases; *p; p++)
            buf_puts(out, *p == ' ' ? ", " : (char[]){ *p, 0 });
        buf_putc(out, '\n');
    }
    buf_printf(out, "\nRun \"pkg help %.*s\" for more info\n", (int)strcspn(c->name, " "),
               c->name);
}
