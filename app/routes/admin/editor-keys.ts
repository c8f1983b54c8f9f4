import type { KeyboardEvent } from "react";

/** What the editor's keys do: Space, arrows, S, I, O, and Ctrl or Cmd with Z. */
export interface EditorKeys {
  undo: (() => void) | null;
  redo: (() => void) | null;
  toggle(): void;
  /** Pictures. */
  step(by: number): void;
  split(): void;
  markFrom(): void;
  markTo(): void;
}

const STRIDE = 25;

/** Hears a key anywhere in the editor, unless it belongs to what has the focus. */
export function pressEditorKey(event: KeyboardEvent, keys: EditorKeys): void {
  const target = event.target as HTMLElement;
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "z" && !isTyping(target)) {
    event.preventDefault();
    (event.shiftKey ? keys.redo : keys.undo)?.();
    return;
  }
  if (command || isTyping(target) || target.closest("select,[role=slider]")) return;
  const pictures = event.shiftKey ? STRIDE : 1;
  const deeds: Record<string, (() => void) | undefined> = {
    " ": target.closest("button") ? undefined : keys.toggle,
    ArrowLeft: () => keys.step(-pictures),
    ArrowRight: () => keys.step(pictures),
    s: keys.split,
    i: keys.markFrom,
    o: keys.markTo,
  };
  const deed = deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!deed || target instanceof HTMLInputElement) return;
  event.preventDefault();
  deed();
}

function isTyping(target: HTMLElement): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && ["text", "search", "number"].includes(target.type))
  );
}
