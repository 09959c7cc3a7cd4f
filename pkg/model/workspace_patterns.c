/* workspace_patterns.c: see workspace_patterns.h. */
#include "pkg/model/workspace_patterns.h"

#include "common/glob.h"

/* "!!./a" → "a"; returns whether the number of "!" is odd. */
static bool strip(Str *pattern)
{
    bool negate = false;
    Str rest;

    for (; str_starts(*pattern, STR("!")); *pattern = str_from(*pattern, 1))
        negate = !negate;
    rest = str_from(*pattern, str_starts(*pattern, STR("./")) ? 1 : 0);
    if (str_starts(rest, STR("/"))) {
        while (str_starts(rest, STR("/")))
            rest = str_from(rest, 1);
        *pattern = rest;
    }
    return negate;
}

/* What is taken after it was left out isn't left out any more. As npm does it: of two
 * such patterns beside one another only the first goes. */
static void take(Arena *a, WorkspacePatterns *p, Str pattern)
{
    for (size_t i = 0; i < p->leave.len; i++) {
        if (glob_match_plain(a, p->leave.ptr[i], pattern))
            vec_remove(&p->leave, i);
    }
    vec_push_in(a, &p->take, pattern);
}

void workspace_patterns(Arena *a, const cJSON *list, WorkspacePatterns *out)
{
    *out = (WorkspacePatterns){ 0 };
    JSON_EACH (e, list) {
        Str pattern = json_str(e);

        if (!json_is_str(e))
            continue;
        if (strip(&pattern))
            vec_push_in(a, &out->leave, pattern);
        else
            take(a, out, pattern);
    }
    VEC_EACH (Str, leave, out->leave) {
        for (size_t i = out->take.len; i-- > 0;) {
            if (glob_match_plain(a, *leave, out->take.ptr[i]))
                vec_remove(&out->take, i);
        }
    }
}
