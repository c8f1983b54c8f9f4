import { float, isFloat, toNumber } from "../liquid/numbers.ts";
import { defineAll } from "./define.ts";

/** Integers stay integers, and one float makes the result a float, as in Ruby. */
function arithmetic(compute: (left: number, right: number, whole: boolean) => number) {
  return (value: unknown, { args }: { args: unknown[] }) => {
    const whole = !isFloat(value) && !isFloat(args[0]);
    const result = compute(toNumber(value), toNumber(args[0]), whole);
    const clean = Number(result.toPrecision(15));
    return whole ? clean : float(clean);
  };
}

function divisor(right: number): number {
  if (right === 0) throw new Error("divided by 0");
  return right;
}

export const mathFilters = defineAll({
  abs: (value) => (isFloat(value) ? float(Math.abs(toNumber(value))) : Math.abs(toNumber(value))),
  at_least: (value, { args }) => (toNumber(args[0]) > toNumber(value) ? args[0] : value),
  at_most: (value, { args }) => (toNumber(args[0]) < toNumber(value) ? args[0] : value),
  ceil: (value) => Math.ceil(toNumber(value)),
  divided_by: arithmetic((left, right, whole) =>
    whole ? Math.floor(left / divisor(right)) : left / right,
  ),
  floor: (value) => Math.floor(toNumber(value)),
  minus: arithmetic((left, right) => left - right),
  modulo: arithmetic((left, right) => ((left % divisor(right)) + right) % right),
  plus: arithmetic((left, right) => left + right),
  round: (value, { args }) => {
    const digits = toNumber(args[0]);
    const number = toNumber(value);
    const scale = 10 ** digits;
    const rounded = (Math.sign(number) * Math.round(Math.abs(number) * scale + 1e-9)) / scale;
    return digits > 0 ? float(rounded) : rounded;
  },
  times: arithmetic((left, right) => left * right),
});
