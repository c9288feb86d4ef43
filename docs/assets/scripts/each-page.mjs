// Material swaps pages without loading them anew, and tells of each.

/**
 * Do what a page needs: for the one that is there, and for each that comes in its place.
 * @param {() => void} enliven
 */
export function eachPage(enliven) {
  // Where the theme's script comes later, it first tells of the page that it finds.
  let done = !window.document$;
  const follow = () =>
    window.document$?.subscribe(() => {
      if (!done) enliven();
      done = false;
    });
  if (done) {
    // Once all scripts of the page have run, and each in a task of its own, so that the reader is heard in between.
    setTimeout(enliven);
    window.addEventListener("theme", follow, { once: true });
  } else follow();
}
