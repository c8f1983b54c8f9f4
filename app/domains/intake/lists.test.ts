import { describe, expect, it } from "vitest";
import { MAX_LIST_ROWS } from "./index.ts";
import { type IntakeRoom, order, stageIntake } from "./intake-room.fixture.ts";
import { readList } from "./read-list.ts";

let room: IntakeRoom;
const open = stageIntake((opened) => {
  room = opened;
});
const csv = (...lines: string[]) => Buffer.from(lines.join("\r\n"));

describe("a list", () => {
  const url = "https://files.example";
  const good = csv(
    "Link,Title,description,TAGS,Products,Source,Price",
    `${url}/a.mp4,Tea,"Poured, slowly","tea; summer, tea",p-1,https://example.com/1,9`,
    `${url}/b.mp4,,,,,,`,
    "",
    `${url}/a.mp4,Again,,,,,`,
    `tea.mp4,${"x".repeat(256)},,${"y".repeat(65)},p-1;p-77,nonsense,`,
    ",No link,,,,,",
  );

  it("is shown row by row before anything is added, with all that is wrong with a row", async () => {
    await open();
    const planned = await room.intake.planList(good);
    if (!planned.ok) throw new Error(planned.fault.kind);
    const { rows, ...sums } = planned.value;
    expect(sums).toEqual({ ready: 2, here: 0, faulty: 3, ignored: ["Price"] });
    expect(rows.map(({ line, name, tags, products }) => [line, name, tags, products])).toEqual([
      [2, "Tea", ["tea", "summer"], 1],
      [3, "b.mp4", [], 0],
      [5, "Again", [], 0],
      [6, "x".repeat(256), ["y".repeat(65)], 1],
      [7, "No link", [], 0],
    ]);
    expect(
      rows.map(({ faults }) => faults.map(({ column, fault }) => [column, fault.kind])),
    ).toEqual([
      [],
      [],
      [["link", "row-repeated"]],
      [
        ["link", "link-invalid"],
        ["title", "title-too-long"],
        ["tags", "tag-too-long"],
        ["products", "row-product-unknown"],
        ["page", "row-page-invalid"],
      ],
      [["link", "row-link-missing"]],
    ]);
    expect(await room.intake.imports()).toEqual([]);
    expect(await room.titles()).toEqual([]);
  });

  it("brings its sound rows in with their words and products, and nothing twice", async () => {
    await open({ files: { [`${url}/a.mp4`]: "video a", [`${url}/b.mp4`]: "video b" } });
    const same = order();
    for (let times = 0; times < 2; times++)
      await room.intake.importList(same, { name: "spring.csv", file: good });
    await room.work();
    expect(await room.onlyImport()).toMatchObject({ label: "spring.csv", counts: { done: 2 } });
    const { videos } = await room.media.list({ sort: "title", limit: 9 });
    expect(videos.map(({ title }) => title)).toEqual(["b", "Tea"]);
    expect(await room.media.get(videos[1]!.id)).toMatchObject({
      description: "Poured, slowly",
      tags: ["tea", "summer"],
      products: [{ product: { id: "1" } }],
    });
    const again = await room.intake.planList(good);
    expect(again.ok && again.value).toMatchObject({ ready: 0, here: 2, faulty: 3 });
  });

  it.each([
    ["semicolons", Buffer.from("title;link\nTea;https://a.example/1.mp4")],
    ["tabs", Buffer.from("link\ttitle\nhttps://a.example/1.mp4\tTea")],
    ["a byte order mark", Buffer.from("\ufefflink,title\nhttps://a.example/1.mp4,Tea")],
    ["UTF-16", Buffer.from("\ufefflink,title\nhttps://a.example/1.mp4,Tea", "utf16le")],
  ])("may have %s", (_what, bytes) => {
    const read = readList(bytes);
    expect(read.ok && read.value.lines[0]?.cells).toMatchObject({
      link: "https://a.example/1.mp4",
      title: "Tea",
    });
  });

  it("may be Chinese, as Excel saves it", () => {
    // 链接,标题 / https://a.example/1.mp4,茶 in GB 18030
    const bytes = Buffer.concat([
      Buffer.from([0xc1, 0xb4, 0xbd, 0xd3, 0x2c, 0xb1, 0xea, 0xcc, 0xe2, 0x0a]),
      Buffer.from("https://a.example/1.mp4,"),
      Buffer.from([0xb2, 0xe8]),
    ]);
    const read = readList(bytes);
    expect(read.ok && read.value.lines[0]?.cells).toMatchObject({ title: "茶" });
  });

  it.each([
    ["", "list-empty"],
    ["link,title", "list-empty"],
    ["name,price\nTea,9", "list-no-link-column"],
    ['link\n"https://a.example/1.mp4', "list-unreadable"],
    [`link\n${"https://a.example\n".repeat(MAX_LIST_ROWS + 1)}`, "list-too-long"],
    [`link\n${"x".repeat(5_000_000)}`, "list-too-large"],
  ])("that cannot be read says why (%#)", (text, kind) => {
    expect(readList(Buffer.from(text))).toMatchObject({ fault: { kind } });
  });

  it("without a sound row begins nothing", async () => {
    await open();
    const list = { name: "x.csv", file: csv("link", "tea") };
    expect(await room.intake.importList(order(), list)).toMatchObject({
      fault: { kind: "list-nothing-sound" },
    });
  });
});
