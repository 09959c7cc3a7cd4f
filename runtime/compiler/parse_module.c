/* parse_module.c: import and export (ECMA-262 16.2.2, 16.2.3, import attributes). */
#include "runtime/compiler/parse_types.h"
#include "runtime/compiler/parser.h"

/* A surrogate without its partner is three bytes from ED A0 80 on. */
static bool is_well_formed(Str s)
{
    for (size_t i = 0; i + 1 < s.len; i++) {
        if ((unsigned char)s.ptr[i] == 0xED && (unsigned char)s.ptr[i + 1] >= 0xA0)
            return false;
    }
    return true;
}

/* A module export name: any word, or a well-formed string. */
static Node *export_name(Parser *p)
{
    if (!p_at(p, TOKEN_STRING))
        return p_identifier_name(p);
    if (!is_well_formed(p->tok.value))
        p_fail_at(p, p->tok.start, p->tok.end,
                  "Invalid module export name: contains unpaired surrogate character");
    return p_string(p);
}

static Node *source_string(Parser *p)
{
    if (!p_at(p, TOKEN_STRING))
        p_unexpected(p);
    return p_string(p);
}

/* with { type: 'json' } */
static Node *attributes(Parser *p)
{
    bool is_with = p_at(p, TOKEN_WITH);

    if (!is_with && !(p_at_word(p, ATOM_assert) && !p->tok.newline_before))
        return NULL;
    p_next(p);
    if (!p_at(p, TOKEN_LBRACE))
        p_unexpected(p);
    return p_object_literal(p);
}

static Node *specifier(Parser *p, uint32_t start, Node *local, Node *imported)
{
    Node *n = p_node(p, NODE_IMPORT_SPECIFIER, start);

    n->a = local;
    n->b = imported;
    return p_finish(p, n);
}

/* `type a as b,` in a list: left out. */
static bool type_specifier(Parser *p)
{
    uint32_t start = p->tok.start;
    Token next;

    if (p->types == NULL || !t_at(p, "type"))
        return false;
    next = p_peek(p);
    if ((next.kind == TOKEN_IDENT && next.atom->id == ATOM_as) ||
        next.kind == TOKEN_COMMA || next.kind == TOKEN_RBRACE)
        return false;
    p_next(p);
    export_name(p);
    if (p_eat_word(p, ATOM_as))
        export_name(p);
    p_eat(p, TOKEN_COMMA);
    t_erase(p, start, p->prev_end);
    return true;
}

/* Behind import: `type` before what is imported? */
static bool is_type_import(Parser *p)
{
    Token next;

    if (p->types == NULL || !t_at(p, "type"))
        return false;
    next = p_peek(p);
    if (next.kind == TOKEN_LBRACE || next.kind == TOKEN_STAR)
        return true;
    if (next.kind != TOKEN_IDENT)
        return false;
    if (next.atom->id != ATOM_from)
        return true;
    {
        Lexer lex = p->lex;
        Token after;

        lex_next(&p->lex, &after);
        lex_next(&p->lex, &after);
        p->lex = lex;
        return after.kind == TOKEN_IDENT && after.atom->id == ATOM_from;
    }
}

static void named_imports(Parser *p, NodeList *list)
{
    p_expect(p, TOKEN_LBRACE);
    while (!p_at(p, TOKEN_RBRACE)) {
        Token name = p->tok;
        Node *imported, *local;

        if (type_specifier(p)) {
            if (p_at(p, TOKEN_RBRACE))
                break;
            continue;
        }
        imported = local = export_name(p);
        if (p_eat_word(p, ATOM_as)) {
            local = p_binding_identifier(p);
        } else {
            p_check_reserved(p, &name);
            p_check_binding_name(p, imported);
            local = p_node(p, NODE_IDENT, imported->start);
            local->end = imported->end;
            local->atom = imported->atom;
        }
        list_add(list, specifier(p, name.start, local, imported));
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    p_expect(p, TOKEN_RBRACE);
}

static void namespace_import(Parser *p, NodeList *list)
{
    uint32_t start = p->tok.start;

    p_next(p);
    p_expect_word(p, ATOM_as);
    list_add(list, specifier(p, start, p_binding_identifier(p), NULL));
}

static void default_import(Parser *p, NodeList *list)
{
    Node *local = p_binding_identifier(p), *imported;

    imported = p_node(p, NODE_IDENT, local->start);
    imported->end = local->end;
    imported->atom = p->lex.atoms->fixed[ATOM_KEYWORD_DEFAULT];
    list_add(list, specifier(p, local->start, local, imported));
}

Node *p_import(Parser *p)
{
    Node *n = p_node(p, NODE_IMPORT, p->tok.start);
    NodeList list;

    bool types;

    list_init(&list);
    p_next(p);
    types = is_type_import(p);
    if (types)
        p_next(p);
    if (p->types != NULL && p_at(p, TOKEN_IDENT) && p_peek(p).kind == TOKEN_ASSIGN) {
        while (!p_can_end_statement(p))
            p_next(p);
        t_unsupported(p, n->start, p->prev_end, "import equals declaration");
    }
    if (!p_at(p, TOKEN_STRING)) {
        bool more = true;

        if (p_at(p, TOKEN_IDENT)) {
            default_import(p, &list);
            more = p_eat(p, TOKEN_COMMA);
        }
        if (more && p_at(p, TOKEN_STAR))
            namespace_import(p, &list);
        else if (more)
            named_imports(p, &list);
        p_expect_word(p, ATOM_from);
    }
    n->b = source_string(p);
    n->c = attributes(p);
    n->list = list.first;
    p_semicolon(p);
    if (types)
        t_erase_statement(p, n->start);
    return p_finish(p, n);
}

static Node *export_star(Parser *p, Node *n)
{
    n->kind = NODE_EXPORT_ALL;
    p_next(p);
    if (p_eat_word(p, ATOM_as))
        n->a = export_name(p);
    p_expect_word(p, ATOM_from);
    n->b = source_string(p);
    n->c = attributes(p);
    p_semicolon(p);
    return p_finish(p, n);
}

/* Without a source the local names are uses of bindings: they can't be reserved words. */
static void check_local_exports(Parser *p, const Node *n)
{
    for (const Node *s = n->list; s != NULL; s = s->next) {
        Token t = { .kind = s->a->kind == NODE_STRING ? TOKEN_STRING : TOKEN_IDENT,
                    .atom = s->a->kind == NODE_STRING ? NULL : s->a->atom,
                    .start = s->a->start,
                    .end = s->a->end };

        p_check_reserved(p, &t);
    }
}

static Node *export_list(Parser *p, Node *n)
{
    NodeList list;

    list_init(&list);
    p_next(p);
    while (!p_at(p, TOKEN_RBRACE)) {
        Node *s;

        if (type_specifier(p))
            continue;
        s = p_node(p, NODE_EXPORT_SPECIFIER, p->tok.start);
        s->a = export_name(p);
        s->b = p_eat_word(p, ATOM_as) ? export_name(p) : s->a;
        list_add(&list, p_finish(p, s));
        if (!p_eat(p, TOKEN_COMMA))
            break;
    }
    p_expect(p, TOKEN_RBRACE);
    n->list = list.first;
    if (p_eat_word(p, ATOM_from)) {
        n->b = source_string(p);
        n->c = attributes(p);
    } else {
        check_local_exports(p, n);
    }
    p_semicolon(p);
    return p_finish(p, n);
}

static Node *export_default(Parser *p, Node *n)
{
    uint32_t start;

    n->kind = NODE_EXPORT_DEFAULT;
    p_next(p);
    start = p->tok.start;
    if (p_at(p, TOKEN_FUNCTION)) {
        n->a = p_function(p, start, FN_DECLARATION | FN_DEFAULT_EXPORT);
    } else if (p_is_async_function(p)) {
        p_next(p);
        n->a = p_function(p, start, FN_DECLARATION | FN_DEFAULT_EXPORT | FN_ASYNC);
    } else if (p_at(p, TOKEN_CLASS) || t_abstract_class(p)) {
        n->a = p_class(p, true, true);
    } else if (p->types != NULL && t_at(p, "interface") && t_declaration(p)) {
        n->a = p_finish(p, p_node(p, NODE_EMPTY, start));
    } else {
        n->a = p_assignment(p);
        p_semicolon(p);
    }
    return p_finish(p, n);
}

/* Behind export: what only TypeScript has there. NULL: it is none of it. */
static Node *typed_export(Parser *p, Node *n)
{
    Token next = p_peek(p);

    if (p_at(p, TOKEN_ASSIGN) || p_at(p, TOKEN_IMPORT))
        t_unsupported(p, n->start, p->tok.end,
                      p_at(p, TOKEN_ASSIGN) ? "export assignment"
                                            : "import equals declaration");
    if (t_at(p, "as")) { /* export as namespace a */
        while (!p_can_end_statement(p))
            p_next(p);
        p_semicolon(p);
    } else if (t_at(p, "type") &&
               (next.kind == TOKEN_LBRACE || next.kind == TOKEN_STAR)) {
        p_next(p);
        if (next.kind == TOKEN_STAR)
            export_star(p, n);
        else
            export_list(p, n);
    } else if (p_at(p, TOKEN_ENUM) || p_at(p, TOKEN_CONST) ||
               (p_at(p, TOKEN_IDENT) && !p_is_let_declaration(p) &&
                !p_is_async_function(p))) {
        n->a = p_statement_list_item(p);
        if (p->types->gone)
            t_erase_statement(p, n->start);
        return p_finish(p, n);
    } else {
        return NULL;
    }
    t_erase_statement(p, n->start);
    return p_finish(p, n);
}

static Node *export_any(Parser *p, Node *n)
{
    Node *typed;

    p_next(p);
    if (p->types != NULL && (typed = typed_export(p, n)) != NULL)
        return typed;
    if (p_at(p, TOKEN_STAR))
        return export_star(p, n);
    if (p_at(p, TOKEN_LBRACE))
        return export_list(p, n);
    if (p_at(p, TOKEN_DEFAULT))
        return export_default(p, n);
    if (!p_at(p, TOKEN_VAR) && !p_at(p, TOKEN_CONST) && !p_at(p, TOKEN_FUNCTION) &&
        !p_at(p, TOKEN_CLASS) && !p_is_let_declaration(p) && !p_is_async_function(p))
        p_unexpected(p);
    n->a = p_statement_list_item(p);
    return p_finish(p, n);
}

Node *p_export(Parser *p)
{
    Node *n = p_node(p, NODE_EXPORT_NAMED, p->tok.start);

    if (p->types == NULL)
        return export_any(p, n);
    p->types->gone = false;
    n = export_any(p, n);
    if (n->kind == NODE_EXPORT_DEFAULT)
        p->types->gone = n->a->kind == NODE_EMPTY || t_has_no_body(n->a);
    if (p->types->gone)
        t_erase_statement(p, n->start);
    return n;
}
