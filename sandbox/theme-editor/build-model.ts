import type { Extension } from "../storefront/extension.ts";
import type { LiquidFolder } from "../storefront/liquid/folder.ts";
import type { Schema, SettingSchema, Where } from "../storefront/liquid/source.ts";
import { schemaLabel } from "../storefront/locales.ts";
import type { Theme } from "../storefront/theme.ts";
import type { ShopState } from "../world/types.ts";
import type {
  AppBlockShape,
  EditorFile,
  EditorModel,
  Resources,
  SectionShape,
  SettingShape,
} from "./model.ts";

/** Gathers everything the editor shows of a theme, a shop and the extensions. */
export function buildModel(given: {
  session: string;
  shop: ShopState;
  theme: Theme;
  extensions: Extension[];
  appHandle: string;
  template: string;
  locale: string;
}): EditorModel {
  const { shop, theme, locale } = given;
  const templates = theme.templates().filter((name) => theme.template(name) !== null);
  const template = templates.includes(given.template) ? given.template : "index";
  const groups = orderedGroups(theme);
  const files: Record<string, EditorFile> = {
    settings_data: { current: settingsOf(theme) },
  };
  for (const name of templates) {
    const config = theme.template(name);
    if (config) files[`templates/${name}`] = config;
  }
  for (const { file, name } of groups) {
    const config = theme.group(name);
    if (config) files[file] = config;
  }
  const { folder } = theme;
  return {
    session: given.session,
    themeName: theme.name,
    shopName: shop.name,
    locale,
    template,
    templates,
    previewPaths: Object.fromEntries(templates.map((name) => [name, previewPath(shop, name)])),
    groups,
    files,
    sections: Object.fromEntries(
      folder.names("sections", ".liquid").map((type) => [type, sectionShape(folder, type, locale)]),
    ),
    appBlocks: shop.installation
      ? given.extensions.flatMap((one) => appBlocks(one, given.appHandle, locale))
      : [],
    themeSettings: themeSettings(folder, locale),
    resources: resourcesOf(shop, theme),
  };
}

/** Header first, footer last, whatever else between. */
function orderedGroups(theme: Theme): { file: string; name: string }[] {
  const rank = (name: string) => {
    const type = theme.group(name)?.type ?? name;
    return type === "header" ? 0 : type === "footer" ? 2 : 1;
  };
  return theme
    .groups()
    .filter((name) => theme.group(name) !== null)
    .sort((a, b) => rank(a) - rank(b))
    .map((name) => ({ file: `sections/${name}`, name }));
}

function settingsOf(theme: Theme): Record<string, unknown> {
  const { values, blocks, sections } = theme.settingsData();
  return { ...values, blocks, sections };
}

function previewPath(shop: ShopState, template: string): string {
  const [type, suffix] = template.split(".");
  const product = shop.products.find((one) => one.status === "ACTIVE");
  const collection = shop.collections[0];
  const paths: Record<string, string> = {
    index: "/",
    product: product ? `/products/${product.handle}` : "/collections/all",
    collection: `/collections/${collection?.handle ?? "all"}`,
    "list-collections": "/collections",
    cart: "/cart",
    search: "/search?q=a",
    "404": "/not-found",
  };
  const path = paths[type ?? ""] ?? "/";
  return suffix ? `${path}${path.includes("?") ? "&" : "?"}view=${suffix}` : path;
}

function sectionShape(folder: LiquidFolder, type: string, locale: string): SectionShape {
  const schema: Schema = folder.liquid(`sections/${type}.liquid`)?.schema ?? {};
  const label = labeler(folder, locale);
  const own = (schema.blocks ?? []).filter((block) => !block.type.startsWith("@"));
  const themeBlocks = (schema.blocks ?? []).some((block) => block.type === "@theme")
    ? folder.names("blocks", ".liquid").filter((name) => !name.startsWith("_"))
    : [];
  const [preset] = schema.presets ?? [];
  return {
    type,
    name: label(schema.name) || type,
    settings: settingShapes(schema.settings, label),
    blocks: [
      ...own.map((block) => ({
        type: block.type,
        name: label(block.name) || block.type,
        limit: block.limit,
        settings: settingShapes(
          block.settings ?? folder.liquid(`blocks/${block.type}.liquid`)?.schema?.settings,
          label,
        ),
      })),
      ...themeBlocks.map((name) => {
        const blockSchema = folder.liquid(`blocks/${name}.liquid`)?.schema;
        return {
          type: name,
          name: label(blockSchema?.name) || name,
          settings: settingShapes(blockSchema?.settings, label),
        };
      }),
    ],
    maxBlocks: schema.max_blocks ?? 50,
    limit: schema.limit,
    acceptsApps: (schema.blocks ?? []).some((block) => block.type === "@app"),
    preset: preset
      ? {
          name: label(preset.name) || label(schema.name),
          settings: preset.settings ?? {},
          blocks: (Array.isArray(preset.blocks)
            ? preset.blocks
            : Object.values(preset.blocks ?? {})
          ).map((block) => ({ type: block.type, settings: block.settings ?? {} })),
        }
      : null,
    ...places(schema.enabled_on, schema.disabled_on),
  };
}

function places(on: Where | undefined, off: Where | undefined) {
  return {
    // `enabled_on` names every place that is allowed: what it leaves out is not.
    templates: on ? (on.templates ?? []) : null,
    groups: on ? (on.groups ?? []) : null,
    notTemplates: off?.templates ?? [],
    notGroups: off?.groups ?? [],
  };
}

function appBlocks(extension: Extension, appHandle: string, locale: string): AppBlockShape[] {
  const label = labeler(extension.folder, locale);
  return extension.blocks().flatMap((handle) => {
    const schema = extension.block(handle)?.schema;
    if (!schema?.target || schema.target === "compliance_head") return [];
    const { templates, notTemplates } = places(schema.enabled_on, schema.disabled_on);
    return [
      {
        type: `shopify://apps/${appHandle}/blocks/${handle}/${extension.uuid}`,
        handle,
        name: label(schema.name) || handle,
        target: schema.target,
        settings: settingShapes(schema.settings, label),
        templates,
        notTemplates,
      },
    ];
  });
}

function themeSettings(folder: LiquidFolder, locale: string) {
  const label = labeler(folder, locale);
  const groups = folder.data("config/settings_schema.json") as
    | { name: string; settings?: SettingSchema[] }[]
    | null;
  return (groups ?? [])
    .filter((group) => group.settings)
    .map((group) => ({ name: label(group.name), settings: settingShapes(group.settings, label) }));
}

type Label = (text: unknown) => string;

function labeler(folder: LiquidFolder, locale: string): Label {
  // Older schemas hold their translations themselves: { "en": "Heading", "zh-CN": "标题" }.
  return (text) => {
    if (typeof text === "string") return schemaLabel(folder, text, locale);
    const inline = text as Record<string, string> | null | undefined;
    return inline?.[locale] ?? inline?.en ?? "";
  };
}

function settingShapes(settings: SettingSchema[] | undefined, label: Label): SettingShape[] {
  return (settings ?? []).map(({ definition: _definition, ...setting }) => ({
    ...setting,
    label: label(setting.label),
    info: setting.info === undefined ? undefined : label(setting.info),
    content: setting.content === undefined ? undefined : label(setting.content),
    placeholder: setting.placeholder === undefined ? undefined : label(setting.placeholder),
    options: setting.options?.map((option) => ({
      value: option.value,
      label: label(option.label),
    })),
  }));
}

function resourcesOf(shop: ShopState, theme: Theme): Resources {
  const pictures = shop.products.flatMap((product) => product.images.map((image) => image.src));
  const files = shop.files.flatMap((file) => (file.url ? [file.url] : []));
  const names = [...pictures, ...files].map((src) => src.split("?")[0]?.split("/").pop() ?? "");
  return {
    products: shop.products.map((one) => ({ value: one.handle, label: one.title })),
    collections: [
      { value: "all", label: "All products" },
      ...shop.collections.map((one) => ({ value: one.handle, label: one.title })),
    ],
    menus: Object.keys(shop.menus).map((handle) => ({ value: handle, label: handle })),
    images: [...new Set(names)]
      .filter((name) => /\.(jpe?g|png|webp|gif|avif|svg)$/i.test(name))
      .map((name) => ({ value: `shopify://shop_images/${name}`, label: name })),
    schemes: Object.keys(theme.colorSchemes().schemes).map((id) => ({ value: id, label: id })),
  };
}
