/* env_set.c: see env_set.h. */
#include "pkg/install/env_set.h"

void env_set_init(EnvSet *e, Arena *a, char *const *environ_)
{
    *e = (EnvSet){ .arena = a };
    for (; environ_ && *environ_; environ_++) {
        Str name, value;

        if (str_cut(str_of(*environ_), '=', &name, &value))
            env_set_put(e, name, value);
    }
}

void env_set_copy(EnvSet *to, Arena *a, const EnvSet *from)
{
    *to = (EnvSet){ .arena = a };
    MAP_EACH (v, from->vars)
        map_set(&to->vars, v->key, v->value);
}

void env_set_put(EnvSet *e, Str name, Str value)
{
    char *copy = arena_memdupz(e->arena, value.ptr, value.len);

    if (!map_has(&e->vars, name))
        name = arena_str(e->arena, name);
    map_set(&e->vars, name, copy);
}

void env_set_puts(EnvSet *e, const char *name, const char *value)
{
    env_set_put(e, str_of(name), str_of(value));
}

const char *env_set_get(const EnvSet *e, const char *name)
{
    return map_get(&e->vars, str_of(name));
}

char **env_set_list(const EnvSet *e, Arena *a)
{
    char **list = arena_array(a, char *, e->vars.len + 1);
    size_t n = 0;

    MAP_EACH (v, e->vars)
        list[n++] = arena_printf(a, STR_FMT "=%s", STR_ARG(v->key), (char *)v->value);
    return list;
}

void env_set_release(EnvSet *e)
{
    map_release(&e->vars);
}
