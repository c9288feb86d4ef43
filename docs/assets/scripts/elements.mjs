// Makes elements of a page.

/**
 * Return a new element with some properties and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * Return a button with its words and what it does.
 * @param {string} words
 * @param {() => void} pressed
 * @param {string} look the class that gives it its look: that of the calculator's tools, or of the buttons in its form
 */
export function button(words, pressed, look = "tool") {
  const element = made("button", { type: "button", className: look, textContent: words });
  element.addEventListener("click", pressed);
  return element;
}
