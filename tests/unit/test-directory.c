/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/clock.h"
#include "tests/unit/diags.h"

#include "lib/directory.h"

#define FIELDS_MAX 16

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_directory dir;
};

DIAGS_SETUP_WHEN(sp_when_zone("Europe/London"))

/* A contact of "name: value" lines; audience, level, from and until are the
 * document's own, everything else a field. */
static void
add(struct fixture *f, const char *key, const char *lines)
{
  struct sp_field field[FIELDS_MAX];
  struct sp_doc doc = {.type = SP_DOC_CONTACT, .level = 1, .field = field};
  struct sp_str rest = sp_str(lines), line;

  doc.id = sp_arena_fmt(&f->arena, "contacts/%s", key);
  doc.title = sp_arena_fmt(&f->arena, "The %s", key);
  while (sp_str_split(&rest, '\n', &line)) {
    size_t colon = sp_str_find(line, ':', 0);
    struct sp_str name = sp_str_sub(line, 0, colon);
    struct sp_str *value = sp_arena_new(&f->arena, struct sp_str);

    *value = sp_str_trim(sp_str_sub(line, colon + 1, line.len));
    if (sp_str_is(name, "audience"))
      doc.audience = sp_str_is(*value, "public") ? SP_PUBLIC : SP_STAFF;
    else if (sp_str_is(name, "level"))
      doc.level = (unsigned)(value->ptr[0] - '0');
    else if (sp_str_is(name, "from"))
      assert_true(sp_civil_parse(*value, &doc.from));
    else if (sp_str_is(name, "until"))
      assert_true(sp_civil_parse(*value, &doc.until));
    else if (line.len && doc.fields < FIELDS_MAX)
      field[doc.fields++] = (struct sp_field){name, value, 1, 1};
  }
  sp_directory_add(&f->arena, &f->dir, &doc);
}

static void
tables(struct fixture *f, const char *calendar, const char *rota)
{
  struct sp_str days[] = {SP_STR("date,name,open,close,contacts\n"),
                          sp_str(calendar)};
  struct sp_str duties[] = {SP_STR("contact,from,until,post,phone\n"),
                            sp_str(rota)};

  assert_true(sp_calendar_read(&f->arena, sp_arena_join(&f->arena, 2, days),
                               &f->diags, &f->dir.calendar));
  assert_true(sp_rota_read(&f->arena, sp_arena_join(&f->arena, 2, duties),
                           &f->diags, &f->dir.rota));
  assert_int_equal(f->diags.errors, 0);
}

/* A council: a team by day, a duty officer whom only staff may ring, a service
 * for the night that all may. */
static void
council(struct fixture *f)
{
  tables(f,
         "2026-12-25,Christmas,,,\n"
         "2026-12-31,Eve,09:00,13:00,waste-team; secret-desk\n"
         "2026-12-30,Secret day,,,secret-desk\n",
         "waste-duty,2026-11-16,2026-11-22,Supervisor A,07700 900001\n"
         "waste-duty,2026-11-23,2026-11-29,Supervisor B,07700 900002\n");
  sp_directory_set_office(&f->arena, &f->dir, SP_STR("Mon-Fri 08:45-17:15"));
  add(f, "waste-team",
      "audience: public\nkind: team\nphone: 01632 1\nstaff-phone: 01632 2\n"
      "hours: Mon-Fri 07:30-16:30\nclosed: 2026-11-24 12:00-13:00\n"
      "out-of-hours: waste-duty\nareas: North; South\n"
      "staff-email: crew@council.example\nverified: 2026-09-14\n");
  add(f, "waste-duty",
      "staff-phone: 07700 9\nhours: Mon-Fri 16:00-22:00; Sat-Sun 08:00-22:00\n"
      "out-of-hours: The night-desk\n");
  add(f, "night-desk", "audience: public\nphone: 01632 3\nhours: always\n");
  add(f, "secret-desk", "staff-phone: 07700 66\nhours: Mon-Fri 09:00-17:00\n");
  sp_directory_link(&f->arena, &f->dir);
}

static const struct sp_contact *
contact(struct fixture *f, const char *name)
{
  const struct sp_contact *c = sp_directory_find(&f->dir, sp_str(name));

  if (!c)
    fail_msg("no contact \"%s\"", name);
  return c;
}

/* "waste-team, waste-duty (07700 9, Supervisor A 07700 900001)": the chain,
 * the last one with its phone and who is on call; "-" after one that is not
 * open. */
static struct sp_str
told(struct fixture *f, const struct sp_reach *reach)
{
  struct sp_str s = SP_STR("");
  const struct sp_reach_step *last = &reach->step[reach->steps - 1];

  for (size_t i = 0; i < reach->steps; i++)
    s = sp_arena_fmt(&f->arena, "%.*s%s%.*s%s", SP_FMT(s), i ? ", " : "",
                     SP_FMT(reach->step[i].contact->key),
                     reach->step[i].open ? "" : "-");
  s = sp_arena_fmt(&f->arena, "%.*s (%.*s", SP_FMT(s), SP_FMT(last->phone));
  if (last->post.len)
    s = sp_arena_fmt(&f->arena, "%.*s, %.*s %.*s", SP_FMT(s),
                     SP_FMT(last->post), SP_FMT(last->post_phone));
  return sp_arena_fmt(&f->arena, "%.*s)", SP_FMT(s));
}

static void
reach(struct fixture *f, const char *name, const char *at,
      enum sp_audience audience, const char *expected, const char *until)
{
  struct sp_reach out;

  assert_true(sp_directory_reach(&f->dir, sp_str(name), clock_at(at), audience,
                                 1, &out));
  assert_str(told(f, &out), expected);
  assert_int_equal(out.reached, out.why == NULL);
  if (*until)
    assert_instant(out.until, until);
  else
    assert_true(out.until == SP_ALWAYS_UNTIL);
}

static void
a_contact_is_found_by_key_or_title(void **state)
{
  struct fixture *f = *state;

  council(f);
  assert_str(contact(f, "waste-team")->id, "contacts/waste-team");
  assert_str(contact(f, " Waste-Team ")->id, "contacts/waste-team");
  assert_str(contact(f, "the waste-team")->id, "contacts/waste-team");
  assert_int_equal(contact(f, "waste-team")->areas.count, 2);
  assert_str(contact(f, "waste-team")->areas.item[1], "South");
  assert_null(sp_directory_find(&f->dir, SP_STR("waste")));
  assert_null(sp_directory_find(&f->dir, SP_STR("")));
  assert_null(sp_directory_find(&f->dir, SP_STR("\xFF")));
}

static void
a_key_comes_before_a_title(void **state)
{
  struct fixture *f = *state;

  add(f, "b", "hours: always\n");
  f->dir.item[0].title = SP_STR("a");
  add(f, "a", "hours: always\n");
  add(f, "x/a", "hours: always\n");
  sp_directory_link(&f->arena, &f->dir);
  assert_str(contact(f, "a")->id, "contacts/a");
  assert_str(contact(f, "the a")->id, "contacts/a");
}

static void
other_documents_are_passed_over(void **state)
{
  struct fixture *f = *state;
  struct sp_doc doc = {.type = SP_DOC_GUIDE, .id = SP_STR("waste/bins")};

  sp_directory_add(&f->arena, &f->dir, &doc);
  sp_directory_link(&f->arena, &f->dir);
  assert_int_equal(f->dir.count, 0);
}

static void
a_contact_is_open_by_hours_closures_and_calendar(void **state)
{
  struct fixture *f = *state;
  sp_instant until;

  council(f);
  assert_true(sp_directory_open(&f->dir, contact(f, "waste-team"),
                                clock_at("2026-11-24 08:00"), &until));
  assert_instant(until, "2026-11-24 12:00");
  assert_false(sp_directory_open(&f->dir, contact(f, "waste-team"),
                                 clock_at("2026-12-24 17:00"), &until));
  assert_instant(until, "2026-12-28 07:30");
  assert_true(sp_directory_open(&f->dir, contact(f, "waste-team"),
                                clock_at("2026-12-31 12:59"), &until));
  assert_instant(until, "2026-12-31 13:00");
}

static void
office_hours_are_the_sites_less_its_holidays(void **state)
{
  struct fixture *f = *state;
  sp_instant until;

  council(f);
  assert_true(
      sp_directory_office_hours(&f->dir, clock_at("2026-12-31 16:00"), &until));
  assert_instant(until, "2026-12-31 17:15");
  assert_false(
      sp_directory_office_hours(&f->dir, clock_at("2026-12-24 17:15"), &until));
  assert_instant(until, "2026-12-28 08:45");
  sp_directory_set_office(&f->arena, &f->dir, SP_STR(""));
  assert_false(
      sp_directory_office_hours(&f->dir, clock_at("2026-12-31 12:00"), &until));
  assert_true(until == SP_ALWAYS_UNTIL);
}

static void
an_open_contact_is_reached_itself(void **state)
{
  struct fixture *f = *state;

  council(f);
  reach(f, "waste-team", "2026-11-23 08:00", SP_STAFF, "waste-team (01632 2)",
        "2026-11-23 16:30");
  reach(f, "waste-team", "2026-11-23 08:00", SP_PUBLIC, "waste-team (01632 1)",
        "2026-11-23 16:30");
}

static void
a_closed_contact_leads_to_the_first_that_is_open(void **state)
{
  struct fixture *f = *state;

  council(f);
  reach(f, "waste-team", "2026-11-20 17:00", SP_STAFF,
        "waste-team-, waste-duty (07700 9, Supervisor A 07700 900001)",
        "2026-11-20 22:00");
  reach(f, "waste-team", "2026-11-20 23:00", SP_STAFF,
        "waste-team-, waste-duty-, night-desk (01632 3)", "2026-11-21 08:00");
}

static void
the_answer_ends_when_another_post_is_on_call(void **state)
{
  struct fixture *f = *state;

  council(f);
  reach(f, "waste-duty", "2026-11-22 21:00", SP_STAFF,
        "waste-duty (07700 9, Supervisor A 07700 900001)", "2026-11-22 22:00");
  reach(f, "waste-duty", "2026-11-22 23:30", SP_STAFF,
        "waste-duty-, night-desk (01632 3)", "2026-11-23 00:00");
  reach(f, "waste-duty", "2026-11-30 17:00", SP_STAFF, "waste-duty (07700 9)",
        "2026-11-30 22:00");
}

static void
the_public_passes_over_what_is_for_staff(void **state)
{
  struct fixture *f = *state;
  struct sp_reach out;

  council(f);
  reach(f, "waste-team", "2026-11-20 17:00", SP_PUBLIC,
        "waste-team-, night-desk (01632 3)", "2026-11-23 07:30");
  assert_false(sp_directory_reach(&f->dir, SP_STR("secret-desk"),
                                  clock_at("2026-11-20 12:00"), SP_PUBLIC, 4,
                                  &out));
  assert_int_equal(out.steps, 0);
  assert_false(sp_directory_reach(&f->dir, SP_STR("nobody"),
                                  clock_at("2026-11-20 12:00"), SP_STAFF, 4,
                                  &out));
  assert_string_equal(out.why, "There is no contact of that name.");
}

static void
a_level_is_passed_over_likewise(void **state)
{
  struct fixture *f = *state;
  struct sp_reach out;

  add(f, "team", "hours: Mon 09:00-10:00\nout-of-hours: leader\n");
  add(f, "leader", "level: 3\nhours: always\nout-of-hours: desk\n");
  add(f, "desk", "hours: always\n");
  sp_directory_link(&f->arena, &f->dir);
  reach(f, "team", "2026-11-20", SP_STAFF, "team-, desk ()",
        "2026-11-23 09:00");
  assert_true(sp_directory_reach(&f->dir, SP_STR("team"),
                                 clock_at("2026-11-20"), SP_STAFF, 3, &out));
  assert_str(told(f, &out), "team-, leader ()");
}

static void
a_contact_that_is_not_live_is_passed_over(void **state)
{
  struct fixture *f = *state;
  struct sp_reach out;

  add(f, "team", "hours: Mon 09:00-10:00\nout-of-hours: new\n");
  add(f, "new",
      "from: 2026-11-21 12:00\nuntil: 2026-11-22\nhours: always\n"
      "out-of-hours: desk\n");
  add(f, "desk", "hours: always\n");
  sp_directory_link(&f->arena, &f->dir);
  reach(f, "team", "2026-11-20", SP_STAFF, "team-, desk ()",
        "2026-11-21 12:00");
  reach(f, "team", "2026-11-21 12:00", SP_STAFF, "team-, new ()",
        "2026-11-23 00:00");
  reach(f, "team", "2026-11-23 00:00", SP_STAFF, "team-, desk ()",
        "2026-11-23 09:00");
  assert_false(sp_directory_reach(&f->dir, SP_STR("new"),
                                  clock_at("2026-11-20"), SP_STAFF, 4, &out));
  assert_instant(out.until, "2026-11-21 12:00");
}

/* The chain from "a" is refused, and says these words. */
static void
bad_chain(struct fixture *f, const char *words)
{
  const char *why;

  sp_directory_link(&f->arena, &f->dir);
  if (sp_directory_chain_ok(&f->dir, SP_STR("a"), &why))
    fail_msg("taken, no \"%s\"", words);
  if (!strstr(why, words))
    fail_msg("\"%s\" lacks \"%s\"", why, words);
  f->dir.count = 0;
}

static void
a_chain_ends_at_one_that_is_always(void **state)
{
  struct fixture *f = *state;
  const char *why;

  council(f);
  assert_true(sp_directory_chain_ok(&f->dir, SP_STR("waste-team"), &why));
  assert_null(why);
  assert_true(sp_directory_chain_ok(&f->dir, SP_STR("night-desk"), &why));
  assert_false(sp_directory_chain_ok(&f->dir, SP_STR("secret-desk"), &why));
  assert_non_null(strstr(why, "not `always`"));
}

static void
a_chain_that_ends_elsewhere_is_told_why(void **state)
{
  struct fixture *f = *state;

  bad_chain(f, "no contact of that name");
  add(f, "a", "hours: Mon 09:00-10:00\nout-of-hours: b\n");
  bad_chain(f, "does not exist");
  add(f, "a", "hours: Mon 09:00-10:00\nout-of-hours: b\n");
  add(f, "b", "phone: 1\n");
  bad_chain(f, "without hours");
  add(f, "a", "hours: nine to five\n");
  bad_chain(f, "without hours");
  add(f, "a", "hours: always\nclosed: 2026-12-25\n");
  bad_chain(f, "has `closed`");
  add(f, "a", "hours: always\nuntil: 2026-12-25\n");
  bad_chain(f, "`until`");
  tables(f, "2026-12-25,Christmas,,,a\n", "");
  add(f, "a", "hours: always\n");
  bad_chain(f, "bank-holidays.csv");
}

static void
a_loop_is_found_and_ends(void **state)
{
  struct fixture *f = *state;
  struct sp_reach out;

  add(f, "a", "hours: Mon 09:00-10:00\nout-of-hours: a\n");
  bad_chain(f, "leads back");
  add(f, "a", "hours: Mon 09:00-10:00\nout-of-hours: b\n");
  add(f, "b", "hours: Mon 09:00-10:00\nout-of-hours: c\n");
  add(f, "c", "hours: Mon 11:00-12:00\nout-of-hours: b\n");
  sp_directory_link(&f->arena, &f->dir);
  assert_true(sp_directory_reach(&f->dir, SP_STR("a"), clock_at("2026-11-20"),
                                 SP_STAFF, 1, &out));
  assert_false(out.reached);
  assert_str(told(f, &out), "a-, b-, c- ()");
  assert_non_null(strstr(out.why, "leads back"));
  assert_instant(out.until, "2026-11-23 09:00");
  bad_chain(f, "leads back");
}

/* x1 leads to x2 and so on to x`n`, which is always. */
static void
chain_of(struct fixture *f, int n)
{
  f->dir = (struct sp_directory){0};
  for (int i = 1; i <= n; i++)
    add(f, sp_arena_fmt(&f->arena, "x%d", i).ptr,
        sp_arena_fmt(&f->arena, "hours: %s\nout-of-hours: x%d\n",
                     i < n ? "Mon 09:00-10:00" : "always", i + 1)
            .ptr);
  sp_directory_link(&f->arena, &f->dir);
}

static void
a_chain_has_eight_contacts_and_no_more(void **state)
{
  struct fixture *f = *state;
  struct sp_reach out;
  const char *why;

  chain_of(f, SP_CHAIN_MAX);
  assert_true(sp_directory_chain_ok(&f->dir, SP_STR("x1"), &why));
  assert_true(sp_directory_reach(&f->dir, SP_STR("x1"), clock_at("2026-11-20"),
                                 SP_STAFF, 1, &out));
  assert_true(out.reached);
  assert_int_equal(out.steps, SP_CHAIN_MAX);
  chain_of(f, SP_CHAIN_MAX + 1);
  assert_false(sp_directory_chain_ok(&f->dir, SP_STR("x1"), &why));
  assert_non_null(strstr(why, "longer than 8"));
  assert_true(sp_directory_reach(&f->dir, SP_STR("x1"), clock_at("2026-11-20"),
                                 SP_STAFF, 1, &out));
  assert_false(out.reached);
  assert_non_null(strstr(out.why, "longer than 8"));
}

static struct sp_str
packed(struct fixture *f, struct sp_buf *buf, enum sp_audience audience)
{
  sp_buf_init(buf, 100000);
  sp_directory_pack(buf, &f->dir, audience, clock_at("2026-11-20"));
  return sp_buf_str(buf);
}

static void
nothing_of_staff_is_in_the_publics_pack(void **state)
{
  static const char *const secret[] = {"01632 2",    "07700",     "duty",
                                       "Supervisor", "secret",    "Secret",
                                       "@council",   "2026-09-14"};
  struct fixture *f = *state;
  struct sp_buf public, staff;

  council(f);
  tables(f,
         "2026-12-31,Eve,09:00,13:00,waste-team; secret-desk\n"
         "2026-12-30,Secret day,,,secret-desk\n"
         "2026-12-29,Embargoed day,,,embargoed\n",
         "waste-duty,,,Supervisor A,07700 900001\n");
  add(f, "embargoed",
      "audience: public\nfrom: 2026-11-21\nhours: always\nphone: 3\n");
  sp_directory_link(&f->arena, &f->dir);
  packed(f, &public, SP_PUBLIC);
  packed(f, &staff, SP_STAFF);
  for (size_t i = 0; i < SP_ARRAY_LEN(secret); i++) {
    if (sp_str_has(sp_buf_str(&public), secret[i]))
      fail_msg("the public reads \"%s\"", secret[i]);
    assert_true(sp_str_has(sp_buf_str(&staff), secret[i]));
  }
  assert_true(sp_str_has(sp_buf_str(&public), "Eve"));
  /* What is still to come is nobody's. */
  assert_false(sp_str_has(sp_buf_str(&public), "mbargoed"));
  assert_false(sp_str_has(sp_buf_str(&staff), "mbargoed"));
  sp_buf_release(&public);
  sp_buf_release(&staff);
}

/* Both say the same, from the whole directory and from the unpacked one. */
static void
same(struct fixture *f, const struct sp_directory *twin, const char *name,
     sp_instant at, enum sp_audience audience)
{
  struct sp_reach a, b;

  assert_int_equal(
      sp_directory_reach(&f->dir, sp_str(name), at, audience, 1, &a),
      sp_directory_reach(twin, sp_str(name), at, audience, 1, &b));
  assert_int_equal(a.steps, b.steps);
  assert_int_equal(a.reached, b.reached);
  assert_true(a.until == b.until);
  if (a.steps)
    assert_str(told(f, &a), sp_arena_cstr(&f->arena, told(f, &b)));
}

static void
an_unpacked_directory_gives_the_same_answers(void **state)
{
  static const char *const name[] = {"waste-team",     "waste-duty",
                                     "night-desk",     "secret-desk",
                                     "The night-desk", "x"};
  static const enum sp_audience audience[] = {SP_PUBLIC, SP_STAFF};
  struct fixture *f = *state;
  struct sp_directory twin;
  struct sp_buf buf;

  council(f);
  for (size_t a = 0; a < SP_ARRAY_LEN(audience); a++) {
    assert_true(
        sp_directory_unpack(&f->arena, packed(f, &buf, audience[a]), &twin));
    for (sp_instant at = clock_at("2026-11-20"); at < clock_at("2027-01-03");
         at += 5400)
      for (size_t n = 0; n < SP_ARRAY_LEN(name); n++)
        same(f, &twin, name[n], at, audience[a]);
    assert_str(twin.office_text, "Mon-Fri 08:45-17:15");
    sp_buf_release(&buf);
  }
}

static void
broken_bytes_are_no_directory(void **state)
{
  struct fixture *f = *state;
  struct sp_directory twin;
  struct sp_buf buf;
  struct sp_str bytes;

  council(f);
  bytes = packed(f, &buf, SP_STAFF);
  for (size_t n = 0; n < bytes.len; n++) {
    assert_false(
        sp_directory_unpack(&f->arena, sp_str_sub(bytes, 0, n), &twin));
    assert_int_equal(twin.count, 0);
  }
  sp_buf_putc(&buf, 'x');
  assert_false(sp_directory_unpack(&f->arena, sp_buf_str(&buf), &twin));
  sp_buf_release(&buf);
}

/* Whatever the answer, nothing in it changes before its until, and something
 * that is asked on the way does then. */
static void
an_answer_holds_until_its_until(void **state)
{
  struct fixture *f = *state;
  sp_instant at = clock_at("2026-11-20"), end = clock_at("2027-01-10");
  size_t answers = 0;

  council(f);
  while (at < end) {
    struct sp_reach now, later;

    assert_true(sp_directory_reach(&f->dir, SP_STR("waste-team"), at, SP_STAFF,
                                   1, &now));
    assert_true(now.until > at);
    for (sp_instant t = at; t < now.until && t < end; t += 600) {
      assert_true(sp_directory_reach(&f->dir, SP_STR("waste-team"), t, SP_STAFF,
                                     1, &later));
      assert_str(told(f, &later), sp_arena_cstr(&f->arena, told(f, &now)));
      assert_true(later.until == now.until);
    }
    at = now.until;
    answers++;
  }
  assert_true(answers > 100);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(a_contact_is_found_by_key_or_title),
      DIAGS_TEST(a_key_comes_before_a_title),
      DIAGS_TEST(other_documents_are_passed_over),
      DIAGS_TEST(a_contact_is_open_by_hours_closures_and_calendar),
      DIAGS_TEST(office_hours_are_the_sites_less_its_holidays),
      DIAGS_TEST(an_open_contact_is_reached_itself),
      DIAGS_TEST(a_closed_contact_leads_to_the_first_that_is_open),
      DIAGS_TEST(the_answer_ends_when_another_post_is_on_call),
      DIAGS_TEST(the_public_passes_over_what_is_for_staff),
      DIAGS_TEST(a_level_is_passed_over_likewise),
      DIAGS_TEST(a_contact_that_is_not_live_is_passed_over),
      DIAGS_TEST(a_chain_ends_at_one_that_is_always),
      DIAGS_TEST(a_chain_that_ends_elsewhere_is_told_why),
      DIAGS_TEST(a_loop_is_found_and_ends),
      DIAGS_TEST(a_chain_has_eight_contacts_and_no_more),
      DIAGS_TEST(nothing_of_staff_is_in_the_publics_pack),
      DIAGS_TEST(an_unpacked_directory_gives_the_same_answers),
      DIAGS_TEST(broken_bytes_are_no_directory),
      DIAGS_TEST(an_answer_holds_until_its_until),
  };

  return cmocka_run_group_tests_name("directory", tests, NULL, NULL);
}
