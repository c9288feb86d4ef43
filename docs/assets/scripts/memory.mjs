// Keeps what was typed while the reader moves about. The theme swaps the page's content on the way to another page,
// and once even on the way to a heading of the same page; a reload starts everything anew.

const kept = new Map();
const name = (place) => `typed ${place}`;

/** Keep a form's fields, the files opened for them, and the address they were typed under. */
export function keep(place, { inputs, files, hash }) {
  kept.set(place, { inputs, files, hash });
}

/** Keep over a reload what can be kept: everything but files, in this tab of this browser only. */
export function keepOverReload(place, { inputs, files, hash }) {
  const fields = Object.fromEntries(Object.entries(inputs).filter(([field]) => !(field in files)));
  const lost = Object.values(files).map((file) => file.name);
  try {
    sessionStorage.setItem(name(place), JSON.stringify({ inputs: fields, hash, lost }));
  } catch (error) {
    console.warn(`What was typed is not kept over a reload: ${error.message}`);
  }
}

/** What was kept for a place, or null; `lost` names the files that must be opened again. */
export function recall(place) {
  if (kept.has(place)) return kept.get(place);
  try {
    const text = sessionStorage.getItem(name(place));
    return text && { files: {}, ...JSON.parse(text) };
  } catch (error) {
    console.warn(`What was typed before could not be read: ${error.message}`);
    return null;
  }
}
