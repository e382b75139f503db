/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/one.h - one document, read by itself in a child, for the commands
 * that are given a file. */
#ifndef SP_ONE_H
#define SP_ONE_H

#include "indexer/parser.h"

/* Zero it to begin; end it with sp_one_release() in any case. */
struct sp_one {
  struct sp_arena arena; /* owns all that follows */
  struct sp_parser parser;
  struct sp_str folder;  /* the content folder; empty: the root folder */
  struct sp_str path;    /* of the file, below it */
  struct sp_str bytes;   /* of the file */
  struct sp_diags diags; /* what is wrong with the file */
  struct sp_doc *doc;    /* NULL: it has errors; lives in the arena */
};

/* Read a document.  Its id and perhaps its type come from its place below the
 * content folder: `content`, or when that is NULL the folder that place.h
 * finds above it.  share: the schema's folder; NULL: it
 * is found.  SP_E_NOTFOUND no such file or folder, or the file does not lie
 * below it; SP_E_DATA it is no document by its name; SP_E_IO; SP_E_INTERNAL a
 * child cannot be started. */
SP_NODISCARD enum sp_status sp_one_read(struct sp_one *one, const char *file,
                                        const char *content, const char *share,
                                        struct sp_err *err);
/* After that: read these bytes as a document of this path below the content
 * folder.  diags->arena and *doc are one->arena's; *doc is NULL when it has
 * errors.  SP_E_INTERNAL as above. */
SP_NODISCARD enum sp_status
sp_one_again(struct sp_one *one, struct sp_str path, struct sp_str bytes,
             struct sp_diags *diags, struct sp_doc **doc, struct sp_err *err);
/* After that: the council's name by site.yaml, or empty when it says none or
 * cannot be used. */
struct sp_str sp_one_council(struct sp_one *one);
/* After that: the title of the document of this path below the content folder;
 * empty when there is none, or it has errors, or is not live now, or is for
 * fewer readers than one->doc; a symbolic link is none. */
struct sp_str sp_one_title(struct sp_one *one, struct sp_str path);
/* Write what was made of it to standard output.  SP_E_IO. */
SP_NODISCARD enum sp_status sp_one_print(struct sp_str bytes,
                                         struct sp_err *err);
void sp_one_release(struct sp_one *one);

#endif
