import {
  type Context,
  type Emitter,
  evalToken,
  type Liquid,
  type Parser,
  RenderTag,
  Tag,
  type TagToken,
  type TopLevelToken,
  type ValueToken,
} from "liquidjs";
import { BlockDrop } from "../drops/section.ts";
import { scopeOf } from "../liquid/scope.ts";
import { toText } from "../liquid/text.ts";

/** The parts of LiquidJS' own tag that are private in its types. */
interface Internals {
  file: unknown;
  forBinding?: { alias?: string };
}

/** `{% render 'snippet' %}`, and `{% render block %}` for a block of an app. */
export class ThemeRenderTag extends RenderTag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid, parser);
    const { file, forBinding } = this as unknown as Internals;
    if (forBinding && typeof file === "string") forBinding.alias ??= file;
  }
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const { file } = this as unknown as Internals;
    if (file && typeof file === "object" && !Array.isArray(file)) {
      const value: unknown = yield evalToken(file as ValueToken, context);
      if (value instanceof BlockDrop) {
        emitter.write(value.html());
        return;
      }
      throw new Error("render needs the name of a snippet in quotes, or a block");
    }
    yield super.render(context, emitter);
  }
}

/** `{% layout none %}` and `{% layout 'name' %}`: read by the page once its template is rendered. */
export class LayoutTag extends Tag {
  private readonly argument: string;
  private readonly value: ValueToken | undefined;
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    this.argument = token.args.trim();
    this.value = this.argument === "none" ? undefined : this.tokenizer.readValue();
  }
  *render(context: Context): Generator<unknown, void, unknown> {
    const name = this.value ? toText(yield evalToken(this.value, context)) : null;
    scopeOf(context).visit.page.layout = name;
  }
}
