import { expect, it } from "vitest";
import { draftKey } from "./use-draft.ts";

it("takes two drafts for the same whatever the order of their keys, and for others when anything differs", () => {
  const typed = { moments: [{ kind: "coupon", id: "1", to: null }], title: "Tea" };
  const kept = { title: "Tea", moments: [{ id: "1", to: null, kind: "coupon" }] };
  expect(draftKey(typed)).toBe(draftKey(kept));
  expect(draftKey({ ...kept, title: "Tea " })).not.toBe(draftKey(kept));
  expect(draftKey({ tags: ["a", "b"] })).not.toBe(draftKey({ tags: ["b", "a"] }));
});
