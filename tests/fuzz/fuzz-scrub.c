/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Personal data in any bytes at all. */
#include "lib/scrub.h"
#include "lib/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
has_control(struct sp_str s)
{
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7F)
      return true;
  return false;
}

/* Six ASCII digits in a row never stay but as an amount. */
static bool
has_run(struct sp_str s)
{
  size_t run = 0;

  for (size_t i = 0; i < s.len; i++) {
    run = s.ptr[i] >= '0' && s.ptr[i] <= '9' ? run + 1 : 0;
    if (run > 7)
      return true;
  }
  return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_arena arena = {0};
  struct sp_str text = sp_str_n((const char *)data, size), out, again;

  out = sp_scrub(&arena, text);
  if (out.len > SP_SCRUB_MAX || sp_utf8_check(out) < out.len ||
      has_control(out) || has_run(out))
    abort();
  again = sp_scrub(&arena, out);
  if (!sp_str_eq(again, out))
    abort();
  sp_arena_release(&arena);
  return 0;
}
