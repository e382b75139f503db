/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/options_values.c - what may stand behind an option. */
#include "indexer/options_parts.h"

bool
sp_option_audience(struct sp_options *out, const char *value)
{
  bool is_public = strcmp(value, "public") == 0;

  out->default_audience = is_public ? SP_PUBLIC : SP_STAFF;
  return is_public || strcmp(value, "staff") == 0;
}

bool
sp_option_report(struct sp_options *out, const char *value)
{
  static const char *const form[] = {[SP_REPORT_TEXT] = "text",
                                     [SP_REPORT_JSON] = "json",
                                     [SP_REPORT_SARIF] = "sarif"};

  for (size_t i = 0; i < SP_ARRAY_LEN(form); i++)
    if (strcmp(value, form[i]) == 0) {
      out->form = (enum sp_report_form)i;
      return true;
    }
  return false;
}

bool
sp_option_without(struct sp_options *out, const char *value)
{
  struct sp_str rest = sp_str(value), code;

  while (sp_str_split(&rest, ',', &code))
    if (!sp_check_set_add(&out->without, code))
      return false;
  return *value != '\0';
}

bool
sp_option_instant(struct sp_options *out, const char *value)
{
  sp_instant at;

  out->at = value;
  return sp_instant_parse(sp_str(value), &at);
}

bool
sp_option_to(struct sp_options *out, const char *value)
{
  out->to_xml = strcmp(value, "xml") == 0;
  return out->to_xml || strcmp(value, "md") == 0;
}

bool
sp_option_graph(struct sp_options *out, const char *value)
{
  static const char *const name[] = {[SP_GRAPH_DOT] = "dot",
                                     [SP_GRAPH_MERMAID] = "mermaid",
                                     [SP_GRAPH_SVG] = "svg"};

  for (size_t i = 0; i < SP_ARRAY_LEN(name); i++)
    if (strcmp(value, name[i]) == 0) {
      out->graph_form = (enum sp_graph_form)i;
      return true;
    }
  return false;
}

enum sp_status
sp_option_refuse_instant(struct sp_err *err, const char *value)
{
  char buf[SP_CIVIL_WHY_MAX];
  const char *why = sp_civil_why(sp_str(value), buf);

  if (why)
    return sp_fail(err, SP_E_USAGE, "--at does not take \"%s\": %s", value,
                   why);
  return sp_fail(err, SP_E_USAGE,
                 "--at does not take \"%s\"; write a date as 2026-04-01, a date"
                 " and time as \"2026-04-01 09:30\", or an instant as"
                 " 2026-04-01T09:30:00Z",
                 value);
}

/* Name the first code that is none. */
enum sp_status
sp_option_refuse_codes(struct sp_err *err, const char *value)
{
  struct sp_str rest = sp_str(value), code = SP_STR("");
  const char *meant = NULL;

  while (sp_str_split(&rest, ',', &code))
    if (!sp_check_set_add(&(struct sp_check_set){0}, code))
      break;
  /* E04 for W04: the number tells. */
  for (size_t i = 0; i < sp_checks_count && code.len; i++)
    if (sp_str_ieq(sp_str_sub(code, 1, 3), sp_str(sp_checks[i].code + 1)))
      meant = sp_checks[i].code;
  if (meant)
    return sp_fail(err, SP_E_USAGE,
                   "--without: there is no check %.*s; did you mean %s?",
                   SP_FMT(code), meant);
  return sp_fail(err, SP_E_USAGE,
                 "--without: there is no check \"%.*s\"; `signpost-indexer"
                 " check --list` names them all",
                 SP_FMT(code));
}
