/* dynlib.h: shared libraries that are opened when they are first needed.
 *
 * A heavy library (curl, archive, OpenSSL) costs milliseconds at program start: what
 * doesn't need it must not load it. A user lists the functions it wants once:
 *
 *     #define CRYPTO_FUNCTIONS(X)                                  \
 *         X(EVP_MD_CTX *, EVP_MD_CTX_new, (void))                  \
 *         X(void, EVP_MD_CTX_free, (EVP_MD_CTX *))
 *     DYNLIB_TABLE(Crypto, CRYPTO_FUNCTIONS)
 *
 *     static Crypto crypto;
 *     static DynLib crypto_lib = DYNLIB_CRYPTO;
 *     static const DynSymbol crypto_symbols[] = { DYNLIB_SYMBOLS(CRYPTO_FUNCTIONS) };
 *
 *     if (dynlib_load(&crypto_lib, crypto_symbols, &crypto, err) < 0) return err->code;
 *     crypto.EVP_MD_CTX_new();
 *
 * Safe from several threads. A library stays open until the process ends.
 */
#ifndef COMMON_DYNLIB_H
#define COMMON_DYNLIB_H

#include <stddef.h>

#include "common/err.h"

typedef struct {
    const char *names;   /* file names to try, separated by spaces */
    const char *package; /* what brings it, for the message */
    int state;           /* 0 untried, 1 loaded, -1 failed */
    Err err;             /* why it failed */
} DynLib;

typedef struct {
    const char *name; /* its pointer stands at the same place in the table */
} DynSymbol;

/* OpenSSL's two libraries: of release 3, or of the last one before it. */
#define DYNLIB_CRYPTO                                                    \
    {                                                                    \
        .names = "libcrypto.so.3 libcrypto.so.1.1", .package = "libssl3" \
    }
#define DYNLIB_SSL                                                 \
    {                                                              \
        .names = "libssl.so.3 libssl.so.1.1", .package = "libssl3" \
    }

/* Fills the table's pointers. 0, or ERR_ELIBRARY, the same each time it is asked.
 * `symbols` ends with a NULL name (DYNLIB_SYMBOLS brings it). err may be NULL. */
int dynlib_load(DynLib *lib, const DynSymbol *symbols, void *table, Err *err);

#define DYNLIB_MEMBER(type, name, args) type(*name) args;
/* A struct T with a pointer for each function, all of the same size, in the list's order.
 */
#define DYNLIB_TABLE(T, FUNCTIONS) \
    typedef struct {               \
        FUNCTIONS(DYNLIB_MEMBER)   \
    } T;
/* Two steps, so that a name which its header defines as another (ICU's carry the release)
 * is looked up as that other. */
#define DYNLIB_TEXT(name) #name
#define DYNLIB_SYMBOL(type, name, args) { DYNLIB_TEXT(name) },
#define DYNLIB_SYMBOLS(FUNCTIONS) \
    FUNCTIONS(DYNLIB_SYMBOL)      \
    {                             \
        NULL                      \
    }

#endif
