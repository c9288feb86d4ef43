// What the page and its worker say to each other, and what is stored between pages. Only the type checker reads this.
import type { PyProxy } from "pyodide/ffi";

/** Texts by the name of an input. */
export type Texts = Record<string, string>;

/** Replies as JSON, one after the other. */
export type Steps = Iterable<string> & PyProxy;

/** What a question finds in Python: `calculators/bridge/`. */
export type Bridge = Record<"folded" | "paper" | "compared", (request: string, files: PyProxy) => Steps> &
  Record<"paper_file" | "paper_opened" | "rows" | "saved_rows" | "opened" | "elsewhere" | "file", (request: string, files: PyProxy) => string> & {
    answer(request: string, files: PyProxy, due: () => boolean): Steps;
    arrived(name: string, packed: PyProxy): void;
    rehearse(name: string): Steps;
  };

/** From the page: start Python, with these calculators in it. */
export interface Start {
  kind: "start";
  names: string[];
}

/** From the page: this calculator will be asked, so take it in; the reader may be near its form already. */
export interface Need {
  kind: "need" | "near";
  name: string;
}

/** From the page: the first text of an answer is put up. */
export interface Shown {
  shown: true;
}

/** From the page: give up what this calculator is working on. */
export interface Stop {
  kind: "stop";
  name: string;
}

/** A file that was opened in place of a table's rows, with its path where it comes from a folder. */
export interface OpenedFile {
  path: string;
  file: File;
}

/**
 * From the page: a question to a calculator or the decision paper. `kind` is the name of a function of Python's bridge,
 * or that of a file to save; `request` is what Python's bridge reads, as JSON; `files` are what the reader opened, by field.
 */
export interface Question {
  id: number;
  kind: string;
  name: string;
  request: string;
  files: Record<string, Blob | OpenedFile[]>;
  /** Other calculators that Python must take in first; those that cannot be loaded are named in the request. */
  needs?: string[];
}

/** What a part of the page asks for; the worker's client numbers it and makes a `Question` of it. */
export interface Request {
  name: string;
  kind?: string;
  inputs?: Texts;
  field?: string;
  /** Which of the calculator's folds reads the file. */
  fold?: string;
  files?: Record<string, Blob | OpenedFile[]>;
  needs?: string[];
  /** Of a decision paper: its contents, the site's address, the form in which it is saved, or the link to be opened. */
  paper?: { details: Texts; calculators: Omit<PaperEntry, "from">[] };
  site?: string;
  form?: string;
  link?: string;
  /** Pinned answers to be compared, as they are kept or as they stand in a link. */
  pins?: (KeptPin | string)[];
}

/** From the worker: the share of bytes that have come while Python starts. */
export interface Starting {
  share: number;
}

/** From the worker: why Python could not start or stopped. */
export interface Failed {
  failed: string;
  /** Whether that was a damaged file, which is whole now. */
  mended: boolean;
}

/** From the worker: Python runs; what it was started from, why not from the quicker one, and the addresses that were loaded. */
export interface Ready {
  ready: true;
  from: "snapshot" | "archive";
  why?: string;
  loaded: string[];
}

/** From the worker: a reply of Python's bridge to the question of that number. */
export interface Replied {
  id: number;
  name: string;
  reply: Reply;
}

/** An answer so far. See `calculators/bridge/` for what each key of a reply means. */
export interface Answer {
  state: "answer";
  /** The markup inside each part of the answer; null where better is on its way. */
  parts: Record<string, string | null>;
  link: string;
  scenario: Texts;
  /** What the answer adds to the scenario, beside what the form says. */
  known: Record<string, { text: string; label: string }>;
  too_long: string[];
  /** The one field that was changed, and what it did to the first figure that moved. */
  did: [string, string];
  rows: Record<string, string[]>;
  /** Words to choose from beside a field, such as the columns of an opened file. */
  offers: Record<string, string[]>;
}

export interface Progress {
  state: "progress";
  share?: number;
  doing: string;
}

export interface Finished {
  state: "finished";
}

/** Nothing was computed: a sentence by field; a cell is named as `quotes[3].price`. */
export interface Refused {
  state: "refused";
  errors: Texts;
  /** The two numbers that what was typed can mean. */
  readings?: Record<string, string[]>;
  offers?: Record<string, string[]>;
}

export interface SavedFile {
  state: "file";
  name: string;
  type: string;
  /** What is in it; bytes stand in `base64` in its place. */
  text?: string;
  base64?: string;
}

/** Rows that were read from a file or a pasted text, as one line. */
export interface RowsRead {
  state: "rows";
  text: string;
  read: number;
  errors: Texts;
}

/** Saved inputs that were opened, and the names in them that this calculator does not have; or pinned answers. */
export interface InputsOpened {
  state: "opened";
  inputs: Texts;
  left_out: string[];
  pins?: KeptPin[];
}

/** A pinned answer as a file and a reload keep it; see `calculators/bridge/comparing.py`. */
export interface KeptPin {
  name: string;
  inputs: Texts;
  version: number;
  /** The labels of tables of the reader's own that it rests on and that are not kept. */
  without: string[];
}

/** A pinned answer of this tab: with rows of the reader's own, as text or as opened files, by their fields. */
export interface Pin extends KeptPin {
  own?: Texts;
  files?: Record<string, OpenedFile[]>;
}

/** Pinned answers side by side; see `calculators/bridge/` for what each key means. */
export interface Compared {
  state: "compared";
  pins: KeptPin[];
  opens: Texts[];
  markup: string;
  link: string;
}

/** What an opened file comes to: the inputs that it fills, and what was read, in a sentence. */
export interface Folded {
  state: "folded";
  inputs: Texts;
  words: string;
}

/** One calculator in a decision paper; see `calculators/paper/contents.py`. */
export interface PaperEntry {
  name: string;
  inputs: Texts;
  version?: number;
  note: string;
  included: boolean;
  without?: string[];
  /** Whether it follows what this tab types, or keeps what an opened paper said. */
  from: "tab" | "file";
}

/** What a reader put into a decision paper. */
export interface PaperState {
  details: Texts;
  calculators: PaperEntry[];
}

/** A decision paper; see `calculators/bridge/` for what each key means. */
export interface PaperReply {
  state: "paper";
  /** The markup inside each part. */
  parts: Record<string, string | null>;
  order: string[];
  sheets: string[];
  link: string;
  link_length: number;
  link_without: string[];
  left_out: Texts;
}

/** The contents of a saved paper or of a link. */
export interface PaperOpened {
  state: "paper-opened";
  paper: { details: Texts; calculators: Partial<PaperEntry>[] };
}

/** An answer as other pages show it: a text by what it is called, and pictures as SVG. */
export interface Elsewhere {
  state: "elsewhere";
  forms: Texts;
  pictures: Picture[];
}

export interface Picture {
  name: string;
  /** What its chart shows; empty where it has none. */
  title: string;
  svg: string;
}

export type Reply = Answer | Progress | Finished | Refused | SavedFile | RowsRead | InputsOpened | Folded | PaperReply | PaperOpened | Elsewhere | Compared;

/** How the start of Python stands, as the page tells its parts. */
export type PythonState =
  | { name: "asleep" }
  | { name: "starting"; share?: number }
  | ({ name: "ready" } & Ready)
  | { name: "failed"; reason: string; outdated: boolean };

/** What a form said when the reader left it: its texts, its opened files, and the address it was typed under. */
export interface StoredInputs {
  inputs: Texts;
  files: Record<string, OpenedFile[]>;
  hash: string;
  /** What the page said of a link or a file; a reload forgets it. */
  notice?: string;
  /** Files that a reload lost, to be opened again. */
  lost?: string[];
  /** Whether anything differs from the defaults. */
  changed?: boolean;
  /** Whether the reader asked for it to stand in the decision paper. */
  put?: boolean;
}

/** A value that this tab knows, and the page it was given on. */
export interface Known {
  text: string;
  label: string;
  /** What stands for an answer on its page. */
  words?: string;
  path: string;
  title: string;
}

/** What became of an input that an older version had: see `Renamed` in `calculators/core/calculator.py`. */
export interface RenamedInput {
  to: string;
  values: Texts;
  words: string;
}

/** An entry of a calculator's form that has a name. */
export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A cell of a table of rows. */
export type Cell = HTMLInputElement | HTMLSelectElement;

/** The scripts that only some pages need, by their files. */
export interface Later {
  "checklist.mjs": typeof import("./checklist.mjs");
  "opened-files.mjs": typeof import("./opened-files.mjs");
  "paper.mjs": typeof import("./paper.mjs");
  "pictures.mjs": typeof import("./pictures.mjs");
  "pins.mjs": typeof import("./pins.mjs");
  "records.mjs": typeof import("./records.mjs");
}

declare global {
  interface Window {
    /** The worker that the page made before its script came; whoever takes it over leaves null. */
    earlyWorker?: Worker | null;
    /** The theme's stream of pages; it swaps them without loading them anew. */
    document$?: { subscribe(heard: () => void): void };
  }
  interface Navigator {
    /** Not in every browser. */
    connection?: { saveData?: boolean };
  }
}
