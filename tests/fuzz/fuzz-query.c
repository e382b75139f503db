/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searches of a small index: the first byte is the viewer's level and flags,
 * the second the moment and the lexicon, the third the filters, and the rest
 * what was typed.  What comes back is whole, in order and for the viewer. */
#define _GNU_SOURCE
#include "lib/index.h"
#include "lib/schema.h"
#include "lib/site.h"
#include "lib/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER 3
#define CANARY "quagmirezz" /* stands in no text for level 1 */
#define SOON ((sp_instant)1000)
#define LATER ((sp_instant)5000)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char dir[] = "/tmp/fuzz-query.XXXXXX";
static struct sp_reader *reader;
static struct sp_lexicon *lexicon;
static struct sp_arena kept;

static void
must(bool is_so)
{
  if (!is_so)
    abort();
}

static struct sp_str
under(const char *name)
{
  return sp_arena_fmt(&kept, "%s/%s", dir, name);
}

static struct sp_segment
text_of(const char *text)
{
  return (struct sp_segment){
      1, 4, SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, {sp_str(text)}, sp_str(text)};
}

/* A page of two sections; the second is for `level` and up, from `from` on. */
static void
put(struct sp_writer *writer, unsigned n, const char *title, const char *first,
    const char *second, unsigned level, sp_instant from)
{
  static const char *const services[] = {"waste", "tax", ""};
  struct sp_page_section section[2];
  struct sp_segment segment[2] = {text_of(first), text_of(second)};
  struct sp_page page = {0};
  struct sp_err err;

  page.head.id = sp_arena_fmt(&kept, "page/%u", n);
  page.head.title = sp_str(title);
  page.head.service = sp_str(services[n % 3]);
  page.head.lang = n % 7 == 6 ? SP_STR("cy") : SP_STR("en");
  page.head.type = n % 5 == 4 ? SP_DOC_FAQ : SP_DOC_GUIDE;
  page.head.level = n == 3 ? 3 : 1;
  page.head.from = SP_ALWAYS_FROM;
  page.head.until = SP_ALWAYS_UNTIL;
  for (size_t i = 0; i < 2; i++)
    section[i] = (struct sp_page_section){
        {0}, {0}, 1, 4, SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, &segment[i], 1, 1};
  section[1].anchor = section[1].heading = SP_STR("What it costs");
  segment[1].level_min = level;
  segment[1].from = from;
  page.section = section;
  page.sections = 2;
  must(sp_writer_put(writer, &page, &err) == SP_OK);
}

static void
put_all(struct sp_writer *writer)
{
  put(writer, 0, "Missed bin", "Report a missed bin collection.",
      "A new black bin costs money.", 1, SP_ALWAYS_FROM);
  put(writer, 1, "Council tax", "Pay your council tax by direct debit.",
      "The " CANARY " fund waives arrears.", 3, SP_ALWAYS_FROM);
  put(writer, 2, "Garden waste", "Brown bins for garden waste & leaves.",
      "A wheelchair user has help <b>at home</b>.", 1, LATER);
  put(writer, 3, CANARY " register", "All " CANARY " cases.", "Black bags.", 3,
      SP_ALWAYS_FROM);
  put(writer, 4, "Housing benefit", "Claim housing benefit or a grant.",
      "Disabled facilities grants are for adaptations.", 1, SP_ALWAYS_FROM);
  put(writer, 5, "Rubbish bags", "Refuse goes into black bags.",
      "Bulky waste is taken away.", 1, SP_ALWAYS_FROM);
  put(writer, 6, "Ailgylchu", "Biniau gwastraff bwyd a t\u0177.",
      "\u00c9clair caf\u00e9 housing.", 1, SP_ALWAYS_FROM);
}

static void
read_site(struct sp_site *site)
{
  struct sp_diags diags = {.arena = &kept};

  must(sp_site_read_synonyms(&kept,
                             SP_STR("rubbish, refuse, garbage\n"
                                    "settee => bulky waste\n"
                                    "struggling to pay => council tax\n"
                                    "bin => waste\n"),
                             &diags, site));
  must(sp_site_read_glossary(
      &kept,
      SP_STR("- short: DFG\n  long: disabled facilities grant\n"
             "  meaning: Money for works.\n"
             "- short: HB\n  long: housing benefit\n  meaning: Help.\n"),
      &diags, site));
  must(sp_site_read_pins(
      &kept,
      SP_STR(
          "- query: bin\n  document: page/4\n  owner: A\n  reason: B\n"
          "- query: bins\n  document: page/4\n  owner: A\n  reason: B\n"
          "- query: bin\n  document: page/0\n  owner: A\n  reason: B\n"
          "  position: worst\n"
          "- query: council tax\n  document: page/3\n  owner: A\n  reason: B\n"
          "- query: council tax\n  document: page/1\n  owner: A\n  reason: B\n"
          "  position: worst\n"),
      &diags, site));
  must(site->synonyms == 4 && site->entries == 2 && site->pins == 5);
}

static void
remove_all(void)
{
  struct sp_str line = sp_arena_fmt(&kept, "rm -r '%s'", dir);

  sp_lexicon_free(lexicon);
  sp_reader_free(reader);
  if (system(line.ptr) != 0)
    perror(dir);
  sp_arena_release(&kept);
}

static void
make_all(void)
{
  struct sp_site site = {0};
  struct sp_writer *writer;
  struct sp_err err;

  must(mkdtemp(dir) != NULL);
  must(sp_writer_open(under("gen-1").ptr, true, &writer, &err) == SP_OK);
  put_all(writer);
  must(sp_writer_commit(writer, &err) == SP_OK);
  sp_writer_free(writer);
  must(symlink("gen-1", under("current").ptr) == 0);
  must(sp_reader_open(dir, &reader, &err) == SP_OK);
  sp_site_defaults(&site);
  read_site(&site);
  must(sp_lexicon_make(reader, &site, &lexicon, &err) == SP_OK);
  atexit(remove_all);
}

/* Every <mark> is closed before the next, and no other tag is there. */
static void
must_be_marked(struct sp_str html)
{
  static const struct sp_str open = SP_STR_INIT("<mark>"),
                             close = SP_STR_INIT("</mark>");
  bool inside = false;

  must(sp_utf8_check(html) == html.len);
  for (size_t i = 0; i < html.len; i++) {
    if (html.ptr[i] == '>')
      must(i > 0 && html.ptr[i - 1] == 'k');
    if (html.ptr[i] != '<')
      continue;
    must(sp_str_eq(sp_str_sub(html, i, inside ? close.len : open.len),
                   inside ? close : open));
    inside = !inside;
  }
  must(!inside);
}

static void
must_be_open(struct sp_str text)
{
  must(memmem(text.ptr ? text.ptr : "", text.len, CANARY, strlen(CANARY)) ==
       NULL);
}

static void
must_add_up(const struct sp_hit *hit)
{
  double sum = 0;

  for (size_t i = 0; i < hit->reasons; i++) {
    must(hit->reason[i].weight > 0);
    must(i == 0 || hit->reason[i].weight <= hit->reason[i - 1].weight);
    sum += hit->reason[i].weight;
  }
  must(fabs(sum - hit->score) < 1e-6);
}

static void
must_be_good(const struct sp_search *search, const struct sp_results *results)
{
  bool typed_canary =
      memmem(search->query.ptr, search->query.len, "quag", 4) != NULL;

  must(results->count <= search->count);
  must(sp_utf8_check(results->corrected) == results->corrected.len);
  must(results->exact && results->estimated >= results->count);
  must(!search->as_typed || results->corrected.len == 0);
  if (search->viewer.level < 3 && !typed_canary)
    must_be_open(results->corrected);
  for (size_t i = 0; i < results->count; i++) {
    const struct sp_hit *hit = &results->hit[i];

    must_be_marked(hit->snippet.raw);
    must(hit->head.level <= search->viewer.level);
    if (i > 0 && hit->pinned == SP_PINNED_NOT &&
        hit[-1].pinned == SP_PINNED_NOT)
      must(hit->score <= hit[-1].score + 1e-6);
    must(i == 0 || hit->pinned != SP_PINNED_BEST ||
         hit[-1].pinned == SP_PINNED_BEST);
    must(i == 0 || hit[-1].pinned != SP_PINNED_WORST ||
         hit->pinned == SP_PINNED_WORST);
    if (search->explain)
      must_add_up(hit);
    if (search->viewer.level < 3) {
      must_be_open(hit->snippet.raw);
      must_be_open(hit->head.title);
    }
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const services[] = {"", "waste", "tax", "nonesuch"};
  static const char *const types[] = {"", "guide", "faq", "task"};
  static const char *const areas[] = {"", "northmarsh", "\xFF", "St. Ives"};
  struct sp_search search = {0};
  struct sp_results results;
  struct sp_arena arena = {0};
  enum sp_status status;
  struct sp_err err;

  if (size < HEADER)
    return 0;
  if (!reader)
    make_all();
  search.viewer.level = 1 + (data[0] & 3);
  search.as_typed = data[0] & 4;
  search.explain = data[0] & 8;
  search.facets = data[0] & 16;
  search.first = data[0] >> 6;
  search.count = data[0] & 32 ? 2 : 10;
  search.viewer.now = data[1] & 1 ? LATER : SOON;
  search.lexicon = data[1] & 2 ? NULL : lexicon;
  search.service = sp_str(services[data[2] & 3]);
  search.type = sp_str(types[data[2] >> 2 & 3]);
  search.area = sp_str(areas[data[2] >> 4 & 3]);
  search.query = sp_str_n((const char *)data + HEADER, size - HEADER);
  status = sp_reader_search(reader, &search, &arena, &results, &err);
  must(status == SP_OK || status == SP_E_QUERY);
  if (status == SP_OK)
    must_be_good(&search, &results);
  sp_arena_release(&arena);
  return 0;
}
