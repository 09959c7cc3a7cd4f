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

/* `v` is looked at once: it may be a call. */
#define vec_push(v, ...)                                                        \
    do {                                                                        \
        __typeof__(v) vec_ = (v);                                               \
        if (vec_->len == vec_->cap) {                                           \
            vec_->cap = vec_->cap ? vec_->cap * 2 : 8;                          \
            vec_->ptr = xreallocarray(vec_->ptr, vec_->cap, sizeof *vec_->ptr); \
        }                                                                       \
        vec_->ptr[vec_->len++] = (__VA_ARGS__);                                 \
    } while (0)

#define vec_push_in(arena, v, ...)                                                       \
    do {                                                                                 \
        __typeof__(v) vec_ = (v);                                                        \
        if (vec_->len == vec_->cap) {                                                    \
            size_t vec_cap_ = vec_->cap ? vec_->cap * 2 : 4;                             \
            vec_->ptr = arena_realloc((arena), vec_->ptr, vec_->cap * sizeof *vec_->ptr, \
                                      vec_cap_ * sizeof *vec_->ptr);                     \
            vec_->cap = vec_cap_;                                                        \
        }                                                                                \
        vec_->ptr[vec_->len++] = (__VA_ARGS__);                                          \
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
