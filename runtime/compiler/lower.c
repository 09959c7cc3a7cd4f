/* lower.c: writing, temporaries, names, and which function lowers which kind. */
#include "runtime/compiler/lower.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/bug.h"
#include "runtime/compiler/chars.h"
#include "runtime/compiler/scan.h"
#include "runtime/compiler/stack.h"

/* ---- Writing ---- */

static bool is_word(char c)
{
    return (unsigned char)c >= 0x80 || c == '_' || c == '$' || (c >= '0' && c <= '9') ||
           ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* What was written at `at`, where a copied word ends, may not grow together with it:
 * return`a` → return ʃT("a"). */
static void keep_apart(Lower *l, size_t at)
{
    if (at != l->word_end || at >= l->out.len || !is_word(l->out.ptr[at]))
        return;
    buf_putc(&l->out, ' ');
    memmove(l->out.ptr + at + 1, l->out.ptr + at, l->out.len - at - 1);
    l->out.ptr[at] = ' ';
}

void w_str(Lower *l, Str s)
{
    size_t at = l->out.len;

    buf_str(&l->out, s);
    keep_apart(l, at);
}

static void put_number(Buf *out, uint32_t n)
{
    char digits[10];
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    buf_put(out, digits + at, sizeof digits - at);
}

void w_number(Lower *l, uint32_t n)
{
    size_t at = l->out.len;

    put_number(&l->out, n);
    keep_apart(l, at);
}

/* One conversion of w_fmt, without its %; how long it is. */
static size_t put_argument(Buf *out, const char *conversion, va_list *ap)
{
    int n;

    switch (conversion[0]) {
    case 's': buf_puts(out, va_arg(*ap, const char *)); return 1;
    case 'u': put_number(out, va_arg(*ap, unsigned)); return 1;
    case 'd':
        n = va_arg(*ap, int);
        if (n < 0)
            buf_putc(out, '-');
        put_number(out, n < 0 ? 0 - (unsigned)n : (unsigned)n);
        return 1;
    default:
        BUG_IF(memcmp(conversion, ".*s", 3) != 0);
        n = va_arg(*ap, int);
        buf_put(out, va_arg(*ap, const char *), (size_t)n);
        return 3;
    }
}

void w_fmt(Lower *l, const char *fmt, ...)
{
    size_t at = l->out.len;
    const char *percent;
    va_list ap;

    va_start(ap, fmt);
    while ((percent = strchr(fmt, '%')) != NULL) {
        buf_put(&l->out, fmt, (size_t)(percent - fmt));
        fmt = percent + 1 + put_argument(&l->out, percent + 1, &ap);
    }
    va_end(ap);
    buf_puts(&l->out, fmt);
    keep_apart(l, at);
}

static const char hex[] = "0123456789abcdef";

void w_hex_byte(Lower *l, unsigned char byte)
{
    w_str(l, str_n((char[]){ hex[byte >> 4], hex[byte & 15] }, 2));
}

static void w_unit(Lower *l, unsigned unit)
{
    char text[] = { '\\',
                    'u',
                    hex[unit >> 12 & 15],
                    hex[unit >> 8 & 15],
                    hex[unit >> 4 & 15],
                    hex[unit & 15] };

    buf_put(&l->out, text, sizeof text);
}

void w_quoted(Lower *l, Str value)
{
    const char *p = value.ptr, *end = value.ptr + value.len;

    buf_putc(&l->out, '"');
    while (p < end) {
        const char *plain = p;
        int32_t c;
        size_t n;

        while (p < end && *p >= 0x20 && *p < 0x7f && *p != '"' && *p != '\\')
            p++;
        buf_put(&l->out, plain, (size_t)(p - plain));
        if (p == end)
            break;
        n = char_decode(p, end, &c);
        if (c == '"' || c == '\\') {
            buf_putc(&l->out, '\\');
            buf_putc(&l->out, (char)c);
        } else if (c == '\n') {
            w(l, "\\n");
        } else if (c > 0xffff) {
            w_unit(l, 0xd800 + (((unsigned)c - 0x10000) >> 10));
            w_unit(l, 0xdc00 + (((unsigned)c - 0x10000) & 0x3ff));
        } else {
            w_unit(l, c < 0 ? 0xfffd : (unsigned)c);
        }
        p += n;
    }
    buf_putc(&l->out, '"');
}

static uint32_t lines_between(Lower *l, uint32_t from, uint32_t to)
{
    if (l->odd_lines)
        return source_count_lines(l->source, from, to);
    return scan_count_lines(l->text + from, l->text + to);
}

void copy_to(Lower *l, uint32_t to)
{
    uint32_t n;

    if (to <= l->at)
        return;
    n = lines_between(l, l->at, to);
    place_copied(l, to - l->at);
    buf_put(&l->out, l->text + l->at, to - l->at);
    l->source_line += n;
    l->out_line += n;
    l->at = to;
    /* The word ends here in the source too: what is written next is no part of it. */
    l->word_end = 0;
    if (is_word(l->text[to - 1]) && to < l->source->text.len && !is_word(l->text[to]))
        l->word_end = l->out.len;
}

void skip_to(Lower *l, uint32_t to)
{
    if (to <= l->at)
        return;
    l->source_line += lines_between(l, l->at, to);
    l->at = to;
}

/* So many bytes back it is cheaper to look the line up than to count line ends. */
#define FAR_BACK 20000

void move_to(Lower *l, uint32_t to)
{
    if (to == l->at)
        return;
    if (to > l->at) {
        skip_to(l, to);
    } else {
        if (l->odd_lines || l->at - to > FAR_BACK)
            l->source_line = source_line(l->arena, l->source, to);
        else
            l->source_line -= lines_between(l, to, l->at);
        l->at = to;
    }
    place_at(l, to);
}

void sync(Lower *l)
{
    if (l->out_line >= l->source_line)
        return;
    buf_fill(&l->out, '\n', l->source_line - l->out_line);
    l->out_line = l->source_line;
    place_at(l, l->at);
}

_Noreturn void lower_fail(Lower *l, const Node *at, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(l->diag->msg, sizeof l->diag->msg, fmt, ap);
    va_end(ap);
    l->diag->kind = DIAG_SYNTAX;
    l->diag->start = at->start;
    l->diag->end = at->end;
    longjmp(*l->fail, 1);
}

void emit_at(Lower *l, Node *n)
{
    move_to(l, n->start);
    emit(l, n);
    copy_to(l, n->end);
}

void emit_arg(Lower *l, Node *n)
{
    move_to(l, n->start);
    sync(l);
    emit(l, n);
    copy_to(l, n->end);
}

bool is_anonymous_function(const Node *n)
{
    while (n->kind == NODE_PAREN)
        n = n->a;
    return (n->kind == NODE_FUNCTION || n->kind == NODE_CLASS) && n->a == NULL;
}

void emit_named(Lower *l, Node *n, Str name)
{
    if (is_anonymous_function(n))
        l->infer = name.len ? name : STR("");
    emit(l, n);
    l->infer = (Str){ 0 };
}

/* ---- Temporaries and variables ---- */

int temp_new(Lower *l)
{
    Fn *f = l->fn;
    int t = ++f->temps;

    if (t > f->max_temps)
        f->max_temps = t;
    if (t > f->peak)
        f->peak = t;
    return f->base + t;
}

Str temp_name(Lower *l, int t)
{
    if (l->options->goal == COMPILE_EVAL && l->fn->outer == NULL)
        return arena_strf(l->arena, P "e%u_%d", l->options->serial, t);
    return arena_strf(l->arena, P "%d", t);
}

void w_temp(Lower *l, int t)
{
    if (l->options->goal == COMPILE_EVAL && l->fn->outer == NULL)
        w_fmt(l, P "e%u_%d", l->options->serial, t);
    else {
        w(l, P);
        w_number(l, (uint32_t)t);
    }
}

Node *temp_node(Lower *l, int t, const Node *instead)
{
    Node *n = arena_new(l->arena, Node);

    n->kind = NODE_TEMP;
    n->start = n->end = instead->end;
    n->number = t;
    return n;
}

static void add_var(Lower *l, Fn *f, Str name)
{
    NameList *v = arena_new(l->arena, NameList);

    v->name = name;
    v->next = f->vars;
    f->vars = v;
}

void declare_here(Lower *l, Str name)
{
    add_var(l, l->fn, name);
}

void declare_var_name(Lower *l, Str name)
{
    Fn *f = l->fn;

    while (f->loop_body)
        f = f->outer;
    add_var(l, f, name);
}

Str fresh_var(Lower *l, const char *base)
{
    Str name = arena_strf(l->arena, P "%s%u", base, ++l->unique);

    if (l->options->goal == COMPILE_EVAL)
        name = arena_strf(l->arena, P "%s%u_%u", base, l->options->serial, l->unique);
    declare_var_name(l, name);
    return name;
}

Node *strip_parens(Node *n)
{
    while (n->kind == NODE_PAREN)
        n = n->a;
    return n;
}

bool is_stable(const Lower *l, const Node *n)
{
    if (n->kind == NODE_THIS)
        return true;
    if (n->kind == NODE_TEMP)
        return true;
    (void)l;
    if (n->kind != NODE_IDENT || n->flags & NF_EARLY)
        return false;
    {
        const Binding *b = binding_of(n);

        return b != NULL && !b->is_member && !b->scope->has_with;
    }
}

Fn *real_fn(Fn *f)
{
    while (f->loop_body)
        f = f->outer;
    return f;
}

/* ---- Names ---- */

bool is_ascii(Str name)
{
    for (size_t i = 0; i < name.len; i++) {
        if ((unsigned char)name.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

Binding *binding_of(const Node *ident)
{
    Binding *b = ident->binding;

    while (b != NULL && b->same != NULL)
        b = b->same;
    return b;
}

Str ident_name(Lower *l, const Node *ident)
{
    const Binding *b = binding_of(ident);

    (void)l;
    return b != NULL ? b->name : ident->atom->text;
}

bool is_const_target(const Node *ident)
{
    const Binding *b = ident->kind == NODE_IDENT ? binding_of(ident) : NULL;

    return b != NULL && (b->kind == BIND_CONST || b->kind == BIND_CLASS_NAME ||
                         b->kind == BIND_IMPORT);
}

/* `arguments` of a function outside of arrows and loops' bodies. */
static bool emit_arguments(Lower *l, Node *n)
{
    Fn *f = l->fn;

    if (n->atom->id != ATOM_arguments || n->binding != NULL)
        return false;
    if (f->owner == NULL || f->owner->node->kind != NODE_FUNCTION)
        return false;
    if (f->owner == f && !f->needs_arguments)
        return false;
    f->owner->needs_arguments = true;
    copy_to(l, n->start);
    w(l, P "args");
    skip_to(l, n->end);
    return true;
}

bool w_early_check(Lower *l, const Node *ident)
{
    const Binding *b = binding_of(ident);

    if (!(ident->flags & NF_EARLY) || b == NULL || !(b->early || b->kind == BIND_PARAM))
        return false;
    if (b->kind == BIND_PARAM) {
        w(l, P "te(");
    } else {
        w(l, P "t(");
        w_str(l, b->name);
        w(l, ",");
    }
    w_quoted(l, ident->atom->text);
    w(l, ")");
    return true;
}

static void emit_ident(Lower *l, Node *n)
{
    Binding *b = binding_of(n);
    Str name;
    bool check;

    if (emit_arguments(l, n))
        return;
    if (b == NULL) {
        if (!(n->flags & NF_ESCAPED))
            return;
        name = n->atom->text;
        check = false;
    } else {
        name = b->name;
        if (n->flags & NF_EARLY && b->kind == BIND_PARAM) {
            copy_to(l, n->start);
            w(l, P "te(");
            w_quoted(l, n->atom->text);
            w(l, ")");
            skip_to(l, n->end);
            return;
        }
        check = n->flags & NF_EARLY && b->early &&
                real_fn(l->fn)->node->scope == b->scope->function;
        if (!check && !(n->flags & NF_ESCAPED) && name.ptr == n->atom->text.ptr)
            return;
    }
    copy_to(l, n->start);
    if (check) {
        w(l, P "t(");
        w_str(l, name);
        w(l, ",");
        w_quoted(l, n->atom->text);
        w(l, ")");
    } else {
        w_str(l, name);
    }
    skip_to(l, n->end);
}

void w_this(Lower *l, const Node *at)
{
    Fn *f = l->fn, *owner = f->owner;

    if (owner != NULL && owner->derived) {
        owner->needs_this = true;
        if (at != NULL && owner->super_done != 0 && at->start >= owner->super_done) {
            w(l, P "this");
            return;
        }
        w(l, "(" P "this||" P "ti(" P "this))");
        return;
    }
    if (f->arrow) {
        if (owner != NULL)
            owner->needs_this = true;
        w(l, P "this");
        return;
    }
    w(l, "this");
}

/* ---- Which function lowers which kind ---- */

static void emit_child(Node *n, void *ctx)
{
    emit(ctx, n);
}

/* An operator that stays between its operands. */
static bool stays_operator(const Node *n)
{
    if (n->kind == NODE_LOGICAL)
        return n->op != TOKEN_NULLISH;
    return n->kind == NODE_BINARY && n->op != TOKEN_STAR_STAR &&
           !(n->flags & NF_IN_HEAD) && n->a->kind != NODE_PRIVATE_NAME;
}

/* The variable that an operand is in the end: `x`, `(x)`, `(y, x)`; NULL. */
static Node *bare_variable(Node *n)
{
    while (n->kind == NODE_PAREN || n->kind == NODE_SEQUENCE) {
        n = n->kind == NODE_PAREN ? n->a : n->list;
        while (n->next != NULL)
            n = n->next;
    }
    return n->kind == NODE_IDENT && binding_of(n) != NULL && !(n->flags & NF_EARLY)
               ? n
               : NULL;
}

typedef struct {
    const Binding *variable;
    bool changes, in_target;
} Changes;

static void find_change(Node *n, void *ctx)
{
    Changes *c = ctx;
    bool in_target = c->in_target;

    switch (n->kind) {
    case NODE_IDENT:
        c->changes = c->changes || (in_target && binding_of(n) == c->variable);
        return;
    case NODE_FUNCTION:
    case NODE_CLASS: return;
    case NODE_CALL:
    case NODE_NEW:
    case NODE_TAGGED:
    case NODE_YIELD:
    case NODE_AWAIT:
        c->changes = c->changes || (c->variable->captured && c->variable->assigned);
        break;
    case NODE_ASSIGN:
    case NODE_UPDATE:
        c->in_target = true;
        find_change(n->a, c);
        c->in_target = in_target;
        if (n->kind == NODE_ASSIGN)
            find_change(n->b, c);
        return;
    default: break;
    }
    if (!c->changes)
        node_children(n, find_change, c);
}

/* The engine computes with what a variable holds when the operator runs, not with what it
 * held when the operand was evaluated: x + (x = 1), x + f() where f writes x. There the
 * operand is written so that its value is a copy. */
static void emit_first_operand(Lower *l, Node *n, Node *second)
{
    Node *variable = bare_variable(n);
    Changes c = { 0 };

    if (variable != NULL) {
        c.variable = binding_of(variable);
        find_change(second, &c);
    }
    if (!c.changes || c.variable->is_member) {
        emit(l, n);
        return;
    }
    copy_to(l, n->start);
    w(l, "(");
    emit_at(l, n);
    w_fmt(l, "||" STR_FMT ")", STR_ARG(ident_name(l, variable)));
}

/* Terms of a long chain of operators, without recursing for each. The temporaries of the
 * first are kept: one of them may be its value. */
static void emit_operators(Lower *l, Node *n)
{
    Fn *f = l->fn;
    int mark = f->temps, peak = f->peak;
    size_t depth = 0, i;
    Node **terms, *m;

    for (m = n; stays_operator(m); m = m->a)
        depth++;
    terms = arena_array(l->arena, Node *, depth);
    i = depth;
    for (m = n; i > 0; m = m->a)
        terms[--i] = m->b;
    f->peak = mark;
    if (n->kind == NODE_BINARY && depth > 0)
        emit_first_operand(l, m, terms[0]);
    else
        emit(l, m);
    f->temps = f->peak;
    for (i = 0; i < depth; i++)
        emit(l, terms[i]);
    f->temps = mark;
    f->peak = peak > f->peak ? peak : f->peak;
}

static void check_stack(Lower *l, const Node *n)
{
    if (stack_is_left(l->stack_limit))
        return;
    l->diag->kind = DIAG_RANGE;
    snprintf(l->diag->msg, sizeof l->diag->msg, "Maximum call stack size exceeded");
    l->diag->start = n->start;
    l->diag->end = n->end;
    longjmp(*l->fail, 1);
}

static void emit_temp(Lower *l, Node *n)
{
    skip_to(l, n->end);
    if (n->flags & NF_ESCAPED)
        w_str(l, n->raw_str);
    else
        w_temp(l, (int)n->number);
}

static void emit_temp_set(Lower *l, Node *n)
{
    copy_to(l, n->start);
    w(l, "(");
    w_temp(l, (int)n->number);
    w(l, "=");
    emit_at(l, n->a);
    w(l, ")");
}

/* Is the expression copied as it stands, later and in one piece with what is around? */
static bool stays(const Lower *l, const Node *n)
{
    const Fn *f = l->fn;

    return l->skips && (n->plain == PLAIN_ALL ||
                        !(f->arrow || (f->owner != NULL && f->owner->derived)));
}

/* long: one case per kind */
void emit(Lower *l, Node *n)
{
    if (n->plain && stays(l, n)) {
        l->infer = (Str){ 0 };
        return;
    }
    check_stack(l, n);
    if (l->infer.ptr != NULL && !is_anonymous_function(n))
        l->infer = (Str){ 0 };
    switch (n->kind) {
    case NODE_IDENT: emit_ident(l, n); break;
    case NODE_TEMP: emit_temp(l, n); break;
    case NODE_TEMP_SET: emit_temp_set(l, n); break;
    case NODE_NULL:
    case NODE_TRUE:
    case NODE_FALSE:
    case NODE_HOLE:
    case NODE_EMPTY:
    case NODE_DEBUGGER: break;
    case NODE_BINARY:
    case NODE_LOGICAL:
        if (stays_operator(n))
            emit_operators(l, n);
        else
            emit_expression(l, n);
        break;
    case NODE_PAREN: emit(l, n->a); break;
    case NODE_CONDITIONAL:
    case NODE_SEQUENCE: node_children(n, emit_child, l); break;
    case NODE_FUNCTION:
        if (n->flags & NF_DECLARATION)
            emit_function_declaration(l, n);
        else
            emit_function(l, n);
        break;
    case NODE_CLASS: emit_class(l, n, n->flags & NF_DECLARATION); break;
    case NODE_ASSIGN: emit_assign(l, n); break;
    case NODE_UPDATE: emit_update(l, n); break;
    case NODE_CALL: emit_call(l, n); break;
    case NODE_NEW: emit_new(l, n); break;
    case NODE_ARRAY:
        if (!emit_data(l, n))
            emit_array(l, n);
        break;
    case NODE_OBJECT:
        if (!emit_data(l, n))
            emit_object(l, n);
        break;
    case NODE_TEMPLATE: emit_template(l, n); break;
    case NODE_TAGGED: emit_tagged(l, n); break;
    case NODE_CHAIN: emit_chain(l, n); break;
    case NODE_MEMBER:
    case NODE_INDEX:
    case NODE_PRIVATE_MEMBER: emit_member(l, n); break;
    default:
        if (n->kind >= NODE_PROGRAM)
            emit_statement(l, n);
        else
            emit_expression(l, n);
        break;
    }
}
