/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_links.h - the few pieces of markup that pages make in C:
 * addresses of a kind that the templates' escaper does not know (tel, mailto),
 * and lines taken out of stored markup.  What they make lives in the arena. */
#ifndef SP_PAGE_LINKS_H
#define SP_PAGE_LINKS_H

#include "lib/arena.h"
#include "lib/base.h"
#include "lib/doc.h"

/* A link that dials.  The first run of digits, blanks and a leading plus is
 * the number; what stands around it stays text.  Without at least three
 * digits it is all text. */
struct sp_html sp_link_phone(struct sp_arena *arena, struct sp_str phone);
/* A link that writes; text alone when it is no plain address. */
struct sp_html sp_link_email(struct sp_arena *arena, struct sp_str email);
/* A link to an address outside, shown without its scheme; text alone when
 * authors may not link to it. */
struct sp_html sp_link_web(struct sp_arena *arena, struct sp_str address);
/* An own page. */
struct sp_html sp_link_page(struct sp_arena *arena, struct sp_url url,
                            struct sp_str label);

/* The "Stop and escalate if" lines of stored markup, as a list of their own;
 * empty when it has none.  The renderer writes each keyed line as one div
 * without a div in it. */
struct sp_html sp_link_flags(struct sp_arena *arena, struct sp_html html);
/* Add the ids of own pages that stored markup links to, each once and without
 * the part behind #, until there are `max`.  They live in the arena. */
void sp_link_ids(struct sp_arena *arena, struct sp_html html, size_t max,
                 struct sp_texts *ids);
/* Does a snippet, its marks apart, say no more than the text does? */
bool sp_link_repeats(struct sp_arena *arena, struct sp_html snippet,
                     struct sp_str text);
/* Does stored markup hold choices? */
bool sp_link_has_choices(struct sp_html html);

#endif
