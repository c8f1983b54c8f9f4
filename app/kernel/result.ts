/** An expected failure is a value; only the unexpected is thrown. `kind` is what callers switch on. */
export type Result<T, E extends Fault = Fault> = { ok: true; value: T } | { ok: false; fault: E };

/**
 * Why a verb refused. `kind` is stable and translated at the edge (`faults.<kind>` in app/locales);
 * `params` fill that sentence's placeholders.
 */
export type Fault<K extends string = string> = {
  kind: K;
  params?: Record<string, string | number>;
};

export function ok(): Result<void, never>;
export function ok<T>(value: T): Result<T, never>;
export function ok<T>(value?: T): Result<T | undefined, never> {
  return { ok: true, value };
}

export function refuse<K extends string>(
  kind: K,
  params?: Record<string, string | number>,
): Result<never, Fault<K>> {
  return { ok: false, fault: params ? { kind, params } : { kind } };
}
