/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/title.h - what the documents and contacts are called that one
 * document names, read from the folder that it lies in. */
#ifndef SP_TITLE_H
#define SP_TITLE_H

#include "indexer/one.h"
#include "lib/resolve.h"

/* Beyond this many nothing more is read. */
#define SP_TITLES_MAX 200

struct sp_known_title {
  enum sp_ref_kind kind;
  struct sp_str name, title;
};

/* Set `one`, that has been read, and zero the rest; lives in one->arena. */
struct sp_titles {
  struct sp_one *one;
  struct sp_known_title *item;
  size_t count, cap;
};

/* The title of what is named as its author does: a document by a link,
 * "../waste/bins.md#when" or "../waste/bins", a contact by its key,
 * "waste-team".  Empty: there is none, it has errors, it is an address outside,
 * or not all who may read the one document may know of it now.  For
 * sp_graph_about.title. */
struct sp_str sp_title_of(void *titles, enum sp_ref_kind kind,
                          struct sp_str name);

#endif
