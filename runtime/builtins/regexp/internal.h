/* internal.h: what the files behind RegExp share; private to this folder.
 *
 * The stack effects are those of natives: what is pushed stays reachable. Nothing here
 * owns C memory across a call that can throw, except the state, which lives as long as
 * the heap. */
#ifndef RUNTIME_BUILTINS_REGEXP_INTERNAL_H
#define RUNTIME_BUILTINS_REGEXP_INTERNAL_H

#include "runtime/builtins/regexp/program.h"
#include "runtime/builtins/regexp/regexp.h"

#define LAST_GROUPS 10

/* What is kept for a heap. */
typedef struct RegexpState {
    Matcher matcher;
    void *prototype, *constructor; /* heap pointers */
    unsigned char prototype_picture[OBJECT_PICTURE_SIZE];
    unsigned char constructor_picture[OBJECT_PICTURE_SIZE];
    uint32_t cached; /* programs in the cache */
    /* Text that was decoded last: the string's heap pointer; string and units are in the
     * state's slots. */
    void *decoded[2];
    bool decoded_paired[2];
    int decoded_next;
    /* The last match, for RegExp.$1 and its like. */
    int32_t last[LAST_GROUPS * 2], last_paren[2];
    uint32_t last_count;
    void *last_input;
    bool input_given; /* RegExp.input was assigned since */
} RegexpState;

RegexpState *regexp_state(duk_context *ctx);

/* A program, made where it isn't in the cache: [ key ] -> [ holder ]; key is
 * "flags/pattern". Throws a SyntaxError. */
void regexp_push_program(duk_context *ctx);
/* [ pattern flags ] -> [ holder ] */
void regexp_push_compiled(duk_context *ctx);
enum { HOLDER_PROGRAM, HOLDER_PATTERN, HOLDER_FLAGS, HOLDER_SOURCE, HOLDER_SLOTS };

/* ---- Text ---- */

/* The string at i, for matching. [ ] -> [ units | undefined ], which has to stay on the
 * stack while the text is used. */
Text regexp_push_text(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ string ] of the units from..to */
void regexp_push_part(duk_context *ctx, const Text *t, int32_t from, int32_t to);

/* ---- Matching ---- */

/* Is the object a regular expression of ours on which nothing is patched, nor on its
 * prototype? Then its methods can be called without looking them up. */
bool regexp_is_plain(duk_context *ctx, duk_idx_t i);
/* … and RegExp[Symbol.species] neither. */
bool regexp_is_plain_species(duk_context *ctx);

/* One match from `start` on; the captures are then in the state's matcher. `input` is
 * where the string stands. Throws where the matcher gives up. */
bool regexp_match(duk_context *ctx, const Program *p, duk_idx_t input, const Text *t,
                  uint32_t start);
/* The captures, copied: small ones into `room` (64 numbers), else [ ] -> [ buffer ]; a
 * value is pushed in any case. */
const int32_t *regexp_push_captures(duk_context *ctx, const Program *p, int32_t *room);
#define CAPTURES_ROOM 64

/* RegExpBuiltinExec: true with the captures in the matcher, and lastIndex set as wanted.
 * */
bool regexp_exec_raw(duk_context *ctx, duk_idx_t regexp, duk_idx_t input, const Text *t);
/* … [ ] -> [ result | null ] */
void regexp_push_exec(duk_context *ctx, duk_idx_t regexp, duk_idx_t input);
/* [ ] -> [ object | undefined ]: groups by name, of captures; with pairs of indices. */
void regexp_push_groups(duk_context *ctx, const Program *p, const Text *t,
                        const int32_t *captures, bool pairs);
/* RegExpExec: by the object's own `exec`. [ ] -> [ result | null ] */
void regexp_push_exec_any(duk_context *ctx, duk_idx_t regexp, duk_idx_t input);

/* lastIndex: as ToLength gives it; Set with a throw. */
double regexp_last_index(duk_context *ctx, duk_idx_t i);
void regexp_set_last_index(duk_context *ctx, duk_idx_t i, double value);
/* AdvanceStringIndex on the string at i. */
double regexp_advance(duk_context *ctx, duk_idx_t i, double index, bool points);

/* The match in the matcher, on the string at `input`, is the last one. */
void regexp_note_last(duk_context *ctx, const Program *p, duk_idx_t input);
void regexp_push_last_input(duk_context *ctx); /* [ ] -> [ string ] */

/* ---- Natives ---- */

duk_ret_t regexp_symbol_match(duk_context *ctx);
duk_ret_t regexp_symbol_match_all(duk_context *ctx);
duk_ret_t regexp_symbol_replace(duk_context *ctx);
duk_ret_t regexp_symbol_search(duk_context *ctx);
duk_ret_t regexp_symbol_split(duk_context *ctx);
/* Accessors of the constructor: $1 …, by their magic. */
void regexp_put_legacy(duk_context *ctx, duk_idx_t i);

/* ---- Output ---- */

/* Text that grows, in a buffer on the stack. */
typedef struct {
    duk_idx_t at;
    char *bytes;
    size_t n, room;
} Output;

void output_push(duk_context *ctx, Output *o); /* [ ] -> [ buffer ] */
void output_bytes(duk_context *ctx, Output *o, const char *s, size_t n);
void output_part(duk_context *ctx, Output *o, const Text *t, int32_t from, int32_t to);
/* [ value ] -> [ ], a string */
void output_string(duk_context *ctx, Output *o);
void output_finish(duk_context *ctx, Output *o); /* [ ] -> [ string ] */

/* What a replacement's $… can refer to. */
typedef struct {
    const Text *text;        /* the subject … */
    int32_t start, end;      /* … and where the match is in it */
    const int32_t *captures; /* NULL: on the stack, at `values` as strings or undefined */
    duk_idx_t values;
    uint32_t groups; /* the whole match among them */
    duk_idx_t named; /* the groups object, or an index of undefined */
} Substitution;

/* GetSubstitution of the template (a string) at i. */
void output_substitution(duk_context *ctx, Output *o, duk_idx_t template,
                         const Substitution *s);

#endif
