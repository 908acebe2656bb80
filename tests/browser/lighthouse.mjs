// Lighthouse on every kind of page of the example: node lighthouse.mjs BINARY WORK TOOLS [KIND…]
//
// Prints performance, accessibility, best practices and search engines, each of 100; ends with 1 if one is below 95.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { demo } from "./archives.mjs";
import { crawl } from "./crawl.mjs";
import { kinds } from "./kinds.mjs";
import { Report } from "./report.mjs";

const LEAST = 95;
const [binary, work, tools, ...wanted] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(tools, "node_modules", file)));
const { default: lighthouse } = await load("lighthouse/core/index.js");
const { launch } = await load("chrome-launcher/dist/index.js");

/** Pages that say that something is not there are not to be found by search engines. */
const isForReaders = ({ name }) => !/^(not-found|no-document|search-(none|beyond|odd|filters|words))/.test(name);

mkdirSync(work, { recursive: true });
const archive = await demo(binary, work);
const browser = await launch({
  chromePath: process.env.CHROMIUM,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
let low = 0;
try {
  const pages = await crawl(archive, new Report());
  const found = kinds(archive, pages).filter(isForReaders).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  console.log("performance accessibility best-practices seo");
  for (const { name, address } of found) {
    const { lhr } = await lighthouse(archive.base + address, { port: browser.port, logLevel: "silent" });
    const scores = Object.values(lhr.categories).map(({ score }) => Math.round(score * 100));
    console.log(scores.map((score) => String(score).padStart(4)).join(" "), ` ${name} ${address}`);
    for (const { title, auditRefs } of Object.values(lhr.categories)) {
      for (const { id, weight } of auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 0.9) console.log(`       ${title}: ${audit.title} ${audit.displayValue ?? ""}`);
      }
    }
    if (scores.some((score) => score < LEAST)) low += 1;
  }
} finally {
  browser.kill();
  archive.stop();
}
console.log(low === 0 ? `every score is ${LEAST} or more` : `${low} pages have a score below ${LEAST}`);
process.exit(low === 0 ? 0 : 1);
