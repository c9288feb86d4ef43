// Compresses files as far as it can be done: each line of the input is a job as JSON, all cores share them.
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompress, constants, gunzipSync, gzip } from "node:zlib";

const [brotlied, gzipped] = [promisify(brotliCompress), promisify(gzip)];

/** @typedef {{ from: string, to: string, way: "br" | "gz", packed: boolean }} Job from one file to another; packed ones are gzip already */

/** @param {Job} job */
async function work({ from, to, way, packed }) {
  const read = readFileSync(from);
  const contents = packed ? gunzipSync(read) : read;
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length };
  writeFileSync(to, await (way === "br" ? brotlied(contents, { params }) : gzipped(contents, { level: 9 })));
}

const jobs = readFileSync(0, "utf-8").trim().split("\n").map((line) => /** @type {Job} */ (JSON.parse(line)));
// Largest first would be best, but the pool of threads takes them as they come and all end within seconds of each other.
await Promise.all(jobs.map(work));
