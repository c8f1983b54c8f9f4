import { Drop, Tokenizer, toValue } from "liquidjs";

/**
 * A whole number that is a float to Liquid: `8 | times: 1.0` prints "8.0" and divides without
 * flooring. JavaScript has one number type, so whole floats need a wrapper; fractions do not.
 */
export class Float extends Drop {
  readonly number: number;
  constructor(number: number) {
    super();
    this.number = number;
  }
  override valueOf(): number {
    return this.number;
  }
  override toString(): string {
    return this.number.toFixed(1);
  }
  toJSON(): number {
    return this.number;
  }
}

/** The number as a Liquid float. */
export function float(number: number): number | Float {
  return Number.isInteger(number) ? new Float(number) : number;
}

/** A Liquid value as a number; text that is no number counts as 0, as in Shopify. */
export function toNumber(value: unknown): number {
  const plain = toValue(value);
  if (typeof plain === "number") return plain;
  if (typeof plain === "string") {
    const match = /^\s*-?\d+(\.\d+)?/.exec(plain);
    return match ? Number(match[0]) : 0;
  }
  return 0;
}

/** Whether arithmetic with this value gives a float. */
export function isFloat(value: unknown): boolean {
  if (value instanceof Float) return true;
  const plain = toValue(value);
  if (typeof plain === "number") return !Number.isInteger(plain);
  return typeof plain === "string" && /^\s*-?\d+\.\d+\s*$/.test(plain);
}

/**
 * LiquidJS reads the literal `100.0` as the integer 100. This makes its tokenizer keep what was
 * written; there is no option for it, and `divided_by: 100.0` is everywhere in themes.
 */
export function keepFloatLiterals(): void {
  const prototype = Tokenizer.prototype as { readNumber: () => NumberLike | undefined } & {
    [PATCHED]?: true;
  };
  if (prototype[PATCHED]) return;
  prototype[PATCHED] = true;
  const readNumber = prototype.readNumber;
  prototype.readNumber = function (this: unknown) {
    const token = readNumber.call(this as never);
    if (token && Number.isInteger(token.content) && token.getText().includes("."))
      token.content = new Float(token.content as number);
    return token;
  };
}

const PATCHED = Symbol("keeps float literals");

interface NumberLike {
  content: number | Float;
  getText(): string;
}
