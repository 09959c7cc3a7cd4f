/* config_usage.c: settings as the help of commands shows them (config.h). */
#include "common/config_private.h"
#include "common/config_words.h"

typedef struct {
    const char *name, *hint, *purpose;
} Words;

static const Words words[] = {
#define X(name, hint, purpose) { name, hint, purpose },
    CONFIG_WORDS(X)
#undef X
};

static const Words *words_of(const char *name)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].name, name) == 0)
            return &words[i];
    }
    return NULL;
}

/* What its value is called. */
static const char *hint_of(Arena *a, const ConfigDef *d)
{
    const Words *w = words_of(d->name);

    return w != NULL && w->hint[0] != '\0' ? w->hint : arena_printf(a, "<%s>", d->name);
}

/* Its words, where nothing else is allowed. */
static const char *word_hint(Arena *a, const ConfigDef *d)
{
    const unsigned others = CT_NULL | CT_ARRAY | CT_BOOL | CT_FALSE | CT_EMPTY;
    const char *text = NULL;
    Str rest = str_of(d->words), word;

    if (d->words[0] == '\0' || (d->types & ~others) != 0)
        return hint_of(a, d);
    while (rest.len > 0 && str_next(&rest, ' ', &word))
        text = arena_printf(a, "%s%s" STR_FMT, text ? text : "<", text ? "|" : "",
                            STR_ARG(word));
    return arena_printf(a, "%s>", text);
}

/* Several types, one of them an on-or-off: both forms are shown. */
static const char *form(Arena *a, const ConfigDef *d, const char *key)
{
    unsigned values = d->types & ~(unsigned)(CT_NULL | CT_ARRAY | CT_BOOL);
    bool has_bool = (d->types & CT_BOOL) != 0, has_words = d->words[0] != '\0';

    if (has_bool && values == 0 && !has_words) {
        if ((d->types & CT_NULL) != 0 || strcmp(d->dflt, "false") == 0)
            return key;
        return d->letters[0] != '\0'
                   ? arena_printf(a, "-%c|--no-%s", d->letters[0], d->name)
                   : arena_printf(a, "--no-%s", d->name);
    }
    if (has_bool)
        key = arena_printf(a, "--no-%s|%s", d->name, key);
    return arena_printf(a, "%s %s", key, word_hint(a, d));
}

const char *config_usage(Arena *a, const char *name)
{
    const ConfigDef *d = config_def(str_of(name));
    const char *key;

    if (d == NULL)
        return NULL;
    if (strcmp(name, "save") == 0)
        return "-S|--save|--no-save|--save-prod|--save-dev|--save-optional|--save-peer|"
               "--save-bundle";
    if (strcmp(name, "color") == 0)
        return "--color|--no-color|--color always";
    key = form(a, d, config_flag(a, name));
    return d->types & CT_ARRAY ? arena_printf(a, "%s [%s ...]", key, key) : key;
}

const char *config_flag(Arena *a, const char *name)
{
    const ConfigDef *d = config_def(str_of(name));

    if (d == NULL || d->letters[0] == '\0')
        return arena_printf(a, "--%s", name);
    return arena_printf(a, "-%c|--%s", d->letters[0], name);
}

const char *config_purpose(const char *name)
{
    const Words *w = words_of(name);

    return w != NULL ? w->purpose : NULL;
}

const char *config_excludes(const char *name)
{
    const ConfigDef *d = config_def(str_of(name));

    return d != NULL ? d->excludes : "";
}
