// With scripts switched off everything is there, and every form leads somewhere.

import { walk } from "./keyboard.mjs";

/** Sends one form of a page as a reader would who typed one word where he may. */
async function send(page, archive, kind, index, report) {
  const place = `${archive.name} ${kind.address}, form ${index + 1}, without scripts`;
  await page.goto(archive.base + kind.address);
  const form = page.locator("form").nth(index);
  const field = form.locator("input:not([type=hidden])").first();
  if (await field.count() === 0) return;
  // The field may be folded away, within one fold or several.
  for (const fold of await page.locator("details:not([open])", { has: field }).locator("> summary").all()) {
    if (!await field.isVisible()) await fold.click();
  }
  await field.fill("test");
  const [answer] = await Promise.all([page.waitForNavigation(), field.press("Enter")]);
  if (!answer || answer.status() !== 200) report.fault(place, `the form is answered with ${answer?.status()}`);
}

/** Every form of every kind of page, and a reader's way. */
export async function scriptless(browser, archive, kinds, report, each) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  await each(kinds, async (kind) => {
    const page = await context.newPage();
    await page.goto(archive.base + kind.address);
    const forms = await page.locator("form").count();
    for (let index = 0; index < forms; index += 1) await send(page, archive, kind, index, report);
    await page.close();
  });
  const page = await context.newPage();
  await walk(page, archive, report, "without scripts");
  await context.close();
}
