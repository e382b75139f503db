/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown.h - reads a Markdown file of the content format into a
 * document: the only user of libcmark. */
#ifndef SP_MARKDOWN_H
#define SP_MARKDOWN_H

#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* bytes: the whole file.  Everything the author should mend is in diags;
 * when an error is among them the document must not be published. */
void sp_markdown_read(struct sp_arena *arena, struct sp_str bytes,
                      const struct sp_read_options *options,
                      struct sp_diags *diags, struct sp_reading *out);

#ifdef __cplusplus
}
#endif
#endif
