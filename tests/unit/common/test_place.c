/* Promise: blocks laid at a place are used and freed like malloc's, and what a recording
 * leaves there is only what lives. */
#include "common/place.h"

#include <stdlib.h>
#include <string.h>

#include "common/xalloc.h"

#include "tests/kit/test.h"

static _Alignas(16) char room[4096];

static void begin(void)
{
    memset(room, 0, sizeof room);
    place_record(room, sizeof room);
}

TEST(what_is_laid_there_is_aligned_and_known_by_its_size)
{
    char *a, *b;

    begin();
    a = place_alloc(1);
    b = place_alloc(100);
    assert_int_equal((uintptr_t)a % 16, 0);
    assert_int_equal((uintptr_t)b % 16, 0);
    assert_true(place_has(a) && place_has(b));
    assert_true(place_block_size(a) >= 1 && place_block_size(b) >= 100);
    assert_true(b >= a + place_block_size(a));
    place_close();
    place_set(NULL, 0);
}

TEST(freed_blocks_are_used_again_and_are_zero_in_the_end)
{
    char *a, *b, *c;

    begin();
    a = place_alloc(40);
    memset(a, 'a', 40);
    place_free(a);
    b = place_alloc(40);
    assert_ptr_equal(a, b);
    assert_int_equal(b[20], 0);
    c = place_alloc(2000);
    memset(c, 'c', 2000);
    place_free(c);
    place_close();
    for (int i = 0; i < 2000; i++)
        assert_int_equal(c[i], 0);
    place_set(NULL, 0);
}

TEST(xalloc_lays_its_blocks_there_and_takes_them_away_later)
{
    char *text, *grown, *other;

    begin();
    text = xstrdup("kept");
    other = xcalloc(3, 8);
    assert_true(place_has(text) && place_has(other));
    place_close();
    grown = xrealloc(text, 1000);
    assert_false(place_has(grown));
    assert_string_equal(grown, "kept");
    xfree(grown);
    xfree(other);
    assert_int_equal(other[0], 0);
    place_set(NULL, 0);
    text = xstrdup("malloc's");
    assert_false(place_has(text));
    xfree(text);
}

TEST(without_a_place_nothing_is_there)
{
    place_set(NULL, 0);
    assert_false(place_has(room));
    assert_false(place_has(NULL));
}
