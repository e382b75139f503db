/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents into source, in both forms, and back. */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/markdown.h"
#include "lib/write.h"
#include "tests/unit/doc_make.h"
#include "tests/unit/xml_form.h"

enum form { MARKDOWN, XML };

static uint64_t said_seed; /* of the random document at hand */

DIAGS_SETUP

/* Read as the file id.md or id.xml; NULL after an error, which is printed. */
static struct sp_doc *
read_form(struct fixture *f, enum form form, struct sp_str id,
          struct sp_str bytes)
{
  struct sp_read_options options = {
      .path = sp_arena_fmt(&f->arena, "%.*s.%s", SP_FMT(id),
                           form == XML ? "xml" : "md")};
  struct sp_reading reading = {0};

  diags_forget(&f->diags);
  if (form == XML)
    sp_xml_read(xml_schema(), &f->arena, bytes, &options, &f->diags, &reading);
  else
    sp_markdown_read(&f->arena, bytes, &options, &f->diags, &reading);
  if (f->diags.errors)
    sp_diags_print(&f->diags, stderr);
  return f->diags.errors ? NULL : reading.doc;
}

static struct sp_str
write_form(struct fixture *f, enum form form, const struct sp_doc *doc)
{
  struct sp_buf buf;
  struct sp_str source;

  sp_buf_init(&buf, SP_DOC_MAX_BYTES);
  if (form == XML)
    sp_xml_write(&buf, doc);
  else
    sp_markdown_write(&buf, doc);
  assert_false(buf.full);
  source = sp_arena_copy(&f->arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return source;
}

/* Write and read back; the model must be the same.  *source: what was
 * written. */
static struct sp_doc *
pass_through(struct fixture *f, enum form form, const struct sp_doc *doc,
             struct sp_str *source)
{
  struct sp_doc *back;
  struct sp_buf why;
  bool same;

  *source = write_form(f, form, doc);
  back = read_form(f, form, doc->id, *source);
  sp_buf_init(&why, 65536);
  same = back && sp_doc_same(doc, back, &why);
  if (!same)
    fprintf(stderr, "seed %llu: %.*s\n%.*s\n", (unsigned long long)said_seed,
            SP_FMT(sp_buf_str(&why)), SP_FMT(*source));
  sp_buf_release(&why);
  assert_non_null(back);
  assert_true(same);
  return back;
}

/* To the other form and back, twice: the same model each time, the same bytes
 * from the second time on. */
static void
go_round(struct fixture *f, const struct sp_doc *doc)
{
  struct sp_str markdown, xml, again;
  struct sp_doc *back = pass_through(f, MARKDOWN, doc, &markdown);

  back = pass_through(f, XML, back, &xml);
  back = pass_through(f, MARKDOWN, back, &again);
  assert_true(sp_str_eq(markdown, again));
  back = pass_through(f, XML, back, &again);
  assert_true(sp_str_eq(xml, again));
}

/* ---- the sample council */

static bool
read_file(const char *path, struct sp_buf *out)
{
  char bytes[4096];
  FILE *in = fopen(path, "rb");
  size_t n;

  if (!in)
    return false;
  while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0)
    sp_buf_put(out, sp_str_n(bytes, n));
  fclose(in);
  return true;
}

static size_t
go_round_file(const char *root, const char *folder, const char *name)
{
  struct sp_str file = sp_str(name);
  enum form form = sp_str_ends(file, ".xml") ? XML : MARKDOWN;
  struct sp_arena arena = {0};
  struct fixture f = {.diags = {.arena = &f.arena}};
  struct sp_buf bytes;
  struct sp_str id;
  struct sp_doc *doc;

  if (form == MARKDOWN && !sp_str_ends(file, ".md"))
    return 0;
  sp_buf_init(&bytes, SP_DOC_MAX_BYTES);
  assert_true(read_file(
      sp_arena_fmt(&arena, "%s/%s/%s", root, folder, name).ptr, &bytes));
  file.len -= form == XML ? 4 : 3;
  id = sp_arena_fmt(&arena, "%s/%.*s", folder, SP_FMT(file));
  doc = read_form(&f, form, id, sp_buf_str(&bytes));
  assert_non_null(doc);
  go_round(&f, doc);
  sp_arena_release(&f.arena);
  sp_arena_release(&arena);
  sp_buf_release(&bytes);
  return 1;
}

static size_t
go_round_folder(const char *root, const char *folder)
{
  struct sp_arena arena = {0};
  DIR *dir = opendir(sp_arena_fmt(&arena, "%s/%s", root, folder).ptr);
  struct dirent *entry;
  size_t files = 0;

  while (dir && (entry = readdir(dir)) != NULL)
    files += go_round_file(root, folder, entry->d_name);
  if (dir)
    closedir(dir);
  sp_arena_release(&arena);
  return files;
}

static void
the_sample_council_goes_round(void **state)
{
  const char *source = getenv("SP_SOURCE");
  struct fixture *f = *state;
  struct dirent *entry;
  const char *root;
  size_t files = 0;
  DIR *dir;

  if (!source)
    skip();
  root = sp_arena_fmt(&f->arena, "%s/content", source).ptr;
  dir = opendir(root);
  assert_non_null(dir);
  while ((entry = readdir(dir)) != NULL)
    if (entry->d_name[0] != '.')
      files += go_round_folder(root, entry->d_name);
  closedir(dir);
  assert_true(files >= 150);
}

/* ---- random documents */

#define DOCUMENTS 2000

static void
check_covered(const char *what, const size_t *made, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (made[i] == 0)
      fail_msg("no document had %s %zu", what, i);
}

static void
check_all_covered(const struct doc_cover *cover)
{
  size_t fields = 0;

  while (sp_field_rule_at(fields))
    fields++;
  assert_true(fields <= DOC_FIELDS_MAX);
  check_covered("type", cover->type, SP_DOC_TYPES);
  check_covered("kind", cover->kind, SP_NODE_KINDS);
  check_covered("key", cover->key, SP_KEYS);
  check_covered("guard", cover->guard + 1, SP_GUARD_IF);
  check_covered("outcome", cover->outcome, SP_OUTCOMES);
  check_covered("record", cover->record, SP_RECORDS);
  check_covered("field", cover->field, fields);
  check_covered("alignment", cover->align, SP_ARRAY_LEN(cover->align));
  assert_true(cover->negated && cover->head_cell && cover->headless &&
              cover->loose && cover->ordered && cover->plain_quote);
}

/* Other seeds and more of them: SP_WRITE_SEED, SP_WRITE_DOCUMENTS. */
static uint64_t
number_of(const char *name, uint64_t other)
{
  const char *value = getenv(name);

  return value ? strtoull(value, NULL, 10) : other;
}

static void
random_documents_go_round(void **state)
{
  uint64_t first = number_of("SP_WRITE_SEED", 1);
  uint64_t count = number_of("SP_WRITE_DOCUMENTS", DOCUMENTS);
  struct doc_cover cover = {0};

  (void)state;
  print_message("# documents of the seeds %llu to %llu\n",
                (unsigned long long)first,
                (unsigned long long)(first + count - 1));
  for (uint64_t seed = first; seed < first + count; seed++) {
    struct fixture f = {.diags = {.arena = &f.arena}};

    said_seed = seed;
    go_round(&f, doc_make(&f.arena, seed, &cover));
    sp_arena_release(&f.arena);
  }
  said_seed = 0;
  if (count >= DOCUMENTS)
    check_all_covered(&cover);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(the_sample_council_goes_round),
      DIAGS_TEST(random_documents_go_round),
  };
  return cmocka_run_group_tests_name("write", tests, NULL, NULL);
}
