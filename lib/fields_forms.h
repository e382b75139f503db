/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/fields_forms.h - private to lib/fields.c and lib/site.c: what may stand
 * in a field. */
#ifndef SP_FIELDS_FORMS_H
#define SP_FIELDS_FORMS_H

#include "lib/doc.h"

/* Each is true for a value of its form. */
bool sp_form_date(struct sp_str s);    /* 2026-04-01 */
bool sp_form_hours(struct sp_str s);   /* Mon-Fri 08:45-17:15, or always */
bool sp_form_every(struct sp_str s);   /* 6 months */
bool sp_form_changed(struct sp_str s); /* 2026-04-01 what changed */
bool sp_form_phone(struct sp_str s);
bool sp_form_email(struct sp_str s);
bool sp_form_web(struct sp_str s);  /* http or https */
bool sp_form_lang(struct sp_str s); /* cy, en-GB */
bool sp_form_yes_no(struct sp_str s, bool *out);
/* What to write instead of these hours, or of these closures (static, to stand
 * after "write "); NULL when they are of lib/hours.h's form. */
const char *sp_form_hours_why(struct sp_str s, bool is_closed);
/* `[label](target) sentence` */
bool sp_form_offer(struct sp_str s, struct sp_offer *out);
/* Why this id is no address of a page (static, to stand after "this file's
 * path "), or NULL when it is one. */
const char *sp_form_bad_id(struct sp_str id, bool is_lenient);

#endif
