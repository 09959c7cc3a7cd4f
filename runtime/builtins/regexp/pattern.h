/* pattern.h: a regular expression's text as a tree (parse.c), with V8's words where it is
 * wrong.
 *
 * What case-insensitivity, classes and properties mean is settled here: a node has the
 * characters that it matches, whatever the flags. Only back references still need them.
 */
#ifndef RUNTIME_BUILTINS_REGEXP_PATTERN_H
#define RUNTIME_BUILTINS_REGEXP_PATTERN_H

#include "runtime/builtins/regexp/charset.h"

/* Flags, in the order in which `flags` lists them: X(NAME, letter). */
#define REGEXP_FLAGS(X) \
    X(INDICES, 'd')     \
    X(GLOBAL, 'g')      \
    X(IGNORE_CASE, 'i') \
    X(MULTILINE, 'm')   \
    X(DOT_ALL, 's')     \
    X(UNICODE, 'u')     \
    X(SETS, 'v')        \
    X(STICKY, 'y')

enum {
#define X(name, letter) REGEXP_BIT_##name,
    REGEXP_FLAGS(X)
#undef X
};

typedef enum {
#define X(name, letter) REGEXP_##name = 1 << REGEXP_BIT_##name,
    REGEXP_FLAGS(X)
#undef X
} RegexpFlag;

/* u or v: patterns and texts are read as code points. */
#define REGEXP_POINTS (REGEXP_UNICODE | REGEXP_SETS)

typedef enum {
    NODE_EMPTY,
    NODE_CHAR,   /* c */
    NODE_SET,    /* set: one character of it */
    NODE_SEQ,    /* children, one after the other */
    NODE_ALT,    /* children, the first that leads to a match */
    NODE_GROUP,  /* child, captured as `group` */
    NODE_REPEAT, /* child, min to max times */
    NODE_BACK,   /* what group `group` captured; with a name several groups have, the one
                  * of `groups` that did */
    NODE_START,  /* ^; lines: at each line's start */
    NODE_END,    /* $ */
    NODE_WORD,   /* \b by `set`; negative: \B */
    NODE_LOOK    /* child: (?= (?! (?<= (?<! */
} NodeKind;

#define REPEAT_FOREVER UINT32_MAX

typedef struct Node Node;
struct Node {
    NodeKind kind;
    bool lazy, negative, behind, lines;
    bool fold; /* BACK: whatever the case */
    uint32_t c;
    uint32_t min, max;
    uint32_t group;                /* GROUP, BACK */
    uint32_t *groups, group_count; /* BACK, by a name that is given twice */
    uint32_t inside, inside_end;   /* REPEAT, LOOK: the groups within */
    CharSet *set;
    Node *child, *last; /* first and last child */
    Node *next;         /* sibling */
};

typedef struct {
    const uint16_t *units; /* as written, between < and >, escapes resolved */
    size_t n;
    uint32_t group;
} GroupName;

typedef struct {
    Node *root;
    unsigned flags;
    uint32_t groups;  /* captures, the whole match among them */
    GroupName *names; /* in the order of their groups; a name may come several times */
    uint32_t name_count;
} Pattern;

#define REGEXP_MAX_GROUPS 65535u

/* Parses n units of text. 0, or -1 with V8's words for what is wrong. */
int pattern_parse(Arena *a, const uint16_t *text, size_t n, unsigned flags, Pattern *out,
                  const char **error);

/* The letters of flags: true, or false where one is unknown or comes twice, or u and v
 * meet. */
bool pattern_flags(const char *letters, size_t n, unsigned *out);

#endif
