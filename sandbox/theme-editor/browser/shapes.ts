import { sectionId } from "../../storefront/section-id.ts";
import type { AppBlockShape, SectionShape } from "../model.ts";
import { type Files, pageOf } from "./editor-state.ts";
import { model } from "./session.ts";

export function shapeOf(type: string): SectionShape | undefined {
  return model.sections[type];
}

export function blockName(sectionType: string, type: string): string {
  const app = appBlockOf(type);
  if (app) return app.name;
  return shapeOf(sectionType)?.blocks.find((one) => one.type === type)?.name ?? type;
}

export function appBlockOf(type: string): AppBlockShape | undefined {
  const handle = /^shopify:\/\/apps\/[^/]+\/blocks\/([^/]+)/.exec(type)?.[1];
  return model.appBlocks.find((one) => one.type === type || one.handle === handle);
}

/** Where a section appears: after the one before it, or before the one after it. */
export function insertOrder(next: Files, file: string, key: string): object {
  const page = pageOf(next, file);
  const shown = page.order.filter((one) => !page.sections[one]?.disabled);
  const at = shown.indexOf(key);
  const idAt = (index: number) => {
    const other = shown[index];
    return other === undefined ? null : sectionId(file, other);
  };
  return {
    type: "insert-section",
    id: sectionId(file, key),
    after: at > 0 ? idAt(at - 1) : null,
    before: idAt(at + 1),
  };
}

export function templateType(): string {
  return model.template.split(".")[0] ?? model.template;
}

export function fits(
  place: { templates: string[] | null; notTemplates: string[] },
  group: string | null,
  groups: { groups: string[] | null; notGroups: string[] } = { groups: null, notGroups: [] },
): boolean {
  const has = (list: string[], name: string) => list.includes("*") || list.includes(name);
  if (group === null)
    return place.templates === null
      ? !has(place.notTemplates, templateType())
      : has(place.templates, templateType());
  return groups.groups === null ? !has(groups.notGroups, group) : has(groups.groups, group);
}

export function sectionApps(group: string | null): AppBlockShape[] {
  return model.appBlocks.filter((one) => one.target === "section" && fits(one, group));
}
