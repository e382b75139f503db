/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_write.c - a document as a Markdown file. */
#include "lib/write_parts.h"

void
sp_markdown_write(struct sp_buf *out, const struct sp_doc *doc)
{
  struct sp_arena arena = {0};
  struct sp_md_out md = {&arena, doc, out};

  sp_md_put_front(&md);
  sp_md_put_blocks(&md, doc->root);
  sp_arena_release(&arena);
}
