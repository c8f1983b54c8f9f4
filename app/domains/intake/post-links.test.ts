import { describe, expect, it } from "vitest";
import { makePost } from "../../../sandbox/platforms/platforms.fixture.ts";
import { newId } from "../../kernel/ids.ts";
import { type AccountsRoom, NOW, stageAccounts } from "./accounts-room.fixture.ts";

let room: AccountsRoom["room"];
let platforms: AccountsRoom["platforms"];
let clock: AccountsRoom["clock"];
const { publish, clips, latest } = stageAccounts((opened) => {
  ({ room, platforms, clock } = opened);
});

describe("links of posts", () => {
  it("come in beside links of files, each as its platform lets it, with the tags of the order", async () => {
    publish("tiktok", 1);
    publish("youtube", 2);
    const tiktok = makePost("tiktok", NOW, 1).id;
    const order = { id: newId(clock), staff: "7", tags: ["spring"] };
    await room.intake.importLinks(order, [
      `https://vm.tiktok.com/${tiktok.slice(-8)}/`,
      `https://youtu.be/${makePost("youtube", NOW, 2).id}`,
      "https://www.instagram.com/reel/Cnobody1234/",
      "https://www.youtube.com/watch?v=gone0000000",
    ]);
    await room.work();
    expect(await clips()).toEqual([
      ["Post 1 Fresh from the kiln", "wanted"],
      ["Post 2", "wanted"],
    ]);
    const batch = await latest();
    expect(batch.items.map(({ fault }) => fault?.kind)).toEqual([
      "instagram-needs-account",
      "post-not-found",
    ]);
    const [video] = (await room.media.list({ sort: "title", limit: 1 })).videos;
    expect(video!.tags).toEqual(["spring", "Stoneware", "茶"]);
    // The same post by its long link is here already.
    const again = [`https://www.tiktok.com/@kiln/video/${tiktok}`];
    clock.advance(1);
    await room.intake.importLinks({ ...order, id: newId(clock) }, again);
    await room.work();
    expect(await latest()).toMatchObject({ counts: { here: 1, done: 0 } });
  });

  it("come in from a list, with the words of its row before the platform's, and go when it is undone", async () => {
    publish("tiktok", 1, 2);
    const [one, two] = [1, 2].map((days) => makePost("tiktok", NOW, days).id);
    const list = Buffer.from(
      [
        "link,title,tags,products",
        `https://www.tiktok.com/@kiln/video/${one},My words,mine,p-1`,
        `https://www.tiktok.com/@kiln/video/${two},,,`,
        `https://m.tiktok.com/v/${two}.html,,,`,
        "https://youtu.be/gone0000000,,,",
        "ftp://example.com/a,,,",
      ].join("\n"),
    );
    const planned = await room.intake.planList(list);
    expect(planned).toMatchObject({ value: { ready: 3, here: 0, faulty: 2 } });
    expect(planned.ok && planned.value.rows.map(({ faults }) => faults[0]?.fault.kind)).toEqual([
      ...[undefined, undefined, "row-repeated", undefined, "link-not-https"],
    ]);
    expect(platforms.standIns.tiktok.log).toEqual([]);
    const order = { id: newId(clock), staff: "7", tags: [] };
    await room.intake.importList(order, { name: "posts.csv", file: list });
    await room.work();
    expect(await clips()).toEqual([
      ["My words", "wanted"],
      ["Post 2 Fresh from the kiln", "wanted"],
    ]);
    const batch = await latest();
    expect(batch).toMatchObject({ kind: "list", counts: { done: 2, failed: 1 } });
    const [mine] = (await room.media.list({ sort: "title", limit: 1 })).videos;
    expect(await room.media.get(mine!.id)).toMatchObject({
      ...{ source: "tiktok", tags: ["mine", "Stoneware", "茶"] },
      ...{ description: "Post 1 Fresh from the kiln #Stoneware #茶 #2026" },
      products: [{ product: { id: "1" } }],
    });
    expect(await room.intake.planList(list)).toMatchObject({ value: { ready: 1, here: 2 } });
    expect(await room.intake.undoImport(batch.id)).toEqual({ ok: true, value: { removed: 2 } });
    expect(await clips()).toEqual([]);
  });
});
