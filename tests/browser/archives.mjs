// The archives that are looked at: the bundled example, and one of hard cases.

import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { records } from "./hard.mjs";

/** Records that the tests of the pages use; they are put in too where they stand. */
const MORE_RECORDS = new URL("../../crates/web/tests/it/hard.jsonl", import.meta.url).pathname;

/** A port that is free now. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a server that knows its own address, and waits until it listens. */
async function start(name, binary, args) {
  const listen = `127.0.0.1:${await freePort()}`;
  const base = `http://${listen}`;
  const env = { ...process.env, FONDS_SITE_ADDRESS: base, FONDS_SITE_DESCRIPTION: "An archive for tests." };
  const child = spawn(binary, [...args, "--listen", listen], { env, stdio: ["ignore", "pipe", "ignore"] });
  const stop = () => child.kill("SIGTERM");
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (said) => String(said).includes(base) && resolve({ name, base, stop }));
    child.on("exit", (code) => reject(new Error(`${binary} ${args.join(" ")} ended with ${code}`)));
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
  return start("demo", binary, ["demo", "--archive", folder]);
}

/** Long titles, many names, many scripts, thousands of documents. */
export function hard(binary, work) {
  const folder = join(work, "hard");
  rmSync(folder, { recursive: true, force: true });
  const file = join(work, "hard.jsonl");
  writeFileSync(file, records().map((record) => JSON.stringify(record) + "\n").join(""));
  run(binary, ["import", "--archive", folder, file]);
  if (existsSync(MORE_RECORDS)) run(binary, ["import", "--archive", folder, MORE_RECORDS]);
  return start("hard", binary, ["serve", "--archive", folder]);
}
