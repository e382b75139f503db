/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/resolve.h - links, includes and names of a document made real.
 *
 * The caller tells what exists (struct sp_world); this file checks each
 * reference against it, writes addresses into the nodes, and puts snippets and
 * amounts in place of includes. */
#ifndef SP_RESOLVE_H
#define SP_RESOLVE_H

#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the world knows of a file that can be linked to. */
struct sp_target {
  struct sp_str path, id, title;
  enum sp_doc_type type;
  enum sp_audience audience;
  unsigned level;
  bool live;                   /* now, by from and until */
  const struct sp_str *anchor; /* of its headings, in order */
  size_t anchors;
  /* Of each: does it stand in the public copy, so that residents may see its
   * words in an address?  NULL: all do. */
  const bool *anchor_public;
  bool in_error; /* it is there, but no page is made of it; of all this only
                    its path is known */
};

enum sp_ref_kind { SP_REF_FILE, SP_REF_CONTACT, SP_REF_SNIPPET, SP_REF_FEE };

struct sp_world {
  void *ctx;
  /* Foreign files: a link that leads nowhere is a warning (W02, W25) and
   * becomes plain text, so that the page is not lost for it. */
  bool lenient;
  /* Nothing will be published: what lacks only because another file is in
   * error is passed over, as that file has a message of its own. */
  bool check_only;
  /* A document by path below content/ ("waste/a.md") or by id ("waste/a");
   * NULL: none. */
  const struct sp_target *(*by_path)(void *ctx, struct sp_str path);
  /* A contact by key or by title, any case; NULL: none. */
  const struct sp_target *(*contact)(void *ctx, struct sp_str name);
  /* A snippet's document, read afresh into arena, without errors; NULL:
   * none. */
  struct sp_doc *(*snippet)(void *ctx, struct sp_arena *arena,
                            struct sp_str path);
  /* Has the target a heading of this address, and is that heading public?
   * Then its list is not needed.  NULL: the list tells. */
  bool (*has_heading)(void *ctx, const struct sp_target *target,
                      struct sp_str anchor, bool *is_public);
  /* The amount in force, as text ("£50"); empty: no such fee now. */
  struct sp_str (*fee)(void *ctx, struct sp_arena *arena, struct sp_str key);
  /* There is no amount because fees.csv has an error there; NULL: never. */
  bool (*fee_in_error)(void *ctx, struct sp_str key);
  /* Asked by a check alone (check_only).  What may have been meant by a name of
   * that kind that does not exist: of files and snippets a path below content/,
   * of a contact its key; empty: nothing is near.  is_public: only what
   * residents' text may name.  NULL: never. */
  struct sp_str (*near)(void *ctx, struct sp_arena *arena,
                        enum sp_ref_kind kind, struct sp_str name,
                        bool is_public);
  /* Likewise of a heading of the target.  NULL: its list tells. */
  struct sp_str (*near_heading)(void *ctx, struct sp_arena *arena,
                                const struct sp_target *target,
                                struct sp_str anchor, bool is_public);
};

struct sp_ref {
  enum sp_ref_kind kind;
  /* A path below content/ or an id, a contact's name in lower case, a fee's
   * key. */
  struct sp_str name;
};
struct sp_refs {
  struct sp_ref *item;
  size_t count, cap;
};

/* What a value of `related` names: a link to a file as anywhere else, or an
 * id. */
struct sp_str sp_related_path(struct sp_arena *arena, const struct sp_doc *doc,
                              struct sp_str value);

/* The field of a contact as written; empty: it has none. */
struct sp_str sp_doc_out_of_hours(const struct sp_doc *doc);

/* Everything outside itself that a document's pages depend on, without
 * asking the world; so a change of one of these, and of nothing else, makes
 * the document's pages anew.  Each once, by kind and name.  The list lives in
 * the arena, its texts there or in the document. */
void sp_doc_refs(struct sp_arena *arena, const struct sp_doc *doc,
                 struct sp_refs *out);

/* What other files must know of a document's headings, in order: addresses that
 * links may lead to (of a script's introduction with choices "start"; none of
 * test calls), and whether each stands in the public copy.  The list lives in
 * the arena, the texts are shared with the document. */
struct sp_doc_anchor {
  struct sp_str address;
  bool is_public;
};
struct sp_doc_anchors {
  struct sp_doc_anchor *item;
  size_t count;
};
void sp_doc_anchors(struct sp_arena *arena, const struct sp_doc *doc,
                    struct sp_doc_anchors *out);

/* Resolve in place.  E02: target, heading or contact missing, or a snippet
 * that is none.  E10: public text links to, includes or hands over to what is
 * not public.  E25: an address of a kind not allowed.  An include is replaced
 * by what it names; a snippet with dates under an ONLY of these.  Unresolved
 * links are left as plain text. */
void sp_doc_resolve(struct sp_arena *arena, struct sp_doc *doc,
                    const struct sp_world *world, struct sp_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
