/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_task.c - a task as a guide: its steps are a list. */
#include "lib/dita_parts.h"

#include "lib/text.h"

const char *
sp_dita_task_heading(const struct sp_xml_el *el)
{
  switch ((enum sp_dita_type)el->type) {
  case DITA_PREREQ:
    return "Before you start";
  case DITA_RESULT:
    return "Result";
  case DITA_POSTREQ:
    return "What to do next";
  case DITA_TASKTROUBLE:
    return "If something goes wrong";
  default:
    return NULL;
  }
}

/* "Optional: " before a step that need not be done. */
static struct sp_str
importance(const struct sp_xml_el *step)
{
  struct sp_str value = sp_xml_attr(step, "importance");

  return sp_str_is(value, "optional")   ? SP_STR("Optional: ")
         : sp_str_is(value, "required") ? SP_STR("Required: ")
                                        : SP_STR("");
}

void
sp_dita_step_rest(struct sp_dita *d, const struct sp_xml_el *step,
                  struct sp_node *into)
{
  const struct sp_xml_el *el = step->first;

  while (el && !d->x->over) {
    if (el->name.len && el->type == DITA_CMD) {
      el = el->next;
      continue;
    }
    el = sp_dita_flow_one(d, el, into);
  }
}

static void
put_cmd(struct sp_dita *d, const struct sp_xml_el *step, struct sp_node *item)
{
  const struct sp_xml_el *cmd = sp_dita_child(step, DITA_CMD);
  struct sp_str before = importance(step);
  struct sp_node *inner, *text;

  if (!cmd)
    return;
  inner = sp_dita_enter(d, cmd, item);
  sp_dita_mark(d, cmd, SP_STR(""));
  sp_dita_flow(d, cmd->first, inner);
  if (before.len && inner->first && inner->first->kind == SP_NODE_PARA) {
    struct sp_node *para = inner->first;

    text = sp_dita_new(d, SP_NODE_TEXT, cmd);
    text->text = before;
    text->parent = para;
    text->next = para->first;
    para->first = text;
  }
  sp_dita_leave(d, cmd, item, inner);
}

static void
read_step(struct sp_dita *d, const struct sp_xml_el *step, size_t number,
          struct sp_node *list)
{
  struct sp_node *item = sp_dita_new(d, SP_NODE_ITEM, step);
  struct sp_node *inner = sp_dita_enter(d, step, item);

  sp_dita_mark(d, step, sp_arena_fmt(d->x->arena, "step %zu", number));
  put_cmd(d, step, inner);
  sp_dita_step_rest(d, step, inner);
  sp_dita_leave(d, step, item, inner);
  if (item->first)
    sp_node_append(list, item);
}

/* A stepsection stands between two lists, the second of which counts on. */
void
sp_dita_steps(struct sp_dita *d, const struct sp_xml_el *steps,
              struct sp_node *into)
{
  struct sp_node *list = NULL;
  unsigned number = 1;

  for (const struct sp_xml_el *el = steps->first; el; el = el->next) {
    if (el->name.len == 0 || el->type == DITA_META)
      continue;
    if (el->type != DITA_STEP) {
      if (list && list->first)
        sp_node_append(into, list);
      list = NULL;
      sp_dita_block(d, el, into);
      continue;
    }
    if (!list) {
      list = sp_dita_new(d, SP_NODE_LIST, el);
      list->flags = steps->type == DITA_STEPS ? SP_FLAG_ORDERED : SP_FLAG_TIGHT;
      list->number = steps->type == DITA_STEPS ? number : 0;
    }
    read_step(d, el, number, list);
    number++;
  }
  if (list && list->first)
    sp_node_append(into, list);
}
