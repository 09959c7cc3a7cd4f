/* options.c: reading smew's command line. */
#include "runtime/options.h"

#include <stdio.h>
#include <string.h>

#include "common/bug.h"
#include "common/str.h"

typedef enum {
    OPT_EVAL,
    OPT_PRINT,
    OPT_CHECK,
    OPT_REQUIRE,
    OPT_CONDITIONS,
    OPT_ENV_FILE,
    OPT_INPUT_TYPE,
    OPT_PRESERVE_SYMLINKS,
    OPT_PRESERVE_SYMLINKS_MAIN,
    OPT_EXPOSE_GC,
    OPT_VERSION,
    OPT_HELP,
    OPT_INTERACTIVE,
    OPT_IGNORED
} OptionKind;

static const struct {
    const char *name;
    OptionKind kind;
    bool value;       /* takes one */
    const char *help; /* NULL: not shown */
} table[] = {
    { "-e", OPT_EVAL, true, NULL },
    { "--eval", OPT_EVAL, true, "-e, --eval TEXT          run a text" },
    { "-p", OPT_PRINT, true, NULL },
    { "--print", OPT_PRINT, true,
      "-p, --print TEXT         run a text, print its value" },
    { "-pe", OPT_PRINT, true, NULL },
    { "-c", OPT_CHECK, false, NULL },
    { "--check", OPT_CHECK, false,
      "-c, --check              only look whether the file compiles" },
    { "-r", OPT_REQUIRE, true, NULL },
    { "--require", OPT_REQUIRE, true, "-r, --require NAME       load a module first" },
    { "-C", OPT_CONDITIONS, true, NULL },
    { "--conditions", OPT_CONDITIONS, true,
      "-C, --conditions NAME    a condition for packages' exports and imports" },
    { "--env-file", OPT_ENV_FILE, true,
      "--env-file FILE          set environment variables from a file" },
    { "--preserve-symlinks", OPT_PRESERVE_SYMLINKS, false,
      "--preserve-symlinks      modules are known by the path they were found at" },
    { "--preserve-symlinks-main", OPT_PRESERVE_SYMLINKS_MAIN, false, NULL },
    { "--expose-gc", OPT_EXPOSE_GC, false,
      "--expose-gc              gc() collects garbage at once" },
    { "--expose_gc", OPT_EXPOSE_GC, false, NULL },
    { "-v", OPT_VERSION, false, NULL },
    { "--version", OPT_VERSION, false, "-v, --version            print the version" },
    { "-h", OPT_HELP, false, NULL },
    { "--help", OPT_HELP, false, "-h, --help               print this" },
    { "-i", OPT_INTERACTIVE, false, NULL },
    { "--interactive", OPT_INTERACTIVE, false, NULL },
    /* Node's own that are looked for in process.execArgv or change nothing here: scripts
     * pass them. */
    { "--no-warnings", OPT_IGNORED, false, NULL },
    { "--no-deprecation", OPT_IGNORED, false, NULL },
    { "--throw-deprecation", OPT_IGNORED, false, NULL },
    { "--trace-deprecation", OPT_IGNORED, false, NULL },
    { "--trace-warnings", OPT_IGNORED, false, NULL },
    { "--trace-uncaught", OPT_IGNORED, false, NULL },
    { "--enable-source-maps", OPT_IGNORED, false, NULL },
    { "--expose-internals", OPT_IGNORED, false, NULL },
    { "--pending-deprecation", OPT_IGNORED, false, NULL },
    { "--no-experimental-fetch", OPT_IGNORED, false, NULL },
    { "--no-addons", OPT_IGNORED, false, NULL },
    { "--max-old-space-size", OPT_IGNORED, true, NULL },
    { "--max-semi-space-size", OPT_IGNORED, true, NULL },
    { "--max-http-header-size", OPT_IGNORED, true, NULL },
    { "--stack-size", OPT_IGNORED, true, NULL },
    { "--stack-trace-limit", OPT_IGNORED, true, NULL },
    { "--unhandled-rejections", OPT_IGNORED, true, NULL },
    { "--dns-result-order", OPT_IGNORED, true, NULL },
    { "--input-type", OPT_INPUT_TYPE, true,
      "--input-type KIND        a text is a module or commonjs" },
    { "--disable-warning", OPT_IGNORED, true, NULL },
    { "--title", OPT_IGNORED, true, NULL },
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance of two short words. */
static size_t distance(Str a, Str b)
{
    size_t row[64];

    if (b.len >= ARRAY_LEN(row))
        return SIZE_MAX;
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t up = row[j];

            row[j] = least(least(row[j] + 1, row[j - 1] + 1),
                           diagonal + (a.ptr[i - 1] != b.ptr[j - 1]));
            diagonal = up;
        }
    }
    return row[b.len];
}

static int unknown(Str name, Err *err)
{
    const char *nearest = NULL;
    size_t best = 4;

    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        size_t d = distance(name, str_of(table[i].name));

        if (d < best && d < name.len) {
            best = d;
            nearest = table[i].name;
        }
    }
    err_set(err, ERR_EUSAGE, "bad option: " STR_FMT, STR_ARG(name));
    if (nearest != NULL)
        err_hint(err, "did you mean %s?", nearest);
    return ERR_EUSAGE;
}

static void list_add(OptionList *l, const char *value)
{
    if (l->n < MAX_LISTED)
        l->items[l->n++] = value;
}

static void apply(Options *o, OptionKind kind, const char *value)
{
    switch (kind) {
    case OPT_PRINT: o->print = true; /* fallthrough */
    case OPT_EVAL: o->eval = value; break;
    case OPT_CHECK: o->check = true; break;
    case OPT_REQUIRE: list_add(&o->preloads, value); break;
    case OPT_CONDITIONS: list_add(&o->conditions, value); break;
    case OPT_ENV_FILE: list_add(&o->env_files, value); break;
    case OPT_INPUT_TYPE: o->input_type = value; break;
    case OPT_PRESERVE_SYMLINKS: o->preserve_symlinks = true; break;
    case OPT_PRESERVE_SYMLINKS_MAIN: o->preserve_symlinks_main = true; break;
    case OPT_EXPOSE_GC: o->expose_gc = true; break;
    case OPT_VERSION: o->version = true; break;
    case OPT_HELP: o->help = true; break;
    case OPT_INTERACTIVE: o->interactive = true; break;
    case OPT_IGNORED: break;
    }
}

/* One option at argv[*i], which may take the next argument as its value. */
static int parse_one(int argc, const char *const *argv, int *i, Options *o, Err *err)
{
    Str name, value;
    bool inline_value = str_starts(str_of(argv[*i]), STR("--")) &&
                        str_cut(str_of(argv[*i]), '=', &name, &value);

    if (!inline_value)
        name = str_of(argv[*i]);
    for (size_t k = 0; k < ARRAY_LEN(table); k++) {
        const char *v = inline_value ? value.ptr : NULL;

        if (!str_is(name, table[k].name))
            continue;
        if (table[k].value && v == NULL) {
            if (*i + 1 >= argc)
                return err_set(err, ERR_EUSAGE, "%s requires an argument", table[k].name);
            v = argv[++*i];
        }
        apply(o, table[k].kind, v);
        return 0;
    }
    return unknown(name, err);
}

/* The words of NODE_OPTIONS: divided by spaces; "…" keeps them together, \ escapes in it.
 */
static int split_words(const char *text, Arena *arena, const char **words, int max)
{
    char *out = arena_bytes(arena, strlen(text) + 1);
    int n = 0;

    while (*text != '\0' && n < max) {
        bool quoted = false;

        while (*text == ' ')
            text++;
        if (*text == '\0')
            break;
        words[n++] = out;
        for (; *text != '\0' && (quoted || *text != ' '); text++) {
            if (*text == '"')
                quoted = !quoted;
            else
                *out++ = quoted && *text == '\\' && text[1] != '\0' ? *++text : *text;
        }
        *out++ = '\0';
    }
    return n;
}

static void parse_environment(const char *text, Arena *arena, Options *o)
{
    const char *words[64];
    int n = split_words(text, arena, words, ARRAY_LEN(words));
    Err ignored;

    for (int i = 0; i < n; i++)
        (void)parse_one(n, words, &i, o, &ignored);
    /* These are for the command line only. */
    o->eval = NULL;
    o->print = o->check = o->version = o->help = o->interactive = false;
}

int options_parse(int argc, char **argv, const char *node_options, Arena *arena,
                  Options *o, Err *err)
{
    int i = 1;

    *o = (Options){ 0 };
    if (node_options != NULL)
        parse_environment(node_options, arena, o);
    for (; i < argc; i++) {
        int rc;

        if (strcmp(argv[i], "--") == 0) {
            i++;
            break;
        }
        if (strcmp(argv[i], "-") == 0) {
            o->stdin_text = true;
            break;
        }
        if (argv[i][0] != '-')
            break;
        rc = parse_one(argc, (const char *const *)argv, &i, o, err);
        if (rc < 0)
            return rc;
    }
    o->first_arg = i;
    o->has_file = i < argc && o->eval == NULL && !o->stdin_text;
    return 0;
}

void options_print_help(void)
{
    puts("usage: smew [options] [file.js | -e text | -] [arguments]\n");
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (table[i].help != NULL)
            printf("  %s\n", table[i].help);
    }
}
