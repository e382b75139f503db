/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/write_parts.h - private to lib/markdown_write*.c, lib/xml_write*.c and
 * lib/doc_same.c. */
#ifndef SP_WRITE_PARTS_H
#define SP_WRITE_PARTS_H

#include "lib/fields_rules.h"
#include "lib/write.h"

/* ---- write_front.c: the front matter of either form */

/* A field to be written: its rule, and its values, where a list has one item
 * each. */
struct sp_write_field {
  const struct sp_field_rule *rule;
  struct sp_texts values;
};
/* The fields of a document in the manual's order, with the title, and the type
 * unless the folder says it; they live in the arena. */
struct sp_write_field *sp_write_fields(struct sp_arena *arena,
                                       const struct sp_doc *doc, size_t *count);
/* Does its value hold several, with semicolons between? */
bool sp_write_is_list(const struct sp_field_rule *rule);

/* ---- write_guard.c */
/* As an author writes it: "level 2", "if bin: garden". */
void sp_write_guard(struct sp_buf *out, const struct sp_guard *guard);

/* ---- write_links.c */
/* The section of the document whose address this target is (`#anchor`), or
 * NULL. */
const struct sp_node *sp_write_section(const struct sp_doc *doc,
                                       struct sp_str target);
/* "Identity check" of "../shared/identity-check.md"; may be empty. */
struct sp_str sp_write_path_words(struct sp_arena *arena, struct sp_str path);

/* ---- Markdown */

/* A file while it is written.  Blocks are written line for line as if they
 * stood at the left edge; what they stand in puts its signs before them. */
struct sp_md_out {
  struct sp_arena *arena; /* for this file */
  const struct sp_doc *doc;
  struct sp_buf *buf;
};

/* markdown_write_front.c: with the lines of hyphens */
void sp_md_put_front(struct sp_md_out *out);
/* Would the front matter be longer than Markdown's may be? */
bool sp_md_front_is_long(const struct sp_doc *doc);

/* markdown_write_blocks.c */
/* The blocks of a section, list item, quote, with blank lines between. */
void sp_md_put_blocks(struct sp_md_out *out, const struct sp_node *parent);

/* markdown_write_inline.c */
/* What the sentence stands in. */
enum sp_md_place {
  SP_MD_LINE,   /* it begins a line */
  SP_MD_BEHIND, /* it follows something on its line */
  SP_MD_CELL,   /* of a table */
  SP_MD_HEADING
};
/* The inline children of node; no line feed at the end. */
void sp_md_put_inlines(struct sp_md_out *out, const struct sp_node *node,
                       enum sp_md_place place);
/* An inline node that stands for itself: an include, a link. */
void sp_md_put_inline(struct sp_md_out *out, const struct sp_node *node);
/* A text that is not in the tree: a label, a heading. */
void sp_md_put_words(struct sp_md_out *out, struct sp_str words,
                     enum sp_md_place place);
/* `[words](target)` */
void sp_md_put_link(struct sp_md_out *out, struct sp_str words,
                    struct sp_str target);

/* markdown_write_script.c */
void sp_md_put_keyed(struct sp_md_out *out, const struct sp_node *keyed);
/* Does the keyed line stand directly below the one before it? */
bool sp_md_is_grouped(const struct sp_node *before, const struct sp_node *n);
/* sign: of the bullets */
void sp_md_put_choices(struct sp_md_out *out, const struct sp_node *choices,
                       char sign);
/* The `Only:` line of a section. */
void sp_md_put_only(struct sp_md_out *out, const struct sp_node *section);

/* ---- XML */

struct sp_xml_out {
  struct sp_arena *arena; /* for this file */
  const struct sp_doc *doc;
  struct sp_buf *buf;
  unsigned depth; /* of indentation */
};

/* xml_write.c */
void sp_xml_put_text(struct sp_xml_out *out, struct sp_str text);
/* ` name="value"` */
void sp_xml_put_attr(struct sp_xml_out *out, const char *name,
                     struct sp_str value);
/* A line feed, if something stands before, and the indentation. */
void sp_xml_put_indent(struct sp_xml_out *out);

/* xml_write_blocks.c */
void sp_xml_put_block(struct sp_xml_out *out, const struct sp_node *node);

/* xml_write_inline.c */
void sp_xml_put_inlines(struct sp_xml_out *out, const struct sp_node *node);
void sp_xml_put_inline(struct sp_xml_out *out, const struct sp_node *node);

/* xml_write_script.c */
/* The keyed line, and what belongs to an outcome; the last node written. */
const struct sp_node *sp_xml_put_keyed(struct sp_xml_out *out,
                                       const struct sp_node *keyed);
void sp_xml_put_choices(struct sp_xml_out *out, const struct sp_node *choices);
void sp_xml_put_test_calls(struct sp_xml_out *out,
                           const struct sp_node *section);
/* ` name="..."`: a target as sp_xml_target() reads it. */
void sp_xml_put_to(struct sp_xml_out *out, const char *name,
                   struct sp_str target);
/* ` when="..."`, if there is a guard */
void sp_xml_put_when(struct sp_xml_out *out, const struct sp_guard *guard);

#endif
