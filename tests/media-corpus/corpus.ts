import type { CorpusFile } from "./make-file.ts";
import { PLAYABLE } from "./playable.ts";
import { REFUSED } from "./refused.ts";

export const CORPUS: CorpusFile[] = [...PLAYABLE, ...REFUSED];
