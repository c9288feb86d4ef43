// Which calculators stand in a paper: those that this tab used, and those of a paper that was opened.
/** @import { OpenedFile, PaperEntry, StoredInputs, Texts } from "./types.d.ts" */

/** What this tab knows of one calculator. @typedef {{ inputs: Texts, files: Record<string, OpenedFile[]>, lost: string[], used: boolean, put: boolean }} InTab */

/**
 * What this tab holds for each calculator, by its name. Where two pages show one, its own page counts.
 * @param {[string, StoredInputs][]} everything by page and place on it
 * @param {Record<string, { title: string, page: string }>} known
 */
export function inTab(everything, known) {
  /** @type {Map<string, InTab>} */
  const found = new Map();
  for (const [place, typed] of everything) {
    const [path, name] = place.split(" ");
    if (!Object.hasOwn(known, name)) continue;
    const own = path.endsWith(`/${known[name].page}`);
    if (found.has(name) && !own) continue;
    const { files = {}, lost = [], inputs } = typed;
    const texts = Object.fromEntries(Object.entries(inputs).filter(([field]) => !(field in files)));
    found.set(name, { inputs: texts, files, lost, used: Boolean(typed.changed), put: Boolean(typed.put) });
  }
  return found;
}

/**
 * The calculators of a paper with what this tab has typed since: its own follow the tab, new ones come last.
 * @param {PaperEntry[]} entries
 * @param {Map<string, InTab>} tab
 * @returns {PaperEntry[]}
 */
export function merged(entries, tab) {
  const kept = entries.map((entry) => {
    const now = tab.get(entry.name);
    if (!now || !(entry.from === "tab" || now.put)) return entry;
    return { ...taken(entry, now), included: entry.included || now.put };
  });
  for (const [name, now] of tab)
    if (!entries.some((entry) => entry.name === name)) kept.push(taken({ name, note: "", included: now.used || now.put, from: "tab", inputs: {} }, now));
  return kept;
}

/**
 * An entry with what this tab has typed for its calculator.
 * @param {PaperEntry} entry
 * @param {InTab} now
 * @returns {PaperEntry}
 */
export const taken = (entry, { inputs, lost }) => ({ ...entry, from: "tab", inputs, version: 0, without: lost });

/**
 * The entries with one of them a place further up or down.
 * @param {PaperEntry[]} entries
 * @param {number} index
 * @param {number} by
 */
export function moved(entries, index, by) {
  const next = [...entries];
  next.splice(index + by, 0, ...next.splice(index, 1));
  return next;
}
