// Put before the theme's search, which calls these on what a reader types and on what it finds: other names for a word
// the handbook uses, words that are misspelt, and pages on which all the words stand.

/** @typedef {{location: string, score: number, terms: Record<string, boolean>}} Part */
/** @typedef {{intersect: (other: object) => {toArray: () => string[]}}} Words */
/** @typedef {{fromFuzzyString: (word: string, letters: number) => object}} Near */
/** @typedef {{invertedIndex: Record<string, Record<string, object>>, tokenSet: Words & {constructor: Near}}} Index */

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
 * Where words stand that differ by one letter from a word of the last query with which nothing begins, by that word.
 * @type {Map<string, Set<string>>}
 */
const near = new Map();

/**
 * Let a word with which nothing begins stand for all that differ from it by one letter.
 * @param {string} query in the search's own form, where a star stands for any ending
 * @param {Index} index
 */
export function withNearWords(query, index) {
  const known = Object.keys(index.invertedIndex);
  near.clear();
  return query.replace(/(?<=^| )(\p{L}{4,})\*(?= |$)/gu, (term, /** @type {string} */ typed) => {
    const word = typed.toLowerCase();
    if (known.some((other) => other.startsWith(word))) return term;
    near.set(word, placesNear(word, index));
    return `${word}~1`;
  });
}

/**
 * Return the places of all words that differ from this one by one letter.
 * @param {string} word
 * @param {Index} index
 */
function placesNear(word, { tokenSet, invertedIndex }) {
  const words = tokenSet.intersect(tokenSet.constructor.fromFuzzyString(word, 1)).toArray();
  return new Set(words.flatMap((one) => Object.values(invertedIndex[one]).flatMap((places) => Object.keys(places))));
}

/**
 * Put first the pages on which the most of a query's words stand, or words near to them, weighed with how well their
 * best part fits.
 * @param {Part[][]} pages the parts found, page by page, the best part first
 */
export function byWordsFound(pages) {
  for (const { terms, location } of pages.flat())
    for (const [word, places] of near) if (word in terms) terms[word] = places.has(location);
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
