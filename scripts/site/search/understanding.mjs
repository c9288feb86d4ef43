// Put before the theme's search, which calls these on what a reader types and on what it finds: other names for a word
// the handbook uses, words that are misspelt, and pages on which all the words stand.

/** @typedef {{score: number, terms: Record<string, boolean>}} Part */

// The build writes the names here.
const otherNames = new Map(Object.entries(/** @type {Record<string, string>} */ (JSON.parse("HANDBOOK_NAMES"))));

/**
 * Put what the handbook calls it in the place of each word that has another name here.
 * @param {string} query
 */
export function withOtherNames(query) {
  return query.replace(/[\p{L}\p{N}]+/gu, (word) => otherNames.get(word.toLowerCase()) ?? word);
}

/**
 * Let a word with which nothing begins stand for all that differ from it by one letter.
 * @param {string} query in the search's own form, where a star stands for any ending
 * @param {{invertedIndex: object}} index
 */
export function withNearWords(query, index) {
  const known = Object.keys(index.invertedIndex);
  return query.replace(/(?<=^| )(\p{L}{4,})\*(?= |$)/gu, (term, /** @type {string} */ word) =>
    known.some((other) => other.startsWith(word.toLowerCase())) ? term : `${word.toLowerCase()}~1`,
  );
}

/**
 * Put first the pages on which the most of a query's words stand, weighed with how well their best part fits.
 * @param {Part[][]} pages the parts found, page by page, the best part first
 */
export function byWordsFound(pages) {
  return pages
    .map((parts) => ({ parts, weight: parts[0].score * shareFound(parts) }))
    .sort((one, other) => other.weight - one.weight)
    .map(({ parts }) => parts);
}

/**
 * Return the share of a query's words that stand in any of these parts.
 * @param {Part[]} parts
 */
function shareFound(parts) {
  const words = Object.keys(parts[0].terms);
  return words.filter((word) => parts.some(({ terms }) => terms[word])).length / words.length;
}
