// What this tab knows of the reader's situation, by the name of an input: kept in this tab only, never sent.

const KEY = "scenario";

/** Every value that is known: its text, its label, and the page it was given on. */
export function known() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch (error) {
    console.warn(`Your scenario could not be read: ${error.message}`);
    return {};
  }
}

function keep(scenario) {
  try {
    if (Object.keys(scenario).length) sessionStorage.setItem(KEY, JSON.stringify(scenario));
    else sessionStorage.removeItem(KEY);
  } catch (error) {
    console.warn(`Your scenario is not kept for other calculators: ${error.message}`);
  }
  window.dispatchEvent(new Event("scenario"));
}

/**
 * Remember what a calculator was asked: `inputs` differ from its defaults, `labels` names all that it asks for.
 * What went back to its default is forgotten where it was given here.
 */
export function remember(inputs, labels, page) {
  const scenario = known();
  let changed = false;
  for (const [name, label] of Object.entries(labels)) {
    const before = Object.hasOwn(scenario, name) ? scenario[name] : null;
    if (Object.hasOwn(inputs, name)) {
      if (before?.text === inputs[name]) continue;
      scenario[name] = { text: inputs[name], label, ...page };
    } else if (before?.path === page.path) delete scenario[name];
    else continue;
    changed = true;
  }
  if (changed) keep(scenario);
}

/** Forget everything. */
export const forget = () => keep({});

/** What another page gave and this calculator could use: values of its fields that differ from what stands in them. */
export function offered(now, path) {
  return Object.entries(known()).filter(([name, one]) => Object.hasOwn(now, name) && one.path !== path && one.text !== now[name]);
}

/** A few names in a row, and how many more there are. */
export function named(entries, most = 5) {
  const names = entries.map(([, one]) => one.label.toLowerCase());
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(", ")} and ${more} more` : names.join(", ");
}

const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Show what is known, where each value was given, and a way to empty it, inside a fold. */
export function showPanel(panel, save) {
  const entries = Object.entries(known());
  panel.hidden = !entries.length;
  if (!entries.length) return panel.replaceChildren();
  const body = entries.map(([, one]) => {
    const from = made("a", { href: one.path, textContent: one.title });
    return made("tr", {}, made("th", { scope: "row", textContent: one.label }), made("td", { textContent: one.text }), made("td", {}, from));
  });
  const head = made("tr", {}, ...["Input", "Value", "Given on"].map((words) => made("th", { scope: "col", textContent: words })));
  const table = made("table", { className: "rows" }, made("thead", {}, head), made("tbody", {}, ...body));
  const empty = made("button", { type: "button", className: "tool", textContent: "Empty" });
  empty.addEventListener("click", forget);
  const file = made("button", { type: "button", className: "tool", textContent: "Save as a file" });
  file.addEventListener("click", () => {
    const texts = Object.fromEntries(entries.map(([name, one]) => [name, one.text]));
    save("scenario.json", "application/json", `${JSON.stringify({ scenario: texts }, null, 2)}\n`);
  });
  const open = panel.open;
  panel.replaceChildren(
    made("summary", { textContent: `Your scenario: ${entries.length} ${entries.length === 1 ? "value" : "values"}` }),
    made("p", { textContent: "Kept in this tab only and never sent. Every calculator that asks for one of these offers it." }),
    made("div", { className: "table-holder", tabIndex: 0 }, table),
    made("p", {}, empty, " ", file),
  );
  panel.open = open;
}
