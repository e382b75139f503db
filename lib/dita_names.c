/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_names.c - what each element is, and for whom. */
#include "lib/dita_parts.h"

#include <stdlib.h>

#include "lib/text.h"

/* By name, as strcmp() orders, in DITA 1.3 and its domains.  What stands not
 * here is unknown. */
static const struct name {
  const char *name;
  enum sp_dita_type type;
} names[] = {
    {"abbreviated-form", DITA_PLAIN},
    {"abbrevlist", DITA_META},
    {"abstract", DITA_ABSTRACT},
    {"alt", DITA_PLAIN},
    {"amendments", DITA_META},
    {"anchor", DITA_META},
    {"anchorid", DITA_META},
    {"anchorkey", DITA_META},
    {"apiname", DITA_CODE},
    {"appendices", DITA_TOPICGROUP},
    {"appendix", DITA_TOPICREF},
    {"audience", DITA_META},
    {"author", DITA_META},
    {"authorinformation", DITA_META},
    {"b", DITA_STRONG},
    {"backmatter", DITA_TOPICGROUP},
    {"bibliolist", DITA_TOPICREF},
    {"body", DITA_BODY},
    {"bodydiv", DITA_DIV},
    {"bookabstract", DITA_TOPICREF},
    {"bookchangehistory", DITA_META},
    {"bookid", DITA_META},
    {"booklibrary", DITA_META},
    {"booklist", DITA_META},
    {"booklists", DITA_TOPICGROUP},
    {"bookmap", DITA_MAP},
    {"bookmeta", DITA_META},
    {"bookrights", DITA_META},
    {"booktitle", DITA_TITLE},
    {"boolean", DITA_STATE},
    {"brand", DITA_META},
    {"category", DITA_META},
    {"cause", DITA_CAUSE},
    {"chapter", DITA_TOPICREF},
    {"chdesc", DITA_ENTRY},
    {"chdeschd", DITA_ENTRY},
    {"chhead", DITA_HEAD_ROW},
    {"choice", DITA_LI},
    {"choices", DITA_CHOICES},
    {"choicetable", DITA_CHOICETABLE},
    {"choption", DITA_ENTRY},
    {"choptionhd", DITA_ENTRY},
    {"chrow", DITA_ROW},
    {"cite", DITA_EMPH},
    {"classifyMap", DITA_MAP},
    {"cmd", DITA_CMD},
    {"cmdname", DITA_CODE},
    {"codeblock", DITA_PRE},
    {"codeph", DITA_CODE},
    {"colophon", DITA_TOPICREF},
    {"colspec", DITA_META},
    {"component", DITA_META},
    {"conbody", DITA_BODY},
    {"conbodydiv", DITA_DIV},
    {"concept", DITA_TOPIC},
    {"condition", DITA_CONDITION},
    {"consequence", DITA_P},
    {"context", DITA_CONTEXT},
    {"coords", DITA_META},
    {"copyrholder", DITA_META},
    {"copyright", DITA_META},
    {"copyryear", DITA_META},
    {"created", DITA_META},
    {"critdates", DITA_META},
    {"data", DITA_META},
    {"data-about", DITA_META},
    {"dd", DITA_DD},
    {"ddhd", DITA_DD},
    {"dedication", DITA_TOPICREF},
    {"delim", DITA_PLAIN},
    {"desc", DITA_DIV},
    {"dita", DITA_COMPOSITE},
    {"ditavalmeta", DITA_META},
    {"ditavalref", DITA_META},
    {"div", DITA_DIV},
    {"dl", DITA_DL},
    {"dlentry", DITA_DLENTRY},
    {"dlhead", DITA_DLENTRY},
    {"draft-comment", DITA_DRAFT},
    {"draftintro", DITA_TOPICREF},
    {"dt", DITA_DT},
    {"dthd", DITA_DT},
    {"dvrKeyscopePrefix", DITA_META},
    {"dvrKeyscopeSuffix", DITA_META},
    {"dvrResourcePrefix", DITA_META},
    {"dvrResourceSuffix", DITA_META},
    {"em", DITA_EMPH},
    {"entry", DITA_ENTRY},
    {"example", DITA_SECTION},
    {"exportanchors", DITA_META},
    {"fallback", DITA_DIV},
    {"featnum", DITA_META},
    {"fig", DITA_FIG},
    {"figgroup", DITA_DIV},
    {"figurelist", DITA_META},
    {"filepath", DITA_CODE},
    {"fn", DITA_FN},
    {"frontmatter", DITA_TOPICGROUP},
    {"glossAbbreviation", DITA_DIV},
    {"glossAcronym", DITA_DIV},
    {"glossAlt", DITA_DIV},
    {"glossAlternateFor", DITA_META},
    {"glossBody", DITA_BODY},
    {"glossPartOfSpeech", DITA_META},
    {"glossProperty", DITA_META},
    {"glossScopeNote", DITA_META},
    {"glossShortForm", DITA_DIV},
    {"glossStatus", DITA_META},
    {"glossSurfaceForm", DITA_DIV},
    {"glossSymbol", DITA_META},
    {"glossSynonym", DITA_DIV},
    {"glossUsage", DITA_DIV},
    {"glossarylist", DITA_TOPICREF},
    {"glossdef", DITA_ABSTRACT},
    {"glossentry", DITA_TOPIC},
    {"glossgroup", DITA_TOPIC},
    {"glossref", DITA_TOPICREF},
    {"glossterm", DITA_TITLE},
    {"hasInstance", DITA_META},
    {"hazardstatement", DITA_HAZARD},
    {"hazardsymbol", DITA_IMAGE},
    {"howtoavoid", DITA_P},
    {"i", DITA_EMPH},
    {"image", DITA_IMAGE},
    {"index-see", DITA_META},
    {"index-see-also", DITA_META},
    {"index-sort-as", DITA_META},
    {"indexlist", DITA_META},
    {"indexterm", DITA_META},
    {"indextermref", DITA_PLAIN},
    {"info", DITA_DIV},
    {"itemgroup", DITA_DIV},
    {"keydef", DITA_KEYDEF},
    {"keyword", DITA_PLAIN},
    {"keywords", DITA_META},
    {"kwd", DITA_CODE},
    {"learningAssessment", DITA_TOPIC},
    {"learningBookmap", DITA_MAP},
    {"learningContent", DITA_TOPIC},
    {"learningGroup", DITA_TOPICREF},
    {"learningGroupMap", DITA_MAP},
    {"learningMap", DITA_MAP},
    {"learningObject", DITA_TOPICREF},
    {"learningObjectMap", DITA_MAP},
    {"learningOverview", DITA_TOPIC},
    {"learningPlan", DITA_TOPIC},
    {"learningSummary", DITA_TOPIC},
    {"li", DITA_LI},
    {"line-through", DITA_FORMAT},
    {"lines", DITA_LINES},
    {"link", DITA_XREF},
    {"linkinfo", DITA_DIV},
    {"linklist", DITA_LINKS},
    {"linkpool", DITA_LINKS},
    {"linktext", DITA_LINKTEXT},
    {"longdescref", DITA_META},
    {"longquoteref", DITA_META},
    {"lq", DITA_LQ},
    {"mainbooktitle", DITA_TITLE},
    {"map", DITA_MAP},
    {"mapref", DITA_TOPICREF},
    {"markupname", DITA_CODE},
    {"menucascade", DITA_MENU},
    {"messagepanel", DITA_HAZARD},
    {"metadata", DITA_META},
    {"msgblock", DITA_PRE},
    {"msgnum", DITA_CODE},
    {"msgph", DITA_CODE},
    {"navref", DITA_META},
    {"navtitle", DITA_NAVTITLE},
    {"note", DITA_NOTE},
    {"notices", DITA_TOPICREF},
    {"numcharref", DITA_CODE},
    {"ol", DITA_OL},
    {"oper", DITA_CODE},
    {"option", DITA_CODE},
    {"othermeta", DITA_META},
    {"overline", DITA_FORMAT},
    {"p", DITA_P},
    {"parameterentity", DITA_CODE},
    {"parml", DITA_DL},
    {"parmname", DITA_CODE},
    {"part", DITA_TOPICREF},
    {"pd", DITA_DD},
    {"permissions", DITA_META},
    {"ph", DITA_PLAIN},
    {"platform", DITA_META},
    {"plentry", DITA_DLENTRY},
    {"postreq", DITA_POSTREQ},
    {"pre", DITA_PRE},
    {"preface", DITA_TOPICREF},
    {"prereq", DITA_PREREQ},
    {"prodinfo", DITA_META},
    {"prodname", DITA_META},
    {"prognum", DITA_META},
    {"prolog", DITA_PROLOG},
    {"propdesc", DITA_ENTRY},
    {"propdeschd", DITA_ENTRY},
    {"properties", DITA_SIMPLETABLE},
    {"property", DITA_ROW},
    {"prophead", DITA_HEAD_ROW},
    {"proptype", DITA_ENTRY},
    {"proptypehd", DITA_ENTRY},
    {"propvalue", DITA_ENTRY},
    {"propvaluehd", DITA_ENTRY},
    {"pt", DITA_DT},
    {"publisher", DITA_META},
    {"publisherinformation", DITA_META},
    {"q", DITA_QUOTED},
    {"refbody", DITA_BODY},
    {"refbodydiv", DITA_DIV},
    {"reference", DITA_TOPIC},
    {"refsyn", DITA_SECTION},
    {"related-links", DITA_RELATED},
    {"relcolspec", DITA_META},
    {"reltable", DITA_RELTABLE},
    {"remedy", DITA_REMEDY},
    {"repsep", DITA_CODE},
    {"required-cleanup", DITA_DRAFT},
    {"resourceid", DITA_META},
    {"responsibleParty", DITA_RESPONSIBLE},
    {"result", DITA_RESULT},
    {"revised", DITA_META},
    {"row", DITA_ROW},
    {"schemeref", DITA_META},
    {"screen", DITA_PRE},
    {"searchtitle", DITA_META},
    {"section", DITA_SECTION},
    {"sectiondiv", DITA_DIV},
    {"sep", DITA_PLAIN},
    {"series", DITA_META},
    {"shape", DITA_META},
    {"shortcut", DITA_PLAIN},
    {"shortdesc", DITA_SHORTDESC},
    {"simpletable", DITA_SIMPLETABLE},
    {"sl", DITA_UL},
    {"sli", DITA_LI},
    {"sort-as", DITA_META},
    {"source", DITA_META},
    {"spanspec", DITA_META},
    {"state", DITA_STATE},
    {"stentry", DITA_ENTRY},
    {"step", DITA_STEP},
    {"stepresult", DITA_DIV},
    {"steps", DITA_STEPS},
    {"steps-informal", DITA_DIV},
    {"steps-unordered", DITA_STEPS_UNORDERED},
    {"stepsection", DITA_STEPSECTION},
    {"steptroubleshooting", DITA_STEPTROUBLE},
    {"stepxmp", DITA_DIV},
    {"sthead", DITA_HEAD_ROW},
    {"strong", DITA_STRONG},
    {"strow", DITA_ROW},
    {"sub", DITA_FORMAT},
    {"subjectScheme", DITA_SCHEME},
    {"substep", DITA_STEP},
    {"substeps", DITA_STEPS},
    {"sup", DITA_FORMAT},
    {"synnoteref", DITA_PLAIN},
    {"synph", DITA_CODE},
    {"systemoutput", DITA_CODE},
    {"table", DITA_TABLE},
    {"tablelist", DITA_META},
    {"task", DITA_TASK},
    {"taskbody", DITA_BODY},
    {"tasktroubleshooting", DITA_TASKTROUBLE},
    {"tbody", DITA_PART},
    {"term", DITA_EMPH},
    {"text", DITA_PLAIN},
    {"textentity", DITA_CODE},
    {"tgroup", DITA_PART},
    {"thead", DITA_PART},
    {"title", DITA_TITLE},
    {"titlealts", DITA_META},
    {"tm", DITA_TM},
    {"toc", DITA_META},
    {"topic", DITA_TOPIC},
    {"topicgroup", DITA_TOPICGROUP},
    {"topichead", DITA_TOPICREF},
    {"topicmeta", DITA_TOPICMETA},
    {"topicref", DITA_TOPICREF},
    {"topicset", DITA_TOPICGROUP},
    {"topicsetref", DITA_TOPICREF},
    {"trademarklist", DITA_META},
    {"troubleSolution", DITA_SOLUTION},
    {"troublebody", DITA_BODY},
    {"troubleshooting", DITA_TROUBLE},
    {"tt", DITA_CODE},
    {"tutorialinfo", DITA_DIV},
    {"typeofhazard", DITA_P},
    {"u", DITA_EMPH},
    {"uicontrol", DITA_STRONG},
    {"ul", DITA_UL},
    {"userinput", DITA_CODE},
    {"ux-window", DITA_META},
    {"var", DITA_CODE},
    {"varname", DITA_EMPH},
    {"vrm", DITA_META},
    {"vrmlist", DITA_META},
    {"wintitle", DITA_STRONG},
    {"xmlatt", DITA_CODE},
    {"xmlelement", DITA_CODE},
    {"xmlnsname", DITA_CODE},
    {"xmlpi", DITA_CODE},
    {"xref", DITA_XREF},
};

static int
compare(const void *key, const void *row)
{
  return sp_str_cmp(*(const struct sp_str *)key,
                    sp_str(((const struct name *)row)->name));
}

static enum sp_dita_type
type_of(struct sp_str name)
{
  const struct name *found =
      bsearch(&name, names, SP_ARRAY_LEN(names), sizeof(names[0]), compare);

  return found ? found->type : DITA_UNKNOWN;
}

/* Of others a name may mean something else. */
static bool
is_module(struct sp_str module)
{
  static const char modules[] =
      "abbrev-d bookmap classify-d concept ditavalref-d equation-d glossentry"
      " glossgroup glossref-d hazard-d hi-d learning-d learningBase"
      " learningmap-d map mapgroup-d markup-d pr-d reference relmgmt-d"
      " subjectScheme svg-d sw-d task taskreq-d topic troubleshooting ui-d ut-d"
      " xml-d xnal-d";

  return sp_xml_listed(modules, module);
}

/* "- topic/li task/step bin/bin-step " names the element and what it is a kind
 * of; the nearest kind that is known counts.  The element is called so from
 * here on. */
static bool
name_by_class(struct sp_xml_el *el)
{
  struct sp_str rest = sp_xml_attr(el, "class"), piece;
  bool found = false;

  while (sp_str_split(&rest, ' ', &piece)) {
    size_t slash = sp_str_find(piece, '/', 0);
    struct sp_str name = sp_str_sub(piece, slash + 1, piece.len);
    enum sp_dita_type type = type_of(name);

    if (slash == piece.len || type == DITA_UNKNOWN ||
        !is_module(sp_str_sub(piece, 0, slash)))
      continue;
    el->name = name;
    el->type = type;
    found = true;
  }
  return found;
}

void
sp_dita_name(struct sp_xml_el *root)
{
  for (struct sp_xml_el *el = root; el; el = el->next) {
    if (el->name.len == 0)
      continue;
    if (!name_by_class(el))
      el->type = type_of(el->name);
    sp_dita_name(el->first);
  }
}

const struct sp_xml_el *
sp_dita_child(const struct sp_xml_el *el, enum sp_dita_type type)
{
  const struct sp_xml_el *child = el ? el->first : NULL;

  while (child && (child->name.len == 0 || child->type != type))
    child = child->next;
  return child;
}

/* ---- conditions */

enum reader { EVERYBODY, STAFF, NOBODY_KNOWN };

static enum reader
reader_of(struct sp_str words)
{
  struct sp_str piece;
  enum reader reader = EVERYBODY;

  while (sp_str_split(&words, ' ', &piece)) {
    if (sp_str_ieq(piece, SP_STR("staff")) ||
        sp_str_ieq(piece, SP_STR("internal")))
      return STAFF;
    if (piece.len && !sp_str_ieq(piece, SP_STR("public")) &&
        !sp_str_ieq(piece, SP_STR("all")))
      reader = NOBODY_KNOWN;
  }
  return reader;
}

/* The words of `props="audience(staff internal) platform(x)"`. */
static struct sp_str
grouped(struct sp_str props)
{
  for (size_t at = 0; at + 9 <= props.len; at++) {
    struct sp_str rest = sp_str_sub(props, at, props.len);

    if (sp_str_starts(rest, "audience("))
      return sp_str_sub(rest, 9, sp_str_find(rest, ')', 9) - 9);
  }
  return SP_STR("");
}

static enum reader
reader(const struct sp_xml_el *el)
{
  enum reader one = reader_of(sp_xml_attr(el, "audience"));
  enum reader two = reader_of(grouped(sp_xml_attr(el, "props")));

  if (one == STAFF || two == STAFF)
    return STAFF;
  return one == EVERYBODY ? two : one;
}

bool
sp_dita_is_staff(const struct sp_xml_el *el, enum sp_audience audience)
{
  enum reader who = el->attrs ? reader(el) : EVERYBODY;

  return who == STAFF || (who == NOBODY_KNOWN && audience == SP_PUBLIC);
}

static void
tell(struct sp_dita *d, const struct sp_xml_el *el, const char *name,
     const char *text)
{
  struct sp_str value = sp_xml_attr(el, name);

  if (value.len)
    sp_dita_note(d, "W25", el->line,
                 sp_arena_fmt(d->x->arena, "%s=\"%.*s\"", name,
                              SP_FMT(sp_utf8_cut(value, 60))),
                 text);
}

static void
tell_conditions(struct sp_dita *d, const struct sp_xml_el *el)
{
  static const char *const kept[] = {"otherprops", "platform", "product",
                                     "deliveryTarget", "rev"};
  static const char no_filter[] =
      "there is no filter for this here: the text is shown to all who see the"
      " page";

  for (size_t i = 0; i < SP_ARRAY_LEN(kept); i++)
    tell(d, el, kept[i], no_filter);
  if (reader(el) == NOBODY_KNOWN)
    tell(d, el, grouped(sp_xml_attr(el, "props")).len ? "props" : "audience",
         d->access.audience == SP_PUBLIC
             ? "staff, internal and public are known here; this is shown to"
               " staff only"
             : no_filter);
  else if (grouped(sp_xml_attr(el, "props")).len == 0)
    tell(d, el, "props", no_filter);
  if (sp_str_is(sp_xml_attr(el, "status"), "deleted"))
    tell(d, el, "status", "this is shown all the same; delete the text");
}

void
sp_dita_conditions(struct sp_dita *d, struct sp_xml_el *root)
{
  for (struct sp_xml_el *el = root; el; el = el->next) {
    if (el->attrs && el->type != DITA_META && el->type != DITA_DRAFT) {
      el->staff = sp_dita_is_staff(el, d->access.audience);
      tell_conditions(d, el);
    }
    if (el->type != DITA_META)
      sp_dita_conditions(d, el->first);
  }
}
