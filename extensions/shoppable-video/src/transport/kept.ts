type Allowed = () => boolean;
/** `sessionStorage`: no longer than the visit. */
type Place = "localStorage" | "sessionStorage";

/**
 * The one way in which anything is kept in this browser: what is kept under `key`, after keeping `text`
 * where that is given. Null: there is nothing, or it cannot be kept. What was kept with a permission that
 * is gone goes with it; some in-app browsers close storage altogether.
 */
export function kept(
  key: string,
  allowed: Allowed,
  text?: string,
  place: Place = "localStorage",
): string | null {
  try {
    const storage = window[place];
    if (!allowed()) storage.removeItem(key);
    else if (text !== undefined) storage.setItem(key, text);
    return storage.getItem(key);
  } catch {
    return null;
  }
}

/** The same for a value. Null also where somebody else wrote there. */
export function keptValue<T>(key: string, allowed: Allowed, value?: T, place?: Place): T | null {
  try {
    return JSON.parse(kept(key, allowed, JSON.stringify(value), place) ?? "null") as T | null;
  } catch {
    return null;
  }
}
