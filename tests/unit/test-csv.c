/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/diags.h"

#include "lib/csv.h"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_csv csv;
};

DIAGS_SETUP

static bool
read_text(struct fixture *f, const char *text)
{
  diags_forget(&f->diags);
  return sp_csv_read(&f->arena, sp_str(text), SP_STR("t.csv"), &f->diags,
                     &f->csv);
}

/* The text is refused with E25 at this line, and nothing is handed out. */
static void
refused(struct fixture *f, const char *text, unsigned line, const char *words)
{
  assert_false(read_text(f, text));
  diags_first(&f->diags, line, words);
  assert_int_equal(f->csv.rows, 0);
  assert_int_equal(f->csv.columns, 0);
}

static void
cells_are_found_by_the_name_of_their_column(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, "a, b ,c\n1,2,3\nx,y,z\n"));
  assert_int_equal(f->csv.columns, 3);
  assert_int_equal(f->csv.rows, 2);
  assert_str(sp_csv_get(&f->csv, 0, "b"), "2");
  assert_str(sp_csv_get(&f->csv, 1, "c"), "z");
  assert_str(sp_csv_get(&f->csv, 1, "d"), "");
  assert_str(sp_csv_get(&f->csv, 2, "a"), "");
  assert_true(sp_csv_has(&f->csv, "a"));
  assert_false(sp_csv_has(&f->csv, "A"));
}

static void
a_byte_order_mark_and_crlf_are_allowed(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, "\xEF\xBB\xBF"
                           "a,b\r\n1,2\r\n3,4"));
  assert_true(sp_csv_has(&f->csv, "a"));
  assert_int_equal(f->csv.rows, 2);
  assert_str(sp_csv_get(&f->csv, 0, "b"), "2");
  assert_str(sp_csv_get(&f->csv, 1, "b"), "4");
}

static void
quoted_cells_keep_commas_quotes_and_lines(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, "a,b\n\"x, y\",\"say \"\"no\"\"\"\n"
                           " \"1\n2\" ,z\nlast,row\n"));
  assert_int_equal(f->csv.rows, 3);
  assert_str(sp_csv_get(&f->csv, 0, "a"), "x, y");
  assert_str(sp_csv_get(&f->csv, 0, "b"), "say \"no\"");
  assert_str(sp_csv_get(&f->csv, 1, "a"), "1\n2");
  assert_int_equal(f->csv.line[1], 3);
  assert_int_equal(f->csv.line[2], 5);
}

static void
empty_quotes_are_an_empty_cell(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, "a,b\n\"\",x\n"));
  assert_str(sp_csv_get(&f->csv, 0, "a"), "");
  assert_str(sp_csv_get(&f->csv, 0, "b"), "x");
}

static void
a_quote_inside_a_plain_cell_is_a_letter(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, "a,b\n5\" pipe,x\n"));
  assert_str(sp_csv_get(&f->csv, 0, "a"), "5\" pipe");
}

static void
empty_lines_and_empty_rows_are_passed_over(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, "\na,b\n\n1,2\n,\n  \n3,4\n\n"));
  assert_int_equal(f->csv.rows, 2);
  assert_int_equal(f->csv.line[0], 4);
  assert_int_equal(f->csv.line[1], 7);
}

static void
names_alone_are_a_table_without_rows(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, "a,b"));
  assert_int_equal(f->csv.columns, 2);
  assert_int_equal(f->csv.rows, 0);
}

static void
a_quote_that_does_not_end_is_told_where_it_begins(void **state)
{
  struct fixture *f = *state;

  refused(f, "a,b\n1,2\nx,\"y\n3,4\n", 3, "does not end");
  assert_int_equal(f->diags.item[0].col, 3);
  refused(f, "a\n\"", 2, "does not end");
  refused(f, "a\n\"\"\"", 2, "does not end");
}

static void
text_after_a_closing_quote_is_refused(void **state)
{
  struct fixture *f = *state;

  refused(f, "a,b\n\"x\"y,z\n", 2, "after a closing quote");
  assert_int_equal(f->diags.item[0].col, 4);
  refused(f, "a,b\n\"x\" \"y\",z\n", 2, "after a closing quote");
}

static void
every_row_of_another_length_is_told(void **state)
{
  struct fixture *f = *state;

  refused(f, "a,b\n1\n1,2\n1,2,3\n", 2, "1 cells");
  assert_int_equal(f->diags.errors, 2);
  assert_int_equal(f->diags.item[1].line, 4);
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
  struct fixture *f = *state;
  const char nul[] = "a,b\n1,\0\n";

  refused(f, "a,b\n1,2\n\xE9,4\n", 3, "not UTF-8");
  assert_false(sp_csv_read(&f->arena, sp_str_n(nul, sizeof(nul) - 1),
                           SP_STR("t.csv"), &f->diags, &f->csv));
  assert_int_equal(f->diags.item[1].line, 2);
  refused(f, "a,b\n1,2\r3,4\n", 2, "carriage return");
  refused(f, "a,b\n\"1\",2\r", 2, "carriage return");
}

static void
columns_need_names_of_their_own(void **state)
{
  struct fixture *f = *state;

  refused(f, "a,b,A\n", 1, "two columns");
  refused(f, "a,,b\n1,2,3\n", 1, "column 2 has no name");
  refused(f, "", 0, "empty");
  refused(f, "\n \n", 0, "empty");
}

static char *
repeated(struct fixture *f, const char *piece, size_t n, const char *end)
{
  size_t len = strlen(piece), tail = strlen(end);
  char *text = sp_arena_alloc(&f->arena, len * n + tail + 1);

  for (size_t i = 0; i < n; i++)
    memcpy(text + i * len, piece, len);
  memcpy(text + n * len, end, tail + 1);
  return text;
}

static void
limits_hold_at_the_column_after(void **state)
{
  struct fixture *f = *state;
  struct sp_str name = SP_STR("");

  for (size_t i = 0; i < SP_CSV_MAX_COLUMNS; i++)
    name = sp_arena_fmt(&f->arena, "%.*s%sc%zu", SP_FMT(name), i ? "," : "", i);
  assert_true(read_text(f, sp_arena_cstr(&f->arena, name)));
  name = sp_arena_fmt(&f->arena, "%.*s,more", SP_FMT(name));
  refused(f, sp_arena_cstr(&f->arena, name), 1, "more than 64 columns");
  /* A row may be as long as it likes: it is counted, not kept. */
  refused(f, repeated(f, "a,", 100000, "b"), 1, "more than 64 columns");
  refused(
      f,
      sp_arena_cstr(&f->arena, sp_arena_fmt(&f->arena, "a,b\n%s",
                                            repeated(f, "1,", 100000, "1"))),
      2, "100001 cells");
}

static void
limits_hold_at_the_cell_and_the_byte_after(void **state)
{
  struct fixture *f = *state;
  char *text = repeated(f, "1\n", SP_CSV_MAX_CELLS + 1, "");
  char *large;

  assert_true(read_text(f, text)); /* the first row names the column */
  assert_int_equal(f->csv.rows, SP_CSV_MAX_CELLS);
  refused(f, repeated(f, "1\n", SP_CSV_MAX_CELLS + 2, ""), SP_CSV_MAX_CELLS + 2,
          "more than 2000000 cells");
  large = repeated(f, "a", SP_CSV_MAX_BYTES, "");
  assert_true(read_text(f, large));
  large = repeated(f, "a", SP_CSV_MAX_BYTES + 1, "");
  refused(f, large, 0, "larger than 16");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(cells_are_found_by_the_name_of_their_column),
      TEST(a_byte_order_mark_and_crlf_are_allowed),
      TEST(quoted_cells_keep_commas_quotes_and_lines),
      TEST(empty_quotes_are_an_empty_cell),
      TEST(a_quote_inside_a_plain_cell_is_a_letter),
      TEST(empty_lines_and_empty_rows_are_passed_over),
      TEST(names_alone_are_a_table_without_rows),
      TEST(a_quote_that_does_not_end_is_told_where_it_begins),
      TEST(text_after_a_closing_quote_is_refused),
      TEST(every_row_of_another_length_is_told),
      TEST(bytes_that_are_no_text_are_refused),
      TEST(columns_need_names_of_their_own),
      TEST(limits_hold_at_the_column_after),
      TEST(limits_hold_at_the_cell_and_the_byte_after),
  };
  return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
