// SPDX-License-Identifier: GPL-2.0-or-later
// What one visit to a page must show.  Each function gives a list of faults.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = [
  "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
];

// Under a strict Content-Security-Policy a script element would be refused;
// evaluating the source is not.
export async function axe(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    (values) =>
      globalThis.axe.run({ runOnly: { type: "tag", values } }).then((r) => ({
        violations: r.violations.map((v) => ({
          id: v.id,
          nodes: v.nodes.slice(0, 3).map((n) => `${n.target} ${n.html}`),
        })),
        incomplete: r.incomplete.map(
          (v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" | ")}`),
      })),
    tags,
  );
  return {
    faults: found.violations.map((v) => `axe ${v.id}: ${v.nodes.join(" | ")}`),
    notes: found.incomplete.map((text) => `axe could not tell: ${text}`),
  };
}

export async function structure(page) {
  return page.evaluate(() => {
    const faults = [];
    const all = (selector) => [...document.querySelectorAll(selector)];
    const ids = all("[id]").map((element) => element.id);
    const doubled = ids.filter((id, i) => ids.indexOf(id) !== i);

    if (all("h1").length !== 1) faults.push(`${all("h1").length} h1`);
    if (doubled.length) faults.push(`ids given twice: ${doubled}`);
    if (ids.includes("")) faults.push("an empty id");
    if (!document.documentElement.lang) faults.push("no lang");
    if (!document.title.trim()) faults.push("no title");
    if (all("main").length !== 1) faults.push("not one main");
    // A block of data (JSON-LD) is never run, and the policy lets it be.
    const data = '[type="application/ld+json"]';
    if (all(`[style], style, script:not([src], ${data})`).length)
      faults.push("inline style or script");
    // Answers to "Is this page useful?" and postcodes are all that is sent.
    if (all("form").some((form) => form.method !== "get" &&
        !["/feedback", "/your-area"].includes(form.getAttribute("action"))))
      faults.push("a form that is no GET");
    if (all("a[href='#'], a[href='']").length) faults.push("a link to nowhere");
    if (!all("footer a[href^='tel:']").length && !all("h1")[0]?.textContent
      .includes("busy")) faults.push("no phone number to call");
    for (const link of all("a[href^='#']"))
      if (!document.getElementById(decodeURIComponent(link.hash.slice(1))))
        faults.push(`nothing at ${link.hash}`);
    return faults;
  });
}

// What follows a search box does not touch it.
export async function spacing(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("main .sp-search")]
      .filter((box) => box.nextElementSibling)
      .map((box) => box.nextElementSibling.getBoundingClientRect().top -
        box.getBoundingClientRect().bottom)
      .filter((gap) => gap < 16)
      .map((gap) => `${gap} px below the search box`));
}

export async function width(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")]
      .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(-3)
      .map((e) => `${e.tagName}.${e.className}`);
    return [`scrolls sideways: ${root.scrollWidth} px; ${wide.join(", ")}`];
  });
}
