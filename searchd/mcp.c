/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/mcp.h"

#include "config.h"

int
sp_mcp_read(struct sp_str body, struct sp_mcp_message *out)
{
  json_t *id;

  *out = (struct sp_mcp_message){0};
  out->root = json_loadb(body.ptr, body.len, JSON_REJECT_DUPLICATES, NULL);
  if (out->root == NULL)
    return SP_MCP_PARSE;
  if (!json_is_object(out->root))
    return SP_MCP_REQUEST;
  id = json_object_get(out->root, "id");
  if (json_is_string(id) || json_is_integer(id))
    out->id = id;
  else if (id != NULL)
    return SP_MCP_REQUEST;
  if (!json_is_string(json_object_get(out->root, "jsonrpc")) ||
      strcmp(json_string_value(json_object_get(out->root, "jsonrpc")), "2.0"))
    return SP_MCP_REQUEST;
  out->params = json_object_get(out->root, "params");
  if (out->params != NULL && !json_is_object(out->params))
    return SP_MCP_PARAMS;
  out->method = json_string_value(json_object_get(out->root, "method"));
  if (out->method == NULL && json_object_get(out->root, "result") == NULL &&
      json_object_get(out->root, "error") == NULL)
    return SP_MCP_REQUEST;
  return 0;
}

void
sp_mcp_end(struct sp_mcp_message *message)
{
  json_decref(message->root);
  *message = (struct sp_mcp_message){0};
}

static json_t *
id_of(const struct sp_mcp_message *message)
{
  return message->id != NULL ? json_incref(message->id) : json_null();
}

json_t *
sp_mcp_result(const struct sp_mcp_message *message, json_t *result)
{
  return json_pack("{s:s, s:o, s:o}", "jsonrpc", "2.0", "id", id_of(message),
                   "result", result);
}

json_t *
sp_mcp_failed(const struct sp_mcp_message *message, int code, const char *why)
{
  return json_pack("{s:s, s:o, s:{s:i, s:s}}", "jsonrpc", "2.0", "id",
                   id_of(message), "error", "code", code, "message", why);
}

/* The revision that the client asks for, when we speak it as well: what we use
 * is the same in all of them. */
static const char *
revision_of(const struct sp_mcp_message *message)
{
  static const char *const spoken[] = {SP_MCP_REVISION, "2025-11-25"};
  const char *asked =
      json_string_value(json_object_get(message->params, "protocolVersion"));

  for (size_t i = 0; asked != NULL && i < SP_ARRAY_LEN(spoken); i++)
    if (strcmp(asked, spoken[i]) == 0)
      return spoken[i];
  return SP_MCP_REVISION;
}

json_t *
sp_mcp_hello(const struct sp_mcp_message *message, const char *name)
{
  return json_pack(
      "{s:s, s:{s:{}}, s:{s:s, s:s, s:s}, s:s}", "protocolVersion",
      revision_of(message), "capabilities", "tools", "serverInfo", "name",
      "signpost", "title", name, "version", PACKAGE_VERSION, "instructions",
      "Guidance that the council has approved for residents. Search first, then"
      " read the page that fits. Quote what it says, with its address and the"
      " date on which it was last reviewed. If nothing fits, say so and give "
      "the"
      " council's phone number.");
}

static json_t *
tool(const char *name, const char *title, const char *about, json_t *properties,
     const char *required)
{
  return json_pack("{s:s, s:s, s:s, s:{s:s, s:o, s:[s], s:b}, s:{s:b, s:b}}",
                   "name", name, "title", title, "description", about,
                   "inputSchema", "type", "object", "properties", properties,
                   "required", required, "additionalProperties", 0,
                   "annotations", "readOnlyHint", 1, "openWorldHint", 0);
}

json_t *
sp_mcp_tools(void)
{
  json_t *search =
      json_pack("{s:{s:s, s:s, s:i}}", "query", "type", "string", "description",
                "What the person needs, in their own words", "maxLength", 2048);
  json_t *read =
      json_pack("{s:{s:s, s:s}}", "id", "type", "string", "description",
                "A page's id as search gives it, such as"
                " waste/bin-days");

  return json_pack(
      "{s:[o, o]}", "tools",
      tool("search", "Search the council's guidance",
           "Finds pages for residents: what to do, who does it, what it costs,"
           " whom to call. Gives up to ten pages, the best first.",
           search, "query"),
      tool("read", "Read a page",
           "Gives the whole text of one page, with its sections, address and"
           " the date on which it was last reviewed.",
           read, "id"));
}

json_t *
sp_mcp_content(json_t *data)
{
  char *text = data != NULL ? json_dumps(data, JSON_COMPACT) : NULL;
  json_t *made;

  if (text == NULL) {
    json_decref(data);
    return NULL;
  }
  made = json_pack("{s:[{s:s, s:s}], s:o, s:b}", "content", "type", "text",
                   "text", text, "structuredContent", data, "isError", 0);
  free(text);
  return made;
}

json_t *
sp_mcp_wrong(const char *why)
{
  return json_pack("{s:[{s:s, s:s}], s:b}", "content", "type", "text", "text",
                   why, "isError", 1);
}

const char *
sp_mcp_tool(const struct sp_mcp_message *message)
{
  const char *name =
      json_string_value(json_object_get(message->params, "name"));

  return name != NULL ? name : "";
}

struct sp_str
sp_mcp_argument(const struct sp_mcp_message *message, const char *name)
{
  json_t *value =
      json_object_get(json_object_get(message->params, "arguments"), name);

  if (!json_is_string(value))
    return (struct sp_str){"", 0};
  return sp_str_n(json_string_value(value), json_string_length(value));
}
