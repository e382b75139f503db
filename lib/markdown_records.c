/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_records.c - `Record: bin (choice(refuse; garden); required)`. */
#include "lib/markdown_parts.h"

#define VALUES_MAX 100 /* of a record's choice */

static const char record_help[] =
    "`Record:` takes a name and a type: `Record: bin (choice(refuse; garden); "
    "required)`;"
    " the types are text, number, date, time, postcode, phone, email, yes-no"
    " and choice(a; b)";

/* Offset of the bracket that the last byte of s closes, or s.len. */
static size_t
opening_bracket(struct sp_str s)
{
  size_t depth = 0;

  for (size_t i = s.len; i > 0; i--) {
    if (s.ptr[i - 1] == ')')
      depth++;
    else if (s.ptr[i - 1] == '(' && --depth == 0)
      return i - 1;
  }
  return s.len;
}

/* Cut the next part before a semicolon outside brackets. */
static bool
next_part(struct sp_str *rest, struct sp_str *part)
{
  size_t depth = 0, i = 0;

  if (rest->len == 0)
    return false;
  for (; i < rest->len; i++) {
    char c = rest->ptr[i];

    if (c == '(')
      depth++;
    else if (c == ')' && depth)
      depth--;
    else if (c == ';' && depth == 0)
      break;
  }
  *part = sp_str_trim(sp_str_sub(*rest, 0, i));
  *rest = sp_str_sub(*rest, i + 1, rest->len);
  return true;
}

bool
sp_md_is_value(struct sp_str value)
{
  struct sp_str rest = value, part;
  size_t depth = 0;

  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] == ')' && depth-- == 0)
      return false;
    depth += value.ptr[i] == '(';
  }
  return depth == 0 && next_part(&rest, &part) && rest.len == 0 &&
         part.len == value.len;
}

/* `a; b` into children of the record. */
static bool
read_values(struct sp_md *md, struct sp_node *keyed, struct sp_str s)
{
  struct sp_str value;
  size_t count = 0;

  while (next_part(&s, &value)) {
    struct sp_node *node;

    for (node = keyed->first; node; node = node->next)
      if (sp_str_ieq(node->text, value))
        return false;
    if (value.len == 0 || ++count > VALUES_MAX)
      return false;
    node = sp_md_new(md, SP_NODE_TEXT, keyed->line, keyed->col);
    node->text = value;
    sp_node_append(keyed, node);
  }
  return count > 0;
}

static bool
read_type(struct sp_md *md, struct sp_node *keyed, struct sp_str s)
{
  struct sp_str name = sp_str_trim(sp_str_sub(s, 0, sp_str_find(s, '(', 0)));

  for (unsigned i = 0; i < SP_RECORDS; i++) {
    if (!sp_str_ieq(name, sp_str(sp_record_name((enum sp_record)i))))
      continue;
    keyed->number = i;
    if (i != SP_RECORD_CHOICE)
      return name.len == s.len;
    return sp_str_ends(s, ")") &&
           opening_bracket(s) == sp_str_find(s, '(', 0) &&
           read_values(md, keyed,
                       sp_str_sub(s, sp_str_find(s, '(', 0) + 1,
                                  s.len - sp_str_find(s, '(', 0) - 2));
  }
  return false;
}

void
sp_md_record(struct sp_md *md, struct sp_node *keyed)
{
  struct sp_str s = sp_md_plain(md, keyed), part;
  bool ok = true, has_type = false;
  size_t open;

  sp_md_detach(keyed);
  if (sp_str_ends(s, "."))
    s.len--;
  open = sp_str_ends(s, ")") ? opening_bracket(s) : s.len;
  keyed->text = sp_str_trim(sp_str_sub(s, 0, open));
  s = open < s.len ? sp_str_sub(s, open + 1, s.len - open - 2) : SP_STR("");
  while (ok && next_part(&s, &part)) {
    if (!has_type)
      ok = has_type = read_type(md, keyed, part);
    else if (sp_str_ieq(part, SP_STR("required")) &&
             !(keyed->flags & SP_FLAG_REQUIRED))
      keyed->flags |= SP_FLAG_REQUIRED;
    else
      ok = false;
  }
  if (!ok || !has_type || keyed->text.len == 0)
    SP_MD_ERROR(md, keyed->line, keyed->col, "%s", record_help);
}
