// Changes one field of a calculator again and again, and gives the milliseconds from each change to the first changed
// answer and to the whole one. The next change waits for the whole one: a late part of an earlier answer, such as an
// interval that takes many draws, would pass for the next answer.
async ({ calculator, field, values }) => {
  const element = document.getElementById(calculator);
  const answer = element.querySelector(".answer-head");
  const asked = element.querySelector("form").elements[field];
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const typed = (value) => {
    // Answers to choose from are a list of elements; all else is one.
    const input = asked instanceof RadioNodeList ? [...asked].find((option) => option.value === value) : asked;
    if (asked instanceof RadioNodeList) input.checked = true;
    else input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const sections = element.querySelector(".answer-sections");
  const whole = async () => {
    while (sections.hasAttribute("aria-busy")) await pause(1);
    return performance.now();
  };
  const words = () => [".headline", ".figures-row"].map((part) => answer.querySelector(part).textContent).join(" ");
  const changed = (change) =>
    new Promise((resolve, reject) => {
      const before = words();
      const late = setTimeout(() => reject(new Error(`the answer of ${calculator} did not change`)), 10_000);
      const seen = new MutationObserver(async () => {
        if (words() === before) return;
        const first = performance.now() - from;
        seen.disconnect();
        clearTimeout(late);
        resolve({ first, whole: (await whole()) - from });
      });
      seen.observe(answer, { childList: true, characterData: true, subtree: true });
      const from = performance.now();
      change();
    });
  const found = [];
  // A reader comes to the field, and types there a moment later.
  (asked instanceof RadioNodeList ? asked[0] : asked).focus();
  await pause(1500);
  for (const value of values) {
    found.push(await changed(() => typed(value)));
    // What explains the answer is drawn right after it.
    await pause(250);
  }
  return found;
};
