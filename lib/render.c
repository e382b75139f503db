/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/render.h"

#include "lib/render_parts.h"
#include "lib/text.h"
#include "lib/url.h"

#define WRAPPERS_MAX (2 * SP_DOC_MAX_DEPTH)

/* The page being made. */
struct maker {
  struct sp_arena *arena;
  const struct sp_doc *doc;
  enum sp_audience audience;
  sp_instant now;
  struct sp_page *page;
  size_t sections_cap;
  struct sp_anchors sections; /* of doc, by address */
  size_t bytes;               /* of all that was written */
  bool too_large;
  /* The segment being written; nothing is written yet when !is_open. */
  bool is_open;
  struct sp_window window;
  struct sp_buf html, text;
  /* Blocks that are open around what is being written. */
  const struct sp_node *wrapper[WRAPPERS_MAX];
  size_t wrappers;
};

static struct sp_page_section *
section_of(struct maker *m)
{
  return &m->page->section[m->page->sections - 1];
}

static void
end_segment(struct maker *m)
{
  struct sp_page_section *section = section_of(m);
  struct sp_segment segment = {.level_min = m->window.level_min,
                               .level_max = m->window.level_max,
                               .from = m->window.from,
                               .until = m->window.until};

  if (!m->is_open)
    return;
  m->is_open = false;
  m->bytes += m->html.len + m->text.len;
  if (m->html.full || m->text.full || m->bytes > SP_RENDER_MAX) {
    m->too_large = true;
    return;
  }
  segment.html.raw = sp_arena_copy(m->arena, sp_buf_str(&m->html));
  segment.text = sp_text_squeeze(m->arena, sp_buf_str(&m->text));
  SP_PUSH(m->arena, section->segment, section->segments, section->cap, segment);
  sp_buf_clear(&m->html);
  sp_buf_clear(&m->text);
}

static void
begin_segment(struct maker *m, const struct sp_window *window)
{
  if (m->is_open && memcmp(&m->window, window, sizeof(*window)) == 0)
    return;
  end_segment(m);
  m->window = *window;
  m->is_open = true;
}

static bool
is_live(const struct maker *m, const struct sp_window *window)
{
  return window->from <= m->now && m->now < window->until &&
         !sp_window_is_empty(window);
}

static struct sp_html_writer
html_writer(struct maker *m)
{
  return (struct sp_html_writer){&m->html,     m->arena,     m->audience,
                                 m->doc->type, &m->sections, m->window};
}

/* Does something within it appear at another level or time? */
static bool
has_inner_window(const struct sp_node *node)
{
  for (struct sp_node *n = sp_node_walk(node, (struct sp_node *)node, false); n;
       n = sp_node_walk(node, n, false))
    if (n->kind != SP_NODE_CHOICE && sp_guard_is_window(&n->guard))
      return true;
  return false;
}

static void emit_blocks(struct maker *m, const struct sp_node *parent,
                        const struct sp_window *window);

/* One block (or run of keyed lines) as it stands, in copies of the blocks that
 * hold it. */
static void
emit_plain(struct maker *m, const struct sp_node *node,
           const struct sp_node *end, const struct sp_window *window)
{
  struct sp_html_writer w;

  begin_segment(m, window);
  w = html_writer(m);
  for (size_t i = 0; i < m->wrappers; i++)
    sp_render_open(&w, m->wrapper[i]);
  if (node->kind == SP_NODE_KEYED)
    sp_render_keyed(&w, node, end);
  else
    sp_render_block(&w, node);
  for (size_t i = m->wrappers; i > 0; i--)
    sp_render_close(&w, m->wrapper[i - 1]);
  for (const struct sp_node *n = node; n && n != end; n = n->next) {
    if (sp_render_is_nameless(&w, n))
      continue;
    sp_buf_put(&m->text, sp_node_words(m->arena, n));
    sp_buf_putc(&m->text, ' ');
  }
}

/* The next level above the window's least from which on more addresses are
 * shown within a block (or run of keyed lines); 0: none. */
static unsigned
next_level(const struct sp_node *node, const struct sp_node *end,
           const struct sp_window *window)
{
  unsigned level = window->level_max + 1;

  for (const struct sp_node *top = node; top && top != end; top = top->next)
    for (struct sp_node *n = (struct sp_node *)top; n;
         n = sp_node_walk(top, n, false))
      if (n->url_level > window->level_min && n->url_level < level)
        level = n->url_level;
  return level <= window->level_max ? level : 0;
}

/* Where it leads to a document that only some of its readers may see, once for
 * these and once for the others. */
static void
emit_by_level(struct maker *m, const struct sp_node *node,
              const struct sp_node *end, struct sp_window window)
{
  unsigned level;

  while ((level = next_level(node, end, &window)) != 0) {
    struct sp_window below = window;

    below.level_max = level - 1;
    emit_plain(m, node, end, &below);
    window.level_min = level;
  }
  emit_plain(m, node, end, &window);
}

/* One way on, for some of those who see the step. */
struct way {
  struct sp_window window;
  struct sp_str url;
};
#define WAYS_MAX 8

/* The ways that a choice or keyed line offers within `window`: where it leads
 * to a section that not everybody sees, to that section for those who do, and
 * for the others to its `Otherwise`, if it has one; where it leads to another
 * document, nowhere for those below that one's level. */
static size_t
ways_of(const struct maker *m, const struct sp_node *node,
        const struct sp_window *window, struct way out[WAYS_MAX])
{
  const struct sp_guard known = {.kind = SP_GUARD_LEVEL,
                                 .number = node->url_level};
  const struct sp_node *section = NULL;
  struct sp_window mine[2], part[2];
  size_t count = 0, n = sp_window_cut(window, &node->guard, mine);

  if (node->anchor.len)
    section = sp_anchors_find(&m->sections, node->anchor);
  for (size_t i = 0; i < n; i++) {
    struct sp_guard others = section               ? section->guard
                             : node->url_level > 1 ? known
                                                   : (struct sp_guard){0};
    size_t parts = sp_window_cut(&mine[i], &others, part);

    for (size_t k = 0; k < parts; k++)
      out[count++] = (struct way){part[k], node->url};
    if (section ? section->url.len == 0 : node->url_level <= 1)
      continue;
    others.negated = !others.negated;
    parts = sp_window_cut(&mine[i], &others, part);
    for (size_t k = 0; k < parts; k++)
      out[count++] = (struct way){part[k], section ? section->url : SP_STR("")};
  }
  return count;
}

/* A choice is a list item; those that the same people see make one list. */
static void
emit_choices(struct maker *m, const struct sp_node *choices,
             const struct sp_window *window)
{
  struct way way[WAYS_MAX];
  bool is_list = false;

  for (const struct sp_node *n = choices->first; n; n = n->next) {
    size_t ways = ways_of(m, n, window, way);

    for (size_t i = 0; i < ways; i++) {
      struct sp_node piece = *n;
      struct sp_html_writer w;

      if (!is_live(m, &way[i].window))
        continue;
      if (is_list &&
          memcmp(&m->window, &way[i].window, sizeof(m->window)) != 0) {
        sp_buf_puts(&m->html, SP_RENDER_CHOICES_CLOSE);
        is_list = false;
      }
      begin_segment(m, &way[i].window);
      w = html_writer(m);
      if (!is_list)
        sp_buf_puts(&m->html, SP_RENDER_CHOICES_OPEN);
      is_list = true;
      piece.url = way[i].url;
      sp_render_choice(&w, &piece);
      sp_buf_put(&m->text, sp_node_words(m->arena, n));
      sp_buf_putc(&m->text, ' ');
    }
  }
  if (is_list)
    sp_buf_puts(&m->html, SP_RENDER_CHOICES_CLOSE);
}

/* A keyed line that leads where not everybody may go. */
static void
emit_led(struct maker *m, const struct sp_node *node,
         const struct sp_window *window)
{
  struct way way[WAYS_MAX];
  size_t ways = ways_of(m, node, window, way);

  for (size_t i = 0; i < ways; i++) {
    struct sp_node piece = *node;

    piece.url = way[i].url;
    piece.next = NULL;
    if (is_live(m, &way[i].window))
      emit_plain(m, &piece, NULL, &way[i].window);
  }
}

static void
emit_block(struct maker *m, const struct sp_node *node,
           const struct sp_node *end, const struct sp_window *window)
{
  struct sp_window cut[2];
  size_t n = sp_window_cut(window, &node->guard, cut);

  for (size_t i = 0; i < n; i++) {
    if (!is_live(m, &cut[i]))
      continue;
    if (node->kind == SP_NODE_CHOICES) {
      emit_choices(m, node, &cut[i]);
      continue;
    }
    if (node->kind == SP_NODE_KEYED && node->anchor.len) {
      emit_led(m, node, &cut[i]);
      continue;
    }
    if (!sp_render_is_container(node) || !has_inner_window(node) ||
        m->wrappers == WRAPPERS_MAX) {
      emit_by_level(m, node, end, cut[i]);
      continue;
    }
    m->wrapper[m->wrappers++] = node;
    emit_blocks(m, node, &cut[i]);
    m->wrappers--;
  }
}

static void
emit_blocks(struct maker *m, const struct sp_node *parent,
            const struct sp_window *window)
{
  const struct sp_node *node = parent->first, *end;

  for (; node && !m->too_large; node = end) {
    end = node->next;
    if (node->kind == SP_NODE_SECTION)
      continue;
    while (node->kind == SP_NODE_KEYED && !node->anchor.len && end &&
           end->kind == SP_NODE_KEYED && !end->anchor.len)
      end = end->next;
    emit_block(m, node, end, window);
  }
}

static void
begin_section(struct maker *m, struct sp_str anchor, struct sp_str heading,
              const struct sp_window *window)
{
  struct sp_page_section section = {.anchor = anchor,
                                    .heading = heading,
                                    .level_min = window->level_min,
                                    .level_max = window->level_max,
                                    .from = window->from,
                                    .until = window->until};

  SP_PUSH(m->arena, m->page->section, m->page->sections, m->sections_cap,
          section);
}

static void
put_paragraph(struct maker *m, const char *css, struct sp_str before,
              struct sp_str url, struct sp_str label)
{
  struct sp_html_writer w = html_writer(m);

  sp_buf_fmt(&m->html, "<p class=\"%s\">", css);
  sp_render_link(&w, "", SP_STR(""), before);
  if (label.len)
    sp_render_link(&w, "govuk-link", url, label);
  sp_buf_puts(&m->html, "</p>\n");
}

/* A section under a guard that is not of level or time says so in words, with
 * the way on for the others. */
static void
emit_guard_label(struct maker *m, const struct sp_node *node,
                 const struct sp_window *window)
{
  if (node->guard.kind == SP_GUARD_NONE || sp_guard_is_window(&node->guard) ||
      node->guard.kind == SP_GUARD_STAFF || node->guard.kind == SP_GUARD_PUBLIC)
    return;
  begin_segment(m, window);
  put_paragraph(m, "sp-guard", sp_guard_label(m->arena, &node->guard),
                SP_STR(""), SP_STR(""));
  if (node->url.len)
    put_paragraph(m, "sp-guard", SP_STR("Otherwise: "), node->url,
                  SP_STR("go on here"));
}

/* Where others see the section, these see the way on.  Its heading is ours:
 * the author's may itself be above their level. */
static void
emit_otherwise(struct maker *m, const struct sp_node *node,
               const struct sp_window *all)
{
  struct sp_guard others = node->guard;
  struct sp_window cut[2];
  size_t n;

  if (!sp_guard_is_window(&node->guard) || node->url.len == 0)
    return;
  others.negated = !others.negated;
  n = sp_window_cut(all, &others, cut);
  for (size_t i = 0; i < n; i++) {
    if (!is_live(m, &cut[i]))
      continue;
    begin_section(m, node->anchor, SP_STR("Hand over"), &cut[i]);
    begin_segment(m, &cut[i]);
    put_paragraph(m, "govuk-body", SP_STR("This part is not yours to decide. "),
                  node->url, SP_STR("Continue"));
    end_segment(m);
  }
}

static void
emit_section(struct maker *m, const struct sp_node *node,
             const struct sp_window *all)
{
  struct sp_window cut[2];
  size_t n = sp_window_cut(all, &node->guard, cut);

  for (size_t i = 0; i < n; i++) {
    if (!is_live(m, &cut[i]))
      continue;
    begin_section(m, node->anchor, node->text, &cut[i]);
    emit_guard_label(m, node, &cut[i]);
    emit_blocks(m, node, &cut[i]);
    end_segment(m);
  }
  emit_otherwise(m, node, all);
}

static void
fill_head(struct maker *m, const struct sp_window *all)
{
  const struct sp_doc *doc = m->doc;
  struct sp_page_head *head = &m->page->head;

  head->id = doc->id;
  head->title = doc->title;
  head->summary = doc->summary;
  head->service = doc->service;
  head->lang = doc->lang.len ? doc->lang : SP_STR("en");
  head->type = doc->type;
  head->level = doc->level ? doc->level : 1;
  head->reviewed = doc->reviewed;
  head->provider = doc->provider;
  head->from = all->from;
  head->until = all->until;
}

static void
fill_facts(struct maker *m)
{
  static const char *const not_facts[] = {
      "title",      "type",    "audience",      "summary",
      "service",    "owner",   "reviewed",      "review-by",
      "also-asked", "related", "redirect-from", "level"};
  const struct sp_doc *doc = m->doc;

  if (doc->type != SP_DOC_CONTACT && doc->type != SP_DOC_NOTICE)
    return;
  m->page->fact = sp_arena_array(m->arena, struct sp_page_fact, doc->fields);
  for (size_t i = 0; i < doc->fields; i++) {
    const struct sp_field *field = &doc->field[i];
    bool is_fact = field->values > 0;

    if (doc->is_night_hidden && sp_str_is(field->name, "out-of-hours"))
      is_fact = false;
    for (size_t k = 0; k < SP_ARRAY_LEN(not_facts); k++)
      is_fact = is_fact && !sp_str_is(field->name, not_facts[k]);
    for (size_t v = 0; is_fact && v < field->values; v++) {
      struct sp_str before =
          v ? m->page->fact[m->page->facts - 1].value : SP_STR("");
      struct sp_str parts[] = {before, SP_STR("; "), field->value[v]};

      m->page->fact[v ? m->page->facts - 1 : m->page->facts++] =
          (struct sp_page_fact){field->name,
                                v ? sp_arena_join(m->arena, 3, parts)
                                  : field->value[v]};
    }
  }
}

static void
fill_page(struct maker *m)
{
  const struct sp_doc *doc = m->doc;
  struct sp_page *page = m->page;

  page->audience = doc->audience;
  page->owner = doc->owner;
  page->head.review_by = doc->review_by;
  page->service_level = doc->service_level;
  page->legal = doc->legal;
  page->changed = doc->changed;
  page->provider_url = doc->provider_url;
  page->self_service = doc->self_service;
  page->sensitive = doc->sensitive;
  page->must_read = doc->must_read;
  page->also_asked = doc->also_asked;
  page->related =
      sp_arena_array(m->arena, struct sp_page_link, doc->related_links);
  for (size_t i = 0; i < doc->related_links; i++)
    page->related[page->related_count++] = (struct sp_page_link){
        doc->related_link[i].title, doc->related_link[i].url,
        doc->related_link[i].level};
  fill_facts(m);
}

struct sp_page *
sp_render_page(struct sp_arena *arena, const struct sp_doc *doc,
               enum sp_audience audience, sp_instant now)
{
  struct maker m = {.arena = arena,
                    .doc = doc,
                    .audience = audience,
                    .now = now,
                    .page = sp_arena_new(arena, struct sp_page)};
  struct sp_window all = SP_WINDOW_ALL;

  all.level_min = doc->level ? doc->level : 1;
  if (doc->from.year)
    all.from = sp_civil_begin(&doc->from);
  if (doc->until.year)
    all.until = sp_civil_end(&doc->until);
  sp_buf_init(&m.html, SP_RENDER_MAX);
  sp_buf_init(&m.text, SP_RENDER_MAX);
  for (const struct sp_node *n = doc->root->first; n; n = n->next)
    if (n->kind == SP_NODE_SECTION)
      sp_anchors_add(arena, &m.sections, n);
  sp_anchors_sort(&m.sections);
  fill_head(&m, &all);
  fill_page(&m);
  begin_section(&m, SP_STR(""), SP_STR(""), &all);
  emit_blocks(&m, doc->root, &all);
  end_segment(&m);
  for (const struct sp_node *n = doc->root->first; n; n = n->next)
    if (n->kind == SP_NODE_SECTION)
      emit_section(&m, n, &all);
  sp_buf_release(&m.html);
  sp_buf_release(&m.text);
  return m.too_large ? NULL : m.page;
}
