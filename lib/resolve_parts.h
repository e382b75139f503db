/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/resolve_parts.h - shared by the resolve*.c files alone. */
#ifndef SP_RESOLVE_PARTS_H
#define SP_RESOLVE_PARTS_H

#include "lib/anchor.h"
#include "lib/resolve.h"

/* A document while its references are resolved. */
struct sp_resolver {
  struct sp_arena *arena;
  struct sp_doc *doc;
  const struct sp_world *world;
  struct sp_diags *diags;
  struct sp_anchors headings;  /* of the document */
  struct sp_str base;          /* the file whose links are being read: the
                                  document, or a snippet within it */
  const struct sp_node *place; /* where to say it: the include, or NULL */
  const char *field;           /* of the front matter, while it is read */
  size_t *looked;              /* how often something near was looked for */
};

/* Say what is wrong with a node; NULL: with the field, or the file. */
void sp_resolve_say(struct sp_resolver *r, const char *code,
                    const struct sp_node *node, const char *fmt, ...)
    SP_PRINTF(4, 5);
/* Does this node's text reach the public?  NULL: that of the front matter. */
bool sp_resolve_is_public(const struct sp_resolver *r,
                          const struct sp_node *node);

/* ---- resolve_links.c */

/* The address for what the author wrote; empty (and said) when there is none.
 * node is where it stands; NULL: in the front matter. */
struct sp_str sp_resolve_address(struct sp_resolver *r, struct sp_node *node,
                                 struct sp_str target);
/* E02 (or `code`): the file at `path` has an error itself.  Nothing is said
 * when the world is only checked. */
void sp_resolve_in_error(struct sp_resolver *r, const struct sp_node *node,
                         const char *code, struct sp_str path);
/* May this text name that page?  False after E02 or E10. */
bool sp_resolve_may_link(struct sp_resolver *r, const struct sp_node *node,
                         const struct sp_target *target);

/* ---- resolve_near.c */

/* "; did you mean #x?", to stand at a message's end, or empty.  node: where
 * the name stands; of text for residents only what they may see is meant.
 * target: whose headings; NULL: the document's own. */
struct sp_str sp_resolve_meant_heading(struct sp_resolver *r,
                                       const struct sp_node *node,
                                       const struct sp_target *target,
                                       struct sp_str anchor);
/* Likewise of the name of a file, a contact and so on; of a path below
 * content/.  is_public: the name stands in text for residents. */
struct sp_str sp_resolve_meant(struct sp_resolver *r, enum sp_ref_kind kind,
                               struct sp_str name, bool is_public);
/* What was written as an address lacks a sign at its start: the whole message,
 * or empty. */
struct sp_str sp_resolve_lacking(struct sp_resolver *r, struct sp_str target);

#endif
