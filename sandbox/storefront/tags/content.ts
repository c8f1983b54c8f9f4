import {
  type Context,
  type Emitter,
  evalToken,
  Hash,
  type Liquid,
  Tag,
  type TagToken,
  type TopLevelToken,
  toValue,
  type ValueToken,
} from "liquidjs";
import { scopeOf } from "../liquid/scope.ts";
import { toText } from "../liquid/text.ts";
import { renderGroup, renderStaticSection } from "../sections.ts";

/** A tag with one quoted or computed argument first. */
class NamedTag extends Tag {
  protected readonly argument: ValueToken;
  protected readonly hash: Hash;
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    const argument = this.tokenizer.readValue();
    if (!argument) throw new Error(`'${token.name}' tag needs a name`);
    this.argument = argument;
    this.hash = new Hash(this.tokenizer);
  }
  render(_context: Context, _emitter: Emitter): unknown {
    return undefined;
  }
}

/** `{% section 'name' %}`: a section with the settings kept in settings_data. */
export class SectionTag extends NamedTag {
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const name = toText(yield evalToken(this.argument, context));
    emitter.write(renderStaticSection(scopeOf(context).visit, name));
  }
}

/** `{% sections 'header-group' %}` */
export class SectionsTag extends NamedTag {
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const name = toText(yield evalToken(this.argument, context));
    emitter.write(renderGroup(scopeOf(context).visit, name));
  }
}

/** `{% content_for 'blocks' %}` and `{% content_for 'block', type: …, id: … %}` */
export class ContentForTag extends NamedTag {
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const kind = toText(yield evalToken(this.argument, context));
    const values = (yield this.hash.render(context)) as Record<string, unknown>;
    const scope = scopeOf(context);
    if (kind === "blocks") emitter.write(scope.contentBlocks?.() ?? "");
    else if (kind === "block") {
      const { type, id, ...attributes } = values;
      emitter.write(scope.contentBlock?.(toText(type), toText(toValue(id)), attributes) ?? "");
    } else throw new Error(`content_for '${kind}' is not known`);
  }
}
