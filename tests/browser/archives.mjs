// The archives that are looked at: the bundled example, and one of hard cases.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { records } from "./hard.mjs";

/** Records that the tests of the pages use; they are put in too where they stand. */
const MORE_RECORDS = new URL("../../crates/web/tests/it/hard.jsonl", import.meta.url).pathname;

/** Starts a server and waits until it says where it listens. */
function start(name, binary, args) {
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => child.kill("SIGTERM");
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (data) => {
      said += data;
      const found = said.match(/http:\/\/[0-9.:]+/);
      if (found) resolve({ name, base: found[0], stop });
    });
    child.on("exit", (code) => reject(new Error(`${binary} ${args.join(" ")} ended with ${code}: ${said}`)));
  });
}

/** Runs a command to its end. */
function run(binary, args) {
  const { status, stderr } = spawnSync(binary, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${binary} ${args.join(" ")} ended with ${status}: ${stderr}`);
}

/** The bundled example. */
export function demo(binary, work) {
  const folder = join(work, "demo");
  rmSync(folder, { recursive: true, force: true });
  return start("demo", binary, ["demo", "--archive", folder, "--listen", "127.0.0.1:0"]);
}

/** Long titles, many names, many scripts, thousands of documents. */
export function hard(binary, work) {
  const folder = join(work, "hard");
  rmSync(folder, { recursive: true, force: true });
  const file = join(work, "hard.jsonl");
  writeFileSync(file, records().map((record) => JSON.stringify(record) + "\n").join(""));
  run(binary, ["import", "--archive", folder, file]);
  if (existsSync(MORE_RECORDS)) run(binary, ["import", "--archive", folder, MORE_RECORDS]);
  return start("hard", binary, ["serve", "--archive", folder, "--listen", "127.0.0.1:0"]);
}
