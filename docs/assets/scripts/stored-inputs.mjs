// Stores what was typed while the reader moves about. The theme swaps the page's content on the way to another page,
// and once even on the way to a heading of the same page; a reload starts everything anew.
import { named } from "./own-rows.mjs";
/** @import { StoredInputs } from "./types.d.ts" */

/** @type {Map<string, StoredInputs>} */
const stored = new Map();
const key = (/** @type {string} */ place) => `typed ${place}`;

/**
 * Store a form's inputs: with the files opened for them for as long as the page is not loaded anew, without them longer.
 * @param {string} place the page and the calculator on it
 * @param {StoredInputs} typed
 */
export function store(place, typed) {
  stored.set(place, typed);
  storeOverReload(place, typed);
}

/**
 * Store over a reload what can be stored: everything but files, in this tab of this browser only.
 * @param {string} place
 * @param {StoredInputs} typed
 */
export function storeOverReload(place, { inputs, files, hash, changed, put }) {
  const fields = Object.fromEntries(Object.entries(inputs).filter(([field]) => !(field in files)));
  const lost = Object.values(files).map(named);
  try {
    sessionStorage.setItem(key(place), JSON.stringify({ inputs: fields, hash, lost, changed, put }));
  } catch (error) {
    console.warn(`What was typed is not kept over a reload: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * What was stored for a place, if anything.
 * @param {string} place
 * @returns {StoredInputs | null | undefined}
 */
export function restored(place) {
  if (stored.has(place)) return stored.get(place);
  try {
    const text = sessionStorage.getItem(key(place));
    return text && { files: {}, ...JSON.parse(text) };
  } catch (error) {
    console.warn(`What was typed before could not be read: ${/** @type {Error} */ (error).message}`);
    return null;
  }
}

/**
 * What is stored for every calculator of this tab, by its place.
 * @returns {[string, StoredInputs][]}
 */
export function everything() {
  /** @type {string[]} */
  let places = [];
  try {
    places = Object.keys(sessionStorage)
      .filter((name) => name.startsWith(key("")))
      .map((name) => name.slice(key("").length));
  } catch (error) {
    console.warn(`What was typed before could not be read: ${/** @type {Error} */ (error).message}`);
  }
  const all = [...new Set([...places, ...stored.keys()])].sort();
  return all.flatMap((place) => {
    const typed = restored(place);
    return typed ? [/** @type {[string, StoredInputs]} */ ([place, typed])] : [];
  });
}
