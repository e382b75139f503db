/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/options.h"

#include <stdlib.h>

struct fixture {
  struct sp_arena arena;
  struct sp_settings settings;
  struct sp_err err;
};

static int
set_up(void **state)
{
  *state = calloc(1, sizeof(struct fixture));
  return 0;
}

static int
tear_down(void **state)
{
  struct fixture *f = *state;

  sp_arena_release(&f->arena);
  free(f);
  return 0;
}

static enum sp_status
parse(struct fixture *f, const char *text)
{
  return sp_settings_parse(&f->settings, &f->arena, SP_STR("site.conf"),
                           sp_str(text), &f->err);
}

static enum sp_status
set(struct fixture *f, const char *key, const char *value)
{
  return sp_settings_set(&f->settings, &f->arena, sp_str(key), sp_str(value),
                         &f->err);
}

static void
a_file_sets_what_it_names(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(parse(f, "# searchd\n"
                            "site: public\n"
                            "index: /var/lib/signpost\n"
                            "listen: \"[::1]:8080\"\n"
                            "admin: unix:/run/signpost/admin\n"
                            "workers: 8\n"
                            "base-url: https://help.example.org/\n"),
                   SP_OK);
  assert_int_equal(f->settings.site, SP_PUBLIC);
  assert_true(f->settings.site_set);
  assert_str(f->settings.index, "/var/lib/signpost");
  assert_str(f->settings.listen.host, "::1");
  assert_int_equal(f->settings.listen.port, 8080);
  assert_true(f->settings.admin.is_unix);
  assert_str(f->settings.admin.host, "/run/signpost/admin");
  assert_int_equal(f->settings.workers, 8);
  assert_str(f->settings.base_url, "https://help.example.org");
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_OK);
}

static void
an_unknown_key_is_named_with_its_line(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(parse(f, "site: public\nlisten: 127.0.0.1:1\nthreads: 4\n"),
                   SP_E_USAGE);
  assert_string_equal(f->err.msg, "site.conf:3: there is no setting 'threads'");
}

static void
a_bad_value_is_named_with_its_line(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(parse(f, "index: /x\n\nsite: both\n"), SP_E_USAGE);
  assert_true(sp_str_starts(sp_str(f->err.msg), "site.conf:3: site: 'both'"));
  assert_int_equal(parse(f, "site: public\nsite: staff\n"), SP_E_USAGE);
  assert_true(sp_str_starts(sp_str(f->err.msg), "site.conf:2:"));
  assert_int_equal(parse(f, "index: [a, b]\n"), SP_E_USAGE);
  assert_true(sp_str_starts(sp_str(f->err.msg), "site.conf:1:"));
  assert_int_equal(parse(f, "index:\n"), SP_E_USAGE);
  assert_int_equal(parse(f, "- a\n- b\n"), SP_E_USAGE);
}

static void
addresses_have_a_host_and_a_port(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(set(f, "listen", "127.0.0.1:0"), SP_OK);
  assert_int_equal(set(f, "listen", "localhost:65535"), SP_OK);
  assert_int_equal(set(f, "listen", "localhost:65536"), SP_E_USAGE);
  assert_int_equal(set(f, "listen", "unix:/run/s"), SP_OK);
  assert_true(f->settings.listen.is_unix);
  assert_int_equal(set(f, "listen", "unix:"), SP_E_USAGE);
  assert_int_equal(set(f, "listen", "8080"), SP_E_USAGE);
  assert_int_equal(set(f, "listen", ":8080"), SP_E_USAGE);
  assert_int_equal(set(f, "listen", "a:"), SP_E_USAGE);
  assert_int_equal(set(f, "listen", "a:b"), SP_E_USAGE);
  assert_int_equal(set(f, "listen", "::1:8080"), SP_E_USAGE);
  assert_int_equal(set(f, "listen", "[]:8080"), SP_E_USAGE);
  assert_int_equal(set(f, "admin", "unix:"), SP_E_USAGE);
  assert_int_equal(set(f, "admin", "127.0.0.1:9"), SP_OK);
}

static void
numbers_and_base_addresses_are_checked(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(set(f, "cache-size", "0"), SP_OK);
  assert_true(f->settings.cache_mb_set);
  assert_int_equal(f->settings.cache_mb, 0);
  assert_int_equal(set(f, "cache-size", "4096"), SP_OK);
  assert_int_equal(f->settings.cache_mb, 4096);
  assert_int_equal(set(f, "cache-size", "4097"), SP_E_USAGE);
  assert_int_equal(set(f, "cache-size", "-1"), SP_E_USAGE);
  assert_int_equal(set(f, "cache-size", "32 MB"), SP_E_USAGE);
  assert_int_equal(set(f, "workers", "1"), SP_OK);
  assert_int_equal(set(f, "workers", "64"), SP_OK);
  assert_int_equal(set(f, "workers", "65"), SP_E_USAGE);
  assert_int_equal(set(f, "workers", "0"), SP_E_USAGE);
  assert_int_equal(set(f, "workers", "many"), SP_E_USAGE);
  assert_int_equal(set(f, "workers", ""), SP_E_USAGE);
  assert_int_equal(set(f, "base-url", "http://a.example:8080"), SP_OK);
  assert_int_equal(set(f, "base-url", "a.example"), SP_E_USAGE);
  assert_int_equal(set(f, "base-url", "https://"), SP_E_USAGE);
  assert_int_equal(set(f, "base-url", "https:///"), SP_E_USAGE);
  assert_int_equal(set(f, "base-url", "https://a.example/help"), SP_E_USAGE);
  assert_int_equal(set(f, "base-url", "https://a.example?x"), SP_E_USAGE);
  assert_int_equal(set(f, "base-url", "https://a b"), SP_E_USAGE);
}

static void
every_setting_that_is_listed_is_known(void **state)
{
  struct fixture *f = *state;
  static const char *const keys[] = {
#define X(member, key, arg, help) key,
      SP_SETTINGS_LIST(X)
#undef X
  };

  for (size_t i = 0; i < SP_ARRAY_LEN(keys); i++)
    if (set(f, keys[i], "?") != SP_OK &&
        strstr(f->err.msg, "there is no setting") != NULL)
      fail_msg("%s", f->err.msg);
  assert_int_equal(set(f, "config", "/x"), SP_E_USAGE);
  assert_int_equal(set(f, "at", "2026-04-01"), SP_E_USAGE);
}

static void
only_the_staff_site_has_a_level(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(set(f, "level", "0"), SP_E_USAGE);
  assert_int_equal(set(f, "level", "5"), SP_E_USAGE);
  assert_int_equal(set(f, "level", "12"), SP_E_USAGE);
  assert_int_equal(set(f, "level", "x"), SP_E_USAGE);
  assert_string_equal(f->err.msg, "level: 'x' is not 1 to 4");
  assert_int_equal(set(f, "index", "/x"), SP_OK);
  assert_int_equal(set(f, "listen", "127.0.0.1:80"), SP_OK);
  assert_int_equal(set(f, "site", "staff"), SP_OK);
  assert_int_equal(f->settings.level, 0);
  assert_int_equal(set(f, "level", "1"), SP_OK);
  assert_int_equal(set(f, "level", "4"), SP_OK);
  assert_int_equal(f->settings.level, 4);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_OK);
  assert_int_equal(set(f, "site", "public"), SP_OK);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_E_USAGE);
  assert_true(sp_str_starts(sp_str(f->err.msg), "level: "));
}

static void
what_is_missing_is_said(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_E_USAGE);
  assert_int_equal(set(f, "site", "public"), SP_OK);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_E_USAGE);
  assert_int_equal(set(f, "index", "/x"), SP_OK);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_E_USAGE);
  assert_int_equal(set(f, "listen", "0.0.0.0:80"), SP_OK);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_OK);
}

static void
the_staff_site_listens_on_loopback_only(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(set(f, "site", "staff"), SP_OK);
  assert_int_equal(set(f, "index", "/x"), SP_OK);
  assert_int_equal(set(f, "listen", "127.0.0.1:80"), SP_OK);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_OK);
  assert_int_equal(set(f, "listen", "[::1]:80"), SP_OK);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_OK);
  assert_int_equal(set(f, "listen", "0.0.0.0:80"), SP_OK);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_E_USAGE);
  assert_non_null(strstr(f->err.msg, "no accounts"));
  assert_int_equal(set(f, "listen", "[::]:80"), SP_OK);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_E_USAGE);
  assert_int_equal(set(f, "listen", "192.0.2.1:80"), SP_OK);
  assert_int_equal(sp_settings_check(&f->settings, &f->err), SP_E_USAGE);
}

static enum sp_status
options(struct fixture *f, struct sp_options *out, const char *const *words)
{
  char *argv[16];
  int argc = 0;

  for (; words[argc] != NULL; argc++)
    argv[argc] = (char *)(uintptr_t)words[argc];
  argv[argc] = NULL;
  return sp_options_read(argc, argv, &f->arena, out, &f->err);
}

#define OPTIONS(out, ...)                                                      \
  options(f, out, (const char *const[]){"searchd", __VA_ARGS__, NULL})

static void
options_go_before_the_file_and_name_what_is_wrong(void **state)
{
  struct fixture *f = *state;
  struct sp_options o;

  assert_int_equal(
      OPTIONS(&o, "--site", "staff", "--workers=3", "-q", "--at", "2026-04-01"),
      SP_OK);
  assert_int_equal(o.settings.site, SP_STAFF);
  assert_int_equal(o.settings.workers, 3);
  assert_int_equal(o.verbosity, -1);
  assert_str(o.at, "2026-04-01");
  assert_int_equal(OPTIONS(&o, "--wrong", "--help"), SP_E_USAGE);
  assert_int_equal(OPTIONS(&o, "--site"), SP_E_USAGE);
  assert_int_equal(OPTIONS(&o, "--site", "x"), SP_E_USAGE);
  assert_string_equal(f->err.msg, "--site: 'x' is neither public nor staff");
  assert_int_equal(OPTIONS(&o, "stray"), SP_E_USAGE);
  assert_int_equal(OPTIONS(&o, "--site", "x", "--help"), SP_OK);
  assert_true(o.help);
  assert_int_equal(OPTIONS(&o, "-V"), SP_OK);
  assert_true(o.version);
  assert_int_equal(OPTIONS(&o, "--config", "/nonexistent/file"), SP_E_NOTFOUND);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_file_sets_what_it_names),
      TEST(an_unknown_key_is_named_with_its_line),
      TEST(a_bad_value_is_named_with_its_line),
      TEST(addresses_have_a_host_and_a_port),
      TEST(numbers_and_base_addresses_are_checked),
      TEST(every_setting_that_is_listed_is_known),
      TEST(only_the_staff_site_has_a_level),
      TEST(what_is_missing_is_said),
      TEST(the_staff_site_listens_on_loopback_only),
      TEST(options_go_before_the_file_and_name_what_is_wrong),
  };
  return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
