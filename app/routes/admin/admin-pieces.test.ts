import { describe, expect, it } from "vitest";
import { z } from "zod";
import { newId } from "../../kernel/ids.ts";
import { valuesOf, viewOf, withFilter } from "../../ui/library-address.ts";
import { adminHeaders } from "./admin-headers.ts";
import { readBody } from "./answer.server.ts";
import { writeCsv } from "./csv.ts";
import { lastDays, readDays } from "./day-range.ts";
import { readLibraryQuery } from "./library-query.ts";

describe("the library's address", () => {
  const now = Date.parse("2026-03-08T00:00:00Z");
  const read = (search: string) => {
    const query = readLibraryQuery(new URLSearchParams(search), { now, timeZone: "UTC" });
    return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
  };

  it("says what is shown", () => {
    const id = newId();
    expect(
      read(
        `q=+tea+&status=failed,ready&tag=summer&tag=red&sort=title&after=abc&category=${id}` +
          "&product=42&lacks=tag&performance=unplayed&added=7&shape=portrait&length=to15,over60" +
          "&source=tiktok&language=zh-CN",
      ),
    ).toEqual({
      search: "tea",
      statuses: ["ready", "failed"],
      tags: ["summer", "red"],
      category: id,
      product: "42",
      lacks: ["tag"],
      performance: "unplayed",
      addedAfter: Date.parse("2026-03-01T00:00:00Z"),
      shapes: ["portrait"],
      lengths: ["to15", "over60"],
      sources: ["tiktok"],
      languages: ["zh-CN"],
      sort: "title",
      cursor: "abc",
      limit: 48,
    });
  });

  it("shows what fits best first while something is searched", () => {
    expect(read("q=tea").sort).toBe("best");
    expect(read("").sort).toBe("newest");
  });

  it("takes what makes no sense as if it were not there", () => {
    const none = { sort: "newest", limit: 48 };
    expect(read("")).toEqual(none);
    expect(
      read("q=%20&status=constructor&sort=;drop&after=&category=../&product=x&added=8&tag="),
    ).toEqual(none);
    expect(read(`q=${"x".repeat(5_000)}`).search).toHaveLength(200);
    expect(read(Array.from({ length: 40 }, (_, n) => `tag=${n}`).join("&")).tags).toHaveLength(10);
  });

  it("is kept by a view without its page, and begins anew when a filter changes", () => {
    const search = new URLSearchParams("q=tea&after=abc&view=list&sort=plays&tag=a&tag=b");
    expect(viewOf(search)).toBe("q=tea&tag=a&tag=b&sort=plays");
    expect(withFilter(search, "tag", ["b"]).toString()).toBe("q=tea&view=list&sort=plays&tag=b");
    expect(withFilter(search, "view", null).get("after")).toBe("abc");
    expect(valuesOf(new URLSearchParams("status=ready,failed"), "status")).toHaveLength(2);
  });
});

describe("the days of a report", () => {
  it("are whole days in the shop's zone, today among them", () => {
    const now = Date.parse("2026-03-01T03:00:00Z");
    expect(lastDays(now, "UTC", 7)).toEqual({ from: "2026-02-23", to: "2026-03-01" });
    expect(lastDays(now, "America/New_York", 30)).toEqual({ from: "2026-01-30", to: "2026-02-28" });
    expect(lastDays(now, "Asia/Shanghai", 1)).toEqual({ from: "2026-03-01", to: "2026-03-01" });
  });

  it("are 30 unless the address offers another range of ours", () => {
    const read = (text: string) => readDays(new URLSearchParams(text));
    expect([read(""), read("days=7"), read("days=90"), read("days=9999"), read("days=x")]).toEqual([
      30, 7, 90, 30, 30,
    ]);
  });
});

describe("the file for a spreadsheet", () => {
  it("quotes what must be quoted", () => {
    expect(writeCsv([["a", 'say "hi"', "1,5", "two\nlines"]])).toBe(
      '\ufeffa,"say ""hi""","1,5","two\nlines"\r\n',
    );
  });

  it("never holds a formula, and leaves negative amounts be", () => {
    const [line] = writeCsv([["=1+1", "+A1", "@x", "-cmd", "-12.50", "\t=1"]]).split("\r\n");
    expect(line).toBe("\ufeff'=1+1,'+A1,'@x,'-cmd,-12.50,'\t=1");
  });
});

describe("headers of the admin", () => {
  const make = (entries: Record<string, string>) => new Headers(entries);

  it("keep what Shopify's sign-in says on an error, and nothing else", () => {
    const headers = adminHeaders({
      parentHeaders: make({ "X-Parent": "1" }),
      loaderHeaders: make({}),
      actionHeaders: make({}),
      errorHeaders: make({ "X-Shopify-Retry-Invalid-Session-Request": "1" }),
    });
    expect([...headers]).toEqual([["x-shopify-retry-invalid-session-request", "1"]]);
  });

  it("join those of the routes above on a page", () => {
    const headers = adminHeaders({
      parentHeaders: make({ "X-Parent": "1" }),
      loaderHeaders: make({ "X-Loader": "2" }),
      actionHeaders: make({}),
      errorHeaders: undefined,
    });
    expect([...headers.keys()]).toEqual(["x-loader", "x-parent"]);
  });
});

describe("a body", () => {
  const read = (body: string) =>
    readBody(new Request("http://app/", { method: "POST", body }), z.object({ id: z.string() }));

  it("is what the schema says, or refused", async () => {
    expect(await read('{"id":"a","more":1}')).toEqual({ ok: true, value: { id: "a" } });
    for (const body of ["", "null", "{", '{"id":7}', '["a"]'])
      expect(await read(body), body).toEqual({ ok: false, fault: { kind: "request-invalid" } });
  });
});
