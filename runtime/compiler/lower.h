/* lower.h: the state of lowering, shared by the lower_*.c files. Private to them.
 *
 * Lowering walks the tree once and writes ES5 text. `at` is how far the source has been
 * copied: what needs no lowering is copied as it stands, in one piece up to the next
 * place that does. A lowered construct writes its own text and moves `at` past the source
 * that it replaces. sync() catches up on the line ends that were left out, so that each
 * token stands on its line; it may be called wherever a line may end.
 */
#ifndef RUNTIME_COMPILER_LOWER_H
#define RUNTIME_COMPILER_LOWER_H

#include <setjmp.h>

#include "common/buf.h"
#include "common/vec.h"
#include "runtime/compiler/ast.h"
#include "runtime/compiler/compile.h"
#include "runtime/compiler/scope.h"

#define P LOWERED_PREFIX

/* What break, continue and return have to pass on their way out. */
typedef struct Jump {
    struct Jump *outer;
    Node *node;  /* loop, switch or labelled statement */
    Atom *label; /* of a LABELED */
    bool loop;
    int iterator; /* a for-of that must be closed: number of its state, else 0 */
    bool late;    /* … by a finally of its own */
    bool guards;  /* no jump ends here: a block whose finally block comes first */
    struct Boundary *boundary; /* here ends a loop's body that is a function */
} Jump;

/* A way out of a loop's body that is a function: it returns `code`. */
typedef struct Exit {
    bool is_break;
    Atom *label;
    int code;
    struct Exit *next;
} Exit;

typedef struct Boundary {
    Exit *exits;
    int n_exits;
    bool returns;
} Boundary;

typedef struct NameList {
    Str name;
    struct NameList *next;
} NameList;

/* A function of the lowered text that is being written. */
typedef struct Fn {
    struct Fn *outer;
    Node *node;       /* FUNCTION, PROGRAM, or the loop whose body it is */
    struct Fn *owner; /* whose `this` and `arguments` its code means */
    bool arrow;       /* not its own */
    bool loop_body;
    bool strict;
    bool generator, async, derived;
    bool returns_late; /* a derived constructor: return leaves the block ʃrb with ʃrv */
    bool needs_this, needs_arguments, needs_new_target; /* captured by inner ones */
    uint32_t super_done; /* behind this place super() has certainly been called */
    size_t prologue;     /* where in the output the body begins */
    int temps, max_temps, base;
    int open; /* number of the temporary + 1 that holds a statement's open iterators; 0 */
    int peak; /* most temporaries in use since whoever asks has set it */
    Jump *jumps;
    NameList *vars;        /* to be declared at its end */
    NameList *aliases;     /* text for the prologue */
    struct ClassInfo *cls; /* class whose member it is, for super */
    Str home;              /* variable that holds the home object or class */
    bool home_static;      /* the home is the class, not its prototype */
} Fn;

typedef struct PrivateKey {
    Atom *name;
    Str key;      /* text of the key in the lowered code */
    uint8_t kind; /* PropertyKind */
    bool getter, setter;
    struct PrivateKey *next;
} PrivateKey;

typedef struct ClassInfo {
    struct ClassInfo *outer;
    Node *node;
    Str name; /* as far as it is known here */
    Str self; /* variable that holds the class; empty: not needed */
    PrivateKey *keys;
    bool has_fields, has_static;
    bool has_brand; /* what is private and no field, and not static */
} ClassInfo;

typedef struct Lower {
    Arena *arena;
    Source *source;
    AtomTable *atoms;
    Scopes *scopes;
    const CompileOptions *options;
    Compiled *result;
    const char *text;
    uint64_t text_hash; /* 0: not asked for yet */
    Buf out;
    VEC(CompiledSpan) spans;
    VEC(CompiledFunction) functions;
    uint32_t at;
    uint32_t source_line, out_line;
    bool odd_lines;  /* other line ends than \n */
    bool skips;      /* expressions that are Plain are left as they stand */
    size_t word_end; /* where in `out` a copied word ends, 0 if nowhere */
    Fn *fn;
    ClassInfo *cls;
    unsigned unique;
    Diag *diag;
    jmp_buf *fail;
    uintptr_t stack_limit;
    Str infer;                /* name for the anonymous function or class that is next */
    bool in_params, in_field; /* for direct evals */
    unsigned with_depth;      /* `with` statements around, functions' too */
    bool no_value;            /* statements give the program no value */
    bool has_value;           /* some statement before may have given it one */
    const Node *wrapped;      /* the last statement that became a block: ends without ; */
} Lower;

/* What stands around the text of a direct eval: lower_eval.c. */
typedef struct SurroundingName {
    Str name, text;
    struct SurroundingName *next;
} SurroundingName;

typedef struct {
    bool strict, in_function, in_method, in_derived, in_field, in_params, captured_this;
    Str home;
    bool home_static;
    PrivateKey *keys;
    size_t n_keys;
    SurroundingName *variables, *lexicals;
} Surroundings;

void surroundings_read(Arena *a, Str text, Surroundings *s);
/* For ParseOptions.private_names. */
Atom **surroundings_private_names(Arena *a, const Surroundings *s);

/* Is f the top of a program whose own variables may not become those of the global object
 * or of the function around an eval? They are in Compiled.locals instead. */
static inline bool is_top_without_vars(const Lower *l, const Fn *f)
{
    return f->outer == NULL && (l->options->goal == COMPILE_SCRIPT ||
                                (l->options->goal == COMPILE_EVAL && !f->strict));
}

/* Does the program's value come from the statements that are being written? */
static inline bool gives_value(const Lower *l)
{
    return l->fn->outer == NULL &&
           (l->options->goal == COMPILE_SCRIPT || l->options->goal == COMPILE_EVAL);
}

/* ---- Writing (lower.c) ---- */
void w_str(Lower *l, Str s);
static inline void w(Lower *l, const char *text)
{
    w_str(l, str_of(text));
}
void w_number(Lower *l, uint32_t n);
/* Two digits. */
void w_hex_byte(Lower *l, unsigned char byte);
/* Knows %s, %d, %u and STR_FMT. */
void w_fmt(Lower *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A string literal. */
void w_quoted(Lower *l, Str value);
void copy_to(Lower *l, uint32_t to);
void skip_to(Lower *l, uint32_t to);
/* To any place, also back. */
void move_to(Lower *l, uint32_t to);
void sync(Lower *l);
_Noreturn void lower_fail(Lower *l, const Node *at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Writes n: `at` must not be past its start, what lies between is copied; afterwards `at`
 * is its end or before (the rest of it is still to be copied). */
void emit(Lower *l, Node *n);
/* Writes the whole of n and nothing before it. */
void emit_at(Lower *l, Node *n);
/* … an expression as an operand or argument that follows text of ours. */
void emit_arg(Lower *l, Node *n);
/* … with a name for an anonymous function or class. */
void emit_named(Lower *l, Node *n, Str name);
bool is_anonymous_function(const Node *n);

/* ---- Places (lower_place.c): Compiled.spans and .functions ---- */
void place_copied(Lower *l, uint32_t len); /* the next bytes written are those at l->at */
void place_at(Lower *l, uint32_t source);  /* what is written next belongs there */
void place_callee(Lower *l, const Node *callee); /* … as a call of that is shown */
/* The closing brace of a function is written next; its text is from start to end. */
void place_function(Lower *l, CompiledKind kind, uint32_t start, uint32_t end);
/* The text of a property's function: from its key, or what stands before it but
 * `static`. */
void place_method(Lower *l, const Node *property);
/* Where the arguments of a call begin in the source. */
uint32_t place_arguments(const Lower *l, const Node *call);
/* len bytes are put in at a place already written. */
void place_insert(Lower *l, size_t at, size_t len);

/* ---- Temporaries ---- */
int temp_new(Lower *l);
void w_temp(Lower *l, int t);
/* A node that stands for a temporary. */
Node *temp_node(Lower *l, int t, const Node *instead);
Str temp_name(Lower *l, int t);
/* A variable of the function (or program) under a name used nowhere else. */
Str fresh_var(Lower *l, const char *base);
void declare_var_name(Lower *l, Str name);
/* The same, but a loop's body that is a function has it for itself. */
void declare_here(Lower *l, Str name);
/* Names of a var inside of a loop's body that is a function: the function's around it. */
void hoist_names(Lower *l, Node *pattern);
/* A variable of the lowered program that it alone sees. */
void lower_add_local(Lower *l, Str name);
/* Can the node be written twice: a variable that nothing in between can change? */
bool is_stable(const Lower *l, const Node *n);
Node *strip_parens(Node *n);
/* The function around that is no arrow and no loop's body, where code of l->fn runs. */
Fn *real_fn(Fn *f);

/* ---- Names ---- */
/* The engine knows fewer letters than Unicode does today: other names are quoted. */
bool is_ascii(Str name);
Binding *binding_of(const Node *ident);
/* .name or ["name"] */
void w_dot_name(Lower *l, Str name);
Str ident_name(Lower *l, const Node *ident);
/* What throws if the name's variable isn't initialised yet, where that may be. */
bool w_early_check(Lower *l, const Node *ident);
void w_this(Lower *l, const Node *at);
/* Is writing to this name an error? Then what throws it has been written. */
bool w_assign_check(Lower *l, Node *ident);
bool is_const_target(const Node *ident);

/* ---- Functions (lower_func.c) ---- */
void emit_function(Lower *l, Node *fn);
void emit_function_declaration(Lower *l, Node *fn);
/* With what stands around methods and constructors. */
typedef struct {
    char marker; /* see w_marker; 0: none */
    Str name;
    Str home;
    bool home_static;
    const char *prologue; /* written first in the body */
    bool derived;
    uint32_t super_done;
    Str infer;  /* name for the anonymous function that the body is */
    bool field; /* a field's initialiser or a static block */
    CompiledKind kind;
    const Node *property; /* whose text is that of the function */
} FunctionShape;
void emit_function_as(Lower *l, Node *fn, const FunctionShape *shape);
void w_marker(Lower *l, char kind, int length, Str name);
/* The value of a declaration that is written under a name of its own. */
void w_raw_value(Lower *l, const Node *fn);
void fn_begin(Lower *l, Fn *f, Node *node);
void fn_end(Lower *l, Fn *f);
/* "use strict" and its kind, which stand first: the statement behind them. */
Node *emit_directives(Lower *l, Node *list);
/* Names of a block: functions get their values, sentinels are set. */
void w_block_head(Lower *l, Scope *c);

/* ---- Statements (lower_stmt.c, lower_loop.c) ---- */
void emit_statements(Lower *l, Node *list);
void emit_statement(Lower *l, Node *n);
void emit_declaration(Lower *l, Node *n, bool in_head);
void emit_loop(Lower *l, Node *n, Node *labels);
void emit_for_of(Lower *l, Node *n, Node *labels);
void w_exit(Lower *l, bool is_break, Atom *label);
/* Closes the iterator of the for-of at j, if its body runs. */
void w_close(Lower *l, const Jump *j);
void emit_return(Lower *l, Node *n);
/* The body of a for-of: `pattern` is what it declares, NULL for none. */
/* Where the value of an iteration is: in `value`, an expression that may be evaluated
 * once, or a temporary; or already where it belongs. */
typedef enum { VALUE_ONCE, VALUE_IN_TEMP, VALUE_IN_TARGET } ValueAt;
void emit_for_of_body(Lower *l, Node *n, Node *pattern, Node *target, Str value,
                      ValueAt at);
/* Is the loop's body a function? */
static inline bool is_wrapped(const Node *n)
{
    return n->loop != NULL && n->loop->wrap;
}
/* At the start of a for-in's or for-of's body: the target gets the value. */
void emit_head_assign(Lower *l, Node *n, Node *target, Str value);

/* ---- with (lower_with.c) ---- */
void emit_with(Lower *l, Node *n);
/* May the object of a `with` have this name? Then these write to it. */
bool is_with_target(const Lower *l, const Node *target, Node *value);
void emit_with_assign(Lower *l, Node *n, Node *target, Str operator);
void emit_with_update(Lower *l, Node *n, Node *target);

/* ---- Modules (lower_module.c) ---- */
void emit_module(Lower *l, Node *program);
void emit_module_item(Lower *l, Node *n); /* an import or export */

/* ---- Patterns (lower_pattern.c) ---- */
bool is_pattern(const Node *n);
/* Writes `var a = …, b = …` or assignments joined by commas for a pattern whose value is
 * in the temporary `from`. first: nothing was written yet. */
typedef struct {
    bool declare; /* declarators instead of assignments */
    bool first;
    bool lexical; /* top-level let or const of a script */
    bool is_const;
    const Node *value; /* what is taken apart, as the program says it; NULL: a part */
} PatternOut;
void emit_pattern(Lower *l, Node *pattern, Str from, PatternOut *o);
void emit_pattern_assign(Lower *l, Node *n, bool used);
/* "," unless it is the first part. */
void w_pattern_comma(Lower *l, PatternOut *o);

/* ---- Array patterns that take values one by one (lower_steps.c) ---- */
bool has_steps(const Lower *l, Node *n);
/* Around a statement, which has such patterns if `steps` (has_steps): what steps_begin
 * gave goes to steps_end. */
#define STEPS_NONE (-1)
int steps_begin(Lower *l, bool steps);
void steps_end(Lower *l, int before);
bool emits_steps(const Lower *l, const Node *pattern);
/* An array pattern's head, and its end. */
typedef struct {
    Str record, flag;
} Steps;
Steps steps_open(Lower *l, Str from, PatternOut *o);
void steps_skip(Lower *l, const Steps *s, PatternOut *o);
Str steps_next(Lower *l, const Steps *s, int i);
Str steps_rest(Lower *l, const Steps *s, int i);
void steps_close(Lower *l, const Steps *s, PatternOut *o);

/* ---- Expressions ---- */
void emit_expression(Lower *l, Node *n);
void emit_assign(Lower *l, Node *n);
void emit_update(Lower *l, Node *n);
void emit_call(Lower *l, Node *n);
void emit_new(Lower *l, Node *n);
void emit_direct_eval(Lower *l, Node *n);
void emit_array(Lower *l, Node *n);
/* A large literal that is data; false: it isn't (lower_data.c). */
bool emit_data(Lower *l, Node *n);
/* The shortest digits that stand for the value. */
void number_text(char digits[32], double value);
/* ToString of a number that isn't below 0. */
Str number_key(Arena *a, double value);
void emit_object(Lower *l, Node *n);
void emit_template(Lower *l, Node *n);
void emit_tagged(Lower *l, Node *n);
void emit_chain(Lower *l, Node *n);
void emit_delete_chain(Lower *l, Node *n);
void w_spread_list(Lower *l, Node *list);
bool has_spread(const Node *list);
void emit_member(Lower *l, Node *n);
/* Writes a property key as an expression. */
void w_key(Lower *l, const Node *owner, Node *key);
Str key_name(Lower *l, const Node *owner, const Node *key);

/* ---- Classes (lower_class.c, lower_private.c) ---- */
void emit_class(Lower *l, Node *n, bool declaration);
void emit_super_member(Lower *l, Node *n);
void emit_super_call(Lower *l, Node *n);
void w_super_set(Lower *l, Node *target);
PrivateKey *find_private(Lower *l, const Node *at, const Atom *name);
void emit_private_read(Lower *l, Node *n);
void emit_private_in(Lower *l, Node *n);
void emit_private_assign(Lower *l, Node *n);
void emit_private_update(Lower *l, Node *n);
void declare_private_keys(Lower *l, ClassInfo *c);

#endif
