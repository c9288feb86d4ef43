// Reads and fills the fields of a calculator's form.

const LONGEST = 8192;

/** The form's entries, without sliders and file pickers. */
const entries = (form) => [...form.elements].filter((field) => field.name);

/** What every field says, by name. */
export function values(form) {
  const found = {};
  for (const field of entries(form)) {
    if (field.type !== "radio") found[field.name] = field.value;
    else if (field.checked) found[field.name] = field.value;
  }
  return found;
}

/** What every field says when nothing was changed; for a link, only what a link can hold: never the reader's rows. */
export function defaults(form, use = "all") {
  const found = {};
  for (const field of entries(form)) {
    if (use === "link" && field.tagName === "TEXTAREA") continue;
    if (field.type === "radio") {
      if (field.hasAttribute("data-default")) found[field.name] = field.value;
    } else found[field.name] = field.dataset.default ?? field.defaultValue;
  }
  return found;
}

/** Put the given texts into the fields of those names. */
export function fill(form, inputs) {
  for (const field of entries(form)) {
    if (!(field.name in inputs)) continue;
    if (field.type === "radio") field.checked = field.value === inputs[field.name];
    else field.value = inputs[field.name];
    const slider = field.id && form.querySelector(`input[type=range][data-for="${field.id}"]`);
    if (slider) slider.value = field.value;
  }
}

/** Put every field back to its default. */
export function clear(form) {
  for (const area of form.querySelectorAll("textarea")) area.readOnly = false;
  for (const picker of form.querySelectorAll("input[type=file]")) picker.value = "";
  fill(form, defaults(form));
}

/** Show only the fields that count under the choices made, and mark those that differ from their default. */
export function mark(form) {
  const given = values(form);
  const usual = defaults(form);
  for (const holder of form.querySelectorAll("[data-field]"))
    holder.classList.toggle("differs", given[holder.dataset.field] !== usual[holder.dataset.field]);
  for (const holder of form.querySelectorAll("[data-when]")) {
    const [name, value] = holder.dataset.when.split("=");
    holder.hidden = given[name] !== value;
  }
}

/** Show each field's error beside it and unfold what hides it; clear all others. */
export function showErrors(form, errors) {
  for (const holder of form.querySelectorAll("[data-field]")) {
    const sentence = errors[holder.dataset.field] ?? "";
    const place = holder.querySelector(".field-error");
    if (place.textContent !== sentence) place.textContent = sentence;
    place.hidden = !sentence;
    if (sentence) holder.hidden = false;
    for (const field of holder.querySelectorAll("[name]")) {
      if (sentence) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    const group = sentence && holder.closest("details.calculator-group");
    if (group) group.open = true;
  }
}

/** Read a scenario from an address: its inputs and a notice, or why it is refused. */
export function opened(fragment, form, version, changes) {
  if (fragment.length > LONGEST) return { refused: `it is longer than ${LONGEST} characters` };
  const known = defaults(form, "link");
  const inputs = {};
  let linked = version;
  for (const [name, value] of new URLSearchParams(fragment.slice(fragment.indexOf("?") + 1))) {
    if (name === "version") linked = /^\d{1,6}$/.test(value) ? Number(value) : NaN;
    else if (!Object.hasOwn(known, name)) return { refused: `it names an input that does not exist (${name.slice(0, 40)})` };
    else if (Object.hasOwn(inputs, name)) return { refused: `it gives ${name} twice` };
    else inputs[name] = value;
  }
  if (!(linked >= 1 && linked <= version)) return { refused: "its model version does not exist here" };
  for (const [name, value] of Object.entries(inputs)) {
    const options = entries(form).filter((field) => field.name === name && field.type === "radio");
    if (options.length && !options.some((field) => field.value === value))
      return { refused: `${name} must be one of ${options.map((field) => field.value).join(", ")}` };
  }
  const since = changes.split("\n").filter((line) => Number.parseInt(line, 10) > linked);
  const notice = since.length ? `This link was made with an older model. Since then: ${since.join("; ")}` : "";
  return { inputs, notice };
}
