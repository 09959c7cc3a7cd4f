/* lower_eval.c: direct eval. The text goes through the compiler when it is known:
 *
 *     eval(s)      eval(ʃE(eval, s, "Fmt\nHA,0\n…"))
 *
 * ʃE compiles the text if eval is the engine's own function, for which the call is then
 * still a direct one. The string tells what stands around it, a line each:
 *
 *     F…             letters: see below
 *     Hname,static   the variable that holds the home object, for super
 *     Pname kind key a private name: kind is a PropertyKind plus 16 for a getter and 32
 *                    for a setter
 *     Vname text     a variable that has another name in the lowered text
 *     Lname          a let, const or class of the function, which var can't redeclare;
 *                    among the parameters: one of them
 */
#include "runtime/compiler/lower.h"

/* s: strict; f: new.target is allowed; m: super.x is; d: super() is; c: `arguments` is
 * not; t: `this` and `arguments` are variables; T: this is one of a derived constructor;
 * a: the call stands among a function's parameters. */

static void flags(Lower *l, Buf *out)
{
    Fn *f = l->fn, *owner = f->owner;
    bool function = owner != NULL && owner->node->kind == NODE_FUNCTION;

    buf_putc(out, 'F');
    if (function)
        buf_putc(out, 'f');
    if (f->home.len)
        buf_putc(out, 'm');
    if (owner != NULL && owner->derived)
        buf_puts(out, "dT");
    if (f->strict)
        buf_putc(out, 's');
    if (l->in_field)
        buf_putc(out, 'c');
    if (l->in_params && !(f->node->flags & NF_ARROW))
        buf_putc(out, 'a');
    if (f->arrow || (owner != NULL && owner->derived)) {
        buf_putc(out, 't');
        if (owner != NULL)
            owner->needs_this = true;
        if (function)
            owner->needs_arguments = owner->needs_new_target = true;
    }
    buf_putc(out, '\n');
    if (f->home.len)
        buf_printf(out, "H" STR_FMT ",%d\n", STR_ARG(f->home), f->home_static);
}

static void private_names(const Lower *l, Buf *out)
{
    for (const ClassInfo *c = l->cls; c != NULL; c = c->outer) {
        for (const PrivateKey *k = c->keys; k != NULL; k = k->next)
            buf_printf(out, "P" STR_FMT " %d " STR_FMT "\n", STR_ARG(k->name->text),
                       k->kind + (k->getter ? 16 : 0) + (k->setter ? 32 : 0),
                       STR_ARG(k->key));
    }
}

/* Does it stand against a var of the eval's? */
static bool is_in_the_way(const Lower *l, const Binding *b)
{
    return l->in_params
               ? b->kind == BIND_PARAM
               : b->kind == BIND_LET || b->kind == BIND_CONST || b->kind == BIND_CLASS;
}

static void variables(const Lower *l, const Node *call, Buf *out)
{
    bool function = true;

    for (const Scope *c = call->scope; c != NULL; c = c->outer) {
        for (const Binding *b = c->first; b != NULL; b = b->next) {
            const Binding *real = b;

            while (real->same != NULL)
                real = real->same;
            if (b->atom == NULL)
                continue;
            if (!str_eq(real->name, b->atom->text))
                buf_printf(out, "V" STR_FMT " " STR_FMT "\n", STR_ARG(b->atom->text),
                           STR_ARG(real->name));
            if (function && is_in_the_way(l, b))
                buf_printf(out, "L" STR_FMT "\n", STR_ARG(b->atom->text));
        }
        function = function && c != c->function;
    }
}

void emit_direct_eval(Lower *l, Node *n)
{
    Buf around = { 0 };
    Str text;

    flags(l, &around);
    private_names(l, &around);
    variables(l, n, &around);
    text = buf_to_arena(&around, l->arena);
    copy_to(l, n->start);
    w(l, "eval(" P "E(eval,");
    emit_arg(l, n->list);
    w(l, ",");
    w_quoted(l, text);
    w(l, ")");
    for (Node *a = n->list->next; a != NULL; a = a->next) {
        w(l, ",");
        emit_arg(l, a);
    }
    w(l, ")");
    skip_to(l, n->end);
}

/* ---- The other side: compiling the text ---- */

static void read_private(Arena *a, Surroundings *s, Str line)
{
    PrivateKey *k = arena_new(a, PrivateKey);
    Atom *name = arena_new(a, Atom);
    Str word, rest;
    uint64_t kind = 0;

    str_cut(line, ' ', &name->text, &rest);
    str_cut(rest, ' ', &word, &k->key);
    str_to_u64(word, &kind);
    k->name = name;
    k->kind = (uint8_t)(kind & 15);
    k->getter = (kind & 16) != 0;
    k->setter = (kind & 32) != 0;
    k->next = s->keys;
    s->keys = k;
    s->n_keys++;
}

static void read_variable(Arena *a, Surroundings *s, Str line)
{
    SurroundingName *v = arena_new(a, SurroundingName), **at = &s->variables;

    str_cut(line, ' ', &v->name, &v->text);
    while (*at != NULL)
        at = &(*at)->next;
    *at = v;
}

static void read_flags(Surroundings *s, Str line)
{
    s->strict = str_index(line, 's') >= 0;
    s->in_function = str_index(line, 'f') >= 0;
    s->in_method = str_index(line, 'm') >= 0;
    s->in_derived = str_index(line, 'd') >= 0;
    s->in_field = str_index(line, 'c') >= 0;
    s->in_params = str_index(line, 'a') >= 0;
    s->captured_this = str_index(line, 't') >= 0;
}

void surroundings_read(Arena *a, Str text, Surroundings *s)
{
    Str rest = text, line, word;

    *s = (Surroundings){ 0 };
    while (text.len > 0 && str_next(&rest, '\n', &line)) {
        Str value = str_from(line, 1);

        if (line.len == 0)
            continue;
        switch (line.ptr[0]) {
        case 'F': read_flags(s, value); break;
        case 'H':
            str_cut(value, ',', &s->home, &word);
            s->home_static = str_is(word, "1");
            break;
        case 'P': read_private(a, s, value); break;
        case 'V': read_variable(a, s, value); break;
        case 'L': {
            SurroundingName *v = arena_new(a, SurroundingName);

            v->name = value;
            v->next = s->lexicals;
            s->lexicals = v;
            break;
        }
        default: break;
        }
    }
}

Atom **surroundings_private_names(Arena *a, const Surroundings *s)
{
    Atom **names = arena_array(a, Atom *, s->n_keys + 1);
    size_t n = 0;

    for (const PrivateKey *k = s->keys; k != NULL; k = k->next)
        names[n++] = (Atom *)k->name;
    return s->n_keys ? names : NULL;
}
