/* frames.c: which frames of a trace programs see, and what they are called. The names are
 * V8's: of receivers that of their constructor or tag, found without running anything of
 * the program's. */
#include "runtime/engine/frames.h"

#include <stdio.h>

#include "runtime/engine/js.h"
#include "runtime/engine/object.h"

#define TRACE \
    "\x82"    \
    "Tracedata"
#define STEP 3 /* values for each frame: graft/traceback.c */
#define MARK "\xca\x83"

/* ---- Names of functions ---- */

static int hex(char c)
{
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

/* [ name ] -> [ name ]: without the lowering's mark (compiler/lower_func.c). */
static void strip_mark(duk_context *ctx)
{
    Str s = js_get_str(ctx, -1);
    char out[256];
    size_t n = 0;
    ptrdiff_t i;

    for (int k = 0; k < 2; k++) {
        i = str_index(s, '_');
        if (i < 0)
            return;
        s = str_from(s, (size_t)i + 1);
    }
    while (s.len > 0 && n < sizeof out) {
        if (str_starts(s, STR(MARK)) && s.len >= 4) {
            out[n++] = (char)(hex(s.ptr[2]) * 16 + hex(s.ptr[3]));
            s = str_from(s, 4);
        } else {
            out[n++] = s.ptr[0];
            s = str_from(s, 1);
        }
    }
    duk_pop(ctx);
    duk_push_lstring(ctx, out, n);
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '$' || c == '.' || (c & 0x80) != 0;
}

/* [ ] -> [ text ]: `a.b` of an anonymous function that stands behind `a.b =`, as V8
 * infers it; the source is at hand. */
static void push_inferred(duk_context *ctx, Str before)
{
    size_t end, start;
    ptrdiff_t i;

    before = str_trim_right(before);
    if (!str_ends(before, STR("=")))
        goto none;
    before = str_trim_right(str_sub(before, 0, before.len - 1));
    end = start = before.len;
    while (start > 0 && is_name_char(before.ptr[start - 1]))
        start--;
    before = str_sub(before, start, end);
    if (before.len == 0 || before.ptr[0] == '.' || str_index(before, '.') < 0)
        goto none;
    i = str_find(before, STR(".prototype."));
    if (i > 0) {
        duk_push_lstring(ctx, before.ptr, (size_t)i);
        before = str_from(before, (size_t)i + strlen(".prototype"));
        duk_push_lstring(ctx, before.ptr, before.len);
        duk_concat(ctx, 2);
        return;
    }
    duk_push_lstring(ctx, before.ptr, before.len);
    return;
none:
    duk_push_literal(ctx, "");
}

/* [ function ] -> [ function name ] */
static void push_name(duk_context *ctx, const EngineFrame *e)
{
    Str before;

    if (e->place.kind == ORIGIN_FIELDS) {
        duk_push_literal(ctx, "<instance_members_initializer>");
        return;
    }
    if (e->place.kind == ORIGIN_STATICS) {
        duk_push_literal(ctx, "<static_initializer>");
        return;
    }
    if (!engine_own_data(ctx, -1, "name"))
        duk_push_literal(ctx, "");
    if (!duk_is_string(ctx, -1) || duk_is_symbol(ctx, -1)) {
        duk_pop(ctx);
        duk_push_literal(ctx, "");
    }
    if (e->place.kind == ORIGIN_TOP && str_is(js_get_str(ctx, -1), "global")) {
        duk_pop(ctx);
        duk_push_literal(ctx, "");
    }
    if (str_starts(js_get_str(ctx, -1), STR(MARK)))
        strip_mark(ctx);
    if (duk_get_length(ctx, -1) == 0 && !e->native && e->place.kind == ORIGIN_FUNCTION &&
        origin_text_before(ctx, -2, 200, &before.ptr, &before.len)) {
        duk_pop(ctx);
        push_inferred(ctx, before);
    }
}

/* ---- Walking ---- */

void frames_begin(duk_context *ctx, duk_idx_t trace, FrameWalk *w)
{
    *w = (FrameWalk){ .ctx = ctx,
                      .trace = duk_normalize_index(ctx, trace),
                      .pending = { .kind = ORIGIN_NONE } };
}

static bool is_ours(const char *file)
{
    return file == NULL || strncmp(file, "node:", 5) != 0;
}

static const char *const unseen[] = { "resume", "eval",      "apply",
                                      "call",   "construct", "captureStackTrace" };

/* Is the frame [ … function this name ] one that nobody sees? */
static bool is_hidden(FrameWalk *w, const EngineFrame *e)
{
    duk_context *ctx = w->ctx;
    Str name = js_get_str(ctx, -1);

    if (e->native) {
        if (e->async)
            return false;
        if (duk_get_c_function(ctx, -3) == engine_generator_next)
            return false;
        /* Helpers, closures of built-ins, and what starts coroutines. */
        if (e->binding || slots_is(ctx, -3, SLOTS_CLOSURE))
            return true;
        if (engine_own_data(ctx, -3, "name")) {
            bool helper = str_starts(js_get_str(ctx, -1), STR(MARK));

            duk_pop(ctx);
            if (helper)
                return true;
        }
        /* … nor what V8 has no frames for. */
        for (size_t i = 0; i < sizeof unseen / sizeof unseen[0]; i++) {
            if (str_is(name, unseen[i]))
                return true;
        }
        return name.len == 0 ? !e->construct : e->construct && str_is(name, "Array");
    }
    switch (e->place.kind) {
    case ORIGIN_NONE: return true;
    case ORIGIN_BODY:
        if (w->pending.kind == ORIGIN_NONE)
            w->pending = e->place;
        return true;
    case ORIGIN_TOP: return false;
    default: break;
    }
    if (e->place.file != NULL && strncmp(e->place.file, "node:smew", 9) == 0)
        return true;
    /* The JavaScript around generators. */
    return e->place.file != NULL && strcmp(e->place.file, "eval") == 0 &&
           !str_is(name, "next") && !str_is(name, "return") && !str_is(name, "throw");
}

/* The frame of a generator's next(): V8's is native, and its receiver is named after the
 * function whose frame comes before. */
static void make_native(FrameWalk *w, Frame *f)
{
    f->native = true;
    f->file = NULL;
    duk_push_sprintf(w->ctx, "%s.%s", w->last[0] ? w->last : "Generator", f->name.ptr);
    duk_replace(w->ctx, -2);
    f->name = js_get_str(w->ctx, -1);
    f->toplevel = true;
}

/* Of [ … function this name ]. */
static void fill(FrameWalk *w, const EngineFrame *e, Frame *f)
{
    duk_context *ctx = w->ctx;
    const OriginPlace *p = &e->place;

    if (w->pending.kind != ORIGIN_NONE && !e->native)
        p = &w->pending;
    *f = (Frame){ .name = js_get_str(ctx, -1),
                  .file = e->native ? NULL : p->file,
                  .line = p->line,
                  .column = p->column,
                  .native = e->native,
                  .construct = e->construct,
                  .strict = e->strict,
                  .async = e->async,
                  .index = e->index };
    duk_push_global_object(ctx);
    f->toplevel = duk_is_null_or_undefined(ctx, -3) || duk_strict_equals(ctx, -1, -3) ||
                  (!e->native && e->place.kind >= ORIGIN_FIELDS);
    duk_pop(ctx);
    if (!e->native)
        w->pending = (OriginPlace){ .kind = ORIGIN_NONE };
    if ((f->file != NULL && strcmp(f->file, "eval") == 0 && is_ours(f->file) &&
         e->place.kind == ORIGIN_FUNCTION) ||
        duk_get_c_function(ctx, -3) == engine_generator_next)
        make_native(w, f);
    snprintf(w->last, sizeof w->last, STR_FMT, STR_ARG(f->name));
}

bool frames_next(FrameWalk *w, Frame *f)
{
    duk_context *ctx = w->ctx;
    EngineFrame e;

    duk_require_stack(ctx, 16);
    for (;;) {
        duk_uarridx_t at = w->at;

        w->at += STEP;
        duk_get_prop_index(ctx, w->trace, at);
        if (!duk_is_function(ctx, -1)) {
            duk_pop(ctx);
            return false;
        }
        duk_get_prop_index(ctx, w->trace, at + 1);
        engine_frame(ctx, -2, -1, &e);
        duk_pop(ctx);
        push_name(ctx, &e);
        duk_get_prop_index(ctx, w->trace, at + 2);
        duk_insert(ctx, -2); /* [ function this name ] */
        if (!is_hidden(w, &e)) {
            fill(w, &e, f);
            return true;
        }
        duk_pop_3(ctx);
    }
}

/* ---- Receivers and methods ---- */

/* [ ] -> [ text ], own plain data of the object at i that is a text; else false. */
static bool push_own_text(duk_context *ctx, duk_idx_t i, const char *key)
{
    if (!engine_own_data(ctx, i, key))
        return false;
    if (duk_is_string(ctx, -1) && !duk_is_symbol(ctx, -1))
        return true;
    duk_pop(ctx);
    return false;
}

/* [ ] -> [ text ]: the name of the constructor that the object at i has as its own. */
static bool push_own_constructor(duk_context *ctx, duk_idx_t i)
{
    if (!engine_own_data(ctx, i, "constructor"))
        return false;
    if (duk_is_function(ctx, -1) && push_own_text(ctx, -1, "name")) {
        duk_remove(ctx, -2);
        if (duk_get_length(ctx, -1) > 0 && !str_is(js_get_str(ctx, -1), "Object"))
            return true;
    }
    duk_pop(ctx);
    return false;
}

/* [ object ] -> [ text ] */
static void push_constructor_name(duk_context *ctx)
{
    duk_idx_t object = duk_get_top_index(ctx);

    duk_dup(ctx, object);
    for (int depth = 0; depth < 1000 && duk_is_object(ctx, -1); depth++) {
        if (strcmp(engine_class(ctx, -1), "Proxy") == 0)
            break;
        if (push_own_text(ctx, -1, DUK_WELLKNOWN_SYMBOL("Symbol.toStringTag")) ||
            (depth > 0 && push_own_constructor(ctx, -1))) {
            duk_replace(ctx, object);
            duk_set_top(ctx, object + 1);
            return;
        }
        duk_get_prototype(ctx, -1);
        duk_remove(ctx, -2);
    }
    duk_push_string(ctx, engine_class(ctx, object));
    duk_replace(ctx, object);
    duk_set_top(ctx, object + 1);
}

void frames_push_type(duk_context *ctx, duk_idx_t base)
{
    duk_idx_t this = base + 1;

    if (duk_is_null_or_undefined(ctx, this)) {
        duk_push_null(ctx);
        return;
    }
    if (origin_is_class(ctx, this) && push_own_text(ctx, this, "name")) {
        if (duk_get_length(ctx, -1) > 0)
            return;
        duk_pop(ctx);
    }
    duk_dup(ctx, this);
    duk_to_object(ctx, -1);
    if (strcmp(engine_class(ctx, -1), "Proxy") == 0) {
        duk_pop(ctx);
        duk_push_literal(ctx, "Proxy");
        return;
    }
    push_constructor_name(ctx);
}

/* Is the function at `fn` the value, getter or setter of that name? */
static bool is_property(duk_context *ctx, duk_idx_t object, const char *key, duk_idx_t fn)
{
    bool is;

    if (engine_find_data(ctx, object, key)) {
        is = duk_strict_equals(ctx, -1, fn);
        duk_pop(ctx);
        return is;
    }
    return engine_find_accessor(ctx, object, key, fn);
}

void frames_push_method(duk_context *ctx, duk_idx_t base, const Frame *f)
{
    duk_idx_t this = base + 1;
    Str s = f->name;

    if (!duk_is_object(ctx, this) || strcmp(engine_class(ctx, this), "Proxy") == 0) {
        duk_push_null(ctx);
        return;
    }
    if (s.len > 0) {
        if (str_starts(s, STR("get ")) || str_starts(s, STR("set ")))
            s = str_from(s, 4);
        duk_push_lstring(ctx, s.ptr, s.len);
        if (is_property(ctx, this, duk_get_string(ctx, -1), base))
            return;
        duk_pop(ctx);
    }
    if (!engine_push_key_of(ctx, this, base))
        duk_push_null(ctx);
}

/* ---- Text ---- */

static void push_location(duk_context *ctx, const Frame *f)
{
    if (f->native || f->file == NULL)
        duk_push_literal(ctx, "<anonymous>");
    else if (f->line > 0)
        duk_push_sprintf(ctx, "%s:%d:%d", f->file, f->line, f->column);
    else
        duk_push_string(ctx, f->file);
}

static bool ends_with_method(Str name, Str method)
{
    return str_eq(name, method) || (str_ends(name, method) && name.len > method.len &&
                                    name.ptr[name.len - method.len - 1] == '.');
}

/* [ ] -> [ text ]: "Foo.bar [as baz]" */
static void push_call(duk_context *ctx, duk_idx_t base, const Frame *f)
{
    duk_idx_t top = duk_get_top(ctx);
    Str type, method;
    bool plain, as;

    frames_push_type(ctx, base);
    frames_push_method(ctx, base, f);
    type = js_get_str(ctx, top);
    method = js_get_str(ctx, top + 1);
    if (f->name.len == 0) {
        duk_push_lstring(ctx, type.ptr, type.len);
        duk_push_string(ctx, type.len > 0 ? "." : "");
        if (method.len > 0)
            duk_dup(ctx, top + 1);
        else
            duk_push_literal(ctx, "<anonymous>");
        duk_concat(ctx, 3);
    } else {
        /* Accessors, private and inferred names show no type. */
        plain = type.len == 0 || f->name.ptr[0] == '#' || str_starts(f->name, type) ||
                str_index(f->name, ' ') >= 0 || str_index(f->name, '.') >= 0;
        as = method.len > 0 && !ends_with_method(f->name, method);
        duk_push_string(ctx, plain ? "" : type.ptr);
        duk_push_string(ctx, plain ? "" : ".");
        duk_push_lstring(ctx, f->name.ptr, f->name.len);
        duk_push_string(ctx, as ? " [as " : "");
        duk_push_string(ctx, as ? method.ptr : "");
        duk_push_string(ctx, as ? "]" : "");
        duk_concat(ctx, 6);
    }
    duk_replace(ctx, top);
    duk_set_top(ctx, top + 1);
}

void frames_push_text(duk_context *ctx, duk_idx_t base, const Frame *f)
{
    Frame awaited = *f;

    if (f->async) {
        duk_push_literal(ctx, "async ");
        awaited.async = false;
        if (f->native)
            duk_push_sprintf(ctx, "Promise.%s (index %d)", f->name.ptr, f->index);
        else
            frames_push_text(ctx, base, &awaited);
        duk_concat(ctx, 2);
        return;
    }
    if (!f->toplevel && !f->construct) {
        push_call(ctx, base, f);
    } else if (f->construct) {
        duk_push_literal(ctx, "new ");
        duk_push_string(ctx, f->name.len > 0 ? f->name.ptr : "<anonymous>");
        duk_concat(ctx, 2);
    } else if (f->name.len > 0) {
        duk_push_lstring(ctx, f->name.ptr, f->name.len);
    } else {
        push_location(ctx, f);
        return;
    }
    duk_push_literal(ctx, " (");
    push_location(ctx, f);
    duk_push_literal(ctx, ")");
    duk_concat(ctx, 4);
}

void frames_push_eval_file(duk_context *ctx)
{
    duk_idx_t top = duk_get_top(ctx);
    FrameWalk w;
    Frame f;

    duk_push_error_object(ctx, DUK_ERR_ERROR, "%s", "");
    duk_get_prop_lstring(ctx, -1, TRACE, strlen(TRACE));
    frames_begin(ctx, -1, &w);
    while (frames_next(&w, &f)) {
        if (!f.native) {
            duk_push_literal(ctx, "eval at ");
            duk_push_string(ctx, f.name.len > 0 ? f.name.ptr : "<anonymous>");
            duk_push_literal(ctx, " (");
            push_location(ctx, &f);
            duk_push_literal(ctx, "), <anonymous>");
            duk_concat(ctx, 5);
            break;
        }
        duk_pop_3(ctx);
    }
    if (!duk_is_string(ctx, -1))
        duk_push_literal(ctx, "<anonymous>");
    duk_replace(ctx, top);
    duk_set_top(ctx, top + 1);
}
