/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/t/make-index.c - an index for tests of the server, without an indexer.
 *
 *   make-index DIR new        DIR/{public,staff}/current -> gen-1
 *   make-index DIR add ID TITLE TEXT    one more page, committed in place
 *   make-index DIR switch     a new generation with one page more
 *   make-index DIR many N     N more pages, "made/1" to "made/N" */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/html.h"
#include "lib/index.h"
#include "lib/schema.h"
#include "lib/site.h"

static struct sp_arena arena;

static void
must(enum sp_status status, const struct sp_err *err)
{
  if (status == SP_OK)
    return;
  (void)fprintf(stderr, "make-index: %s: %s\n", sp_status_name(status),
                err->msg);
  exit(1);
}

static void
fail(const char *what)
{
  (void)fprintf(stderr, "make-index: %s: %s\n", what, strerror(errno));
  exit(1);
}

static struct sp_html
paragraph(struct sp_str text)
{
  struct sp_buf out;
  struct sp_html html;

  sp_buf_init(&out, 65536);
  sp_buf_puts(&out, "<p>");
  sp_html_escape(&out, text);
  sp_buf_puts(&out, "</p>");
  html.raw = sp_arena_copy(&arena, sp_buf_str(&out));
  sp_buf_release(&out);
  return html;
}

static void
add_section(struct sp_page *page, struct sp_page_section section,
            const char *text, unsigned level, sp_instant from, sp_instant until)
{
  struct sp_segment segment = {.level_min = level,
                               .level_max = 4,
                               .from = from,
                               .until = until,
                               .html = paragraph(sp_str(text)),
                               .text = sp_str(text)};
  struct sp_page_section *list =
      sp_arena_array(&arena, struct sp_page_section, page->sections + 1);

  section.level_min = level;
  section.level_max = 4;
  section.from = from;
  section.until = until;
  section.segment = sp_arena_new(&arena, struct sp_segment);
  section.segment[0] = segment;
  section.segments = 1;
  if (page->sections > 0)
    memcpy(list, page->section, page->sections * sizeof(*list));
  list[page->sections] = section;
  page->section = list;
  page->sections++;
}

static struct sp_page *
make_page(const char *id, const char *title, const char *service,
          const char *text)
{
  struct sp_page *page = sp_arena_new(&arena, struct sp_page);
  struct sp_page_section intro = {.anchor = {"", 0}, .heading = {"", 0}};

  page->head.id = sp_str(id);
  page->head.title = sp_str(title);
  page->head.summary = sp_str(text);
  page->head.service = sp_str(service);
  page->head.lang = SP_STR("en");
  page->head.type = SP_DOC_GUIDE;
  page->head.level = 1;
  page->head.reviewed = SP_STR("2026-09-01");
  page->head.from = SP_ALWAYS_FROM;
  page->head.until = SP_ALWAYS_UNTIL;
  page->audience = SP_PUBLIC;
  page->owner = SP_STR("Waste team");
  add_section(page, intro, text, 1, SP_ALWAYS_FROM, SP_ALWAYS_UNTIL);
  return page;
}

static void
put(struct sp_writer *writer, const struct sp_page *page)
{
  struct sp_err err;

  must(sp_writer_put(writer, page, &err), &err);
}

static void
put_meta(struct sp_writer *writer, const char *key, struct sp_str value)
{
  struct sp_err err;

  must(sp_writer_set_meta(writer, sp_str(key), value, &err), &err);
}

static void
put_site(struct sp_writer *writer, enum sp_audience audience)
{
  static struct sp_service services[2] = {
      {.key = SP_STR_INIT("waste"), .title = SP_STR_INIT("Bins and waste")},
      {.key = SP_STR_INIT("roads"), .title = SP_STR_INIT("Roads")}};
  struct sp_site site;
  struct sp_buf packed;

  memset(&site, 0, sizeof(site));
  sp_site_defaults(&site);
  site.name = SP_STR("Testhaven District Council");
  site.service = services;
  site.services = 2;
  sp_buf_init(&packed, 65536);
  sp_site_pack(&packed, &site, audience);
  put_meta(writer, SP_META_SITE, sp_buf_str(&packed));
  sp_buf_release(&packed);
}

/* Two instants that tests name with --at: 2026-06-01 and 2026-07-01, UTC. */
#define JUNE ((sp_instant)1780272000)
#define JULY ((sp_instant)1782864000)

static void
put_pages(struct sp_writer *writer, enum sp_audience audience)
{
  struct sp_page *page = make_page("waste/missed-bin", "Report a missed bin",
                                   "waste", "Tell us within two days.");
  struct sp_page_section when = {.anchor = SP_STR_INIT("when"),
                                 .heading = SP_STR_INIT("When we come back")};
  struct sp_page_section extra = {.anchor = SP_STR_INIT("june"),
                                  .heading = SP_STR_INIT("In June")};

  add_section(page, when, "We return on a Saturday with <care> & speed.", 1,
              SP_ALWAYS_FROM, SP_ALWAYS_UNTIL);
  add_section(page, extra, "Only in June: strawberries.", 1, JUNE, JULY);
  put(writer, page);
  page = make_page("waste/garden", "Garden waste", "waste",
                   "The brown bin costs fifty pounds.");
  page->head.until = JULY;
  put(writer, page);
  put(writer, make_page("roads/pothole", "Report a pothole", "roads",
                        "The county mends holes in the road."));
  put(writer, make_page("roads/\xc3\xa9t\xc3\xa9", "\xc3\x89t\xc3\xa9 works",
                        "roads", "Caf\xc3\xa9 Zo\xc3\xab is closed."));
  if (audience == SP_STAFF)
    put(writer, make_page("shared/fraud", "Fraud cues", "", "zanzibar word"));
  put_meta(writer, SP_META_REDIRECT "waste/old-bin",
           SP_STR("waste/missed-bin"));
}

static struct sp_writer *
open_writer(const char *path, bool create)
{
  struct sp_writer *writer;
  struct sp_err err;

  must(sp_writer_open(path, create, &writer, &err), &err);
  return writer;
}

static void
finish(struct sp_writer *writer)
{
  struct sp_err err;

  must(sp_writer_commit(writer, &err), &err);
  sp_writer_free(writer);
}

static void
make_folder(const char *path)
{
  if (mkdir(path, 0755) != 0 && errno != EEXIST)
    fail(path);
}

static void
point_current(const char *site, unsigned generation)
{
  const char *link = sp_arena_fmt(&arena, "%s/current", site).ptr;
  const char *fresh = sp_arena_fmt(&arena, "%s/current.new", site).ptr;
  const char *target = sp_arena_fmt(&arena, "gen-%u", generation).ptr;

  (void)unlink(fresh);
  if (symlink(target, fresh) != 0 || rename(fresh, link) != 0)
    fail(link);
}

static unsigned
current_generation(const char *site)
{
  char target[64];
  ssize_t n = readlink(sp_arena_fmt(&arena, "%s/current", site).ptr, target,
                       sizeof(target) - 1);

  if (n < 5)
    fail(site);
  target[n] = '\0';
  return (unsigned)strtoul(target + 4, NULL, 10);
}

static void
new_generation(const char *site, enum sp_audience audience, unsigned generation)
{
  const char *path = sp_arena_fmt(&arena, "%s/gen-%u", site, generation).ptr;
  struct sp_writer *writer = open_writer(path, true);

  put_site(writer, audience);
  put_pages(writer, audience);
  if (generation > 1)
    put(writer,
        make_page("waste/next", "Next generation", "waste", "quicksilver"));
  finish(writer);
  point_current(site, generation);
}

static void
work(const char *dir, enum sp_audience audience, int argc, char **argv)
{
  const char *site =
      sp_arena_fmt(&arena, "%s/%s", dir, sp_audience_name(audience)).ptr;
  const char *command = argv[0];
  struct sp_writer *writer;

  make_folder(site);
  if (strcmp(command, "new") == 0) {
    new_generation(site, audience, 1);
    return;
  }
  if (strcmp(command, "switch") == 0) {
    new_generation(site, audience, current_generation(site) + 1);
    return;
  }
  writer = open_writer(
      sp_arena_fmt(&arena, "%s/gen-%u", site, current_generation(site)).ptr,
      false);
  if (strcmp(command, "add") == 0 && argc == 4)
    put(writer, make_page(argv[1], argv[2], "waste", argv[3]));
  for (int i = 1; strcmp(command, "many") == 0 && i <= atoi(argv[1]); i++)
    put(writer, make_page(sp_arena_fmt(&arena, "made/%d", i).ptr,
                          sp_arena_fmt(&arena, "Made page %d", i).ptr, "roads",
                          "common text of made pages"));
  finish(writer);
}

int
main(int argc, char **argv)
{
  if (argc < 3) {
    (void)fputs("usage: make-index DIR new|add ID TITLE TEXT|switch|many N\n",
                stderr);
    return 2;
  }
  make_folder(argv[1]);
  work(argv[1], SP_PUBLIC, argc - 2, argv + 2);
  work(argv[1], SP_STAFF, argc - 2, argv + 2);
  sp_arena_release(&arena);
  return 0;
}
