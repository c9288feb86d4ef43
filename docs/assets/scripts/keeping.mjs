// What the reader takes along: the clipboard and files.

/** Copy text and say so; where the browser refuses, offer it for copying by hand. */
export async function copy(text, done, say) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.readOnly = true;
    area.rows = 3;
    area.setAttribute("aria-label", "Copy this text");
    say(area);
    area.select();
  }
}

/** Save text, or bytes, as a file. */
export function save(name, type, contents) {
  const kind = typeof contents === "string" ? `${type};charset=utf-8` : type;
  const address = URL.createObjectURL(new Blob([contents], { type: kind }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Save a file as Python gives it: its text, or its bytes in base 64. */
export const saveReply = ({ name, type, text, base64 }) =>
  save(name, type, text ?? Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
