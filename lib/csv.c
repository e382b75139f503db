/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/csv.h"

#include "lib/text.h"

/* What stood after a cell. */
enum cell_end { CELL_COMMA, CELL_ROW, CELL_FILE, CELL_BROKEN };

struct parser {
  struct sp_arena *arena;
  struct sp_diags *diags;
  struct sp_str path;
  char *text; /* a copy: quoted cells are unescaped in place */
  size_t len, at;
  unsigned line;     /* of `at` */
  size_t line_start; /* offset at which that line begins */
};

static unsigned
column_of(const struct parser *p, size_t at)
{
  return (unsigned)(at - p->line_start) + 1;
}

static void
count_line(struct parser *p, size_t newline)
{
  p->line++;
  p->line_start = newline + 1;
}

/* Bytes that no cell may hold, told before anything is cut up. */
static bool
check_bytes(struct parser *p, struct sp_str text)
{
  size_t bad = sp_utf8_check(text), nul = sp_str_find(text, '\0', 0);
  size_t first = bad < nul ? bad : nul;
  unsigned line = 1;

  if (text.len > SP_CSV_MAX_BYTES) {
    sp_diag(p->diags, "E25", p->path, 0, 0,
            "the file is larger than %zu megabytes",
            SP_CSV_MAX_BYTES / 1024 / 1024);
    return false;
  }
  if (first == text.len)
    return true;
  for (size_t i = 0; i < first; i++)
    line += text.ptr[i] == '\n';
  sp_diag(p->diags, "E25", p->path, line, 0,
          bad <= nul ? "not UTF-8; save the file as \"CSV UTF-8\""
                     : "a NUL byte; save the file as \"CSV UTF-8\"");
  return false;
}

/* After a cell: the comma or the line's end. */
static enum cell_end
read_end(struct parser *p)
{
  if (p->at >= p->len)
    return CELL_FILE;
  if (p->text[p->at] == ',') {
    p->at++;
    return CELL_COMMA;
  }
  if (p->text[p->at] == '\r' && p->at + 1 < p->len &&
      p->text[p->at + 1] == '\n')
    p->at++;
  if (p->text[p->at] == '\n') {
    count_line(p, p->at);
    p->at++;
    return CELL_ROW;
  }
  return CELL_BROKEN;
}

static enum cell_end
read_plain(struct parser *p, struct sp_str *cell)
{
  size_t from = p->at;
  enum cell_end end;

  while (p->at < p->len && p->text[p->at] != ',' && p->text[p->at] != '\n' &&
         p->text[p->at] != '\r')
    p->at++;
  *cell = sp_str_trim(sp_str_n(p->text + from, p->at - from));
  end = read_end(p);
  if (end == CELL_BROKEN)
    sp_diag(p->diags, "E25", p->path, p->line, column_of(p, p->at),
            "a carriage return without a line feed; put the cell in quotes or"
            " end lines the usual way");
  return end;
}

/* p->at is behind the opening quote. */
static enum cell_end
read_quoted(struct parser *p, struct sp_str *cell)
{
  unsigned line = p->line, col = column_of(p, p->at - 1);
  size_t from = p->at, to = p->at;
  enum cell_end end;

  for (;; p->at++) {
    if (p->at >= p->len) {
      sp_diag(p->diags, "E25", p->path, line, col,
              "this quote does not end; write \"\" for a quote inside quotes");
      return CELL_BROKEN;
    }
    if (p->text[p->at] == '"') {
      if (p->at + 1 >= p->len || p->text[p->at + 1] != '"')
        break;
      p->at++;
    }
    if (p->text[p->at] == '\n')
      count_line(p, p->at);
    p->text[to++] = p->text[p->at];
  }
  p->at++;
  *cell = sp_str_trim(sp_str_n(p->text + from, to - from));
  while (p->at < p->len && (p->text[p->at] == ' ' || p->text[p->at] == '\t'))
    p->at++;
  end = read_end(p);
  if (end == CELL_BROKEN)
    sp_diag(p->diags, "E25", p->path, p->line, column_of(p, p->at),
            "text after a closing quote; write \"\" for a quote inside quotes");
  return end;
}

static enum cell_end
read_cell(struct parser *p, struct sp_str *cell)
{
  size_t at = p->at;

  while (at < p->len && (p->text[at] == ' ' || p->text[at] == '\t'))
    at++;
  if (at < p->len && p->text[at] == '"') {
    p->at = at + 1;
    return read_quoted(p, cell);
  }
  return read_plain(p, cell);
}

struct row {
  struct sp_str cell[SP_CSV_MAX_COLUMNS];
  size_t cells; /* may be more than were kept */
  unsigned line;
};

static enum cell_end
read_row(struct parser *p, struct row *row)
{
  enum cell_end end;

  row->cells = 0;
  row->line = p->line;
  do {
    struct sp_str cell = SP_STR("");

    end = read_cell(p, &cell);
    if (row->cells < SP_CSV_MAX_COLUMNS)
      row->cell[row->cells] = cell;
    row->cells++;
  } while (end == CELL_COMMA);
  return end;
}

static bool
is_blank(const struct row *row)
{
  for (size_t i = 0; i < row->cells; i++)
    if (i >= SP_CSV_MAX_COLUMNS || row->cell[i].len)
      return false;
  return true;
}

static bool
take_names(struct parser *p, const struct row *row, struct sp_csv *csv)
{
  if (row->cells > SP_CSV_MAX_COLUMNS) {
    sp_diag(p->diags, "E25", p->path, row->line, 0, "more than %d columns",
            SP_CSV_MAX_COLUMNS);
    return false;
  }
  csv->columns = row->cells;
  csv->column = sp_arena_array(p->arena, struct sp_str, row->cells);
  for (size_t i = 0; i < row->cells; i++) {
    csv->column[i] = row->cell[i];
    if (row->cell[i].len == 0) {
      sp_diag(p->diags, "E25", p->path, row->line, 0,
              "column %zu has no name; the first row names the columns", i + 1);
      return false;
    }
    for (size_t j = 0; j < i; j++)
      if (sp_str_ieq(csv->column[j], csv->column[i])) {
        sp_diag(p->diags, "E25", p->path, row->line, 0,
                "two columns are named \"%.*s\"", SP_FMT(csv->column[i]));
        return false;
      }
  }
  return true;
}

/* Room of the two lists, which grow apart. */
struct room {
  size_t cells, cell_cap, line_cap;
};

static bool
take_row(struct parser *p, const struct row *row, struct sp_csv *csv,
         struct room *room)
{
  if (row->cells != csv->columns) {
    sp_diag(p->diags, "E25", p->path, row->line, 0,
            "%zu cells, but the first row names %zu columns; a cell with a"
            " comma in it stands in quotes",
            row->cells, csv->columns);
    return true; /* the next row may be wrong too: say so at once */
  }
  if (room->cells + row->cells > SP_CSV_MAX_CELLS) {
    sp_diag(p->diags, "E25", p->path, row->line, 0, "more than %zu cells",
            SP_CSV_MAX_CELLS);
    return false;
  }
  for (size_t i = 0; i < row->cells; i++)
    SP_PUSH(p->arena, csv->cell, room->cells, room->cell_cap, row->cell[i]);
  SP_PUSH(p->arena, csv->line, csv->rows, room->line_cap, row->line);
  return true;
}

static bool
read_rows(struct parser *p, struct sp_csv *csv)
{
  struct room room = {0};
  enum cell_end end = CELL_ROW;
  struct row row;

  while (end != CELL_FILE) {
    end = read_row(p, &row);
    if (end == CELL_BROKEN)
      return false;
    if (is_blank(&row))
      continue;
    if (csv->columns == 0 ? !take_names(p, &row, csv)
                          : !take_row(p, &row, csv, &room))
      return false;
  }
  if (csv->columns)
    return true;
  sp_diag(p->diags, "E25", p->path, 0, 0,
          "the file is empty; its first row names the columns");
  return false;
}

bool
sp_csv_read(struct sp_arena *arena, struct sp_str text, struct sp_str path,
            struct sp_diags *diags, struct sp_csv *out)
{
  struct parser p = {.arena = arena, .diags = diags, .path = path, .line = 1};
  size_t errors = diags->errors;
  struct sp_csv csv = {0};
  struct sp_str copy;

  *out = csv;
  if (!check_bytes(&p, text))
    return false;
  if (sp_str_starts(text, "\xEF\xBB\xBF"))
    text = sp_str_sub(text, 3, text.len);
  copy = sp_arena_copy(arena, text);
  p.text = (char *)copy.ptr;
  p.len = copy.len;
  if (!read_rows(&p, &csv) || diags->errors > errors)
    return false;
  *out = csv;
  return true;
}

static size_t
find_column(const struct sp_csv *csv, const char *column)
{
  size_t i = 0;

  while (i < csv->columns && !sp_str_is(csv->column[i], column))
    i++;
  return i;
}

struct sp_str
sp_csv_get(const struct sp_csv *csv, size_t row, const char *column)
{
  size_t i = find_column(csv, column);

  if (row >= csv->rows || i == csv->columns)
    return SP_STR("");
  return csv->cell[row * csv->columns + i];
}

bool
sp_csv_has(const struct sp_csv *csv, const char *column)
{
  return find_column(csv, column) < csv->columns;
}
