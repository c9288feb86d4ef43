// All that a page may need. It waits for the theme's own script, which comes first in the page.
import "./calculator.mjs";
import "./checklist.mjs";
import "./sortable.mjs";
import "./copy-links.mjs";
import "./landing.mjs";
import "./tables.mjs";
import "./offline.mjs";
