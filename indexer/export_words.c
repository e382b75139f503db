/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/export_words.h"

#include <jansson.h>
#include <stdlib.h>

#include "indexer/export_links.h"
#include "lib/url.h"

#define WORDS_MAX ((size_t)256 * 1024 * 1024)
#define PAGE_MAX ((size_t)4 * 1024 * 1024)

/* The character reference at the beginning of s: lib/html.h makes five. */
static size_t
put_reference(struct sp_buf *out, struct sp_str s)
{
  static const struct {
    const char *written;
    char c;
  } table[] = {{"&amp;", '&'},
               {"&lt;", '<'},
               {"&gt;", '>'},
               {"&quot;", '"'},
               {"&#39;", '\''}};

  for (size_t i = 0; i < SP_ARRAY_LEN(table); i++)
    if (sp_str_starts(s, table[i].written)) {
      sp_buf_putc(out, table[i].c);
      return strlen(table[i].written);
    }
  sp_buf_putc(out, s.ptr[0]);
  return 1;
}

static void
put_text(struct sp_buf *out, struct sp_str html)
{
  for (size_t i = 0; i < html.len;) {
    if (html.ptr[i] == '<') {
      i = sp_str_find(html, '>', i) + 1;
      sp_buf_putc(out, ' ');
    } else if (html.ptr[i] == '&') {
      i += put_reference(out, sp_str_sub(html, i, html.len));
    } else {
      sp_buf_putc(out, html.ptr[i++]);
    }
  }
}

static void
put_page_text(struct sp_buf *out, const struct sp_page *page,
              const struct sp_viewer *viewer)
{
  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section *section = &page->section[i];

    if (!sp_section_live(section, viewer->level, viewer->now))
      continue;
    sp_buf_put(out, section->heading);
    for (size_t j = 0; j < section->segments; j++)
      if (sp_segment_live(&section->segment[j], viewer->level, viewer->now)) {
        sp_buf_putc(out, ' ');
        put_text(out, section->segment[j].html.raw);
      }
    sp_buf_putc(out, ' ');
  }
}

static json_t *
text(struct sp_str s)
{
  return json_stringn(s.ptr ? s.ptr : "", s.len);
}

static enum sp_status
put_page(struct sp_buf *out, struct sp_arena *arena, const struct sp_page *page,
         const struct sp_viewer *viewer, struct sp_err *err)
{
  const struct sp_page_head *head = &page->head;
  struct sp_str file;
  struct sp_buf words;
  json_t *made;
  char *line;

  if (!sp_export_file(arena, sp_url_page(arena, head->id, SP_STR("")).raw,
                      &file))
    return sp_fail(err, SP_E_LIMIT, "%.*s: cannot be a file", SP_FMT(head->id));
  sp_buf_init(&words, PAGE_MAX);
  put_page_text(&words, page, viewer);
  made = json_pack("{s:o, s:o, s:o, s:o}", "file", text(file), "title",
                   text(head->title), "summary", text(head->summary), "text",
                   text(sp_buf_str(&words)));
  line = made ? json_dumps(made, JSON_COMPACT | JSON_ENSURE_ASCII) : NULL;
  sp_buf_release(&words);
  json_decref(made);
  if (!line)
    return sp_fail(err, SP_E_CORRUPT, "%.*s: its text is no UTF-8",
                   SP_FMT(head->id));
  sp_buf_puts(out, line);
  sp_buf_puts(out, ",\n");
  free(line);
  return SP_OK;
}

static enum sp_status
put_pages(struct sp_buf *out, struct sp_reader *reader,
          const struct sp_viewer *viewer, const struct sp_page_head *head,
          size_t count, struct sp_err *err)
{
  enum sp_status status = SP_OK;

  for (size_t i = 0; status == SP_OK && i < count; i++) {
    struct sp_arena arena = {0};
    struct sp_page *page = NULL;

    status = sp_reader_page(reader, head[i].id, viewer, &arena, &page, err);
    if (status == SP_OK)
      status = put_page(out, &arena, page, viewer, err);
    sp_arena_release(&arena);
  }
  return status;
}

enum sp_status
sp_export_words(struct sp_reader *reader, const struct sp_viewer *viewer,
                const struct sp_page_head *head, size_t count,
                struct sp_export_folder *folder, struct sp_err *err)
{
  struct sp_buf out;
  enum sp_status status;

  sp_buf_init(&out, WORDS_MAX);
  sp_buf_puts(&out, "globalThis.signpostPages = [\n");
  status = put_pages(&out, reader, viewer, head, count, err);
  sp_buf_puts(&out, "];\n");
  if (status == SP_OK && out.full)
    status = sp_fail(err, SP_E_TOOBIG, "the words of all pages: too large");
  if (status == SP_OK)
    status = sp_export_folder_put(folder, &SP_EXPORT_WORDS[1], sp_buf_str(&out),
                                  err);
  sp_buf_release(&out);
  return status;
}
