// The kinds of pages, found by walking: of each the fullest page, and some states that no link leads to.

/** The pattern of an address: ids and slugs as names. */
export function pattern(address) {
  const [path] = address.split("?");
  return path.replace(/\/\d+(?=\/|\.|$)/, "/{id}").replace(/\{id\}\/.+$/, "{id}/{slug}");
}

/** States of the search and answers to what is not there. */
const STATES = [
  ["search-words", "/search?q=railway"],
  ["search-filters", "/search?q=test+OR+cable&type=cable&since=1948&until=1950&undated=1"],
  ["search-none", "/search?q=nothingissocalled"],
  ["search-none-with-filters", "/search?q=nothingissocalled&type=cable&since=1949"],
  ["search-beyond", "/search?page=9999"],
  ["search-odd", "/search?q=%22open+(title%3A&colour=red"],
  ["not-found", "/nowhere/at-all.html"],
  ["no-document", "/document/999999"],
];

/** Kinds as `{name, address}`; `pages` are addresses with their HTML. */
export function kinds(archive, pages) {
  const fullest = new Map();
  for (const [address, html] of pages) {
    const key = pattern(address);
    const plain = !address.includes("?");
    const known = fullest.get(key);
    // An address without parameters stands for its kind where there is one.
    if (!known || (plain && !known.plain) || (plain === known.plain && html.length > known.length)) {
      fullest.set(key, { address, plain, length: html.length });
    }
  }
  const found = [...fullest].map(([key, { address }]) => ({
    name: key.replace(/\{|\}/g, "").split("/").filter(Boolean).join("-") || "home", address,
  }));
  return [...found, ...STATES.map(([name, address]) => ({ name, address }))];
}
