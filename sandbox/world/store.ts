import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ShopState, World } from "./types.ts";

/**
 * The sandbox's memory: one JSON document, changed in place and written to disk shortly after (and at
 * close), by rename, so that a killed sandbox wakes with a whole one. Without a path it lives in memory.
 */
export interface WorldStore {
  readonly world: World;
  /** Throws when there is no such shop. */
  shop(domain: string): ShopState;
  /** Call after changing anything. */
  changed(): void;
  nextId(shop: ShopState): string;
  close(): void;
}

export function openWorld(path: string | null): WorldStore {
  const world = load(path);
  let timer: NodeJS.Timeout | null = null;
  const save = () => {
    timer = null;
    if (!path) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.part`, JSON.stringify(world));
    renameSync(`${path}.part`, path);
  };
  return {
    world,
    shop(domain) {
      const shop = world.shops[domain];
      if (!shop) throw new Error(`The sandbox has no shop ${domain}`);
      return shop;
    },
    changed() {
      timer ??= setTimeout(save, 50);
    },
    nextId(shop) {
      shop.nextId += 1;
      return String(shop.nextId);
    },
    close() {
      if (!timer) return;
      clearTimeout(timer);
      save();
    },
  };
}

function load(path: string | null): World {
  if (!path) return { shops: {} };
  try {
    return JSON.parse(readFileSync(path, "utf8")) as World;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { shops: {} };
    throw new Error(`The sandbox's data at ${path} cannot be read; remove it to start over`, {
      cause: error,
    });
  }
}
