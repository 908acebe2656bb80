// The Nu HTML checker on every kind of page, and on the style sheet.

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import vnu from "vnu-jar";

/** Checks all pages in one run, because starting the checker takes longer than checking. */
export async function validate(all, work, report) {
  if (spawnSync("java", ["-version"]).status !== 0) {
    console.log("skipped: the Nu HTML checker, because there is no Java");
    return;
  }
  const folder = join(work, "pages");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const places = new Map();
  for (const { archive, kind } of all) {
    const file = `${archive.name}-${kind.name}.html`;
    const html = await (await fetch(archive.base + kind.address)).text();
    writeFileSync(join(folder, file), html);
    places.set(file, `${archive.name} ${kind.address}`);
    const sheet = html.match(/<link rel="stylesheet" href="([^"]+)"/)?.[1];
    if (sheet && !places.has("style.css")) {
      writeFileSync(join(folder, "style.css"), await (await fetch(archive.base + sheet)).text());
      places.set("style.css", sheet);
    }
  }
  const args = ["-jar", vnu, "--format", "json", "--stdout", "--also-check-css", folder];
  const { stdout, stderr } = spawnSync("java", args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (!stdout.startsWith("{")) throw new Error(`the Nu HTML checker said: ${stderr}`);
  for (const { type, subType, url, lastLine, message } of JSON.parse(stdout).messages) {
    if (type === "info" && subType !== "warning") continue;
    report.fault(`${places.get(basename(url))}, line ${lastLine}`, `Nu ${subType ?? type}: ${message}`);
  }
}
