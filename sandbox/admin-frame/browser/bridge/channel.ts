import { isMessage, MARK, type Message } from "../protocol.ts";

export interface Channel {
  /** Asks the frame and waits for its answer. */
  call<T>(name: string, payload?: unknown): Promise<T>;
  tell(name: string, payload?: unknown): void;
  on(name: string, listener: (payload: never) => void): void;
}

/** Talks to the admin frame, which is the top window and was served from `frameOrigin`. */
export function openChannel(frameOrigin: string): Channel {
  const frame = window.top ?? window.parent;
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Map<string, (payload: never) => void>();
  let count = 0;
  const post = (message: Omit<Message, "mark">) =>
    frame.postMessage({ mark: MARK, ...message }, frameOrigin);

  window.addEventListener("message", (event) => {
    if (event.origin !== frameOrigin || event.source !== frame || !isMessage(event.data)) return;
    const message = event.data;
    if (message.kind === "answer") waiting.get(message.id)?.(message);
    else listeners.get(message.name)?.(message.payload as never);
  });

  return {
    call(name, payload = null) {
      count += 1;
      const id = count;
      return new Promise((resolve, reject) => {
        waiting.set(id, (message) => {
          waiting.delete(id);
          if (message.error) reject(new Error(message.error));
          else resolve(message.payload as never);
        });
        post({ kind: "call", id, name, payload });
      });
    },
    tell(name, payload = null) {
      post({ kind: "event", id: 0, name, payload });
    },
    on(name, listener) {
      listeners.set(name, listener);
    },
  };
}
