import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signedRequest } from "../../sandbox/platforms/instagram.ts";
import { answerConsent, makePost } from "../../sandbox/platforms/platforms.fixture.ts";
import { type AccountsRoom, NOW, stageAccounts } from "../domains/intake/accounts-room.fixture.ts";
import { newId } from "../kernel/ids.ts";
import { readTarget } from "./hot-door.ts";
import { createPlatformDoor } from "./platform.ts";

let room: AccountsRoom["room"];
let platforms: AccountsRoom["platforms"];
let clock: AccountsRoom["clock"];
let server: Server;
let origin: string;
const { signal } = new AbortController();
stageAccounts((opened) => {
  ({ room, platforms, clock } = opened);
});

beforeEach(async () => {
  const door = createPlatformDoor({ intake: room.intakeJobs, origin: "https://app.example" });
  server = createServer((request, response) => {
    void door(request, response, readTarget(request.url ?? "/"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function connect(intake = room.intake) {
  clock.advance(1_000);
  const begun = await intake.beginSignIn("7", "instagram");
  if (!begun.ok) throw new Error(begun.fault.kind);
  const back = await answerConsent(begun.value.url, "allow");
  const { handoff } = room.intakeJobs.readCallback("instagram", back.searchParams)!;
  await intake.finishSignIn("7", handoff, signal);
  await room.work();
}
const states = async (intake = room.intake) =>
  (await intake.platforms()).flatMap(({ accounts }) => accounts.map(({ state }) => state));
const send = (what: string, signed: string, kind = "instagram") =>
  fetch(`${origin}/platform/${kind}/${what}`, {
    method: "POST",
    body: new URLSearchParams({ signed_request: signed }),
  });

describe("what Meta says of a person", () => {
  it("is believed when it is signed with the app's secret, and by nobody else", async () => {
    const { instagram } = platforms.standIns;
    instagram.account.posts.push(makePost("instagram", NOW, 1));
    await connect();
    const [signature, payload] = signedRequest(instagram).split(".");
    const altered = Buffer.from(`{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":1}`);
    for (const forged of [
      ...["", ".", `${signature}.`, `${signature}.${payload}.`, signedRequest(instagram, "other")],
      `${signature}.${altered.toString("base64url")}`,
    ])
      expect((await send("deauthorize", forged)).status, forged).toBe(400);
    expect((await send("deauthorize", signedRequest(instagram), "tiktok")).status).toBe(400);
    expect((await fetch(`${origin}/platform/instagram/delete`)).status).toBe(405);
    expect((await send("other", signedRequest(instagram))).status).toBe(404);
    expect((await send("delete", "x".repeat(20_000))).status).toBe(413);
    expect(await states()).toEqual(["connected"]);

    clock.advance(2_000);
    const notice = signedRequest(instagram);
    expect((await send("deauthorize", notice)).status).toBe(200);
    expect(await states()).toEqual(["lapsed"]);
    // Said again after the person has come back, it is old news.
    await connect();
    expect((await send("deauthorize", notice)).status).toBe(200);
    expect(await states()).toEqual(["connected"]);
  });

  it("deletes what was told of them in every shop, keeps the clips, and can be looked up", async () => {
    const { instagram } = platforms.standIns;
    instagram.account.posts.push(makePost("instagram", NOW, 1));
    const other = room.openShop();
    await connect();
    await connect(other.intake);
    const [clip] = (await room.media.list({ sort: "newest", limit: 5 })).videos;
    expect(await room.intake.post(clip!.id)).toMatchObject({ author: "kiln" });
    const answered = await send("delete", signedRequest(instagram));
    const { url, confirmation_code: code } = await answered.json();
    expect(url).toBe(`https://app.example/platform/instagram/deleted/${code}`);
    expect([await states(), await states(other.intake)]).toEqual([[], []]);
    expect(await room.intake.post(clip!.id)).toBeNull();
    expect((await room.media.get(clip!.id))?.status).toBe("ready");

    const page = await fetch(url.replace("https://app.example", origin));
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(text).toContain(code);
    expect(text).toContain("Your Instagram data has been deleted");
    expect(text).toContain("您的 Instagram 数据已删除");
    expect(text).not.toContain("kiln");
    for (const unknown of [newId(), "x", "../../etc"])
      expect((await fetch(`${origin}/platform/instagram/deleted/${unknown}`)).status).toBe(404);
    expect((await fetch(`${origin}/platform/tiktok/deleted/${code}`)).status).toBe(404);
    // Asked for again there is nothing left, and it is answered all the same.
    expect((await send("delete", signedRequest(instagram))).status).toBe(200);
  });
});
