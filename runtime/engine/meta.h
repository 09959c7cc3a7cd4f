/* meta.h: the essential internal methods of objects (ECMA-262 6.1.7.2), for ordinary and
 * exotic objects and, with every trap and invariant, for proxies. Implemented inside the
 * engine's unit (engine/unit/meta.c, meta_keys.c, proxy.c).
 *
 * The object stands at i, whatever kind of object it is. Keys are strings or symbols
 * (meta_to_key), or numbers. Where false is given, the caller decides whether that is a
 * TypeError. */
#ifndef RUNTIME_ENGINE_META_H
#define RUNTIME_ENGINE_META_H

#include <stdbool.h>

#include <duktape.h>

/* The value at i becomes a property key: a string or a symbol. */
void meta_to_key(duk_context *ctx, duk_idx_t i);
bool meta_is_proxy(duk_context *ctx, duk_idx_t i);

void meta_get_prototype(duk_context *ctx, duk_idx_t i); /* [ ] -> [ object | null ] */
bool meta_set_prototype(duk_context *ctx, duk_idx_t i); /* [ object | null ] -> [ ] */
bool meta_is_extensible(duk_context *ctx, duk_idx_t i);
bool meta_prevent_extensions(duk_context *ctx, duk_idx_t i);
/* [ key ] -> [ descriptor | undefined ] */
void meta_get_own(duk_context *ctx, duk_idx_t i);
/* [ key descriptor ] -> [ ]; the descriptor is read as ToPropertyDescriptor does. */
bool meta_define(duk_context *ctx, duk_idx_t i);
bool meta_has(duk_context *ctx, duk_idx_t i); /* [ key ] -> [ ] */
void meta_get(duk_context *ctx, duk_idx_t i,
              duk_idx_t receiver); /* [ key ] -> [ value ] */
bool meta_set(duk_context *ctx, duk_idx_t i,
              duk_idx_t receiver);               /* [ key value ] -> [ ] */
bool meta_delete(duk_context *ctx, duk_idx_t i); /* [ key ] -> [ ] */
/* [ ] -> [ array ] of keys: indices, other strings, symbols. */
#define META_STRINGS 1
#define META_SYMBOLS 2
void meta_own_keys(duk_context *ctx, duk_idx_t i, int kinds);

/* Has the object at i the property at key; is it enumerable? Neither moves anything. */
bool meta_has_own(duk_context *ctx, duk_idx_t i, duk_idx_t key);
bool meta_is_enumerable(duk_context *ctx, duk_idx_t i, duk_idx_t key);
/* SetIntegrityLevel, TestIntegrityLevel. */
bool meta_seal(duk_context *ctx, duk_idx_t i, bool freeze);
bool meta_is_sealed(duk_context *ctx, duk_idx_t i, bool frozen);

/* [ target handler ] -> [ proxy ] */
void meta_push_proxy(duk_context *ctx);
/* The proxy at i gets another handler: [ handler ] -> [ ] */
void meta_replace_handler(duk_context *ctx, duk_idx_t i);

/* A property descriptor; its value, getter and setter stand on the stack at `at`, `at` +
 * 1 and `at` + 2. */
typedef struct {
    bool has_value, has_writable, has_get, has_set, has_enumerable, has_configurable;
    bool writable, enumerable, configurable;
    duk_idx_t at;
} MetaDescriptor;

/* [ ] -> [ value getter setter ] of the descriptor object at i: ToPropertyDescriptor. */
void meta_read_descriptor(duk_context *ctx, duk_idx_t i, MetaDescriptor *out);

#endif
