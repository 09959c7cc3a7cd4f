/* trust.c: see trust.h. */
#include "registry-client/trust.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <string.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/dynlib.h"
#include "common/fs.h"
#include "common/str.h"
#include "common/xalloc.h"
#include "registry-client/pem_certs.h"

/* Where distributions keep it. */
static const char *const bundles[] = { "/etc/ssl/certs/ca-certificates.crt",
                                       "/etc/pki/tls/certs/ca-bundle.crt",
                                       "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem" };
/* Each under the hash of its subject, as OpenSSL looks for it. */
static const char folder[] = "/etc/ssl/certs";

#define TRUST_MAX ((size_t)16 << 20)

/* ---- A store ---- */

#define CRYPTO_FUNCTIONS(X)                                                       \
    X(X509_STORE *, X509_STORE_new, (void))                                       \
    X(void, X509_STORE_free, (X509_STORE *))                                      \
    X(int, X509_STORE_up_ref, (X509_STORE *))                                     \
    X(int, X509_STORE_set_flags, (X509_STORE *, unsigned long))                   \
    X(int, X509_STORE_lock, (X509_STORE *))                                       \
    X(int, X509_STORE_unlock, (X509_STORE *))                                     \
    X(STACK_OF(X509_OBJECT) *, X509_STORE_get0_objects, (const X509_STORE *))     \
    X(X509_LOOKUP *, X509_STORE_add_lookup, (X509_STORE *, X509_LOOKUP_METHOD *)) \
    X(X509_LOOKUP_METHOD *, X509_LOOKUP_hash_dir, (void))                         \
    X(int, X509_LOOKUP_ctrl, (X509_LOOKUP *, int, const char *, long, char **))   \
    X(X509_LOOKUP_METHOD *, X509_LOOKUP_meth_new, (const char *))                 \
    X(void, X509_LOOKUP_meth_free, (X509_LOOKUP_METHOD *))                        \
    X(int, X509_LOOKUP_meth_set_get_by_subject,                                   \
      (X509_LOOKUP_METHOD *, X509_LOOKUP_get_by_subject_fn))                      \
    X(int, X509_LOOKUP_set_method_data, (X509_LOOKUP *, void *))                  \
    X(void *, X509_LOOKUP_get_method_data, (const X509_LOOKUP *))                 \
    X(int, X509_STORE_add_cert, (X509_STORE *, X509 *))                           \
    X(X509 *, d2i_X509, (X509 **, const unsigned char **, long))                  \
    X(void, X509_free, (X509 *))                                                  \
    X(int, i2d_X509_NAME, (const X509_NAME *, unsigned char **))                  \
    X(X509_OBJECT *, X509_OBJECT_retrieve_by_subject,                             \
      (STACK_OF(X509_OBJECT) *, X509_LOOKUP_TYPE, const X509_NAME *))             \
    X(X509 *, X509_OBJECT_get0_X509, (const X509_OBJECT *))                       \
    X(int, X509_OBJECT_set1_X509, (X509_OBJECT *, X509 *))                        \
    X(void, ERR_clear_error, (void))
#define SSL_FUNCTIONS(X) X(void, SSL_CTX_set_cert_store, (SSL_CTX *, X509_STORE *))

DYNLIB_TABLE(Crypto, CRYPTO_FUNCTIONS)
DYNLIB_TABLE(Ssl, SSL_FUNCTIONS)

static Crypto crypto;
static Ssl ssl;
static DynLib crypto_lib = DYNLIB_CRYPTO;
static DynLib ssl_lib = DYNLIB_SSL;
static const DynSymbol crypto_symbols[] = { DYNLIB_SYMBOLS(CRYPTO_FUNCTIONS) };
static const DynSymbol ssl_symbols[] = { DYNLIB_SYMBOLS(SSL_FUNCTIONS) };

/* Certificates in PEM; those of a file are read when they are first looked into. */
typedef struct {
    char *path; /* NULL: none, or all is in `text` */
    Buf text;
    bool was_read;
} CertFile;

struct Trust {
    X509_STORE *store;
    X509_LOOKUP_METHOD *method;
    X509_LOOKUP *lookup; /* by that method */
    CertFile files[2];   /* the system's and another one, or that of the settings */
    bool wide;
};

static Str text_of(CertFile *f)
{
    Err ignored;

    if (!f->was_read && f->path != NULL &&
        fs_read_all(f->path, TRUST_MAX, &f->text, &ignored) < 0)
        buf_clear(&f->text);
    f->was_read = true;
    return buf_view(&f->text);
}

static void close_file(CertFile *f)
{
    xfree(f->path);
    buf_release(&f->text);
}

static void add(Trust *t, Str der)
{
    const unsigned char *at = (const unsigned char *)der.ptr;
    X509 *cert = crypto.d2i_X509(NULL, &at, (long)der.len);

    if (cert == NULL || !crypto.X509_STORE_add_cert(t->store, cert))
        crypto.ERR_clear_error();
    crypto.X509_free(cert);
}

/* Those whose subject is written just so; NULL: all. */
static void add_of_file(Trust *t, CertFile *f, const Str *wanted)
{
    Str rest = text_of(f), subject;
    Buf der = { 0 };

    while (pem_next_cert(&rest, &der)) {
        if (wanted == NULL ||
            (cert_subject(buf_view(&der), &subject) && str_eq(subject, *wanted)))
            add(t, buf_view(&der));
    }
    buf_release(&der);
}

/* What comes of a lookup is borrowed from the store, OpenSSL counts it itself: setting it
 * counts it, too, and is undone. */
static bool take_found(Trust *t, const X509_NAME *name, X509_OBJECT *out)
{
    X509_OBJECT *found;
    X509 *cert = NULL;
    bool ok;

    crypto.X509_STORE_lock(t->store);
    found =
        crypto.X509_OBJECT_retrieve_by_subject(crypto.X509_STORE_get0_objects(t->store),
                                               X509_LU_X509, name);
    if (found != NULL)
        cert = crypto.X509_OBJECT_get0_X509(found);
    ok = cert != NULL && crypto.X509_OBJECT_set1_X509(out, cert) == 1;
    if (ok)
        crypto.X509_free(cert);
    crypto.X509_STORE_unlock(t->store);
    return ok;
}

/* OpenSSL asks behind the folder, for what it hasn't seen yet: for intermediate
 * certificates, too, which are in no file. */
static int by_subject(X509_LOOKUP *lookup, X509_LOOKUP_TYPE type, const X509_NAME *name,
                      X509_OBJECT *out)
{
    Trust *t = crypto.X509_LOOKUP_get_method_data(lookup);
    int len = type == X509_LU_X509 ? crypto.i2d_X509_NAME(name, NULL) : 0;
    unsigned char *der, *end;
    Str wanted;

    if (len <= 0)
        return 0;
    der = end = xmalloc((size_t)len);
    (void)crypto.i2d_X509_NAME(name, &end);
    wanted = str_n((const char *)der, (size_t)len);
    for (size_t i = 0; i < ARRAY_LEN(t->files); i++)
        add_of_file(t, &t->files[i], &wanted);
    xfree(der);
    return take_found(t, name, out);
}

static bool look_in_folder(Trust *t)
{
    X509_LOOKUP *l =
        crypto.X509_STORE_add_lookup(t->store, crypto.X509_LOOKUP_hash_dir());

    return l != NULL && crypto.X509_LOOKUP_ctrl(l, X509_L_ADD_DIR, folder,
                                                X509_FILETYPE_PEM, NULL) == 1;
}

static bool build(Trust *t, bool of_system)
{
    t->store = crypto.X509_STORE_new();
    t->method = crypto.X509_LOOKUP_meth_new("one by one");
    if (t->store == NULL || t->method == NULL ||
        !crypto.X509_LOOKUP_meth_set_get_by_subject(t->method, by_subject))
        return false;
    /* As libcurl sets them. */
    crypto.X509_STORE_set_flags(t->store,
                                X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
    if (of_system && !look_in_folder(t))
        return false;
    t->lookup = crypto.X509_STORE_add_lookup(t->store, t->method);
    return t->lookup != NULL && crypto.X509_LOOKUP_set_method_data(t->lookup, t) == 1;
}

static char *copy(Str path)
{
    return path.len > 0 ? xmemdupz(path.ptr, path.len) : NULL;
}

static char *system_bundle(void)
{
    for (size_t i = 0; i < ARRAY_LEN(bundles); i++) {
        if (access(bundles[i], R_OK) == 0)
            return copy(str_of(bundles[i]));
    }
    return NULL;
}

/* True for the system's. */
static bool choose_files(Trust *t, const TrustSource *from)
{
    if (from->ca.len > 0) {
        buf_str(&t->files[0].text, from->ca);
        t->files[0].was_read = true;
    } else if (from->cafile.len > 0) {
        t->files[0].path = copy(from->cafile);
    } else {
        t->files[0].path = system_bundle();
        t->files[1].path = copy(from->extra);
        return true;
    }
    return false;
}

static bool has_any(CertFile *f)
{
    Str rest = text_of(f);
    Buf der = { 0 };
    bool any = pem_next_cert(&rest, &der);

    buf_release(&der);
    return any;
}

Trust *trust_new(const TrustSource *from)
{
    Trust *t;
    bool of_system;

    if (dynlib_load(&crypto_lib, crypto_symbols, &crypto, NULL) < 0 ||
        dynlib_load(&ssl_lib, ssl_symbols, &ssl, NULL) < 0)
        return NULL;
    t = xcalloc(1, sizeof *t);
    of_system = choose_files(t, from);
    if ((of_system || has_any(&t->files[0])) && build(t, of_system))
        return t;
    trust_free(t);
    return NULL;
}

void trust_free(Trust *t)
{
    if (t == NULL)
        return;
    crypto.X509_STORE_free(t->store);
    crypto.X509_LOOKUP_meth_free(t->method);
    for (size_t i = 0; i < ARRAY_LEN(t->files); i++)
        close_file(&t->files[i]);
    xfree(t);
}

bool trust_give(Trust *t, void *ssl_ctx)
{
    if (!crypto.X509_STORE_up_ref(t->store))
        return false;
    ssl.SSL_CTX_set_cert_store(ssl_ctx, t->store);
    return true;
}

bool trust_widen(Trust *t)
{
    if (t->wide)
        return false;
    t->wide = true;
    for (size_t i = 0; i < ARRAY_LEN(t->files); i++)
        add_of_file(t, &t->files[i], NULL);
    return true;
}

/* ---- One bundle ---- */

void trust_load(Str extra, Buf *out)
{
    CertFile system = { .path = system_bundle() }, other = { .path = copy(extra) };

    if (out->len == 0) {
        buf_printf(out, STR_FMT "\n", STR_ARG(text_of(&system)));
        buf_str(out, text_of(&other));
    }
    close_file(&system);
    close_file(&other);
}
