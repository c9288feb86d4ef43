// Amounts in the reader's currency: units follow the choice, and a default in another currency says what it is worth.

const HOME = "USD";

const chosen = (form) => form.elements.currency?.selectedOptions?.[0];

/** The mark of the chosen currency in place of each "¤". */
function localized(pattern, mark) {
  return pattern.replaceAll("¤ ", `${mark.trim()} `).replaceAll("¤", mark);
}

/** Name the chosen currency in the units, and say beside each default that it was given in another. */
export function amounts(form, given, usual) {
  const option = chosen(form);
  if (!option) return;
  for (const unit of form.querySelectorAll("[data-unit]")) {
    const words = localized(unit.dataset.unit, option.dataset.mark);
    if (unit.textContent !== words) unit.textContent = words;
  }
  for (const holder of form.querySelectorAll("[data-field]:has(.unit[data-unit])")) {
    const name = holder.dataset.field;
    const amount = Number(usual[name]);
    const foreign = option.value !== HOME && amount && given[name] === usual[name];
    const before = holder.querySelector(":scope > .field-foreign");
    if (!foreign) before?.remove();
    else if (before?.dataset.currency !== option.value) {
      before?.remove();
      holder.insertBefore(hint(form, name, amount, option), holder.querySelector(".field-error"));
    }
  }
}

// Nothing is converted unless the reader presses the button.
function hint(form, name, amount, option) {
  const words = document.createElement("p");
  words.className = "field-foreign";
  words.dataset.currency = option.value;
  const { rate, source, mark } = option.dataset;
  if (!rate) {
    words.textContent = `This default is in US dollars. No dated rate to ${option.value} is held here.`;
    return words;
  }
  const worth = Number((amount * Number(rate)).toPrecision(3));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "example";
  button.textContent = `Use ${mark}${worth.toLocaleString("en", { maximumFractionDigits: 6 })}`;
  button.addEventListener("click", () => {
    const field = form.elements[name];
    // As a field's own text: a point with three digits behind it would have two readings.
    field.value = /^[1-9]\d{0,2}\.\d{3}$/.test(String(worth)) ? `${worth}0` : String(worth);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  const dollars = amount.toLocaleString("en", { maximumFractionDigits: 6 });
  words.append(`This default is in US dollars: $${dollars}. One dollar was ${rate} ${option.value} (${source}). `, button);
  return words;
}
