// Registers the service worker, keeps the page that was opened first, and saves the whole guide where the reader asks.
import { button, made } from "./elements.mjs";
import { savesData, settled, watch } from "./worker-client.mjs";
/** @import { PythonState } from "./types.d.ts" */

/**
 * What the build lists: its version, the runtime's folder, and every file that the whole guide needs.
 * @typedef {{ version: string, runtime: string, bytes: number, files: { path: string, bytes: number }[] }} Contents
 */

const NAMED_BY_CONTENTS = /\/runtime\/.|\.[0-9a-f]{8}\.(min\.)?(css|js|mjs)$/;
const root = new URL("../../", import.meta.url);

/** @returns {Promise<Contents>} */
async function contents() {
  const response = await fetch(new URL("assets/offline.json", root));
  if (!response.ok) throw new Error(`the list of pages could not be loaded (${response.status})`);
  return response.json();
}

/** The theme's script, where it waits to be wanted. */
function waiting() {
  const { theme } = /** @type {HTMLElement | null} */ (document.querySelector("script[data-theme]"))?.dataset ?? {};
  return theme ? [new URL(theme, location.href).href] : [];
}

/** @type {(kind: "pages" | "runtime", name: string) => string} */
const cacheName = (kind, name) => `handbook ${root.pathname} ${kind} ${name}`;

/** @type {(list: Contents, path: string) => Promise<Cache>} */
async function cacheOf({ version, runtime }, path) {
  return caches.open(path.startsWith("runtime/") ? cacheName("runtime", runtime) : cacheName("pages", version));
}

/**
 * What the worker does not see is kept by hand, from the browser's cache: what is named by its contents passes it by,
 * and the page that registers it is not served by it at all.
 * @param {string[]} byPython the addresses that Python was loaded from
 * @param {boolean} everything whether the page itself is unseen too
 */
async function keepLoaded(byPython, everything) {
  const list = await contents();
  const loaded = [...performance.getEntriesByType("resource").map((entry) => entry.name), ...byPython, ...waiting()];
  const unseen = everything ? [location.href, ...loaded] : loaded.filter((address) => NAMED_BY_CONTENTS.test(address));
  for (const address of new Set(unseen)) {
    const plain = address.replace(/[?#].*$/, "");
    if (!plain.startsWith(root.href)) continue;
    const cache = await cacheOf(list, plain.slice(root.href.length));
    if (await cache.match(plain)) continue;
    const response = await fetch(plain, { cache: "force-cache" });
    if (response.ok) await cache.put(plain, response);
  }
}

/** @param {PythonState} state */
async function register(state) {
  const before = navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(new URL("service-worker.js", root), { scope: root.pathname });
  const loaded = state.name === "ready" ? state.loaded : [];
  // What Python could not start from may be damaged, and is not kept.
  if (state.name !== "failed") await keepLoaded(loaded, !before);
  let kept = loaded.length;
  // On the way to other pages, more calculators come.
  watch((now) => {
    if (now.name !== "ready" || now.loaded.length === kept) return;
    kept = now.loaded.length;
    keepLoaded(now.loaded, !before).catch(sayWhyNot);
  });
}

const sayWhyNot = (/** @type {Error} */ error) => console.warn(`This page will not be there without a network: ${error.message}`);

/** Tell when a new version has taken the page over, from its start on, since that may be long before it is idle. */
function watchForNewVersion() {
  const { serviceWorker } = navigator;
  if (!serviceWorker.controller) return;
  const changed = () => {
    const fresh = serviceWorker.controller;
    // What it does first is to make what the version before has kept its own.
    const once = () => {
      if (fresh?.state !== "activated") return;
      fresh.removeEventListener("statechange", once);
      announce();
    };
    fresh?.addEventListener("statechange", once);
    once();
  };
  serviceWorker.addEventListener("controllerchange", changed, { once: true });
}

function announce() {
  const note = made("div", { className: "handbook-update" }, "A newer version of the handbook is here. ");
  note.setAttribute("role", "status");
  note.append(button("Reload", () => location.reload()));
  document.body.append(note);
}

/** Milliseconds that Python works alone at first: to keep megabytes meanwhile made the first whole answer a tenth slower. */
export const REST = 3000;

/** @type {(state: PythonState) => Promise<PythonState>} */
const atRest = (state) => new Promise((rested) => setTimeout(rested, state.name === "ready" ? REST : 0, state));

if ("serviceWorker" in navigator && globalThis.caches && !savesData()) {
  watchForNewVersion();
  const later = () => settled().then(atRest).then(register).catch(sayWhyNot);
  const idle = () => ("requestIdleCallback" in window ? requestIdleCallback(later, { timeout: 10_000 }) : setTimeout(later, 3000));
  if (document.readyState === "complete") idle();
  else window.addEventListener("load", idle);
}

const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const AT_ONCE = 6;

class OfflineGuide extends HTMLElement {
  button = button("Save the guide for offline", () => this.save());
  status = made("p");
  /** @type {Contents | undefined} */
  list = undefined;

  async connectedCallback() {
    if (this.button.isConnected) return;
    this.status.setAttribute("role", "status");
    // Until it is known what there is to save, a press could do nothing.
    this.button.disabled = true;
    this.replaceChildren(this.button, this.status);
    try {
      if (!globalThis.caches || !("serviceWorker" in navigator)) throw new Error("it has no storage for that, or the address is not secure");
      this.list = await contents();
      this.button.textContent = `Save the guide for offline (${megabytes(this.list.bytes)})`;
      this.button.disabled = false;
    } catch (error) {
      this.status.textContent = `This browser cannot save the guide: ${/** @type {Error} */ (error).message}.`;
    }
  }

  async save() {
    const { list } = this;
    if (!list) return;
    this.button.disabled = true;
    const bar = made("progress", { max: list.bytes, value: 0, ariaLabel: "Saving the guide" });
    this.status.replaceChildren("Saving ", bar);
    try {
      await navigator.serviceWorker.register(new URL("service-worker.js", root), { scope: root.pathname });
      const waiting = [...list.files];
      const take = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          await keepFile(list, next.path);
          bar.value += next.bytes;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, take));
      this.status.textContent = "Saved. The guide and its calculators now open without a network.";
    } catch (error) {
      this.status.textContent = `Not saved completely: ${/** @type {Error} */ (error).message}. What was saved stays; you can try again.`;
    }
    this.button.disabled = false;
  }
}

/** @type {(list: Contents, path: string) => Promise<void>} */
async function keepFile(list, path) {
  const address = new URL(path, root).href;
  const cache = await cacheOf(list, path);
  // A page may have changed since; a file of the runtime cannot have.
  if (path.startsWith("runtime/") && (await cache.match(address))) return;
  const response = await fetch(address, { cache: path.startsWith("runtime/") ? "default" : "no-cache" });
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
  await cache.put(address, response);
}

customElements.define("offline-guide", OfflineGuide);
