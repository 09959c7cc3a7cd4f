/* parse_func.c: functions of every kind (ECMA-262 15.1 to 15.6, 15.8, 15.9). */
#include "common/map.h"
#include "runtime/compiler/parse_types.h"
#include "runtime/compiler/parser.h"

/* ---- Contexts ---- */

/* Enters fn: what its parameters and body may contain. Returns the context to go back to.
 */
static Context enter_function(Parser *p, Node *fn)
{
    Context outer = p->ctx;
    bool arrow = fn->flags & NF_ARROW;

    p->ctx = (Context){
        .function = true,
        .async = fn->flags & NF_ASYNC,
        .generator = fn->flags & NF_GENERATOR,
        .strict = outer.strict,
        .node = fn,
        .owner = arrow ? outer.owner : fn,
        .new_target = true,
    };
    if (arrow) {
        p->ctx.super_property = outer.super_property;
        p->ctx.super_call = outer.super_call;
        p->ctx.new_target = outer.new_target;
        p->ctx.class_field = outer.class_field;
    } else if (fn->flags & NF_METHOD) {
        p->ctx.super_property = true;
        p->ctx.super_call = (fn->flags & NF_CONSTRUCTOR) && (fn->flags & NF_DERIVED);
    }
    return outer;
}

/* What an arrow mentions, the function around it mentions as well. */
static void leave_function(Parser *p, Node *fn, Context outer)
{
    p->ctx = outer;
    if (fn->flags & NF_ARROW)
        p_mark(p, fn->flags & (NF_USES_THIS | NF_USES_ARGUMENTS | NF_USES_SUPER |
                               NF_USES_NEW_TARGET | NF_USES_EVAL));
}

/* ---- Parameters ---- */

typedef struct {
    Map seen;
    Node *duplicate;
} Params;

static void see_param(Node *ident, void *ctx)
{
    Params *ps = ctx;

    if (map_set(&ps->seen, ident->atom->text, ident) != NULL && ps->duplicate == NULL)
        ps->duplicate = ident;
}

static bool has_simple_params(const Node *fn)
{
    for (const Node *n = fn->list; n != NULL; n = n->next) {
        if (n->kind != NODE_IDENT)
            return false;
    }
    return true;
}

/* Once the body shows whether the function is strict. */
static void check_params(Parser *p, Node *fn, bool strict)
{
    Params ps = { 0 };
    Node *duplicate;

    for (Node *n = fn->list; n != NULL; n = n->next)
        node_names(n, see_param, &ps);
    duplicate = ps.duplicate;
    map_release(&ps.seen);
    if (duplicate != NULL &&
        (strict || fn->flags & (NF_ARROW | NF_METHOD) || !(fn->flags & NF_SIMPLE_PARAMS)))
        p_fail(p, duplicate, "Duplicate parameter name not allowed in this context");
}

static void check_name_now_strict(Node *ident, void *ctx)
{
    Parser *p = ctx;
    Token t = {
        .kind = TOKEN_IDENT, .atom = ident->atom, .start = ident->start, .end = ident->end
    };

    p_check_binding_name(p, ident);
    p_check_reserved(p, &t);
}

/* At "(". */
static void parameters(Parser *p, Node *fn)
{
    NodeList list;

    list_init(&list);
    p_expect(p, TOKEN_LPAREN);
    p->ctx.params = true;
    while (!p_at(p, TOKEN_RPAREN)) {
        uint32_t start;

        t_parameter_start(p);
        start = p->tok.start;
        if (p_at(p, TOKEN_RPAREN))
            break;
        if (p_eat(p, TOKEN_ELLIPSIS)) {
            Node *rest = p_node(p, NODE_REST, start);

            rest->a = p_binding_target(p);
            t_annotation(p);
            list_add(&list, p_finish(p, rest));
            if (p_at(p, TOKEN_ASSIGN))
                p_fail_at(p, p->tok.start, p->tok.end,
                          "Rest parameter may not have a default initializer");
            if (p_at(p, TOKEN_COMMA))
                p_fail_at(p, p->tok.start, p->tok.end,
                          "Rest parameter must be last formal parameter");
            break;
        }
        list_add(&list, p_binding_element(p));
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    p_expect(p, TOKEN_RPAREN);
    p->ctx.params = false;
    fn->list = list.first;
    if (!(fn->flags & NF_ARROW))
        t_return_annotation(p);
}

/* An overload or what is declared only: no body. */
static bool has_no_body(Parser *p, Node *fn)
{
    if (p->types == NULL || p_at(p, TOKEN_LBRACE))
        return false;
    fn->b = p_node(p, NODE_BLOCK, p->prev_end);
    fn->b->end = p->prev_end;
    return true;
}

static Node *finish_without_body(Parser *p, Node *fn, Context outer)
{
    p->ctx = outer;
    p_semicolon(p);
    return p_finish(p, fn);
}

/* ---- Bodies ---- */

/* At "{". */
static void function_body(Parser *p, Node *fn)
{
    Node *body = p_node(p, NODE_BLOCK, p->tok.start);
    bool was_strict = p->ctx.strict;

    if (has_simple_params(fn))
        fn->flags |= NF_SIMPLE_PARAMS;
    p_expect(p, TOKEN_LBRACE);
    body->list = p_statement_list(p, TOKEN_RBRACE, true);
    if (p->ctx.strict)
        fn->flags |= NF_STRICT;
    if (p->ctx.strict && !was_strict) {
        for (Node *n = fn->list; n != NULL; n = n->next)
            node_names(n, check_name_now_strict, p);
        if (fn->a != NULL)
            check_name_now_strict(fn->a, p);
    }
    check_params(p, fn, p->ctx.strict);
    p_check_octal(p, p->tok.start);
    fn->b = body;
    /* The closing brace belongs to the body, the token behind it to what is outside. */
    if (!p_at(p, TOKEN_RBRACE))
        p_unexpected(p);
}

static Node *finish_function(Parser *p, Node *fn, Context outer)
{
    leave_function(p, fn, outer);
    p_next(p);
    fn->b->end = p->prev_end;
    return p_finish(p, fn);
}

/* The function's own name: bound outside for declarations, inside for expressions. */
static Node *function_name(Parser *p, Node *fn, bool declaration)
{
    Context outer = p->ctx;
    Node *name;

    if (!declaration) {
        p->ctx.async = fn->flags & NF_ASYNC;
        p->ctx.generator = fn->flags & NF_GENERATOR;
        p->ctx.static_block = false;
    }
    name = p_binding_identifier(p);
    p->ctx = outer;
    return name;
}

Node *p_function(Parser *p, uint32_t start, int how)
{
    Node *fn = p_node(p, NODE_FUNCTION, start);
    bool declaration = how & FN_DECLARATION;
    Context outer;

    p_enter(p);
    p_expect(p, TOKEN_FUNCTION);
    if (how & FN_ASYNC)
        fn->flags |= NF_ASYNC;
    if (p_eat(p, TOKEN_STAR))
        fn->flags |= NF_GENERATOR;
    if (declaration)
        fn->flags |= NF_DECLARATION;
    if (!p_at(p, TOKEN_LPAREN) && !(p->types != NULL && t_at_angle(p)))
        fn->a = function_name(p, fn, declaration);
    else if (declaration && !(how & FN_DEFAULT_EXPORT))
        p_fail_before(p, "Function statements require a function name");
    outer = enter_function(p, fn);
    t_parameters_here(p);
    parameters(p, fn);
    if (declaration && has_no_body(p, fn)) {
        p_leave(p);
        return finish_without_body(p, fn, outer);
    }
    function_body(p, fn);
    p_leave(p);
    return finish_function(p, fn, outer);
}

/* Of the parameters from `start` up to here. */
static void check_accessor(Parser *p, const Node *fn, PropertyKind kind, uint32_t start)
{
    const char *msg = NULL;

    if (kind == PROPERTY_GET && fn->list != NULL)
        msg = "Getter must not have any formal parameters.";
    if (kind == PROPERTY_SET && (fn->list == NULL || fn->list->next != NULL))
        msg = "Setter must have exactly one formal parameter.";
    else if (kind == PROPERTY_SET && fn->list->kind == NODE_REST)
        msg = "Setter function argument must not be a rest parameter";
    if (msg != NULL)
        p_fail_at(p, start, p->prev_end, "%s", msg);
}

Node *p_method(Parser *p, uint32_t start, uint32_t flags, PropertyKind kind)
{
    Node *fn = p_node(p, NODE_FUNCTION, start);
    Context outer;
    uint32_t at;

    p_enter(p);
    fn->flags = flags | NF_METHOD;
    outer = enter_function(p, fn);
    t_parameters_here(p);
    at = p->tok.start;
    parameters(p, fn);
    check_accessor(p, fn, kind, at);
    if (has_no_body(p, fn)) {
        p_leave(p);
        return finish_without_body(p, fn, outer);
    }
    function_body(p, fn);
    p_leave(p);
    return finish_function(p, fn, outer);
}

/* ---- Arrow functions ---- */

/* Parameters that were parsed as expressions become patterns. */
static Node *arrow_params(Parser *p, Node *params)
{
    NodeList list;

    list_init(&list);
    while (params != NULL) {
        Node *next = params->next;

        params->next = NULL;
        if (params->kind == NODE_SPREAD) {
            params->kind = NODE_REST;
            if (params->a->kind == NODE_ASSIGN)
                p_fail(p, params->a, "Rest parameter may not have a default initializer");
            params->a = p_to_pattern(p, params->a, true);
        } else if (params->kind != NODE_REST) {
            if (params->kind == NODE_PAREN)
                p_fail(p, params, "Invalid destructuring assignment target");
            params = p_to_pattern(p, params, true);
        }
        if (params->kind == NODE_REST && next != NULL)
            p_fail(p, params, "Rest parameter must be last formal parameter");
        list_add(&list, params);
        params = next;
    }
    return list.first;
}

static void check_no_await_name(Node *ident, void *ctx)
{
    Parser *p = ctx;

    if (ident->atom->id == ATOM_await)
        p_fail(p, ident, "Unexpected reserved word");
}

Node *p_arrow(Parser *p, uint32_t start, Node *params, uint32_t flags)
{
    Node *fn = p_node(p, NODE_FUNCTION, start);
    bool no_in = p->ctx.no_in;
    Context outer;

    p_enter(p);
    fn->flags = flags | NF_ARROW;
    fn->list = arrow_params(p, params);
    if (flags & NF_ASYNC) {
        for (Node *n = fn->list; n != NULL; n = n->next)
            node_names(n, check_no_await_name, p);
    }
    outer = enter_function(p, fn);
    /* Parameters were read in the outer context: `yield` there was a name or an error. */
    p_next(p);
    if (p_at(p, TOKEN_LBRACE)) {
        function_body(p, fn);
        p_leave(p);
        return finish_function(p, fn, outer);
    }
    fn->flags |= NF_EXPRESSION_BODY | (has_simple_params(fn) ? NF_SIMPLE_PARAMS : 0) |
                 (p->ctx.strict ? NF_STRICT : 0);
    check_params(p, fn, p->ctx.strict);
    p->ctx.no_in = no_in;
    fn->b = p_assignment(p);
    leave_function(p, fn, outer);
    p_leave(p);
    return p_finish(p, fn);
}

/* ---- Typed arrow functions ---- */

typedef struct {
    Node *fn;
    Context outer;
    bool whole; /* its body has been read */
} TypedArrow;

static Node *typed_body(Parser *p, Node *fn, Context outer)
{
    p_next(p);
    if (p_at(p, TOKEN_LBRACE)) {
        function_body(p, fn);
        return finish_function(p, fn, outer);
    }
    fn->flags |= NF_EXPRESSION_BODY;
    fn->b = p_assignment(p);
    leave_function(p, fn, outer);
    return p_finish(p, fn);
}

/* `<T>(a: T): U =>`. In the middle of a conditional the colon may be that one's: then
 * another must follow behind the body. */
static bool typed_head(Parser *p, void *udata)
{
    TypedArrow *t = udata;
    Node *fn = p_node(p, NODE_FUNCTION, p->tok.start);
    bool typed = false, no_in = p->ctx.no_in;
    uint32_t start;

    fn->flags = NF_ARROW;
    if (p_eat_word(p, ATOM_async))
        fn->flags |= NF_ASYNC;
    start = p->tok.start;
    if (t_at_angle(p)) {
        t_type_parameters(p);
        t_erase_as(p, start, ERASED_HEAD);
    }
    if (!p_at(p, TOKEN_LPAREN))
        return false;
    t->outer = enter_function(p, fn);
    parameters(p, fn);
    start = p->tok.start;
    if (p_eat(p, TOKEN_COLON)) {
        typed = true;
        t_return_type(p);
        t_erase_as(p, start, ERASED_RESULT);
    }
    if (!p_at(p, TOKEN_ARROW) || (p->tok.newline_before && !typed))
        return false;
    p->ctx.no_in = no_in;
    t->fn = fn;
    if (!typed || p->types->conditional_at == 0 ||
        p->types->conditional_at + 1 != p->depth)
        return true;
    t->fn = typed_body(p, fn, t->outer);
    t->whole = true;
    return p_at(p, TOKEN_COLON);
}

Node *p_typed_arrow(Parser *p)
{
    TypedArrow t = { 0 };

    if (!t_try(p, typed_head, &t))
        return NULL;
    return t.whole ? t.fn : typed_body(p, t.fn, t.outer);
}
