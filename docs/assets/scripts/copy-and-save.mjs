// What the reader takes along: the clipboard and files.
import { made } from "./elements.mjs";
/** @import { SavedFile } from "./types.d.ts" */

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
 * Save text, or bytes, as a file.
 * @param {string} name
 * @param {string} type the media type, without a character set
 * @param {string | Uint8Array<ArrayBuffer>} contents
 */
export function save(name, type, contents) {
  const kind = typeof contents === "string" ? `${type};charset=utf-8` : type;
  const address = URL.createObjectURL(new Blob([contents], { type: kind }));
  made("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * Save a file as Python gives it: its text, or its bytes in base 64.
 * @param {SavedFile} file
 */
export const saveReply = ({ name, type, text, base64 }) =>
  save(name, type, text ?? Uint8Array.from(atob(base64 ?? ""), (sign) => sign.charCodeAt(0)));
