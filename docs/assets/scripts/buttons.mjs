// A button in the look of the calculator's tools.

/** Return a button with its words and what it does. */
export function tool(words, pressed) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "tool", textContent: words });
  button.addEventListener("click", pressed);
  return button;
}
