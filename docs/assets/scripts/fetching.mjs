// Fetches the files of the runtime: counted while they come, and checked to be the very bytes that were built.
import { files, runtime } from "./runtime.mjs";

// Ours, whatever Pyodide is given while it starts.
export const fetch = self.fetch.bind(self);

export const messageOf = (/** @type {any} */ error) => String(error?.message ?? error);

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

/** @param {string} name */
export async function isKept(name) {
  try {
    const response = await fetch(runtime + name, { cache: "only-if-cached", mode: "same-origin" });
    await response.body?.cancel();
    return response.ok;
  } catch {
    // How browsers say that they do not have it.
    return false;
  }
}

/** @param {string} name */
export async function fetched(name) {
  const response = await fetch(runtime + name);
  if (!response.ok) throw new Error(`${name} could not be loaded (the server answered ${response.status})`);
  return response;
}

/**
 * The response as it comes, counted; it flows from now on, whether it is being read yet or not.
 * @param {string} name
 * @param {Counter} [counter]
 */
export async function streamed(name, counter) {
  const response = await fetched(name);
  const reader = bodyOf(response).getReader();
  const body = new ReadableStream({
    start(controller) {
      const pump = async () => {
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
          counter?.add(name, piece.value.byteLength);
          controller.enqueue(piece.value);
        }
        controller.close();
      };
      pump().catch((error) => controller.error(error));
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/wasm" } });
}

/** @type {(response: Response) => ReadableStream<Uint8Array<ArrayBuffer>>} */
const bodyOf = ({ body }) => /** @type {any} */ (body);

/**
 * The contents of a compressed file of ours, which must be the very bytes that were built.
 * @param {string} name
 * @param {Counter} [counter]
 */
export async function inflated(name, counter) {
  const response = await streamed(name, counter);
  // Inflated as it comes; whether it is what was built is known at its end, and nothing uses it before.
  const [come, copy] = bodyOf(response).tee();
  const inflating = new Response(come.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  // Refused here, or below with a better reason.
  inflating.catch(() => {});
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await new Response(copy).arrayBuffer()));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== files[name].sha256) throw new Error(`${name} is damaged`);
  return inflating;
}
