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

TEST(map_in_an_arena_or_with_room_is_a_map_like_others)
{
    Arena a = { 0 };
    Map maps[3] = { { .arena = &a }, { .arena = &a }, { 0 } };

    map_reserve(&maps[1], 1000);
    map_set(&maps[2], STR("first"), &a);
    map_reserve(&maps[2], 100);
    for (size_t m = 0; m < 3; m++) {
        for (size_t i = 0; i < 2000; i++)
            map_set(&maps[m], arena_strf(&a, "key%zu", i), (void *)(i + 1));
        for (size_t i = 0; i < 2000; i += 3)
            assert_int_equal(i + 1,
                             (size_t)map_del(&maps[m], arena_strf(&a, "key%zu", i)));
        for (size_t i = 0; i < 2000; i++)
            assert_int_equal(i % 3 == 0 ? 0 : i + 1,
                             (size_t)map_get(&maps[m], arena_strf(&a, "key%zu", i)));
        assert_int_equal(1333 + (m == 2), maps[m].len);
        map_release(&maps[m]);
        assert_int_equal(0, maps[m].len);
    }
    arena_release(&a);
}
