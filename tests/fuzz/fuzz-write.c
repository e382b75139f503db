/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whatever is read without an error can be written in both forms, and says the
 * same when it is read again.  The first byte chooses: bit 0 XML, bit 1 a
 * script, bit 2 for the public. */
#include "lib/markdown.h"
#include "lib/write.h"
#include "lib/xml.h"

#include <stdio.h>
#include <stdlib.h>

#define DEPTH_MAX                                                              \
  8 /* XML counts its elements, Markdown blocks and emphasis                   \
     */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct sp_doc *
read_form(struct sp_arena *arena, struct sp_str source, bool is_xml,
          struct sp_diags *diags)
{
  struct sp_read_options options = {.path = is_xml ? SP_STR("waste/a.xml")
                                                   : SP_STR("waste/a.md")};
  struct sp_reading reading = {0};

  if (is_xml)
    sp_xml_read(NULL, arena, source, &options, diags, &reading);
  else
    sp_markdown_read(arena, source, &options, diags, &reading);
  return diags->errors ? NULL : reading.doc;
}

static struct sp_str
whole(struct sp_arena *arena, uint8_t how, struct sp_str body)
{
  const char *type = how & 2 ? "script" : "guide";
  const char *audience = how & 4 ? "public" : "staff";

  if (how & 1)
    return sp_arena_fmt(arena,
                        "<%s xmlns=\"urn:signpost:content:1\" id=\"waste/a\""
                        " audience=\"%s\" reviewed=\"2026-09-01\""
                        " review-by=\"2027-09-01\"><title>T</title>%.*s</%s>",
                        type, audience, SP_FMT(body), type);
  return sp_arena_fmt(arena,
                      "---\ntitle: T\ntype: %s\naudience: %s\n"
                      "reviewed: 2026-09-01\nreview-by: 2027-09-01\n---\n%.*s",
                      type, audience, SP_FMT(body));
}

static bool
is_deep(const struct sp_node *root)
{
  for (struct sp_node *n = (struct sp_node *)root; n;
       n = sp_node_walk(root, n, false)) {
    unsigned depth = 0;

    for (const struct sp_node *up = n; up; up = up->parent)
      depth++;
    if (depth > DEPTH_MAX)
      return true;
  }
  return false;
}

/* Written and read again it is the same, or we end here. */
static void
go_through(struct sp_arena *arena, const struct sp_doc *doc, bool to_xml)
{
  struct sp_diags diags = {.arena = arena};
  const struct sp_doc *back;
  struct sp_buf out, why;

  sp_buf_init(&out, SP_DOC_MAX_BYTES);
  sp_buf_init(&why, 65536);
  if (to_xml)
    sp_xml_write(&out, doc);
  else
    sp_markdown_write(&out, doc);
  back = out.full ? doc : read_form(arena, sp_buf_str(&out), to_xml, &diags);
  if (!back || !sp_doc_same(doc, back, &why)) {
    sp_diags_print(&diags, stderr);
    fprintf(stderr, "%.*s\n%.*s\n", SP_FMT(sp_buf_str(&why)),
            SP_FMT(sp_buf_str(&out)));
    abort();
  }
  sp_buf_release(&why);
  sp_buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  const struct sp_doc *doc;
  struct sp_str source;

  if (size == 0 || size > 16384)
    return 0;
  source = whole(&arena, data[0], sp_str_n((const char *)data + 1, size - 1));
  doc = read_form(&arena, source, data[0] & 1, &diags);
  if (doc && !is_deep(doc->root)) {
    go_through(&arena, doc, false);
    go_through(&arena, doc, true);
  }
  sp_arena_release(&arena);
  return 0;
}
