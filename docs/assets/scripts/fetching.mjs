// Fetches the files of the runtime: counted while they come, and checked to be the very bytes that were built.
import { anew } from "./anew.mjs";
import { files, runtime } from "./runtime.mjs";

// Ours, whatever Pyodide is given while it starts.
export const fetch = self.fetch.bind(self);

export const messageOf = (/** @type {any} */ error) => String(error?.message ?? error);

export const WASM_TYPE = "application/wasm";

/** Counts the bytes that have come, and tells the share of all that were expected. */
export class Counter {
  /**
   * @param {(share: number) => void} progress
   * @param {string[]} names of the files that are expected whatever else is
   */
  constructor(progress, names) {
    this.progress = progress;
    this.last = 0;
    /** @type {Map<string, number>} */
    this.received = new Map();
    for (const name of names) this.expect(name);
  }

  /** @param {string} name */
  expect(name) {
    this.received.set(name, 0);
  }

  /**
   * Compressed and plain sizes differ, so a file counts by the share of it that has come.
   * @param {string} name
   * @param {number} bytes
   */
  add(name, bytes) {
    const before = this.received.get(name);
    if (before === undefined) return;
    this.received.set(name, before + bytes);
    let [sum, whole] = [0, 0];
    for (const [known, size] of this.received) {
      sum += Math.min(1, size / files[known].size) * files[known].wire;
      whole += files[known].wire;
    }
    const share = Math.floor((100 * sum) / whole) / 100;
    if (share <= this.last) return;
    this.last = share;
    this.progress(share);
  }
}

/**
 * By the browser's own clock, which a busy worker does not hold up; at the latest when the script is there.
 * @param {string} name
 * @param {Promise<unknown>} imported
 */
export async function speedOf(name, imported) {
  const timed = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (!list.getEntriesByName(runtime + name).length) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({ type: "resource", buffered: true });
  });
  await Promise.race([timed, imported]);
  const [entry] = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByName(runtime + name));
  return entry ? (8000 * entry.encodedBodySize) / Math.max(1, entry.responseEnd - entry.responseStart) : Infinity;
}

/**
 * What the browser keeps of files that will be used: asking for it is half of fetching it.
 * @type {Map<string, Response>}
 */
const atHand = new Map();

/**
 * @param {string} name
 * @param {boolean} [used] whether it will be fetched if it is kept
 */
export async function isKept(name, used = false) {
  const response = await kept(name);
  const here = response?.status === 200;
  if (response && here && used) atHand.set(name, response);
  else await response?.body?.cancel();
  return here;
}

/**
 * How the browser keeps a file, as a refusal for one; nothing where it has none.
 * @param {string} name
 */
async function kept(name) {
  try {
    return await fetch(runtime + name, { cache: "only-if-cached", mode: "same-origin" });
  } catch {
    // How browsers say that they do not have it.
    return undefined;
  }
}

/** What went wrong, in words for the reader. */
export class Trouble extends Error {
  // The file that came and is not what was built, if that is known.
  file = "";
}

/**
 * @param {string} name
 * @param {RequestInit} [how]
 */
export async function fetched(name, how) {
  const known = how ? undefined : atHand.get(name);
  if (known) {
    atHand.delete(name);
    return known;
  }
  const response = await fetch(runtime + name, how).catch(() => null);
  if (!response?.ok) throw new Trouble(`${name} could not be loaded${response ? ` (the server answered ${response.status})` : ""}`);
  return response;
}

/**
 * What the browser keeps of a file must be the very bytes that were built: its own check costs next to nothing.
 * @param {string} name
 */
export async function checked(name) {
  await fetch(runtime + name, { cache: "force-cache", integrity: files[name].integrity }).catch(() => {
    throw damaged(name);
  });
}

/**
 * Whether what the browser keeps of a file, if anything, can be used.
 * @param {string} name
 */
async function isSound(name) {
  const response = await kept(name);
  await response?.body?.cancel();
  if (!response || response.status === 504) return true;
  const runs = !name.endsWith("js") || response.headers.get("Content-Type")?.includes("javascript");
  return Boolean(runs) && checked(name).then(() => true, () => false);
}

/**
 * What is kept damaged would stay so for as long as its headers say, a year: load it anew, past every cache. Return
 * whether there was such a file, and all of them came.
 * @param {(share: number) => void} progress
 * @param {string} known a file that is damaged, which the browser may still be about to keep
 */
export async function mend(progress, known) {
  /** @type {string[]} */
  const bad = [];
  for (const name of Object.keys(files)) if (name === known || !(await isSound(name))) bad.push(name);
  const counter = new Counter(progress, bad);
  try {
    for (const name of bad) await allBytes(name, await fetched(name, await anew(runtime + name)), counter);
    return bad.length > 0;
  } catch {
    return false;
  }
}

/**
 * All bytes of a response, counted as they come; what was at hand counts at once.
 * @param {string} name
 * @param {Response} response
 * @param {Counter} [counter]
 * @param {boolean} [kept]
 */
async function allBytes(name, response, counter, kept) {
  if (kept) counter?.add(name, files[name].size);
  if (kept || !counter) return response.arrayBuffer();
  const reader = bodyOf(response).getReader();
  const pieces = [];
  let [length, share] = [0, 0];
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    share ||= isPacked(piece.value) ? 1 : files[name].size / files[name].plain;
    counter.add(name, piece.value.byteLength * share);
    pieces.push(piece.value);
    length += piece.value.byteLength;
  }
  // A Blob would join them too, by way of the browser's other processes.
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole.buffer;
}

/** @param {Uint8Array} begin of a file, which may be gzip: no file of ours begins so once it is inflated */
const isPacked = (begin) => begin[0] === 0x1f && begin[1] === 0x8b;

/**
 * Count and check a copy of what is being used: reading the largest file a second time would cost several times its sum.
 * @param {string} name
 * @param {Response} copy
 * @param {Counter} counter
 * @param {boolean} kept whether it was at hand
 */
export async function checkCopy(name, copy, counter, kept) {
  if (!(await isBuilt(name, await allBytes(name, copy, counter, kept)))) throw damaged(name);
}

/**
 * Whether bytes are the very ones that were built, as they lie there or inflated. Without HTTPS there is no digest, so
 * the browser's own check reads the file again.
 * @param {string} name
 * @param {ArrayBuffer} bytes
 */
async function isBuilt(name, bytes) {
  if (!crypto.subtle) return checked(name).then(() => true);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return files[name].integrity.includes(`sha256-${btoa(String.fromCharCode(...digest))}`);
}

/** @type {(response: Response) => ReadableStream<Uint8Array<ArrayBuffer>>} */
const bodyOf = ({ body }) => /** @type {any} */ (body);

/**
 * Inflated, unless the host sent it packed in another way, which the browser has undone already.
 * @param {ArrayBuffer} bytes
 */
const unpacked = (bytes) =>
  isPacked(new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength)))
    ? new Response(bodyOf(new Response(bytes)).pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()
    : bytes;

/**
 * The contents of a compressed file of ours, which must be the very bytes that were built.
 * @param {string} name
 * @param {Counter} [counter]
 */
export async function inflated(name, counter) {
  const kept = atHand.has(name);
  const response = await fetched(name);
  const bytes = await allBytes(name, response, counter, kept).catch(() => {
    throw new Trouble(`${name} did not arrive whole`);
  });
  // Whether it is what was built is known at its end, and nothing uses it before.
  const inflating = Promise.resolve(unpacked(bytes));
  // Refused here, or below with a better reason.
  inflating.catch(() => {});
  if (!(await isBuilt(name, bytes))) throw damaged(name);
  return inflating.catch(() => {
    throw damaged(name);
  });
}

const damaged = (/** @type {string} */ name) => Object.assign(new Trouble(`${name} is damaged`), { file: name });
