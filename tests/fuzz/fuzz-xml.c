/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The XML reader.  The first byte chooses: bit 0 lenient, bit 1 the rest is
 * the inside of a root element, bit 2 of a script, bit 3 for the public, bit 4
 * without the schema. */
#include "lib/audience.h"
#include "lib/text.h"
#include "lib/xml.h"

#include <stdio.h>
#include <stdlib.h>

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

static void
check_text(struct sp_str s)
{
  if (sp_utf8_check(s) < s.len)
    abort();
  for (size_t i = 0; i < s.len; i++)
    if (((unsigned char)s.ptr[i] < ' ' && s.ptr[i] != '\n' &&
         s.ptr[i] != '\t') ||
        s.ptr[i] == 0x7F)
      abort();
}

static void
check_tree(const struct sp_doc *doc)
{
  const unsigned known = SP_FLAG_ORDERED | SP_FLAG_HEAD | SP_FLAG_REQUIRED |
                         SP_FLAG_TEST_CALLS | SP_FLAG_PLAIN_QUOTE |
                         SP_FLAG_TIGHT | SP_FLAG_HEAD_CELL;
  size_t nodes = 0;

  for (struct sp_node *n = doc->root; n;
       n = sp_node_walk(doc->root, n, false)) {
    check_text(n->text);
    check_text(n->anchor);
    check_text(n->target);
    check_text(n->title);
    if (n->flags & ~known || ++nodes > SP_DOC_MAX_NODES)
      abort();
    for (const struct sp_node *c = n->first; c; c = c->next)
      if (c->parent != n || (!c->next && n->last != c))
        abort();
  }
}

/* What the child sends must be what the indexer takes. */
static void
check_packed(struct sp_arena *arena, const struct sp_doc *doc)
{
  struct sp_buf packed;
  struct sp_unpack in = {0};

  sp_buf_init(&packed, 64 * SP_DOC_MAX_BYTES);
  sp_doc_pack(&packed, doc);
  in.rest = sp_buf_str(&packed);
  if (!packed.full && !sp_doc_unpack(arena, &in))
    abort();
  sp_buf_release(&packed);
}

/* Nothing that a staff block holds is in the public's copy. */
static void
check_split(struct sp_arena *arena, const struct sp_doc *doc)
{
  const struct sp_doc *open = sp_doc_for_public(arena, doc);

  if (!open)
    return;
  for (struct sp_node *n = open->root; n;
       n = sp_node_walk(open->root, n, false))
    if (sp_node_is_staff(open, n))
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
  if (reading.doc) {
    check_tree(reading.doc);
    check_packed(&arena, reading.doc);
    if (diags.errors == 0)
      check_split(&arena, reading.doc);
  } else if (diags.errors == 0) {
    abort();
  }
  sp_arena_release(&arena);
  return 0;
}
