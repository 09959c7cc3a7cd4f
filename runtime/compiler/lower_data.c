/* lower_data.c: large literals of nothing but data.
 *
 *     [1, "two", { three: 3 }, …]          ʃdata('[1,"two",{"three":3},…]')
 *     [1, 2, 3, …, f(), 4, 5, 6, …]        ʃcat(ʃdata("[1,2,3,…]"), [f()],
 * ʃdata("[4,5,6,…]"))
 *
 * A function of the engine has room for 65,536 constants, and building from a text is
 * several times as fast as running an instruction for each value. */
#include <math.h>

#include "common/json_write.h"
#include "runtime/compiler/lower.h"

/* From so many values on a literal is worth it. */
#define DATA_MIN (LITERAL_LARGE / 2)
/* So many elements in a row that are data make a piece of a mixed array. */
#define PIECE_MIN 1024

/* `left` counts the values down, never below 0. */
static bool is_data(const Node *n, size_t *left);

static bool is_data_property(const Node *p, size_t *left)
{
    if (p->kind != NODE_PROPERTY || p->op != PROPERTY_VALUE ||
        p->flags & (NF_COMPUTED | NF_SHORTHAND) || p->a->kind == NODE_BIGINT)
        return false;
    if (p->a->kind == NODE_IDENT && p->a->atom->id == ATOM___proto__)
        return false;
    return is_data(p->b, left);
}

static bool is_data(const Node *n, size_t *left)
{
    *left -= *left > 0;
    switch (n->kind) {
    case NODE_STRING:
    case NODE_NULL:
    case NODE_TRUE:
    case NODE_FALSE: return true;
    case NODE_NUMBER: return isfinite(n->number);
    case NODE_UNARY:
        return n->a->kind == NODE_NUMBER && isfinite(n->a->number) &&
               (n->op == TOKEN_MINUS || n->op == TOKEN_NOT);
    case NODE_ARRAY:
        for (const Node *e = n->list; e != NULL; e = e->next) {
            if (!is_data(e, left))
                return false;
        }
        return true;
    case NODE_OBJECT:
        for (const Node *p = n->list; p != NULL; p = p->next) {
            if (!is_data_property(p, left))
                return false;
        }
        return true;
    default: return false;
    }
}

/* ---- The text ---- */

static void json_number(Buf *out, double value)
{
    char digits[32];

    number_text(digits, value);
    buf_puts(out, digits);
}

static void json_value(Lower *l, Buf *out, const Node *n);

static void json_elements(Lower *l, Buf *out, const Node *from, const Node *to)
{
    buf_putc(out, '[');
    for (const Node *e = from; e != to; e = e->next) {
        if (e != from)
            buf_putc(out, ',');
        json_value(l, out, e);
    }
    buf_putc(out, ']');
}

static void json_object(Lower *l, Buf *out, const Node *n)
{
    buf_putc(out, '{');
    for (const Node *p = n->list; p != NULL; p = p->next) {
        if (p != n->list)
            buf_putc(out, ',');
        json_write_str(key_name(l, p, p->a), out);
        buf_putc(out, ':');
        json_value(l, out, p->b);
    }
    buf_putc(out, '}');
}

static void json_value(Lower *l, Buf *out, const Node *n)
{
    switch (n->kind) {
    case NODE_STRING: json_write_str(n->str, out); break;
    case NODE_NULL: buf_puts(out, "null"); break;
    case NODE_TRUE: buf_puts(out, "true"); break;
    case NODE_FALSE: buf_puts(out, "false"); break;
    case NODE_NUMBER: json_number(out, n->number); break;
    case NODE_UNARY:
        if (n->op == TOKEN_MINUS) {
            buf_putc(out, '-');
            json_number(out, n->a->number);
        } else {
            buf_puts(out, n->a->number == 0 ? "true" : "false");
        }
        break;
    case NODE_ARRAY: json_elements(l, out, n->list, NULL); break;
    default: json_object(l, out, n); break;
    }
}

static void w_data(Lower *l, const Buf *json)
{
    w(l, P "data(");
    w_quoted(l, buf_view(json));
    w(l, ")");
}

/* ---- Mixed arrays ---- */

/* Where the elements that are data end that begin with e; *n: how many they are. */
static Node *data_end(Node *e, size_t *n)
{
    size_t left = 0;

    for (*n = 0; e != NULL && is_data(e, &left); e = e->next)
        ++*n;
    return e;
}

/* Does it pay? Spread and holes stay as they are. */
static bool has_piece(Node *list)
{
    bool found = false;

    for (Node *e = list; e != NULL;) {
        size_t n;
        Node *end = data_end(e, &n);

        found = found || n >= PIECE_MIN;
        if (end != NULL && (end->kind == NODE_SPREAD || end->kind == NODE_HOLE))
            return false;
        e = end != NULL ? end->next : NULL;
    }
    return found;
}

/* Elements from e on up to the next piece of data: an array of their own. */
static Node *w_mixed(Lower *l, Node *e)
{
    size_t n;
    Node *end;

    w(l, "[");
    for (;;) {
        end = data_end(e, &n);
        if (e == NULL || n >= PIECE_MIN)
            break;
        if (end != NULL)
            end = end->next;
        for (; e != end; e = e->next) {
            emit_arg(l, e);
            w(l, ",");
        }
    }
    w(l, "]");
    return e;
}

static void emit_pieces(Lower *l, Node *list)
{
    Node *e = list;
    size_t n;

    w(l, P "cat(");
    while (e != NULL) {
        Node *end = data_end(e, &n);

        if (e != list)
            w(l, ",");
        if (n >= PIECE_MIN) {
            Buf json = { 0 };

            json_elements(l, &json, e, end);
            w_data(l, &json);
            buf_release(&json);
            e = end;
        } else {
            e = w_mixed(l, e);
        }
    }
    w(l, ")");
}

bool emit_data(Lower *l, Node *n)
{
    size_t left = DATA_MIN;
    Buf json = { 0 };

    if (n->end - n->start < LITERAL_LARGE)
        return false; /* too short for so many */
    if (is_data(n, &left)) {
        if (left > 0)
            return false;
        copy_to(l, n->start);
        json_value(l, &json, n);
        w_data(l, &json);
        buf_release(&json);
    } else if (n->kind == NODE_ARRAY && has_piece(n->list)) {
        copy_to(l, n->start);
        emit_pieces(l, n->list);
    } else {
        return false;
    }
    skip_to(l, n->end);
    return true;
}
