// All that any page may need. The theme's own script comes first in the page, or where there is a calculator, later.
import "./calculator.mjs";
import "./sortable.mjs";
import "./copy-links.mjs";
import "./drawer.mjs";
import "./not-found.mjs";
import "./tables.mjs";
import { eachPage } from "./each-page.mjs";
import { made } from "./elements.mjs";
import { arrive } from "./landing.mjs";
import { later } from "./later.mjs";
import { REST } from "./offline.mjs";
import { everything } from "./stored-inputs.mjs";
import { ask, settled, watch } from "./worker-client.mjs";

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

eachPage(enhance);
eachPage(arrive);
// The theme's script may be waiting for this.
settled().then(() => setTimeout(() => window.dispatchEvent(new Event("rested")), REST));
