import { beforeEach, describe, expect, it, vi } from "vitest";

/** A browser's history: a step takes its time, and goes from where the browser was when it was asked for. */
class Browser extends EventTarget {
  entries: unknown[] = [null];
  at = 0;
  refuses = false;
  #steps: number[] = [];

  get state() {
    return this.entries[this.at];
  }
  pushState(state: unknown) {
    if (this.refuses) throw new DOMException("The operation is insecure.", "SecurityError");
    this.entries.splice(++this.at, Infinity, state);
  }
  go(by: number) {
    this.#steps.push(this.at + by);
  }
  /** The steps that are on their way arrive. */
  arrive() {
    for (let to = this.#steps.shift(); to !== undefined; to = this.#steps.shift()) this.#stepTo(to);
  }
  back() {
    this.#stepTo(this.at - 1);
  }
  #stepTo(to: number) {
    this.at = to;
    this.dispatchEvent(new Event("popstate"));
  }
}

let browser: Browser;
let steps: typeof import("./back-steps.ts");
let closed: string[];

beforeEach(async () => {
  browser = new Browser();
  closed = [];
  vi.stubGlobal("history", browser);
  vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
  vi.stubGlobal("removeEventListener", browser.removeEventListener.bind(browser));
  vi.resetModules();
  steps = await import("./back-steps.ts");
});

/** A layer that, as dialogs do, also says that it has gone when the button has closed it. */
const open = (name: string) => {
  const gone = steps.addLayer(() => {
    closed.push(name);
    gone();
  });
  return gone;
};

describe("the back button", () => {
  it("closes what lies on top, then the player, then leaves the page to itself", () => {
    open("player");
    open("sheet");
    expect(browser.at).toBe(2);
    browser.back();
    expect(closed).toEqual(["sheet"]);
    browser.back();
    expect(closed).toEqual(["sheet", "player"]);
    expect([browser.at, browser.state]).toEqual([0, null]);
  });

  it("finds no entry of a layer that was closed by hand", () => {
    open("player");
    open("sheet")();
    browser.arrive();
    expect(browser.at).toBe(1);
    browser.back();
    expect(closed).toEqual(["player"]);
  });

  it("closes a sheet that was opened while another one's step back was on its way", () => {
    open("player");
    const gone = open("comments");
    gone();
    open("question");
    browser.arrive();
    expect(closed).toEqual([]);
    expect(browser.at).toBe(2);
    browser.back();
    expect(closed).toEqual(["question"]);
    browser.back();
    expect(closed).toEqual(["question", "player"]);
    expect(browser.at).toBe(0);
  });

  it("leaves nothing behind when the player closes while a step is on its way", () => {
    open("player");
    const gone = open("sheet");
    gone();
    steps.clearLayers();
    browser.arrive();
    expect([browser.at, closed]).toEqual([0, []]);
    open("another player");
    browser.back();
    expect(closed).toEqual(["another player"]);
  });

  it("closes two at once when the browser skips an entry nobody has touched", () => {
    open("player");
    open("question");
    browser.at = 1;
    browser.back();
    expect(closed).toEqual(["player", "question"]);
  });

  it("is not ours in a frame that refuses entries, and closing works", () => {
    browser.refuses = true;
    open("player");
    open("sheet")();
    steps.clearLayers();
    browser.arrive();
    expect([browser.at, closed]).toEqual([0, []]);
  });

  it("does not take an entry of an earlier player for one of this one's", () => {
    open("first");
    steps.clearLayers();
    browser.arrive();
    browser.at = 1;
    open("second");
    browser.back();
    expect(closed).toEqual(["second"]);
  });
});
