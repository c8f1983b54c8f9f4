import { Drop } from "liquidjs";
import type { MenuLink } from "../../world/types.ts";
import { findProduct, href, type Visit } from "../visit.ts";
import { CollectionDrop, findCollection } from "./collection.ts";
import { ProductDrop } from "./product.ts";

export class LinkListDrop extends Drop {
  private readonly visit: Visit;
  readonly handle: string;
  private readonly menu: MenuLink[];
  constructor(visit: Visit, handle: string, menu: MenuLink[]) {
    super();
    this.visit = visit;
    this.handle = handle;
    this.menu = menu;
  }
  get title() {
    return this.handle.replace(/-/g, " ").replace(/\b\w/g, (char) => char.toUpperCase());
  }
  get levels() {
    return 1;
  }
  get links() {
    return this.menu.map((link) => new LinkDrop(this.visit, link));
  }
}

class LinkDrop extends Drop {
  private readonly visit: Visit;
  private readonly link: MenuLink;
  constructor(visit: Visit, link: MenuLink) {
    super();
    this.visit = visit;
    this.link = link;
  }
  get title() {
    return this.link.translations[this.visit.locale] ?? this.link.title;
  }
  get handle() {
    return this.link.title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  }
  get url() {
    return this.link.url.startsWith("/") ? href(this.visit, this.link.url) : this.link.url;
  }
  get current() {
    return this.visit.path === this.link.url;
  }
  get active() {
    return (
      this.current || (this.link.url !== "/" && this.visit.path.startsWith(`${this.link.url}/`))
    );
  }
  get child_current() {
    return false;
  }
  get child_active() {
    return false;
  }
  get levels() {
    return 0;
  }
  get links() {
    return [];
  }
  get type() {
    return this.object instanceof ProductDrop
      ? "product_link"
      : this.object instanceof CollectionDrop
        ? "collection_link"
        : this.link.url === "/"
          ? "frontpage_link"
          : "http_link";
  }
  get object() {
    const [, kind, handle] = this.link.url.split("/");
    if (kind === "products" && handle) {
      const product = findProduct(this.visit, { handle });
      return product ? new ProductDrop(this.visit, product) : null;
    }
    if (kind === "collections" && handle) {
      const collection = findCollection(this.visit, handle);
      return collection ? new CollectionDrop(this.visit, collection) : null;
    }
    return null;
  }
  override toString(): string {
    return this.title;
  }
}
