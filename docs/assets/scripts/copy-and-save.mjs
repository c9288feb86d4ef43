// What the reader takes along: the clipboard and files.
import { made } from "./elements.mjs";

/**
 * Copy text and say so; where the browser refuses, offer it for copying by hand.
 * @param {string} text
 * @param {string} done what to say when it is copied
 * @param {(words: string | HTMLElement) => void} say
 */
export async function copy(text, done, say) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    const area = made("textarea", { value: text, readOnly: true, rows: 3, ariaLabel: "Copy this text" });
    say(area);
    area.select();
  }
}

/**
 * Save text as a file.
 * @param {string} name
 * @param {string} type the media type, without a character set
 * @param {string} text
 */
export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  made("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
