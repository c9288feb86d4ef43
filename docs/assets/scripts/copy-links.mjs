// Offers the link to a heading, item, row, term or figure in the form that the reader's wiki takes.
import { closeDialog, offerToCopy } from "./dialogs.mjs";
import { eachPage } from "./each-page.mjs";
import { made } from "./elements.mjs";

const SIGNS = ".headerlink, .checklist-link";
const WITHOUT_SIGN = "tr[id], dt[id], figure[id]";

/** @type {Record<string, (thing: { url: string, words: string }) => string>} */
export const FORMS = {
  URL: ({ url }) => url,
  Markdown: ({ url, words }) => `[${words.replace(/[\\[\]*_`]/g, "\\$&").replace(/[<&]/g, numbered)}](${url})`,
  HTML: ({ url, words }) => `<a href="${entities(url)}">${entities(words)}</a>`,
  MediaWiki: ({ url, words }) => `[${url} ${words.replace(/[[\]{}|<>&]|''+|~~~+|__/g, numbered)}]`,
  DokuWiki: ({ url, words }) => `[[${url}|${words.replace(/([\]{}])(?=\1)/g, "$1 ")}]]`,
  Confluence: ({ url, words }) => `[${words.replace(/[\\[\]{}|*_!]|(?<!\w)[-+^~]/g, "\\$&")}|${url}]`,
  reStructuredText: ({ url, words }) => `\`${words.replace(/[\\`<*|]/g, "\\$&")} <${url.replace(/_$/, "\\_")}>\`__`,
};

/** @param {string} text */
function entities(text) {
  return text.replace(/[&<>"]/g, numbered);
}

/** @param {string} signs */
function numbered(signs) {
  return [...signs].map((sign) => `&#${sign.codePointAt(0)};`).join("");
}

/** @param {HTMLAnchorElement} link */
function open(link) {
  const id = link.hash.slice(1);
  const place = document.getElementById(decodeURIComponent(id));
  const page = words(document.querySelector("article h1"));
  const own = words(named(place ?? link));
  const thing = { url: new URL(`#${id}`, location.href.split(/[?#]/)[0]).href, words: own };
  if (own !== page) thing.words = `${page}: ${own}`;
  // The address shows what is being copied; the theme's own state in the history stays as it is.
  history.replaceState(history.state, "", thing.url);
  offerToCopy(`Copy a link to “${own}” as`, Object.fromEntries(Object.entries(FORMS).map(([name, form]) => [name, form(thing)])));
}

/**
 * What carries the name of a thing: the label of an item, the first cell of a row, else the thing itself.
 * @param {Element} place
 */
function named(place) {
  if (place instanceof HTMLTableRowElement) return place.cells[0];
  return place.querySelector(":scope > label") ?? place;
}

/** @param {Element | null} element */
function words(element) {
  const copied = /** @type {Element | undefined} */ (element?.cloneNode(true));
  for (const extra of copied?.querySelectorAll(`${SIGNS}, sup, small`) ?? []) extra.remove();
  return (copied?.textContent ?? document.title).replace(/\s+/g, " ").trim().replace(/\.$/, "");
}

/**
 * A part named inside a table links to itself by its own name. The theme makes addresses in pages absolute.
 * @param {HTMLAnchorElement} link
 */
function isSign(link) {
  return link.matches(SIGNS) || (link.id && link.hash === `#${link.id}`);
}

function enable() {
  closeDialog();
  const article = document.querySelector("article");
  for (const place of article?.querySelectorAll(WITHOUT_SIGN) ?? []) {
    if (place.closest("live-calculator") || place.querySelector(SIGNS)) continue;
    const link = made("a", { className: "headerlink", href: `#${place.id}`, textContent: "¶" });
    (place instanceof HTMLTableRowElement ? place.cells[0] : place).append(link);
  }
  /** @type {NodeListOf<HTMLAnchorElement> | undefined} */
  const links = article?.querySelectorAll(`${SIGNS}, a[id]`);
  for (const link of links ?? []) {
    if (!isSign(link)) continue;
    link.setAttribute("aria-haspopup", "dialog");
    if (!link.matches(SIGNS)) continue;
    const place = document.getElementById(link.hash.slice(1));
    if (place) link.setAttribute("aria-label", `Copy a link to ${words(named(place))}`);
    link.title = "Copy a link";
  }
}

// Heard on the way down: the theme takes every click on a link for its own on the way up.
document.addEventListener(
  "click",
  (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest?.("article a"));
    if (!link || !isSign(link)) return;
    // With a key held the reader wants another tab or window, as with any link.
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    open(link);
  },
  { capture: true },
);

eachPage(enable);
