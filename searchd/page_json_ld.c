/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_json_ld.h"

#include "searchd/extract.h"
#include "searchd/json_ld.h"
#include "searchd/page_document.h"
#include "searchd/page_words.h"
#include "searchd/problem.h"

/* A text that may be empty: then the member is left out. */
static void
set(json_t *object, const char *name, struct sp_str text)
{
  if (text.len > 0)
    (void)json_object_set_new(object, name, sp_json_text(text));
}

static struct sp_str
whole(const struct sp_shell *shell, struct sp_str path)
{
  struct sp_str parts[] = {shell->app->base_url, path};

  return sp_arena_join(sp_shell_arena(shell), 2, parts);
}

static json_t *
thing(const char *type, struct sp_str name)
{
  json_t *made = json_pack("{s:s}", "@type", type);

  set(made, "name", name);
  return made;
}

static json_t *
council(const struct sp_shell *shell)
{
  json_t *made = thing("GovernmentOrganization", shell->site->name);

  set(made, "url", shell->site->web);
  set(made, "telephone", shell->site->phone);
  return made;
}

static json_t *
breadcrumbs(const struct sp_shell *shell)
{
  json_t *items = json_array();

  for (size_t i = 0; i < shell->crumbs; i++) {
    json_t *item = thing("ListItem", shell->crumb[i].label);

    (void)json_object_set_new(item, "position",
                              json_integer((json_int_t)i + 1));
    set(item, "item", whole(shell, shell->crumb[i].url.raw));
    (void)json_array_append_new(items, item);
  }
  return json_pack("{s:s, s:o}", "@type", "BreadcrumbList", "itemListElement",
                   items);
}

/* ---- documents ---- */

static struct sp_str
section_text(const struct sp_shell *shell,
             const struct sp_page_section *section)
{
  const struct sp_viewer *viewer = &shell->req->viewer;
  struct sp_str text = {"", 0};
  struct sp_buf html;

  sp_buf_init(&html, SP_BODY_MAX);
  for (size_t i = 0; i < section->segments; i++)
    if (sp_segment_live(&section->segment[i], viewer->level, viewer->now))
      sp_buf_put(&html, section->segment[i].html.raw);
  if (!html.full)
    text = sp_extract_html(sp_shell_arena(shell),
                           (struct sp_html){sp_buf_str(&html)},
                           (struct sp_html){{"", 0}});
  sp_buf_release(&html);
  return text;
}

static json_t *
faq(const struct sp_shell *shell, const struct sp_page *page)
{
  json_t *questions = json_array();
  json_t *made;

  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section *section = &page->section[i];
    struct sp_str text;
    json_t *answer, *question;

    if (section->heading.len == 0 || !sp_document_shows(shell, section))
      continue;
    text = section_text(shell, section);
    if (text.len == 0)
      continue;
    answer = json_pack("{s:s}", "@type", "Answer");
    set(answer, "text", text);
    set(answer, "url",
        whole(shell,
              sp_url_page(sp_shell_arena(shell), page->head.id, section->anchor)
                  .raw));
    question = thing("Question", section->heading);
    (void)json_object_set_new(question, "acceptedAnswer", answer);
    (void)json_array_append_new(questions, question);
  }
  if (json_array_size(questions) == 0) {
    json_decref(questions);
    return NULL;
  }
  made = thing("FAQPage", page->head.title);
  (void)json_object_set_new(made, "mainEntity", questions);
  return made;
}

static json_t *
service(const struct sp_shell *shell, const struct sp_page *page)
{
  json_t *made = thing("GovernmentService", page->head.title);
  json_t *channel = json_pack("{s:s}", "@type", "ServiceChannel");
  json_t *provider;

  if (page->head.provider.len > 0) {
    provider = thing("GovernmentOrganization", page->head.provider);
    set(provider, "url",
        sp_url_external(page->provider_url.raw)
            ? page->provider_url.raw
            : whole(shell, page->provider_url.raw));
    if (page->provider_url.raw.len == 0)
      (void)json_object_del(provider, "url");
  } else {
    provider = council(shell);
    if (shell->site->phone.len > 0)
      (void)json_object_set_new(channel, "servicePhone",
                                json_pack("{s:s, s:o}", "@type", "ContactPoint",
                                          "telephone",
                                          sp_json_text(shell->site->phone)));
  }
  (void)json_object_set_new(made, "provider", provider);
  set(made, "serviceType", sp_shell_service_title(shell, page->head.service));
  if (page->self_service.url.len > 0)
    set(channel, "serviceUrl", page->self_service.url);
  if (json_object_size(channel) > 1)
    (void)json_object_set_new(made, "availableChannel", channel);
  else
    json_decref(channel);
  return made;
}

static json_t *
contact(const struct sp_shell *shell, const struct sp_page *page)
{
  json_t *made = thing("Organization", page->head.title);
  json_t *point = json_pack("{s:s}", "@type", "ContactPoint");

  set(point, "contactType", page->head.title);
  set(point, "telephone", sp_page_fact_value(page, "phone"));
  set(point, "email", sp_page_fact_value(page, "email"));
  set(made, "address", sp_page_fact_value(page, "address"));
  if (page->head.provider.len == 0)
    (void)json_object_set_new(made, "parentOrganization", council(shell));
  (void)json_object_set_new(made, "contactPoint", point);
  return made;
}

static json_t *
document(const struct sp_shell *shell, const struct sp_page *page)
{
  const struct sp_page_head *head = &page->head;
  json_t *made = NULL;

  if (head->type == SP_DOC_FAQ)
    made = faq(shell, page);
  else if (head->type == SP_DOC_CONTACT)
    made = contact(shell, page);
  else if (head->type != SP_DOC_NOTICE && head->service.len > 0)
    made = service(shell, page);
  if (made == NULL)
    return NULL;
  set(made, "description", head->summary);
  set(made, "url",
      whole(shell,
            sp_url_page(sp_shell_arena(shell), head->id, SP_STR("")).raw));
  return made;
}

void
sp_page_json_ld(struct sp_shell *shell)
{
  json_t *graph;
  json_t *about = NULL;
  struct sp_html html;

  if (sp_shell_is_staff(shell) || shell->bare || shell->app->settings->copy)
    return;
  graph = json_array();
  if (shell->crumbs > 0)
    (void)json_array_append_new(graph, breadcrumbs(shell));
  if (shell->document != NULL)
    about = document(shell, shell->document);
  if (about != NULL)
    (void)json_array_append_new(graph, about);
  if (json_array_size(graph) == 0) {
    json_decref(graph);
    return;
  }
  html = sp_json_ld_block(sp_shell_arena(shell),
                          json_pack("{s:s, s:o}", "@context",
                                    "https://schema.org", "@graph", graph));
  if (html.raw.len > 0)
    sp_view_html(shell->layout, "JSON_LD", html);
}
