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

/** Save text as a file. */
export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
