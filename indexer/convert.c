/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/convert.h"

#include <stdio.h>

#include "indexer/one.h"
#include "lib/tidy.h"
#include "lib/write.h"

struct convert {
  struct sp_one one;
  const struct sp_options *options;
  struct sp_err *err;
};

static const char *
form_name(const struct convert *c)
{
  return c->options->to_xml ? "XML" : "Markdown";
}

/* Do these bytes say the same as the document? */
static enum sp_status
check_written(struct convert *c, struct sp_str bytes)
{
  struct sp_str path =
      sp_arena_fmt(&c->one.arena, "%.*s.%s", SP_FMT(c->one.doc->id),
                   c->options->to_xml ? "xml" : "md");
  struct sp_diags diags;
  struct sp_doc *doc;
  struct sp_buf why;
  bool same;
  enum sp_status status =
      sp_one_again(&c->one, path, bytes, &diags, &doc, c->err);

  if (status != SP_OK)
    return status;
  sp_buf_init(&why, SP_ERR_MSG_MAX);
  same = doc && sp_doc_same(c->one.doc, doc, &why);
  if (!doc && diags.count)
    sp_buf_fmt(&why, "its line %u: %.*s", diags.item[0].line,
               SP_FMT(diags.item[0].text));
  if (!same)
    status = sp_fail(c->err, SP_E_INTERNAL, "%s cannot be written as %s: %.*s",
                     c->options->file, form_name(c), SP_FMT(sp_buf_str(&why)));
  sp_buf_release(&why);
  return status;
}

static enum sp_status
write_document(struct convert *c)
{
  enum sp_status status;
  struct sp_buf out;

  sp_tidy(&c->one.arena, c->one.doc->root);
  sp_buf_init(&out, SP_DOC_MAX_BYTES);
  if (c->options->to_xml)
    sp_xml_write(&out, c->one.doc);
  else
    sp_markdown_write(&out, c->one.doc);
  if (out.full)
    status = sp_fail(c->err, SP_E_INTERNAL,
                     "%s would have more than %zu KiB as %s; split it",
                     c->options->file, SP_DOC_MAX_BYTES / 1024, form_name(c));
  else
    status = check_written(c, sp_buf_str(&out));
  if (status == SP_OK)
    status = sp_one_print(sp_buf_str(&out), c->err);
  sp_buf_release(&out);
  return status;
}

/* Comments are not part of a document; they should not go without a word. */
static void
tell_comments(const struct convert *c)
{
  struct sp_str s = c->one.bytes;

  if (sp_kind_of(c->one.path, false) != SP_KIND_MARKDOWN &&
      memmem(s.ptr, s.len, "<!--", 4) != NULL)
    fprintf(stderr, "signpost-indexer: the comments of %s are left out\n",
            c->options->file);
}

enum sp_status
sp_convert_run(const struct sp_options *options, bool *found,
               struct sp_err *err)
{
  struct convert c = {.options = options, .err = err};
  enum sp_status status =
      sp_one_read(&c.one, options->file, options->content, options->share, err);

  if (status == SP_OK) {
    sp_diags_print(&c.one.diags, stderr);
    *found = !c.one.doc;
  }
  if (status == SP_OK && c.one.doc) {
    tell_comments(&c);
    status = write_document(&c);
  }
  sp_one_release(&c.one);
  return status;
}
