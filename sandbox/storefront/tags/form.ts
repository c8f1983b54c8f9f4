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
  type ValueToken,
} from "liquidjs";
import { ProductDrop } from "../drops/product.ts";
import { attributes } from "../filters/define.ts";
import { scopeOf } from "../liquid/scope.ts";
import { toText } from "../liquid/text.ts";
import { href, type Visit } from "../visit.ts";
import { readBody } from "./raw.ts";

interface FormShape {
  action: (visit: Visit) => string;
  id: (value: unknown) => string | null;
  class: string | null;
  multipart?: true;
  hidden?: (visit: Visit) => Record<string, string>;
}

const account = (path: string, id: string): FormShape => ({
  action: (visit) => href(visit, path),
  id: () => id,
  class: null,
});

/** The forms of Shopify's Liquid: where each posts, and the hidden fields it carries. */
const FORMS: Record<string, FormShape> = {
  product: {
    action: (visit) => href(visit, "/cart/add"),
    id: (value) => (value instanceof ProductDrop ? `product_form_${value.id}` : null),
    class: "shopify-product-form",
    multipart: true,
  },
  cart: {
    action: (visit) => href(visit, "/cart"),
    id: () => "cart_form",
    class: "shopify-cart-form",
    multipart: true,
  },
  localization: {
    action: (visit) => href(visit, "/localization"),
    id: () => "localization_form",
    class: "shopify-localization-form",
    multipart: true,
    hidden: (visit) => ({
      _method: "put",
      return_to: `${href(visit, visit.path)}${visit.query.size > 0 ? `?${visit.query}` : ""}`,
    }),
  },
  currency: {
    action: (visit) => href(visit, "/cart/update"),
    id: () => "currency_form",
    class: "shopify-currency-form",
    hidden: (visit) => ({ return_to: href(visit, visit.path) }),
  },
  contact: {
    action: (visit) => `${href(visit, "/contact")}#ContactForm`,
    id: () => "contact_form",
    class: "contact-form",
  },
  customer: {
    action: (visit) => `${href(visit, "/contact")}#contact_form`,
    id: () => "contact_form",
    class: "contact-form",
  },
  new_comment: account("/blogs/comments", "comment_form"),
  guest_login: account("/account/login", "customer_login_guest"),
  activate_customer_password: account("/account/activate", "activate_customer_password"),
  create_customer: account("/account", "create_customer"),
  customer_address: account("/account/addresses", "address_form"),
  customer_login: account("/account/login", "customer_login"),
  recover_customer_password: account("/account/recover", "recover_customer_password"),
  reset_customer_password: account("/account/reset", "reset_customer_password"),
  storefront_password: account("/password", "login_form"),
};

/** `{% form 'product', product, id: 'x' %} … {% endform %}` */
export class FormTag extends Tag {
  private readonly type: ValueToken;
  private readonly subject: ValueToken | undefined;
  private readonly hash: Hash;
  private readonly body: Template[];
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    const type = this.tokenizer.readValue();
    if (!type) throw new Error("'form' tag needs the type of the form in quotes");
    this.type = type;
    this.subject = this.readSubject();
    this.hash = new Hash(this.tokenizer);
    this.body = readBody(this, token, remaining, parser);
  }

  /** A second argument without a name. */
  private readSubject(): ValueToken | undefined {
    this.tokenizer.skipBlank();
    if (this.tokenizer.peek() !== ",") return undefined;
    const start = this.tokenizer.p;
    this.tokenizer.advance();
    const value = this.tokenizer.readValue();
    this.tokenizer.skipBlank();
    if (value && this.tokenizer.peek() !== ":") return value;
    this.tokenizer.p = start;
    return undefined;
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const { visit } = scopeOf(context);
    const type = toText(yield evalToken(this.type, context));
    const shape = FORMS[type];
    if (!shape) throw new Error(`Invalid form type "${type}"`);
    const subject: unknown = this.subject ? yield evalToken(this.subject, context) : null;
    const { return_to, ...given } = (yield this.hash.render(context)) as Record<string, unknown>;
    const hidden = { ...shape.hidden?.(visit) };
    if (return_to !== undefined)
      hidden.return_to = return_to === "back" ? href(visit, visit.path) : toText(return_to);
    const base = {
      method: "post",
      action: shape.action(visit),
      id: shape.id(subject),
      "accept-charset": "UTF-8",
      class: shape.class,
      enctype: shape.multipart ? "multipart/form-data" : null,
    };
    emitter.write(
      `<form${attributes({ ...base, ...given })}><input type="hidden" name="form_type" value="${type}" /><input type="hidden" name="utf8" value="✓" />`,
    );
    for (const [name, value] of Object.entries(hidden))
      emitter.write(`<input${attributes({ type: "hidden", name, value })} />`);
    context.push({ form: formObject(visit, type) });
    yield this.liquid.renderer.renderTemplates(this.body, context, emitter);
    context.pop();
    if (subject instanceof ProductDrop)
      emitter.write(
        `<input${attributes({ type: "hidden", name: "product-id", value: subject.id })} />`,
      );
    emitter.write("</form>");
  }
}

function formObject(visit: Visit, type: string) {
  const failed = visit.page.formErrors;
  const errors = Object.assign([...failed.map(() => "form")], {
    messages: { form: failed.join(" ") },
    translated_fields: { form: "" },
  });
  return {
    id: type,
    errors: failed.length > 0 ? errors : null,
    "posted_successfully?": visit.page.posted === type,
    email: "",
    body: "",
    author: "",
    name: "",
    phone: "",
  };
}
