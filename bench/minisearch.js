// SPDX-License-Identifier: GPL-2.0-or-later
// minisearch behind Node's HTTP server, for bench/peers:
// node minisearch.js MODULE DOCUMENTS PORT
"use strict";
const fs = require("fs");
const http = require("http");
const readline = require("readline");

const [module_, documents, port] = process.argv.slice(2);
const MiniSearch = require(`${module_}/dist/cjs/index.cjs`);
const index = new MiniSearch({
  fields: ["title", "body"],
  storeFields: ["title"],
  searchOptions: { boost: { title: 3 }, combineWith: "AND" },
});

function answer(request, response) {
  const q = new URL(request.url, "http://localhost").searchParams.get("q");
  const hits = index.search(q || "").slice(0, 10);
  const body = JSON.stringify(
    hits.map(({ id, title, score }) => ({ id, title, score })));
  response.writeHead(200, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}

async function main() {
  const lines = readline.createInterface({
    input: fs.createReadStream(documents),
  });
  for await (const line of lines) index.add(JSON.parse(line));
  http.createServer(answer).listen(Number(port), "127.0.0.1");
}

main();
