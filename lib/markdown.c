/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/markdown.h"

#include "lib/fields.h"
#include "lib/markdown_parts.h"

/* The body of md->doc; false: over a limit, no document. */
static bool
read_body(struct sp_md *md)
{
  struct sp_node *root;
  struct sp_str h1 = {0};

  sp_md_check_images(md);
  if (md->over)
    return false;
  root = sp_md_walk(md);
  if (!md->over)
    sp_md_blocks(md, root);
  if (!md->over)
    sp_md_sections(md, root, &h1);
  if (!md->over && md->doc->type == SP_DOC_SCRIPT)
    sp_md_script(md, root);
  if (md->over)
    return false;
  sp_md_slips(md);
  sp_md_finish(md, root);
  md->doc->root = root;
  sp_fields_complete(md->arena, md->options, md->diags, md->doc, h1);
  return true;
}

void
sp_markdown_read(struct sp_arena *arena, struct sp_str bytes,
                 const struct sp_read_options *options, struct sp_diags *diags,
                 struct sp_reading *out)
{
  struct sp_md md = {.arena = arena,
                     .options = options,
                     .diags = diags,
                     .errors_before = diags->errors};
  struct sp_yaml_map front;

  *out = (struct sp_reading){0};
  if (!sp_md_read_source(&md, bytes) || !sp_md_read_front(&md, &front))
    return;
  md.doc = sp_arena_new(arena, struct sp_doc);
  sp_fields_apply(arena, &front, options, diags, md.doc, out);
  if (read_body(&md))
    out->doc = md.doc;
}
