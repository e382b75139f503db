/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/fields_rules.h"

#include <stddef.h>

#include "lib/fields.h"
#include "lib/near.h"

#define NEAR_MOST 2

static const char *const form_help[SP_FORM_FORMS] = {
    [SP_FORM_DATE] = "a date as 2026-09-01",
    [SP_FORM_CIVIL] = "a date as 2026-04-01, with a time as 2026-04-01 09:30",
    [SP_FORM_YES_NO] = "`yes` or `no`",
    [SP_FORM_LEVEL] = "a number from 1 to 4",
    [SP_FORM_TYPE] = "guide, faq, script, contact, notice or snippet",
    [SP_FORM_AUDIENCE] = "`public` or `staff`",
    [SP_FORM_OFFER] = "`[label](link) a sentence to say`",
    [SP_FORM_PATHS] =
        "the old ids, such as waste/missed-bins, with semicolons between",
    [SP_FORM_LANG] = "a language tag such as en or cy",
    [SP_FORM_CHANGED] =
        "the date and what changed, as in `2026-04-01 Garden waste £50,"
        " was £45`",
    [SP_FORM_KIND] = "team, partner, emergency, community or elected",
    [SP_FORM_SEVERITY] = "emergency, warning or info",
    [SP_FORM_SITES] = "`public`, `staff` or `public; staff`",
    [SP_FORM_HOURS] =
        "`always`, or days and times as in `Mon-Fri 08:45-17:15; Sat"
        " 09:00-12:00`",
    [SP_FORM_CLOSED] = "dates, with times if it is not the whole day, as in"
                       " `2026-12-24 12:00-17:15; 2026-12-31`",
    [SP_FORM_EVERY] =
        "a number and days, weeks, months or years, as in `6 months`",
    [SP_FORM_PHONE] = "a phone number",
    [SP_FORM_EMAIL] = "one e-mail address",
    [SP_FORM_WEB] = "an address that starts with https://",
};

#define ANY ((1u << SP_DOC_TYPES) - 1)
#define OF(type) (1u << (type))
#define AT(member) offsetof(struct sp_doc, member)

static const struct sp_field_rule rules[] = {
    {"title", SP_FORM_TEXT, ANY, AT(title)},
    {"type", SP_FORM_TYPE, ANY, AT(type)},
    {"audience", SP_FORM_AUDIENCE, ANY, AT(audience)},
    {"level", SP_FORM_LEVEL, ANY, AT(level)},
    {"service", SP_FORM_TEXT, ANY, AT(service)},
    {"owner", SP_FORM_TEXT, ANY, AT(owner)},
    {"reviewed", SP_FORM_DATE, ANY, AT(reviewed)},
    {"review-by", SP_FORM_DATE, ANY, AT(review_by)},
    {"summary", SP_FORM_SUMMARY, ANY, AT(summary)},
    {"provided-by", SP_FORM_TEXT, ANY, AT(provided_by)},
    {"also-asked", SP_FORM_LIST, ANY, AT(also_asked)},
    {"self-service", SP_FORM_OFFER, ANY, AT(self_service)},
    {"from", SP_FORM_CIVIL, ANY, AT(from)},
    {"until", SP_FORM_CIVIL, ANY, AT(until)},
    {"service-level", SP_FORM_TEXT, ANY, AT(service_level)},
    {"legal", SP_FORM_TEXT, ANY, AT(legal)},
    {"changed", SP_FORM_CHANGED, ANY, AT(changed)},
    {"must-read", SP_FORM_YES_NO, ANY, AT(must_read)},
    {"sensitive", SP_FORM_YES_NO, ANY, AT(sensitive)},
    {"induction", SP_FORM_YES_NO, ANY, AT(induction)},
    {"redirect-from", SP_FORM_PATHS, ANY, AT(redirect_from)},
    {"lang", SP_FORM_LANG, ANY, AT(lang)},
    {"translation-of", SP_FORM_TEXT, ANY, AT(translation_of)},
    {"related", SP_FORM_LIST, ANY, AT(related)},
    {"kind", SP_FORM_KIND, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"phone", SP_FORM_PHONE, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"staff-phone", SP_FORM_PHONE, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"email", SP_FORM_EMAIL, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"staff-email", SP_FORM_EMAIL, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"web", SP_FORM_WEB, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"textphone", SP_FORM_PHONE, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"address", SP_FORM_TEXT, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"hours", SP_FORM_HOURS, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"closed", SP_FORM_CLOSED, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"out-of-hours", SP_FORM_TEXT, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"areas", SP_FORM_LIST, OF(SP_DOC_CONTACT) | OF(SP_DOC_NOTICE),
     SP_FIELD_NOWHERE},
    {"languages", SP_FORM_LIST, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"verified", SP_FORM_DATE, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"verify-every", SP_FORM_EVERY, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"who-for", SP_FORM_TEXT, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"cost", SP_FORM_TEXT, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"referral", SP_FORM_TEXT, OF(SP_DOC_CONTACT), SP_FIELD_NOWHERE},
    {"severity", SP_FORM_SEVERITY, OF(SP_DOC_NOTICE), SP_FIELD_NOWHERE},
    {"sites", SP_FORM_SITES, OF(SP_DOC_NOTICE), SP_FIELD_NOWHERE},
    {"link", SP_FORM_TEXT, OF(SP_DOC_NOTICE), SP_FIELD_NOWHERE},
    {"expect-calls", SP_FORM_TEXT, OF(SP_DOC_NOTICE), SP_FIELD_NOWHERE},
};

/* What people write instead of a field. */
static const struct {
  const char *name, *field;
} aliases[] = {
    {"author", "owner"},
    {"description", "summary"},
    {"end", "until"},
    {"ends", "until"},
    {"expires", "until"},
    {"expiry", "until"},
    {"expiry-date", "until"},
    {"keywords", "also-asked"},
    {"last-reviewed", "reviewed"},
    {"next-review", "review-by"},
    {"review", "review-by"},
    {"review-date", "review-by"},
    {"start", "from"},
    {"starts", "from"},
    {"synonyms", "also-asked"},
    {"tags", "also-asked"},
    {"valid-from", "from"},
    {"valid-until", "until"},
};

static const char *const reserved[] = {
    "a-z",       "accessibility", "account",    "api",
    "changes",   "community",     "desk",       "favicon.ico",
    "feed.atom", "feedback",      "healthz",    "login",
    "logout",    "mcp",           "metrics",    "opensearch.xml",
    "privacy",   "readyz",        "robots.txt", "search",
    "services",  "sitemap.xml",   "static",     "theme.css",
    "whats-new", "your-area",
};

bool
sp_path_reserved(struct sp_str first_part)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(reserved); i++)
    if (sp_str_ieq(first_part, sp_str(reserved[i])))
      return true;
  return false;
}

const struct sp_field_rule *
sp_field_rule(struct sp_str name)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(rules); i++)
    if (sp_str_is(name, rules[i].name))
      return &rules[i];
  return NULL;
}

const struct sp_field_rule *
sp_field_rule_at(size_t index)
{
  return index < SP_ARRAY_LEN(rules) ? &rules[index] : NULL;
}

bool
sp_form_is_access(enum sp_form form)
{
  return form == SP_FORM_AUDIENCE || form == SP_FORM_LEVEL ||
         form == SP_FORM_CIVIL;
}

enum sp_field_use
sp_field_use(struct sp_str name)
{
  const struct sp_field_rule *rule = sp_field_rule(name);

  if (!rule)
    return SP_FIELD_UNKNOWN;
  return sp_form_is_access(rule->form) ? SP_FIELD_ACCESS : SP_FIELD_PLAIN;
}

const char *
sp_form_help(enum sp_form form)
{
  return form_help[form] ? form_help[form] : "some text";
}

const char *
sp_form_date_why(enum sp_form form, struct sp_str value,
                 char buf[SP_CIVIL_WHY_MAX])
{
  if (form == SP_FORM_CHANGED)
    value = sp_str_sub(value, 0, 10);
  return form == SP_FORM_DATE || form == SP_FORM_CIVIL ||
                 form == SP_FORM_CHANGED
             ? sp_civil_why(value, buf)
             : NULL;
}

const char *
sp_field_near(struct sp_str name)
{
  size_t best = NEAR_MOST + 1;
  const char *near = NULL;

  for (size_t i = 0; i < SP_ARRAY_LEN(aliases); i++)
    if (sp_str_ieq(name, sp_str(aliases[i].name)))
      return aliases[i].field;
  for (size_t i = 0; i < SP_ARRAY_LEN(rules); i++) {
    size_t d = sp_near_distance(name, sp_str(rules[i].name), NEAR_MOST);

    if (d < best) {
      best = d;
      near = rules[i].name;
    }
  }
  return near;
}
