// SPDX-License-Identifier: GPL-2.0-or-later
// What can be told of a page without a browser: its markup, and its weight.
import http from "node:http";
import { gzipSync } from "node:zlib";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

const validator = new HtmlValidate(new FileSystemConfigLoader());
const here = new URL("page.html", import.meta.url).pathname;

export async function markup(address) {
  const html = await (await fetch(address)).text();
  const { results } = await validator.validateString(html, here);
  return {
    html,
    faults: results.flatMap((r) =>
      r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`),
    ),
  };
}

// Bytes of one body as they come over the wire.
function bytes(address) {
  return new Promise((resolve, reject) => {
    const headers = { "Accept-Encoding": "gzip" };
    http
      .get(address, { headers }, (reply) => {
        let sum = 0;
        reply.on("data", (chunk) => (sum += chunk.length));
        reply.on("end", () => resolve(sum));
        reply.on("error", reject);
      })
      .on("error", reject);
  });
}

// A page and all that it asks for.  The page itself is compressed by the front.
export async function weight(address, html) {
  const assets = [...html.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(
    (m) => new URL(m[1], address).href,
  );
  const sizes = await Promise.all([...new Set(assets)].map(bytes));
  return sizes.reduce((a, b) => a + b, gzipSync(html).length);
}
