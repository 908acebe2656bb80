// What was found wrong, each fault once with the places where it shows.

export class Report {
  #faults = new Map();

  /** Something is wrong at a place. */
  fault(place, what) {
    const places = this.#faults.get(what) ?? [];
    places.push(place);
    this.#faults.set(what, places);
  }

  /** Does a part of the work and says how long it took. */
  async timed(name, work) {
    const start = Date.now();
    const result = await work();
    console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
    return result;
  }

  /** Prints all faults; the exit code. */
  finish() {
    for (const [what, places] of this.#faults) {
      const more = places.length > 4 ? ` and ${places.length - 4} more` : "";
      console.error(`\n${what}\n  at ${places.slice(0, 4).join("\n  at ")}${more}`);
    }
    console.log(this.#faults.size === 0 ? "nothing wrong" : `${this.#faults.size} things are wrong`);
    return this.#faults.size === 0 ? 0 : 1;
  }
}
