// The fragment that holds a scenario, read as Python's show/links.py reads it, by the same cases. Python alone writes it.

const LONGEST = 8192;

// "17.125" in a field has two readings; in a link a point is the decimal mark, so a nought makes it unmistakable.
export const unmistakable = (/** @type {string} */ text) => (/^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text);

/**
 * The place that a fragment names, and what a calculator keeps behind a question mark.
 * @param {string} fragment
 */
export function splitFragment(fragment) {
  const [name, ...query] = fragment.replace(/^#/, "").split("?");
  return { name, query: query.join("?") };
}

/**
 * What a fragment says, or why it is refused.
 * @param {string} fragment from the number sign on
 * @param {number} version today's version of the model
 * @returns {{name: string, inputs: Record<string, string>, version: number, pins: string[]} | {refused: string}}
 */
export function read(fragment, version) {
  if (fragment.length > LONGEST) return { refused: `it is longer than ${LONGEST.toLocaleString("en")} characters` };
  const { name, query } = splitFragment(fragment);
  /** @type {Record<string, string>} */
  const inputs = Object.create(null);
  /** @type {Record<string, string>} */
  const pins = Object.create(null);
  // Else a question mark at its beginning would be left out.
  for (const [key, value] of new URLSearchParams(`&${query}`)) {
    if (key in inputs || key in pins) return { refused: `it gives ${key.slice(0, 40)} twice` };
    if (key.startsWith("pin.")) pins[key] = value;
    else inputs[key] = unmistakable(value);
  }
  const given = inputs.version ?? String(version);
  delete inputs.version;
  if (!/^\d{1,6}$/.test(given) || Number(given) < 1 || Number(given) > version)
    return { refused: "its model version does not exist here" };
  // Spread into a plain object, which keeps even a name that means something to JavaScript.
  return { name, inputs: { ...inputs }, version: Number(given), pins: Object.values(pins) };
}
