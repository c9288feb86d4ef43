// Loads a file past everything that is kept of it.

/**
 * How to load a file past the browser's cache, once it is taken out of what was kept for when there is no network.
 * @param {string} address
 * @returns {Promise<RequestInit>}
 */
export async function anew(address) {
  for (const name of globalThis.caches ? await caches.keys() : []) await (await caches.open(name)).delete(address);
  return { cache: "reload" };
}
