import {
  type Context,
  type Emitter,
  type Liquid,
  type Parser,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from "liquidjs";

/** Reads a block tag's body up to its end tag. Throws when that never comes. */
export function readBody(
  tag: { name: string },
  token: TagToken,
  remaining: TopLevelToken[],
  parser: Parser,
): Template[] {
  const body: Template[] = [];
  const stream = parser
    .parseStream(remaining)
    .on(`tag:end${tag.name}`, () => stream.stop())
    .on("template", (template: Template) => body.push(template))
    .on("end", () => {
      throw new Error(`'${token.name}' tag was never closed`);
    });
  stream.start();
  return body;
}

/** `schema`, `doc`, `javascript`, `stylesheet`: read elsewhere, never rendered. */
export class SkippedTag extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    readBody(this, token, remaining, parser);
  }
  render(): void {}
}

export class StyleTag extends Tag {
  private readonly body: Template[];
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    this.body = readBody(this, token, remaining, parser);
  }
  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    emitter.write("<style data-shopify>");
    yield this.liquid.renderer.renderTemplates(this.body, context, emitter);
    emitter.write("</style>");
  }
}
