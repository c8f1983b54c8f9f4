import {
  type Context,
  type Emitter,
  evalToken,
  Hash,
  type Liquid,
  type Parser,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
  toValueSync,
  type ValueToken,
} from "liquidjs";
import { openPage } from "../drops/paged.ts";
import { list } from "../filters/define.ts";
import { toNumber } from "../liquid/numbers.ts";
import { scopeOf } from "../liquid/scope.ts";
import { toText } from "../liquid/text.ts";
import { href, type Visit } from "../visit.ts";
import { readBody } from "./raw.ts";

const MOST_PER_PAGE = 250;

/** `{% paginate collection.products by 24 %}`: inside, that list is one page of itself. */
export class PaginateTag extends Tag {
  private readonly list: ValueToken;
  private readonly size: ValueToken;
  private readonly hash: Hash;
  private readonly body: Template[];
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    const source = this.tokenizer.readValue();
    const by = this.tokenizer.readIdentifier().content;
    const size = this.tokenizer.readValue();
    if (!source || by !== "by" || !size)
      throw new Error("Valid syntax: paginate [collection] by [number]");
    this.list = source;
    this.size = size;
    this.hash = new Hash(this.tokenizer);
    this.body = readBody(this, token, remaining, parser);
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const { visit } = scopeOf(context);
    const options = (yield this.hash.render(context)) as { window_size?: unknown };
    const asked = toNumber(yield evalToken(this.size, context));
    const pageSize = Math.min(MOST_PER_PAGE, Math.max(1, asked || 50));
    const steps = (yield this.steps(context)) as (string | number)[];
    const owner = steps.length > 1 ? toValueSync(context._get(steps.slice(0, -1))) : null;
    const last = steps.at(-1) as string;
    // A list that shows a part of itself when not paged names the whole one `…_all`.
    const whole =
      (owner && toValueSync(context._getFromScope(owner, [`${last}_all`], false))) ??
      (yield evalToken(this.list, context));
    const items = list(whole);
    const pages = Math.max(1, Math.ceil(items.length / pageSize));
    const parameter = "page";
    const wanted = Number(visit.query.get(parameter)) || 1;
    const current = Math.min(Math.max(1, Math.floor(wanted)), pages);
    const offset = (current - 1) * pageSize;
    const shown = items.slice(offset, offset + pageSize);
    const close = owner && typeof owner === "object" ? openPage(owner, last, shown) : () => {};
    context.push({
      paginate: paginate(visit, {
        parameter,
        pageSize,
        offset,
        current,
        pages,
        items: items.length,
        window: toNumber(options.window_size) || 3,
      }),
      ...(owner ? {} : { [last]: shown }),
    });
    try {
      yield this.liquid.renderer.renderTemplates(this.body, context, emitter);
    } finally {
      context.pop();
      close();
    }
  }

  private *steps(context: Context): Generator<unknown, (string | number)[], unknown> {
    const { props } = this.list as unknown as { props?: ValueToken[] };
    const steps: (string | number)[] = [];
    for (const step of props ?? []) {
      const value: unknown = yield evalToken(step, context);
      steps.push(typeof value === "number" ? value : toText(value));
    }
    return steps;
  }
}

interface State {
  parameter: string;
  pageSize: number;
  offset: number;
  current: number;
  pages: number;
  items: number;
  window: number;
}

function paginate(visit: Visit, state: State) {
  const address = (page: number) => {
    const query = new URLSearchParams(visit.query);
    for (const internal of ["section_id", "sections"]) query.delete(internal);
    if (page === 1) query.delete(state.parameter);
    else query.set(state.parameter, String(page));
    const tail = query.toString();
    return `${href(visit, visit.path)}${tail ? `?${tail}` : ""}`;
  };
  const link = (page: number, title: string) => ({ title, url: address(page), is_link: true });
  const parts: { title: string; url?: string; is_link: boolean }[] = [];
  for (let page = 1; page <= state.pages; page++) {
    const near = Math.abs(page - state.current) < state.window;
    if (page === state.current) parts.push({ title: String(page), is_link: false });
    else if (near || page === 1 || page === state.pages) parts.push(link(page, String(page)));
    else if (parts.at(-1)?.title !== "…") parts.push({ title: "…", is_link: false });
  }
  const chinese = visit.locale.startsWith("zh");
  return {
    page_size: state.pageSize,
    current_offset: state.offset,
    current_page: state.current,
    items: state.items,
    pages: state.pages,
    page_param: state.parameter,
    parts: state.pages > 1 ? parts : [],
    previous:
      state.current > 1 ? link(state.current - 1, chinese ? "上一页" : "&laquo; Previous") : null,
    next:
      state.current < state.pages
        ? link(state.current + 1, chinese ? "下一页" : "Next &raquo;")
        : null,
  };
}
