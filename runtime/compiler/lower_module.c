/* lower_module.c: modules: imports, exports, and the tables that link them.
 *
 *     import a, { b } from './m.js'    [function (ʃex, ʃim, ʃmeta, ʃwait) {"use strict";
 *     export let c = a + b                 var c = ʃu();
 *     export * from './n.js'               ʃex(function (ʃk) { switch (ʃk) {
 *                                              case 0: return c } });
 *                                          ʃwait && ʃy();
 *                                          c = ʃim.a + ʃim.b;
 *                                      }, [requests], [imports], [locals],
 *                                          [indirect], [stars], async]
 *
 * The lowered text is an array. Its function runs the module; ʃex takes what reads the
 * exported variables by number; a module that others may see before it has run (they
 * import each other) stops at ʃwait. The tables are flat arrays:
 *   requests  specifier, attributes as an object or 0
 *   imports   number of the request, imported name or 0 for *, local name, line
 *   locals    exported name, 1 where the variable doesn't change once it has a value
 *   indirect  exported name, number of the request, imported name or 0 for *, line
 *   stars     numbers of requests
 */
#include "common/map.h"
#include "runtime/compiler/lower.h"

#define DEFAULT_NAME P "default"

typedef struct Request {
    const Node *source, *attributes;
    struct Request *next;
} Request;

/* One row of a table, as text. */
typedef struct Row {
    Str text;
    Str variable; /* of a local export */
    struct Row *next;
} Row;

typedef struct {
    Row *first, **last;
    int n;
} Table;

typedef struct {
    Lower *l;
    Table requests, imports, locals, indirect, stars;
    Map exported; /* name -> where it was first exported */
    const Node *default_function;
    bool default_variable;
} Module;

/* ---- Rows ---- */

static Row *add_row(Module *m, Table *t)
{
    Row *r = arena_new(m->l->arena, Row);

    if (t->last == NULL)
        t->last = &t->first;
    *t->last = r;
    t->last = &r->next;
    t->n++;
    return r;
}

static Str quoted(Lower *l, Str value)
{
    size_t at = l->out.len;
    Str text;

    w_quoted(l, value);
    text = arena_str(l->arena, str_from(buf_view(&l->out), at));
    buf_truncate(&l->out, at);
    return text;
}

static Str name_text(const Node *name)
{
    return name->kind == NODE_STRING ? name->str : name->atom->text;
}

/* An imported name: 0 stands for the whole module. */
static Str imported_text(Lower *l, const Node *name)
{
    return name != NULL ? quoted(l, name_text(name)) : STR("0");
}

static unsigned line_of(Lower *l, const Node *n)
{
    return source_line(l->arena, l->source, n->start);
}

/* with { type: 'json' } as an object, "0" for none. */
static Str attributes_text(Lower *l, const Node *object)
{
    Buf text = { 0 };
    Str out;

    if (object == NULL)
        return STR("0");
    for (const Node *p = object->list; p != NULL; p = p->next) {
        Str key, value;

        if (p->kind != NODE_PROPERTY || p->flags & NF_COMPUTED || p->b == NULL ||
            p->b->kind != NODE_STRING ||
            (p->a->kind != NODE_IDENT && p->a->kind != NODE_STRING)) {
            buf_release(&text);
            lower_fail(l, p, "Unexpected token");
        }
        for (const Node *q = object->list; q != p; q = q->next) {
            if (str_eq(name_text(q->a), name_text(p->a))) {
                buf_release(&text);
                lower_fail(l, p, "Import attributes has a duplicate key '" STR_FMT "'",
                           STR_ARG(name_text(p->a)));
            }
        }
        key = quoted(l, name_text(p->a));
        value = quoted(l, p->b->str);
        buf_printf(&text, "%s" STR_FMT ":" STR_FMT, text.len ? "," : "", STR_ARG(key),
                   STR_ARG(value));
    }
    out = arena_strf(l->arena, "{" STR_FMT "}", STR_ARG(buf_view(&text)));
    buf_release(&text);
    return out;
}

/* The number of a request; each statement has one of its own. */
static int add_request(Module *m, const Node *statement)
{
    Lower *l = m->l;
    Str spec = quoted(l, statement->b->str), with = attributes_text(l, statement->c);

    add_row(m, &m->requests)->text =
        arena_strf(l->arena, STR_FMT "," STR_FMT, STR_ARG(spec), STR_ARG(with));
    return m->requests.n - 1;
}

static void add_exported(Module *m, const Node *at, Str name)
{
    if (map_has(&m->exported, name))
        lower_fail(m->l, at, "Duplicate export of '" STR_FMT "'", STR_ARG(name));
    map_set(&m->exported, name, m);
}

static void add_indirect(Module *m, const Node *at, Str exported, int request,
                         const Node *imported)
{
    Lower *l = m->l;
    Str name = quoted(l, exported), from = imported_text(l, imported);

    add_exported(m, at, exported);
    add_row(m, &m->indirect)->text =
        arena_strf(l->arena, STR_FMT ",%d," STR_FMT ",%u", STR_ARG(name), request,
                   STR_ARG(from), line_of(l, at));
}

/* ---- Imports ---- */

static void add_import(Module *m, Node *n)
{
    Lower *l = m->l;
    int request = add_request(m, n);

    for (Node *s = n->list; s != NULL; s = s->next) {
        Binding *b = s->a->binding;
        Str from = imported_text(l, s->b), local = quoted(l, b->atom->text);

        /* Where it comes from, for `export { it }`. */
        s->number = request;
        b->value = s;
        b->is_member = true;
        b->name = arena_strf(l->arena, P "im." STR_FMT, STR_ARG(b->atom->text));
        add_row(m, &m->imports)->text =
            arena_strf(l->arena, "%d," STR_FMT "," STR_FMT ",%u", request, STR_ARG(from),
                       STR_ARG(local), line_of(l, s));
    }
}

/* ---- Exports ---- */

static bool is_constant(const Binding *b)
{
    if (b->scope->has_eval)
        return false;
    switch (b->kind) {
    case BIND_CONST: return true;
    case BIND_IMPORT: return true;
    case BIND_LET:
    case BIND_CLASS:
    case BIND_FUNCTION: return !b->assigned;
    default: return false;
    }
}

static void add_local(Module *m, const Node *at, Str exported, Str variable,
                      bool constant)
{
    Lower *l = m->l;
    Str name = quoted(l, exported);
    Row *r;

    add_exported(m, at, exported);
    r = add_row(m, &m->locals);
    r->text = arena_strf(l->arena, STR_FMT ",%d", STR_ARG(name), constant);
    r->variable = variable;
}

static void export_binding(Module *m, const Node *at, Str exported, Binding *b)
{
    while (b->same != NULL)
        b = b->same;
    if (b->kind == BIND_IMPORT) {
        const Node *from = b->value;

        add_indirect(m, at, exported, (int)from->number, from->b);
        return;
    }
    if (binding_is_lexical(b))
        b->early = true;
    add_local(m, at, exported, b->name, is_constant(b));
}

static void export_name(Node *ident, void *ctx)
{
    export_binding(ctx, ident, ident->atom->text, ident->binding);
}

static Binding *top_binding(Module *m, const Scope *top, const Node *ident)
{
    Binding *b = scopes_find(top, ident->atom);

    if (b == NULL)
        lower_fail(m->l, ident, "Export '" STR_FMT "' is not defined in module",
                   STR_ARG(ident->atom->text));
    return b;
}

static void add_named(Module *m, const Scope *top, Node *n)
{
    int request;

    if (n->a != NULL && n->a->kind == NODE_DECLARATION) {
        for (Node *d = n->a->list; d != NULL; d = d->next)
            node_names(d->a, export_name, m);
        return;
    }
    if (n->a != NULL) {
        Node *name = n->a->a;

        export_binding(m, name, name->atom->text, top_binding(m, top, name));
        return;
    }
    request = n->b != NULL ? add_request(m, n) : -1;
    for (Node *s = n->list; s != NULL; s = s->next) {
        if (request >= 0)
            add_indirect(m, s, name_text(s->b), request, s->a);
        else
            export_binding(m, s, name_text(s->b), top_binding(m, top, s->a));
    }
}

static void add_default(Module *m, const Scope *top, Node *n)
{
    Node *value = n->a;
    bool declaration = value->flags & NF_DECLARATION &&
                       (value->kind == NODE_FUNCTION || value->kind == NODE_CLASS);

    if (declaration && value->a != NULL) {
        export_binding(m, n, STR("default"), top_binding(m, top, value->a));
        return;
    }
    if (declaration && value->kind == NODE_FUNCTION)
        m->default_function = value;
    m->default_variable = true;
    add_local(m, n, STR("default"), STR(DEFAULT_NAME), true);
}

static void add_all(Module *m, Node *n)
{
    int request = add_request(m, n);

    if (n->a != NULL)
        add_indirect(m, n, name_text(n->a), request, NULL);
    else
        add_row(m, &m->stars)->text = arena_strf(m->l->arena, "%d", request);
}

/* Imports first: exports of what is imported lead on to where it comes from. */
static void collect(Module *m, Node *program)
{
    for (Node *n = program->list; n != NULL; n = n->next) {
        switch (n->kind) {
        case NODE_IMPORT: add_import(m, n); break;
        case NODE_EXPORT_ALL: add_all(m, n); break;
        case NODE_EXPORT_NAMED:
            if (n->b != NULL)
                add_named(m, program->scope, n);
            break;
        default: break;
        }
    }
    for (Node *n = program->list; n != NULL; n = n->next) {
        if (n->kind == NODE_EXPORT_NAMED && n->b == NULL)
            add_named(m, program->scope, n);
        else if (n->kind == NODE_EXPORT_DEFAULT)
            add_default(m, program->scope, n);
    }
}

/* ---- Writing ---- */

static void w_reader(Lower *l, const Module *m)
{
    int i = 0;

    if (m->default_variable) {
        w(l, "var " DEFAULT_NAME "=");
        if (m->default_function != NULL)
            w_raw_value(l, m->default_function);
        else
            w(l, P "u()");
        w(l, ";");
    }
    if (m->locals.n > 0) {
        w(l, P "ex(function(" P "k){switch(" P "k){");
        for (const Row *r = m->locals.first; r != NULL; r = r->next)
            w_fmt(l, "case %d:return " STR_FMT ";", i++, STR_ARG(r->variable));
        w(l, "}});");
    }
    w(l, P "wait&&" P "y();");
}

static void w_table(Lower *l, const Table *t)
{
    w(l, ",[");
    for (const Row *r = t->first; r != NULL; r = r->next) {
        w_str(l, r->text);
        w(l, r->next != NULL ? "," : "");
    }
    w(l, "]");
}

static void emit_default(Lower *l, Node *n)
{
    Node *value = n->a, *bare;

    if (value->flags & NF_DECLARATION &&
        (value->kind == NODE_FUNCTION ||
         (value->kind == NODE_CLASS && value->a != NULL))) {
        copy_to(l, n->start);
        skip_to(l, value->start);
        emit_statement(l, value);
        copy_to(l, value->end);
        skip_to(l, n->end);
        return;
    }
    bare = strip_parens(value);
    if (is_anonymous_function(bare))
        value = bare;
    copy_to(l, n->start);
    w(l, DEFAULT_NAME "=");
    skip_to(l, value->start);
    sync(l);
    if (value->kind == NODE_CLASS) {
        if (value->a == NULL)
            l->infer = STR("default");
        emit_class(l, value, false);
    } else {
        emit_named(l, value, STR("default"));
    }
    copy_to(l, value->end);
    skip_to(l, n->end);
    w(l, ";");
}

void emit_module_item(Lower *l, Node *n)
{
    copy_to(l, n->start);
    if (n->kind == NODE_EXPORT_DEFAULT) {
        emit_default(l, n);
        return;
    }
    if (n->kind == NODE_EXPORT_NAMED && n->a != NULL) {
        skip_to(l, n->a->start);
        emit_statement(l, n->a);
        copy_to(l, n->a->end);
        w(l, ";");
    }
    skip_to(l, n->end);
}

void emit_module(Lower *l, Node *program)
{
    Fn f = { .strict = true, .async = program->flags & NF_HAS_AWAIT };
    Module *m = arena_new(l->arena, Module);
    jmp_buf fail, *outer = l->fail;

    m->l = l;
    l->fail = &fail;
    if (setjmp(fail) != 0) {
        map_release(&m->exported);
        longjmp(*outer, 1);
    }
    w(l, "[function(" P "ex," P "im," P "meta," P "wait){\"use strict\";");
    fn_begin(l, &f, program);
    collect(m, program);
    w_block_head(l, program->scope);
    w_reader(l, m);
    emit_statements(l, program->list);
    copy_to(l, program->end);
    w(l, "\n");
    fn_end(l, &f);
    place_function(l, COMPILED_FUNCTION, 0, program->end);
    w(l, "}");
    w_table(l, &m->requests);
    w_table(l, &m->imports);
    w_table(l, &m->locals);
    w_table(l, &m->indirect);
    w_table(l, &m->stars);
    w_fmt(l, ",%d]", f.async);
    l->fail = outer;
    l->result->async = f.async;
    map_release(&m->exported);
}
