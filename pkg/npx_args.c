/* npx_args.c: see npx_args.h. */
#include "pkg/npx_args.h"

#include <string.h>

#include "common/config.h"
#include "common/vec.h"

typedef VEC(char *) Args;

/* Does the option take the next argument as its value? */
static bool takes_value(Str name, const char *next)
{
    static const char with[] = "npm node-arg n package p cache userconfig call c shell";
    static const char without[] = "always-spawn ignore-existing shell-auto-fallback "
                                  "no-install quiet q version v help h";

    if (next == NULL || config_word_in(without, name) || config_is_switch(name))
        return false;
    return config_word_in(with, name) || next[0] != '-';
}

/* npx's own names of options; NULL for others. */
static const char *own_name(Str name)
{
    if (str_is(name, "p"))
        return "--package";
    return str_is(name, "shell") ? "--script-shell" : NULL;
}

typedef struct {
    Arena *a;
    int argc, at;
    char **argv;
    Args out;
    const char *removed;
} Npx;

static void keep(Npx *n, char *arg)
{
    vec_push_in(n->a, &n->out, arg);
}

/* One option, and its value where that is the next argument. */
static void take_option(Npx *n)
{
    static const char removed[] =
        "always-spawn ignore-existing shell-auto-fallback npm node-arg n";
    char *arg = n->argv[n->at];
    const char *next = n->at + 1 < n->argc ? n->argv[n->at + 1] : NULL;
    const char *const *means;
    Str name, value;
    bool has_value = str_cut(str_of(arg + strspn(arg, "-")), '=', &name, &value);
    bool gone = config_word_in(removed, name);

    means = gone || own_name(name) != NULL ? NULL : config_shorthand(n->a, name);
    if (gone) {
        n->removed = arena_memdupz(n->a, name.ptr, name.len);
    } else if (str_is(name, "no-install")) {
        keep(n, arena_strdup(n->a, "--yes=false"));
    } else if (means != NULL) {
        keep(n, arena_strdup(n->a, means[0]));
        name = str_of(means[0] + 2);
        if (means[1] != NULL || has_value) {
            keep(n, means[1] != NULL ? arena_strdup(n->a, means[1])
                                     : arena_memdupz(n->a, value.ptr, value.len));
            return;
        }
    } else if (own_name(name) != NULL) {
        keep(n, has_value
                    ? arena_printf(n->a, "%s=" STR_FMT, own_name(name), STR_ARG(value))
                    : arena_strdup(n->a, own_name(name)));
    } else {
        keep(n, arg);
    }
    if (has_value || !takes_value(name, next))
        return;
    n->at++;
    if (!gone)
        keep(n, n->argv[n->at]);
}

void npx_args(Arena *a, int argc, char **argv, NpxArgs *out)
{
    Npx n = { .a = a, .argc = argc, .at = 1, .argv = argv };

    keep(&n, argv[0]);
    keep(&n, arena_strdup(a, "exec"));
    for (; n.at < argc && argv[n.at][0] == '-' && strcmp(argv[n.at], "--") != 0; n.at++)
        take_option(&n);
    if (n.at < argc && strcmp(argv[n.at], "--") != 0)
        keep(&n, arena_strdup(a, "--"));
    for (; n.at < argc; n.at++)
        keep(&n, argv[n.at]);
    out->argc = (int)n.out.len;
    out->removed = n.removed;
    keep(&n, NULL);
    out->argv = n.out.ptr;
}
