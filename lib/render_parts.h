/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/render_parts.h - shared by the render*.c files alone. */
#ifndef SP_RENDER_PARTS_H
#define SP_RENDER_PARTS_H

#include "lib/anchor.h"
#include "lib/buf.h"
#include "lib/render.h"

/* For whom and until when a piece of text is shown. */
struct sp_window {
  unsigned level_min, level_max;
  sp_instant from, until;
};
#define SP_WINDOW_ALL                                                          \
  (struct sp_window)                                                           \
  {                                                                            \
    1, 4, SP_ALWAYS_FROM, SP_ALWAYS_UNTIL                                      \
  }

bool sp_window_is_empty(const struct sp_window *window);
/* What of `window` the guard leaves: 0, 1 or 2 windows in out[].  A guard that
 * is no matter of level or time leaves it whole. */
size_t sp_window_cut(const struct sp_window *window,
                     const struct sp_guard *guard, struct sp_window out[2]);

/* HTML of one block or inline node and all below it. */
struct sp_html_writer {
  struct sp_buf *out;
  struct sp_arena *arena;
  enum sp_audience audience;
  enum sp_doc_type type;
  const struct sp_anchors *sections; /* of the document */
  struct sp_window window;           /* who sees what is being written */
};
void sp_render_block(const struct sp_html_writer *w,
                     const struct sp_node *node);
void sp_render_inlines(const struct sp_html_writer *w,
                       const struct sp_node *parent);
/* The opening and closing tags of a block that holds blocks. */
void sp_render_open(const struct sp_html_writer *w, const struct sp_node *node);
void sp_render_close(const struct sp_html_writer *w,
                     const struct sp_node *node);
bool sp_render_is_container(const struct sp_node *node);
/* A run of keyed lines from `first` up to (not including) `end`. */
void sp_render_keyed(const struct sp_html_writer *w,
                     const struct sp_node *first, const struct sp_node *end);
#define SP_RENDER_CHOICES_OPEN "<ul class=\"govuk-list sp-choices\">\n"
#define SP_RENDER_CHOICES_CLOSE "</ul>\n"
void sp_render_choice(const struct sp_html_writer *w,
                      const struct sp_node *choice);
/* The address of a choice or keyed line, for all who see what is being
 * written; empty: not all of them may know it. */
struct sp_str sp_render_url(const struct sp_html_writer *w,
                            const struct sp_node *node);
/* Is it an outcome with a contact whom not all of those may know, or who is not
 * there now?  Then not even the name is written. */
bool sp_render_is_nameless(const struct sp_html_writer *w,
                           const struct sp_node *node);
/* <a href> with a class, or plain text when url is empty. */
void sp_render_link(const struct sp_html_writer *w, const char *css,
                    struct sp_str url, struct sp_str label);

#endif
