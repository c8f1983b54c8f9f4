import { describe, expect, it } from "vitest";
import { type AccountsRoom, stageAccounts } from "./accounts-room.fixture.ts";
import { seal, unseal } from "./seal.ts";

const signal = new AbortController().signal;
let room: AccountsRoom["room"];
let clock: AccountsRoom["clock"];
const { publish, handoff, connect, account, clips, latest } = stageAccounts((opened) => {
  ({ room, clock } = opened);
});

describe("a sign-in", () => {
  it("is good once, for the person of the shop who began it, and for a quarter of an hour", async () => {
    const expired = { ok: false, fault: { kind: "connect-expired" } };
    const finish = (staff: string, sealed: string, intake = room.intake) =>
      intake.finishSignIn(staff, sealed, signal);
    const first = await handoff("tiktok");
    expect(await finish("8", first.handoff)).toEqual(expired);
    expect(await finish("7", first.handoff, room.openShop().intake)).toEqual(expired);
    expect(await finish("7", first.handoff.replace(/.{4}$/, "AAAA"))).toEqual(expired);
    expect(await finish("7", first.handoff)).toMatchObject({ ok: true, value: { name: "kiln" } });
    expect(await finish("7", first.handoff)).toEqual(expired);

    const late = await handoff("tiktok");
    clock.advance(16 * 60_000);
    expect(await finish("7", late.handoff)).toEqual(expired);
    expect((await account("tiktok")).state).toBe("connected");
  });

  it("is not taken back from a forged, foreign or old state", async () => {
    const { intakeJobs } = room;
    const begun = await room.intake.beginSignIn("7", "youtube");
    const state = new URL(begun.ok ? begun.value.url : "").searchParams.get("state")!;
    const back = (given: string, kind = "youtube") =>
      intakeJobs.readCallback(kind, new URLSearchParams({ state: given, code: "c" }));
    expect(back(state)).not.toBeNull();
    expect(back(state, "tiktok")).toBeNull();
    expect(back(`${state.slice(0, -2)}AA`)).toBeNull();
    expect(back("")).toBeNull();
    // What is sealed as one thing does not open as another.
    expect(back(back(state)!.handoff)).toBeNull();
    clock.advance(16 * 60_000);
    expect(back(state)).toBeNull();
  });

  it("says that the person said no, or that there are no keys", async () => {
    const back = await handoff("instagram", { answer: "deny" });
    expect(await room.intake.finishSignIn("7", back.handoff, signal)).toEqual({
      ok: false,
      fault: { kind: "connect-denied", params: { platform: "Instagram" } },
    });
    const source = room.ports.sources.find(({ kind }) => kind === "instagram")!;
    Object.assign(source, { signIn: undefined });
    expect(await room.intake.beginSignIn("7", "instagram")).toMatchObject({
      fault: { kind: "platform-not-configured" },
    });
    const views = await room.intake.platforms();
    expect(views.map(({ configured }) => configured)).toEqual([true, false, true]);
  });

  it("keeps tokens sealed, and each in its own row", async () => {
    const { id } = await connect("youtube");
    const row = (await room.ports.accounts.findAccount(room.shop.id, id))!;
    expect(row.access).toMatch(/^v1\./);
    const { sealKeys } = room.ports;
    expect(unseal(sealKeys, row.access, `${room.shop.id} account ${id} access`)).toContain(".");
    expect(unseal(sealKeys, row.access, `${room.shop.id} account ${id} refresh`)).toBeNull();
    expect(unseal(sealKeys, row.access, `other account ${id} access`)).toBeNull();
    expect(
      unseal([Buffer.alloc(32, 2)], row.access, `${room.shop.id} account ${id} access`),
    ).toBeNull();
    // A new key seals from now on; the old one still opens.
    const both = [Buffer.alloc(32, 2), ...sealKeys];
    expect(unseal(both, seal(sealKeys, "secret", "here"), "here")).toBe("secret");
  });

  it("with the same account again keeps what is known of it", async () => {
    publish("tiktok", 1);
    const before = await connect("tiktok");
    const after = await connect("tiktok");
    expect(after.id).toBe(before.id);
    expect(await clips()).toHaveLength(1);
    expect(await latest()).toMatchObject({ kind: "tiktok", counts: { done: 0, here: 0 } });
  });
});
