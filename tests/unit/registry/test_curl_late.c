/* curl_late.h: what the static libcurl takes from libraries opened late. With the shared
 * libcurl there is nothing to test. */
#include "registry-client/curl_late.h"

#include <dlfcn.h>
#include <string.h>

#include "registry-client/curl_api.h"
#include "tests/kit/test.h"

/* Weak: the shared libcurl's build has none of it. */
#pragma weak curl_late_text
#pragma weak curl_late_libraries
#pragma weak curl_late_functions
#pragma weak curl_late_n_functions
#pragma weak curl_late_open

static bool is_static(void)
{
    return &curl_late_n_functions != NULL;
}

TEST(curl_late_each_function_is_in_its_library)
{
    if (!is_static())
        skip();
    assert_true(curl_late_n_functions > 100);
    for (uint32_t i = 0; i < curl_late_n_functions; i++) {
        const CurlLateFunction *f = &curl_late_functions[i];
        const char *name = curl_late_text + f->name, *file;
        void *library;

        if (f->library == CURL_LATE_NEVER)
            continue;
        file = curl_late_text + curl_late_libraries[f->library];
        library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
        if (library == NULL)
            fail_msg("%s cannot be opened: %s", file, dlerror());
        if (dlsym(library, name) == NULL)
            fail_msg("%s isn't in %s", name, file);
    }
}

TEST(curl_late_a_library_that_nobody_has_is_an_error)
{
    Err err;

    if (!is_static())
        skip();
    assert_int_equal(0, curl_late_open("libssl.", &err));
    assert_int_equal(ERR_ELIBRARY, curl_late_open("libnone.", &err));
    assert_str_equal("cannot open the library libnone.", str_of(err.msg));
}

TEST(curl_late_libcurl_starts_without_any_of_its_libraries)
{
    char line[512];
    FILE *maps;

    if (!is_static())
        skip();
    assert_int_equal(0, curl_api_load(NULL));
    assert_non_null(curl_api.curl_easy_init);
    maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    while (fgets(line, sizeof line, maps) != NULL)
        assert_null(strstr(line, "libcurl"));
    fclose(maps);
}
