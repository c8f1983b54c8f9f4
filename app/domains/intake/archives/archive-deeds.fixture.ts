import { newId } from "../../../kernel/ids.ts";
import type { Platform } from "../index.ts";
import { type IntakeRoom, NOW } from "../intake-room.fixture.ts";
import { receiveBytes } from "../receive-part.server.ts";

const DAY = 24 * 60 * 60 * 1000;
/** That many days ago, to the second: no export tells more. */
export const at = (days: number) => Math.floor((NOW - days * DAY) / 1000) * 1000;

/** A post of TikTok. */
export const TIKTOK_ID = "7311111111111111111";

/** What tests of archives do in the room that is open, and how they look at what came of it. */
export function archiveDeeds(opened: () => IntakeRoom) {
  return {
    /** Announces an archive and sends it in pieces, as the upload door would take it. */
    async send(bytes: Buffer, name = "export.zip", staff = "1") {
      const room = opened();
      const file = { name, bytes: bytes.length, contentType: "application/zip", modified: 1 };
      const begun = await room.intake.beginUpload(staff, file);
      if (!begun.ok || begun.value.step !== "archive") throw new Error(JSON.stringify(begun));
      const { archiveId: id, received } = begun.value;
      const piece = Math.ceil((bytes.length - received) / 3);
      for (let from = received; from < bytes.length; from += piece) {
        const body = async function* () {
          yield bytes.subarray(from, from + piece);
        };
        const claims = { shopId: room.shop.id, of: "archive" as const, id, bytes: bytes.length };
        const taken = await receiveBytes(room.ports, claims, from, body());
        if (!taken.ok) throw new Error(taken.fault.kind);
      }
      await room.work();
      return id;
    },
    view: async (id: string) => (await opened().intake.archives()).find((each) => each.id === id)!,
    /** Brings in what an archive adds and gives; answers that import. */
    async bringIn(archiveId: string) {
      const { intake, work } = opened();
      const id = newId();
      const started = await intake.startArchive({ id, staff: "1" }, archiveId);
      if (!started.ok) throw new Error(started.fault.kind);
      await work();
      return (await intake.imports()).find((each) => each.id === id)!;
    },
    clips: async () => {
      const { videos } = await opened().media.list({ sort: "title", limit: 100 });
      return videos.map(({ id, title, status }) => ({ id, title, status }));
    },
    posted: (id: string) => opened().intake.post(id),
    /** A clip of a post that waits for its file, as looking through an account makes one. */
    async wait(kind: Platform, postId: string, more: { title: string; at: number | null }) {
      const { media, ports, shop } = opened();
      const id = newId();
      await media.awaitClip({ id, name: `${postId}.mp4`, title: more.title, source: kind });
      await ports.store.setOrigin(
        shop.id,
        { videoId: id, kind, ref: `${kind}:${postId}`, page: null, bytes: 0, sha256: null },
        NOW,
      );
      await ports.accounts.putPost(shop.id, {
        ...{ videoId: id, kind, postId, author: "kiln", publishedAt: more.at, duration: null },
        counts: { views: 5, likes: null, comments: null, shares: null },
        countedAt: NOW,
      });
      return id;
    },
  };
}
