// The menu of what can be done with an answer: opened and closed by its button, closed by Escape and by leaving it.
/**
 * @param {HTMLElement} element the calculator
 * @param {AbortSignal} signal
 * @returns what opens or closes it
 */
export function menuOf(element, signal) {
  /** @type {(selector: string) => HTMLElement} */
  const part = (selector) => /** @type {HTMLElement} */ (element.querySelector(selector));
  const [opener, menu] = [part("[data-tool=keep]"), part(".keep-menu")];
  const show = (/** @type {boolean} */ open) => {
    menu.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
  };
  const outside = (/** @type {EventTarget | null} */ target) => target instanceof Node && !menu.contains(target) && !opener.contains(target);
  element.addEventListener(
    "keydown",
    ({ key }) => {
      if (key !== "Escape" || menu.hidden) return;
      show(false);
      opener.focus();
    },
    { signal },
  );
  for (const leaves of ["focusin", "pointerdown"])
    document.addEventListener(leaves, ({ target }) => outside(target) && show(false), { signal });
  // Whoever chose something goes on from where the menu was opened; a picker of files still needs its entry.
  menu.addEventListener(
    "click",
    ({ target }) => {
      if (!(target instanceof Element) || !target.closest("button")) return;
      show(false);
      opener.focus();
    },
    { signal },
  );
  return () => show(Boolean(menu.hidden));
}
