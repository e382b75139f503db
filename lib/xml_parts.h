/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_parts.h - private to lib/xml*.c.
 *
 * xml.c parses the bytes into the small tree below; xml_root.c reads its root:
 * front matter, sections, test calls; xml_blocks.c and xml_inline.c blocks and
 * what stands in them, xml_script.c the parts of a step.  Each element is found
 * in a closed table or is an error: nothing an author wrote is dropped without
 * a word.  xml_relax.c checks the whole against the schema, which says the
 * same to editors. */
#ifndef SP_XML_PARTS_H
#define SP_XML_PARTS_H

#include "lib/xml.h"

#define SP_XML_NAMESPACE "urn:signpost:content:1"

struct sp_xml_attr {
  struct sp_str name, value;
};

/* An element, or a run of text between elements (then name is empty). */
struct sp_xml_el {
  struct sp_str name, text;
  struct sp_xml_attr *attr;
  size_t attrs;
  unsigned line; /* where the start tag ends, or the text begins */
  struct sp_xml_el *first, *next;
  /* Of DITA alone: enum sp_dita_type, is it for staff, did a key give it. */
  unsigned type;
  bool staff, of_key;
};

/* A document while it is read. */
struct sp_xml {
  struct sp_arena *arena;
  const struct sp_read_options *options;
  struct sp_diags *diags;
  struct sp_doc *doc;
  struct sp_texts anchors, headings; /* of the steps, for <stop> */
  size_t errors_before;              /* of other files */
  size_t nodes;
  size_t steps;  /* that the schema's check may take */
  unsigned line; /* of what was taken last from libxml2's tree */
  bool over;     /* a limit was passed, and said */
  bool is_dita;  /* names of any namespace, and deeper (dita.h) */
};

#define SP_XML_ERROR(x, line, ...)                                             \
  sp_diag((x)->diags, "E25", (x)->options->path, line, 0, __VA_ARGS__)

/* ---- xml.c */
struct _xmlDoc;
struct _xmlNode;
/* Once, before any other call of libxml2. */
void sp_xml_prepare(void);
/* The line on which the element's start tag ends. */
unsigned sp_xml_line(const struct _xmlNode *node);

/* ---- xml_bytes.c */
/* Size, encoding, number of attributes; false after E25. */
bool sp_xml_check_bytes(struct sp_xml *x, struct sp_str bytes);

/* ---- xml_names.c */
/* Is the name among these, which have spaces between them, as "p ul ol"? */
bool sp_xml_listed(const char *names, struct sp_str name);
/* Value of an attribute, trimmed; empty when it is not there. */
struct sp_str sp_xml_attr(const struct sp_xml_el *el, const char *name);
/* E25 for attributes that are not in `known` (names; those with `!` after them
 * are required and not empty). */
void sp_xml_check_attrs(struct sp_xml *x, const struct sp_xml_el *el,
                        const char *known);
/* E25: el cannot stand in `where`; `names` can. */
void sp_xml_misplaced(struct sp_xml *x, const struct sp_xml_el *el,
                      struct sp_str where, const char *names);
/* The words of an element that holds text alone, squeezed; any element in it
 * but those of `skip`, which are passed over, is E25. */
struct sp_str sp_xml_words(struct sp_xml *x, const struct sp_xml_el *el,
                           const char *skip);
/* An attribute with a guard, if it is there, into *guard.  False (and E25) when
 * it is none that can stand here. */
bool sp_xml_guard(struct sp_xml *x, const struct sp_xml_el *el,
                  const char *name, struct sp_guard *guard);

/* ---- xml_blocks.c */
struct sp_node *sp_xml_new(struct sp_xml *x, enum sp_node_kind kind,
                           const struct sp_xml_el *el);
/* Does the element hold nothing but white space? */
bool sp_xml_is_blank(const struct sp_xml_el *el);
/* The first element from el on, over white space; other text is E25.  `where`
 * is the name of the element in which that is. */
const struct sp_xml_el *sp_xml_elements(struct sp_xml *x,
                                        const struct sp_xml_el *el,
                                        struct sp_str where);
/* Is el a block?  Then it is read into `into`.  before: the element before it,
 * or NULL. */
bool sp_xml_block(struct sp_xml *x, const struct sp_xml_el *el,
                  const struct sp_xml_el *before, struct sp_node *into);
extern const char sp_xml_block_names[];
/* Text and blocks in el, as they come: text between blocks is a paragraph. */
void sp_xml_flow(struct sp_xml *x, const struct sp_xml_el *el,
                 struct sp_node *into);

/* ---- xml_lists.c */
/* kind: SP_NODE_LIST or SP_NODE_CHECKLIST */
void sp_xml_list(struct sp_xml *x, const struct sp_xml_el *el,
                 enum sp_node_kind kind, struct sp_node *into);
void sp_xml_table(struct sp_xml *x, const struct sp_xml_el *el,
                  struct sp_node *into);

/* ---- xml_inline.c */
/* Is it text, or an element that stands inside a sentence? */
bool sp_xml_is_inline(const struct sp_xml_el *el);
/* The text and inline elements from `first` up to (not with) `end` into
 * `into`; white space is squeezed, and trimmed at the ends. */
void sp_xml_inlines(struct sp_xml *x, const struct sp_xml_el *first,
                    const struct sp_xml_el *end, struct sp_str where,
                    struct sp_node *into);
extern const char sp_xml_inline_names[];

/* ---- xml_script.c */
/* Is el a part of a step (record, outcome, ...)?  Then it is read into `into`,
 * or into *choices (made when there is none) if it is an option. */
bool sp_xml_part(struct sp_xml *x, const struct sp_xml_el *el,
                 struct sp_node *into, struct sp_node **choices);
extern const char sp_xml_part_names[];
/* E25 when a step has too many. */
void sp_xml_check_choices(struct sp_xml *x, const struct sp_node *choices);
/* The address of a step or a file as a link target: "out-by-7" is "#out-by-7",
 * "../a/b.md" stays, "./b" is the file "b". */
struct sp_str sp_xml_target(struct sp_xml *x, struct sp_str to);
/* "Identity check" of "../shared/identity-check.md" */
struct sp_str sp_xml_path_words(struct sp_xml *x, struct sp_str path);
/* A KEYED node at the end of `into`; and one whose children are el's words. */
struct sp_node *sp_xml_keyed(struct sp_xml *x, const struct sp_xml_el *el,
                             enum sp_key key, struct sp_node *into);
struct sp_node *sp_xml_keyed_text(struct sp_xml *x, const struct sp_xml_el *el,
                                  enum sp_key key, struct sp_node *into);
/* E25 when the step has such a key already. */
void sp_xml_check_single(struct sp_xml *x, const struct sp_xml_el *el,
                         enum sp_key key, const struct sp_node *into);
/* A test call as Markdown writes it, `(given) path => ends`, in parts that
 * live in the arena; false when putting them together again would give another
 * text. */
bool sp_xml_call_parts(struct sp_arena *arena, struct sp_str text,
                       struct sp_str *given, struct sp_str *path,
                       struct sp_str *ends);
/* The guard of a section, and where to otherwise. */
void sp_xml_guard_section(struct sp_xml *x, const struct sp_xml_el *el,
                          struct sp_node *node);
/* <test-calls>, into the root. */
void sp_xml_test_calls(struct sp_xml *x, const struct sp_xml_el *el,
                       struct sp_node *root);

/* ---- xml_outcome.c */
void sp_xml_outcome(struct sp_xml *x, const struct sp_xml_el *el,
                    struct sp_node *into);
/* <with-outcome>: what belongs to an outcome and stands apart from it. */
void sp_xml_with_outcome(struct sp_xml *x, const struct sp_xml_el *el,
                         struct sp_node *into);

/* ---- xml_root.c */
/* The document that the tree is; *out and x->doc are filled.  What is wrong is
 * in x->diags. */
void sp_xml_document(struct sp_xml *x, const struct sp_xml_el *root,
                     struct sp_reading *out);

/* ---- xml_finish.c */
/* Tidy the tree; W26, E03 and what a snippet may not hold. */
void sp_xml_finish(struct sp_xml *x);

/* ---- xml_slips.c */
/* E25 for what Markdown takes for a slip, or cannot say; of a tidy tree. */
void sp_xml_slips(struct sp_xml *x);

/* ---- xml_relax.c */
/* E25 for what the schema does not allow. */
void sp_xml_validate(struct sp_xml *x, const struct sp_xml_schema *schema,
                     struct _xmlDoc *doc);

#endif
