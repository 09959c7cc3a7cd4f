/* vec.h: a typed array that grows.
 *
 *     VEC(int) v = { 0 };
 *     vec_push(&v, 42);
 *     VEC_EACH(int, p, v) use(*p);
 *     vec_release(&v);
 *
 * With an arena instead of the heap: vec_push_in(arena, &v, x), no release.
 * A pointer into the array is valid until the next push.
 */
#ifndef COMMON_VEC_H
#define COMMON_VEC_H

#include <stddef.h>

#include "common/arena.h"
#include "common/xalloc.h"

#define VEC(T)           \
    struct {             \
        T *ptr;          \
        size_t len, cap; \
    }

#define vec_push(v, ...)                                                    \
    do {                                                                    \
        if ((v)->len == (v)->cap) {                                         \
            (v)->cap = (v)->cap ? (v)->cap * 2 : 8;                         \
            (v)->ptr = xreallocarray((v)->ptr, (v)->cap, sizeof *(v)->ptr); \
        }                                                                   \
        (v)->ptr[(v)->len++] = (__VA_ARGS__);                               \
    } while (0)

#define vec_push_in(arena, v, ...)                                                   \
    do {                                                                             \
        if ((v)->len == (v)->cap) {                                                  \
            size_t vec_cap_ = (v)->cap ? (v)->cap * 2 : 4;                           \
            (v)->ptr = arena_realloc((arena), (v)->ptr, (v)->cap * sizeof *(v)->ptr, \
                                     vec_cap_ * sizeof *(v)->ptr);                   \
            (v)->cap = vec_cap_;                                                     \
        }                                                                            \
        (v)->ptr[(v)->len++] = (__VA_ARGS__);                                        \
    } while (0)

/* Removes the element at i, keeping the order of the others. */
#define vec_remove(v, i)                                     \
    do {                                                     \
        size_t vec_i_ = (i);                                 \
        memmove(&(v)->ptr[vec_i_], &(v)->ptr[vec_i_ + 1],    \
                ((v)->len - vec_i_ - 1) * sizeof *(v)->ptr); \
        (v)->len--;                                          \
    } while (0)

#define vec_last(v) ((v)->ptr[(v)->len - 1])
#define vec_clear(v) ((void)((v)->len = 0))
#define vec_release(v)           \
    do {                         \
        xfree((v)->ptr);         \
        (v)->ptr = NULL;         \
        (v)->len = (v)->cap = 0; \
    } while (0)

/* p walks over the elements of v. */
#define VEC_EACH(T, p, v)                                                               \
    for (__typeof__(T) *p = (v).ptr, *p##_end_ = (v).ptr ? (v).ptr + (v).len : (v).ptr; \
         p != p##_end_; p++)

#endif
