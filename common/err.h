/* err.h: a failure as a value: a code that is stable and a sentence for people.
 *
 *     if (fs_read_all(path, MAX, &buf, err) < 0)
 *         return err_wrap(err, "cannot read the lock");
 *
 * A function that can fail returns 0 or a negative code and takes `Err *err`
 * last. The deepest place which knows says what and which; each level above may
 * prefix the larger task once. Only the programs' outermost layer prints.
 * An Err owns nothing: it can be copied, dropped and jumped over.
 */
#ifndef COMMON_ERR_H
#define COMMON_ERR_H

#include <stdarg.h>
#include <stdbool.h>

/* Codes of our own: X(name as printed, what it says by itself).
 * The names are npm's and Node's where they have one. errno values are also
 * codes: -ENOENT is printed as ENOENT. */
#define ERR_CODES(X)                                                               \
    X(EUSAGE, "wrong usage")                                                       \
    X(EUNKNOWNCOMMAND, "no such command")                                          \
    X(EJSONPARSE, "not valid JSON")                                                \
    X(EINI, "not a valid ini file")                                                \
    X(ETOOBIG, "larger than the limit")                                            \
    X(ETOODEEP, "nested too deeply")                                               \
    X(EINVALIDVERSION, "not a valid version")                                      \
    X(EINVALIDRANGE, "not a valid range")                                          \
    X(EINVALIDTAGNAME, "not a valid tag name")                                     \
    X(EINVALIDPACKAGENAME, "not a valid package name")                             \
    X(EUNSUPPORTEDPROTOCOL, "unsupported URL type")                                \
    X(EINVALIDPURLTYPE, "not a valid package URL")                                 \
    X(EINVALIDTYPE, "not a valid type")                                            \
    X(EINVALIDINTEGRITY, "not a valid integrity string")                           \
    X(EINTEGRITY, "integrity checksum failed")                                     \
    X(EBADSIZE, "size mismatch")                                                   \
    X(EBADENGINE, "unsupported engine")                                            \
    X(EBADDEVENGINES, "unsupported developer engine")                              \
    X(EBADPLATFORM, "unsupported platform")                                        \
    X(ETARGET, "no matching version")                                              \
    X(E400, "bad request")                                                         \
    X(E401, "unauthorized")                                                        \
    X(E402, "payment required")                                                    \
    X(E403, "forbidden")                                                           \
    X(E404, "not found")                                                           \
    X(E405, "method not allowed")                                                  \
    X(E409, "conflict")                                                            \
    X(E422, "unprocessable")                                                       \
    X(E429, "too many requests")                                                   \
    X(E500, "server error")                                                        \
    X(E502, "bad gateway")                                                         \
    X(E503, "service unavailable")                                                 \
    X(E504, "gateway timeout")                                                     \
    X(E406, "not acceptable")                                                      \
    X(E408, "request timed out")                                                   \
    X(E410, "gone")                                                                \
    X(E412, "precondition failed")                                                 \
    X(E413, "payload too large")                                                   \
    X(E415, "unsupported media type")                                              \
    X(E418, "refused")                                                             \
    X(E420, "too many requests")                                                   \
    X(E451, "unavailable for legal reasons")                                       \
    X(E501, "not implemented")                                                     \
    X(FETCH_ERROR, "not a valid answer")                                           \
    X(ENOTFOUND, "host not found")                                                 \
    X(EAI_AGAIN, "name service not available")                                     \
    X(ECONNECTIONTIMEOUT, "connecting takes too long")                             \
    X(EIDLETIMEOUT, "no answer for too long")                                      \
    X(EMAXREDIRECT, "too many redirects")                                          \
    X(EINVALIDREDIRECT, "not a valid redirect")                                    \
    X(EAUTHIP, "log-in not allowed from this address")                             \
    X(EAUTHUNKNOWN, "unknown kind of authentication")                              \
    X(HPE_INVALID_CONSTANT, "not HTTP")                                            \
    X(HPE_INVALID_CHUNK_SIZE, "damaged chunk of an answer")                        \
    X(HPE_HEADER_OVERFLOW, "headers too large")                                    \
    X(Z_DATA_ERROR, "damaged compressed data")                                     \
    X(SELF_SIGNED_CERT_IN_CHAIN, "self-signed certificate in certificate chain")   \
    X(DEPTH_ZERO_SELF_SIGNED_CERT, "self-signed certificate")                      \
    X(UNABLE_TO_GET_ISSUER_CERT_LOCALLY, "unable to get local issuer certificate") \
    X(UNABLE_TO_VERIFY_LEAF_SIGNATURE, "unable to verify the first certificate")   \
    X(CERT_HAS_EXPIRED, "certificate has expired")                                 \
    X(ERR_SSL_WRONG_VERSION_NUMBER, "not TLS")                                     \
    X(ERR_SSL_UNSUPPORTED_PROTOCOL, "a TLS that is too old")                       \
    X(ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION, "another version of TLS wanted")       \
    X(ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE, "TLS refused")                        \
    X(ERR_SSL_TLSV1_UNRECOGNIZED_NAME, "no such host there")                       \
    X(ERR_SSL_TLSV1_ALERT_UNKNOWN_CA, "client's certificate not trusted")          \
    X(ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE, "client's certificate refused")         \
    X(ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED, "client's certificate has expired") \
    X(ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN, "client's certificate refused")     \
    X(ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED, "client's certificate wanted")    \
    X(ERR_OSSL_X509_KEY_VALUES_MISMATCH, "key and certificate are no pair")        \
    X(ERR_OSSL_PEM_NO_START_LINE, "no PEM")                                        \
    X(EINVALIDPROXY, "not a kind of proxy")                                        \
    X(ERR_INVALID_URL, "not a URL")                                                \
    X(ERR_TLS_CERT_ALTNAME_INVALID, "certificate is for another host")             \
    X(EHTTP, "unexpected answer")                                                  \
    X(EOTP, "one-time password needed")                                            \
    X(EINVALIDCIDR, "not a block of IPv4 addresses")                               \
    X(EINTEGRITYSIGNATURE, "a registry's signature is not good")                   \
    X(EATTESTATIONVERIFY, "an attestation is not good")                            \
    X(EATTESTATIONSUBJECT, "an attestation of something else")                     \
    X(EMISSINGSIGNATUREKEY, "no key for a signature")                              \
    X(EEXPIREDSIGNATUREKEY, "the key of a signature has expired")                  \
    X(EMISSINGARG, "an argument is missing")                                       \
    X(ENEEDAUTH, "log-in needed")                                                  \
    X(ENOTCACHED, "not in the cache")                                              \
    X(EINVALIDAUTH, "invalid credentials configuration")                           \
    X(ERESOLVE, "dependencies conflict")                                           \
    X(EINCOMPLETEMANIFEST, "a manifest lacks its version")                         \
    X(EMISSINGTARGET, "a lock refers to what it lacks")                            \
    X(EINVALIDLOCATION, "a place outside of the project")                          \
    X(EUPDATEARGS, "updates take names alone")                                     \
    X(EOVERRIDE, "override conflicts with a direct dependency")                    \
    X(EDUPLICATEWORKSPACE, "two workspaces with one name")                         \
    X(ENOWORKSPACES, "no such workspace")                                          \
    X(ENOLOCK, "no lock")                                                          \
    X(EBADLOCK, "not a valid lock")                                                \
    X(ENOVERSIONS, "no versions")                                                  \
    X(EPKGJSON, "not a valid package.json")                                        \
    X(ETARBALL, "not a valid package tarball")                                     \
    X(TAR_BAD_ARCHIVE, "not a whole tar archive")                                  \
    X(Z_BUF_ERROR, "cut compressed data")                                          \
    X(ENODATA, "nothing came")                                                     \
    X(EUNSAFEPATH, "path leads out of the package")                                \
    X(ELIFECYCLE, "script failed")                                                 \
    X(ENOGIT, "no git")                                                            \
    X(EGIT, "git failed")                                                          \
    X(EGITPATHSPEC, "git knows no such branch, tag or commit")                     \
    X(EGITCHECKOUT, "another commit than the one wanted")                          \
    X(EALLOWGIT, "git dependencies are not allowed")                               \
    X(EALLOWREMOTE, "remote dependencies are not allowed")                         \
    X(EALLOWFILE, "file dependencies are not allowed")                             \
    X(EALLOWDIRECTORY, "directory dependencies are not allowed")                   \
    X(EGLOBAL, "not possible globally")                                            \
    X(EINVALIDCONFIG, "not a valid setting")                                       \
    X(EPRIVATE, "package is private")                                              \
    X(EUNSCOPED, "only for packages of a scope")                                   \
    X(EOWNERRM, "a package needs an owner")                                        \
    X(EOWNERMUTATE, "owners could not be changed")                                 \
    X(ESTORE, "store damaged")                                                     \
    X(EUNSUPPORTED, "not supported")                                               \
    X(ELIBRARY, "a library could not be loaded")                                   \
    X(EOVERRIDEVALUE, "a value is in the way")                                     \
    X(ENOADDPROP, "arrays have no named properties")                               \
    X(ENOAPPEND, "not an array")                                                   \
    X(EFORBIDDENKEY, "forbidden key")                                              \
    X(EPKGGLOBAL, "no package.json globally")                                      \
    X(EINVALIDSYNTAX, "empty brackets mean no value")                              \
    X(EWORKSPACESCONFIG, "workspaces are a list")                                  \
    X(ECIGLOBAL, "not possible globally")                                          \
    X(EDEDUPEGLOBAL, "not possible globally")                                      \
    X(ELINKGLOBAL, "not possible globally")                                        \
    X(ESHRINKWRAPGLOBAL, "not possible globally")                                  \
    X(ESCRIPTSINVALID, "not valid scripts")                                        \
    X(EWORKSPACESINVALID, "not valid workspaces")                                  \
    X(EALLOWSCRIPTS, "scripts are not allowed this way")                           \
    X(ESTRICTALLOWSCRIPTS, "scripts that nobody has judged")                       \
    X(ENOMATCH, "nothing installed is meant")                                      \
    X(ENOCODE, "failed") /* npm gives these no code: none is printed */            \
    X(ERR_INVALID_AUTH, "credentials without a registry")                          \
    X(ELSPROBLEMS, "the tree has problems")                                        \
    X(ESBOMPROBLEMS, "the tree has problems")                                      \
    X(ENOFUND, "no way of funding is known")                                       \
    X(EFUNDNUMBER, "no such way of funding")                                       \
    X(EFUNDGLOBAL, "global packages have no funding")                              \
    X(EAUDITGLOBAL, "no audit of global packages")                                 \
    X(EQUERYATTR, "wrong attribute selector")                                      \
    X(ESEMVERFUNC, "not the name of a function of semver")                         \
    X(ESEMVERVALUE, "no version or range")                                         \
    X(EQUERYNODEPTYPE, "no such type of dependency")                               \
    X(EQUERYNOPSEUDO, "no such pseudo selector")                                   \
    X(EQUERYNOSELECTOR, "no such selector")                                        \
    X(EQUERYINVALIDSEMVER, "not a version or range")                               \
    X(EQUERYINVALIDOPERATOR, "no such operator")                                   \
    X(EINTERNAL, "internal error")

enum {
    ERR_FIRST = -20000,
#define X(name, text) ERR_##name,
    ERR_CODES(X)
#undef X
        ERR_LAST
};

#define ERR_MSG_MAX 1024
#define ERR_HINT_MAX 512
#define ERR_PATH_MAX 512

typedef struct {
    int code;                /* 0, -errno or an ERR_ code */
    char msg[ERR_MSG_MAX];   /* lowercase sentence without a final stop; cut with "..." */
    char hint[ERR_HINT_MAX]; /* what to do next, or "" */
    int status;              /* exit code of the program that failed; 0: none did */
    const char *syscall; /* what the system refused ("open"); borrowed; NULL: nothing */
    bool fetch;          /* of an exchange with a server: its number has a name */
    char path[ERR_PATH_MAX]; /* the file it was about, whole, or "" */
} Err;

/* Fills *err (which may be NULL) and returns code, so that `return err_set(…)`
 * reads as one step. */
int err_set(Err *err, int code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* From errno: "cannot open '/a/b': no such file or directory". Returns -errno. */
int err_errno(Err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* From errno, as Node says it: "ENOENT: no such file or directory, open '/a/b'"; path
 * NULL: of no file by name. Returns -errno. */
int err_syscall(Err *err, const char *syscall, const char *path);
/* The same of an error that no system call has told. */
int err_file(Err *err, int errno_, const char *syscall, const char *path);
/* Names the file that it is about, for who shows it. Returns err->code. */
int err_path(Err *err, const char *path);
/* Prefixes "what: " and returns the code already in *err. */
int err_wrap(Err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Adds or replaces the hint. Returns err->code. */
int err_hint(Err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The code of an answer's status from 200 to 999, for which there is a name each. */
int err_of_status(int status);
/* "ETARGET", "ENOENT"; "E?" for a code nobody defined. Static text. */
const char *err_name(int code);
/* What the code says by itself: "no matching version". Static text. */
const char *err_text(int code);
/* The code of a name, 0 if there is none. */
int err_code_of(const char *name);

#endif
