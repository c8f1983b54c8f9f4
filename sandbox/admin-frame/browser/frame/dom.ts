/** Makes an element with attributes and children in one go. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const WORDS = {
  en: {
    save: "Save",
    discard: "Discard",
    unsaved: "Unsaved changes",
    stay: "Stay",
    leave: "Leave page",
    leaveTitle: "Leave page with unsaved changes?",
    leaveText: "Leaving this page will delete all unsaved changes.",
    addProducts: "Add products",
    selectProducts: "Select products",
    search: "Search products",
    cancel: "Cancel",
    add: "Add",
    select: "Select",
    none: "No products match your search.",
    available: "available",
    chosen: "selected",
    close: "Close",
    draft: "Draft",
    archived: "Archived",
  },
  "zh-CN": {
    save: "保存",
    discard: "放弃",
    unsaved: "有未保存的更改",
    stay: "留在此页",
    leave: "离开页面",
    leaveTitle: "离开页面？还有未保存的更改",
    leaveText: "离开后，未保存的更改将会丢失。",
    addProducts: "添加产品",
    selectProducts: "选择产品",
    search: "搜索产品",
    cancel: "取消",
    add: "添加",
    select: "选择",
    none: "没有符合搜索条件的产品。",
    available: "件可售",
    chosen: "项已选",
    close: "关闭",
    draft: "草稿",
    archived: "已归档",
  },
} as const;

export type Words = { [key in keyof (typeof WORDS)["en"]]: string };

export function words(locale: string): Words {
  return locale.startsWith("zh") ? WORDS["zh-CN"] : WORDS.en;
}
