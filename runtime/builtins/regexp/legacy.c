/* legacy.c: RegExp.$1, RegExp.lastMatch and the like: the last match of all. */
#include "runtime/builtins/regexp/internal.h"

/* Magic: 1 to 9 for $1 to $9, then these. */
enum { LEGACY_INPUT = 10, LEGACY_MATCH, LEGACY_PAREN, LEGACY_LEFT, LEGACY_RIGHT };

/* [ input … ] -> [ … part ] */
static void push_part(duk_context *ctx, int32_t from, int32_t to)
{
    Text t = regexp_push_text(ctx, 0);

    if (from < 0 || to < 0 || (size_t)to > t.n)
        duk_push_literal(ctx, "");
    else
        regexp_push_part(ctx, &t, from, to);
}

/* [ ] -> [ string ] */
static duk_ret_t get(duk_context *ctx)
{
    int what = duk_get_current_magic(ctx);
    RegexpState *s = regexp_state(ctx);
    const int32_t *c = s->last;
    uint32_t n = s->last_count;

    duk_push_this(ctx);
    if (!intrinsic_is(ctx, 0, INTRINSIC_REGEXP))
        builtin_type_error(ctx, "RegExp static accessor called on incompatible receiver");
    duk_pop(ctx);
    if (what == LEGACY_INPUT) {
        if (s->input_given)
            js_stash_get(ctx, "regexpInput");
        else
            regexp_push_last_input(ctx);
        return 1;
    }
    regexp_push_last_input(ctx);
    if (n == 0) {
        duk_push_literal(ctx, "");
        return 1;
    }
    switch (what) {
    case LEGACY_MATCH: push_part(ctx, c[0], c[1]); break;
    case LEGACY_PAREN:
        push_part(ctx, n > 1 ? s->last_paren[0] : -1, s->last_paren[1]);
        break;
    case LEGACY_LEFT: push_part(ctx, 0, c[0]); break;
    case LEGACY_RIGHT: push_part(ctx, c[1], (int32_t)duk_get_length(ctx, 0)); break;
    default:
        if ((uint32_t)what < n)
            push_part(ctx, c[what * 2], c[what * 2 + 1]);
        else
            duk_push_literal(ctx, "");
        break;
    }
    return 1;
}

/* [ value ] -> [ ]: what the last match says stays */
static duk_ret_t ignore(duk_context *ctx)
{
    (void)ctx;
    return 0;
}

/* [ value ] -> [ ]: `input` */
static duk_ret_t set(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!intrinsic_is(ctx, 1, INTRINSIC_REGEXP))
        builtin_type_error(ctx, "RegExp static accessor called on incompatible receiver");
    duk_to_string(ctx, 0);
    duk_dup(ctx, 0);
    js_stash_put(ctx, "regexpInput");
    regexp_state(ctx)->input_given = true;
    return 0;
}

void regexp_put_legacy(duk_context *ctx, duk_idx_t i)
{
    static const ObjectAccessor accessors[] = {
        { "input", get, set, LEGACY_INPUT },
        { "$_", get, set, LEGACY_INPUT },
        { "lastMatch", get, ignore, LEGACY_MATCH },
        { "$&", get, ignore, LEGACY_MATCH },
        { "lastParen", get, ignore, LEGACY_PAREN },
        { "$+", get, ignore, LEGACY_PAREN },
        { "leftContext", get, ignore, LEGACY_LEFT },
        { "$`", get, ignore, LEGACY_LEFT },
        { "rightContext", get, ignore, LEGACY_RIGHT },
        { "$'", get, ignore, LEGACY_RIGHT },
        { "$1", get, ignore, 1 },
        { "$2", get, ignore, 2 },
        { "$3", get, ignore, 3 },
        { "$4", get, ignore, 4 },
        { "$5", get, ignore, 5 },
        { "$6", get, ignore, 6 },
        { "$7", get, ignore, 7 },
        { "$8", get, ignore, 8 },
        { "$9", get, ignore, 9 },
        { NULL, NULL, NULL, 0 },
    };

    object_put_accessors(ctx, i, accessors);
}
