/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "searchd/pages.h"
#include "searchd/static.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
  char dir[64];
  struct sp_arena arena;
  struct sp_static *files;
  struct sp_err err;
};

static int
set_up(void **state)
{
  struct fixture *f = calloc(1, sizeof(*f));

  memcpy(f->dir, "/tmp/sp-static-XXXXXX", 22);
  *state = f;
  return mkdtemp(f->dir) != NULL ? 0 : -1;
}

static int
tear_down(void **state)
{
  struct fixture *f = *state;
  const char *command = sp_arena_fmt(&f->arena, "rm -rf '%s'", f->dir).ptr;
  int failed = system(command);

  sp_static_free(f->files);
  sp_arena_release(&f->arena);
  free(f);
  return failed;
}

static void
put(struct fixture *f, const char *name, const char *text)
{
  FILE *out = fopen(sp_arena_fmt(&f->arena, "%s/%s", f->dir, name).ptr, "we");

  assert_non_null(out);
  assert_true(fputs(text, out) >= 0);
  assert_int_equal(fclose(out), 0);
}

static void
put_folder(struct fixture *f, const char *name)
{
  assert_int_equal(
      mkdir(sp_arena_fmt(&f->arena, "%s/%s", f->dir, name).ptr, 0700), 0);
}

static enum sp_status
load(struct fixture *f)
{
  sp_static_free(f->files);
  return sp_static_load(f->dir, &f->files, &f->err);
}

/* The file behind the address that pages use. */
static const struct sp_static_file *
get(struct fixture *f, const char *name)
{
  struct sp_str url = sp_static_url(f->files, name).raw;

  assert_true(sp_str_starts(url, "/static/"));
  return sp_static_find(f->files, sp_str_sub(url, 8, url.len));
}

static void
a_file_is_found_by_its_hashed_name_alone(void **state)
{
  struct fixture *f = *state;

  put(f, "main.css", "a { color: red }");
  put_folder(f, "fonts");
  put(f, "fonts/x.woff2", "font");
  assert_int_equal(load(f), SP_OK);
  assert_int_equal(sp_static_count(f->files), 2);
  assert_non_null(get(f, "main.css"));
  assert_str(get(f, "main.css")->bytes, "a { color: red }");
  assert_string_equal(get(f, "main.css")->type, "text/css; charset=utf-8");
  assert_string_equal(get(f, "fonts/x.woff2")->type, "font/woff2");
  assert_null(sp_static_find(f->files, SP_STR("main.css")));
  assert_null(sp_static_find(f->files, SP_STR("")));
  assert_int_equal(sp_static_url(f->files, "none.css").raw.len, 0);
}

static void
the_name_changes_with_the_content(void **state)
{
  struct fixture *f = *state;
  struct sp_str before, digest;

  put(f, "a.js", "1");
  assert_int_equal(load(f), SP_OK);
  before = sp_arena_copy(&f->arena, sp_static_url(f->files, "a.js").raw);
  digest = sp_arena_copy(&f->arena, sp_static_digest(f->files));
  assert_int_equal(load(f), SP_OK);
  assert_true(sp_str_eq(sp_static_url(f->files, "a.js").raw, before));
  assert_true(sp_str_eq(sp_static_digest(f->files), digest));
  put(f, "a.js", "2");
  assert_int_equal(load(f), SP_OK);
  assert_false(sp_str_eq(sp_static_url(f->files, "a.js").raw, before));
  assert_false(sp_str_eq(sp_static_digest(f->files), digest));
}

static void
addresses_in_style_sheets_are_hashed_too(void **state)
{
  struct fixture *f = *state;
  struct sp_str url, css;

  put_folder(f, "fonts");
  put_folder(f, "css");
  put(f, "fonts/x.woff2", "font");
  put(f, "css/main.css",
      "@font-face { src: url( '../fonts/x.woff2' ) } b { background: "
      "URL(none.png) url(../../out.png) url(data:image/png;base64,AA==) url(");
  put(f, "css/main.css.gz", "z");
  assert_int_equal(load(f), SP_OK);
  url = sp_static_url(f->files, "fonts/x.woff2").raw;
  css = get(f, "css/main.css")->bytes;
  assert_str(css, sp_arena_fmt(&f->arena,
                               "@font-face { src: url(\"%.*s\") } b { "
                               "background: URL(none.png) url(../../out.png) "
                               "url(data:image/png;base64,AA==) url(",
                               SP_FMT(url))
                      .ptr);
  assert_int_equal(get(f, "css/main.css")->gzip.len, 0);
}

static void
a_compressed_file_belongs_to_its_plain_one(void **state)
{
  struct fixture *f = *state;

  put(f, "a.js", "long enough to be worth it");
  put(f, "a.js.gz", "short");
  put(f, "b.js", "x");
  put(f, "b.js.gz", "longer than the file");
  put(f, "orphan.js.gz", "x");
  assert_int_equal(load(f), SP_OK);
  assert_int_equal(sp_static_count(f->files), 2);
  assert_str(get(f, "a.js")->gzip, "short");
  assert_int_equal(get(f, "b.js")->gzip.len, 0);
}

static struct sp_response
serve(struct fixture *f, const char *name, const char *accept,
      enum sp_status wanted)
{
  struct sp_app app = {.files = f->files};
  struct sp_request req = {.accept_encoding = sp_str(accept),
                           .capture = {{SP_STR_INIT("name"), {NULL, 0}}},
                           .captures = 1};
  struct sp_response resp;

  req.capture[0].value = sp_str(name);
  sp_response_init(&resp);
  assert_int_equal(sp_static_serve(&app, &req, &resp, &f->err), wanted);
  return resp;
}

static void
the_compressed_form_goes_to_those_who_take_it(void **state)
{
  struct fixture *f = *state;
  struct sp_str url;

  put(f, "a.js", "long enough to be worth it");
  put(f, "a.js.gz", "short");
  assert_int_equal(load(f), SP_OK);
  url = sp_static_url(f->files, "a.js").raw;
#define TAKES(accept) serve(f, url.ptr + 8, accept, SP_OK).encoding
  assert_string_equal(TAKES("gzip"), "gzip");
  assert_string_equal(TAKES("br, GZIP;q=0.5"), "gzip");
  assert_string_equal(TAKES("*"), "gzip");
  assert_null(TAKES(""));
  assert_null(TAKES("br"));
  assert_null(TAKES("gzip;q=0"));
  assert_null(TAKES("gzip; q=0.000"));
  assert_null(TAKES("xgzip"));
  assert_true(serve(f, url.ptr + 8, "", SP_OK).varies);
  (void)serve(f, "a.js", "", SP_E_NOTFOUND);
}

static void
what_cannot_be_served_stops_the_start(void **state)
{
  struct fixture *f = *state;

  put(f, ".hidden", "x");
  assert_int_equal(load(f), SP_OK);
  assert_int_equal(sp_static_count(f->files), 0);
  put(f, "notes.docx", "x");
  assert_int_equal(load(f), SP_E_DATA);
  assert_non_null(strstr(f->err.msg, "notes.docx"));
  assert_null(f->files);
  assert_int_equal(sp_static_load("/nonexistent/folder", &f->files, &f->err),
                   SP_OK);
  assert_int_equal(sp_static_count(f->files), 0);
}

static void
a_file_is_refused_at_the_byte_after_the_maximum(void **state)
{
  struct fixture *f = *state;
  const char *path = sp_arena_fmt(&f->arena, "%s/big.txt", f->dir).ptr;

  put(f, "big.txt", "");
  assert_int_equal(truncate(path, SP_STATIC_FILE_MAX), 0);
  assert_int_equal(load(f), SP_OK);
  assert_int_equal(truncate(path, SP_STATIC_FILE_MAX + 1), 0);
  assert_int_equal(load(f), SP_E_LIMIT);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_file_is_found_by_its_hashed_name_alone),
      TEST(the_name_changes_with_the_content),
      TEST(addresses_in_style_sheets_are_hashed_too),
      TEST(a_compressed_file_belongs_to_its_plain_one),
      TEST(the_compressed_form_goes_to_those_who_take_it),
      TEST(what_cannot_be_served_stops_the_start),
      TEST(a_file_is_refused_at_the_byte_after_the_maximum),
  };
  return cmocka_run_group_tests_name("static", tests, NULL, NULL);
}
