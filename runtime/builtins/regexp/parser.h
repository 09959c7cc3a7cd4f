/* parser.h: what the files of the pattern parser share; private to them. */
#ifndef RUNTIME_BUILTINS_REGEXP_PARSER_H
#define RUNTIME_BUILTINS_REGEXP_PARSER_H

#include <setjmp.h>

#include "runtime/builtins/regexp/pattern.h"

#define PARSER_END UINT32_MAX

typedef struct {
    uint32_t *points;
    size_t n;
} CharString;

/* What a class with v stands for. */
typedef struct {
    CharSet set;
    CharString *strings; /* those that aren't one character */
    size_t n, cap;
    bool may_strings; /* by its form; what negated classes are refused for */
} ClassValue;

typedef struct {
    Node *node;
    GroupName name;
} NamedReference;

typedef struct {
    Arena *arena;
    const uint16_t *text;
    size_t n, at;
    unsigned flags;    /* as they are here: (?i: changes some */
    bool points, sets; /* u or v; v */
    bool fold;         /* case is ignored here */
    bool named;        /* \k means a name */
    uint32_t total;    /* groups of the whole pattern, counted before */
    Pattern *out;
    NamedReference *references;
    size_t reference_count;
    const char *error;
    jmp_buf fail;
} Parser;

_Noreturn void parser_fail(Parser *p, const char *error);

/* The character at the parser's place (a code point with u and v, or a unit); PARSER_END
 * at the end. */
uint32_t parser_peek(const Parser *p);
uint32_t parser_next(Parser *p); /* … and goes past it */
/* The unit k further on. */
uint32_t parser_unit(const Parser *p, size_t k);
bool parser_eat(Parser *p, uint32_t c);

Node *pattern_node(Parser *p, NodeKind kind);
Node *node_set(Parser *p, const CharSet *s); /* closed under case as the flags want */
Node *node_char(Parser *p, uint32_t c);
void node_append(Node *parent, Node *child);

/* After a backslash: what one character an escape stands for; in a class or not. */
uint32_t parse_character_escape(Parser *p, bool in_class);
/* \d \D \s \S \w \W \p{…} \P{…} after the backslash: adds what it means to v and is true;
 * false, with nothing read, for another escape. */
bool parse_class_escape(Parser *p, ClassValue *v, bool in_class);
/* After "[". */
Node *parse_class(Parser *p);
Node *class_node(Parser *p, ClassValue *v);
/* After "<": a name up to its ">". */
bool parse_group_name(Parser *p, GroupName *out);

#endif
