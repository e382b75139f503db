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

/* "WX1 7LB|...": the readings of what was typed. */
static void
typed(struct fixture *f, const char *text, const char *expected)
{
  struct sp_postcode reading[SP_POSTCODE_READINGS];
  size_t count = sp_postcode_typed(sp_str(text), reading);
  struct sp_str all = SP_STR("");

  for (size_t i = 0; i < count; i++) {
    assert_int_equal(reading[i].part, SP_POSTCODE_FULL);
    all = sp_arena_fmt(&f->arena, "%.*s%s%s", SP_FMT(all), i ? "|" : "",
                       reading[i].text);
  }
  assert_str(all, expected);
}

static void
a_visitor_may_type_a_postcode_with_marks_and_slips(void **state)
{
  struct fixture *f = *state;

  typed(f, "wx1 7lb", "WX1 7LB");
  typed(f, " Wx1-7lb. ", "WX1 7LB");
  typed(f, "(WX1,7LB)", "WX1 7LB");
  typed(f,
        "WX1\xC2\xA0"
        "7LB",
        "WX1 7LB");
  typed(f,
        "WX1\xE2\x80\x93"
        "7LB",
        "WX1 7LB");
  typed(f, "WX1\t7LB\r\n", "WX1 7LB");
  typed(f, "WXI 7LB", "WX1 7LB");
  typed(f, "wxl 7lb", "WX1 7LB");
  typed(f, "CM9 ODL", "CM9 0DL");
  typed(f, "CM9 50L", "CM9 5OL");
  typed(f, "0X1 1AA", "OX1 1AA");
  typed(f, "EC1A1BB", "EC1A 1BB");
  typed(f, "M1 1AE", "M1 1AE");
  typed(f, "WX1O 7LB", "WX1O 7LB|WX10 7LB");
  typed(f, "w1o 7lb", "W1O 7LB|W10 7LB");
}

static void
less_than_a_full_postcode_has_no_reading(void **state)
{
  static const char *const wrong[] = {"",
                                      " ",
                                      "W",
                                      "WX1",
                                      "WX1 7",
                                      "WX1 7L",
                                      "hello",
                                      "WX1 7LBX",
                                      "WX1 7LB WX1 7LC",
                                      "WX\xC3\xA9 7LB",
                                      "\xE2\x80",
                                      "\xC2",
                                      "WX1 7LB\xF0\x9F\x98\x80",
                                      "1234567",
                                      "' OR 1=1 --"};
  struct fixture *f = *state;

  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++)
    typed(f, wrong[i], "");
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

static struct sp_str
key_of(struct fixture *f, const char *typed_as, const char *at)
{
  struct sp_area_list list;
  struct sp_postcode code;

  assert_true(sp_postcode_parse(sp_str(typed_as), &code));
  sp_areas_find(&f->arena, &f->areas, &code, clock_at(at), &list);
  assert_int_equal(list.count, 1);
  return sp_area_key(&f->arena, &f->areas, list.item[0], clock_at(at));
}

static struct sp_area_answer
answer_of(struct fixture *f, struct sp_str key, const char *at)
{
  struct sp_area_answer answer;

  sp_areas_answer(&f->arena, &f->areas, key, clock_at(at), &answer);
  return answer;
}

static void
a_key_is_of_the_answer_alone(void **state)
{
  struct fixture *f = *state;
  struct sp_str town, gate;

  assert_true(read_text(f, HEAD "WX1,Town,Salt Marsh,a,,,w\n"
                                "WX1 7LB,Lane,Salt Marsh,a,,,w\n"
                                "WX2,Hill,Hill,a,,,w\n"));
  assert_str(key_of(f, "wx1 1aa", "2026-11-01"), "salt-marsh");
  assert_str(key_of(f, "wx1 7lb", "2026-11-01"), "salt-marsh");
  /* Where parts of an area differ, digits tell them apart. */
  assert_true(read_text(f, HEAD "WX1,Town,Salt Marsh,a,,,w\n"
                                "WX1 7LB,Lane,Salt Marsh,a,,,other\n"
                                "WX3 1AB,Far,Salt Marsh,a,,,w\n"
                                "WX2,Hill,Hill,a,,,w\n"));
  town = key_of(f, "wx1 1aa", "2026-11-01");
  gate = key_of(f, "wx1 7lb", "2026-11-01");
  assert_true(sp_str_starts(town, "salt-marsh-"));
  assert_int_equal(town.len, strlen("salt-marsh-") + 6);
  assert_false(sp_str_eq(town, gate));
  assert_true(sp_str_eq(town, key_of(f, "wx3 1ab", "2026-11-01")));
  assert_str(key_of(f, "wx2 1aa", "2026-11-01"), "hill");
}

static void
a_key_gives_its_answer(void **state)
{
  struct fixture *f = *state;
  struct sp_area_answer answer;
  struct sp_str key;

  assert_true(read_text(f, HEAD "WX1,Town,N,a,,,w\n"
                                "WX1 7LB,Lane,N,a,,2027-03-31,other\n"
                                "WX2,Hill,Hill,b,2027-01-01,,w\n"));
  key = key_of(f, "wx1 7lb", "2026-11-01");
  answer = answer_of(f, key, "2026-11-01");
  assert_str(answer.area->contact[1], "other");
  assert_false(answer.differs[0] || answer.differs[1]);
  assert_instant(answer.until, "2027-04-01");
  /* The name alone has what is common to all. */
  answer = answer_of(f, SP_STR("n"), "2026-11-01");
  assert_false(answer.differs[0]);
  assert_true(answer.differs[1]);
  assert_instant(answer.until, "2027-04-01");
  answer = answer_of(f, SP_STR("n"), "2027-04-01");
  assert_false(answer.differs[1]);
  assert_str(answer.area->contact[1], "w");
  assert_null(answer_of(f, key, "2027-04-01").area);
  answer = answer_of(f, SP_STR("hill"), "2026-11-01");
  assert_null(answer.area);
  assert_instant(answer.until, "2027-01-01");
  assert_non_null(answer_of(f, SP_STR("hill"), "2027-01-01").area);
}

static void
other_texts_are_no_keys(void **state)
{
  static const char *const wrong[] = {"",     "x",        "n-",     "N",
                                      "n-zz", "n-000000", "wx17lb", "WX1 7LB",
                                      "wx1",  "town"};
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "WX1,Town,N,a,,,w\nWX1 7LB,L,N,b,,,w\n"));
  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++)
    assert_null(answer_of(f, sp_str(wrong[i]), "2026-11-01").area);
}

static void
an_area_without_a_name_has_a_key(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "WX1,Town,,a,,,w\n"));
  assert_str(key_of(f, "wx1 1aa", "2026-11-01"), "here");
  assert_non_null(answer_of(f, SP_STR("here"), "2026-11-01").area);
}

static void
a_cell_may_be_an_address(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "WX1,T,N,a,,,https://x.example/n\n"));
  assert_int_equal(f->diags.count, 0);
  assert_int_equal(f->areas.count, 1);
  assert_true(read_text(f, HEAD "WX1,T,N,a,,,htps://x.example/n\n"
                                "WX2,T,N,a,,,https://x.example/ n\n"
                                "WX3,T,N,a,,,javascript://x\n"
                                "WX4,T,N,a,,,w\n"
                                "WX5,T,N,a,,,mailto:me@x.example\n"
                                "WX6,T,N,a,,,http://x.example/n\n"));
  assert_int_equal(f->diags.errors, 5);
  assert_int_equal(f->areas.count, 1);
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
      DIAGS_TEST(a_visitor_may_type_a_postcode_with_marks_and_slips),
      DIAGS_TEST(less_than_a_full_postcode_has_no_reading),
      DIAGS_TEST(a_key_is_of_the_answer_alone),
      DIAGS_TEST(a_key_gives_its_answer),
      DIAGS_TEST(other_texts_are_no_keys),
      DIAGS_TEST(an_area_without_a_name_has_a_key),
      DIAGS_TEST(a_cell_may_be_an_address),
  };

  return cmocka_run_group_tests_name("areas", tests, NULL, NULL);
}
