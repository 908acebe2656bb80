// Follows every link without a browser: no link is broken, none is redirected twice, every page says what it is.

/** Combinations of filters are endless; two at a time, and so many addresses in all, show each kind of link. */
const MOST_SEARCHES = 900;
const MOST_PARAMETERS = 2;
/** Pages without parameters are all asked for in the example, and so many of them in an archive of thousands of documents. */
const MOST_PAGES = 600;

const decode = (text) => text
  .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
  .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
  .replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const all = (html, expression) => [...html.matchAll(expression)].map((found) => decode(found[1]).trim());

/** What every page must have, as [name, how many, expression]. */
const DEMANDS = [
  ["lang", 1, /<html [^>]*lang="([^"]+)"/g],
  ["title", 1, /<title>([^<]+)<\/title>(?=[\s\S]*<\/head>)/g],
  ["description", 1, /<meta name="description" content="([^"]+)"/g],
  ["h1", 1, /<h1[^>]*>([\s\S]*?\S[\s\S]*?)<\/h1>/g],
  ["main", 1, /(<main[ >])/g],
  ["header of the site", 1, /<body[^>]*>[\s\S]*?(<header[ >])/g],
  ["footer of the site", 1, /<\/main>[\s\S]*?(<footer[ >])/g],
];

function checkPage(archive, place, html, status, report) {
  for (const [name, count, expression] of DEMANDS) {
    const found = all(html, expression);
    if (found.length !== count) report.fault(place, `the page has ${found.length} of: ${name}`);
  }
  if (!/<nav[^>]*aria-label/.test(html)) report.fault(place, "no labelled navigation");
  const canonical = all(html, /<link rel="canonical" href="([^"]+)"/g);
  if (status === 200 && canonical.length !== 1) report.fault(place, `the page has ${canonical.length} canonical links`);
  // Search engines want to be told the whole address.
  if (canonical.some((link) => !link.startsWith(`${archive.base}/`))) report.fault(place, "the canonical link is not whole");
  if (/<script|\son[a-z]+="|\sstyle="|<style/.test(html)) report.fault(place, "a script or style within the page");
}

/** The links of a page as [address, fragment]. */
function links(html, base, address) {
  const found = all(html, /\s(?:href|src|action)="([^"]*)"/g);
  return found.map((link) => new URL(link, base + address))
    .filter((url) => url.origin === base)
    .map((url) => [url.pathname + url.search, url.hash.slice(1)]);
}

/** Asks for an address; follows one redirect and reports a second. */
async function fetchOnce(archive, address, from, report) {
  let answer = await fetch(archive.base + address, { redirect: "manual" });
  if (answer.status >= 300 && answer.status < 400) {
    const next = answer.headers.get("location");
    await answer.arrayBuffer();
    answer = await fetch(new URL(next, archive.base), { redirect: "manual" });
    if (answer.status >= 300 && answer.status < 400) report.fault(from, `${address} is redirected twice`);
    return { answer, redirected: true };
  }
  return { answer, redirected: false };
}

/** All pages as a map from address to HTML. */
export async function crawl(archive, report) {
  const waiting = [["/", "start"]];
  const seen = new Set(["/"]);
  const pages = new Map();
  const fragments = [];
  const room = { pages: archive.name === "demo" ? Infinity : MOST_PAGES, searches: MOST_SEARCHES };
  const worker = async () => {
    while (waiting.length > 0) {
      const [address, from] = waiting.shift();
      const { answer, redirected } = await fetchOnce(archive, address, from, report);
      const place = `${archive.name} ${address} (from ${from})`;
      const body = await answer.text();
      if (answer.status !== 200) report.fault(place, `a link is broken: ${answer.status}`);
      if (!answer.headers.get("content-type")?.startsWith("text/html")) continue;
      checkPage(archive, place, body, answer.status, report);
      // A page links to where things are, not to where they were.
      if (redirected) report.fault(place, `a page links to an address that redirects`);
      pages.set(address, body);
      for (const [link, fragment] of links(body, archive.base, address)) {
        if (fragment) fragments.push([place, link, fragment]);
        const parameters = new URL(archive.base + link).searchParams.size;
        const sort = parameters === 0 ? "pages" : "searches";
        if (parameters <= MOST_PARAMETERS && room[sort] > 0 && !seen.has(link)) {
          room[sort] -= 1;
          seen.add(link);
          waiting.push([link, address]);
        }
      }
    }
  };
  await worker();
  for (const [place, link, fragment] of fragments) {
    const page = pages.get(link);
    if (page && !page.includes(`id="${decodeURIComponent(fragment)}"`)) report.fault(place, `no such place: ${link}#${fragment}`);
  }
  return pages;
}
