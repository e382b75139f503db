/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_write_script.c - keyed lines, choices, `Only:`. */
#include "lib/markdown_parts.h"
#include "lib/write_parts.h"

/* ---- labels that the model does not keep */

/* The words of a link: the heading it leads to, or the file's name. */
static struct sp_str
label_of(struct sp_md_out *out, struct sp_str target)
{
  const struct sp_node *section = sp_write_section(out->doc, target);
  struct sp_str words =
      section ? section->text : sp_write_path_words(out->arena, target);

  if (words.len == 0 && sp_str_starts(target, "#"))
    words = sp_str_sub(target, 1, target.len);
  return words.len ? words : SP_STR("Go on");
}

static void
put_labelled(struct sp_md_out *out, struct sp_str target)
{
  sp_md_put_link(out, label_of(out, target), target);
}

/* ---- keyed lines */

/* A final full stop is the sentence's, not the name's. */
static void
put_name(struct sp_md_out *out, struct sp_str name)
{
  sp_md_put_words(out, name, SP_MD_BEHIND);
  if (sp_str_ends(name, "."))
    sp_buf_putc(out->buf, '.');
}

static void
put_outcome(struct sp_md_out *out, const struct sp_node *keyed)
{
  bool is_bare = keyed->number == SP_OUTCOME_RESOLVED ||
                 keyed->number == SP_OUTCOME_EMERGENCY;

  sp_buf_puts(out->buf, sp_outcome_name((enum sp_outcome)keyed->number));
  if (is_bare)
    return;
  sp_buf_puts(out->buf, keyed->number == SP_OUTCOME_RETURN ? " " : " to ");
  if (keyed->target.len)
    sp_md_put_link(out, keyed->text, keyed->target);
  else
    put_name(out, keyed->text);
}

static void
put_record(struct sp_md_out *out, const struct sp_node *keyed)
{
  sp_md_put_words(out, keyed->text, SP_MD_BEHIND);
  sp_buf_fmt(out->buf, " (%s", sp_record_name((enum sp_record)keyed->number));
  for (const struct sp_node *value = keyed->first; value; value = value->next) {
    sp_buf_puts(out->buf, value == keyed->first ? "(" : "; ");
    sp_md_put_words(out, value->text, SP_MD_BEHIND);
  }
  sp_buf_puts(out->buf, keyed->first ? ")" : "");
  sp_buf_puts(out->buf, keyed->flags & SP_FLAG_REQUIRED ? "; required)" : ")");
}

static void
put_also_ask(struct sp_md_out *out, const struct sp_node *keyed)
{
  for (const struct sp_node *n = keyed->first; n; n = n->next) {
    if (n != keyed->first)
      sp_buf_puts(out->buf, ", ");
    sp_md_put_inline(out, n);
  }
}

/* A link, and what stands behind it. */
static void
put_offer(struct sp_md_out *out, const struct sp_node *keyed)
{
  sp_md_put_link(out, keyed->text, keyed->target);
  if (keyed->title.len) {
    sp_buf_putc(out->buf, ' ');
    put_name(out, keyed->title);
  }
  if (keyed->first) {
    sp_buf_putc(out->buf, ' ');
    sp_md_put_inlines(out, keyed, SP_MD_BEHIND);
  }
}

void
sp_md_put_keyed(struct sp_md_out *out, const struct sp_node *keyed)
{
  sp_buf_fmt(out->buf, "%s: ", sp_key_name(keyed->key));
  switch (keyed->key) {
  case SP_KEY_NEXT:
    put_labelled(out, keyed->target);
    break;
  case SP_KEY_OUTCOME:
    put_outcome(out, keyed);
    break;
  case SP_KEY_ONLINE:
  case SP_KEY_PAYMENT:
  case SP_KEY_BOOK:
  case SP_KEY_DO_FIRST:
    put_offer(out, keyed);
    break;
  case SP_KEY_ALSO_ASK:
    put_also_ask(out, keyed);
    break;
  case SP_KEY_RECORD:
    put_record(out, keyed);
    break;
  case SP_KEY_STOP:
    sp_md_put_inlines(out, keyed, SP_MD_BEHIND);
    sp_buf_putc(out->buf, ' ');
    sp_md_put_link(out, keyed->text, keyed->target);
    break;
  default:
    sp_md_put_inlines(out, keyed, SP_MD_BEHIND);
    break;
  }
  sp_buf_putc(out->buf, '\n');
}

/* Keys that stand below an outcome. */
static bool
is_of_outcome(const struct sp_node *n)
{
  return n->key >= SP_KEY_OUTCOME && n->key <= SP_KEY_HAND_OVER;
}

bool
sp_md_is_grouped(const struct sp_node *before, const struct sp_node *n)
{
  if (before->kind != SP_NODE_KEYED || n->kind != SP_NODE_KEYED)
    return false;
  if (is_of_outcome(before))
    return is_of_outcome(n) && n->key != SP_KEY_OUTCOME;
  return before->key == n->key;
}

/* ---- choices */

static void
put_guard(struct sp_md_out *out, const struct sp_guard *guard)
{
  struct sp_node text = {.kind = SP_NODE_TEXT};
  struct sp_node emph = {.kind = SP_NODE_EMPH, .first = &text, .last = &text};
  struct sp_node block = {.kind = SP_NODE_PARA, .first = &emph, .last = &emph};
  struct sp_buf words;

  sp_buf_init(&words, SP_DOC_MAX_BYTES);
  sp_write_guard(&words, guard);
  text.text = sp_buf_str(&words);
  sp_buf_putc(out->buf, ' ');
  sp_md_put_inlines(out, &block, SP_MD_BEHIND);
  sp_buf_release(&words);
}

/* Text that begins with italics would begin with a condition: a line of its
 * own keeps it apart. */
static void
put_advice(struct sp_md_out *out, const struct sp_node *choice)
{
  bool is_apart = choice->first->kind == SP_NODE_EMPH &&
                  choice->guard.kind == SP_GUARD_NONE;

  sp_buf_puts(out->buf, is_apart ? "\\\n" : " ");
  sp_md_put_inlines(out, choice, is_apart ? SP_MD_LINE : SP_MD_BEHIND);
}

static void
put_choice(struct sp_md_out *out, const struct sp_node *choice)
{
  sp_md_put_link(out, choice->text, choice->target);
  if (choice->guard.kind != SP_GUARD_NONE)
    put_guard(out, &choice->guard);
  if (choice->first)
    put_advice(out, choice);
  sp_buf_putc(out->buf, '\n');
}

void
sp_md_put_choices(struct sp_md_out *out, const struct sp_node *choices,
                  char sign)
{
  for (const struct sp_node *n = choices->first; n; n = n->next) {
    struct sp_buf inner, *outer = out->buf;
    struct sp_str s;
    size_t at = 0;

    sp_buf_init(&inner, SP_DOC_MAX_BYTES);
    out->buf = &inner;
    put_choice(out, n);
    out->buf = outer;
    s = sp_buf_str(&inner);
    while (at < s.len) {
      size_t end = sp_str_find(s, '\n', at);

      sp_buf_fmt(outer, "%c %.*s\n", at ? ' ' : sign,
                 SP_FMT(sp_str_sub(s, at, end - at)));
      at = end + 1;
    }
    outer->full = outer->full || inner.full;
    sp_buf_release(&inner);
  }
}

/* ---- sections */

void
sp_md_put_only(struct sp_md_out *out, const struct sp_node *section)
{
  struct sp_buf words;

  sp_buf_init(&words, SP_DOC_MAX_BYTES);
  sp_write_guard(&words, &section->guard);
  sp_buf_puts(out->buf, "Only: ");
  if (!sp_str_ends(sp_buf_str(&words), "."))
    sp_buf_putc(&words, '.');
  sp_md_put_words(out, sp_buf_str(&words), SP_MD_BEHIND);
  sp_buf_release(&words);
  if (section->target.len) {
    sp_buf_puts(out->buf, " Otherwise ");
    put_labelled(out, section->target);
  }
  sp_buf_putc(out->buf, '\n');
}
