/* dynlib.c: opening shared libraries late. */
#include "common/dynlib.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

#include "common/str.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *open_one(const char *names)
{
    Str rest = str_of(names), name;
    char file[128];

    while (str_next(&rest, ' ', &name)) {
        void *h;

        if (name.len == 0 || name.len >= sizeof file)
            continue;
        memcpy(file, name.ptr, name.len);
        file[name.len] = '\0';
        h = dlopen(file, RTLD_NOW | RTLD_LOCAL);
        if (h != NULL)
            return h;
    }
    return NULL;
}

static int load(DynLib *lib, const DynSymbol *symbols, void *table)
{
    void *h = open_one(lib->names);
    void **slots = table;

    if (h == NULL) {
        err_set(&lib->err, ERR_ELIBRARY, "cannot open the library %s", lib->names);
        err_hint(&lib->err, "install the package %s", lib->package);
        return -1;
    }
    for (size_t i = 0; symbols[i].name != NULL; i++) {
        slots[i] = dlsym(h, symbols[i].name);
        if (slots[i] == NULL) {
            err_set(&lib->err, ERR_ELIBRARY, "the library %s has no %s", lib->names,
                    symbols[i].name);
            return -1;
        }
    }
    return 1;
}

int dynlib_load(DynLib *lib, const DynSymbol *symbols, void *table, Err *err)
{
    int state = __atomic_load_n(&lib->state, __ATOMIC_ACQUIRE);

    if (state == 0) {
        pthread_mutex_lock(&lock);
        state = lib->state;
        if (state == 0) {
            state = load(lib, symbols, table);
            __atomic_store_n(&lib->state, state, __ATOMIC_RELEASE);
        }
        pthread_mutex_unlock(&lock);
    }
    if (state > 0)
        return 0;
    if (err != NULL)
        *err = lib->err;
    return ERR_ELIBRARY;
}
