/* compile.h: today's JavaScript in, ES5.1 text for the engine out: the only header of
 * this folder that others include.
 *
 *     Compiled c;
 *     if (compile(&arena, text, &(CompileOptions){ .goal = COMPILE_COMMONJS, … }, &c,
 * &d)) … d says what is wrong and where
 *
 * Pure: no I/O, all memory is the arena's. Each token stands on the line that it had, so
 * the engine's line numbers are right. Lowered code calls helpers whose names begin with
 * LOWERED_PREFIX; builtins/lowered makes them.
 */
#ifndef RUNTIME_COMPILER_COMPILE_H
#define RUNTIME_COMPILER_COMPILE_H

#include <stdbool.h>

#include "common/arena.h"
#include "runtime/compiler/diag.h"

/* U+0283, which nobody's program has in its names. */
#define LOWERED_PREFIX "\xca\x83"

/* Kinds of a class's members, as lowered code hands them to its helpers. */
enum {
    MEMBER_METHOD,
    MEMBER_GET,
    MEMBER_SET,
    MEMBER_FIELD,
    MEMBER_BLOCK,
    MEMBER_CONSTRUCTOR,
    MEMBER_KEY,   /* nothing but the evaluation of a computed key */
    MEMBER_BRAND, /* the class has private methods or accessors */
    MEMBER_STATIC = 8,
    MEMBER_CONSTANT = 16, /* a field's value itself, not a function that gives it; of
                             several: an array of keys and values */
    MEMBER_NAME = 32,     /* a field's function value takes its name from the key */
    MEMBER_PRIVATE = 64,
};

typedef enum {
    COMPILE_SCRIPT,   /* a program: its value is that of its last statement */
    COMPILE_EVAL,     /* the text of a direct eval */
    COMPILE_COMMONJS, /* a function's body: "(function (params) {…})" */
    COMPILE_MODULE,   /* an array of a function and tables: see lower_module.c */
} CompileGoal;

typedef struct {
    CompileGoal goal;
    const char *name; /* of the file, for messages */
    Str params;       /* COMMONJS: "exports, require, …" */
    bool strict;
    bool types;               /* TypeScript: types are stripped */
    CheckRegexp check_regexp; /* NULL: regular expressions are taken as they are */
    /* What a direct eval sees: as the eval site's helper call has it (lower_eval.c). */
    Str surroundings;
    unsigned serial; /* different for each program of a heap: names of its own */
} CompileOptions;

/* A name that a script declares outside of the global object. */
typedef struct CompiledName {
    Str name;
    bool is_const;
    struct CompiledName *next;
} CompiledName;

/* Where a piece of the lowered text comes from: `len` bytes at `at` stand at `source` in
 * the source; what follows them belongs to the place behind. In order of `at`. */
typedef struct {
    uint32_t at, source, len;
} CompiledSpan;

typedef enum {
    COMPILED_FUNCTION, /* as programs see it */
    COMPILED_CLASS,    /* a constructor; its text is the class's */
    COMPILED_BODY,     /* of a loop: a part of the function around */
    COMPILED_FIELDS,   /* what initialises an instance's field */
    COMPILED_STATICS,  /* … a class's, or a static block */
} CompiledKind;

/* A function whose lowered text ends with the brace at `at`: its text in the source. In
 * order of `at`. */
typedef struct {
    uint32_t at, start, end, kind;
} CompiledFunction;

typedef struct {
    Str text; /* ES5.1 */
    bool strict;
    CompiledName *locals;   /* SCRIPT: variables of the lowered text, seen by it alone */
    CompiledName *lexicals; /* SCRIPT: top-level let, const and class */
    CompiledName *globals;  /* SCRIPT, EVAL outside of functions: top-level var and
                             * function;  is_const: a function */
    bool async;             /* MODULE: it awaits at its top */
    Source source;          /* for diag_print_head */
    CompiledSpan *spans;
    CompiledFunction *functions;
    size_t n_spans, n_functions;
} Compiled;

/* 0, or -1 with *diag filled. */
int compile(Arena *a, Str text, const CompileOptions *options, Compiled *out, Diag *diag);

#endif
