// Everything can be reached and done with the keyboard, in the order of the page, and one sees where one is.

const WIDTHS = [1280, 390];
/** How often the tab key is pressed on one page at most. */
const MOST = 80;

/** What has the focus: whether it stands behind what had it before, whether it is seen, and whether it shows that it has it. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const last = window.lastFocused;
  window.lastFocused = element;
  const onward = !last || Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  const seen = box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth
    && box.bottom > 0 && box.top < innerHeight;
  const name = `${element.tagName.toLowerCase()} ${(element.textContent || element.name || "").trim().slice(0, 40)}`;
  return { onward, seen, marked, name, href: element.getAttribute("href") };
}

async function checkOrder(browser, archive, kind, width, report) {
  const place = `${archive.name} ${kind.address} at ${width}, by keyboard`;
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(archive.base + kind.address);
  for (let pressed = 0; pressed < MOST; pressed += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(focused);
    if (!now) break;
    if (pressed === 0 && !now.href?.startsWith("#")) report.fault(place, "the first stop is no skip link");
    if (!now.onward) {
      report.fault(place, `the focus goes back to: ${now.name}`);
      break;
    }
    if (!now.seen) report.fault(place, `has the focus and is not seen: ${now.name}`);
    if (!now.marked) report.fault(place, `does not show that it has the focus: ${now.name}`);
  }
  await page.close();
}

/** Presses tab until what has the focus is `wanted`. */
async function tabTo(page, wanted) {
  for (let pressed = 0; pressed < 400; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), wanted)) return true;
  }
  return false;
}

/** A reader's way: skip, search, add a filter, cancel it, open a result, go back. */
export async function walk(page, archive, report, how) {
  const place = `${archive.name} at ${page.viewportSize().width}, ${how}`;
  const demand = (holds, what) => { if (!holds) report.fault(place, what); };
  const path = () => page.url().slice(archive.base.length);
  const enter = async () => {
    await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
    await page.waitForLoadState();
  };
  await page.goto(archive.base + "/");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  demand(path() === "/#content", `the skip link leads to ${path()}`);
  await page.goto(archive.base + "/");
  demand(await tabTo(page, "#q"), "the search box cannot be reached");
  await page.keyboard.type("letter OR test");
  await enter();
  demand(/^\/search\?q=letter/.test(path()), `the search box leads to ${path()}`);
  demand(await tabTo(page, "details.adding > summary"), "`add a filter` cannot be reached");
  await page.keyboard.press("Enter");
  demand(await tabTo(page, "#since"), "the first field of a filter cannot be reached");
  await page.keyboard.type("1940");
  await enter();
  demand(/since=1940/.test(path()), `a filter was not added: ${path()}`);
  demand(await tabTo(page, ".chosen li a"), "a filter in force cannot be reached");
  await enter();
  demand(!/since=/.test(path()), `a filter was not cancelled: ${path()}`);
  const results = path();
  demand(await tabTo(page, ".entries a"), "the first result cannot be reached");
  await enter();
  demand(/^\/document\/\d+/.test(path()), `the first result leads to ${path()}`);
  await page.goBack();
  demand(path() === results, `back leads to ${path()}`);
}

/** Every kind of page, of the example in a wide window and of the hard cases in a narrow one, and a reader's way. */
export async function keyboard(browser, archive, kinds, report, each) {
  const width = archive.name === "demo" ? WIDTHS[0] : WIDTHS[1];
  await each(kinds, (kind) => checkOrder(browser, archive, kind, width, report));
  for (const width of WIDTHS) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await walk(page, archive, report, "by keyboard");
    await page.close();
  }
}
