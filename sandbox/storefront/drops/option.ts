import { Drop } from "liquidjs";
import type { ProductDrop, VariantDrop } from "./product.ts";

/** An option of a product with its values and which one is chosen. */
export class OptionDrop extends Drop {
  private readonly product: ProductDrop;
  private readonly index: number;
  constructor(product: ProductDrop, index: number) {
    super();
    this.product = product;
    this.index = index;
  }
  get name() {
    return this.product.product.options[this.index]?.name ?? "";
  }
  get position() {
    return this.index + 1;
  }
  get selected_value(): string | null {
    return this.product.selected_or_first_available_variant?.options[this.index] ?? null;
  }
  get values() {
    return (this.product.product.options[this.index]?.values ?? []).map(
      (name) => new OptionValueDrop(this.product, this.index, name),
    );
  }
  override toString(): string {
    return this.name;
  }
  toJSON() {
    return {
      name: this.name,
      position: this.position,
      values: this.values.map((value) => value.name),
    };
  }
}

/** Compares and prints as its name, like the strings that older themes expect. */
class OptionValueDrop extends Drop {
  private readonly product: ProductDrop;
  private readonly index: number;
  readonly name: string;
  constructor(product: ProductDrop, index: number, name: string) {
    super();
    this.product = product;
    this.index = index;
    this.name = name;
  }
  get id() {
    const option = this.product.product.options[this.index];
    const position = option ? option.values.indexOf(this.name) : 0;
    return Number(`${Number(this.product.product.id) % 1_000_000}${this.index}${position}`);
  }
  get selected() {
    return this.product.selected_or_first_available_variant?.options[this.index] === this.name;
  }
  /** The variant with this value and, for the other options, what is selected now. */
  get variant(): VariantDrop | null {
    const selected = this.product.selected_or_first_available_variant?.options ?? [];
    const wanted = selected.map((value, index) => (index === this.index ? this.name : value));
    return (
      this.product.variants.find((one) => one.options.every((value, i) => value === wanted[i])) ??
      null
    );
  }
  get available() {
    return this.variant?.available ?? false;
  }
  get product_url() {
    return null;
  }
  get swatch() {
    return null;
  }
  override valueOf(): string {
    return this.name;
  }
  override toString(): string {
    return this.name;
  }
  toJSON(): string {
    return this.name;
  }
}
