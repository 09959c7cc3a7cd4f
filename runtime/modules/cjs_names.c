/* cjs_names.c: a walk over the tree of a CommonJS module, looking for the shapes that
 * Node's own scan finds. */
#include "runtime/modules/cjs_names.h"

#include "runtime/compiler/parse.h"

/* How deep trees are looked into. */
#define MAX_DEPTH 2000

typedef struct Required {
    const Atom *variable; /* var x = require('…') */
    Str request;
    struct Required *next;
} Required;

typedef struct {
    Arena *arena;
    const char *text;
    CjsNames *out;
    Required *required;
    int depth;
} Scan;

/* ---- Small things ---- */

static void add(Scan *s, NameEntry **list, Str text)
{
    NameEntry *e = arena_new(s->arena, NameEntry);

    e->text = text;
    e->next = *list;
    *list = e;
}

static bool is_word(const Node *n, const char *word)
{
    return n != NULL && n->kind == NODE_IDENT && str_is(n->atom->text, word);
}

static bool is_member(const Node *n, const char *name)
{
    if (n->kind == NODE_MEMBER)
        return str_is(n->atom->text, name);
    return n->kind == NODE_INDEX && n->b->kind == NODE_STRING && str_is(n->b->str, name);
}

static bool is_module_exports(const Node *n)
{
    return n->kind == NODE_MEMBER && is_member(n, "exports") && is_word(n->a, "module");
}

static bool is_exports(const Node *n)
{
    return n != NULL && (is_word(n, "exports") || is_module_exports(n));
}

/* The text of require('…'), bare or inside a helper's call. */
static bool is_require(const Node *n, Str *request)
{
    if (n == NULL || n->kind != NODE_CALL || n->list == NULL)
        return false;
    if (is_word(n->a, "require") && n->list->next == NULL &&
        n->list->kind == NODE_STRING) {
        *request = n->list->str;
        return true;
    }
    return n->a->kind == NODE_IDENT &&
           str_starts(n->a->atom->text, STR("_interopRequireWildcard")) &&
           is_require(n->list, request);
}

/* The one argument, or the first, of a call of that helper: __export, x.__exportStar. */
static bool is_star_helper(const Node *callee)
{
    while (callee->kind == NODE_PAREN || callee->kind == NODE_SEQUENCE) {
        callee = callee->kind == NODE_PAREN ? callee->a : callee->list;
        while (callee->next != NULL)
            callee = callee->next;
    }
    return is_word(callee, "__export") || is_word(callee, "__exportStar") ||
           is_word(callee, "_export_star") ||
           (callee->kind == NODE_MEMBER && is_member(callee, "__exportStar"));
}

static const Required *find_required(const Scan *s, const Node *ident)
{
    for (const Required *r = s->required; r != NULL && ident->kind == NODE_IDENT;
         r = r->next) {
        if (r->variable == ident->atom)
            return r;
    }
    return NULL;
}

/* ---- exports.x = …, module.exports = … ---- */

static bool begins_with_word(const Scan *s, const Node *n)
{
    unsigned char c = (unsigned char)s->text[n->start];

    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           c >= 0x80;
}

static bool is_single_word(const Node *n)
{
    return n->kind == NODE_IDENT || n->kind == NODE_NULL || n->kind == NODE_TRUE ||
           n->kind == NODE_FALSE || n->kind == NODE_THIS;
}

/* One property of the object that is exported; false: what follows isn't looked at. */
static bool take_property(Scan *s, const Node *p)
{
    Str request;

    if (p->kind == NODE_SPREAD) {
        if (is_require(p->a, &request)) {
            add(s, &s->out->reexports, request);
            return true;
        }
        return is_single_word(p->a);
    }
    if (p->kind != NODE_PROPERTY || p->flags & NF_COMPUTED ||
        (p->a->kind != NODE_IDENT && p->a->kind != NODE_STRING))
        return false;
    if (p->op == PROPERTY_GET || p->op == PROPERTY_SET)
        return false;
    if (p->op == PROPERTY_VALUE && !(p->flags & NF_SHORTHAND) &&
        !begins_with_word(s, p->b))
        return false;
    add(s, &s->out->names, p->a->kind == NODE_STRING ? p->a->str : p->a->atom->text);
    return p->flags & NF_SHORTHAND || (p->op == PROPERTY_VALUE && is_single_word(p->b));
}

static void take_assignment(Scan *s, const Node *n)
{
    const Node *target = n->a;
    Str request;

    if (n->op != TOKEN_ASSIGN)
        return;
    if (is_module_exports(target)) {
        if (n->b->kind == NODE_OBJECT) {
            for (const Node *p = n->b->list; p != NULL && take_property(s, p);)
                p = p->next;
        } else if (is_require(n->b, &request)) {
            s->out->reexports = NULL;
            add(s, &s->out->reexports, request);
        }
        return;
    }
    if (target->kind == NODE_MEMBER && is_exports(target->a))
        add(s, &s->out->names, target->atom->text);
    else if (target->kind == NODE_INDEX && is_exports(target->a) &&
             target->b->kind == NODE_STRING)
        add(s, &s->out->names, target->b->str);
}

/* ---- Object.defineProperty(exports, …) ---- */

/* function () { return a.b; } */
static bool is_plain_getter(const Node *fn)
{
    const Node *body, *value;

    if (fn->kind != NODE_FUNCTION || fn->flags & NF_ARROW)
        return false;
    body = fn->b->list;
    if (body == NULL || body->next != NULL || body->kind != NODE_RETURN ||
        body->a == NULL)
        return false;
    value = body->a;
    if (value->kind == NODE_MEMBER ||
        (value->kind == NODE_INDEX && value->b->kind == NODE_STRING))
        value = value->a;
    return value->kind == NODE_IDENT;
}

static bool is_property_named(const Node *p, const char *name)
{
    return p != NULL && p->kind == NODE_PROPERTY && !(p->flags & NF_COMPUTED) &&
           is_word(p->a, name);
}

static bool exports_a_value(const Node *descriptor)
{
    const Node *p;

    if (descriptor == NULL || descriptor->kind != NODE_OBJECT)
        return false;
    p = descriptor->list;
    if (is_property_named(p, "value"))
        return true;
    if (!is_property_named(p, "enumerable") || p->b->kind != NODE_TRUE)
        return false;
    p = p->next;
    if (is_property_named(p, "value"))
        return true;
    return is_property_named(p, "get") && is_plain_getter(p->b);
}

static bool is_object_method(const Node *callee, const char *method)
{
    return callee->kind == NODE_MEMBER && is_member(callee, method) &&
           is_word(callee->a, "Object");
}

static void take_define(Scan *s, const Node *call)
{
    const Node *object = call->list, *key = object ? object->next : NULL;

    if (key != NULL && key->kind == NODE_STRING && is_exports(object) &&
        exports_a_value(key->next))
        add(s, &s->out->names, key->str);
}

/* ---- Object.keys(_x).forEach(function (k) { … exports[k] = _x[k] … }) ---- */

typedef struct {
    const Atom *key, *source;
    bool found;
    int depth;
} Copying;

static bool is_index_of(const Node *n, const Atom *object, const Atom *key)
{
    return n->kind == NODE_INDEX && n->a->kind == NODE_IDENT && n->a->atom == object &&
           n->b->kind == NODE_IDENT && n->b->atom == key;
}

static void look_for_copy(Node *n, void *ctx)
{
    Copying *c = ctx;

    if (c->found || c->depth > MAX_DEPTH)
        return;
    if (n->kind == NODE_ASSIGN && n->a->kind == NODE_INDEX && is_exports(n->a->a) &&
        n->a->b->kind == NODE_IDENT && n->a->b->atom == c->key &&
        is_index_of(n->b, c->source, c->key))
        c->found = true;
    if (n->kind == NODE_CALL && is_object_method(n->a, "defineProperty") &&
        is_exports(n->list) && n->list->next != NULL &&
        n->list->next->kind == NODE_IDENT && n->list->next->atom == c->key)
        c->found = true;
    c->depth++;
    node_children(n, look_for_copy, c);
    c->depth--;
}

static void take_keys_loop(Scan *s, const Node *call)
{
    const Node *keys = call->a->a, *fn = call->list;
    const Required *r;
    Copying c = { 0 };

    if (keys->kind != NODE_CALL || !is_object_method(keys->a, "keys") ||
        keys->list == NULL || fn == NULL || fn->kind != NODE_FUNCTION ||
        fn->list == NULL || fn->list->kind != NODE_IDENT)
        return;
    r = find_required(s, keys->list);
    if (r == NULL)
        return;
    c.key = fn->list->atom;
    c.source = r->variable;
    look_for_copy(fn->b, &c);
    if (c.found)
        add(s, &s->out->reexports, r->request);
}

static void take_call(Scan *s, const Node *n)
{
    Str request;

    if (is_object_method(n->a, "defineProperty"))
        take_define(s, n);
    else if (n->list != NULL && is_star_helper(n->a) && is_require(n->list, &request))
        add(s, &s->out->reexports, request);
    else if (n->a->kind == NODE_MEMBER && is_member(n->a, "forEach"))
        take_keys_loop(s, n);
}

static void take_declarator(Scan *s, const Node *n)
{
    Required *r;
    Str request;

    if (n->a->kind != NODE_IDENT || !is_require(n->b, &request))
        return;
    r = arena_new(s->arena, Required);
    *r = (Required){ n->a->atom, request, s->required };
    s->required = r;
}

static void visit(Node *n, void *ctx)
{
    Scan *s = ctx;

    if (s->depth > MAX_DEPTH)
        return;
    switch (n->kind) {
    case NODE_ASSIGN: take_assignment(s, n); break;
    case NODE_CALL: take_call(s, n); break;
    case NODE_DECLARATOR: take_declarator(s, n); break;
    default: break;
    }
    s->depth++;
    node_children(n, visit, s);
    s->depth--;
}

static bool parses(Arena *a, Str text, ParseGoal goal, ParseResult *out)
{
    Source *source = arena_new(a, Source);
    ParseOptions o = { .goal = goal };
    Diag d;

    *source = (Source){ .text = text, .name = "" };
    return parse(a, source, &o, out, &d) == 0;
}

void cjs_names(Arena *a, Str text, CjsNames *out)
{
    Scan s = { .arena = a, .text = text.ptr, .out = out };
    ParseResult parsed;

    *out = (CjsNames){ 0 };
    if (parses(a, text, PARSE_COMMONJS, &parsed))
        visit(parsed.program, &s);
}

bool text_is_module(Arena *a, Str text)
{
    ParseResult parsed;

    return !parses(a, text, PARSE_COMMONJS, &parsed) &&
           parses(a, text, PARSE_MODULE, &parsed);
}
