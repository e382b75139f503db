/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The DITA reader.  The first byte chooses: bit 0 lenient, bit 1 a map, bit 2
 * for the public, bit 3 with a shelf, on which the same bytes stand as
 * waste/b.dita. */
#include "lib/dita.h"
#include "lib/xml.h"
#include "tests/fuzz/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cards and shelves come back as they went; any bytes may come. */
static void
check_card(struct sp_arena *arena, struct sp_str text,
           const struct sp_read_options *options)
{
  struct sp_dita_card card, again;
  struct sp_dita_shelf shelf;
  struct sp_buf packed, twice;

  (void)sp_dita_card_unpack(arena, text, &again);
  (void)sp_dita_shelf_unpack(arena, text, &shelf);
  if (!sp_dita_scan(arena, text, options, &card))
    return;
  sp_buf_init(&packed, (size_t)64 << 20);
  sp_buf_init(&twice, (size_t)64 << 20);
  sp_dita_card_pack(&packed, &card);
  if (!sp_dita_card_unpack(arena, sp_buf_str(&packed), &again))
    abort();
  sp_dita_card_pack(&twice, &again);
  if (!sp_str_eq(sp_buf_str(&packed), sp_buf_str(&twice)))
    abort();
  (void)sp_dita_id_find(&again, SP_STR("a/b"));
  sp_buf_release(&packed);
  sp_buf_release(&twice);
}

static struct sp_str
make_shelf(struct sp_arena *arena, struct sp_str text)
{
  struct sp_dita_access open = {.audience = SP_PUBLIC, .level = 1};
  struct sp_dita_key key[] = {{.name = SP_STR("k"),
                               .path = SP_STR("waste/b.dita"),
                               .fragment = SP_STR("b"),
                               .map = SP_STR("waste/m.ditamap"),
                               .access = open},
                              {.name = SP_STR("w"),
                               .words = SP_STR("two  words"),
                               .map = SP_STR("waste/m.ditamap"),
                               .access = open}};
  struct sp_dita_title title = {.path = SP_STR("waste/b.dita"),
                                .title = SP_STR("B"),
                                .has_page = true,
                                .access = open};
  struct sp_dita_file file = {SP_STR("waste/b.dita"), text};
  struct sp_dita_shelf shelf = {.key = key,
                                .keys = 2,
                                .title = &title,
                                .titles = 1,
                                .file = &file,
                                .files = 1};
  struct sp_str packed;
  struct sp_buf buf;

  sp_buf_init(&buf, (size_t)1 << 24);
  sp_dita_shelf_pack(&buf, &shelf);
  packed = sp_arena_copy(arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return packed;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_read_options options = {.path = SP_STR("waste/a.dita")};
  struct sp_reading reading;
  struct sp_str text;
  uint8_t how;

  if (size == 0)
    return 0;
  how = data[0];
  text = sp_str_n((const char *)data + 1, size - 1);
  options.lenient = how & 1;
  if (how & 2)
    options.path = SP_STR("waste/a.ditamap");
  options.default_audience = how & 4 ? SP_PUBLIC : SP_STAFF;
  check_card(&arena, text, &options);
  if (how & 8)
    options.shelf = make_shelf(&arena, text);
  sp_xml_read(NULL, &arena, text, &options, &diags, &reading);
  model_check(&arena, &diags, &reading);
  sp_arena_release(&arena);
  return 0;
}
