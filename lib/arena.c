/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/arena.h"

#include <stdio.h>
#include <stdlib.h>

#define BLOCK_SIZE ((size_t)16 * 1024)
/* The first one is small, as most arenas are: blocks are cleared. */
#define FIRST_SIZE ((size_t)4 * 1024)
#define SHORT_TEXT 256
#define ALIGNMENT _Alignof(max_align_t)

struct sp_arena_block {
  struct sp_arena_block *next;
  size_t used, size;
  max_align_t data[];
};

static void
out_of_memory(void)
{
  fputs("signpost: out of memory\n", stderr);
  abort();
}

/* One malloc a piece under AddressSanitizer, so that it sees overruns. */
#if defined(__SANITIZE_ADDRESS__)
#define ONE_BLOCK_A_PIECE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_BLOCK_A_PIECE 1
#endif
#endif
#ifndef ONE_BLOCK_A_PIECE
#define ONE_BLOCK_A_PIECE 0
#endif

void *
sp_arena_alloc(struct sp_arena *arena, size_t size)
{
  struct sp_arena_block *block = arena->top;
  size_t room;
  char *at;

  if (size > SIZE_MAX / 2)
    out_of_memory();
  arena->used += size;
  room =
      ONE_BLOCK_A_PIECE ? size : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (ONE_BLOCK_A_PIECE || !block || block->size - block->used < room) {
    size_t usual = arena->top ? BLOCK_SIZE : FIRST_SIZE;
    size_t want = ONE_BLOCK_A_PIECE || room > usual ? room : usual;

    block = calloc(1, sizeof(*block) + want);
    if (!block)
      out_of_memory();
    block->size = want;
    /* A large piece goes below the top, so that the top's room is kept. */
    if (arena->top && room > BLOCK_SIZE) {
      block->next = arena->top->next;
      arena->top->next = block;
    } else {
      block->next = arena->top;
      arena->top = block;
    }
  }
  at = (char *)block->data + block->used;
  block->used += room;
  return at;
}

void *
sp_arena_alloc_n(struct sp_arena *arena, size_t size, size_t n)
{
  if (size && n > SIZE_MAX / 4 / size)
    out_of_memory();
  return sp_arena_alloc(arena, size * n);
}

struct sp_str
sp_arena_copy(struct sp_arena *arena, struct sp_str s)
{
  char *copy = sp_arena_alloc(arena, s.len + 1);

  if (s.len)
    memcpy(copy, s.ptr, s.len);
  return sp_str_n(copy, s.len);
}

const char *
sp_arena_cstr(struct sp_arena *arena, struct sp_str s)
{
  return sp_arena_copy(arena, s).ptr;
}

struct sp_str
sp_arena_fmt(struct sp_arena *arena, const char *fmt, ...)
{
  char brief[SHORT_TEXT];
  va_list ap, again;
  int len;
  char *text;

  va_start(ap, fmt);
  va_copy(again, ap);
  len = vsnprintf(brief, sizeof(brief), fmt, ap);
  va_end(ap);
  if (len < 0)
    out_of_memory();
  text = sp_arena_alloc(arena, (size_t)len + 1);
  /* Formatting costs more than copying, so a short text is made once. */
  if ((size_t)len < sizeof(brief))
    memcpy(text, brief, (size_t)len + 1);
  else
    vsnprintf(text, (size_t)len + 1, fmt, again);
  va_end(again);
  return sp_str_n(text, (size_t)len);
}

struct sp_str
sp_arena_join(struct sp_arena *arena, size_t n, const struct sp_str *parts)
{
  size_t len = 0, at = 0;
  char *text;

  for (size_t i = 0; i < n; i++)
    len += parts[i].len;
  text = sp_arena_alloc(arena, len + 1);
  for (size_t i = 0; i < n; i++) {
    if (parts[i].len)
      memcpy(text + at, parts[i].ptr, parts[i].len);
    at += parts[i].len;
  }
  return sp_str_n(text, len);
}

void
sp_arena_release(struct sp_arena *arena)
{
  while (arena->top) {
    struct sp_arena_block *next = arena->top->next;

    free(arena->top);
    arena->top = next;
  }
  arena->used = 0;
}

void *
sp_arena_grow(struct sp_arena *arena, void *items, size_t *cap, size_t need,
              size_t item_size)
{
  size_t more = *cap ? *cap * 2 : 8;
  void *bigger;

  if (need <= *cap)
    return items;
  if (more < need)
    more = need;
  bigger = sp_arena_alloc_n(arena, item_size, more);
  if (*cap)
    memcpy(bigger, items, *cap * item_size);
  *cap = more;
  return bigger;
}
