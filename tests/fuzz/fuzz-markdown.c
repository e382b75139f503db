/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The Markdown reader.  The first byte chooses: bit 0 lenient, bit 1 the rest
 * is a body and gets front matter, bit 2 of a script, bit 3 for the public. */
#include "lib/markdown.h"
#include "tests/fuzz/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const fields =
      "reviewed: 2026-09-01\nreview-by: 2027-09-01\ntitle: T\n---\n";
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_read_options options = {.path = SP_STR("waste/a.md")};
  struct sp_reading reading;
  struct sp_str text;
  uint8_t how;

  if (size == 0)
    return 0;
  how = data[0];
  text = sp_str_n((const char *)data + 1, size - 1);
  options.lenient = how & 1;
  options.default_audience = how & 8 ? SP_PUBLIC : SP_STAFF;
  if (how & 2) {
    struct sp_str parts[] = {
        how & 4 ? SP_STR("---\ntype: script\n") : SP_STR("---\ntype: faq\n"),
        how & 8 ? SP_STR("audience: public\n") : SP_STR(""), sp_str(fields),
        text};

    text = sp_arena_join(&arena, 4, parts);
  }
  sp_markdown_read(&arena, text, &options, &diags, &reading);
  model_check(&arena, &diags, &reading);
  sp_arena_release(&arena);
  return 0;
}
