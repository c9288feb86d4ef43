// What an opened link means for a form: its inputs under today's names, and what became of old ones.
import { label } from "./field-errors.mjs";
import { answersOf, defaults } from "./fields.mjs";
import { read } from "./links.mjs";
/** @import { RenamedInput, Texts } from "./types.d.ts" */

/**
 * Read a scenario from an address: its inputs, a notice and pinned answers, or why it is refused.
 * @param {string} fragment from the number sign on
 * @param {HTMLFormElement} form
 * @param {number} version today's version of the model
 * @param {string} changes what changed with each version, a line each that starts with its number
 * @param {Record<string, RenamedInput>} renamed what became of inputs that older versions had
 * @returns {{ inputs: Texts, notice: string, pins: string[] } | { refused: string }}
 */
export function openedLink(fragment, form, version, changes, renamed) {
  const link = read(fragment, version);
  if ("refused" in link) return link;
  const since = changes.split("\n").filter((line) => Number.parseInt(line, 10) > link.version);
  const notices = since.length ? [`This link was made with an older model. Since then: ${since.join("; ")}`] : [];
  const inputs = { ...link.inputs };
  for (const [name, { to, values, words }] of Object.entries(renamed)) {
    if (!Object.hasOwn(inputs, name)) continue;
    const value = inputs[name];
    delete inputs[name];
    const known = Object.keys(values);
    if (known.length && !known.includes(value)) return notOneOf(to ? label(form, to) : name, known);
    notices.push(words);
    if (to) inputs[to] = values[value] ?? value;
  }
  return unfit(form, inputs) ?? { inputs, notice: notices.join(" "), pins: link.pins };
}

/** @type {(name: string, answers: string[]) => { refused: string }} */
const notOneOf = (name, answers) => ({ refused: `“${name}” must be one of ${answers.map((answer) => `“${answer}”`).join(", ")}` });

/**
 * Why the form cannot take the inputs, if so: it has no such field, or no such answer.
 * @param {HTMLFormElement} form
 * @param {Texts} inputs
 */
function unfit(form, inputs) {
  const known = defaults(form, "link");
  for (const [name, value] of Object.entries(inputs)) {
    if (!Object.hasOwn(known, name)) return { refused: `it names an input that does not exist (${name.slice(0, 40)})` };
    const answers = answersOf(form, name);
    // A list that is not answered for the reader has an empty line, which is no answer to name.
    if (value in answers || !Object.keys(answers).length) continue;
    delete answers[""];
    return notOneOf(label(form, name), Object.values(answers));
  }
}
