/* internals.h: what looks into the engine. Implemented in duktape_unit.c. */
#ifndef RUNTIME_ENGINE_INTERNALS_H
#define RUNTIME_ENGINE_INTERNALS_H

#include <stdbool.h>

#include <duktape.h>

#include "runtime/engine/origin.h"

/* An entry of an error's trace. */
typedef struct {
    OriginPlace place;
    bool native, construct, strict;
    bool binding; /* native code of ours, not a built-in */
    bool
        async; /* it waits for what runs; a native one is Promise.all and its kin, for: */
    int index;
} EngineFrame;

/* The function and its packed flags and pc, both on the stack. */
void engine_frame(duk_context *ctx, duk_idx_t func, duk_idx_t flags_and_pc,
                  EngineFrame *out);

/* The internal class of the object at i: "Array", "Date", "Uint8Array", "Proxy",
 * "Function" … "Object" for what has none of its own; NULL for what is no object. */
const char *engine_class(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ target handler ] of the proxy at i; false, and nothing pushed, if it is none.
 */
bool engine_push_proxy(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ array ]: own keys of the object at i that are no array indices, strings before
 * symbols; without `all` only enumerable ones. Costs nothing for an array's elements. */
void engine_push_extra_keys(duk_context *ctx, duk_idx_t i, bool all);

/* Is the value at i an array, and no proxy of one? */
bool engine_is_array(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ value ] of the object's own property, where that is plain data; else false and
 * nothing pushed. Runs nothing of the program's. */
bool engine_own_data(duk_context *ctx, duk_idx_t i, const char *name);
/* The same, own or inherited. */
bool engine_find_data(duk_context *ctx, duk_idx_t i, const char *name);
/* Is the function at fn the getter or setter of the property, own or inherited? */
bool engine_find_accessor(duk_context *ctx, duk_idx_t i, const char *name, duk_idx_t fn);
/* [ ] -> [ key ]: the one name, own or inherited, under which the object has the function
 * at fn; else false. */
bool engine_push_key_of(duk_context *ctx, duk_idx_t i, duk_idx_t fn);
/* [ ] -> [ text ]: how messages show the value at i; runs nothing of the program's. */
const char *engine_push_description(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ text ]: "Symbol(description)" of the symbol at i. */
void engine_push_symbol_text(duk_context *ctx, duk_idx_t i);

/* The property of a compiled function that names its file, or has its program
 * (origin.h). */
#define ENGINE_FILE_NAME \
    "\x82"               \
    "Source"

/* The property of a module namespace's handler that tells it from other proxies'. */
#define ENGINE_NAMESPACE DUK_HIDDEN_SYMBOL("namespace")

/* The property of an error that holds the first line of its stack. */
#define ENGINE_ERROR_HEADER DUK_HIDDEN_SYMBOL("header")

/* The property of an eval's SyntaxError that says where and in what, a piece of text. */
#define ENGINE_ERROR_PLACE DUK_HIDDEN_SYMBOL("place")

/* The accessor of Error.prototype that errors get as their own `stack`. */
#define ENGINE_ERROR_STACK DUK_HIDDEN_SYMBOL("stack")

/* Where this thread's programs threw last. */
typedef struct {
    const void *value; /* its heap pointer (duk_get_heapptr), NULL for a primitive */
    int line, column;  /* 0: unknown */
    char file[1024];
} EngineThrow;
const EngineThrow *engine_last_throw(void);

/* ---- A heap that is kept for the next start (engine/unit/kept.c) ---- */

/* Makes the heap such that its bytes are the same each time, and may be taken for another
 * process's: nothing runs, nothing is left to be collected. False where that fails. */
bool engine_freeze(duk_context *ctx);
/* The other side, with random numbers. */
void engine_thaw(duk_context *ctx, const uint64_t seed[2]);

/* ---- What lowered code needs (engine/unit/lowered.c) ---- */

/* A scope of the realm's own before the global object: for the helpers of lowered code,
 * and for top-level let, const and class. Once for each realm. */
void engine_realm_init(duk_context *ctx);
/* [ ] -> [ object ] of another realm's thread that is what the built-in object at i is in
 * this one; false where that is none. */
bool engine_push_counterpart(duk_context *ctx, duk_idx_t i, duk_context *other);
/* [ value ] -> [ ] under a name that lowered code calls. */
void engine_define_helper(duk_context *ctx, const char *name);
/* The value of a variable before it is initialised: reading such a variable from a
 * closure throws a ReferenceError. */
/* [ ] -> [ ]: Function.prototype's `caller` and `arguments`, which throw for every
 * function that has none of its own. */
void engine_restrict_functions(duk_context *ctx);
/* A class's `name` comes before its `prototype`. */
void engine_order_class(duk_context *ctx, duk_idx_t i);
/* [ … ]: by its own name the compiled function at `body` means the function at fn. */
void engine_rebind_name(duk_context *ctx, duk_idx_t body, duk_idx_t fn);
/* References to variables: the scope that a name means one of, for the code that called
 * this native; it is looked up once, whatever happens until it is read or written.
 * [ name ] -> [ scope | undefined ] */
void engine_push_reference(duk_context *ctx);
/* [ ] -> [ value ] */
void engine_reference_get(duk_context *ctx, duk_idx_t scope, duk_idx_t name, bool strict);
void engine_reference_put(duk_context *ctx, duk_idx_t scope, duk_idx_t name,
                          duk_idx_t value, bool strict);
void engine_push_uninitialized(duk_context *ctx);
bool engine_is_uninitialized(duk_context *ctx, duk_idx_t i);
/* The name at i becomes a variable of the realm's scope, not yet initialised; false if it
 * is one already. */
bool engine_lexical_declare(duk_context *ctx, duk_idx_t name);
/* [ ] -> [ object ] whose properties the realm's global variables are. */
void engine_push_global_target(duk_context *ctx);
bool engine_lexical_exists(duk_context *ctx, duk_idx_t name);
void engine_lexical_init(duk_context *ctx, duk_idx_t name,
                         bool is_const); /* [ v ] -> [ ] */
/* [ ] -> [ value ]: the object's own or inherited property, with another `this` for
 * getters; the key at `key` is made one in place. */
void engine_get_from(duk_context *ctx, duk_idx_t object, duk_idx_t key,
                     duk_idx_t receiver);
/* The specification's Set with a receiver; false where it is refused. */
bool engine_set_from(duk_context *ctx, duk_idx_t object, duk_idx_t key,
                     duk_idx_t receiver, duk_idx_t value);
/* The compiled program at `fn` declares in the global object and sees the names of the
 * array at `names` (or none where names is negative) as variables of its own. */
void engine_bind_script(duk_context *ctx, duk_idx_t fn, duk_idx_t names);
/* [ source ] -> [ source lowered names program map ]: lowers the text of an eval; that of
 * a direct one has been lowered by then, and names are those that belong to it. Throws
 * SyntaxError. The runtime defines it. */
void engine_lower_eval(duk_context *ctx, bool direct);
/* [ ] -> [ Array.prototype.values | undefined ]: the realm's, if it is there already. The
 * runtime defines it. */
void engine_push_array_values(duk_context *ctx);
/* [ parameters… body ] -> 1: what Function() makes. The runtime defines it. */
duk_ret_t engine_make_function(duk_context *ctx);

typedef enum {
    ENGINE_COROUTINE_NONE, /* the value is none */
    ENGINE_COROUTINE_NEW,
    ENGINE_COROUTINE_WAITING,
    ENGINE_COROUTINE_RUNNING,
    ENGINE_COROUTINE_DONE,
    ENGINE_COROUTINE_THREW, /* while engine_run ran it */
} EngineCoroutine;
EngineCoroutine engine_coroutine(duk_context *ctx, duk_idx_t i);
/* [ function this args… ] (n args) -> [ coroutine ] that makes this call when it is first
 * resumed. */
void engine_push_coroutine(duk_context *ctx, duk_idx_t n);

/* Natives by whose calls compiled code resumes and leaves coroutines (graft/coroutine.c).
 * Called otherwise engine_resume, engine_run and engine_yield throw. */
duk_ret_t engine_resume(duk_context *ctx); /* coroutine, value, whether that is thrown */
/* The same; what the coroutine throws is its result, and engine_coroutine says so. */
duk_ret_t engine_run(duk_context *ctx);
duk_ret_t engine_yield(duk_context *ctx); /* value */
/* Generator.prototype.next, a closure with one slot: what it calls where it can't resume
 * the generator itself: (generator, 0, value). */
duk_ret_t engine_generator_next(duk_context *ctx);
/* yield* in a generator: (iterator, value, its next method). Where that is a generator of
 * ours it is resumed, what it yields goes past the one that delegates to it; the result,
 * and engine_delegate_state, say how that ended. */
duk_ret_t engine_delegate(duk_context *ctx);
duk_ret_t engine_delegate_state(duk_context *ctx); /* -> EngineDelegate */
/* The method of for-of's records, a closure with one slot: the result that is the last.
 * Its call gives what the iterator's next method gives; or, with the value in the record,
 * the record itself, or the last result. */
duk_ret_t engine_record_next(duk_context *ctx);
/* The magic of natives that the executor does itself where it can (graft/inline.c). */
typedef enum {
    ENGINE_INLINE = 0x7e00,
    ENGINE_INLINE_TEMPLATE, /* its arguments as one text */
    ENGINE_INLINE_ARRAY,    /* the first argument, if it is a plain array */
    ENGINE_INLINE_SUPER,    /* of classes: see graft/inline_class.c */
    ENGINE_INLINE_SUPER_SPREAD,
    ENGINE_INLINE_SUPER_GET,
    ENGINE_INLINE_FIELDS,
    ENGINE_INLINE_DEFINE,
    ENGINE_INLINE_PRIVATE_IN,
    ENGINE_INLINE_YIELD,
    ENGINE_INLINE_YIELD_VALUE, /* EngineYield */
    ENGINE_INLINE_YIELD_RAW,
    ENGINE_INLINE_ASYNC, /* calls of async functions: closures whose slot 0 is the body */
    ENGINE_INLINE_ASYNC_NEXT, /* the method of async generators */
    ENGINE_INLINE_FROM_SYNC,  /* and the method of those that are made of others */
    ENGINE_INLINE_ASYNC_STEP, /* a record's next method with a value or none: see below */
    ENGINE_INLINE_STEP,       /* for-of: true, see graft/step.c */
} EngineInline;
/* [ ] -> [ function ] that called the native that runs. */
void engine_push_caller(duk_context *ctx);
/* Is the value at i surely an array whose iteration nobody has changed? */
bool engine_is_plain_array(duk_context *ctx, duk_idx_t i);

/* Own enumerable properties of the object at `from`, without those whose keys the array
 * at `excluded` (or a negative index) has, onto the one at `to`, as a spread does; false,
 * and nothing done, where an object isn't an ordinary one or a getter would run. */
bool engine_copy_plain(duk_context *ctx, duk_idx_t from, duk_idx_t to,
                       duk_idx_t excluded);
/* [ key value ] -> [ ] onto the object at i, as in a literal; else false. */
bool engine_define_plain(duk_context *ctx, duk_idx_t i);

/* [ key value ] -> [ ]: the object at i gets the private field, or the brand of a class;
 * false, and nothing popped, where it has it. */
bool engine_add_private(duk_context *ctx, duk_idx_t i, bool brand);
/* [ key ] -> [ ]: the property of the object at i is private: its own alone, or that of
 * all objects with its brand. */
void engine_mark_private(duk_context *ctx, duk_idx_t i, bool branded);
/* [ ] -> [ key ] of the brand that goes with private methods of the prototype at i */
void engine_push_brand(duk_context *ctx, duk_idx_t i);
/* TypeError where the value at i hasn't the private name at `key`. */
void engine_require_private(duk_context *ctx, duk_idx_t i, duk_idx_t key, bool writing);
/* [ ] -> [ text ]: the name without its # */
void engine_push_private_name(duk_context *ctx, duk_idx_t key);
/* Has the value at i the private name at `key`? */
bool engine_has_private(duk_context *ctx, duk_idx_t i, duk_idx_t key);

/* [ v0 … vn-1 ] -> [ array ] without a prototype, of these values. */
void engine_pack(duk_context *ctx, int n);
/* [ v0 … vn-1 ] -> [ ] at the end of the array at i, which engine_pack has made. */
void engine_pack_more(duk_context *ctx, duk_idx_t i, int n);
/* [ ] -> [ v0 … vn-1 ]: n elements from `from` on of the array at i, as above. */
void engine_unpack(duk_context *ctx, duk_idx_t i, uint32_t from, int n);
/* [ array ] -> [ v0 … vn-1 ], all of its elements. */
void engine_open_pack(duk_context *ctx, int n);
/* The n values at i of the stack of `from` move onto that of `to`; undefined is left. */
void engine_move(duk_context *to, duk_context *from, duk_idx_t i, int n);
/* The lowest n values of the stack, which are undefined, go; all others move down. */
void engine_drop_bottom(duk_context *ctx, duk_idx_t n);
/* Looks for a property without running anything: [ ] -> [ value ] where it is plain data.
 */
typedef enum { ENGINE_ABSENT, ENGINE_DATA, ENGINE_UNSURE } EngineFound;
EngineFound engine_find_plain(duk_context *ctx, duk_idx_t i, const char *name);
/* Is the own property of the object at i an accessor with this native getter? */
bool engine_has_getter(duk_context *ctx, duk_idx_t i, const char *name,
                       duk_c_function get);

/* [ method iterator next ] -> [ record ] */
void engine_make_record(duk_context *ctx);
/* Properties of a record, in this order: ʃn, ʃi, ʃm, ʃv. */
enum {
    ENGINE_RECORD_METHOD,
    ENGINE_RECORD_ITERATOR,
    ENGINE_RECORD_NEXT,
    ENGINE_RECORD_VALUE,
    ENGINE_RECORD_SLOTS,
};
/* Is surely nothing called `then` found on an iterator's result? */
bool engine_results_are_plain(duk_context *ctx);
/* Records of `for await`: what asks for the next result is a helper, by (record) or
 * (record, value), which calls the iterator's next method. Where that is an async
 * generator's, which can run, the result is the record itself: there is no promise, who
 * awaits the record gets it again, with the value in it; or the last result. */
bool engine_is_record(duk_context *ctx, duk_idx_t i);
void engine_record_get(duk_context *ctx, duk_idx_t i, int slot); /* [ ] -> [ value ] */
void engine_record_put(duk_context *ctx, duk_idx_t i, int slot); /* [ value ] -> [ ] */
/* [ ] -> [ iterator next ]: the value at i is its own iterator, by %IteratorPrototype%'s
 * method; false where it isn't, or that would run code. */
bool engine_open_quickly(duk_context *ctx, duk_idx_t i);
duk_ret_t engine_give_this(duk_context *ctx); /* that method */
/* For the iterator at i and its next method behind it. [ ] -> [ value ] without a call;
 * false where it has to be called. */
bool engine_step_quickly(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ coroutine ] that this next method would resume; false: it has to be called. */
bool engine_push_resumable(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ object ]: the own property `prototype` of the native that runs, or of its
 * new.target; else false. */
bool engine_push_own_prototype(duk_context *ctx);
bool engine_push_new_prototype(duk_context *ctx);
/* [ ] -> [ text ]: the native's `this`, where it is a string; else false. */
bool engine_push_this_text(duk_context *ctx);
/* Slots of a generator: its coroutine, null when it is done; whether it was left by
 * return() and still waits (in a `finally`), else undefined. */
enum { ENGINE_GENERATOR_COROUTINE, ENGINE_GENERATOR_LEFT, ENGINE_GENERATOR_SLOTS };

/* First slots of an async generator: its coroutine, null when it is done; for whom it
 * works, undefined when nobody asks. */
enum { ENGINE_ASYNC_GENERATOR_COROUTINE, ENGINE_ASYNC_GENERATOR_REQUEST };

/* [ ] -> [ thread ]: of a new realm whose global variables are those of the object at
 * `sandbox`, then those of its own global object (engine/unit/realm.c). */
duk_context *engine_push_realm(duk_context *ctx, duk_idx_t sandbox);

/* Natives may call each other only that part as deep as the configuration says. */
void engine_limit_natives(duk_context *ctx, double part);
/* The next allocation begins with a collection of garbage. */
void engine_collect_soon(duk_context *ctx);

/* Interruption: while engine_poll isn't 0, each jump of each program asks
 * engine_should_stop(the heap's owner), which the runtime defines, and throws where it
 * says so. Set from signal handlers and other threads too. */
extern volatile int engine_poll;
int engine_should_stop(void *owner);

#endif
