// Changes one field of a calculator again and again, and gives the milliseconds from each change to the first changed
// answer and to the whole one. The next change waits for the whole one: a late part of an earlier answer, such as an
// interval that takes many draws, would pass for the next answer.
async ({ calculator, count }) => {
  const element = document.getElementById(calculator);
  const answer = element.querySelector(".answer-head");
  const field = (name) => element.querySelector("form").elements[name];
  const heard = (input) => input.dispatchEvent(new Event("input", { bubbles: true }));
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const typed = (input, value) => {
    input.value = value;
    heard(input);
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
  const row = "review-03,Ana,negative";
  const changes = {
    cost: (number) => typed(field("volume"), String(20_000 + 37_000 * number)),
    decide: (number) => {
      const option = [...field("may_leave")].find(({ value }) => value === (number % 2 ? "under_contract" : "no"));
      option.checked = true;
      heard(option);
    },
    agreement: (number) => {
      const other = "review-03,Ana,neutral";
      typed(field("table"), field("table").value.replace(number % 2 ? other : row, number % 2 ? row : other));
    },
  };
  // The button that fills in the example; what it answers is what stands there already.
  if (calculator === "agreement") {
    element.querySelector("button.example").click();
    await whole();
  }
  const found = [];
  for (let number = 0; number < count; number++) {
    found.push(await changed(() => changes[calculator](number)));
    // What explains the answer is drawn right after it.
    await pause(250);
  }
  return found;
};
