/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_slips.c - what the tree does not show: markers that are none,
 * link definitions, headings without their space, text that its indentation
 * made code. */
#include "lib/markdown_parts.h"

#define LABEL_MAX 1000 /* CommonMark: of a link definition */

/* Behind signs that may stand before a marker and change nothing for the
 * eye. */
static size_t
skip_signs(struct sp_str s)
{
  size_t at = sp_md_prefix(s), before;

  do {
    before = at;
    at = sp_md_skip_unseen(s, at);
    while (at < s.len && strchr("*_~`\"'(\\|#>", s.ptr[at]))
      at++;
  } while (at != before);
  return at;
}

/* No image in a link. */
bool
sp_md_begins_marker(struct sp_str line)
{
  size_t at = skip_signs(line);

  if (at == line.len || line.ptr[at] != '[')
    return false;
  at++;
  while (at < line.len && line.ptr[at] == '\\')
    at++;
  return at < line.len && line.ptr[at] == '!' &&
         !(at + 1 < line.len && line.ptr[at + 1] == '[');
}

static void
check_marker(struct sp_md *md, unsigned line)
{
  unsigned flags = md->line[line - 1].flags;

  if ((flags & SP_MD_MARKER) || !sp_md_begins_marker(sp_md_line(md, line)) ||
      sp_md_once(md, line, SP_MD_TOLD))
    return;
  if (flags & SP_MD_CODE)
    SP_MD_ERROR(md, line, 1,
                "`[!` stands in code, so everyone would see it; delete the"
                " spaces or the signs that make it code");
  else
    SP_MD_ERROR(md, line, 1,
                "`[!` starts a line only as a marker on the first line of a"
                " quote, as in `> [!STAFF]`; write other words first, or"
                " nothing around the marker");
}

/* `[label]:` from here on, perhaps over several lines. */
static bool
begins_definition(const struct sp_md *md, size_t at, bool *is_marker)
{
  struct sp_str s = sp_str_sub(md->text, at, LABEL_MAX + 2);

  if (s.len == 0 || s.ptr[0] != '[')
    return false;
  *is_marker = s.len > 1 && s.ptr[1] == '!';
  for (size_t i = 1; i < s.len; i++) {
    char c = s.ptr[i];

    if (c == '\\')
      i++;
    else if (c == '[' || (c == '\n' && s.ptr[i - 1] == '\n'))
      return false;
    else if (c == ']')
      return i + 1 < s.len && s.ptr[i + 1] == ':';
  }
  return false;
}

/* Definitions vanish from the tree: their lines are nobody's, or the first
 * ones of a paragraph. */
static void
check_definition(struct sp_md *md, unsigned line)
{
  const struct sp_md_line *l = &md->line[line - 1];
  struct sp_str s = sp_md_line(md, line);
  size_t prefix = sp_md_prefix(s);
  bool is_marker = false, is_definition;

  if ((l->flags & SP_MD_MARKER) || prefix == s.len)
    return;
  is_definition = begins_definition(md, l->at + prefix, &is_marker);
  if (l->flags & SP_MD_COVERED)
    is_definition = is_definition && (l->flags & SP_MD_PARA);
  else if (!md->options->lenient && line > md->body &&
           !(l[-1].flags & (SP_MD_COVERED | SP_MD_TOLD)))
    is_definition = true; /* nobody's, whatever it looks like */
  if (!is_definition || (md->options->lenient && !is_marker) ||
      sp_md_once(md, line, SP_MD_TOLD))
    return;
  SP_MD_ERROR(md, line, 1,
              "a link definition is not taken; write the address behind the"
              " words, as in `[words](address)`");
}

static void
check_heading(struct sp_md *md, unsigned line)
{
  struct sp_str s = sp_md_line(md, line);
  size_t at = sp_md_prefix(s), n = 0;
  char after;

  while (at + n < s.len && s.ptr[at + n] == '#')
    n++;
  if (n < 2 || at + n == s.len)
    return;
  after = s.ptr[at + n];
  if ((n <= 6 && (after == ' ' || after == '\t')) ||
      sp_md_once(md, line, SP_MD_TOLD))
    return;
  SP_MD_ERROR(md, line, (unsigned)at + 1,
              n > 6 ? "a heading has six `#` at most"
                    : "put a space between `#` and the heading's words");
}

/* Would this line mean something without its indentation? */
static bool
has_meaning(struct sp_str s)
{
  enum sp_key key;

  return sp_str_starts(s, "> ") || sp_str_starts(s, "# ") ||
         sp_str_starts(s, "## ") || sp_str_starts(s, "### ") ||
         sp_str_starts(s, "- [") || sp_str_starts(s, "* [") ||
         sp_md_only_prefix(s) || sp_md_key_prefix(s, &key);
}

void
sp_md_indented(struct sp_md *md, const struct sp_node *code)
{
  struct sp_str text = code->text;
  unsigned line = code->line;

  for (size_t at = 0; at < text.len; line++) {
    size_t end = sp_str_find(text, '\n', at);

    if (has_meaning(sp_str_trim(sp_str_sub(text, at, end - at)))) {
      if (!sp_md_once(md, line, SP_MD_TOLD))
        SP_MD_ERROR(md, line, 1,
                    "four spaces make this line code, shown as it stands;"
                    " delete them, or write it between lines of ``` if it is"
                    " code");
      return;
    }
    at = end + 1;
  }
}

void
sp_md_slips(struct sp_md *md)
{
  for (unsigned line = md->body; line <= md->lines; line++) {
    unsigned flags = md->line[line - 1].flags;

    if (!(flags & SP_MD_CODE))
      check_definition(md, line);
    if (md->options->lenient)
      continue;
    check_marker(md, line);
    if (!(flags & SP_MD_CODE))
      check_heading(md, line);
  }
}
