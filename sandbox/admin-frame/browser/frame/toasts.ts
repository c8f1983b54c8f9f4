import type { ToastState } from "../protocol.ts";
import { element } from "./dom.ts";

/** Toasts of the app, read out by screen readers. */
export function createToasts(tellApp: (name: string, payload: unknown) => void) {
  const region = document.querySelector<HTMLElement>("[data-toasts]");
  const shown = new Map<string, HTMLElement>();
  const hide = (id: string) => {
    shown.get(id)?.remove();
    shown.delete(id);
  };
  return {
    hide,
    show(toast: ToastState) {
      const close = element("button", { type: "button", "aria-label": "×" }, "×");
      const box = element("div", { class: toast.isError ? "toast error" : "toast" }, toast.message);
      if (toast.action) {
        const action = element("button", { type: "button" }, toast.action);
        action.addEventListener("click", () => tellApp("toastAction", { id: toast.id }));
        box.append(action);
      }
      const dismiss = () => {
        if (!shown.has(toast.id)) return;
        hide(toast.id);
        tellApp("toastDismissed", { id: toast.id });
      };
      close.addEventListener("click", dismiss);
      box.append(close);
      shown.set(toast.id, box);
      region?.append(box);
      setTimeout(dismiss, toast.duration);
    },
  };
}
