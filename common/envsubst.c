/* envsubst.c: replacing ${VAR}. */
#include "common/envsubst.h"

#include <stdlib.h>

typedef struct {
    size_t backslashes; /* before the $ */
    Str name;
    bool or_empty; /* ${NAME?} */
    size_t len;    /* of all, backslashes included */
} Variable;

static bool is_name_char(char c)
{
    return c != '$' && c != '{' && c != '}' && c != '?';
}

/* Is there a variable at the start of s, with the backslashes before it? */
static bool find_variable(Str s, Variable *v)
{
    size_t i = 0, name;

    while (i < s.len && s.ptr[i] == '\\')
        i++;
    v->backslashes = i;
    if (i + 2 > s.len || s.ptr[i] != '$' || s.ptr[i + 1] != '{')
        return false;
    name = i += 2;
    while (i < s.len && is_name_char(s.ptr[i]))
        i++;
    v->name = str_sub(s, name, i);
    v->or_empty = i < s.len && s.ptr[i] == '?';
    i += v->or_empty;
    v->len = i + 1;
    return v->name.len > 0 && i < s.len && s.ptr[i] == '}';
}

static const char *from_process(void *ctx, Str name)
{
    char buf[256];

    (void)ctx;
    if (name.len >= sizeof buf || memchr(name.ptr, '\0', name.len) != NULL)
        return NULL;
    memcpy(buf, name.ptr, name.len);
    buf[name.len] = '\0';
    return getenv(buf);
}

static void put_variable(Str text, const Variable *v, EnvLookup *lookup, void *ctx,
                         Buf *out)
{
    const char *value;

    if (v->backslashes % 2 == 1) {
        buf_str(out, str_sub(text, (v->backslashes + 1) / 2, v->len));
        return;
    }
    buf_fill(out, '\\', v->backslashes / 2);
    value = lookup(ctx, v->name);
    if (value != NULL)
        buf_puts(out, value);
    else if (!v->or_empty)
        buf_printf(out, "${" STR_FMT "}", STR_ARG(v->name));
}

void env_subst(Str text, EnvLookup *lookup, void *ctx, Buf *out)
{
    Variable v;

    if (lookup == NULL)
        lookup = from_process;
    while (text.len > 0) {
        size_t n = 1;

        if (text.ptr[0] == '$' || text.ptr[0] == '\\') {
            if (find_variable(text, &v)) {
                put_variable(text, &v, lookup, ctx, out);
                text = str_from(text, v.len);
                continue;
            }
            /* Backslashes belong together: no variable begins in the middle of them. */
            n = v.backslashes ? v.backslashes : 1;
        }
        buf_str(out, str_sub(text, 0, n));
        text = str_from(text, n);
    }
}
