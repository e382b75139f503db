/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/render_script.c - choices, outcomes and the other keyed lines. */
#include "lib/html.h"
#include "lib/render_parts.h"

#include <ctype.h>

void
sp_render_choice(const struct sp_html_writer *w, const struct sp_node *choice)
{
  sp_buf_puts(w->out, "<li class=\"sp-choice\">");
  sp_render_link(w, "govuk-link sp-choice__link", sp_render_url(w, choice),
                 choice->text);
  if (choice->guard.kind && !sp_guard_is_window(&choice->guard)) {
    sp_buf_puts(w->out, " <span class=\"sp-guard\">");
    sp_html_escape(w->out, sp_guard_label(w->arena, &choice->guard));
    sp_buf_puts(w->out, "</span>");
  }
  if (choice->first) {
    sp_buf_puts(w->out, " <span class=\"sp-choice__note\">");
    sp_render_inlines(w, choice);
    sp_buf_puts(w->out, "</span>");
  }
  sp_buf_puts(w->out, "</li>\n");
}

/* What stands before a keyed line: for staff the author's word, for residents
 * plain words; NULL: residents do not see it. */
static const char *
term(const struct sp_html_writer *w, const struct sp_node *node)
{
  if (w->audience == SP_STAFF)
    return sp_key_name(node->key);
  switch (node->key) {
  case SP_KEY_OUTCOME:
    if (node->number == SP_OUTCOME_RESOLVED ||
        node->number == SP_OUTCOME_RETURN)
      return NULL;
    return node->number == SP_OUTCOME_EMERGENCY ? "In an emergency"
                                                : "Who to contact";
  case SP_KEY_SERVICE_LEVEL:
    return "How long it takes";
  case SP_KEY_LEGAL:
    return "The law";
  case SP_KEY_ONLINE:
    return "Do it online";
  case SP_KEY_ALSO_ASK:
    return "You may also need";
  case SP_KEY_PAYMENT:
    return "Pay";
  default:
    return sp_key_is_staff(node->key) ? NULL : sp_key_name(node->key);
  }
}

bool
sp_render_is_nameless(const struct sp_html_writer *w,
                      const struct sp_node *node)
{
  return node->kind == SP_NODE_KEYED && node->key == SP_KEY_OUTCOME &&
         (node->flags & SP_FLAG_AWAY || node->url_level > w->window.level_min);
}

static void
render_outcome(const struct sp_html_writer *w, const struct sp_node *node)
{
  const char *name = sp_outcome_name((enum sp_outcome)node->number);

  if (w->audience == SP_PUBLIC) {
    if (node->number == SP_OUTCOME_EMERGENCY)
      sp_buf_puts(w->out, "Call 999");
    else
      sp_render_link(w, "govuk-link", sp_render_url(w, node), node->text);
    return;
  }
  sp_buf_putc(w->out, (char)toupper((unsigned char)name[0]));
  sp_buf_puts(w->out, name + 1);
  if (sp_render_is_nameless(w, node)) {
    sp_buf_puts(w->out, node->flags & SP_FLAG_AWAY
                            ? " to a contact that is not there now"
                            : " to a contact for another level");
  } else if (node->text.len) {
    sp_buf_puts(w->out, node->number == SP_OUTCOME_RETURN ? " " : " to ");
    sp_render_link(w, "govuk-link", sp_render_url(w, node), node->text);
  }
}

static void
render_record(const struct sp_html_writer *w, const struct sp_node *node)
{
  sp_html_escape(w->out, node->text);
  sp_buf_puts(w->out, " <span class=\"sp-hint\">(");
  if (node->number == SP_RECORD_CHOICE) {
    for (const struct sp_node *n = node->first; n; n = n->next) {
      sp_html_escape(w->out, n->text);
      if (n->next)
        sp_buf_puts(w->out, ", ");
    }
  } else {
    sp_buf_puts(w->out, sp_record_name((enum sp_record)node->number));
  }
  sp_buf_puts(w->out, node->flags & SP_FLAG_REQUIRED ? "; required)</span>"
                                                     : ")</span>");
}

static void
render_link_line(const struct sp_html_writer *w, const struct sp_node *node,
                 struct sp_str label)
{
  sp_render_link(w, "govuk-link", sp_render_url(w, node), label);
  if (node->key == SP_KEY_PAYMENT && node->title.len) {
    sp_buf_putc(w->out, ' ');
    sp_html_escape(w->out, node->title);
  }
  if (node->first) {
    sp_buf_putc(w->out, ' ');
    sp_render_inlines(w, node);
  }
  if (node->key == SP_KEY_PAYMENT && w->audience == SP_STAFF)
    sp_buf_puts(w->out, " <strong>Pause the recording. Never type card numbers"
                        " here.</strong>");
}

static void
render_value(const struct sp_html_writer *w, const struct sp_node *node)
{
  switch (node->key) {
  case SP_KEY_OUTCOME:
    render_outcome(w, node);
    break;
  case SP_KEY_RECORD:
    render_record(w, node);
    break;
  case SP_KEY_ONLINE:
  case SP_KEY_PAYMENT:
  case SP_KEY_BOOK:
  case SP_KEY_DO_FIRST:
    render_link_line(w, node, node->text);
    break;
  case SP_KEY_NEXT:
    sp_render_link(w, "govuk-link", sp_render_url(w, node), SP_STR("Continue"));
    break;
  case SP_KEY_STOP:
    sp_render_inlines(w, node);
    sp_buf_putc(w->out, ' ');
    sp_render_link(w, "govuk-link", sp_render_url(w, node),
                   node->text.len ? node->text : SP_STR("Escalate"));
    break;
  default:
    sp_render_inlines(w, node);
    break;
  }
}

static const char *const css[SP_KEYS] = {
    "next",     "outcome", "happens-next", "service-level", "legal",
    "online",   "payment", "book",         "also-ask",      "hand-over",
    "do-first", "record",  "stop",         "judgement"};

void
sp_render_keyed(const struct sp_html_writer *w, const struct sp_node *first,
                const struct sp_node *end)
{
  bool is_open = false;

  for (const struct sp_node *n = first; n && n != end; n = n->next) {
    const char *name = term(w, n);

    if (!name)
      continue;
    if (!is_open)
      sp_buf_puts(w->out, "<dl class=\"sp-lines\">\n");
    is_open = true;
    sp_buf_fmt(w->out, "<div class=\"sp-line sp-line--%s\"><dt>%s</dt><dd>",
               css[n->key], name);
    render_value(w, n);
    sp_buf_puts(w->out, "</dd></div>\n");
  }
  if (is_open)
    sp_buf_puts(w->out, "</dl>\n");
}
