/* program.h: a compiled regular expression, and the matcher that runs it.
 *
 * The program is a list of words: an operation and its operands. The matcher is our own:
 * it backtracks on a stack in the heap, so that no pattern and no text can overflow the C
 * stack, and every register (captures, counters) that it changes is noted there, to be
 * put back when it backs out.
 *
 * A text is read as bytes (ASCII only) or as 16-bit units. Positions are in units.
 */
#ifndef RUNTIME_BUILTINS_REGEXP_PROGRAM_H
#define RUNTIME_BUILTINS_REGEXP_PROGRAM_H

#include "runtime/builtins/regexp/pattern.h"

/* X(NAME, words). `at` is an index into the code. */
#define PROGRAM_OPS(X)                                                                 \
    X(MATCH, 1)                                                                        \
    X(CHAR, 2)      /* unit */                                                         \
    X(POINT, 2)     /* code point that is a lone surrogate */                          \
    X(SET, 2)       /* set */                                                          \
    X(CHAR_BACK, 2) /* these three leftwards */                                        \
    X(POINT_BACK, 2)                                                                   \
    X(SET_BACK, 2)                                                                     \
    X(GREEDY, 6) /* what, operand, min, max, the unit that must follow or NO_HINT */   \
    X(ALL, 6)    /* the same, never giving anything back */                            \
    X(LAZY, 6)                                                                         \
    X(JUMP, 2)     /* at */                                                            \
    X(TRY_NEXT, 2) /* go on; when that fails, at */                                    \
    X(TRY_AT, 2)   /* at; when that fails, go on */                                    \
    X(SAVE, 2)     /* register = position */                                           \
    X(RESET, 3)    /* registers from, to (exclusive) = -1 */                           \
    X(ZERO, 2)     /* register = 0 */                                                  \
    X(COUNT, 6)    /* register, min, max, lazy, at: behind the loop */                 \
    X(MOVED, 4)    /* register of the start, of the count or NO_HINT, min: fails where \
                      an iteration beyond min took nothing */                          \
    X(LOOK, 2)     /* register of two */                                               \
    X(LOOK_END, 2)                                                                     \
    X(LOOK_NOT, 3) /* register, at: behind it */                                       \
    X(LOOK_FAIL, 2)                                                                    \
    X(BACK, 3)     /* group, flags */                                                  \
    X(BACK_ANY, 3) /* n, flags, groups…: one word each */                            \
    X(START, 1)                                                                        \
    X(START_LINE, 1)                                                                   \
    X(END, 1)                                                                          \
    X(END_LINE, 1)                                                                     \
    X(WORD, 2) /* set */                                                               \
    X(WORD_NOT, 2)

typedef enum {
#define X(name, words) OP_##name,
    PROGRAM_OPS(X)
#undef X
} ProgramOp;

#define NO_HINT UINT32_MAX
#define BACK_FOLD 1u   /* whatever the case */
#define BACK_BEHIND 2u /* leftwards */
#define LOOP_CHAR 0u   /* what GREEDY, ALL, LAZY repeat */
#define LOOP_SET 1u

/* A set as the matcher asks it: a bit for each character below 256, ranges above. */
typedef struct {
    uint32_t bits[8];
    const CharRange *ranges;
    uint32_t n;
} ProgramSet;

struct Fast;

typedef struct Program {
    Arena arena; /* everything below, and the pattern's names */
    unsigned flags;
    uint32_t groups;
    uint32_t registers; /* two for each group, then others */
    uint32_t *code;
    size_t length, room;
    ProgramSet *sets;
    uint32_t set_count, set_room;
    GroupName *names;
    uint32_t name_count;

    /* Where a match can begin. */
    bool at_start;       /* only at 0 */
    bool first_known;    /* with one of these units: */
    uint32_t first[8];   /* below 256 */
    bool first_above;    /* or any one above */
    uint16_t prefix[32]; /* with these units */
    size_t prefix_length;
    unsigned char prefix_bytes[32]; /* the same, where they are ASCII */
    bool prefix_ascii;

    const uint16_t *text; /* the pattern */
    size_t text_length;
    struct Fast *fast; /* see fast.h */
} Program;

/* Compiles. NULL, and V8's words in *error, for a pattern that is none. program_free. */
Program *program_new(const uint16_t *text, size_t n, unsigned flags, const char **error);
void program_free(Program *p);

/* What the program's first unit can be. */
void program_find_start(Program *p, const Node *root);

/* The first units of what a node matches; for compile.c. */
typedef struct {
    uint32_t bits[8];
    bool above;  /* any one of 256 and more */
    bool any;    /* not known: anything, or the end */
    bool accept; /* nothing follows but the match */
    bool end;    /* or no unit at all, where the text ends */
} First;

/* Adds the node's; true where what follows it can come first, too. */
bool first_of(const Node *n, First *f, int depth);
/* Can the node match without taking a character? */
bool matches_nothing(const Node *n, int depth);

/* ---- Running ---- */

typedef struct {
    const void *units; /* bytes or uint16_t */
    size_t n;
    bool wide;
    bool paired; /* wide: there is no lone surrogate in it */
} Text;

typedef struct {
    uint32_t op; /* the kind of entry in two bits, where to go on or the register above */
    int32_t a, b;
} MatcherEntry;

/* What runs need, kept from one to the next. Zero is valid. */
typedef struct {
    MatcherEntry *stack;
    size_t room;
    int32_t *registers;
    size_t register_room;
    /* Looked at from time to time: where *poll isn't 0, should_stop is asked. */
    volatile int *poll;
    int (*should_stop)(void *owner);
    void *owner;
} Matcher;

typedef enum {
    MATCH_GIVEN_UP = -3, /* by the fast matcher, for ours */
    MATCH_STOPPED = -2,
    MATCH_TOO_DEEP = -1, /* the stack has reached its limit */
    MATCH_NONE = 0,
    MATCH_FOUND = 1
} MatchResult;

/* The first match that begins at `start` or, without y, later. m->registers then hold
 * start and end of each group, -1 where it took no part. */
MatchResult program_run(const Program *p, Matcher *m, Text text, size_t start);
/* The same, never by the fast matcher. */
MatchResult program_run_own(const Program *p, Matcher *m, Text text, size_t start);
void matcher_release(Matcher *m);

#endif
