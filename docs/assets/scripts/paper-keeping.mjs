// Keeps what is typed into a paper: in this tab, over pages and reloads.
/** @import { PaperState } from "./types.d.ts" */

const KEY = "decision-paper";
/** @type {PaperState | undefined} */
let state;

/**
 * The paper of this tab.
 * @returns {PaperState}
 */
export function kept() {
  try {
    state ??= JSON.parse(sessionStorage.getItem(KEY) ?? "null") ?? undefined;
  } catch (error) {
    console.warn(`Your paper could not be read: ${/** @type {Error} */ (error).message}`);
  }
  return state ?? { details: {}, calculators: [] };
}

/**
 * Keep the paper, and say whether it will outlast a reload.
 * @param {PaperState} paper
 */
export function keep(paper) {
  state = paper;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(paper));
    return true;
  } catch {
    return false;
  }
}
