import type { Liquid } from "liquidjs";
import { ContentForTag, SectionsTag, SectionTag } from "./content.ts";
import { FormTag } from "./form.ts";
import { PaginateTag } from "./paginate.ts";
import { LayoutTag, ThemeRenderTag } from "./partial.ts";
import { SkippedTag, StyleTag } from "./raw.ts";

/** Tags that Shopify has and LiquidJS has not, or has otherwise. */
export const TAGS: Record<string, Parameters<Liquid["registerTag"]>[1]> = {
  content_for: ContentForTag,
  doc: SkippedTag,
  form: FormTag,
  javascript: SkippedTag,
  layout: LayoutTag,
  paginate: PaginateTag,
  render: ThemeRenderTag,
  schema: SkippedTag,
  section: SectionTag,
  sections: SectionsTag,
  style: StyleTag,
  stylesheet: SkippedTag,
};
