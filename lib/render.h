/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/render.h - a resolved document of one audience into a page.
 *
 * The HTML is made from the tree by closed lists of elements; text is escaped,
 * addresses come from resolve.h.  Nothing the author wrote is copied as
 * markup, so the result is safe by construction. */
#ifndef SP_RENDER_H
#define SP_RENDER_H

#include "lib/page.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The most bytes of HTML and text that a page may be made of. */
#define SP_RENDER_MAX ((size_t)8 * 1024 * 1024)

/* doc is the copy that audience.h made for `audience`, resolved.  What is not
 * live at `now` is left out; what ends later carries its end.  The caller
 * keeps the arena as long as the page.  NULL: it makes more than SP_RENDER_MAX
 * bytes; nothing is cut. */
struct sp_page *sp_render_page(struct sp_arena *arena, const struct sp_doc *doc,
                               enum sp_audience audience, sp_instant now);

/* The instants at which something of a document appears or goes, sorted, each
 * once: between two of them its pages stay the same. */
struct sp_instants {
  sp_instant *item;
  size_t count, cap;
};
void sp_doc_boundaries(struct sp_arena *arena, const struct sp_doc *doc,
                       struct sp_instants *out);

#ifdef __cplusplus
}
#endif
#endif
