/* spdx.c: see spdx.h. A parser by descent, which reads its tokens one by one:
 *
 *     either   = both { "OR" both }
 *     both     = single { "AND" single }
 *     single   = "(" either ")" | reference | license [ "+" ] [ "WITH" exception ]
 *     reference = [ "DocumentRef-" name ":" ] "LicenseRef-" name
 */
#include "pkg/commands/spdx.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/bug.h"
#include "pkg/commands/spdx_ids.h"

#define DEPTH_MAX 500 /* of parentheses */

typedef enum {
    END,
    WITH,
    AND,
    OR,
    OPEN,
    CLOSE,
    COLON,
    PLUS,
    DOCUMENT,
    REFERENCE,
    LICENSE,
    EXCEPTION,
    NOTHING /* that is known */
} Token;

typedef struct {
    Arena *a;
    Str text;
    size_t at; /* behind the token */
    Token token;
    Str name; /* of a licence, a document or a reference */
    int depth;
    bool broken;
} Parser;

/* ---- Tokens ---- */

static int by_name(const void *key, const void *id)
{
    return strcmp(key, *(const char *const *)id);
}

static bool is_listed(const char *name, const char *const *list, size_t n)
{
    return bsearch(name, list, n, sizeof *list, by_name) != NULL;
}

static bool is_of_name(char c)
{
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.';
}

static bool take(Parser *p, const char *word)
{
    size_t len = strlen(word);

    if (p->text.len - p->at < len || strncasecmp(p->text.ptr + p->at, word, len) != 0)
        return false;
    p->at += len;
    return true;
}

static bool take_exactly(Parser *p, const char *word)
{
    return str_starts(str_sub(p->text, p->at, p->text.len), str_of(word)) &&
           take(p, word);
}

/* npm's parser finds a name behind what it doesn't know, and goes on by the length of the
 * name alone. */
static Str take_name(Parser *p)
{
    size_t from = p->at, to;

    while (from < p->text.len && !is_of_name(p->text.ptr[from]))
        from++;
    for (to = from; to < p->text.len && is_of_name(p->text.ptr[to]);)
        to++;
    p->at += to - from;
    return str_sub(p->text, from, to);
}

static Token operator_at(Parser *p)
{
    static const struct {
        const char *text;
        Token token;
    } operators[] = { { "WITH", WITH }, { "AND", AND }, { "OR", OR }, { "(", OPEN },
                      { ")", CLOSE },   { ":", COLON }, { "+", PLUS } };

    for (size_t i = 0; i < ARRAY_LEN(operators); i++) {
        if (!take(p, operators[i].text))
            continue;
        if (operators[i].token == PLUS && p->at > 1 && p->text.ptr[p->at - 2] == ' ')
            return NOTHING;
        return operators[i].token;
    }
    return NOTHING;
}

static Token named(Parser *p, Token kind)
{
    p->name = take_name(p);
    return p->name.len > 0 ? kind : NOTHING;
}

static Token token_at(Parser *p)
{
    size_t begin = p->at;
    Token t = operator_at(p);
    const char *name;

    if (t != NOTHING || p->at > begin)
        return t;
    if (take_exactly(p, "DocumentRef-"))
        return named(p, DOCUMENT);
    if (take_exactly(p, "LicenseRef-"))
        return named(p, REFERENCE);
    p->name = take_name(p);
    name = arena_memdupz(p->a, p->name.ptr, p->name.len);
    if (is_listed(name, license_ids, ARRAY_LEN(license_ids)))
        return LICENSE;
    return is_listed(name, exception_ids, ARRAY_LEN(exception_ids)) ? EXCEPTION : NOTHING;
}

static void next(Parser *p)
{
    while (p->at < p->text.len && p->text.ptr[p->at] == ' ')
        p->at++;
    p->token = p->at == p->text.len ? END : token_at(p);
}

static bool skip(Parser *p, Token t)
{
    if (p->token != t)
        return false;
    next(p);
    return true;
}

/* ---- Expressions ---- */

static SpdxKind parse_either(Parser *p, Str *id);

static SpdxKind broken(Parser *p)
{
    p->broken = true;
    return SPDX_NONE;
}

static SpdxKind parse_reference(Parser *p, Str *id)
{
    Str document = { 0 };

    if (p->token == DOCUMENT) {
        document = arena_strf(p->a, "DocumentRef-" STR_FMT ":", STR_ARG(p->name));
        next(p);
        if (!skip(p, COLON) || p->token != REFERENCE)
            return broken(p);
    }
    *id = arena_strf(p->a, STR_FMT "LicenseRef-" STR_FMT, STR_ARG(document),
                     STR_ARG(p->name));
    next(p);
    return SPDX_LICENSE;
}

static SpdxKind parse_license(Parser *p, Str *id)
{
    *id = p->name;
    next(p);
    skip(p, PLUS);
    return skip(p, WITH) && !skip(p, EXCEPTION) ? broken(p) : SPDX_LICENSE;
}

static SpdxKind parse_group(Parser *p, Str *id)
{
    SpdxKind inner;

    if (++p->depth > DEPTH_MAX)
        return broken(p);
    next(p);
    inner = parse_either(p, id);
    p->depth--;
    return skip(p, CLOSE) ? inner : broken(p);
}

/* An empty pair of parentheses before a licence doesn't count. */
static SpdxKind parse_single(Parser *p, Str *id)
{
    SpdxKind group = p->token == OPEN ? parse_group(p, id) : SPDX_NONE;

    if (group != SPDX_NONE || p->broken)
        return group;
    if (p->token == DOCUMENT || p->token == REFERENCE)
        return parse_reference(p, id);
    return p->token == LICENSE ? parse_license(p, id) : SPDX_NONE;
}

static SpdxKind parse_joined(Parser *p, Token by, Str *id,
                             SpdxKind (*part)(Parser *p, Str *id))
{
    SpdxKind kind = part(p, id);

    while (kind != SPDX_NONE && skip(p, by))
        kind = part(p, id) == SPDX_NONE ? broken(p) : SPDX_COMPOUND;
    return kind;
}

static SpdxKind parse_both(Parser *p, Str *id)
{
    return parse_joined(p, AND, id, parse_single);
}

static SpdxKind parse_either(Parser *p, Str *id)
{
    return parse_joined(p, OR, id, parse_both);
}

SpdxKind spdx_parse(Arena *a, Str text, Str *id)
{
    Parser p = { .a = a, .text = text };
    SpdxKind kind;

    next(&p);
    kind = parse_either(&p, id);
    return p.token == END && !p.broken ? kind : SPDX_NONE;
}
