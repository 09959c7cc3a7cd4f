/* http_error.c: libcurl's codes, errno and OpenSSL's verdicts to npm's codes. */
#include "registry-client/http_error.h"

#include <errno.h>
#include <string.h>

#include "common/str.h"
#include "registry-client/redact.h"

void http_fault_read(HttpFault *f, CURL *easy)
{
    char *ip = NULL;
    long status = 0;

    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &f->os_errno);
    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &f->verify_result);
    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &ip);
    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_PRIMARY_PORT, &f->port);
    (void)curl_api.curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    f->answered = status != 0;
    snprintf(f->ip, sizeof f->ip, "%s", ip ? ip : "");
}

/* "127.0.0.1:4873" of a URL, without what stands before an @. */
static Str authority(const char *url)
{
    Str s = str_of(url), rest;
    ptrdiff_t at = str_find(s, STR("://"));

    if (at >= 0)
        s = str_from(s, (size_t)at + 3);
    for (size_t i = 0; i < s.len; i++) {
        if (memchr("/?#", s.ptr[i], 3) != NULL)
            s.len = i;
    }
    at = str_rindex(s, '@');
    rest = at >= 0 ? str_from(s, (size_t)at + 1) : s;
    return rest;
}

/* X509_V_ERR_ numbers of OpenSSL, whose names Node gives to its errors. */
static int certificate_code(const HttpFault *f)
{
    switch (f->verify_result) {
    case 10: return ERR_CERT_HAS_EXPIRED;
    case 18: return ERR_DEPTH_ZERO_SELF_SIGNED_CERT;
    case 19: return ERR_SELF_SIGNED_CERT_IN_CHAIN;
    case 20: return ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
    case 21: return ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE;
    case 0: return ERR_ERR_TLS_CERT_ALTNAME_INVALID;
    default: return -EPROTO;
    }
}

static int socket_code(const HttpFault *f, int otherwise)
{
    return f->os_errno > 0 ? -(int)f->os_errno : otherwise;
}

static int code_of(const HttpFault *f)
{
    if (f->idle)
        return f->answered || f->port ? ERR_EIDLETIMEOUT : ERR_ECONNECTIONTIMEOUT;
    if (f->headers_too_large)
        return ERR_HPE_HEADER_OVERFLOW;
    switch (f->code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return ERR_ENOTFOUND;
    case CURLE_COULDNT_CONNECT: return socket_code(f, -ECONNREFUSED);
    case CURLE_OPERATION_TIMEDOUT: return -ETIMEDOUT;
    case CURLE_PEER_FAILED_VERIFICATION: return certificate_code(f);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CIPHER: return -EPROTO;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return ERR_HPE_INVALID_CONSTANT;
    case CURLE_OUT_OF_MEMORY: return ERR_HPE_HEADER_OVERFLOW;
    case CURLE_BAD_CONTENT_ENCODING: return ERR_Z_DATA_ERROR;
    case CURLE_RECV_ERROR:
        /* libcurl says the same of a broken chunk and of a broken socket. */
        return f->answered && f->os_errno == 0 ? ERR_HPE_INVALID_CHUNK_SIZE
                                               : socket_code(f, -ECONNRESET);
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_SEND_FAIL_REWIND: return -ECONNRESET;
    case CURLE_WRITE_ERROR: return -ECANCELED;
    default: return ERR_EHTTP;
    }
}

static void reason(const HttpFault *f, int code, char *out, size_t size)
{
    Str host = authority(f->url);

    switch (code) {
    case ERR_EIDLETIMEOUT:
        snprintf(out, size, "Idle timeout reached for host `" STR_FMT "`", STR_ARG(host));
        break;
    case ERR_ECONNECTIONTIMEOUT:
        snprintf(out, size, "Timeout connecting to host `" STR_FMT "`", STR_ARG(host));
        break;
    case ERR_ENOTFOUND:
        snprintf(out, size, "getaddrinfo ENOTFOUND " STR_FMT, STR_ARG(host));
        break;
    case -ECONNREFUSED:
        if (f->ip[0] != '\0')
            snprintf(out, size, "connect ECONNREFUSED %s:%ld", f->ip, f->port);
        else
            snprintf(out, size, "connect ECONNREFUSED " STR_FMT, STR_ARG(host));
        break;
    case -ECONNRESET:
        snprintf(out, size, f->answered ? "aborted" : "socket hang up");
        break;
    case ERR_HPE_INVALID_CONSTANT:
        snprintf(out, size, "Parse Error: Expected HTTP/");
        break;
    default:
        snprintf(out, size, "%s",
                 code == ERR_EHTTP ? curl_api.curl_easy_strerror(f->code)
                                   : err_text(code));
    }
}

int http_fault_err(const HttpFault *f, Err *err)
{
    char url[512], why[256];
    int code = code_of(f);

    redact_url(str_of(f->url), url, sizeof url);
    reason(f, code, why, sizeof why);
    err_set(err, code, "request to %s failed, reason: %s", url, why);
    if (code != ERR_HPE_HEADER_OVERFLOW && code != ERR_Z_DATA_ERROR)
        err_hint(err,
                 "this is a problem related to network connectivity; if you are behind "
                 "a proxy, make sure that 'proxy' is set properly");
    return code;
}
