/* lower_for_of.c: for-of and for-await: see the top of lower_loop.c. */
#include "runtime/compiler/lower.h"

static void add_local(Node *ident, void *ctx)
{
    lower_add_local(ctx, ident_name(ctx, ident));
}

void emit_head_assign(Lower *l, Node *n, Node *target, Str value)
{
    bool declares = n->a->kind == NODE_DECLARATION;
    bool var = declares && n->a->op == TOKEN_VAR;
    PatternOut o = { .first = true };
    int before;
    Node *assign;

    target = strip_parens(target);
    if (declares && is_top_without_vars(l, l->fn) && !var)
        node_names(target, add_local, l);
    else if (var && l->fn->loop_body)
        hoist_names(l, target);
    else
        o.declare = declares;
    before = steps_begin(l, has_steps(l, target));
    /* As the test of an `if` it gives the program no value. */
    if (o.declare)
        w(l, "var ");
    else
        w(l, is_top_without_vars(l, l->fn) ? "if(" : "");
    if (is_pattern(target)) {
        emit_pattern(l, target, value, &o);
        if (o.first)
            w(l, o.declare ? P "z" : "0");
    } else if (target->kind == NODE_IDENT && (declares || !is_const_target(target))) {
        if (!declares && w_early_check(l, target))
            w(l, ",");
        w_fmt(l, STR_FMT "=" STR_FMT, STR_ARG(ident_name(l, target)), STR_ARG(value));
    } else if (target->kind == NODE_IDENT) {
        w_assign_check(l, target);
    } else {
        assign = arena_new(l->arena, Node);
        assign->kind = NODE_ASSIGN;
        assign->op = TOKEN_ASSIGN;
        assign->start = target->start;
        assign->end = target->end;
        assign->a = target;
        assign->b = temp_node(l, 0, target);
        assign->b->flags |= NF_ESCAPED;
        assign->b->raw_str = value;
        move_to(l, target->start);
        emit_assign(l, assign);
    }
    w(l, !o.declare && is_top_without_vars(l, l->fn) ? ");" : ";");
    steps_end(l, before);
}

static void w_await_head(Lower *l, Str it, Str state, Str result)
{
    w_fmt(l,
          ")," STR_FMT "=-1;(" STR_FMT "=-1," STR_FMT "=" P "y(" P "an(" STR_FMT
          ")))===" STR_FMT "||" STR_FMT ".done===false||" P "go(" STR_FMT ");){",
          STR_ARG(state), STR_ARG(state), STR_ARG(result), STR_ARG(it), STR_ARG(it),
          STR_ARG(result), STR_ARG(result));
}

/* The next value into `result`, or the loop ends: as statements, where it doesn't matter
 * that these have values. A declaration has the engine put it there at once. The engine
 * does a step itself where it can; ʃst gives whether it couldn't. */
static void w_step(Lower *l, Str it, Str state, Str result)
{
    w_fmt(l,
          "for(;;){if(" P "st(" STR_FMT "," STR_FMT "," STR_FMT ")){if(" STR_FMT
          "<0||!(" STR_FMT ".length>=0)){if(" STR_FMT "<-2)break;" STR_FMT "=-1;" STR_FMT
          "=" STR_FMT "." P "n();if(" STR_FMT "===" STR_FMT ")" STR_FMT "=" STR_FMT "." P
          "v;else if(" STR_FMT ".done===false||" P "go(" STR_FMT "))" STR_FMT "=" STR_FMT
          ".value;else break;" STR_FMT "=-2}",
          STR_ARG(result), STR_ARG(it), STR_ARG(state), STR_ARG(state), STR_ARG(it),
          STR_ARG(state), STR_ARG(state), STR_ARG(result), STR_ARG(it), STR_ARG(result),
          STR_ARG(it), STR_ARG(result), STR_ARG(it), STR_ARG(result), STR_ARG(result),
          STR_ARG(result), STR_ARG(result), STR_ARG(state));
    w_fmt(l,
          "else{if(" STR_FMT ">=" STR_FMT ".length)break;var " STR_FMT "=" STR_FMT
          "[" STR_FMT "++]}}",
          STR_ARG(state), STR_ARG(it), STR_ARG(result), STR_ARG(it), STR_ARG(state));
}

/* ʃof(iterable */
static void w_iterable(Lower *l, Node *n, const char *helper)
{
    move_to(l, n->b->start);
    sync(l);
    place_at(l, n->b->start);
    w_fmt(l, P "%s(", helper);
    emit_at(l, n->b);
}

static void w_labels(Lower *l, const Jump *outer)
{
    for (const Jump *k = outer; k != NULL && k->label != NULL; k = k->outer)
        w_fmt(l, STR_FMT ":", STR_ARG(k->label->text));
}

static void w_head(Lower *l, Node *n, Str it, Str state, Str result)
{
    bool await = n->flags & NF_AWAIT;

    w_fmt(l, "for(" STR_FMT "=", STR_ARG(it));
    w_iterable(l, n, await ? "ofa" : "of");
    if (await) {
        w_await_head(l, it, state, result);
        return;
    }
    w_fmt(l, ")," STR_FMT "=" STR_FMT "." P "n?-1:0;", STR_ARG(state), STR_ARG(it));
    w_fmt(l,
          STR_FMT ">=0?" STR_FMT "<" STR_FMT ".length:(" STR_FMT "=-1," STR_FMT
                  "=" STR_FMT "." P "n())===" STR_FMT "||" STR_FMT ".done===false||" P
                  "go(" STR_FMT ");){",
          STR_ARG(state), STR_ARG(state), STR_ARG(it), STR_ARG(state), STR_ARG(result),
          STR_ARG(it), STR_ARG(it), STR_ARG(result), STR_ARG(result));
}

static void w_plain_head(Lower *l, Node *n, const Jump *labels, Str it, Str state,
                         Str result)
{
    w_fmt(l, "var " STR_FMT "=0," STR_FMT "=", STR_ARG(state), STR_ARG(it));
    w_iterable(l, n, "of");
    w(l, ");");
    w_labels(l, labels);
    w_step(l, it, state, result);
}

static Str value_text(Lower *l, Node *n, Str it, Str state, Str result)
{
    if (n->flags & NF_AWAIT)
        return arena_strf(l->arena,
                          "(" STR_FMT "=" STR_FMT "===" STR_FMT "?" STR_FMT "." P
                          "v:" STR_FMT ".value," STR_FMT "=-2," STR_FMT ")",
                          STR_ARG(result), STR_ARG(result), STR_ARG(it), STR_ARG(it),
                          STR_ARG(result), STR_ARG(state), STR_ARG(result));
    if (!gives_value(l))
        return result;
    return arena_strf(l->arena,
                      "(" STR_FMT ">=0?" STR_FMT "[" STR_FMT "++]:(" STR_FMT "=" STR_FMT
                      "===" STR_FMT "?" STR_FMT "." P "v:" STR_FMT ".value," STR_FMT
                      "=-2," STR_FMT "))",
                      STR_ARG(state), STR_ARG(it), STR_ARG(state), STR_ARG(result),
                      STR_ARG(result), STR_ARG(it), STR_ARG(it), STR_ARG(result),
                      STR_ARG(state), STR_ARG(result));
}

void emit_for_of(Lower *l, Node *n, Node *labels)
{
    int mark = l->fn->temps, it = temp_new(l), state = temp_new(l);
    Jump j = { .outer = l->fn->jumps, .node = n, .loop = true, .iterator = it };
    Str s_it = temp_name(l, it), s_state = temp_name(l, state), result, value;
    Node *target = n->a->kind == NODE_DECLARATION ? n->a->list->a : n->a;
    bool lexical = n->a->kind == NODE_DECLARATION && n->a->op != TOKEN_VAR;
    ValueAt at = gives_value(l) || n->flags & NF_AWAIT ? VALUE_ONCE : VALUE_IN_TEMP;

    /* Nobody sees what is in such a variable before the body runs. */
    if (at == VALUE_IN_TEMP && lexical && target->kind == NODE_IDENT && !is_wrapped(n) &&
        target->binding != NULL && !target->binding->captured && !target->binding->early)
        at = VALUE_IN_TARGET;
    result = at == VALUE_IN_TARGET ? ident_name(l, target) : temp_name(l, temp_new(l));
    copy_to(l, labels != NULL ? labels->start : n->start);
    w(l, "try{");
    if (at != VALUE_ONCE) {
        w_plain_head(l, n, labels != NULL ? j.outer : NULL, s_it, s_state, result);
    } else {
        w_labels(l, labels != NULL ? j.outer : NULL);
        w_head(l, n, s_it, s_state, result);
    }
    value = value_text(l, n, s_it, s_state, result);
    l->fn->jumps = &j;
    emit_for_of_body(l, n, lexical ? target : NULL, target, value, at);
    l->fn->jumps = j.outer;
    w(l, "}}catch(" P "c){");
    if (n->flags & NF_AWAIT)
        w_fmt(l,
              "if(" STR_FMT "===-2&&(" STR_FMT "=-1," P "caq(" STR_FMT "," P "c)))try{" P
              "cw(" P "y(" STR_FMT "." P "v)," P "c)}catch(" P "ce){" P "cwe(" P "c," P
              "ce)}",
              STR_ARG(s_state), STR_ARG(s_state), STR_ARG(s_it), STR_ARG(s_it));
    else
        w_fmt(l, STR_FMT "===-2&&(" STR_FMT "=-1," P "cq(" STR_FMT "," P "c));",
              STR_ARG(s_state), STR_ARG(s_state), STR_ARG(s_it));
    w(l, "throw " P "c}");
    if (j.late) {
        w(l, "finally{");
        w_close(l, &j);
        w(l, "}");
    }
    move_to(l, n->end);
    l->fn->temps = mark;
}
