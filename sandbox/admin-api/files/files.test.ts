import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../fixtures/running-sandbox.ts";
import { safe } from "./file-bytes.ts";
import { imageSize } from "./image-size.ts";

/** A whole picture of one pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let sandbox: TestSandbox;
let token: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  token = (await sandbox.signIn()).accessToken ?? "";
});
afterAll(() => sandbox.close());

const ask = async (query: string, variables: Record<string, unknown>) =>
  (await sandbox.raw(token, query, variables)).body.data;

const stage = async (more: Record<string, unknown> = {}) => {
  const { stagedUploadsCreate } = await ask(
    "mutation($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url resourceUrl parameters { name value } } userErrors { field message } } }",
    {
      input: [
        {
          filename: "poster.png",
          mimeType: "image/png",
          resource: "IMAGE",
          httpMethod: "POST",
          ...more,
        },
      ],
    },
  );
  return {
    target: stagedUploadsCreate.stagedTargets[0] as {
      url: string;
      resourceUrl: string;
      parameters: { name: string; value: string }[];
    },
    errors: stagedUploadsCreate.userErrors,
  };
};

const upload = (target: Awaited<ReturnType<typeof stage>>["target"], bytes: Buffer) => {
  const form = new FormData();
  for (const { name, value } of target.parameters) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(bytes)], { type: "image/png" }), "poster.png");
  return fetch(target.url, { method: "POST", body: form });
};

const create = async (originalSource: string, more: Record<string, unknown> = {}) =>
  (
    await ask(
      "mutation($files: [FileCreateInput!]!) { fileCreate(files: $files) { files { id fileStatus } userErrors { code } } }",
      { files: [{ originalSource, contentType: "IMAGE", ...more }] },
    )
  ).fileCreate;

/** Polls as an app does, until the file is done. */
const done = async (id: string) => {
  const states = [];
  for (let turn = 0; turn < 100; turn += 1) {
    const { node } = await ask(
      "query($id: ID!) { node(id: $id) { ... on MediaImage { fileStatus fileErrors { code } image { url width height } } } }",
      { id },
    );
    states.push(node.fileStatus);
    if (["READY", "FAILED"].includes(node.fileStatus)) return { ...node, states };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The file was never done");
};

const uploaded = async (bytes: Buffer) => {
  const { target } = await stage();
  expect((await upload(target, bytes)).status).toBe(201);
  return target.resourceUrl;
};

describe("a picture", () => {
  it("is uploaded by form, becomes a file in steps, and lies on the CDN", async () => {
    const made = await create(await uploaded(PNG), { alt: "Poster" });
    expect(made).toMatchObject({ files: [{ fileStatus: "UPLOADED" }], userErrors: [] });
    const file = await done(made.files[0].id);
    // A busy machine may look too late to see the first of them.
    expect(["UPLOADED", "PROCESSING", "READY"].join()).toContain([...new Set(file.states)].join());
    expect(file.states.length).toBeGreaterThan(1);
    expect(file.image).toMatchObject({ width: 1, height: 1 });
    expect(file.image.url).toMatch(/\/cdn\/shop\/files\/poster\.png\?v=\d+$/);
    const served = await fetch(file.image.url);
    expect(served.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await served.arrayBuffer())).toEqual(PNG);
  });

  it("can be uploaded by PUT", async () => {
    const { target } = await stage({ httpMethod: "PUT" });
    const answer = await fetch(target.url, { method: "PUT", body: new Uint8Array(PNG) });
    expect(answer.status).toBe(200);
    expect((await create(target.resourceUrl)).userErrors).toEqual([]);
  });

  it("FAILED when it is none", async () => {
    for (const bytes of [Buffer.from("no picture"), Buffer.alloc(0), PNG.subarray(0, 20)]) {
      const made = await create(await uploaded(bytes));
      const file = await done(made.files[0].id);
      expect(file).toMatchObject({
        fileStatus: "FAILED",
        image: null,
        fileErrors: [{ code: "IMAGE_PROCESSING_FAILURE" }],
      });
    }
  });

  it("takes the place of the one with its name when asked, and another name otherwise", async () => {
    const named = { filename: "same.png" };
    const first = await create(await uploaded(PNG), named);
    const second = await create(await uploaded(PNG), named);
    const third = await create(await uploaded(PNG), {
      ...named,
      duplicateResolutionMode: "REPLACE",
    });
    expect(second.files[0].id).not.toBe(first.files[0].id);
    expect(third.files[0].id).toBe(first.files[0].id);
    const raise = await create(await uploaded(PNG), {
      ...named,
      duplicateResolutionMode: "RAISE_ERROR",
    });
    expect(raise.userErrors).toEqual([{ code: "FILENAME_ALREADY_EXISTS" }]);
  });

  it("is gone when deleted, and cannot be deleted twice", async () => {
    const made = await create(await uploaded(PNG), { filename: "gone.png" });
    const { id } = made.files[0];
    await done(id);
    const path = join(sandbox.sandbox.folders.files, "gone.png");
    expect(existsSync(path)).toBe(true);
    const remove = async () =>
      (
        await ask(
          "mutation($ids: [ID!]!) { fileDelete(fileIds: $ids) { deletedFileIds userErrors { code } } }",
          { ids: [id] },
        )
      ).fileDelete;
    expect(await remove()).toEqual({ deletedFileIds: [id], userErrors: [] });
    expect(existsSync(path)).toBe(false);
    expect(await remove()).toEqual({
      deletedFileIds: null,
      userErrors: [{ code: "FILE_DOES_NOT_EXIST" }],
    });
  });
});

describe("an upload", () => {
  it("is refused with a forged policy", async () => {
    const { target } = await stage();
    const forged = (name: string, value: string) => ({
      ...target,
      parameters: target.parameters.map((one) => (one.name === name ? { name, value } : one)),
    });
    const other = target.parameters.find((one) => one.name === "key")?.value ?? "";
    for (const bad of [
      forged("x-goog-signature", "0".repeat(64)),
      forged("key", `${other}x`),
      forged("policy", Buffer.from('{"key":"x","expires":9999999999}').toString("base64url")),
    ])
      expect((await upload(bad, PNG)).status).toBe(403);
    expect((await create(target.resourceUrl)).userErrors).toEqual([
      { code: "INVALID_IMAGE_SOURCE_URL" },
    ]);
  });

  it("needs a size for videos and a picture's type for pictures", async () => {
    expect((await stage({ resource: "VIDEO", mimeType: "video/mp4" })).errors[0].field).toContain(
      "fileSize",
    );
    expect((await stage({ mimeType: "text/plain" })).errors[0].field).toContain("mimeType");
  });
});

describe("names and sizes", () => {
  it("keeps names inside the folder", () => {
    expect(safe("../../etc/passwd")).toBe("_.._etc_passwd");
    expect(safe("影.png")).toBe("_.png");
    expect(safe("..")).toBe("file");
  });

  it("reads the pixels of what the demo shows", () => {
    const path = join(import.meta.dirname, "../../demo/pictures/tide-mug-oat.webp");
    const size = imageSize(readFileSync(path));
    expect(size?.type).toBe("image/webp");
    expect(size?.width).toBeGreaterThan(200);
    expect(imageSize(PNG)).toEqual({ width: 1, height: 1, type: "image/png" });
    expect(imageSize(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBeNull();
  });
});
