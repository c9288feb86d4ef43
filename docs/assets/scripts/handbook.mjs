// All that any page may need. It waits for the theme's own script, which comes first in the page.
import "./calculator.mjs";
import "./sortable.mjs";
import "./copy-links.mjs";
import "./landing.mjs";
import "./drawer.mjs";
import "./not-found.mjs";
import "./tables.mjs";
import "./offline.mjs";
import { made } from "./elements.mjs";
import { later } from "./later.mjs";
import { everything } from "./stored-inputs.mjs";
import { ask, watch } from "./worker-client.mjs";

// Few pages have a checklist, so what brings it to life comes with those alone.
function bringChecklist() {
  const checklist = document.querySelector("handbook-checklist");
  if (!checklist) return;
  later("checklist.mjs").catch((error) => {
    const notice = made("p", { className: "calculator-notice", textContent: `Ticks are not kept: ${error.message}. Load the page again.` });
    notice.setAttribute("role", "alert");
    checklist.prepend(notice);
  });
}

// One page has the paper. It is given what there must be only one of.
function bringPaper() {
  const paper = /** @type {HTMLElement | null} */ (document.querySelector("decision-paper"));
  if (!paper) return;
  later("paper.mjs").then(
    ({ enliven }) => enliven(paper, { ask, watch, everything }),
    (error) => {
      const notice = /** @type {HTMLElement} */ (paper.querySelector(".calculator-notice"));
      notice.hidden = false;
      notice.textContent = `The paper cannot be put together: ${error.message}. Load the page again.`;
    },
  );
}

// A page may be older than its last build, so the reader's own day says what is past its date.
function markPastDates() {
  const today = new Date().toISOString().slice(0, 10);
  for (const date of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-until]")))
    if ((date.dataset.until ?? today) < today) {
      date.removeAttribute("data-until");
      date.append(" (past its date)");
    }
}

function enhance() {
  bringChecklist();
  bringPaper();
  markPastDates();
}

// Material swaps pages without loading them anew, and says so here.
if (window.document$) window.document$.subscribe(enhance);
else enhance();
