/* http_error.c: libcurl's codes, errno and OpenSSL's verdicts to npm's codes. */
#include "registry-client/http_error.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

#include "common/arena.h"
#include "common/str.h"
#include "common/url.h"
#include "registry-client/redact.h"

void http_fault_read(HttpFault *f, CURL *easy)
{
    char *ip = NULL;
    long status = 0;
    curl_off_t ready = 0;

    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &f->os_errno);
    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &f->verify_result);
    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &ip);
    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_PRIMARY_PORT, &f->port);
    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
    f->answered = status != 0;
    f->connected = ready > 0;
    snprintf(f->ip, sizeof f->ip, "%s", ip ? ip : "");
}

/* ---- The code ---- */

/* X509_V_ERR_ numbers of OpenSSL, whose names Node gives to its errors. */
static int certificate_code(const HttpFault *f)
{
    switch (f->verify_result) {
    case 10: return ERR_CERT_HAS_EXPIRED;
    case 18: return ERR_DEPTH_ZERO_SELF_SIGNED_CERT;
    case 19: return ERR_SELF_SIGNED_CERT_IN_CHAIN;
    case 20: return ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
    case 21: return ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE;
    case 0:
    case 1: /* libcurl's own comparison of names */
    case 62:
    case 64: return ERR_ERR_TLS_CERT_ALTNAME_INVALID;
    default: return -EPROTO;
    }
}

/* "…error:0A00010B:SSL routines::wrong version number, errno 0": OpenSSL's library and
 * its reason. False where there is nothing of that kind. */
static bool openssl_words(const char *text, Str *library, Str *why)
{
    Str rest = str_of(text), part;
    ptrdiff_t at = str_find(rest, STR("error:"));

    if (at < 0)
        return false;
    rest = str_from(rest, (size_t)at + 6);
    if (!str_cut(rest, ':', &part, &rest) || part.len != 8 ||
        !str_cut(rest, ':', library, &rest) || !str_cut(rest, ':', &part, &rest))
        return false;
    at = str_find(rest, STR(", errno"));
    *why = at < 0 ? rest : str_sub(rest, 0, (size_t)at);
    return true;
}

static void put_upper(char *out, size_t size, Str words)
{
    size_t n = strlen(out);

    for (size_t i = 0; i < words.len && n + 1 < size; i++, n++)
        out[n] = words.ptr[i] >= 'a' && words.ptr[i] <= 'z' ? (char)(words.ptr[i] - 32)
                 : words.ptr[i] == ' '                      ? '_'
                                                            : words.ptr[i];
    out[n] = '\0';
}

/* Node's name of it: "ERR_SSL_WRONG_VERSION_NUMBER", "ERR_OSSL_PEM_NO_START_LINE". */
static int tls_code(const HttpFault *f)
{
    char name[128] = "ERR_";
    Str library, why, first, rest;
    int code;

    if (!openssl_words(f->text, &library, &why))
        return -EPROTO;
    (void)str_cut(library, ' ', &first, &rest);
    put_upper(name, sizeof name, str_is(first, "SSL") ? STR("") : STR("OSSL_"));
    put_upper(name, sizeof name, str_is(first, "x509") ? STR("X509") : first);
    put_upper(name, sizeof name, STR("_"));
    put_upper(name, sizeof name, why);
    code = err_code_of(name);
    return code ? code : -EPROTO;
}

static int socket_code(const HttpFault *f, int otherwise)
{
    Str library, why;

    if (openssl_words(f->text, &library, &why))
        return tls_code(f);
    /* Who writes to what the other side has closed learns it this way or that. */
    if (f->os_errno == EPIPE)
        return -ECONNRESET;
    return f->os_errno > 0 ? -(int)f->os_errno : otherwise;
}

static bool is_tunnel(const HttpFault *f)
{
    return f->proxy[0] != '\0' && strncmp(f->url, "https:", 6) == 0;
}

static int code_of(const HttpFault *f)
{
    if (f->idle && f->answered)
        return ERR_EIDLETIMEOUT;
    if (f->idle)
        return f->connected ? ERR_FETCH_ERROR : ERR_ECONNECTIONTIMEOUT;
    if (f->headers_too_large)
        return ERR_HPE_HEADER_OVERFLOW;
    switch (f->code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return ERR_ENOTFOUND;
    case CURLE_COULDNT_CONNECT: return socket_code(f, -ECONNREFUSED);
    case CURLE_OPERATION_TIMEDOUT:
        return f->os_errno == ETIMEDOUT ? -ETIMEDOUT : ERR_ECONNECTIONTIMEOUT;
    case CURLE_PEER_FAILED_VERIFICATION: return certificate_code(f);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CIPHER: return tls_code(f);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return ERR_HPE_INVALID_CONSTANT;
    case CURLE_OUT_OF_MEMORY: return ERR_HPE_HEADER_OVERFLOW;
    case CURLE_BAD_CONTENT_ENCODING: return ERR_Z_DATA_ERROR;
    case CURLE_RECV_ERROR:
        /* libcurl says the same of a broken chunk and of a broken socket. */
        if (f->answered && f->os_errno == 0)
            return ERR_HPE_INVALID_CHUNK_SIZE;
        /* fallthrough */
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_SEND_FAIL_REWIND:
        if (is_tunnel(f) && !f->connected && f->port != 0)
            return ERR_FETCH_ERROR;
        return socket_code(f, -ECONNRESET);
    case CURLE_WRITE_ERROR: return -ECANCELED;
    default: return ERR_EHTTP;
    }
}

/* ---- The words ---- */

typedef struct {
    char host[256], authority[272];
    int port;
} Peer;

/* Host and "127.0.0.1:4873" of a URL, with the port that goes without saying; both "" of
 * what is no URL. */
static Peer peer_of(const char *url)
{
    Arena a = { 0 };
    Peer p = { .host = "" };
    Url u;

    if (url_parse(&a, str_of(url), NULL, &u) && u.host.ptr != NULL) {
        snprintf(p.host, sizeof p.host, STR_FMT, STR_ARG(u.host));
        p.port = url_port(&u);
        snprintf(p.authority, sizeof p.authority, "%s:%d", p.host, p.port);
    }
    arena_release(&a);
    return p;
}

/* Of whom the system was to connect to. */
static void put_connect(const HttpFault *f, int code, char *out, size_t size)
{
    Peer peer = peer_of(f->proxy[0] != '\0' ? f->proxy : f->url);
    Str host = str_of(f->ip[0] != '\0' ? f->ip : peer.host);

    if (str_starts(host, STR("[")) && str_ends(host, STR("]")))
        host = str_sub(host, 1, host.len - 1);
    snprintf(out, size, "connect %s " STR_FMT ":%d", err_name(code), STR_ARG(host),
             peer.port);
}

static void put_not_found(const HttpFault *f, char *out, size_t size)
{
    snprintf(out, size, "getaddrinfo ENOTFOUND %s",
             peer_of(f->code == CURLE_COULDNT_RESOLVE_PROXY ? f->proxy : f->url).host);
}

/* Which names the certificate has libcurl doesn't tell. */
static void put_other_name(const HttpFault *f, char *out, size_t size)
{
    struct in6_addr ip;
    Peer peer = peer_of(f->url);

    snprintf(out, size,
             inet_pton(AF_INET, peer.host, &ip) == 1 || peer.host[0] == '['
                 ? "Hostname/IP does not match certificate's altnames: IP: %s is not in "
                   "the cert's list: "
                 : "Hostname/IP does not match certificate's altnames: Host: %s. is not "
                   "in the cert's altnames",
             peer.host);
}

static bool is_of_connecting(int code)
{
    return code == -ECONNREFUSED || code == -ETIMEDOUT || code == -EHOSTUNREACH ||
           code == -ENETUNREACH;
}

static void reason(const HttpFault *f, int code, char *out, size_t size)
{
    Str library, why;

    if (is_of_connecting(code) && !f->connected) {
        put_connect(f, code, out, size);
        return;
    }
    switch (code) {
    case ERR_EIDLETIMEOUT:
        snprintf(out, size, "Idle timeout reached for host `%s`",
                 peer_of(f->url).authority);
        break;
    case ERR_ECONNECTIONTIMEOUT:
        snprintf(out, size, "Timeout connecting to host `%s`", peer_of(f->url).authority);
        break;
    case ERR_ENOTFOUND: put_not_found(f, out, size); break;
    case ERR_FETCH_ERROR:
        snprintf(out, size, "Proxy connection ended before receiving CONNECT response");
        break;
    case -ECONNRESET:
        snprintf(out, size,
                 f->answered                 ? "aborted"
                 : f->os_errno == ECONNRESET ? "read ECONNRESET"
                                             : "socket hang up");
        break;
    case ERR_HPE_INVALID_CONSTANT:
        snprintf(out, size, "Parse Error: Expected HTTP/, RTSP/ or ICE/");
        break;
    case ERR_HPE_HEADER_OVERFLOW:
        snprintf(out, size, "Parse Error: Header overflow");
        break;
    case ERR_Z_DATA_ERROR: snprintf(out, size, "zlib: incorrect header check"); break;
    case ERR_ERR_TLS_CERT_ALTNAME_INVALID: put_other_name(f, out, size); break;
    default:
        if (openssl_words(f->text, &library, &why))
            snprintf(out, size, STR_FMT ": " STR_FMT, STR_ARG(library), STR_ARG(why));
        else if (code == -EPROTO && f->text[0] != '\0')
            snprintf(out, size, "%s", f->text);
        else
            snprintf(out, size, "%s",
                     code == ERR_EHTTP ? curl_api.curl_easy_strerror(f->code)
                                       : err_text(code));
    }
}

static const char *syscall_of(const HttpFault *f, int code)
{
    if (code == ERR_ENOTFOUND)
        return "getaddrinfo";
    if (is_of_connecting(code) && !f->connected)
        return "connect";
    return code == -ECONNRESET && !f->answered && f->os_errno == ECONNRESET ? "read"
                                                                            : NULL;
}

int http_fault_err(const HttpFault *f, Err *err)
{
    char url[512], why[384];
    int code = code_of(f);

    redact_url(str_of(f->url), url, sizeof url);
    reason(f, code, why, sizeof why);
    if (code == ERR_FETCH_ERROR && f->idle)
        err_set(err, code, "network timeout at: %s", url);
    else if (!f->answered || code == ERR_HPE_HEADER_OVERFLOW)
        err_set(err, code, "request to %s failed, reason: %s", url, why);
    else if (!f->streams)
        err_set(err, code, "Invalid response body while trying to fetch %s: %s", url,
                why);
    else
        err_set(err, code, "%s", why);
    err->syscall = syscall_of(f, code);
    err->fetch = !f->answered || !f->streams;
    return code;
}
