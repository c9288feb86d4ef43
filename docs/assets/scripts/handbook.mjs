// All that any page may need. It waits for the theme's own script, which comes first in the page.
import "./calculator.mjs";
import "./sortable.mjs";
import "./copy-links.mjs";
import "./landing.mjs";
import "./not-found.mjs";
import "./tables.mjs";
import "./offline.mjs";
import { everything } from "./stored-inputs.mjs";
import { ask, watch } from "./worker-client.mjs";

// Few pages have a checklist, so what brings it to life comes with those alone.
function bringChecklist() {
  if (document.querySelector("handbook-checklist"))
    import("./checklist.mjs").catch((error) => console.warn(`The checklist cannot be ticked: ${error.message}`));
}

// One page has the paper. It is given what there must be only one of.
function bringPaper() {
  const paper = /** @type {HTMLElement | null} */ (document.querySelector("decision-paper"));
  if (!paper) return;
  import("./paper.mjs").then(
    ({ enliven }) => enliven(paper, { ask, watch, everything }),
    (error) => console.warn(`The paper cannot be put together: ${error.message}`),
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
