/* cmd_completion.c: completion: the script for the shell, and the words that it asks for.
 */
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/model/manifest.h"
#include "pkg/output.h"

/* For .bashrc, .zshrc or bash-completion's folder. The shell calls `pkg completion` back
 * with what was typed so far. */
static const char script[] =
    "# pkg: completion for bash and zsh. Add it to ~/.bashrc or ~/.zshrc:\n"
    "#   pkg completion >> ~/.bashrc\n"
    "if type complete > /dev/null 2>&1; then\n"
    "  _pkg_completion() {\n"
    "    local IFS=$'\\n'\n"
    "    COMPREPLY=($(COMP_CWORD=\"$COMP_CWORD\" COMP_LINE=\"$COMP_LINE\" \\\n"
    "      COMP_POINT=\"$COMP_POINT\" pkg completion -- \"${COMP_WORDS[@]}\" 2> "
    "/dev/null))\n"
    "  }\n"
    "  complete -o default -F _pkg_completion pkg\n"
    "elif type compdef > /dev/null 2>&1; then\n"
    "  _pkg_completion() {\n"
    "    compadd -- $(COMP_CWORD=$((CURRENT - 1)) COMP_LINE=\"$BUFFER\" COMP_POINT=0 \\\n"
    "      pkg completion -- \"${words[@]}\" 2> /dev/null)\n"
    "  }\n"
    "  compdef _pkg_completion pkg\n"
    "fi";

typedef struct {
    Ctx *ctx;
    Str partial; /* what the word begins with */
} Completion;

static void offer(const Completion *c, Str word)
{
    if (!str_starts(word, c->partial))
        return;
    if (str_index(word, ' ') >= 0)
        out_sayf(c->ctx, "'" STR_FMT "'", STR_ARG(word));
    else
        out_say(c->ctx, word);
}

static void offer_options(const Completion *c)
{
    size_t n;
    const char *const *names = config_names(&n);

    for (size_t i = 0; i < n; i++) {
        const cJSON *d = config_get_at(&c->ctx->config, CONFIG_DEFAULT, names[i]);

        offer(c, arena_strf(&c->ctx->arena, "--%s", names[i]));
        if (d != NULL && json_is_bool(d))
            offer(c, arena_strf(&c->ctx->arena, "--no-%s", names[i]));
    }
}

static void offer_words(const Completion *c, const char *list)
{
    Str rest = str_of(list), word;

    while (str_next(&rest, ' ', &word)) {
        if (word.len > 0)
            offer(c, word);
    }
}

static void offer_commands(const Completion *c)
{
    size_t n;
    const Command *list = command_list(&n);

    for (size_t i = 0; i < n; i++) {
        offer(c, str_of(list[i].name));
        offer_words(c, list[i].aliases);
    }
}

/* Members of package.json's object: scripts, or names of dependencies. */
static void offer_members(const Completion *c, const char *const *keys, size_t n)
{
    PackageFile file;
    Err ignored;

    if (package_read(c->ctx, ctx_prefix(c->ctx), &file, &ignored) < 0)
        return;
    for (size_t i = 0; i < n; i++) {
        JSON_EACH (m, json_get(file.json, keys[i]))
            offer(c, json_key(m));
    }
}

static void offer_config(const Completion *c, const char *action)
{
    size_t n;
    const char *const *names = config_names(&n);

    if (action == NULL) {
        offer_words(c, "get set delete ls rm edit fix list");
        return;
    }
    if (strcmp(action, "get") != 0 && strcmp(action, "set") != 0 &&
        strcmp(action, "delete") != 0 && strcmp(action, "rm") != 0)
        return;
    for (size_t i = 0; i < n; i++)
        offer(c, str_of(names[i]));
}

/* words[0] is the command, the last one is being typed. */
static void offer_for_command(const Completion *c, char **words, int n)
{
    static const char *const scripts[] = { "scripts" };
    const Command *command = command_find(words[0]);

    if (command == NULL)
        return;
    if (command->run == cmd_run)
        offer_members(c, scripts, 1);
    else if (command->run == cmd_config)
        offer_config(c, n > 2 ? words[1] : NULL);
    else if (command->run == cmd_help)
        offer_commands(c);
    else if (command->run == cmd_audit)
        offer_words(c, "fix signatures");
    else if (command->run == cmd_uninstall || command->run == cmd_ls ||
             command->run == cmd_ll || command->run == cmd_explain ||
             command->run == cmd_outdated || command->run == cmd_fund)
        offer_members(c, manifest_dependency_kinds, MANIFEST_DEPENDENCY_KINDS);
}

int cmd_completion(Ctx *ctx, char **args, int n_args, Err *err)
{
    const char *at = config_getenv(&ctx->config, STR("COMP_CWORD"));
    Completion c = { ctx, STR("") };
    char **words = arena_array(&ctx->arena, char *, (size_t)n_args + 1);
    uint64_t cursor;
    int n = 0;

    (void)err;
    if (at == NULL || !str_to_u64(str_of(at), &cursor)) {
        out_say(ctx, str_of(script));
        return 0;
    }
    for (int i = 1; i < n_args && (uint64_t)i < cursor; i++) {
        if (args[i][0] != '-')
            words[n++] = args[i];
    }
    c.partial = cursor < (uint64_t)n_args ? str_of(args[cursor]) : STR("");
    if (str_starts(c.partial, STR("-")))
        offer_options(&c);
    else if (n == 0)
        offer_commands(&c);
    else
        offer_for_command(&c, words, n + 1);
    return 0;
}
