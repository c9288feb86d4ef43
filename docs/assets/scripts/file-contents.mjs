// Reads what a reader opened, in the worker, so that a long file never holds up the page.
/** @import { OpenedFile, Question } from "./types.d.ts" */

/** @param {Blob} file */
const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

/**
 * One file alone, or the path and the bytes of each.
 * @param {OpenedFile[]} opened
 */
async function together(opened) {
  if (opened.length === 1) return bytesOf(opened[0].file);
  const found = [];
  for (const { path, file } of opened) found.push([path, await bytesOf(file)]);
  return found;
}

/**
 * The bytes of opened files by field, or the field of the first that cannot be read.
 * @param {Question["files"]} files
 */
export async function contentsOf(files) {
  const contents = new Map();
  for (const [field, file] of Object.entries(files)) {
    try {
      contents.set(field, await (file instanceof Blob ? bytesOf(file) : together(file)));
    } catch {
      return { contents: null, unreadable: field };
    }
  }
  return { contents, unreadable: "" };
}
