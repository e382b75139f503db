/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The XML reader.  The first byte chooses: bit 0 lenient, bit 1 the rest is
 * the inside of a root element, bit 2 of a script, bit 3 for the public, bit 4
 * without the schema. */
#include <stdio.h>
#include <stdlib.h>

#include "lib/xml.h"
#include "tests/fuzz/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct sp_xml_schema *
schema(void)
{
  static struct sp_xml_schema *opened;
  const char *source = getenv("SP_SOURCE");
  struct sp_err err;
  char path[1024];

  snprintf(path, sizeof(path), "%s/schema/signpost.rng", source ? source : ".");
  if (!opened && sp_xml_schema_open(path, &opened, &err) != SP_OK) {
    fprintf(stderr, "%s\n", err.msg);
    exit(1);
  }
  return opened;
}

/* A control character that Markdown takes and XML's reader does not. */
static void
check_no_delete(const struct sp_doc *doc)
{
  for (const struct sp_node *n = doc->root; n;
       n = sp_node_walk(doc->root, (struct sp_node *)n, false))
    if (sp_str_find(n->text, 0x7F, 0) < n->text.len ||
        sp_str_find(n->target, 0x7F, 0) < n->target.len ||
        sp_str_find(n->title, 0x7F, 0) < n->title.len)
      abort();
}

static struct sp_str
with_root(struct sp_arena *arena, struct sp_str inside, uint8_t how)
{
  const char *root = how & 4 ? "script" : "guide";

  return sp_arena_fmt(
      arena,
      "<%s xmlns=\"urn:signpost:content:1\" id=\"waste/a\" audience=\"%s\""
      " reviewed=\"2026-09-01\" review-by=\"2027-03-01\"><title>T</title>"
      "%.*s</%s>",
      root, how & 8 ? "public" : "staff", SP_FMT(inside), root);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_read_options options = {.path = SP_STR("waste/a.xml")};
  struct sp_reading reading;
  struct sp_str text;
  uint8_t how;

  if (size == 0)
    return 0;
  how = data[0];
  text = sp_str_n((const char *)data + 1, size - 1);
  options.lenient = how & 1;
  options.default_audience = how & 8 ? SP_PUBLIC : SP_STAFF;
  if (how & 2)
    text = with_root(&arena, text, how);
  sp_xml_read(how & 16 ? NULL : schema(), &arena, text, &options, &diags,
              &reading);
  model_check(&arena, &diags, &reading);
  if (reading.doc)
    check_no_delete(reading.doc);
  sp_arena_release(&arena);
  return 0;
}
