/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/fields_rules.h - private to lib/fields*.c: the fields that exist. */
#ifndef SP_FIELDS_RULES_H
#define SP_FIELDS_RULES_H

#include "lib/doc.h"

enum sp_form {
  SP_FORM_TEXT,
  SP_FORM_LIST,
  SP_FORM_DATE,
  SP_FORM_CIVIL,
  SP_FORM_YES_NO,
  SP_FORM_LEVEL,
  SP_FORM_TYPE,
  SP_FORM_AUDIENCE,
  SP_FORM_SUMMARY,
  SP_FORM_OFFER,
  SP_FORM_PATHS,
  SP_FORM_LANG,
  SP_FORM_CHANGED,
  SP_FORM_KIND,
  SP_FORM_SEVERITY,
  SP_FORM_SITES,
  SP_FORM_HOURS,
  SP_FORM_CLOSED,
  SP_FORM_EVERY,
  SP_FORM_PHONE,
  SP_FORM_EMAIL,
  SP_FORM_WEB,
  SP_FORM_FORMS
};

#define SP_FIELD_NOWHERE SIZE_MAX

struct sp_field_rule {
  const char *name;
  enum sp_form form;
  unsigned types; /* that may have it */
  size_t at;      /* where it goes in struct sp_doc, or SP_FIELD_NOWHERE */
};

/* NULL: there is no such field. */
const struct sp_field_rule *sp_field_rule(struct sp_str name);
/* All fields, in the manual's order; NULL: there are no more. */
const struct sp_field_rule *sp_field_rule_at(size_t index);
/* The field that the author may have meant, or NULL. */
const char *sp_field_near(struct sp_str name);
/* How such a value is written, to stand after "write ". */
const char *sp_form_help(enum sp_form form);
/* Of a date, or a value that begins with one: sp_civil_why() of it. */
const char *sp_form_date_why(enum sp_form form, struct sp_str value,
                             char buf[SP_CIVIL_WHY_MAX]);
/* Does it decide who sees the text, and when?  Such values are an error even
 * in foreign files. */
bool sp_form_is_access(enum sp_form form);

#endif
