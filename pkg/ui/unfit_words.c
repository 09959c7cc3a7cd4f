/* unfit_words.c: see unfit_words.h. */
#include "pkg/ui/unfit_words.h"

#include "common/buf.h"
#include "common/json_write.h"

UnfitWords unfit_engine_words(Arena *a, Str id, const cJSON *pkg, Str node, Str npm)
{
    Str who = arena_strf(a, "Not compatible with your version of node/npm: " STR_FMT,
                         STR_ARG(id));

    return (UnfitWords){
        arena_strf(a, "Unsupported engine\n" STR_FMT, STR_ARG(who)),
        arena_strf(a,
                   STR_FMT "\nRequired: " STR_FMT "\nActual:   {\"node\":\"v" STR_FMT
                           "\",\"npm\":\"" STR_FMT "\"}",
                   STR_ARG(who), STR_ARG(json_text(a, json_get(pkg, "engines"))),
                   STR_ARG(node), STR_ARG(npm)),
    };
}

/* A list as one text; "" where it says nothing. */
static Str joined(Arena *a, const cJSON *list)
{
    Str out = json_str(list);

    JSON_EACH (item, list)
        out = out.len == 0 ? json_str(item)
                           : arena_strf(a, STR_FMT "," STR_FMT, STR_ARG(out),
                                        STR_ARG(json_str(item)));
    return out;
}

UnfitWords unfit_platform_words(Arena *a, Str id, const cJSON *pkg, const Platform *here)
{
    static const char *const keys[] = { "os", "cpu", "libc" };
    const Str have[] = { here->os, here->cpu, here->libc };
    cJSON *wanted = json_new_obj(a), *current = json_new_obj(a);
    size_t longest = 0;
    Buf b = { 0 };
    UnfitWords w;

    for (int i = 0; i < 3; i++) {
        Str list = joined(a, json_get(pkg, keys[i]));

        if (list.len == 0)
            continue;
        json_add_str(a, wanted, keys[i], list);
        json_add_str(a, current, keys[i], have[i]);
        if (strlen(keys[i]) > longest)
            longest = strlen(keys[i]);
    }
    JSON_EACH (m, wanted) {
        int pad = (int)(longest - json_key(m).len) + 1;

        buf_printf(&b, "%sValid %s:%*s" STR_FMT "\nActual %s:%*s" STR_FMT,
                   b.len > 0 ? "\n" : "", m->string, pad + 1, "", STR_ARG(json_str(m)),
                   m->string, pad, "", STR_ARG(json_str(json_get(current, m->string))));
    }
    w.detail = arena_str(a, buf_view(&b));
    w.message = arena_strf(a,
                           "Unsupported platform for " STR_FMT ": wanted " STR_FMT
                           " (current: " STR_FMT ")",
                           STR_ARG(id), STR_ARG(json_text(a, wanted)),
                           STR_ARG(json_text(a, current)));
    buf_release(&b);
    return w;
}
