import { MetafieldsDrop } from "./drops/metafield.ts";
import { BlockDrop, editorAttribute, SectionDrop } from "./drops/section.ts";
import { type Evaluate, SettingsDrop } from "./drops/settings.ts";
import { allowedOn, type Extension, findAppBlock, isAppBlock } from "./extension.ts";
import type { LiquidFile } from "./liquid/folder.ts";
import type { Scope } from "./liquid/scope.ts";
import { sectionId } from "./section-id.ts";
import type { BlockConfig, PageConfig, SectionConfig } from "./theme.ts";
import { themeOrigin } from "./theme-origin.ts";
import type { Visit } from "./visit.ts";

/** Where a section stands. */
export interface Place {
  id: string;
  location: string;
  /** Name of the section group, or null in a template or alone. */
  group: string | null;
  index: number | null;
}

/** The sections of a template or group, in order, without the hidden ones. */
export function renderSections(
  visit: Visit,
  file: string,
  config: PageConfig,
  group: string | null,
): string {
  const shown = config.order.filter((key) => config.sections[key]?.disabled !== true);
  return shown
    .map((key, index) => {
      const section = config.sections[key];
      if (!section) return "";
      return renderSection(visit, section, {
        id: sectionId(file, key),
        location: group ?? "template",
        group,
        index: index + 1,
      });
    })
    .join("");
}

export function renderGroup(visit: Visit, name: string): string {
  const config = visit.theme.group(name);
  if (!config) return `Liquid error: Error in tag 'sections' - '${name}' is not a section group`;
  const html = renderSections(visit, `sections/${name}`, config, config.type ?? name);
  return `<!-- BEGIN sections: ${name} -->\n${html}\n<!-- END sections: ${name} -->`;
}

/** `{% section 'x' %}`: its settings come from settings_data, else from the schema. */
export function renderStaticSection(visit: Visit, name: string): string {
  const kept = visit.theme.settingsData().sections[name];
  const config: SectionConfig = { ...kept, type: kept?.type ?? name };
  return renderSection(visit, config, { id: name, location: "static", group: null, index: null });
}

/** Shopify's own wrapper for app blocks added as sections, for themes without an `apps` section. */
const APPS_SECTION: Pick<LiquidFile, "schema"> = { schema: { name: "Apps", tag: "div" } };

export function renderSection(visit: Visit, config: SectionConfig, place: Place): string {
  const file = visit.theme.folder.liquid(`sections/${config.type}.liquid`);
  if (!file && config.type !== "apps") {
    visit.log.error(`sections/${config.type}.liquid is missing`);
    return `Liquid error: Error in tag 'section' - '${config.type}' is not a valid section type`;
  }
  const schema = (file ?? APPS_SECTION).schema ?? {};
  const scope: Scope = { visit, globals: { ...visit.globals }, origin: themeOrigin(visit) };
  const evaluate = evaluator(visit, scope);
  const draw = blockDrawer(visit, scope, config.type, place);
  const blocks = orderedBlocks(config).flatMap(
    ([id, block]) => draw(id, block, blockSettings(visit, config.type, block, evaluate)) ?? [],
  );
  const section = new SectionDrop({
    ...place,
    settings: new SettingsDrop(visit, schema.settings ?? [], config.settings ?? {}, evaluate),
    blocks,
  });
  scope.globals.section = section;
  scope.contentBlocks = () => blocks.map((block) => block.html()).join("");
  scope.contentBlock = (type, id, attributes) => {
    const saved = config.blocks?.[id];
    const block: BlockConfig = { ...saved, type };
    const settings = blockSettings(visit, config.type, block, evaluate);
    return draw(id, block, settings, attributes)?.html() ?? "";
  };
  const html = file
    ? visit.theme.folder.engine.render(file.templates, scope)
    : blocks.map((block) => block.html()).join("");
  return wrapSection(visit, html, schema, place, config.type);
}

function wrapSection(
  visit: Visit,
  html: string,
  schema: { tag?: string | null; class?: string },
  place: Place,
  type: string,
): string {
  const tag = schema.tag ?? "div";
  const classes = ["shopify-section"];
  if (place.group)
    classes.push(
      `shopify-section-group-${place.group.endsWith("-group") ? place.group : `${place.group}-group`}`,
    );
  if (schema.class) classes.push(schema.class);
  const editor = visit.designMode
    ? ` ${editorAttribute("section", { id: place.id, type, disabled: false })}`
    : "";
  return `<${tag} id="shopify-section-${place.id}" class="${classes.join(" ")}"${editor}>${html}</${tag}>`;
}

function orderedBlocks(config: { blocks?: Record<string, BlockConfig>; block_order?: string[] }) {
  const order = config.block_order ?? Object.keys(config.blocks ?? {});
  return order.flatMap((id) => {
    const block = config.blocks?.[id];
    return block && block.disabled !== true && block.static !== true ? [[id, block] as const] : [];
  });
}

function blockSettings(
  visit: Visit,
  sectionType: string,
  block: BlockConfig,
  evaluate: Evaluate,
): SettingsDrop {
  const { theme } = visit;
  const schema = isAppBlock(block.type)
    ? findAppBlock(visit.extensions, block.type)?.file.schema?.settings
    : (theme.sectionSchema(sectionType)?.blocks?.find((one) => one.type === block.type)?.settings ??
      theme.folder.liquid(`blocks/${block.type}.liquid`)?.schema?.settings);
  return new SettingsDrop(visit, schema ?? [], block.settings ?? {}, evaluate);
}

/** Makes block drops that know how to draw themselves; null for an app's block that is not there. */
function blockDrawer(visit: Visit, scope: Scope, sectionType: string, place: Place) {
  const draw = (
    id: string,
    block: BlockConfig,
    settings: SettingsDrop,
    attributes: Record<string, unknown> = {},
  ): BlockDrop | null => {
    const base = { id, type: block.type, settings, designMode: visit.designMode };
    if (isAppBlock(block.type)) {
      if (!visit.shop.installation) return null;
      const found = findAppBlock(visit.extensions, block.type);
      if (found?.file.schema?.target !== "section") return null;
      if (!allowedOn(found.file.schema, visit.page.type, place.group)) return null;
      const drop: BlockDrop = new BlockDrop({
        ...base,
        type: "@app",
        draw: () => renderAppBlock(visit, found, drop, scope),
      });
      return drop;
    }
    const file = visit.theme.folder.liquid(`blocks/${block.type}.liquid`);
    if (!file) return new BlockDrop({ ...base, draw: null });
    const drop: BlockDrop = new BlockDrop({
      ...base,
      draw: () => {
        const inner: Scope = {
          ...scope,
          globals: { ...scope.globals, ...attributes, block: drop },
        };
        inner.contentBlocks = () =>
          orderedBlocks(block)
            .map(([childId, child]) => {
              const childSettings = blockSettings(
                visit,
                sectionType,
                child,
                evaluator(visit, inner),
              );
              return draw(childId, child, childSettings)?.html() ?? "";
            })
            .join("");
        const html = visit.theme.folder.engine.render(file.templates, inner);
        return file.schema?.tag === null ? html : wrapBlock(drop, html, file.schema ?? {}, "");
      },
    });
    return drop;
  };
  return draw;
}

type FoundBlock = NonNullable<ReturnType<typeof findAppBlock>>;

/** What the files of an extension see, beside the page's objects. */
export function extensionScope(visit: Visit, extension: Extension, globals: object): Scope {
  const { installation } = visit.shop;
  return {
    visit,
    origin: extension.origin(visit.host),
    globals: {
      ...globals,
      app: {
        metafields: new MetafieldsDrop(
          visit,
          `gid://shopify/AppInstallation/${installation?.id ?? "0"}`,
        ),
      },
    },
  };
}

/** The HTML of an app block or embed, with the scripts and styles of its schema noted for the head. */
export function renderAppBlock(
  visit: Visit,
  { extension, handle, file }: FoundBlock,
  block: BlockDrop,
  outer: Pick<Scope, "globals">,
): string {
  const scope = extensionScope(visit, extension, { ...outer.globals, block });
  const schema = file.schema ?? {};
  if (schema.available_if && !available(visit, extension, scope, schema.available_if)) return "";
  const html = extension.folder.engine.render(file.templates, scope);
  if (schema.javascript) visit.page.assets.scripts.add(scope.origin.assetUrl(schema.javascript));
  if (schema.stylesheet) visit.page.assets.styles.add(scope.origin.assetUrl(schema.stylesheet));
  if (schema.target === "head") return html;
  return wrapBlock(block, html, schema, ` data-block-handle="${handle}"`);
}

function wrapBlock(
  block: BlockDrop,
  html: string,
  schema: { tag?: string | null; class?: string },
  extra: string,
): string {
  const tag = schema.tag ?? "div";
  const app = extra === "" ? "" : " shopify-app-block";
  const own = schema.class ? ` ${schema.class}` : "";
  const editor = block.shopify_attributes ? ` ${block.shopify_attributes}` : "";
  return `<${tag} id="shopify-block-${block.id}" class="shopify-block${app}${own}"${extra}${editor}>${html}</${tag}>`;
}

function available(visit: Visit, extension: Extension, scope: Scope, condition: string): boolean {
  const path = condition.replace(/^\{\{\s*|\s*\}\}$/g, "").replace(/^app\.metafields\./, "");
  const [namespace, key] = path.split(".");
  const text = `{{ app.metafields.${namespace}.${key}.value }}`;
  const templates = extension.folder.engine.parse(text, "available_if");
  return extension.folder.engine.render(templates, { ...scope, visit }) === "true";
}

/** Reads `{{ product.metafields.a.b.value }}` in a JSON template's setting. */
function evaluator(visit: Visit, scope: Scope): Evaluate {
  return (expression) => {
    try {
      return visit.theme.folder.engine.evaluate(expression, scope);
    } catch (error) {
      visit.log.error(`The dynamic source {{ ${expression} }} fails: ${(error as Error).message}`);
      return undefined;
    }
  };
}
