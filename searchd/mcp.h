/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/mcp.h - the Model Context Protocol (modelcontextprotocol.io, revision
 * 2025-06-18) as messages: what an assistant sends in the body of a POST, and
 * what it is told.  No session, no stream: one message, one reply. */
#ifndef SP_MCP_H
#define SP_MCP_H

#include "lib/base.h"

#include <jansson.h>

#define SP_MCP_REVISION "2025-06-18"

/* JSON-RPC 2.0 */
enum sp_mcp_error {
  SP_MCP_PARSE = -32700,
  SP_MCP_REQUEST = -32600,
  SP_MCP_METHOD = -32601,
  SP_MCP_PARAMS = -32602,
  SP_MCP_INTERNAL = -32603
};

struct sp_mcp_message {
  json_t *root;       /* owned: sp_mcp_end() */
  const char *method; /* the root's; NULL: it is a reply to us, or broken */
  json_t *id;         /* borrowed; NULL: a notification, which gets no reply */
  json_t *params;     /* borrowed; NULL: none */
};

/* Read a body.  0, or the code of why it is no message; *out is to be ended in
 * any case. */
int sp_mcp_read(struct sp_str body, struct sp_mcp_message *out);
void sp_mcp_end(struct sp_mcp_message *message);

/* Each gives a new value; NULL when memory is short.  They take `result`. */
json_t *sp_mcp_result(const struct sp_mcp_message *message, json_t *result);
json_t *sp_mcp_failed(const struct sp_mcp_message *message, int code,
                      const char *why);

/* Results of `initialize` and `tools/list`. */
json_t *sp_mcp_hello(const struct sp_mcp_message *message, const char *name);
json_t *sp_mcp_tools(void);

/* Result of `tools/call`: data as JSON and as text; takes `data`. */
json_t *sp_mcp_content(json_t *data);
/* A call that went wrong in a way that the assistant can mend. */
json_t *sp_mcp_wrong(const char *why);

/* The call's tool, and a text among its arguments; empty: absent, or no
 * text. */
const char *sp_mcp_tool(const struct sp_mcp_message *message);
struct sp_str sp_mcp_argument(const struct sp_mcp_message *message,
                              const char *name);

#endif
