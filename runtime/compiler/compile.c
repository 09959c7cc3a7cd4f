/* compile.c: the passes in order: parse, resolve names, lower. */
#include "runtime/compiler/compile.h"

#include "runtime/compiler/lower.h"
#include "runtime/compiler/parse.h"
#include "runtime/compiler/stack.h"

static ParseGoal parse_goal(CompileGoal goal)
{
    switch (goal) {
    case COMPILE_COMMONJS: return PARSE_COMMONJS;
    case COMPILE_MODULE: return PARSE_MODULE;
    default: return PARSE_SCRIPT;
    }
}

/* "a, b" as names. */
static int split_params(Arena *a, Str params, Str **out)
{
    Str rest = params, piece;
    int n = 0;

    *out = arena_array(a, Str, params.len / 2 + 1);
    while (params.len > 0 && str_next(&rest, ',', &piece)) {
        piece = str_trim(piece);
        if (piece.len > 0)
            (*out)[n++] = piece;
    }
    return n;
}

static void add_name(Arena *a, CompiledName **list, Str name, bool is_const)
{
    CompiledName *c = arena_new(a, CompiledName);

    c->name = name;
    c->is_const = is_const;
    c->next = *list;
    *list = c;
}

/* What a script, or an eval outside of functions, declares for all scripts. */
static void script_names(Arena *a, const Scope *c, Compiled *out)
{
    for (const Binding *b = c->first; b != NULL; b = b->next) {
        if (binding_is_lexical(b))
            add_name(a, &out->lexicals, b->atom->text, b->kind == BIND_CONST);
        else if (b->kind == BIND_VAR || b->kind == BIND_FUNCTION)
            add_name(a, &out->globals, b->atom->text, b->kind == BIND_FUNCTION);
    }
}

static bool is_line_end(const char *p, const char *end)
{
    return *p == '\n' || *p == '\r' ||
           (end - p >= 3 && p[0] == '\xE2' && p[1] == '\x80' &&
            (p[2] == '\xA8' || p[2] == '\xA9'));
}

/* Blanks and comments that the first line begins with: what comes behind them. */
static const char *behind_blanks(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t' || *p == '/')) {
        const char *close = p + 2;

        if (*p != '/') {
            p++;
            continue;
        }
        if (end - p < 4 || p[1] != '*')
            break;
        while (close + 1 < end && !(close[0] == '*' && close[1] == '/') &&
               !is_line_end(close, end))
            close++;
        if (close + 1 >= end || close[0] != '*')
            break;
        p = close + 2;
    }
    return p;
}

/* The first line may be a hashbang or a comment that begins with -->, which the engine
 * doesn't know there. */
static void skip_first_line(Lower *l)
{
    Str text = l->source->text;
    const char *p = text.ptr, *end = p + text.len;

    if (!str_starts(text, STR("#!"))) {
        p = behind_blanks(p, end);
        if (end - p < 3 || memcmp(p, "-->", 3) != 0)
            return;
    }
    while (p < end && !is_line_end(p, end))
        p++;
    skip_to(l, (uint32_t)(p - text.ptr));
}

static void emit_program(Lower *l, Node *program, const Surroundings *s)
{
    bool commonjs = l->options->goal == COMPILE_COMMONJS;
    Fn f = { .strict = program->flags & NF_STRICT,
             .home = s->home,
             .home_static = s->home_static };
    Node function = { .kind = NODE_FUNCTION };
    Fn around = { .node = &function, .derived = s->in_derived };
    ClassInfo class = { .keys = s->keys };
    Node *list = program->list;

    skip_first_line(l);
    if (l->options->goal == COMPILE_MODULE) {
        emit_module(l, program);
        return;
    }
    if (commonjs)
        w_fmt(l, "(function (" STR_FMT ") {", STR_ARG(l->options->params));
    list = emit_directives(l, list);
    fn_begin(l, &f, program);
    if (s->captured_this) {
        f.arrow = true;
        f.owner = &around;
    }
    l->cls = &class;
    l->in_field = s->in_field;
    w_block_head(l, program->scope);
    emit_statements(l, list);
    copy_to(l, program->end);
    if (commonjs)
        w(l, "\n");
    fn_end(l, &f);
    l->cls = NULL;
    if (commonjs) {
        place_function(l, COMPILED_FUNCTION, 0, program->end);
        w(l, "})");
    }
}

/* The names of private keys become those of this program's table. */
static void own_keys(Lower *l, const Surroundings *s)
{
    for (PrivateKey *k = s->keys; k != NULL; k = k->next)
        k->name = atom_get(l->atoms, k->name->text);
}

/* A var or function of an eval stands against what the function around declares. */
static void check_eval_names(Lower *l, const Scope *c, const Surroundings *s)
{
    for (const Binding *b = c->first; b != NULL; b = b->next) {
        bool twice = s->in_params && b->atom->id == ATOM_arguments;

        if (b->kind != BIND_VAR && b->kind != BIND_FUNCTION)
            continue;
        for (const SurroundingName *n = s->lexicals; n != NULL; n = n->next)
            twice = twice || str_eq(n->name, b->atom->text);
        if (twice)
            lower_fail(l, b->decl, "Identifier '" STR_FMT "' has already been declared",
                       STR_ARG(b->atom->text));
    }
}

/* Line ends other than \n. */
static bool has_odd_lines(Str text)
{
    const char *p = text.ptr, *end = p + text.len;

    if (str_index(text, '\r') >= 0)
        return true;
    while ((p = memchr(p, 0xE2, (size_t)(end - p))) != NULL) {
        if (end - p >= 3 && p[1] == '\x80' && (p[2] == '\xA8' || p[2] == '\xA9'))
            return true;
        p++;
    }
    return false;
}

static void lower_program(Lower *l, const ScopeOptions *scopes, const ParseResult *parsed,
                          const Surroundings *s)
{
    l->scopes = scopes_resolve(scopes, parsed->program);
    l->stack_limit = stack_limit_from_here();
    l->source_line = l->out_line = 1;
    l->odd_lines = has_odd_lines(l->source->text);
    l->skips = !parsed->sees_names && l->options->goal != COMPILE_EVAL;
    buf_reserve(&l->out, l->source->text.len + l->source->text.len / 8 + 256);
    if (l->options->goal == COMPILE_EVAL && !parsed->strict)
        check_eval_names(l, parsed->program->scope, s);
    own_keys(l, s);
    emit_program(l, parsed->program, s);
}

static void surrounding_names(Arena *a, const Surroundings *s, ScopeOptions *so)
{
    int n = 0;

    for (const SurroundingName *v = s->variables; v != NULL; v = v->next)
        n++;
    so->around = arena_array(a, Str, (size_t)n + 1);
    so->around_names = arena_array(a, Str, (size_t)n + 1);
    for (const SurroundingName *v = s->variables; v != NULL; v = v->next) {
        so->around[so->n_around] = v->name;
        so->around_names[so->n_around++] = v->text;
    }
}

int compile(Arena *a, Str text, const CompileOptions *options, Compiled *out, Diag *diag)
{
    ParseOptions po = { .goal = parse_goal(options->goal),
                        .strict = options->strict,
                        .check_regexp = options->check_regexp };
    ParseResult parsed;
    Lower l = { .arena = a, .source = &out->source, .options = options, .result = out };
    ScopeOptions so = { .arena = a, .diag = diag };
    Surroundings around;
    jmp_buf fail;

    surroundings_read(a, options->surroundings, &around);
    po.strict = po.strict || around.strict;
    po.in_function = around.in_function;
    po.in_method = around.in_method;
    po.in_derived_constructor = around.in_derived;
    po.in_class_field = around.in_field;
    po.private_names = surroundings_private_names(a, &around);
    surrounding_names(a, &around, &so);
    *out = (Compiled){ .source = { .text = text, .name = options->name } };
    if (parse(a, &out->source, &po, &parsed, diag) != 0)
        return -1;
    l.text = text.ptr;
    l.atoms = so.atoms = parsed.atoms;
    l.diag = diag;
    l.fail = so.fail = &fail;
    so.module = options->goal == COMPILE_MODULE;
    so.script = options->goal == COMPILE_SCRIPT;
    so.eval = options->goal == COMPILE_EVAL;
    so.strict = parsed.strict;
    so.n_params = split_params(a, options->params, &so.params);
    if (setjmp(fail) != 0) {
        buf_release(&l.out);
        diag->pos = source_pos(a, &out->source, diag->start);
        return -1;
    }
    lower_program(&l, &so, &parsed, &around);
    out->text = arena_str(a, buf_view(&l.out));
    buf_release(&l.out);
    out->spans = l.spans.ptr;
    out->n_spans = l.spans.len;
    out->functions = l.functions.ptr;
    out->n_functions = l.functions.len;
    out->strict = parsed.strict;
    if (options->goal == COMPILE_SCRIPT ||
        (options->goal == COMPILE_EVAL && !parsed.strict && !around.in_function))
        script_names(a, parsed.program->scope, out);
    return 0;
}
