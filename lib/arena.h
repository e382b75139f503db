/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/arena.h - memory that lives as long as one request or one document.
 *
 * Nothing taken from an arena is freed by itself; the arena ends it all.  Out
 * of memory aborts with a line on standard error: every input is capped
 * before it gets here, so there is nothing sensible left to try. */
#ifndef SP_ARENA_H
#define SP_ARENA_H

#include "lib/base.h"

#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sp_arena_block;

/* Zero it to begin: `struct sp_arena arena = {0};` */
struct sp_arena {
  struct sp_arena_block *top;
  size_t used; /* bytes handed out, for limits and statistics */
};

/* Zeroed memory, aligned for any type. */
void *sp_arena_alloc(struct sp_arena *arena, size_t size);
#define sp_arena_new(arena, type) ((type *)sp_arena_alloc(arena, sizeof(type)))
#define sp_arena_array(arena, type, n)                                         \
  ((type *)sp_arena_alloc_n(arena, sizeof(type), n))
void *sp_arena_alloc_n(struct sp_arena *arena, size_t size, size_t n);

/* A copy, ended by a NUL that len does not count. */
struct sp_str sp_arena_copy(struct sp_arena *arena, struct sp_str s);
const char *sp_arena_cstr(struct sp_arena *arena, struct sp_str s);
struct sp_str sp_arena_fmt(struct sp_arena *arena, const char *fmt, ...)
    SP_PRINTF(2, 3);
/* The n texts after one another. */
struct sp_str sp_arena_join(struct sp_arena *arena, size_t n,
                            const struct sp_str *parts);

/* Free everything; the arena may be used again. */
void sp_arena_release(struct sp_arena *arena);

/* Grow a list that lives in an arena.  The old place stays until the arena
 * ends, so doubling wastes at most as much again.  Keeps *cap. */
void *sp_arena_grow(struct sp_arena *arena, void *items, size_t *cap,
                    size_t need, size_t item_size);

/* Append one item to items/count/cap of one type. */
#define SP_PUSH(arena, items, count, cap, value)                               \
  do {                                                                         \
    (items) = sp_arena_grow((arena), (items), &(cap), (count) + 1,             \
                            sizeof(*(items)));                                 \
    (items)[(count)++] = (value);                                              \
  } while (0)

#ifdef __cplusplus
}
#endif
#endif
