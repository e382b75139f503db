// SPDX-License-Identifier: GPL-2.0-or-later
// With the keyboard alone: what a person does, key by key.
import { axe } from "./look.mjs";

// Press Tab until `selector` has the focus.
async function tabTo(page, selector, most = 60) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement.matches(s), selector))
      return;
  }
  throw new Error(`${selector} is not reached in ${most} presses of Tab`);
}

async function enter(page) {
  await Promise.all([
    page.waitForEvent("framenavigated"),
    page.keyboard.press("Enter"),
  ]);
  await page.waitForLoadState();
}

function expect(truth, what) {
  if (!truth) throw new Error(what);
}

const heading = (page) => page.locator("h1").innerText();

export const walks = [
  {
    name: "public: the first key leads past the header",
    site: "public",
    path: "/services/waste",
    async go(page) {
      await page.keyboard.press("Tab");
      expect(
        await page.evaluate(() => document.activeElement.className) ===
          "sp-skip",
        "the first stop is not the skip link",
      );
      await enter(page);
      await page.keyboard.press("Tab");
      expect(
        await page.evaluate(() => document.activeElement.closest("main")),
        "the next stop is not in the main part",
      );
    },
  },
  {
    name: "public: a page is of no use, and why",
    site: "public",
    path: "/emergencies/flooding",
    async go(page) {
      const at = await heading(page);
      await tabTo(page, ".sp-useful__button[value=no]", 200);
      await enter(page);
      expect((await heading(page)) === "Thank you", "no thanks");
      expect(!page.url().includes("answer"), "the address has the answer");
      await tabTo(page, "textarea");
      await page.keyboard.type("x".repeat(501));
      await tabTo(page, ".sp-more__button");
      await enter(page);
      expect((await page.title()).startsWith("Error: "), "501 were taken");
      expect((await axe(page)).faults.length === 0, "axe finds faults");
      await tabTo(page, ".sp-error a");
      await enter(page);
      expect(
        await page.evaluate(() => document.activeElement.id === "words"),
        "the error does not lead to the field",
      );
      await page.keyboard.press("Control+A");
      await page.keyboard.type("No map of the river.");
      await tabTo(page, ".sp-more__button");
      await enter(page);
      expect(page.url().endsWith("/feedback/sent"), "no thanks for words");
      expect(at !== (await heading(page)), "still the page itself");
    },
  },
  {
    name: "public: a notice is hidden, and stays so",
    site: "public",
    path: "/",
    async go(page) {
      const shown = () =>
        page.locator(".sp-notice[data-notice]:visible").count();
      const before = await shown();
      expect(before > 0, "there is no notice to hide");
      await tabTo(page, ".sp-notice__hide", 200);
      await page.keyboard.press("Enter");
      expect((await shown()) === before - 1, "it is not hidden");
      expect(
        await page.evaluate(() => document.activeElement.id === "page_main"),
        "the focus is lost",
      );
      await page.reload();
      expect((await shown()) === before - 1, "it is back");
      expect(
        (await page.locator(".sp-notice--emergency .sp-notice__hide")
          .count()) === 0,
        "an emergency can be hidden",
      );
    },
  },
  {
    name: "public: a script, an answer changed",
    site: "public",
    path: "/council-tax/cant-pay",
    async go(page) {
      await tabTo(page, ".sp-choice__link", 200);
      await enter(page);
      const choice = page.locator(
        ".sp-choice__link[href*='/council-tax/cant-pay/steps/']");
      if (await choice.count()) {
        await choice.first().focus();
        await enter(page);
      }
      const said = await page.locator(".sp-trail__row").count();
      expect(said > 0, "no answers are shown");
      expect((await axe(page)).faults.length === 0, "axe finds faults");
      await tabTo(page, ".sp-trail__change a", 200);
      await enter(page);
      expect(await page.locator(".sp-answered").count(),
        "the answer given is not shown");
      await tabTo(page, ".sp-choice__link", 200);
      await enter(page);
      expect(
        (await page.locator(".sp-trail__row").count()) > 0,
        "the answers are lost",
      );
      await tabTo(page, ".sp-back__link", 200);
      await enter(page);
      expect(page.url().includes("/council-tax/cant-pay"), "back is elsewhere");
    },
  },
  {
    name: "public: from a postcode to who does what there",
    site: "public",
    path: "/",
    async go(page) {
      const clean = async () => (await axe(page)).faults.length === 0;
      await tabTo(page, "main a[href='/your-area']", 200);
      await enter(page);
      await tabTo(page, "#postcode");
      await page.keyboard.type("WX1");
      await enter(page);
      expect((await page.title()).startsWith("Error: "), "WX1 was taken");
      expect(await clean(), "axe finds faults in the error");
      await tabTo(page, ".sp-error a");
      await enter(page);
      expect(
        await page.evaluate(() => document.activeElement.id === "postcode"),
        "the error does not lead to the field",
      );
      await page.keyboard.press("Control+A");
      await page.keyboard.type("CM9 5DL");
      await enter(page);
      expect(/not in our list/.test(await heading(page)), "CM9 is ours");
      expect(await clean(), "axe finds faults in what is not ours");
      await tabTo(page, "main a[href='/your-area']", 200);
      await enter(page);
      await tabTo(page, "#postcode");
      await page.keyboard.type("wx91aa");
      await enter(page);
      expect(/Which place/.test(await heading(page)), "it is not asked where");
      expect(await clean(), "axe finds faults in the places");
      await page.setViewportSize({ width: 320, height: 800 });
      expect(
        await page.evaluate(() =>
          document.documentElement.scrollWidth <= window.innerWidth),
        "the places do not fit into 320 px",
      );
      await tabTo(page, ".sp-places a");
      await enter(page);
      expect(/^Who does what in /.test(await heading(page)), "no answer");
      expect(!/9-?1aa/i.test(page.url()), "the address has the postcode");
      expect(await clean(), "axe finds faults in the answer");
    },
  },
  {
    name: "public: from the home page to an answer",
    site: "public",
    path: "/",
    async go(page) {
      await tabTo(page, "input[type=search]", 8);
      await page.keyboard.type("flood");
      await enter(page);
      expect((await page.title()).startsWith("flood - Search"), "no results");
      await tabTo(page, ".sp-hit__link");
      await enter(page);
      expect(/flood/i.test(await heading(page)), "not the page on floods");
    },
  },
  {
    name: "public: a filter is put on and taken off",
    site: "public",
    path: "/search?q=bin",
    async go(page) {
      const before = await page.locator("#found").innerText();
      await tabTo(page, ".sp-filters__list a");
      await enter(page);
      expect(/[?&](service|type)=/.test(page.url()), "nothing was filtered");
      await tabTo(page, ".sp-chosen a");
      await enter(page);
      expect(
        (await page.locator("#found").innerText()) === before,
        "the filter did not go",
      );
    },
  },
  {
    name: "staff: a call from the first word to an outcome",
    site: "staff",
    path: "/",
    async go(page) {
      await tabTo(page, "input[type=search]", 13);
      await page.keyboard.type("missed bin");
      await enter(page);
      await tabTo(page, ".sp-hit__link[href='/waste/missed-bin']");
      await enter(page);
      for (const label of [
        "Refuse, recycling or food", "Yes", "No tag",
        "In the last 2 working days",
      ]) {
        for (;;) {
          await tabTo(page, ".sp-choice__link");
          const text = await page.evaluate(
            () => document.activeElement.textContent);
          if (text === label) break;
        }
        await enter(page);
      }
      expect((await heading(page)) === "Book a return visit", "no outcome");
      expect(
        await page.locator(".sp-line--outcome").count(),
        "the outcome is not shown",
      );
    },
  },
  {
    name: "staff: the safeguarding card is a few keys away on every step",
    site: "staff",
    path: "/waste/missed-bin/steps/tag-on-the-bin",
    async go(page) {
      await tabTo(page, ".sp-hand--red", 12);
      await enter(page);
      expect(/safeguarding/i.test(await page.title()), "not the card");
    },
  },
  {
    name: "staff: a safeguarding number is a few keys away on every step",
    site: "staff",
    path: "/waste/missed-bin/steps/tag-on-the-bin",
    async go(page) {
      await tabTo(page, ".sp-numbers .sp-tel", 14);
      const box = await page.locator(".sp-numbers .sp-tel").first()
        .boundingBox();
      expect(box.y + box.height < 300, "the number is far down the page");
    },
  },
  {
    name: "public: a sensitive page is left at once, without a way back",
    site: "public",
    path: "/homelessness/at-risk",
    async go(page) {
      for (let i = 0; i < 3; i++) await page.keyboard.press("Escape");
      await page.waitForURL(/bbc\.co\.uk/);
      await page.goBack();
      expect(!page.url().includes("homelessness"), "the way back is open");
    },
  },
];
