// SPDX-License-Identifier: GPL-2.0-or-later
// Both sites in a real browser; prints TAP.
//
//   SP_PUBLIC_URL, SP_STAFF_URL   where they answer, without a slash at the end
//   SP_EMPTY_URL                  a server without an index; may be absent
//   SP_COPY_URL                   the site as files; may be absent
//   SP_CHROMIUM                   the browser; /usr/bin/chromium
import { chromium } from "playwright-core";
import { copy } from "./copy.mjs";
import { axe, spacing, structure, width } from "./look.mjs";
import { markup, weight } from "./markup.mjs";
import { pages } from "./pages.mjs";
import { walks } from "./walk.mjs";

const FIRST_VIEW_MAX = 60 * 1024;
const narrow = { width: 320, height: 800 };
const wide = { width: 1280, height: 800 };
const url = {
  public: process.env.SP_PUBLIC_URL,
  staff: process.env.SP_STAFF_URL,
  empty: process.env.SP_EMPTY_URL,
};
const sites = Object.keys(pages).filter((site) => url[site]);

let count = 0;
let failed = 0;
function report(name, faults, notes = []) {
  count++;
  if (faults.length) failed++;
  console.log(`${faults.length ? "not ok" : "ok"} ${count} - ${name}`);
  for (const line of [...faults, ...notes])
    console.log(`# ${String(line).replace(/\s+/g, " ").slice(0, 600)}`);
}

// What the browser itself has to say of a page.
function listen(page, spec, site) {
  const faults = [];
  page.on("console", (m) => {
    // Chromium says so of every page whose status is an error.
    if (!(spec.status && m.text().includes("Failed to load resource")))
      faults.push(`console: ${m.text()}`);
  });
  page.on("pageerror", (e) => faults.push(`script: ${e.message}`));
  page.on("requestfailed", (r) => faults.push(`not loaded: ${r.url()}`));
  page.on("response", (r) => {
    if (!r.url().startsWith(url[site]))
      faults.push(`asks elsewhere: ${r.url()}`);
    if (r.status() !== 200 && r.request().resourceType() !== "document")
      faults.push(`${r.status()} ${r.url()}`);
  });
  return faults;
}

async function open(context, site, spec) {
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  const heard = listen(page, spec, site);
  const reply = await page.goto(url[site] + spec.path);
  if (reply.status() !== (spec.status ?? 200))
    heard.push(`status ${reply.status()}`);
  return { page, heard };
}

// One load, seen in four ways.
async function look(context, site, spec) {
  const { page, heard } = await open(context, site, spec);
  const first = [...(await structure(page))];
  for (const size of [narrow, wide]) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const seen = await axe(page);
      report(
        `${site}: ${spec.name}, ${size.width} px, ${colorScheme}`,
        [...first.splice(0), ...heard.splice(0), ...(await width(page)),
          ...(await spacing(page)), ...seen.faults],
        seen.notes,
      );
    }
  }
  const scripts = await page.locator("script").count();
  await page.close();
  return scripts;
}

// Without scripts nothing may be missing.  axe is a script itself; a page that
// has scripts is shown to it with them not loaded, one that has none is the
// page that it has seen already.
async function lookWithout(browser, bare, site, spec, scripts) {
  const { page, heard } = await open(bare, site, spec);
  const faults = [...(await structure(page))];
  for (const size of [narrow, wide]) {
    await page.setViewportSize(size);
    faults.push(...(await width(page)));
  }
  await page.close();
  if (scripts) {
    const context = await browser.newContext({ viewport: narrow });
    await context.route("**/*.js", (route) => route.abort());
    const other = await context.newPage();
    await other.goto(url[site] + spec.path);
    faults.push(...(await axe(other)).faults);
    await context.close();
  }
  report(`${site}: ${spec.name}, without scripts`, [...heard, ...faults]);
}

async function lookAtAll(browser) {
  for (const site of sites) {
    const still = { viewport: narrow, reducedMotion: "reduce" };
    const context = await browser.newContext(still);
    const bare = await browser.newContext({
      ...still,
      javaScriptEnabled: false,
    });
    for (const spec of pages[site]) {
      try {
        const scripts = await look(context, site, spec);
        await lookWithout(browser, bare, site, spec, scripts);
      } catch (error) {
        report(`${site}: ${spec.name}`, [error.message]);
      }
    }
    await context.close();
    await bare.close();
  }
}

async function walkAll(browser) {
  for (const walk of walks) {
    const context = await browser.newContext({ viewport: wide });
    // Nothing outside is reached.
    await context.route(
      (target) => !target.href.startsWith(url[walk.site]),
      (route) => route.fulfill({ body: "elsewhere" }),
    );
    const page = await context.newPage();
    const faults = [];
    page.setDefaultTimeout(60000);
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

async function readAll() {
  for (const site of sites)
    for (const spec of pages[site]) {
      const address = url[site] + spec.path;
      const { html, faults } = await markup(address);
      const sum = await weight(address, html);
      if (sum > FIRST_VIEW_MAX) faults.push(`${sum} bytes at first view`);
      report(`${site}: ${spec.name}, markup and weight`, faults);
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
  await readAll();
  await lookAtAll(browser);
  await walkAll(browser);
  if (process.env.SP_COPY_URL)
    await copy(browser, process.env.SP_COPY_URL, report);
} finally {
  await browser.close();
}
console.log(`1..${count}`);
process.exitCode = failed ? 1 : 0;
