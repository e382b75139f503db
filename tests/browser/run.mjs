// SPDX-License-Identifier: GPL-2.0-or-later
// Both sites in a real browser; prints TAP.
//
//   SP_PUBLIC_URL, SP_STAFF_URL   where they answer, without a slash at the end
//   SP_EMPTY_URL                  a server without an index; may be absent
//   SP_CHROMIUM                   the browser; /usr/bin/chromium
import { chromium } from "playwright-core";
import { HtmlValidate, FileSystemConfigLoader } from "html-validate";
import { axe, structure, width } from "./look.mjs";
import { pages } from "./pages.mjs";
import { walks } from "./walk.mjs";

const FIRST_VIEW_MAX = 60 * 1024;
const url = {
  public: process.env.SP_PUBLIC_URL,
  staff: process.env.SP_STAFF_URL,
  empty: process.env.SP_EMPTY_URL,
};
const faces = [
  { name: "320 px, light", width: 320, colorScheme: "light" },
  { name: "320 px, dark", width: 320, colorScheme: "dark" },
  { name: "1280 px, light", width: 1280, colorScheme: "light" },
  { name: "1280 px, dark", width: 1280, colorScheme: "dark" },
  { name: "320 px, no scripts", width: 320, colorScheme: "light",
    scripts: false },
  { name: "1280 px, no scripts", width: 1280, colorScheme: "light",
    scripts: false },
];

let count = 0;
let failed = 0;
function report(name, faults, notes = []) {
  count++;
  if (faults.length) failed++;
  console.log(`${faults.length ? "not ok" : "ok"} ${count} - ${name}`);
  for (const line of [...faults, ...notes])
    console.log(`# ${String(line).replace(/\s+/g, " ").slice(0, 600)}`);
}

// Bytes as they came over the wire, of the page and all that it needs.
async function weight(responses) {
  const sizes = await Promise.all(
    responses.map((r) => r.request().sizes().catch(() => null)));
  return sizes.reduce((sum, s) => sum + (s ? s.responseBodySize : 0), 0);
}

const view = (face) => ({
  viewport: { width: face.width, height: 800 },
  colorScheme: face.colorScheme,
});

// axe is a script itself.  Where a page has none, it looks at the page with
// ours not loaded.
async function axeWithout(browser, site, spec, face) {
  const context = await browser.newContext(view(face));
  await context.route("**/*.js", (route) => route.abort());
  const page = await context.newPage();
  await page.goto(url[site] + spec.path);
  const seen = await axe(page);
  await context.close();
  return seen;
}

async function visit(context, site, spec, face) {
  const page = await context.newPage();
  const faults = [];
  const responses = [];
  page.on("console", (m) => {
    // Chromium says so of every page whose status is an error.
    if (!(spec.status && m.text().includes("Failed to load resource")))
      faults.push(`console: ${m.text()}`);
  });
  page.on("pageerror", (e) => faults.push(`script: ${e.message}`));
  page.on("requestfailed", (r) => faults.push(`not loaded: ${r.url()}`));
  page.on("response", (r) => responses.push(r));

  const reply = await page.goto(url[site] + spec.path);
  if (reply.status() !== (spec.status ?? 200))
    faults.push(`status ${reply.status()}`);
  for (const r of responses.slice(1))
    if (r.status() !== 200) faults.push(`${r.status()} ${r.url()}`);
  const elsewhere = responses.filter((r) => !r.url().startsWith(url[site]));
  if (elsewhere.length) faults.push(`asks elsewhere: ${elsewhere[0].url()}`);
  faults.push(...(await structure(page)), ...(await width(page)));
  const seen = face.scripts === false
    ? await axeWithout(context.browser(), site, spec, face)
    : await axe(page);
  faults.push(...seen.faults);
  const bytes = await weight(responses);
  if (site !== "staff" && bytes > FIRST_VIEW_MAX)
    faults.push(`${bytes} bytes at first view`);
  report(`${site}: ${spec.name}, ${face.name}`, faults, seen.notes);
  await page.close();
}

async function lookAtAll(browser) {
  for (const face of faces) {
    for (const site of Object.keys(pages)) {
      if (!url[site]) continue;
      const context = await browser.newContext({
        ...view(face),
        javaScriptEnabled: face.scripts !== false,
      });
      for (const spec of pages[site]) {
        // Each is a first view.
        await context.clearCookies();
        try {
          await visit(context, site, spec, face);
        } catch (error) {
          report(`${site}: ${spec.name}, ${face.name}`, [error.message]);
        }
      }
      await context.close();
    }
  }
}

async function walkAll(browser) {
  for (const walk of walks) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
    });
    // Nothing outside is reached.
    await context.route(
      (target) => !target.href.startsWith(url[walk.site]),
      (route) => route.abort(),
    );
    const page = await context.newPage();
    const faults = [];
    page.setDefaultTimeout(15000);
    try {
      await page.goto(url[walk.site] + walk.path);
      await walk.go(page);
    } catch (error) {
      faults.push(error.message);
    }
    report(walk.name, faults);
    await context.close();
  }
}

async function validateAll() {
  const loader = new FileSystemConfigLoader();
  const validator = new HtmlValidate(loader);
  for (const site of Object.keys(pages)) {
    if (!url[site]) continue;
    for (const spec of pages[site]) {
      const html = await (await fetch(url[site] + spec.path)).text();
      const result = await validator.validateString(
        html, new URL("page.html", import.meta.url).pathname);
      report(
        `${site}: ${spec.name}, markup`,
        result.results.flatMap((r) =>
          r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`)),
      );
    }
  }
}

if (!url.public || !url.staff) {
  console.log("Bail out! SP_PUBLIC_URL and SP_STAFF_URL must be set");
  process.exit(3);
}
const browser = await chromium.launch({
  executablePath: process.env.SP_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
    "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
try {
  await validateAll();
  await lookAtAll(browser);
  await walkAll(browser);
} finally {
  await browser.close();
}
console.log(`1..${count}`);
process.exitCode = failed ? 1 : 0;
