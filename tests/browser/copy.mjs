// SPDX-License-Identifier: GPL-2.0-or-later
// The residents' site as files (signpost-indexer export), from file://.
import { axe, structure, width } from "./look.mjs";

const narrow = { width: 320, height: 800 };
const wide = { width: 1280, height: 800 };
const paths = [
  "/index.html", "/search.html", "/search.html?q=bin",
  "/search.html?q=zzxqy", "/a-z/index.html", "/services/waste/index.html",
  "/waste/bin-days/index.html", "/waste/fly-tipping/index.html",
  "/notices/test-emergency/index.html",
];

// Whatever is asked for lies in the folder, and the browser has no complaint.
function listen(page, top) {
  const faults = [];
  page.on("console", (m) => faults.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => faults.push(`script: ${e.message}`));
  page.on("requestfailed", (r) => faults.push(`not loaded: ${r.url()}`));
  page.on("request", (r) => {
    if (!r.url().startsWith(`${top}/`))
      faults.push(`asks elsewhere: ${r.url()}`);
  });
  return faults;
}

async function look(browser, top, path) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  const faults = listen(page, top);
  await page.goto(top + path);
  faults.push(...(await structure(page)));
  // axe reads the styles once more by itself, which no file may.
  const heard = faults.splice(0);
  for (const size of [narrow, wide]) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      heard.push(...(await width(page)), ...(await axe(page)).faults);
    }
  }
  await context.close();
  return heard;
}

async function click(page, link) {
  await Promise.all([page.waitForNavigation(), link.click()]);
}

function expect(condition, what) {
  if (!condition) throw new Error(what);
}

async function search(page, top) {
  await page.goto(`${top}/index.html`);
  await page.locator("input[type=search]").fill("bin");
  await Promise.all([
    page.waitForNavigation(), page.keyboard.press("Enter"),
  ]);
  await page.locator(".sp-hit__link").first().waitFor();
  expect(await page.title() !== "Search", "the title has no words");
  expect(/^\d+ results? for “bin”$|^The first \d+ results/.test(
    await page.locator("#copy_count").innerText()), "no number of results");
  const titles = await page.locator(".sp-hit__link").allInnerTexts();
  expect(titles.slice(0, 5).some((title) => /bin/i.test(title)),
    `no bin: ${titles.slice(0, 5)}`);
  await click(page, page.locator(".sp-hit__link").first());
  expect((await page.locator("h1").innerText()) === titles[0],
    "not the page of the first result");
}

async function slip(page, top) {
  await page.goto(`${top}/search.html?q=pothle`);
  const titles = await page.locator(".sp-hit__link").allInnerTexts();
  expect(titles.some((title) => /pothole/i.test(title)),
    `nothing on potholes: ${titles}`);
}

// What is typed is text, not markup.
async function hostile(page, top) {
  const words = "\"><img src=x onerror=alert(1)>";
  await page.goto(`${top}/search.html?q=${encodeURIComponent(words)}`);
  expect((await page.locator("main img").count()) === 0, "it is markup");
  expect((await page.locator("input[type=search]").inputValue()) === words,
    "it is not in the field");
}

async function script(page, top) {
  const seen = new Set();
  await page.goto(`${top}/waste/fly-tipping/index.html`);
  for (let steps = 0; ; steps++) {
    const choices = page.locator(".sp-choice__link");
    if ((await choices.count()) === 0) {
      expect(steps >= 2, `an end after ${steps} steps`);
      break;
    }
    expect(steps < 20, "no end after 20 steps");
    await click(page, choices.last());
    expect(!seen.has(page.url()), `in a circle: ${page.url()}`);
    seen.add(page.url());
  }
  await click(page, page.locator(".sp-again a"));
  expect(page.url().endsWith("/waste/fly-tipping/index.html"),
    "it does not start again");
}

async function without(page, top) {
  await page.goto(`${top}/search.html`);
  await click(page, page.locator("main a[href='a-z/index.html']"));
  expect((await page.locator(".sp-list__link").count()) > 100,
    "the A to Z is short");
  await click(page, page.locator(".sp-list__link").first());
  expect(await page.locator("h1").count(), "no page");
}

const walks = [
  { name: "copy: from the home page to an answer", go: search },
  { name: "copy: a slip finds the page", go: slip },
  { name: "copy: hostile words are words", go: hostile },
  { name: "copy: a script from the first step to its end", go: script },
  { name: "copy: without scripts, the A to Z", go: without, bare: true },
];

export async function copy(browser, top, report) {
  for (const path of paths) {
    try {
      report(`copy: ${path}`, await look(browser, top, path));
    } catch (error) {
      report(`copy: ${path}`, [error.message]);
    }
  }
  for (const { name, go, bare } of walks) {
    const context = await browser.newContext({
      viewport: narrow, javaScriptEnabled: !bare,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    const faults = listen(page, top);
    try {
      await go(page, top);
      faults.push(...(await width(page)));
    } catch (error) {
      faults.push(error.message);
    }
    report(name, faults);
    await context.close();
  }
}
