/* curl_late.c: opening the libraries of the static libcurl. See curl_late.h. */
#include "registry-client/curl_late.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "common/bug.h"

#define MAX_LIBRARIES 32

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *handles[MAX_LIBRARIES];
static uint64_t ssl_options;
static const void *ssl_settings;

static const char *file_of(uint32_t library)
{
    return curl_late_text + curl_late_libraries[library];
}

/* What libcurl asked for when OpenSSL wasn't there yet. */
static void start_openssl(void *handle)
{
    union {
        void *object;
        int (*function)(uint64_t, const void *);
    } init = { dlsym(handle, "OPENSSL_init_ssl") };

    if (init.object != NULL)
        (void)init.function(ssl_options, ssl_settings);
}

/* The lock is held. */
static void *open_library(uint32_t library)
{
    const char *file = file_of(library);

    if (handles[library] == NULL) {
        handles[library] = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
        if (handles[library] != NULL && strncmp(file, "libssl.", 7) == 0)
            start_openssl(handles[library]);
    }
    return handles[library];
}

int curl_late_open(const char *stem, Err *err)
{
    void *handle = NULL;
    uint32_t i = 0;

    while (curl_late_libraries[i] != 0 && strncmp(file_of(i), stem, strlen(stem)) != 0)
        i++;
    if (curl_late_libraries[i] != 0) {
        pthread_mutex_lock(&lock);
        handle = open_library(i);
        pthread_mutex_unlock(&lock);
    }
    if (handle != NULL)
        return 0;
    if (err != NULL)
        err_set(err, ERR_ELIBRARY, "cannot open the library %s", stem);
    return ERR_ELIBRARY;
}

/* libcurl takes it as a lack of memory, or of the feature. */
static void *nothing(void)
{
    return NULL;
}

static _Noreturn void wrong(const char *function, const char *why)
{
    char text[160];

    snprintf(text, sizeof text, "libcurl calls %s, which %s", function, why);
    BUG(text);
}

void *curl_late_bind(uint32_t number)
{
    const CurlLateFunction *f = &curl_late_functions[number];
    const char *name = curl_late_text + f->name;
    void *handle, *found;

    if (f->library == CURL_LATE_NEVER)
        wrong(name, "is switched off");
    pthread_mutex_lock(&lock);
    handle = open_library(f->library);
    found = handle != NULL ? dlsym(handle, name) : (void *)nothing;
    pthread_mutex_unlock(&lock);
    if (found == NULL)
        wrong(name, "its library doesn't have");
    __atomic_store_n(&curl_late_slots[number], found, __ATOMIC_RELEASE);
    return found;
}

int OPENSSL_init_ssl(uint64_t options, const void *settings)
{
    ssl_options |= options;
    ssl_settings = settings;
    return 1;
}

int libssh2_init(int flags)
{
    (void)flags;
    return 0;
}

void libssh2_exit(void)
{
}
