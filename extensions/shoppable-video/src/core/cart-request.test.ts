import { describe, expect, it } from "vitest";
import { lineProperty, parseLineProperty } from "../../../../app/contract/events.ts";
import { newId } from "../../../../app/kernel/ids.ts";
import {
  addRequest,
  judgeRefusal,
  quantityOf,
  refusalReason,
  updateCartPayload,
} from "./cart-request.ts";

const credit = lineProperty(newId(), newId(), newId());
const wish = { variantId: "4455", quantity: 2, credit };

describe("cart requests", () => {
  it("asks for the line with its credit and at most five sections", () => {
    const request = addRequest(wish, ["a", "b", "a", "c", "d", "e", "f"], "/products/x");
    expect(request).toEqual({
      items: [{ id: 4455, quantity: 2, properties: { _clipshelf: credit } }],
      sections: ["a", "b", "c", "d", "e"],
      sections_url: "/products/x",
    });
    expect(parseLineProperty(credit)).not.toBeNull();
  });

  it("leaves out what there is none of", () => {
    expect(addRequest({ ...wish, credit: null }, [], "/")).toEqual({
      items: [{ id: 4455, quantity: 2 }],
    });
  });

  it("says the same to the standard action", () => {
    expect(updateCartPayload(wish)).toEqual({
      lines: [
        {
          merchandiseId: "gid://shopify/ProductVariant/4455",
          quantity: 2,
          attributes: [{ key: "_clipshelf", value: credit }],
        },
      ],
    });
  });

  it("counts a variant over all its lines", () => {
    const items = [
      { variant_id: 4455, quantity: 1 },
      { variant_id: 1, quantity: 7 },
      { variant_id: 4455, quantity: 2 },
    ];
    expect(quantityOf({ item_count: 10, items }, "4455")).toBe(3);
  });
});

describe("refusals", () => {
  it("tells what was added from the cart before and after", () => {
    expect(judgeRefusal("Only 3", 1, 3)).toEqual({
      kind: "partly",
      quantity: 2,
      inCart: 3,
      reason: "Only 3",
    });
    expect(judgeRefusal("None left", 3, 3).kind).toBe("refused");
    expect(judgeRefusal("?", null, 3).kind).toBe("refused");
  });

  it("finds the shop's own sentence in every shape it comes in", () => {
    expect(refusalReason({ description: "You can only add 3" })).toBe("You can only add 3");
    expect(refusalReason({ description: { email: ["is invalid"] } })).toBe("is invalid");
    expect(refusalReason({ message: "Cart Error" })).toBe("Cart Error");
    expect(refusalReason("Bad gateway")).toBe("");
    expect(refusalReason(null)).toBe("");
  });
});
