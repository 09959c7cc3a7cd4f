/* test.h: cmocka, with tests that register themselves.
 *
 *     TEST(spec_refuses_a_scope_without_a_name)
 *     {
 *         assert_int_equal(ERR_SPEC, …);
 *     }
 *
 * A test's name is a sentence of the specification. Run some of them with
 * `unit-common 'spec_*'`. Expected value first.
 */
#ifndef TESTS_KIT_TEST_H
#define TESTS_KIT_TEST_H

/* cmocka wants these before its own header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/str.h"

void test_register(const char *name, void (*fn)(void **));

#define TEST(name)                                                 \
    static void test_##name(void **state);                         \
    __attribute__((constructor)) static void register_##name(void) \
    {                                                              \
        test_register(#name, test_##name);                         \
    }                                                              \
    static void test_##name(void **state __attribute__((unused)))

/* Compares a Str with a C string and prints both where they differ. */
#define assert_str_equal(expected, actual) \
    test_assert_str((expected), (actual), __FILE__, __LINE__)
void test_assert_str(const char *expected, Str actual, const char *file, int line);

/* A fresh folder, removed with everything in it when the test program ends.
 * The text is static until the next call. */
const char *test_tmpdir(void);

#endif
