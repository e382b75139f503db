// SPDX-License-Identifier: GPL-2.0-or-later
// Drop from govuk-frontend's stylesheet what our pages never show: the parts
// that are GOV.UK's face, and its yellow focus, for which site.css has its own.
//
//   node prune.mjs < govuk-frontend.min.css > govuk.css
import { readFileSync, writeFileSync } from "node:fs";

const unwanted = [
  "accordion",
  "cookie-banner",
  "crest",
  "exit-this-page",
  "feedback",
  "file-upload",
  "footer",
  "frontend-supported",
  "generic-header",
  "header",
  "language-navigation",
  "logo",
  "phase-banner",
  "service-navigation",
  "skip-link",
  "task-list",
].map((name) => new RegExp(`\\.govuk-${name}(?![a-z])`));

function keeps(selector) {
  if (/:focus(?!-)/.test(selector)) return false;
  // "header" is a part of other names too: .govuk-table__header stays.
  return !unwanted.some((pattern) => pattern.test(selector));
}

// The place after the block that opens at `from`, strings and comments skipped.
function blockEnd(css, from) {
  let depth = 0;
  for (let i = from; i < css.length; i++) {
    const c = css[i];
    if (c === '"' || c === "'") {
      i = css.indexOf(c, i + 1);
      if (i < 0) break;
    } else if (c === "{") depth++;
    else if (c === "}" && --depth === 0) return i + 1;
  }
  throw new Error("a block has no end");
}

// Commas outside brackets part selectors.
function parts(list) {
  const out = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < list.length; i++) {
    if (list[i] === "(" || list[i] === "[") depth++;
    else if (list[i] === ")" || list[i] === "]") depth--;
    else if (list[i] === "," && depth === 0) {
      out.push(list.slice(start, i));
      start = i + 1;
    }
  }
  out.push(list.slice(start));
  return out;
}

function prune(css) {
  let out = "";
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at);
    const end = css.indexOf(";", at);
    if (open < 0 || (end >= 0 && end < open && css[at] === "@")) {
      out += end < 0 ? css.slice(at) : css.slice(at, end + 1);
      if (end < 0) break;
      at = end + 1;
      continue;
    }
    const close = blockEnd(css, open);
    const prelude = css.slice(at, open);
    const body = css.slice(open + 1, close - 1);
    at = close;
    if (/^@(media|supports|layer)/.test(prelude)) {
      const inner = prune(body);
      if (inner) out += `${prelude}{${inner}}`;
    } else if (prelude.startsWith("@")) {
      out += `${prelude}{${body}}`;
    } else {
      const kept = parts(prelude).filter(keeps);
      if (kept.length) out += `${kept.join(",")}{${body}}`;
    }
  }
  return out;
}

const css = readFileSync(0, "utf8").replace(/\/\*[\s\S]*?\*\//g, "").trim();
const out = prune(css);
if (/GDS|crest|crown|url\(/i.test(out))
  throw new Error("something of GOV.UK's face is left");
writeFileSync(1, `/* Of govuk-frontend: govuk-frontend.LICENCE.txt */\n${out}\n`);
