/* lower_steps.c: array patterns whose targets or defaults run something, so that it shows
 * when their values are taken (ECMA-262 13.15.5.5).
 *
 *     [a.b, c = f()] = x     try{ʃ1=x,ʃ2=ʃit(ʃ1,ʃ0),ʃ3=ʃ2.ʃi,ʃ0=ʃ3?ʃ2:ʃ0,
 *                            a.b=ʃ3?ʃnx(ʃ2):ʃ2[0],
 *                            c=(ʃ4=ʃ3?ʃnx(ʃ2):ʃ2[1])===void 0?f():ʃ4,
 *                            ʃ0=ʃ3?ʃcd(ʃ2):ʃ0}catch(ʃc){ʃcp(ʃ0,ʃc);throw ʃc}
 *
 * ʃit gives arrays whose iteration nobody changed as they are, else a record { ʃm: next
 * method, ʃi: iterator, ʃo: the record that was open before }. What is open when
 * something throws is closed. Only whole statements can have the try around them:
 * elsewhere (in a loop's head, in an arrow function's expression) the values are taken at
 * once. */
#include "runtime/compiler/lower.h"

static void look(Node *n, void *ctx)
{
    if (n->kind == NODE_ARRAY_PATTERN && n->flags & NF_STEPS)
        *(bool *)ctx = true;
    else if (n->kind != NODE_FUNCTION)
        node_children(n, look, ctx);
}

bool has_steps(const Lower *l, Node *n)
{
    bool found = false;

    if (scopes_have_steps(l->scopes))
        look(n, &found);
    return found;
}

int steps_begin(Lower *l, bool steps)
{
    int before = l->fn->open, t;

    if (!steps)
        return STEPS_NONE;
    t = temp_new(l);
    w(l, "try{");
    l->fn->open = t + 1;
    return before;
}

void steps_end(Lower *l, int before)
{
    Str open;

    if (before == STEPS_NONE)
        return;
    open = temp_name(l, l->fn->open - 1);
    w_fmt(l, ";}catch(" P "c){" P "cp(" STR_FMT "," P "c);throw " P "c}", STR_ARG(open));
    l->fn->temps = l->fn->open - 1;
    l->fn->open = before;
}

bool emits_steps(const Lower *l, const Node *pattern)
{
    return pattern->flags & NF_STEPS && l->fn->open > 0;
}

Steps steps_open(Lower *l, Str from, PatternOut *o)
{
    Str open = temp_name(l, l->fn->open - 1);
    Steps s = { temp_name(l, temp_new(l)), { 0 } };

    s.flag = temp_name(l, temp_new(l));
    w_pattern_comma(l, o);
    if (o->value != NULL)
        place_at(l, o->value->start);
    o->value = NULL;
    w_fmt(l, STR_FMT "=" P "it(" STR_FMT "," STR_FMT "),", STR_ARG(s.record),
          STR_ARG(from), STR_ARG(open));
    w_fmt(l, STR_FMT "=" STR_FMT "." P "i,", STR_ARG(s.flag), STR_ARG(s.record));
    w_fmt(l, STR_FMT "=" STR_FMT "?" STR_FMT ":" STR_FMT, STR_ARG(open), STR_ARG(s.flag),
          STR_ARG(s.record), STR_ARG(open));
    return s;
}

void steps_skip(Lower *l, const Steps *s, PatternOut *o)
{
    Str open = temp_name(l, l->fn->open - 1);

    w_pattern_comma(l, o);
    w_fmt(l, STR_FMT "=(" STR_FMT "&&" P "nx(" STR_FMT ")," STR_FMT ")", STR_ARG(open),
          STR_ARG(s->flag), STR_ARG(s->record), STR_ARG(open));
}

Str steps_next(Lower *l, const Steps *s, int i)
{
    return arena_strf(l->arena, "(" STR_FMT "?" P "nx(" STR_FMT "):" STR_FMT "[%d])",
                      STR_ARG(s->flag), STR_ARG(s->record), STR_ARG(s->record), i);
}

Str steps_rest(Lower *l, const Steps *s, int i)
{
    return arena_strf(l->arena,
                      "(" STR_FMT "?" P "rs(" STR_FMT "):" P "sl(" STR_FMT ",%d))",
                      STR_ARG(s->flag), STR_ARG(s->record), STR_ARG(s->record), i);
}

void steps_close(Lower *l, const Steps *s, PatternOut *o)
{
    Str open = temp_name(l, l->fn->open - 1);

    w_pattern_comma(l, o);
    w_fmt(l, STR_FMT "=" STR_FMT "?" P "cd(" STR_FMT "):" STR_FMT, STR_ARG(open),
          STR_ARG(s->flag), STR_ARG(s->record), STR_ARG(open));
}
