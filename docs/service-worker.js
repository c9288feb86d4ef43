// Keeps what was read for when there is no network. Pages come from the network whenever there is one, so nobody
// reads a stale page; what is named by its contents, as the runtime's folder is, can never be stale and is kept.
// The build fills in the two names: of this version of the site, and of the runtime's folder.
/** @typedef {ExtendableEvent & { addRoutes?: (rules: object[]) => void }} InstallEvent */

const VERSION = "HANDBOOK_VERSION";
const RUNTIME = "HANDBOOK_RUNTIME";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = worker.registration.scope;
const path = new URL(scope).pathname;
const ours = `handbook ${path} `;
const PAGES = `${ours}pages ${VERSION}`;
const FILES = `${ours}runtime ${RUNTIME}`;

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  // Where browsers can, what is named by its contents passes this worker by; it may take longer to start than Python.
  /** @type {InstallEvent} */ (event).addRoutes?.([
    { condition: { urlPattern: { pathname: `${path}runtime/*` } }, source: { cacheName: FILES } },
    { condition: { urlPattern: { pathname: `${path}assets/scripts/*` } }, source: { cacheName: PAGES } },
    { condition: { urlPattern: { pathname: `${path}assets/styles/*` } }, source: { cacheName: PAGES } },
  ]);
});

// No navigation preload, which an earlier version had: without a network Firefox then shows its own error page.
worker.addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([tidy(), worker.registration.navigationPreload?.disable()])),
);

// A file with its hash in its name: our scripts and styles, and the theme's.
const NAMED_BY_CONTENTS = /^assets\/[^?]+\.[0-9a-f]{8}\.(min\.)?(css|js|mjs)$/;

// Pages kept by an earlier version stay readable without a network; they are replaced as soon as there is one.
async function tidy() {
  const pages = await caches.open(PAGES);
  for (const name of await caches.keys()) {
    if (!name.startsWith(ours) || name === PAGES || name === FILES) continue;
    if (name.startsWith(`${ours}pages`)) {
      const old = await caches.open(name);
      for (const request of await old.keys()) {
        const response = await old.match(request);
        if (response && !(await pages.match(request))) await keep(pages, request, response);
      }
    }
    await caches.delete(name);
  }
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const place = request.url.slice(scope.length);
  if (place.startsWith("runtime/")) event.respondWith(fromCache(event));
  else if (NAMED_BY_CONTENTS.test(place)) event.respondWith(keptFirst(event));
  else event.respondWith(fromNetwork(event));
});

/** @param {FetchEvent} event */
async function fromCache({ request }) {
  const kept = await find(FILES, request);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (request.cache !== "only-if-cached") throw error;
    // The browser's own cache has not got it either, which is all that was asked.
    return new Response("", { status: 504 });
  }
}

/** @param {FetchEvent} event */
async function keptFirst(event) {
  return (await find(PAGES, event.request)) ?? fromNetwork(event);
}

/** @param {FetchEvent} event */
async function fromNetwork(event) {
  const { request } = event;
  let response;
  try {
    response = await fetch(request);
  } catch (error) {
    const kept = await find(PAGES, request);
    if (kept) return kept;
    if (request.mode === "navigate") return await sorry();
    throw error;
  }
  return alsoKept(event, PAGES, response);
}

/**
 * Full storage must not cost the reader the answer, so a refusal to keep is let pass.
 * @param {Cache} cache
 * @param {Request | string} request
 * @param {Response} response
 */
async function keep(cache, request, response) {
  try {
    await cache.put(request, response);
  } catch (error) {
    console.warn(`Not kept for offline: ${messageOf(error)}`);
  }
}

const messageOf = (/** @type {unknown} */ error) => /** @type {Error} */ (error).message;

/** @type {(event: FetchEvent, name: string, response: Response) => Response} */
function alsoKept(event, name, response) {
  if (response.status !== 200 || response.redirected) return response;
  const copy = response.clone();
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => keep(cache, event.request.url.replace(/[?#].*$/, ""), copy))
      .catch((error) => console.warn(`Not kept for offline: ${messageOf(error)}`)),
  );
  return response;
}

/** @type {(name: string, request: Request) => Promise<Response | undefined>} */
async function find(name, request) {
  try {
    const cache = await caches.open(name);
    return await cache.match(request.url.replace(/[?#].*$/, ""));
  } catch (error) {
    console.warn(`The kept copies cannot be read: ${messageOf(error)}`);
    return undefined;
  }
}

async function sorry() {
  const kept = await keptPages();
  const ways = kept.length ? `<h2>What was saved</h2><ul>${kept.join("")}</ul>` : "";
  const page =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>No network</title>' +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">' +
    "<h1>There is no network, and this page was not saved</h1>" +
    `<p><a href="${scope}">Go to the first page</a>, or come back when you are connected.</p>${ways}</html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** Links to the pages that can be read now; their titles are markup of our own, as the pages have it. */
async function keptPages() {
  try {
    const cache = await caches.open(PAGES);
    const found = [];
    for (const { url } of await cache.keys()) {
      if (!url.startsWith(scope) || !url.endsWith("/")) continue;
      const title = /<title>([^<]*)/.exec((await (await cache.match(url))?.text()) ?? "")?.[1];
      if (title) found.push(`<li><a href="${url}">${title}</a></li>`);
    }
    return found.sort();
  } catch (error) {
    console.warn(`The kept copies cannot be read: ${messageOf(error)}`);
    return [];
  }
}
