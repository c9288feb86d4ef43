// Opens files in place of the rows that a table's field holds: one, several, or those of a folder, picked or dropped.
/** @import { OpenedFile } from "./types.d.ts" */

/**
 * What a calculator does with files that were opened.
 * @typedef {object} Tools
 * @property {(table: HTMLTextAreaElement, opened: OpenedFile[], text: string, note: string) => void} opened
 * @property {(words: string) => void} tell
 * @property {AbortSignal} signal ends it when the reader leaves the page
 */

const MOST_FILES = 20_000;
// So many names are enough to see what was opened.
const NAMED = 200;

/**
 * Take files that are picked or dropped at a table's field; one picked before this was loaded is taken now.
 * @param {HTMLElement} holder
 * @param {Tools} tools
 */
export function enable(holder, tools) {
  const table = /** @type {HTMLTextAreaElement} */ (holder.querySelector("textarea"));
  const { signal } = tools;
  for (const picker of pickers(holder)) {
    const folder = picker.hasAttribute("webkitdirectory");
    if (folder) /** @type {HTMLElement} */ (picker.closest("label")).hidden = !("webkitdirectory" in picker);
    const pick = () => {
      const found = [...(picker.files ?? [])].map((file) => ({ path: (folder && file.webkitRelativePath) || file.name, file }));
      // The same file may be picked again.
      picker.value = "";
      if (found.length) open(table, found, accepted(holder), tools);
    };
    picker.addEventListener("change", pick, { signal });
    if (picker.files?.length) pick();
  }
  const over = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    holder.classList.toggle("dropping", event.type === "dragover");
  };
  holder.addEventListener("dragover", over, { signal });
  holder.addEventListener("dragleave", over, { signal });
  const drop = (/** @type {DragEvent} */ event) => {
    over(event);
    // What was dropped is known only while the event lasts.
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
    const plain = [...(event.dataTransfer?.files ?? [])].map((file) => ({ path: file.name, file }));
    if (!plain.length) return;
    (entries.length ? inside(entries) : Promise.resolve(plain)).then(
      (found) => open(table, found, accepted(holder), tools),
      (error) => tools.tell(`What you dropped cannot be read: ${error.message}. What you see is unchanged.`),
    );
  };
  holder.addEventListener("drop", drop, { signal });
}

/** @type {(holder: HTMLElement) => NodeListOf<HTMLInputElement>} */
const pickers = (holder) => holder.querySelectorAll("input[type=file]");

/** @type {(holder: HTMLElement) => string[]} */
const accepted = (holder) => (pickers(holder)[0].accept ?? "").split(",");

/**
 * The files that were dropped, and those of folders that were dropped, by their paths.
 * @param {FileSystemEntry[]} entries
 * @returns {Promise<OpenedFile[]>}
 */
async function inside(entries) {
  const waiting = [...entries];
  /** @type {OpenedFile[]} */
  const found = [];
  for (let entry = waiting.shift(); entry && found.length <= MOST_FILES; entry = waiting.shift()) {
    if (entry.isDirectory) waiting.push(...(await listed(/** @type {FileSystemDirectoryEntry} */ (entry))));
    else {
      const one = /** @type {FileSystemFileEntry} */ (entry);
      found.push({ path: one.fullPath.slice(1), file: await new Promise((give, fail) => one.file(give, fail)) });
    }
  }
  return found;
}

/**
 * @param {FileSystemDirectoryEntry} folder
 * @returns {Promise<FileSystemEntry[]>}
 */
async function listed(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const all = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((give, fail) => reader.readEntries(give, fail));
    if (!some.length) return all;
    all.push(...some);
  }
}

/**
 * Say whether a file may hold rows: what the reader named may, of a folder only what has a known ending and is not
 * hidden, as in `Table.takes`.
 * @param {string} path
 * @param {string[]} endings
 */
function mayHoldRows(path, endings) {
  const parts = path.split("/");
  const ending = path.slice(path.lastIndexOf(".")).toLowerCase();
  return parts.length === 1 || (endings.includes(ending) && !parts.some((part) => /^(\.|__)/.test(part)));
}

/**
 * @param {HTMLTextAreaElement} table
 * @param {OpenedFile[]} found
 * @param {string[]} endings
 * @param {Tools} tools
 */
function open(table, found, endings, tools) {
  const opened = found.filter(({ path }) => mayHoldRows(path, endings)).sort((one, other) => (one.path < other.path ? -1 : 1));
  const bytes = opened.reduce((sum, { file }) => sum + file.size, 0);
  const limit = Number(table.dataset.limit);
  const name = opened.length === 1 ? opened[0].path : `${count(opened.length)} files`;
  const unchanged = "What you see is unchanged.";
  if (!opened.length) return tools.tell(`None of these ${count(found.length)} files ends in ${endings.join(", ")}. ${unchanged}`);
  if (found.length > MOST_FILES) return tools.tell(`A page takes up to ${count(MOST_FILES)} files, and these are more. ${unchanged}`);
  if (bytes > limit) {
    const words = opened.length === 1 ? `has ${megabytes(bytes)}; a page takes files` : `have ${megabytes(bytes)} together; a page takes`;
    return tools.tell(`${name} ${words} up to ${megabytes(limit)}. The command line takes ${opened.length === 1 ? "files " : ""}up to 1 GB.`);
  }
  const names = opened.slice(0, NAMED).map(({ path }) => path);
  if (opened.length > NAMED) names.push(`and ${count(opened.length - NAMED)} more`);
  const size = `${name}, ${count(bytes)} bytes`;
  const left = found.length - opened.length;
  const note = left ? `Left out: ${count(left)} ${left === 1 ? "file" : "files"} of kinds that hold no labels. ` : "";
  tools.opened(table, opened, opened.length === 1 ? size : [`${size}:`, ...names].join("\n"), note);
}

const count = (/** @type {number} */ many) => many.toLocaleString("en");
const megabytes = (/** @type {number} */ bytes) => `${count(Math.round(bytes / 1e6))} MB`;
