import { READY_RULES } from "./claim-rules.ts";
import type { ClaimRuleId, LawId, Market, Severity } from "./index.ts";
import { type FlatText, flatten, type Span, spanIn } from "./match-words.ts";

export interface FoundClaim extends Span {
  rule: ClaimRuleId;
  severity: Severity;
  /** Of the markets asked for. */
  laws: LawId[];
}

/**
 * Advertising claims in a text that a law or code of these markets is against, one a rule: the first that
 * stands there. Full-width letters, case, spaces between Chinese characters and traditional forms make no
 * difference.
 */
export function findClaims(text: string, markets: readonly Market[]): FoundClaim[] {
  const flat = flatten(text);
  return READY_RULES.flatMap((rule) => {
    const laws = rule.laws.filter((law) => markets.includes(marketOf(law)));
    if (laws.length === 0) return [];
    const span =
      first(text, flat.spaced, flat.spacedAt, rule.enFind, rule.enExcept) ??
      first(text, flat.squeezed, flat.squeezedAt, rule.zhFind, rule.zhExcept);
    return span ? [{ rule: rule.id, severity: rule.severity, laws, ...span }] : [];
  });
}

/** The first letters of a law's id. */
export function marketOf(law: LawId): Market {
  return law.slice(0, 2) as Market;
}

function first(
  text: string,
  flat: FlatText["spaced"],
  places: number[],
  find: RegExp[],
  except: RegExp[],
): Span | null {
  let best: { start: number; length: number } | null = null;
  const fine: { start: number; end: number }[] = [];
  for (const pattern of except)
    for (const { 0: found, index } of flat.matchAll(pattern))
      fine.push({ start: index, end: index + found.length });
  for (const pattern of find)
    for (const { 0: found, index } of flat.matchAll(pattern)) {
      const end = index + found.length;
      if (fine.some((passage) => passage.start < end && index < passage.end)) continue;
      if (!best || index < best.start) best = { start: index, length: found.trimEnd().length };
      break;
    }
  return best && spanIn(text, places, best.start, best.length);
}
