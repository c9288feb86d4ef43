// Follows the parts and pages that moved. Pages that redirect load this alone.
import { eachPage } from "./each-page.mjs";
import { splitFragment } from "./links.mjs";

/** The place that the address names, with what a calculator keeps behind it. */
export function wanted() {
  const { name, query } = splitFragment(location.hash);
  try {
    return { place: document.getElementById(decodeURIComponent(name)), rest: query && `?${query}` };
  } catch {
    // Not written by a browser; there is no such place then.
    return { place: null, rest: "" };
  }
}

function follow() {
  const { place, rest } = wanted();
  const page = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.moved-page"));
  if (place?.closest(".moved-parts")) leave(/** @type {HTMLAnchorElement} */ (place.querySelector("a")).href, rest);
  else if (page) leave(page.href, "", location.hash);
}

/**
 * @param {string} address
 * @param {string} rest what to add to the address's own fragment
 * @param {string} hash what stands in place of it
 */
function leave(address, rest, hash = "") {
  const target = new URL(address);
  target.search = location.search;
  if (hash) target.hash = hash;
  else target.hash += rest;
  // Replaced, or the way back would lead here again.
  location.replace(target.href);
}

eachPage(follow);
window.addEventListener("hashchange", follow);
