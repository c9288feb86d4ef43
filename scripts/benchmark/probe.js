// Types a number into a page as soon as the page listens, and notes when the answer to it is there.
(() => {
  const { field, output, listening } = PEER;
  const ready = () =>
    document.querySelector(field) && document.querySelector(output) &&
    (listening === "window.listening" ? window.listening : customElements.get(listening));
  const type = (value) => {
    const input = document.querySelector(field);
    // As a reader's hand does, which is what a page of ours brings the theme's script for.
    input.focus();
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const changed = (value) =>
    new Promise((resolve) => {
      const place = document.querySelector(output);
      const before = place.textContent;
      const seen = new MutationObserver(() => {
        if (place.textContent === before || !place.textContent) return;
        seen.disconnect();
        resolve(performance.now());
      });
      seen.observe(place, { childList: true, characterData: true, subtree: true });
      if (value !== undefined) type(value);
    });
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  window.blocked = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.blocked = Math.max(window.blocked, entry.duration);
  }).observe({ type: "longtask", buffered: true });

  // The longest run of a script of ours; a browser without these entries leaves it at none.
  window.blockedByUs = 0;
  if (PerformanceObserver.supportedEntryTypes.includes("long-animation-frame"))
    new PerformanceObserver((list) => {
      const scripts = list.getEntries().flatMap((entry) => entry.scripts);
      for (const { sourceURL, duration } of scripts)
        if (sourceURL.includes("/assets/scripts/")) window.blockedByUs = Math.max(window.blockedByUs, duration);
    }).observe({ type: "long-animation-frame", buffered: true });

  window.measured = (async () => {
    while (!ready()) await pause(2);
    const place = document.querySelector(output);
    const shown = place.textContent ? null : changed();
    const answer = shown ? null : changed();
    type("123456");
    await shown;
    if (shown) while (place.dataset.volume !== "123456") await pause(1);
    const answered = shown ? performance.now() : await answer;
    return { answered };
  })();

  window.latencies = async (count) => {
    const found = [];
    for (let number = 0; number < count; number++) {
      await pause(250);
      const from = performance.now();
      found.push((await changed(String(20_000 + 37_000 * number))) - from);
    }
    return found;
  };
})();
