/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/clock.h"
#include "tests/unit/diags.h"

#include "lib/areas.h"

#define HEAD "postcode,place,area,district,from,until,water\n"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_areas areas;
};

DIAGS_SETUP_WHEN(sp_when_zone("Europe/London"))

static bool
read_text(struct fixture *f, const char *text)
{
  diags_forget(&f->diags);
  return sp_areas_read(&f->arena, sp_str(text), &f->diags, &f->areas);
}

static void
postcode(const char *typed, const char *expected, enum sp_postcode_part part)
{
  struct sp_postcode code;

  if (!sp_postcode_parse(sp_str(typed), &code))
    fail_msg("\"%s\" is none", typed);
  assert_string_equal(code.text, expected);
  assert_int_equal(code.part, part);
}

static void
postcodes_are_read_in_any_spacing_and_case(void **state)
{
  (void)state;
  postcode("WX1 7LB", "WX1 7LB", SP_POSTCODE_FULL);
  postcode("wx17lb", "WX1 7LB", SP_POSTCODE_FULL);
  postcode("  w x 1 7 l b ", "WX1 7LB", SP_POSTCODE_FULL);
  postcode("wx1  7lb", "WX1 7LB", SP_POSTCODE_FULL);
  postcode("M1 1AE", "M1 1AE", SP_POSTCODE_FULL);
  postcode("EC1A1BB", "EC1A 1BB", SP_POSTCODE_FULL);
  postcode("w1a 0ax", "W1A 0AX", SP_POSTCODE_FULL);
  postcode("dn551pt", "DN55 1PT", SP_POSTCODE_FULL);
  postcode("cm9 5", "CM9 5", SP_POSTCODE_SECTOR);
  postcode("EC1A 1", "EC1A 1", SP_POSTCODE_SECTOR);
  postcode("cm9", "CM9", SP_POSTCODE_OUTWARD);
  postcode("cm95", "CM95", SP_POSTCODE_OUTWARD);
  postcode("w1a", "W1A", SP_POSTCODE_OUTWARD);
  postcode("M1", "M1", SP_POSTCODE_OUTWARD);
}

static void
other_words_are_no_postcodes(void **state)
{
  static const char *const wrong[] = {
      "",       " ",      "W",       "WX",         "1AA",       "WXY 1AA",
      "WX1 7L", "WX1 77", "WX1-7LB", "WX1 7LBX",   "WX123 4AA", "1 1AA",
      "W X1",   "WX1 L",  "WX1 7L8", "WX\xC3\xA9", "WX1 7LB;",  "12345"};
  struct sp_postcode code;

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++)
    if (sp_postcode_parse(sp_str(wrong[i]), &code))
      fail_msg("\"%s\" was taken for %s", wrong[i], code.text);
}

/* The places of a postcode, "Quayside|Marsh Lane", and until when. */
static void
found(struct fixture *f, const char *typed, const char *at,
      const char *expected, const char *until)
{
  struct sp_area_list list;
  struct sp_str places = SP_STR("");
  struct sp_postcode code;

  assert_true(sp_postcode_parse(sp_str(typed), &code));
  sp_areas_find(&f->arena, &f->areas, &code, clock_at(at), &list);
  for (size_t i = 0; i < list.count; i++)
    places = sp_arena_fmt(&f->arena, "%.*s%s%.*s", SP_FMT(places), i ? "|" : "",
                          SP_FMT(list.item[i]->place));
  assert_str(places, expected);
  if (*until)
    assert_instant(list.until, until);
  else
    assert_true(list.until == SP_ALWAYS_UNTIL);
}

static void
the_longest_part_of_a_postcode_wins(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "WX1,Town,N,,,,\nwx1 7,Gate,N,,,,\n"
                                "WX17LB,Lane,S,,,,\nWX11,Elsewhere,S,,,,\n"));
  assert_int_equal(f->diags.count, 0);
  found(f, "wx1 7lb", "2026-11-01", "Lane", "");
  found(f, "wx1 7la", "2026-11-01", "Gate", "");
  found(f, "wx1 6la", "2026-11-01", "Town", "");
  found(f, "wx1 7", "2026-11-01", "Gate", "");
  found(f, "wx1", "2026-11-01", "Town", "");
  found(f, "wx11 7lb", "2026-11-01", "Elsewhere", "");
  found(f, "wx2 7lb", "2026-11-01", "", "");
}

static void
a_postcode_may_have_several_places(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "WX1 7LB,Quay,N,a,,,\nWX1 7LB,Lane,S,b,,,\n"
                                "WX1,Town,N,c,,,\n"));
  assert_int_equal(f->diags.count, 0);
  found(f, "WX17LB", "2026-11-01", "Lane|Quay", "");
}

static void
rows_hold_in_their_time(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "WX2 7QD,Lane,N,,,2027-03-31,\n"
                                "WX2 7QD,Lane,S,,2027-04-01,2027-12-31,\n"
                                "WX2,Town,N,,,,\n"));
  assert_int_equal(f->diags.count, 0);
  found(f, "WX2 7QD", "2026-11-01", "Lane", "2027-04-01");
  found(f, "WX2 7QD", "2027-04-01", "Lane", "2028-01-01");
  found(f, "WX2 7QD", "2028-01-01", "Town", "");
  assert_true(read_text(f, HEAD "WX2 7QD,Lane,S,,2027-04-01,,\n"
                                "WX2,Town,N,,,2027-01-01,\n"));
  found(f, "WX2 7QD", "2026-11-01", "Town", "2027-01-02");
  found(f, "WX2 7QD", "2027-02-01", "", "2027-04-01");
}

static void
columns_name_contacts(void **state)
{
  struct fixture *f = *state;
  const struct sp_area *area;

  assert_true(read_text(f, HEAD "WX1,Town,North,help,,,sea\n"
                                "WX1 1,Quay,north,help,,,river\n"
                                "WX2,Hill,South,help,,2026-12-31,sea\n"
                                "WX3,Far,South,help,2027-01-01,,river\n"));
  assert_int_equal(f->areas.columns, 2);
  assert_true(sp_areas_has(&f->areas, SP_STR("water")));
  assert_false(sp_areas_has(&f->areas, SP_STR("area")));
  area = &f->areas.item[1];
  assert_str(area->postcode, "WX1 1");
  assert_str(sp_area_contact(&f->areas, area, SP_STR("water")), "river");
  assert_str(sp_area_contact(&f->areas, area, SP_STR("place")), "");
  assert_str(sp_areas_contact(&f->areas, SP_STR("North"), SP_STR("district"),
                              clock_at("2026-11-01")),
             "help");
  assert_str(sp_areas_contact(&f->areas, SP_STR("North"), SP_STR("water"),
                              clock_at("2026-11-01")),
             "");
  assert_str(sp_areas_contact(&f->areas, SP_STR("South"), SP_STR("water"),
                              clock_at("2026-11-01")),
             "sea");
  assert_str(sp_areas_contact(&f->areas, SP_STR("South"), SP_STR("water"),
                              clock_at("2027-01-01")),
             "river");
  assert_str(sp_areas_contact(&f->areas, SP_STR("West"), SP_STR("water"),
                              clock_at("2027-01-01")),
             "");
}

static void
a_bad_row_is_left_out(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "WX,Town,N,,,,\n"
                                "WX1 7L,Town,N,,,,\n"
                                "WX1,Town,N,,April,,\n"
                                "WX1,Town,N,,2027-04-02,2027-04-01,\n"
                                "WX2,Town,N,,,2027-04-01,\n"
                                "wx2,TOWN,S,,2027-04-01,,\n"
                                "WX2,Other,S,,2027-04-01,,\n"));
  assert_int_equal(f->diags.count, 5);
  assert_refused(&f->diags, 0, 2, "CM9 5DL");
  assert_refused(&f->diags, 1, 3, "CM9 5DL");
  assert_refused(&f->diags, 2, 4, "no date");
  assert_refused(&f->diags, 3, 5, "before from");
  assert_refused(&f->diags, 4, 7, "line 6 has WX2");
  assert_int_equal(f->areas.count, 2);
}

static void
a_column_that_looks_like_a_slip_is_refused(void **state)
{
  struct fixture *f = *state;

  assert_false(read_text(f, "postcode,place,untill\nWX1,Town,2027-01-01\n"));
  assert_refused(&f->diags, 0, 1, "did you mean \"until\"?");
  assert_int_equal(f->areas.columns, 0);
  assert_false(read_text(f, "place,area\nTown,N\n"));
  assert_refused(&f->diags, 0, 1, "\"postcode\" is missing");
  assert_false(read_text(f, "Postcode,place\nWX1,Town\n"));
  assert_refused(&f->diags, 0, 1, "did you mean \"postcode\"?");
}

static void
areas_are_packed_and_unpacked(void **state)
{
  struct fixture *f = *state;
  struct sp_unpack in = {0};
  struct sp_areas twin;
  struct sp_buf buf;

  assert_true(read_text(f, HEAD "WX1,Town,N,a,2026-01-01,,sea\n"
                                "WX1 7LB,Lane,S,b,,,river\n"));
  sp_buf_init(&buf, 1000);
  sp_areas_pack(&buf, &f->areas);
  in.rest = sp_buf_str(&buf);
  assert_true(sp_areas_unpack(&f->arena, &in, &twin));
  assert_true(sp_unpack_done(&in));
  f->areas = twin;
  found(f, "wx17lb", "2026-11-01", "Lane", "");
  found(f, "wx16lb", "2025-11-01", "", "2026-01-01");
  assert_str(sp_area_contact(&twin, &twin.item[1], SP_STR("water")), "river");
  for (size_t n = 0; n < buf.len; n++) {
    in = (struct sp_unpack){.rest = sp_str_n(buf.ptr, n)};
    assert_false(sp_areas_unpack(&f->arena, &in, &twin));
    assert_int_equal(twin.count, 0);
  }
  sp_buf_release(&buf);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(postcodes_are_read_in_any_spacing_and_case),
      DIAGS_TEST(other_words_are_no_postcodes),
      DIAGS_TEST(the_longest_part_of_a_postcode_wins),
      DIAGS_TEST(a_postcode_may_have_several_places),
      DIAGS_TEST(rows_hold_in_their_time),
      DIAGS_TEST(columns_name_contacts),
      DIAGS_TEST(a_bad_row_is_left_out),
      DIAGS_TEST(a_column_that_looks_like_a_slip_is_refused),
      DIAGS_TEST(areas_are_packed_and_unpacked),
  };

  return cmocka_run_group_tests_name("areas", tests, NULL, NULL);
}
