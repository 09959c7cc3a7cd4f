/* map.h: a hash table that remembers the order of insertion. */
#include "common/map.h"

#include <stdio.h>

#include "common/arena.h"
#include "tests/kit/test.h"

TEST(map_returns_what_was_set)
{
    Map m = { 0 };
    int one = 1, two = 2;

    assert_null(map_set(&m, STR("a"), &one));
    assert_ptr_equal(&one, map_set(&m, STR("a"), &two));
    assert_ptr_equal(&two, map_get(&m, STR("a")));
    assert_null(map_get(&m, STR("b")));
    map_release(&m);
}

TEST(map_keeps_insertion_order_through_deletes_and_growth)
{
    Map m = { 0 };
    Arena a = { 0 };
    size_t next = 1;

    for (size_t i = 0; i < 5000; i++) {
        map_set(&m, arena_strf(&a, "key%zu", i), (void *)(i + 1));
        if (i % 2 == 0)
            map_del(&m, arena_strf(&a, "key%zu", i));
    }
    assert_int_equal(2500, m.len);
    MAP_EACH (e, m) {
        assert_int_equal(next + 1, (size_t)e->value);
        next += 2;
    }
    assert_int_equal(5001, next);
    map_release(&m);
    arena_release(&a);
}

TEST(map_ends_its_search_when_every_slot_was_once_used)
{
    Map m = { 0 };
    char key[16];

    for (int i = 0; i < 1000; i++) {
        Str k = { key, (size_t)snprintf(key, sizeof key, "%d", i) };

        map_set(&m, k, &m);
        assert_ptr_equal(&m, map_del(&m, k));
    }
    assert_null(map_get(&m, STR("absent")));
    assert_int_equal(0, m.len);
    map_release(&m);
}
