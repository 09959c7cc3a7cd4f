/* lower_expr.c: operators, literals, names' neighbours, assignments. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/compiler/lower.h"

/* ---- Literals ---- */

void number_text(char digits[32], double value)
{
    /* Most are small whole numbers. */
    if (value >= 0 && value < 1e9 && value == (double)(uint32_t)value &&
        !signbit(value)) {
        char reversed[10];
        size_t n = 0, at = 0;

        for (uint32_t rest = (uint32_t)value; n == 0 || rest > 0; rest /= 10)
            reversed[n++] = (char)('0' + rest % 10);
        while (n > 0)
            digits[at++] = reversed[--n];
        digits[at] = '\0';
        return;
    }
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, 32, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
}

/* The digits of a number above 0, without zeros at their end, and where the point stands
 * among them; gives how many. */
static int shortest_digits(double value, char digits[32], int *point)
{
    char text[32];
    int n = 0;

    for (int precision = 0; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, value);
        if (strtod(text, NULL) == value)
            break;
    }
    for (const char *p = text; *p != 'e'; p++) {
        if (*p != '.')
            digits[n++] = *p;
    }
    *point = atoi(strchr(text, 'e') + 1) + 1;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    digits[n] = '\0';
    return n;
}

Str number_key(Arena *a, double value)
{
    char digits[32];
    int n, point;

    if (value == 0)
        return STR("0");
    if (value > 1.7976931348623157e308)
        return STR("Infinity");
    n = shortest_digits(value, digits, &point);
    if (point >= n && point <= 21)
        return arena_strf(a, "%s%.*s", digits, point - n, "00000000000000000000");
    if (point > 0 && point <= 21)
        return arena_strf(a, "%.*s.%s", point, digits, digits + point);
    if (point > -6 && point <= 0)
        return arena_strf(a, "0.%.*s%s", -point, "00000", digits);
    return arena_strf(a, "%.1s%s%se%c%d", digits, n > 1 ? "." : "", digits + 1,
                      point > 0 ? '+' : '-', abs(point - 1));
}

static void emit_number(Lower *l, Node *n)
{
    const char *text = l->text + n->start;
    size_t len = n->end - n->start;
    char digits[32];
    bool odd = memchr(text, '_', len) != NULL;

    if (len > 1 && text[0] == '0' && text[1] != '.' && text[1] != 'x' && text[1] != 'X' &&
        text[1] != 'e' && text[1] != 'E')
        odd = true;
    if (!odd)
        return;
    copy_to(l, n->start);
    number_text(digits, n->number);
    w_fmt(l, "(%s)", digits[0] == 'i' ? "1e999" : digits);
    skip_to(l, n->end);
}

/* Escapes that ES5 doesn't know, and line ends that it doesn't take. */
static bool is_odd_string(const Lower *l, const Node *n)
{
    Str text = str_n(l->text + n->start, n->end - n->start);

    if (n->flags & NF_OCTAL)
        return true;
    if (n->flags & NF_ESCAPED && str_has(text, STR("\\u{")))
        return true;
    return str_has(text, STR("\xe2\x80\xa8")) || str_has(text, STR("\xe2\x80\xa9"));
}

static void emit_string(Lower *l, Node *n)
{
    if (!is_odd_string(l, n))
        return;
    copy_to(l, n->start);
    w_quoted(l, n->str);
    skip_to(l, n->end);
}

/* ---- Operators ---- */

/* name(a, b) in place of an operator between a and b. */
static void emit_as_call(Lower *l, const char *name, Node *a, Node *b, uint32_t end)
{
    w(l, name);
    w(l, "(");
    emit_at(l, a);
    w(l, ",");
    emit_arg(l, b);
    w(l, ")");
    skip_to(l, end);
}

static void emit_binary_operator(Lower *l, Node *n)
{
    copy_to(l, n->start);
    if (n->a->kind == NODE_PRIVATE_NAME) {
        emit_private_in(l, n);
    } else if (n->op == TOKEN_STAR_STAR) {
        emit_as_call(l, P "pow", n->a, n->b, n->end);
    } else if (n->op == TOKEN_IN && n->flags & NF_IN_HEAD) {
        w(l, "(");
        emit(l, n->a);
        emit(l, n->b);
        copy_to(l, n->end);
        w(l, ")");
    } else {
        emit(l, n->a);
        emit(l, n->b);
    }
}

static void emit_logical(Lower *l, Node *n)
{
    int mark = l->fn->temps, t;

    if (n->op != TOKEN_NULLISH) {
        emit(l, n->a);
        emit(l, n->b);
        return;
    }
    copy_to(l, n->start);
    w(l, "(");
    if (is_stable(l, n->a)) {
        emit_at(l, n->a);
        w(l, "!=null?");
        emit_at(l, n->a);
    } else {
        t = temp_new(l);
        w(l, "(");
        w_temp(l, t);
        w(l, "=");
        emit_at(l, n->a);
        w(l, ")!=null?");
        w_temp(l, t);
    }
    w(l, ":");
    emit_arg(l, n->b);
    w(l, ")");
    skip_to(l, n->end);
    l->fn->temps = mark;
}

static void emit_unary(Lower *l, Node *n)
{
    Node *target = strip_parens(n->a);

    if (n->op == TOKEN_DELETE && target->kind == NODE_CHAIN) {
        emit_delete_chain(l, n);
        return;
    }
    if (n->op == TOKEN_DELETE &&
        (target->kind == NODE_MEMBER || target->kind == NODE_INDEX) &&
        target->a->kind == NODE_SUPER) {
        copy_to(l, n->start);
        w(l, P "sd()");
        skip_to(l, n->end);
        return;
    }
    if (n->op == TOKEN_DELETE && target->kind == NODE_IDENT &&
        binding_of(target) != NULL && binding_is_lexical(binding_of(target))) {
        copy_to(l, n->start);
        w(l, "false");
        skip_to(l, n->end);
        return;
    }
    emit(l, n->a);
}

static void emit_wrapped_in(Lower *l, Node *n, const char *call)
{
    copy_to(l, n->start);
    w(l, call);
    if (n->a != NULL)
        emit_arg(l, n->a);
    w(l, ")");
    skip_to(l, n->end);
}

static void emit_yield(Lower *l, Node *n)
{
    bool async = real_fn(l->fn)->async;

    if (n->flags & NF_DELEGATE)
        emit_wrapped_in(l, n, async ? P "ysa(" : P "ys(");
    else
        emit_wrapped_in(l, n, async ? P "yv(" : P "y(");
}

static void emit_new_target(Lower *l, Node *n)
{
    Fn *f = l->fn;

    if (!f->arrow || f->owner == NULL)
        return;
    f->owner->needs_new_target = true;
    copy_to(l, n->start);
    w(l, P "nt");
    skip_to(l, n->end);
}

static void emit_import_call(Lower *l, Node *n)
{
    copy_to(l, n->start);
    w(l, P "import(");
    w_quoted(l, str_of(l->options->name));
    w(l, ",");
    emit_arg(l, n->a);
    if (n->b != NULL) {
        w(l, ",");
        emit_arg(l, n->b);
    }
    w(l, ")");
    skip_to(l, n->end);
}

static void w_instead(Lower *l, Node *n, const char *text)
{
    copy_to(l, n->start);
    w(l, text);
    skip_to(l, n->end);
}

static void emit_rest_child(Node *n, void *ctx)
{
    emit(ctx, n);
}

void emit_expression(Lower *l, Node *n)
{
    switch (n->kind) {
    case NODE_NUMBER: emit_number(l, n); break;
    case NODE_STRING: emit_string(l, n); break;
    case NODE_BIGINT:
        copy_to(l, n->start);
        w(l, P "big(");
        w_quoted(l, n->str);
        w(l, ")");
        skip_to(l, n->end);
        break;
    case NODE_REGEXP: break; /* the engine's compiler knows all of it */
    case NODE_THIS:
        if (l->fn->arrow || (l->fn->owner != NULL && l->fn->owner->derived)) {
            copy_to(l, n->start);
            w_this(l, n);
            skip_to(l, n->end);
        }
        break;
    case NODE_BINARY: emit_binary_operator(l, n); break;
    case NODE_LOGICAL: emit_logical(l, n); break;
    case NODE_UNARY: emit_unary(l, n); break;
    case NODE_YIELD: emit_yield(l, n); break;
    case NODE_AWAIT: emit_wrapped_in(l, n, P "y("); break;
    case NODE_NEW_TARGET: emit_new_target(l, n); break;
    case NODE_IMPORT_CALL: emit_import_call(l, n); break;
    case NODE_IMPORT_META: w_instead(l, n, P "meta"); break;
    default: node_children(n, emit_rest_child, l); break;
    }
}

/* ---- Members ---- */

void w_dot_name(Lower *l, Str name)
{
    if (is_ascii(name)) {
        w(l, ".");
        w_str(l, name);
        return;
    }
    w(l, "[");
    w_quoted(l, name);
    w(l, "]");
}

void emit_member(Lower *l, Node *n)
{
    if (n->a->kind == NODE_SUPER) {
        emit_super_member(l, n);
        return;
    }
    if (n->kind == NODE_PRIVATE_MEMBER) {
        emit_private_read(l, n);
        return;
    }
    emit(l, n->a);
    if (n->kind == NODE_INDEX && !(n->flags & NF_DELEGATE)) {
        emit(l, n->b);
        return;
    }
    if (n->kind == NODE_INDEX) {
        copy_to(l, n->a->end);
        w(l, "[");
        emit_arg(l, n->b);
        w(l, "]");
        skip_to(l, n->end);
        return;
    }
    if (n->flags & NF_DELEGATE || n->a->kind == NODE_TEMP || !n->atom->ascii ||
        memchr(l->text + n->a->end, '\\', n->end - n->a->end) != NULL) {
        copy_to(l, n->a->end);
        if (n->flags & NF_DELEGATE)
            place_callee(l, n);
        w_dot_name(l, n->atom->text);
        skip_to(l, n->end);
    }
}

/* ---- Assignments ---- */

/* A place that is read and written: its object and key are evaluated once. */
typedef struct {
    Node *target;
    Node *object, *key; /* to write again; NULL: none */
} Ref;

static Node *evaluate_once(Lower *l, Node *n, bool *open)
{
    int t;

    if (is_stable(l, n) || n->kind == NODE_STRING || n->kind == NODE_NUMBER) {
        emit_at(l, n);
        *open = false;
        return n;
    }
    t = temp_new(l);
    w(l, "(");
    w_temp(l, t);
    w(l, "=");
    emit_arg(l, n);
    w(l, ")");
    *open = true;
    return temp_node(l, t, n);
}

/* Writes the reading of the place, for the first time. */
static void w_ref_first(Lower *l, Node *target, Ref *r)
{
    bool open;

    *r = (Ref){ .target = target };
    if (target->kind == NODE_IDENT) {
        emit_at(l, target);
        return;
    }
    if (target->a->kind == NODE_SUPER) {
        emit_at(l, target);
        return;
    }
    r->object = evaluate_once(l, target->a, &open);
    if (target->kind == NODE_MEMBER) {
        w_dot_name(l, target->atom->text);
    } else {
        w(l, "[");
        r->key = evaluate_once(l, target->b, &open);
        w(l, "]");
    }
}

static void w_ref_write(Lower *l, Ref *r)
{
    if (r->target->kind == NODE_IDENT) {
        w_str(l, ident_name(l, r->target));
    } else if (r->object == NULL) {
        return;
    } else {
        emit_at(l, r->object);
        if (r->target->kind == NODE_MEMBER) {
            w_dot_name(l, r->target->atom->text);
        } else {
            w(l, "[");
            emit_at(l, r->key);
            w(l, "]");
        }
    }
    w(l, "=");
}

static bool is_super(const Node *n)
{
    return (n->kind == NODE_MEMBER || n->kind == NODE_INDEX) && n->a->kind == NODE_SUPER;
}

static void emit_value(Lower *l, Node *n)
{
    Str name = STR("");

    if (n->a->kind == NODE_IDENT)
        name = n->a->atom->text;
    move_to(l, n->b->start);
    sync(l);
    if (is_anonymous_function(n->b) && n->a->kind == NODE_IDENT &&
        !(n->a->flags & NF_PAREN))
        l->infer = name;
    emit(l, n->b);
    copy_to(l, n->b->end);
    l->infer = (Str){ 0 };
}

/* a ||= b, a &&= b, a ??= b */
static void emit_logical_assign(Lower *l, Node *n, Node *target)
{
    int mark = l->fn->temps, t = 0;
    Ref r;
    bool constant = is_const_target(target);

    w(l, "(");
    if (n->op == TOKEN_NULLISH_ASSIGN) {
        t = temp_new(l);
        w(l, "(");
        w_temp(l, t);
        w(l, "=");
    }
    w_ref_first(l, target, &r);
    if (n->op == TOKEN_NULLISH_ASSIGN) {
        w(l, ")!=null?");
        w_temp(l, t);
        w(l, ":");
    } else {
        w(l, n->op == TOKEN_OR_OR_ASSIGN ? "||" : "&&");
    }
    w(l, "(");
    if (constant) {
        emit_value(l, n);
        w(l, ",");
        w_assign_check(l, target);
    } else if (is_super(target)) {
        w_super_set(l, target);
        emit_value(l, n);
        w(l, ")");
    } else {
        w_ref_write(l, &r);
        emit_value(l, n);
    }
    w(l, "))");
    skip_to(l, n->end);
    l->fn->temps = mark;
}

/* The operator of a compound assignment, as text. */
static Str operator_text(const Node *n)
{
    static const char *const text[TOKEN_COUNT] = {
        [TOKEN_OR_ASSIGN] = "|",      [TOKEN_XOR_ASSIGN] = "^",
        [TOKEN_AND_ASSIGN] = "&",     [TOKEN_SHL_ASSIGN] = "<<",
        [TOKEN_SAR_ASSIGN] = ">>",    [TOKEN_SHR_ASSIGN] = ">>>",
        [TOKEN_PLUS_ASSIGN] = "+",    [TOKEN_MINUS_ASSIGN] = "-",
        [TOKEN_STAR_ASSIGN] = "*",    [TOKEN_SLASH_ASSIGN] = "/",
        [TOKEN_PERCENT_ASSIGN] = "%",
    };

    return str_of(text[n->op] != NULL ? text[n->op] : "");
}

/* target = helper(target, value), or target = target op value for super. */
static void emit_compound(Lower *l, Node *n, Node *target)
{
    int mark = l->fn->temps, t = 0;
    const char *helper = n->op == TOKEN_STAR_STAR_ASSIGN ? P "pow" : NULL;
    Ref r;
    bool constant = is_const_target(target), super = is_super(target);

    w(l, "(");
    if (!super && target->kind != NODE_IDENT) {
        /* The value is read before the place is written: through a temporary. */
        t = temp_new(l);
        w_temp(l, t);
        w(l, "=");
        w_ref_first(l, target, &r);
        w(l, ",");
        w_ref_write(l, &r);
    } else if (super) {
        w_super_set(l, target);
    } else if (!constant) {
        w_str(l, ident_name(l, target));
        w(l, "=");
    }
    w(l, helper != NULL ? helper : "");
    w(l, "(");
    if (t)
        w_temp(l, t);
    else
        emit_at(l, target);
    w_str(l, helper != NULL ? STR(",") : operator_text(n));
    w(l, helper != NULL ? "" : "(");
    emit_value(l, n);
    w(l, helper != NULL ? "))" : ")))");
    if (super)
        w(l, ")");
    if (constant) {
        buf_truncate(&l->out, l->out.len - 1);
        w(l, ",");
        w_assign_check(l, target);
        w(l, ")");
    }
    skip_to(l, n->end);
    l->fn->temps = mark;
}

static bool may_be_early(const Node *target)
{
    const Binding *b = binding_of(target);

    return target->flags & NF_EARLY && b != NULL && (b->early || b->kind == BIND_PARAM);
}

static void emit_plain_assign(Lower *l, Node *n, Node *target)
{
    if (target->kind == NODE_IDENT && is_const_target(target)) {
        w(l, "(");
        emit_value(l, n);
        w(l, ",");
        w_assign_check(l, target);
        w(l, ")");
        skip_to(l, n->end);
        return;
    }
    if (is_super(target)) {
        w_super_set(l, target);
        emit_value(l, n);
        w(l, ")");
        skip_to(l, n->end);
        return;
    }
    if (target->kind == NODE_IDENT && may_be_early(target)) {
        w(l, "(");
        w_early_check(l, target);
        w_fmt(l, "," STR_FMT "=",
              STR_ARG(binding_of(target)->early ? ident_name(l, target) : STR(P "z")));
        emit_value(l, n);
        w(l, ")");
        skip_to(l, n->end);
        return;
    }
    emit(l, n->a);
    if (n->b->kind == NODE_TEMP) {
        copy_to(l, n->a->end);
        w(l, "=");
        emit(l, n->b);
        return;
    }
    if (is_anonymous_function(n->b) && n->a->kind == NODE_IDENT)
        l->infer = n->a->atom->text;
    emit(l, n->b);
    copy_to(l, n->b->end);
    l->infer = (Str){ 0 };
}

/* f() = x, which sloppy code may say: the call happens, then a ReferenceError. */
static void emit_call_as_target(Lower *l, Node *n, const char *where)
{
    copy_to(l, n->start);
    w(l, "(");
    move_to(l, n->a->start);
    emit_at(l, n->a);
    w_fmt(l, "," P "bt(\"Invalid left-hand side %s\"))", where);
    move_to(l, n->end);
}

void emit_assign(Lower *l, Node *n)
{
    Node *target = strip_parens(n->a);

    if (target->kind == NODE_CALL) {
        emit_call_as_target(l, n, "in assignment");
        return;
    }
    if (is_pattern(n->a)) {
        emit_pattern_assign(l, n, true);
        return;
    }
    if (target->kind == NODE_PRIVATE_MEMBER) {
        copy_to(l, n->start);
        emit_private_assign(l, n);
        return;
    }
    if (is_with_target(l, target, n->b) && n->op != TOKEN_OR_OR_ASSIGN &&
        n->op != TOKEN_AND_AND_ASSIGN && n->op != TOKEN_NULLISH_ASSIGN) {
        emit_with_assign(l, n, target, operator_text(n));
        return;
    }
    if (n->op == TOKEN_ASSIGN) {
        copy_to(l, n->start);
        emit_plain_assign(l, n, target);
        return;
    }
    if (n->op == TOKEN_OR_OR_ASSIGN || n->op == TOKEN_AND_AND_ASSIGN ||
        n->op == TOKEN_NULLISH_ASSIGN) {
        copy_to(l, n->start);
        emit_logical_assign(l, n, target);
        return;
    }
    if (n->op == TOKEN_STAR_STAR_ASSIGN || is_super(target) || is_const_target(target)) {
        copy_to(l, n->start);
        emit_compound(l, n, target);
        return;
    }
    emit(l, n->a);
    emit(l, n->b);
}

/* ---- ++ and -- ---- */

static void emit_update_through(Lower *l, Node *n, Node *target)
{
    int mark = l->fn->temps, t = temp_new(l);
    bool prefix = n->flags & NF_PREFIX, super = is_super(target);
    const char *step = n->op == TOKEN_PLUS_PLUS ? P "inc(" : P "dec(";
    Ref r;

    w(l, "(");
    w_temp(l, t);
    w(l, "=" P "num(");
    w_ref_first(l, target, &r);
    w(l, "),");
    if (is_const_target(target)) {
        w_assign_check(l, target);
        w(l, ")");
        skip_to(l, n->end);
        return;
    }
    if (super)
        w_super_set(l, target);
    else
        w_ref_write(l, &r);
    w(l, step);
    w_temp(l, t);
    w(l, super ? "))" : ")");
    if (!prefix) {
        w(l, ",");
        w_temp(l, t);
    }
    w(l, ")");
    move_to(l, n->end);
    l->fn->temps = mark;
}

void emit_update(Lower *l, Node *n)
{
    Node *target = strip_parens(n->a);

    if (target->kind == NODE_CALL) {
        emit_call_as_target(l, n,
                            n->flags & NF_PREFIX ? "expression in prefix operation"
                                                 : "expression in postfix operation");
        return;
    }
    if (target->kind == NODE_PRIVATE_MEMBER) {
        copy_to(l, n->start);
        emit_private_update(l, n);
        return;
    }
    if (is_with_target(l, target, NULL)) {
        emit_with_update(l, n, target);
        return;
    }
    if (is_super(target) || is_const_target(target)) {
        copy_to(l, n->start);
        emit_update_through(l, n, target);
        return;
    }
    emit(l, n->a);
}
