// Where a link lands: parts that moved are followed, folded places open, and the place is told to screen readers.

// A calculator keeps its inputs behind a question mark in the fragment.
function fragment() {
  const [name, ...rest] = location.hash.slice(1).split("?");
  try {
    return { name: decodeURIComponent(name), rest: rest.length ? `?${rest.join("?")}` : "" };
  } catch {
    // Not written by a browser; there is no such place then.
    return { name, rest: "" };
  }
}

function arrive() {
  const { name, rest } = fragment();
  const place = name ? document.getElementById(name) : null;
  const page = document.querySelector("a.moved-page");
  if (place?.closest(".moved-parts")) leave(/** @type {HTMLAnchorElement} */ (place.querySelector("a")).href, rest);
  else if (page) leave(/** @type {HTMLAnchorElement} */ (page).href, "", location.hash);
  else if (place && !rest) land(place);
}

/**
 * @param {string} address
 * @param {string} rest what to add to the address's own fragment
 * @param {string} hash what stands in place of it
 */
function leave(address, rest, hash = "") {
  const target = new URL(address);
  target.search = location.search;
  if (hash) target.hash = hash;
  else target.hash += rest;
  // Replaced, or the way back would lead here again.
  location.replace(target.href);
}

/** @param {HTMLElement} place */
function land(place) {
  /** @type {(inside: Element | null | undefined) => HTMLDetailsElement | null | undefined} */
  const folded = (inside) => inside?.closest("details:not([open])");
  for (let fold = folded(place); fold; fold = folded(fold.parentElement)) fold.open = true;
  if (!place.matches("a[href], button, input, select, textarea, [tabindex]")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  const { top, bottom } = place.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) place.scrollIntoView();
}

// Material swaps pages without loading them anew, and says so here.
if (window.document$) window.document$.subscribe(arrive);
else arrive();
window.addEventListener("hashchange", arrive);
