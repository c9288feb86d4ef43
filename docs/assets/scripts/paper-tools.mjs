// What the buttons above a paper do: copy, print, save.
import { copy, saveReply } from "./copy-and-save.mjs";
/** @import { DecisionPaper } from "./paper.mjs" */
/** @import { Refused, SavedFile } from "./types.d.ts" */

/**
 * Do what a button is for.
 * @param {DecisionPaper} paper
 * @param {string} tool
 */
export function use(paper, tool) {
  if (tool === "open") return;
  paper.say("");
  if (tool === "print") return paper.whenWritten(() => print(paper));
  if (tool === "link") return copyLink(paper);
  if (tool === "copy") return copyRich(paper);
  file(paper, tool).then(
    (found) => {
      saveReply(found);
      paper.say("Saved with your downloads.");
    },
    (error) => paper.say(error.message),
  );
}

/**
 * The paper as a file of a kind.
 * @param {DecisionPaper} paper
 * @param {string} form
 * @returns {Promise<SavedFile>}
 */
const file = (paper, form) =>
  new Promise((resolve, reject) => {
    paper.ask({ ...paper.question(), kind: "paper_file", form }, (/** @type {SavedFile | Refused} */ reply) => {
      if (reply.state === "file") resolve(reply);
      else reject(new Error("Correct the marked fields first."));
    });
  });

/** @param {DecisionPaper} paper */
async function copyRich(paper) {
  try {
    const [page, plain] = [await file(paper, "pasted"), await file(paper, "markdown")];
    const forms = { "text/html": page.text ?? "", "text/plain": plain.text ?? "" };
    const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    paper.say("Copied. Paste it into a document or a wiki page.");
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (message.startsWith("Correct")) return paper.say(message);
    // What is selected is copied with its headings and tables too.
    getSelection()?.selectAllChildren(paper.sheet);
    paper.sheet.focus();
    paper.say("Your browser refused the clipboard. The paper is selected now, so press Ctrl+C or ⌘C, or save it for Word.");
  }
}

/** @param {DecisionPaper} paper */
function print(paper) {
  paper.say("");
  let begun = false;
  const heard = () => {
    begun = true;
  };
  window.addEventListener("beforeprint", heard, { once: true });
  window.print();
  window.removeEventListener("beforeprint", heard);
  if (!begun) paper.say("Your browser opened no window to print. Save the paper as a page or for Word, and print it from there.");
}

/** @param {DecisionPaper} paper */
function copyLink(paper) {
  const words = paper.aboutLink();
  const link = paper.reply?.link;
  if (!link) return paper.say(words);
  const { origin, pathname } = location;
  copy(origin + pathname + link, words || "Link copied.", paper.say);
}
