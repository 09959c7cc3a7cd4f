/* command.c: see command.h. */
#include "pkg/commands/command.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "common/bug.h"
#include "common/str.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/table.h"

enum {
    W = COMMAND_WORKSPACES,
    I = COMMAND_IGNORE_IMPLICIT,
    D = COMMAND_DEV_ENGINES,
    S = COMMAND_SHELL,
    N = COMMAND_NO_PROJECT
};

static const Command commands[] = {
#define X(name, fn, flags, aliases, usage, options, help) \
    { #name, fn, flags, aliases, usage, options, help },
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

static bool has_alias(const Command *c, Str name)
{
    Str rest = str_of(c->aliases), alias;

    while (str_next(&rest, ' ', &alias))
        if (alias.len > 0 && str_eq(alias, name))
            return true;
    return false;
}

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
        if (has_alias(&commands[i], name))
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
                       "remote package\n",
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

typedef struct {
    const char *(*usage)(const char *name);
    size_t column;
    Buf *out;
} Options;

/* One option, in a line of at most 80 columns. */
static void put_option(Options *o, Str name)
{
    char text[128], key[64];
    const char *usage;

    snprintf(key, sizeof key, STR_FMT, STR_ARG(name));
    usage = o->usage ? o->usage(key) : NULL;
    if (usage)
        snprintf(text, sizeof text, "[%s]", usage);
    else
        snprintf(text, sizeof text, "[--%s]", key);
    if (o->column + strlen(text) + 1 > 80) {
        buf_putc(o->out, '\n');
        o->column = 0;
    }
    if (o->column > 0) {
        buf_putc(o->out, ' ');
        o->column++;
    }
    buf_puts(o->out, text);
    o->column += strlen(text);
}

static void put_options(Options *o, const char *list)
{
    Str rest = str_of(list), name;

    while (str_next(&rest, ' ', &name)) {
        const char *inner = group(name);

        if (inner)
            put_options(o, inner);
        else if (name.len > 0)
            put_option(o, name);
    }
}

void command_usage(const Command *c, const char *(*option_usage)(const char *name),
                   Buf *out)
{
    Options o = { .usage = option_usage, .out = out };
    Str rest = str_of(c->usage), line;

    buf_printf(out, "%c%s\n\nUsage:\n", toupper((unsigned char)c->help[0]), c->help + 1);
    if (rest.len == 0)
        buf_printf(out, "pkg %s\n", c->name);
    while (rest.len > 0 && str_next(&rest, '\n', &line))
        buf_printf(out, "pkg %s " STR_FMT "\n", c->name, STR_ARG(line));
    if (c->options[0]) {
        buf_puts(out, "\nOptions:\n");
        put_options(&o, c->options);
        buf_putc(out, '\n');
    }
    if (c->aliases[0]) {
        buf_printf(out, "\nalias%s: ", strchr(c->aliases, ' ') ? "es" : "");
        for (const char *p = c->aliases; *p; p++)
            buf_puts(out, *p == ' ' ? ", " : (char[]){ *p, 0 });
        buf_putc(out, '\n');
    }
    buf_printf(out, "\nRun \"pkg help %s\" for more info\n", c->name);
}
