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

struct sp_render_names {
  struct sp_str provider; /* title of provided-by, empty: the council */
  struct sp_url provider_url;
};

/* The caller keeps the arena as long as the page. */
struct sp_page *sp_render_page(struct sp_arena *arena,
                               const struct sp_doc *doc,
                               const struct sp_render_names *names);

#ifdef __cplusplus
}
#endif
#endif
