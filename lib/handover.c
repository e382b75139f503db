/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/handover.h"

#include <jansson.h>

/* ---- what the walk has seen ---- */

static const struct sp_step *
step_of(const struct sp_leg *leg)
{
  return &leg->place.script->step[leg->place.step];
}

/* The blocks of a step, and no other step's. */
static const struct sp_node *
next_block(const struct sp_node *n)
{
  return n && n->kind != SP_NODE_SECTION ? n : NULL;
}

/* Add the words said in these blocks, also inside conditions that hold. */
static void
add_said(struct sp_arena *arena, const struct sp_handover *h,
         const struct sp_place *place, const struct sp_node *first,
         struct sp_texts *said)
{
  for (const struct sp_node *n = next_block(first); n;
       n = next_block(n->next)) {
    if (n->kind == SP_NODE_SAY)
      SP_PUSH(arena, said->item, said->count, said->cap,
              sp_node_words(arena, n));
    else if ((n->kind == SP_NODE_ONLY || n->kind == SP_NODE_ELSE) &&
             sp_call_guard(h->call, h->situation, h->answers, place, &n->guard))
      add_said(arena, h, place, n->first, said);
  }
}

static struct sp_texts
said_at(struct sp_arena *arena, const struct sp_handover *h,
        const struct sp_leg *leg)
{
  struct sp_texts said = {0};

  add_said(arena, h, &leg->place, step_of(leg)->node->first, &said);
  return said;
}

/* Has this document been named by a leg before? */
static bool
is_new_document(const struct sp_call *call, size_t i)
{
  for (size_t k = 0; k < i; k++)
    if (call->leg[k].place.script->doc == call->leg[i].place.script->doc)
      return false;
  return true;
}

/* The same name in one call is the same field. */
static bool
is_new_record(const struct sp_node *const *record, size_t n,
              const struct sp_node *node)
{
  for (size_t i = 0; i < n; i++)
    if (sp_answer_same(record[i]->text, node->text))
      return false;
  return true;
}

static const struct sp_node **
records_of(struct sp_arena *arena, const struct sp_call *call, size_t *count)
{
  const struct sp_node **record = NULL;
  size_t cap = 0;

  *count = 0;
  for (size_t i = 0; i < call->legs; i++) {
    const struct sp_step *step = step_of(&call->leg[i]);

    if (!call->leg[i].shown)
      continue;
    for (size_t r = 0; r < step->records; r++)
      if (is_new_record(record, *count, step->record[r]))
        SP_PUSH(arena, record, *count, cap, step->record[r]);
  }
  return record;
}

static const struct sp_node *
line_of(const struct sp_call *call, enum sp_key key)
{
  const struct sp_node *n = NULL;

  if (call->state == SP_CALL_ENDED)
    n = step_of(&call->leg[call->legs - 1])->node->first;
  for (; n && n->kind != SP_NODE_SECTION; n = n->next)
    if (n->kind == SP_NODE_KEYED && n->key == key)
      return n;
  return NULL;
}

/* The words of a line of the outcome, or what the document says for all. */
static struct sp_str
outcome_words(struct sp_arena *arena, const struct sp_call *call,
              enum sp_key key)
{
  const struct sp_node *line = line_of(call, key);
  const struct sp_doc *doc = sp_call_place(call)->script->doc;

  if (line)
    return sp_node_words(arena, line);
  if (key == SP_KEY_SERVICE_LEVEL)
    return doc->service_level;
  return key == SP_KEY_LEGAL ? doc->legal : SP_STR("");
}

static struct sp_str
value_of(const struct sp_handover *h, const struct sp_node *record)
{
  struct sp_str value = {0};

  if (h->value)
    value = h->value(h->ctx, record);
  if (value.len == 0 && h->answers->field)
    value = h->answers->field(h->answers->ctx, record->text);
  return value;
}

static struct sp_str
version_of(const struct sp_handover *h, const struct sp_doc *doc)
{
  return h->version ? h->version(h->ctx, doc) : SP_STR("");
}

static struct sp_str
reason_at(const struct sp_handover *h, const struct sp_leg *leg)
{
  return h->reason && step_of(leg)->judgement ? h->reason(h->ctx, &leg->place)
                                              : SP_STR("");
}

/* ---- as text ---- */

struct text {
  struct sp_arena *arena;
  const struct sp_handover *h;
  struct sp_buf *out;
};

static void
put_line(const struct text *t, const char *name, struct sp_str value)
{
  if (value.len)
    sp_buf_fmt(t->out, "%s: %.*s\n", name, SP_FMT(value));
}

static void
text_documents(const struct text *t)
{
  const struct sp_call *call = t->h->call;

  for (size_t i = 0; i < call->legs; i++) {
    const struct sp_doc *doc = call->leg[i].place.script->doc;
    struct sp_str version = version_of(t->h, doc);

    if (!is_new_document(call, i))
      continue;
    sp_buf_fmt(t->out, "%.*s (%.*s", SP_FMT(doc->title), SP_FMT(doc->id));
    if (version.len)
      sp_buf_fmt(t->out, ", version %.*s", SP_FMT(version));
    if (doc->reviewed.len)
      sp_buf_fmt(t->out, ", reviewed %.*s", SP_FMT(doc->reviewed));
    sp_buf_puts(t->out, ")\n");
  }
}

static void
text_situation(const struct text *t)
{
  const struct sp_situation *s = t->h->situation;
  struct sp_clock clock = sp_clock_at(s->now);

  sp_buf_fmt(t->out, "%04d-%02d-%02d %02d:%02d, level %u", clock.civil.year,
             clock.civil.month, clock.civil.day, clock.civil.hour,
             clock.civil.minute, s->level);
  if (s->channel.len)
    sp_buf_fmt(t->out, ", %.*s", SP_FMT(s->channel));
  if (s->area.len)
    sp_buf_fmt(t->out, ", %.*s", SP_FMT(s->area));
  sp_buf_puts(t->out, "\n\n");
}

static void
text_leg(const struct text *t, const struct sp_leg *leg, unsigned number)
{
  struct sp_texts said = said_at(t->arena, t->h, leg);

  sp_buf_fmt(t->out, "%u. %.*s", number, SP_FMT(step_of(leg)->heading));
  if (leg->answered)
    sp_buf_fmt(t->out, " - %.*s", SP_FMT(leg->edge->label));
  sp_buf_putc(t->out, '\n');
  for (size_t i = 0; i < said.count; i++)
    sp_buf_fmt(t->out, "   Said: \"%.*s\"\n", SP_FMT(said.item[i]));
  put_line(t, "   Reason", reason_at(t->h, leg));
}

static void
text_outcome(const struct text *t)
{
  const struct sp_call *call = t->h->call;

  if (call->state == SP_CALL_ENDED) {
    const struct sp_node *outcome = call->outcome;

    sp_buf_fmt(t->out, "\nOutcome: %s",
               sp_outcome_name((enum sp_outcome)outcome->number));
    if (outcome->text.len)
      sp_buf_fmt(t->out, "%s %.*s",
                 outcome->number == SP_OUTCOME_RETURN ? "" : " to",
                 SP_FMT(outcome->text));
    sp_buf_putc(t->out, '\n');
    put_line(t, "What happens next",
             outcome_words(t->arena, call, SP_KEY_HAPPENS_NEXT));
    put_line(t, "Service level",
             outcome_words(t->arena, call, SP_KEY_SERVICE_LEVEL));
    put_line(t, "Legal", outcome_words(t->arena, call, SP_KEY_LEGAL));
    put_line(t, "Hand over", outcome_words(t->arena, call, SP_KEY_HAND_OVER));
  } else if (call->state == SP_CALL_ELSEWHERE) {
    sp_buf_fmt(t->out, "\nGoes on in: %.*s\n", SP_FMT(call->way_out->target));
  }
}

void
sp_handover_text(struct sp_arena *arena, const struct sp_handover *h,
                 struct sp_buf *out)
{
  struct text t = {arena, h, out};
  size_t records;
  const struct sp_node **record = records_of(arena, h->call, &records);
  unsigned number = 0;

  text_documents(&t);
  text_situation(&t);
  for (size_t i = 0; i < h->call->legs; i++)
    if (h->call->leg[i].shown)
      text_leg(&t, &h->call->leg[i], ++number);
  for (size_t i = 0; i < h->call->results.count; i++)
    sp_buf_fmt(out, "%.*s: %.*s\n", SP_FMT(h->call->result_names.item[i]),
               SP_FMT(h->call->results.item[i]));
  if (records)
    sp_buf_putc(out, '\n');
  for (size_t i = 0; i < records; i++) {
    struct sp_str value = value_of(h, record[i]);

    sp_buf_fmt(out, "%.*s: %.*s\n", SP_FMT(record[i]->text),
               SP_FMT(value.len ? value : SP_STR("____________")));
  }
  text_outcome(&t);
}

/* ---- as JSON ---- */

static json_t *
json_str(struct sp_str s)
{
  return json_stringn(s.ptr ? s.ptr : "", s.len);
}

static void
set(json_t *object, const char *name, struct sp_str value)
{
  if (value.len)
    json_object_set_new(object, name, json_str(value));
}

static json_t *
json_documents(const struct sp_handover *h)
{
  json_t *list = json_array();

  for (size_t i = 0; i < h->call->legs; i++) {
    const struct sp_doc *doc = h->call->leg[i].place.script->doc;
    json_t *item;

    if (!is_new_document(h->call, i))
      continue;
    item = json_object();
    set(item, "id", doc->id);
    set(item, "title", doc->title);
    set(item, "version", version_of(h, doc));
    set(item, "reviewed", doc->reviewed);
    json_array_append_new(list, item);
  }
  return list;
}

static json_t *
json_texts(const struct sp_texts *texts)
{
  json_t *list = json_array();

  for (size_t i = 0; i < texts->count; i++)
    json_array_append_new(list, json_str(texts->item[i]));
  return list;
}

static json_t *
json_leg(struct sp_arena *arena, const struct sp_handover *h,
         const struct sp_leg *leg)
{
  const struct sp_step *step = step_of(leg);
  struct sp_texts said = said_at(arena, h, leg);
  json_t *item = json_object();

  set(item, "document", leg->place.script->doc->id);
  set(item, "step", step->anchor);
  set(item, "question", step->heading);
  if (said.count)
    json_object_set_new(item, "said", json_texts(&said));
  if (leg->answered)
    set(item, "answer", leg->edge->label);
  if (step->judgement)
    set(item, "judgement", sp_node_words(arena, step->judgement));
  set(item, "reason", reason_at(h, leg));
  return item;
}

static json_t *
json_path(struct sp_arena *arena, const struct sp_handover *h)
{
  json_t *list = json_array();

  for (size_t i = 0; i < h->call->legs; i++)
    if (h->call->leg[i].shown)
      json_array_append_new(list, json_leg(arena, h, &h->call->leg[i]));
  return list;
}

static json_t *
json_results(struct sp_arena *arena, const struct sp_call *call)
{
  json_t *object = json_object();

  for (size_t i = 0; i < call->results.count; i++)
    set(object, sp_arena_cstr(arena, call->result_names.item[i]),
        call->results.item[i]);
  return object;
}

static json_t *
json_records(struct sp_arena *arena, const struct sp_handover *h)
{
  json_t *list = json_array();
  size_t records;
  const struct sp_node **record = records_of(arena, h->call, &records);

  for (size_t i = 0; i < records; i++) {
    json_t *item = json_object();

    set(item, "name", record[i]->text);
    set(item, "type",
        sp_str(sp_record_name((enum sp_record)record[i]->number)));
    json_object_set_new(item, "required",
                        json_boolean(record[i]->flags & SP_FLAG_REQUIRED));
    set(item, "value", value_of(h, record[i]));
    json_array_append_new(list, item);
  }
  return list;
}

static json_t *
json_outcome(struct sp_arena *arena, const struct sp_call *call)
{
  json_t *object;

  if (call->state != SP_CALL_ENDED)
    return json_null();
  object = json_object();
  set(object, "kind",
      sp_str(sp_outcome_name((enum sp_outcome)call->outcome->number)));
  set(object, "to", call->outcome->text);
  set(object, "what_happens_next",
      outcome_words(arena, call, SP_KEY_HAPPENS_NEXT));
  set(object, "service_level",
      outcome_words(arena, call, SP_KEY_SERVICE_LEVEL));
  set(object, "legal", outcome_words(arena, call, SP_KEY_LEGAL));
  return object;
}

/* `street; bin; collection day` */
static json_t *
json_hand_over(struct sp_arena *arena, const struct sp_call *call)
{
  const struct sp_node *line = line_of(call, SP_KEY_HAND_OVER);
  struct sp_str rest = {0}, piece;
  json_t *list = json_array();

  if (line)
    rest = sp_node_words(arena, line);
  while (sp_str_split(&rest, ';', &piece))
    if (piece.len)
      json_array_append_new(list, json_str(piece));
  return list;
}

static int
put_json(const char *bytes, size_t n, void *out)
{
  sp_buf_put(out, sp_str_n(bytes, n));
  return 0;
}

void
sp_handover_json(struct sp_arena *arena, const struct sp_handover *h,
                 struct sp_buf *out)
{
  const struct sp_situation *s = h->situation;
  json_t *whole = json_object();

  set(whole, "at", sp_when_rfc3339(arena, s->now));
  json_object_set_new(whole, "level", json_integer(s->level));
  set(whole, "area", s->area);
  set(whole, "channel", s->channel);
  json_object_set_new(whole, "documents", json_documents(h));
  json_object_set_new(whole, "path", json_path(arena, h));
  json_object_set_new(whole, "results", json_results(arena, h->call));
  json_object_set_new(whole, "record", json_records(arena, h));
  json_object_set_new(whole, "outcome", json_outcome(arena, h->call));
  json_object_set_new(whole, "hand_over", json_hand_over(arena, h->call));
  json_dump_callback(whole, put_json, out, JSON_COMPACT);
  json_decref(whole);
}
