import type { Scene } from "../scene.ts";
import { kitchenScenes } from "./kitchen.ts";
import { lightScenes } from "./light.ts";
import { linenScenes } from "./linen.ts";
import { stonewareScenes } from "./stoneware.ts";
import { teaScenes } from "./tea.ts";

/** Every product picture, by file name. */
export const allScenes: Record<string, Scene> = {
  ...stonewareScenes,
  ...teaScenes,
  ...linenScenes,
  ...lightScenes,
  ...kitchenScenes,
};
