// One kind of page as readers see it: axe, overflow, console, other origins, pictures.
//
// Each page is loaded once and then looked at in every width and colour, because loading takes longer than looking.

import { mkdirSync } from "node:fs";
import axe from "axe-core";

/** Widths of windows, in pixels, with the width to which a page must still shrink without being cut. */
const WIDTHS = [[1280, 1280], [390, 320]];
const HEIGHT = 900;
/** The size of letters, in percent, at which a page must not be wider than its window. */
const ZOOM = 200;

/** Which element sticks out of the window, if any does. */
function overflow() {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const wide = [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > room + 1)
    .at(-1);
  return wide ? `${wide.tagName.toLowerCase()} in ${wide.parentElement.className}` : "some element";
}

async function checkOverflow(page, place, report) {
  const wide = await page.evaluate(overflow);
  if (wide) report.fault(`${place}: ${wide}`, "the page is wider than the window");
}

/** Other colours change nothing but contrast, so only that is looked at again. */
async function checkAxe(page, place, report, onlyContrast) {
  const options = { preload: false, resultTypes: ["violations"] };
  if (onlyContrast) options.runOnly = ["color-contrast"];
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), options);
  for (const { id, help, nodes } of violations) {
    report.fault(`${place}: ${nodes[0].target.join(" ")} (${nodes.length})`, `axe ${id}: ${help}`);
  }
}

function listen(page, archive, kind, report) {
  const place = `${archive.name} ${kind.address}`;
  page.on("console", (message) => {
    // That a page says 404 is no fault of a page that is not there.
    if (!/status of 4\d\d/.test(message.text())) report.fault(place, `the console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => report.fault(place, `the page fails: ${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(archive.base)) report.fault(place, `asks another place: ${request.url()}`);
  });
}

/** Looks at one kind of page. */
export async function visit(browser, archive, kind, pictures, report) {
  const folder = `${pictures}/${archive.name}`;
  mkdirSync(folder, { recursive: true });
  const context = await browser.newContext({ viewport: { width: WIDTHS[0][0], height: HEIGHT } });
  const page = await context.newPage();
  listen(page, archive, kind, report);
  await page.goto(archive.base + kind.address);
  await page.evaluate(axe.source);
  for (const [width, least] of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    for (const scheme of ["light", "dark"]) {
      const place = `${archive.name} ${kind.address} at ${width}, ${scheme}`;
      await page.emulateMedia({ colorScheme: scheme });
      await checkAxe(page, place, report, scheme === "dark");
      await page.screenshot({ path: `${folder}/${kind.name}-${width}-${scheme}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: least, height: HEIGHT });
    await checkOverflow(page, `${archive.name} ${kind.address} at ${least}`, report);
  }
  await page.setViewportSize({ width: WIDTHS[0][0], height: HEIGHT });
  await page.evaluate((size) => { document.documentElement.style.fontSize = `${size}%`; }, ZOOM);
  await checkOverflow(page, `${archive.name} ${kind.address} with letters of ${ZOOM} %`, report);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  await page.emulateMedia({ colorScheme: "light" });
  await page.pdf({ path: `${folder}/${kind.name}.pdf`, format: "A4" });
  await context.close();
}
