/* Promise: what a process says of its needs changes nothing about what it gets. */
#include "common/xalloc.h"

#include <stdint.h>
#include <string.h>

#include "common/bug.h"
#include "tests/kit/test.h"

/* Blocks of many sizes, all there at once, keep what is in them. */
static void use_much(void)
{
    static const size_t sizes[] = { 1, 24, 4096, 130000, 300000, 3 << 20 };
    unsigned char *blocks[ARRAY_LEN(sizes)];

    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        blocks[i] = xmalloc(sizes[i]);
        memset(blocks[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        assert_int_equal(blocks[i][0], i + 1);
        assert_int_equal(blocks[i][sizes[i] - 1], i + 1);
        xfree(blocks[i]);
    }
}

TEST(the_heap_goes_on_wherever_it_is_told_to_expect_something)
{
    char *before = xstrdup("before"), *grown;

    xalloc_expect_some();
    use_much();
    xalloc_expect_much();
    use_much();
    grown = xrealloc(before, 1 << 20);
    assert_string_equal(grown, "before");
    xfree(grown);
}

TEST(a_room_is_aligned_and_freed_like_any_block)
{
    size_t size = 5 << 20;
    char *room = xmalloc_room(size, size / 2), *small = xmalloc_room(100, 10);

    memset(room, 'x', size);
    memset(small, 'y', 100);
    assert_int_equal(room[size - 1], 'x');
    xfree(room);
    xfree(small);
}
