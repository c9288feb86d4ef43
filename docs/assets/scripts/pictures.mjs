// Saves an answer as a picture: SVG as Python wrote it, or PNG drawn from that. Loaded when it is first asked for.
import { save } from "./copy-and-save.mjs";
import { made } from "./elements.mjs";
/** @import { Picture } from "./types.d.ts" */

// Sharp on screens with small pixels and on paper.
const SCALE = 2;

/**
 * Show every picture with a button for each form it can be saved in.
 * @param {string} calculator its name
 * @param {Picture[]} pictures
 * @param {(what: string, entries: HTMLLIElement[]) => void} openDialog
 * @param {(words: string) => void} report
 */
export function offerPictures(calculator, pictures, openDialog, report) {
  const entries = pictures.map((picture) => {
    const file = `${calculator}-${picture.name}`;
    const image = made("img", { src: addressOf(picture.svg), alt: picture.title || "The answer" });
    const svg = made("button", { type: "button", textContent: "SVG", ariaLabel: `Save ${file} as SVG` });
    svg.addEventListener("click", () => {
      save(`${file}.svg`, "image/svg+xml", picture.svg);
      report(`Saved ${file}.svg.`);
    });
    const png = made("button", { type: "button", textContent: "PNG", ariaLabel: `Save ${file} as PNG` });
    png.addEventListener("click", async () => {
      try {
        save(`${file}.png`, "image/png", await drawn(picture.svg));
        report(`Saved ${file}.png.`);
      } catch (error) {
        report(`This browser could not draw the PNG (${/** @type {Error} */ (error).message}). The SVG holds the same.`);
      }
    });
    return made("li", { className: "picture" }, image, svg, png);
  });
  openDialog("Save a picture of this answer", entries);
}

const addressOf = (/** @type {string} */ svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/**
 * The bytes of a PNG.
 * @param {string} svg
 */
async function drawn(svg) {
  const image = made("img", { src: addressOf(svg) });
  await image.decode();
  const canvas = made("canvas", { width: SCALE * image.naturalWidth, height: SCALE * image.naturalHeight });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("it gives no canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("it made no file");
  return new Uint8Array(await blob.arrayBuffer());
}
