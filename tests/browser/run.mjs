// Tests the reading room in a browser: node run.mjs BINARY WORK PICTURES
//
// Serves the example and an archive of hard cases from WORK with BINARY, and looks at every kind of page in both.
// Pictures go to PICTURES. Ends with 1 if anything is wrong.

import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { demo, hard } from "./archives.mjs";
import { crawl } from "./crawl.mjs";
import { keyboard } from "./keyboard.mjs";
import { kinds } from "./kinds.mjs";
import { validate } from "./nu.mjs";
import { Report } from "./report.mjs";
import { scriptless } from "./scriptless.mjs";
import { visit } from "./visit.mjs";

const [binary, work, pictures] = process.argv.slice(2);
if (!pictures) {
  console.error("usage: node run.mjs BINARY WORK PICTURES");
  process.exit(2);
}

/** Does `work` for every item, some at a time. */
async function each(items, work, atOnce = 3) {
  const waiting = [...items];
  const worker = async () => {
    while (waiting.length > 0) await work(waiting.shift());
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Looks at every kind of page of one archive. */
async function examine(browser, archive, report) {
  const pages = await report.timed(`${archive.name}: crawl`, () => crawl(archive, report));
  const found = kinds(archive, pages);
  console.log(`${archive.name}: ${pages.size} pages of ${found.length} kinds`);
  await report.timed(`${archive.name}: axe, overflow, pictures`, () =>
    each(found, (kind) => visit(browser, archive, kind, pictures, report)));
  await report.timed(`${archive.name}: keyboard`, () => keyboard(browser, archive, found, report, each));
  await report.timed(`${archive.name}: without scripts`, () => scriptless(browser, archive, found, report, each));
  return found;
}

mkdirSync(work, { recursive: true });
const report = new Report();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const archives = [];
try {
  archives.push(await demo(binary, work), await hard(binary, work));
  const all = [];
  for (const archive of archives) {
    for (const kind of await examine(browser, archive, report)) all.push({ archive, kind });
  }
  await report.timed("Nu HTML checker", () => validate(all, work, report));
} finally {
  await browser.close();
  for (const archive of archives) archive.stop();
}
process.exit(report.finish());
