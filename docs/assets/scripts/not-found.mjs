// On the page for addresses that lead nowhere: the pages whose addresses are nearest to the one that was asked for.
import { made } from "./elements.mjs";
import { eachPage } from "./each-page.mjs";

const MOST = 3;
// At least this share of the letter pairs must be the same, or a guess is only noise.
const NEAR = 0.3;

/** @param {string} path */
function pairs(path) {
  const found = new Set();
  for (const word of path.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word && word !== "html" && word !== "index"))
    for (let at = 0; at <= word.length; at++) found.add(` ${word} `.slice(at, at + 2));
  return found;
}

/**
 * How alike two paths are, from 0 to 1: the letter pairs of their words that are the same (Dice's coefficient).
 * @param {Set<string>} one
 * @param {Set<string>} other
 */
function alike(one, other) {
  const same = [...one].filter((pair) => other.has(pair)).length;
  return (2 * same) / (one.size + other.size || 1);
}

function guess() {
  const page = /** @type {HTMLElement | null} */ (document.querySelector(".not-found"));
  const near = /** @type {HTMLElement | undefined} */ (page?.querySelector(".not-found-near"));
  if (!page || !near) return;
  const root = page.dataset.root ?? "/";
  const below = (/** @type {string} */ path) => (path.startsWith(root) ? path.slice(root.length) : path);
  const asked = pairs(decoded(below(location.pathname)));
  const last = pairs(decoded(location.pathname.split("/").filter(Boolean).at(-1) ?? ""));
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll(".not-found-all a"));
  const ranked = [...links]
    .map((link) => {
      const path = below(link.pathname);
      const name = pairs(path.split("/").filter(Boolean).at(-1) ?? "");
      // A page may stand in another section than the reader thought.
      return { link, score: Math.max(alike(asked, pairs(path)), alike(last, name)) };
    })
    .filter(({ score }) => score >= NEAR)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST);
  near.hidden = false;
  near.querySelector("ul")?.replaceChildren(...ranked.map(({ link }) => made("li", {}, link.cloneNode(true))));
  if (!ranked.length) near.querySelector("ul")?.replaceChildren(made("li", { textContent: "No address here is like this one." }));
  near.querySelector("button")?.addEventListener("click", () => {
    /** @type {HTMLElement | null} */ (document.querySelector(".md-search__input"))?.focus();
  });
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not written by a browser; what stands there is looked at as it is.
    return path;
  }
}

eachPage(guess);
