/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/place.h - where a file or folder that somebody named lies in the
 * content. */
#ifndef SP_PLACE_H
#define SP_PLACE_H

#include "lib/arena.h"
#include "lib/error.h"

struct sp_place {
  struct sp_str whole;  /* its path from the root */
  struct sp_str folder; /* of the content; empty: the root folder */
  struct sp_str path;   /* below it; empty: it is that folder */
};

/* The content folder is `content`, or when that is NULL the first folder from
 * `name` upwards with a site.yaml in it; when none has, with a services.yaml.
 * A symbolic link at the end of `name` is not followed unless it leads to a
 * folder.  Texts are in the arena and end in a NUL, but for folder.
 * SP_E_NOTFOUND no such file or folder, or it does not lie in the content. */
SP_NODISCARD enum sp_status sp_place_find(struct sp_arena *arena,
                                          const char *name, const char *content,
                                          struct sp_place *out,
                                          struct sp_err *err);
/* The folder as somebody who stands in the current one would name it: below
 * it, or from the root. */
const char *sp_place_folder(struct sp_arena *arena,
                            const struct sp_place *place);

#endif
