/* request.h: asking a registry for anything, whatever happens on the way.
 *
 *     RegistryRequest q = { .url = STR("-/whoami") };
 *     RegistryAnswer a;
 *     if (registry_ask(client, &q, &arena, &a, &err) < 0) …
 *
 * A request carries the credentials of its place (auth.h), follows redirects (without
 * credentials once they lead elsewhere), is tried again after passing faults
 * (retry.h), goes on where a cut body ended, and obeys the limits of connections and
 * sizes. README.md of this folder draws its way.
 */
#ifndef REGISTRY_CLIENT_REQUEST_H
#define REGISTRY_CLIENT_REQUEST_H

#include "common/arena.h"
#include "common/buf.h"
#include "common/json.h"
#include "registry-client/client.h"

/* Where a body goes that shall not be collected. */
typedef struct RegistrySink {
    /* Nonzero (a code, *err filled) ends the request with it. */
    int (*write)(struct RegistrySink *s, Str bytes, Err *err);
    /* What has come is void: it begins anew. */
    void (*restart)(struct RegistrySink *s);
    /* So many bytes are to come, the server says; may be NULL. */
    void (*expect)(struct RegistrySink *s, uint64_t n);
} RegistrySink;

/* A sink that collects the body for somebody who keeps it: buf_take(&s.buf). */
typedef struct {
    RegistrySink sink; /* first: it is its own container */
    Buf buf;
} RegistryBufSink;

void registry_buf_sink_init(RegistryBufSink *s, size_t max);

typedef struct {
    Str name, value;
} RegistryHeader;

/* Somebody waits for it; somebody will in all likelihood; it can wait. */
typedef enum { REGISTRY_FIRST, REGISTRY_SOON, REGISTRY_LATER } RegistryPriority;
#define REGISTRY_PRIORITIES 3

/* Zero is a GET of the registry itself. Everything is copied, but for sink and body,
 * which must stay until the answer. */
typedef struct {
    const char *method; /* NULL: GET */
    Str url;            /* absolute, or a path below the registry */
    Str registry;       /* the package's registry_for; "": the default */
    Str package;        /* "a@^1", for messages; "" */
    Str accept;         /* "": anything */
    Str scope;          /* whose it is, where not the setting's; "" */
    const RegistryHeader *headers;
    size_t n_headers;
    Str authorization; /* instead of what settings say; "" */
    Str body;
    bool has_body;
    bool foreign;     /* of no registry: nothing is said of who asks */
    bool gzip_body;   /* compress it, and say so */
    Str content_type; /* "": application/json */
    bool raw;         /* the bytes as they are: no Content-Encoding is asked for */
    bool gzip;        /* with raw: but for gzip, which the caller undoes */
    bool resume;      /* a cut body is continued (wants raw) */
    bool any_status;  /* 3xx without Location and 4xx are answers, not errors */
    size_t max_bytes; /* of the body; 0: REGISTRY_BYTES_MAX */
    RegistrySink *sink;
    RegistryPriority priority;
} RegistryRequest;

#define REGISTRY_BYTES_MAX ((size_t)64 << 20)
#define REGISTRY_REDIRECTS_MAX 20

typedef struct {
    int status;
    Str url;      /* where it came from, after redirects */
    Str head;     /* "name: value\n" lines: registry_header reads them */
    Str body;     /* "" with a sink */
    int attempts; /* on the wire, redirects not counted */
    long time_ms; /* since the request was made */
} RegistryAnswer;

/* The last header of that name (any case), "" if there is none. */
Str registry_header(const RegistryAnswer *a, const char *name);

/* rc is 0 with an answer whose status is below 400 (or any, where any_status), or a
 * negative code with *err, and with the answer where there was one (status 0 if not).
 * Codes: ERR_E401 … by status, ERR_EOTP, ERR_EAUTHIP; network codes as in http_error.c;
 * ERR_ETOOBIG; ERR_EMAXREDIRECT, ERR_EINVALIDREDIRECT; ERR_ENOTCACHED when offline. The
 * answer is borrowed during the call. */
typedef void (*RegistryDone)(void *arg, int rc, const RegistryAnswer *a, const Err *err);

typedef struct RegistryCall RegistryCall;

/* `done` comes once, from the loop. The call can be cancelled until then. */
RegistryCall *registry_start(RegistryClient *c, const RegistryRequest *q,
                             RegistryDone done, void *arg);
/* Somebody waits for it after all. */
void registry_hurry(RegistryCall *call);
/* `done` won't come. */
void registry_cancel(RegistryCall *call);

/* ---- Waiting: runs the loop until the answer is there ---- */

/* Texts of *out are in the arena. */
int registry_ask(RegistryClient *c, const RegistryRequest *q, Arena *a,
                 RegistryAnswer *out, Err *err);
/* The answer as JSON (ERR_FETCH_ERROR if it is none). */
int registry_ask_json(RegistryClient *c, const RegistryRequest *q, Arena *a, cJSON **out,
                      Err *err);

/* Reads what an answer's body says; ERR_FETCH_ERROR where it is no JSON. */
int registry_json(Arena *a, Str url, Str body, cJSON **out, Err *err);

/* Base and path with one slash between. */
Str registry_url(Arena *a, Str registry, Str path);
/* A package name as one piece of a path: "@scope%2fname". */
Str registry_escape_name(Arena *a, Str name);

#endif
