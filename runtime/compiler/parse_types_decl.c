/* parse_types_decl.c: TypeScript's declarations (interfaces, aliases, namespaces, what is
 * declared or abstract) and what members of classes carry of types. Read only to be left
 * out, as parse_types.c does with the types themselves. */
#include "runtime/compiler/parse_types.h"

/* ---- Declarations of types ---- */

static void list_of_types(Parser *p)
{
    p_next(p);
    do
        t_type(p);
    while (p_eat(p, TOKEN_COMMA));
}

void t_implements(Parser *p)
{
    uint32_t start = p->tok.start;

    if (p->types == NULL || !t_at(p, "implements"))
        return;
    list_of_types(p);
    t_erase(p, start, p->prev_end);
}

static void interface_declaration(Parser *p)
{
    p_next(p);
    t_word(p);
    if (t_at_angle(p))
        t_type_parameters(p);
    if (p_at(p, TOKEN_EXTENDS))
        list_of_types(p);
    if (!p_at(p, TOKEN_LBRACE))
        p_unexpected(p);
    t_skip_group(p);
}

static void alias_declaration(Parser *p)
{
    p_next(p);
    t_word(p);
    if (t_at_angle(p))
        t_type_parameters(p);
    p_expect(p, TOKEN_ASSIGN);
    t_type(p);
    p_semicolon(p);
}

static bool is_string_or_name(const Token *t)
{
    return t->kind == TOKEN_IDENT || t->kind == TOKEN_STRING;
}

/* namespace a.b { … }: left out where all that is in it is. */
static void namespace_declaration(Parser *p, uint32_t start)
{
    bool only_types = true;

    if (t_at(p, "module") && !p->types->ambient && p_peek(p).kind == TOKEN_IDENT)
        lex_fail(&p->lex, DIAG_UNSUPPORTED, start, p->tok.end,
                 "`module` keyword is not supported. Use `namespace` instead");
    p_next(p);
    while (!p_at(p, TOKEN_LBRACE) && !p_can_end_statement(p))
        p_next(p);
    if (p_at(p, TOKEN_LBRACE) && p->types->ambient) {
        t_skip_group(p);
        return;
    }
    if (p_eat(p, TOKEN_LBRACE)) {
        while (!p_at(p, TOKEN_RBRACE)) {
            p->types->gone = false;
            if (p_at(p, TOKEN_EXPORT))
                p_export(p);
            else
                p_statement_list_item(p);
            only_types = only_types && p->types->gone;
        }
        p_next(p);
    }
    if (!only_types)
        t_unsupported(p, start, p->prev_end, "namespace declaration");
}

static bool is_declared(const Token *t)
{
    switch (t->kind) {
    case TOKEN_VAR:
    case TOKEN_CONST:
    case TOKEN_FUNCTION:
    case TOKEN_CLASS:
    case TOKEN_ENUM:
    case TOKEN_IMPORT:
    case TOKEN_IDENT: return true;
    default: return false;
    }
}

static bool is_class(const Token *t)
{
    return t->kind == TOKEN_CLASS;
}

static bool is_brace(const Token *t)
{
    return t->kind == TOKEN_LBRACE;
}

/* Behind `declare`: read, and left out as a whole. */
static void ambient_declaration(Parser *p)
{
    bool outer = p->types->ambient;

    p->types->ambient = true;
    p_next(p);
    if (p_at(p, TOKEN_ENUM) || (p_at(p, TOKEN_CONST) && p_peek(p).kind == TOKEN_ENUM)) {
        while (!p_at(p, TOKEN_LBRACE))
            p_next(p);
        t_skip_group(p);
    } else if (t_at(p, "global") && t_next_on_line(p, is_brace)) {
        p_next(p);
        t_skip_group(p);
    } else {
        p_statement_list_item(p);
    }
    p->types->ambient = outer;
}

bool t_declaration(Parser *p)
{
    uint32_t start = p->tok.start;

    if (p_at(p, TOKEN_ENUM) || (p_at(p, TOKEN_CONST) && p_peek(p).kind == TOKEN_ENUM))
        t_unsupported(p, start, p->tok.end, "enum");
    if (!p_at(p, TOKEN_IDENT))
        return false;
    if (t_at(p, "interface") && t_next_on_line(p, t_is_name))
        interface_declaration(p);
    else if (t_at(p, "type") && t_next_on_line(p, t_is_name))
        alias_declaration(p);
    else if (t_at(p, "declare") && t_next_on_line(p, is_declared))
        ambient_declaration(p);
    else if ((t_at(p, "namespace") && t_next_on_line(p, t_is_name)) ||
             (t_at(p, "module") && t_next_on_line(p, is_string_or_name)))
        namespace_declaration(p, start);
    else
        return false;
    t_erase_statement(p, start);
    return true;
}

bool t_abstract_class(Parser *p)
{
    if (p->types == NULL || !t_at(p, "abstract") || !t_next_on_line(p, is_class))
        return false;
    t_erase(p, p->tok.start, p->tok.end);
    p_next(p);
    return true;
}

/* ---- Members of classes ---- */

static bool is_modifier_word(const Parser *p)
{
    static const char *const words[] = { "public",   "private",  "protected", "readonly",
                                         "override", "abstract", "declare" };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (t_at(p, words[i]))
            return true;
    }
    return false;
}

static bool may_follow_modifier(const Token *t)
{
    return t_is_word(t) || t->kind == TOKEN_PRIVATE_NAME || t->kind == TOKEN_STRING ||
           t->kind == TOKEN_NUMBER || t->kind == TOKEN_LBRACKET ||
           t->kind == TOKEN_STAR || t->kind == TOKEN_LBRACE;
}

bool t_modifiers(Parser *p)
{
    bool gone = false;

    if (p->types == NULL)
        return false;
    while (is_modifier_word(p)) {
        Token next = p_peek(p);
        bool odd = next.kind == TOKEN_LBRACKET || next.kind == TOKEN_STAR;

        if (next.newline_before || !may_follow_modifier(&next))
            break;
        gone = gone || t_at(p, "abstract") || t_at(p, "declare");
        vec_push_in(p->arena, &p->types->erased,
                    (Erased){ p->tok.start, p->tok.end,
                              odd ? ERASED_MEMBER : ERASED_TYPE });
        p_next(p);
    }
    return gone;
}

/* [key: string]: T */
static bool index_signature(Parser *p, void *udata)
{
    (void)udata;
    p_next(p);
    if (!p_at(p, TOKEN_IDENT))
        return false;
    p_next(p);
    if (!p_eat(p, TOKEN_COLON))
        return false;
    t_type(p);
    p_expect(p, TOKEN_RBRACKET);
    if (p_eat(p, TOKEN_COLON))
        t_type(p);
    p_semicolon(p);
    return true;
}

bool t_index_signature(Parser *p)
{
    return p->types != NULL && p_at(p, TOKEN_LBRACKET) && t_try(p, index_signature, NULL);
}

void t_parameter_start(Parser *p)
{
    uint32_t start = p->tok.start;
    Token next;

    if (p->types == NULL)
        return;
    if (p_at(p, TOKEN_THIS)) {
        p_next(p);
        if (p_eat(p, TOKEN_COLON))
            t_type(p);
        p_eat(p, TOKEN_COMMA);
        t_erase(p, start, p->prev_end);
        return;
    }
    if (!is_modifier_word(p))
        return;
    next = p_peek(p);
    if (next.kind == TOKEN_IDENT || next.kind == TOKEN_LBRACE ||
        next.kind == TOKEN_LBRACKET)
        t_unsupported(p, start, next.end, "parameter property");
}
