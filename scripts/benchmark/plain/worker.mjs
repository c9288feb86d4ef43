import { start } from "./common.mjs";

const starting = start();
self.addEventListener("message", async ({ data }) => self.postMessage((await starting)(data)));
