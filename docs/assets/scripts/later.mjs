// Brings the scripts that only some pages need, once they are known to be the very ones that were built.
import { anew } from "./anew.mjs";
/** @import { Later } from "./types.d.ts" */

/** The sum of each script, by its file, which the build puts here. @type {Record<string, string>} */
const SUMS = JSON.parse('{"HANDBOOK_LATER":""}');

/**
 * A script; what went wrong is said in words for the reader. What is kept damaged, or as what it is not, is loaded past
 * every cache, and run under an address that nothing is remembered for.
 * @template {keyof Later} Name
 * @param {Name} name
 * @returns {Promise<Later[Name]>}
 */
export async function later(name) {
  const address = new URL(name, import.meta.url).href;
  const come = (await run(name, address, address, { cache: "force-cache" })) ??
    (await run(name, address, `${address}?${Date.now()}`, await anew(address)));
  if (!come) throw new Error("a script that it needs is damaged or could not be loaded");
  return come;
}

/**
 * The script once it ran, and nothing where it may not.
 * @param {string} name
 * @param {string} address
 * @param {string} from
 * @param {RequestInit} how
 */
const run = (name, address, from, how) =>
  fetch(address, { ...how, integrity: SUMS[name] }).then(({ ok }) => (ok ? import(from) : null)).catch((error) => void console.warn(error));
