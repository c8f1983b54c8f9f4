export type KeepClear = typeof import("./keep-clear.ts");

/** Beside the file that asks for it: the corner and the small player share one. */
export const KEEP_CLEAR = "./clipshelf-keep-clear.js";
