// Stands inside pages with a calculator. The theme's own script, which searches, swaps pages and follows the scrolling,
// wants the processor for as long as Python's start does. So it comes with the reader's first sign, or once all rests.
{
  const { theme } = /** @type {HTMLElement} */ (document.currentScript).dataset;
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin", "rested"];
  /** What was pressed, but for what was typed into a field, before there was a script to hear it. @type {Event[]} */
  const pressed = [];
  const hear = () => {
    for (const sign of SIGNS) window.addEventListener(sign, begin, { capture: true, passive: true });
  };
  // Where the page comes up under a pointer, browsers may say that it moved, by nothing.
  const still = (/** @type {Event} */ event) =>
    event instanceof PointerEvent && event.type === "pointermove" && event.movementX === 0 && event.movementY === 0;
  const begin = (/** @type {Event} */ event) => {
    if (still(event)) return;
    for (const sign of SIGNS) window.removeEventListener(sign, begin, { capture: true });
    press(event);
    window.addEventListener("keydown", press, { capture: true });
    // It looks for the parts of a whole page.
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", put);
    else put();
  };
  const press = (/** @type {Event} */ event) => {
    const typed = event.target instanceof Element && event.target.matches("input, select, textarea");
    if (event.type === "keydown" && !typed) pressed.push(event);
  };
  const put = () => {
    const script = Object.assign(document.createElement("script"), { src: theme, onload: come, onerror: miss });
    document.head.append(script);
  };
  const forget = () => {
    window.removeEventListener("keydown", press, { capture: true });
    return pressed.splice(0);
  };
  const come = () => {
    window.dispatchEvent(new Event("theme"));
    // On the window nothing but the theme's script hears them again.
    for (const event of forget()) window.dispatchEvent(new KeyboardEvent("keydown", event));
  };
  const miss = () => {
    forget();
    // The network may be back by then.
    setTimeout(hear, 3000);
  };
  hear();
}
