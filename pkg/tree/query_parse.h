/* query_parse.h: a selector as a tree of its parts. Private to pkg/tree/query*.c. */
#ifndef PKG_TREE_QUERY_PARSE_H
#define PKG_TREE_QUERY_PARSE_H

#include "common/arena.h"
#include "common/err.h"
#include "common/vec.h"

typedef enum {
    QUERY_ANY,        /* * */
    QUERY_NAME,       /* #name */
    QUERY_TYPE,       /* .dev */
    QUERY_ATTR,       /* [name=value] */
    QUERY_PSEUDO,     /* :name(…) */
    QUERY_COMBINATOR, /* ' ', '>', '~' */
    QUERY_NOTHING,    /* what belongs to the part before */
    QUERY_OTHER,      /* what CSS knows and we don't: text is its kind */
} QueryKind;

typedef struct {
    Str name, op, value; /* op "": is it there? */
    bool insensitive;
} QueryMatcher;

struct QuerySelector;

typedef VEC(struct QuerySelector) QuerySelectors;

/* [severity=high][cwe=79] */
typedef struct {
    VEC(Str) severity, cwe;
} QueryVuln;

typedef struct {
    QueryKind kind;
    Str text;
    QueryMatcher matcher; /* QUERY_ATTR, :attr, :semver */
    VEC(Str) path;        /* :attr, :semver: members on the way; ptr NULL: into a list */
    QuerySelectors *nested; /* :is, :not, :has */
    Str value, func;        /* :semver's; :type, :path and :outdated have a value */
    bool has_value;         /* there are parentheses */
    bool opens;             /* they belong to nothing: what follows goes nowhere */
    Str inner;              /* the kind of what is in them; "": nothing */
    VEC(QueryVuln) vulns;   /* :vuln's */
} QueryPart;

typedef struct QuerySelector {
    VEC(QueryPart) parts;
} QuerySelector;

/* None, or one that is known. */
bool query_is_operator(Str op);
/* [name=value] at the beginning of *rest, which is taken from it. `name` is as it is
 * written, with its namespace: what has one is no member. */
int query_parse_attr(Arena *a, Str *rest, QueryMatcher *m, Err *err);
/* Bytes of the escape that s begins with: a backslash and a character, or up to six hex
 * digits and a blank that ends them. */
size_t query_escape_length(Str s);
/* Without CSS's escapes. */
Str query_unescape(Arena *a, Str s);
int query_parse(Arena *a, Str text, QuerySelectors *out, Err *err);

#endif
