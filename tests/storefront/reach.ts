import type { Page } from "playwright-core";

/** Roles that take the focus: each must say what it is. */
const CONTROLS = ["button", "slider", "link", "radio", "textbox", "checkbox", "combobox", "dialog"];

/** Controls in the accessibility tree that a screen reader could not name. */
export async function unnamed(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes
    .filter(({ ignored, role }) => !ignored && CONTROLS.includes(String(role?.value)))
    .filter(({ name }) => !String(name?.value ?? "").trim())
    .map(({ role, nodeId }) => `${role?.value} ${nodeId}`);
}

/**
 * Targets of ours narrower or lower than 24 CSS px (WCAG 2.5.8), and those that stick out of the window to
 * a side. Links within a sentence are free of the rule.
 */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const holdersOf = (part: Element): Element[] =>
      part.parentElement ? [part.parentElement, ...holdersOf(part.parentElement)] : [];
    const roots: ParentNode[] = [document];
    for (const element of document.querySelectorAll("*"))
      if (element.shadowRoot) roots.push(element.shadowRoot);
    const modal = [...roots]
      .flatMap((root) => [...root.querySelectorAll("dialog:modal")])
      .findLast((dialog) => dialog.checkVisibility());
    for (const root of roots)
      for (const part of root.querySelectorAll<HTMLElement>(
        ":is(button, a[href], input, select, textarea, summary)",
      )) {
        const ours =
          root !== document || part.closest("clipshelf-placement, clipshelf-dock, .clipshelf");
        const shown = part.checkVisibility({ opacityProperty: false, visibilityProperty: true });
        const inert = part.closest("[inert]") || (modal && !modal.contains(part));
        if (!ours || !shown || inert || part.closest("p > a")) continue;
        // A radio fills its label, which is what one touches.
        const box = (part.closest("label") ?? part).getBoundingClientRect();
        const name = `${part.className || part.localName} “${(part.ariaLabel ?? part.textContent ?? "").trim().slice(0, 30)}”`;
        if (box.width < 24 || box.height < 24)
          found.push(`${name} is ${Math.round(box.width)} × ${Math.round(box.height)}`);
        const scrolls = holdersOf(part).some((holder) =>
          /auto|scroll/.test(getComputedStyle(holder).overflowX),
        );
        if (!scrolls && (box.left < -1 || box.right > innerWidth + 1))
          found.push(
            `${name} leaves the window: ${Math.round(box.left)} to ${Math.round(box.right)}`,
          );
      }
    if (document.documentElement.scrollWidth > innerWidth + 1)
      found.push(`The page is ${document.documentElement.scrollWidth} px wide`);
    return found;
  });
}
