// What the build writes into runtime.mjs: where Python's files are, how large, and how it is to be started.
export declare const runtime: string;
export declare const files: Record<string, { size: number; plain: number; wire: number; integrity: string }>;
export declare const lock: Record<string, unknown>;
export declare const snapshot: { header: string; memory: number; calculators: Record<string, number> };
export declare const variables: Record<string, string>;
