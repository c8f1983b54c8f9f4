/**
 * What the app's page and the admin frame say to each other by postMessage. Both sides drop messages
 * from any other origin or without the mark.
 */
export const MARK = "sandbox-app-bridge";

export interface Message {
  mark: typeof MARK;
  /** A call is answered under its id; an event is not. */
  kind: "call" | "answer" | "event";
  id: number;
  name: string;
  payload: unknown;
  /** Set on an answer that is a refusal. */
  error?: string;
}

export interface NavItem {
  label: string;
  href: string;
}

export interface TitleAction {
  /** Place of the button among the title bar's children. */
  id: number;
  label: string;
  primary: boolean;
  breadcrumb: boolean;
  critical: boolean;
  disabled: boolean;
}

export interface TitleBarState {
  title: string;
  actions: TitleAction[];
}

export interface SaveBarState {
  saveDisabled: boolean;
  saveLoading: boolean;
  discardDisabled: boolean;
  /** Ask before throwing changes away. */
  discardConfirmation: boolean;
}

export interface ToastState {
  id: string;
  message: string;
  duration: number;
  isError: boolean;
  action: string | null;
}

export interface PickerRequest {
  type: string;
  action: "add" | "select";
  /** True: any number; false: one; a number: at most that many. */
  multiple: boolean | number;
  query: string;
  filter: { variants?: boolean; draft?: boolean; archived?: boolean; query?: string };
  selected: { id: string; variants?: { id: string }[] }[];
}

export interface FrameConfig {
  appOrigin: string;
  appHandle: string;
  appName: string;
  shop: string;
  locale: string;
}

export function isMessage(data: unknown): data is Message {
  return Boolean(data) && (data as Message).mark === MARK;
}
