import lighthouse from "lighthouse";
import { freePort } from "../scripts/embedded-postgres.ts";
import { launchBrowser } from "../tests/setup/browser.ts";
import { type Bench, judge, median } from "./bench.ts";
import { startDemoPages } from "./storefront/demo-pages.ts";

/** Simulated times of equal pages differ by 300 ms from round to round. */
const ROUNDS = 11;
/** How much each kind of page weighs in what Shopify's App Store asks of an app. */
const PAGES = { home: 0.17, product: 0.4, collection: 0.43 } as const;
type PageName = keyof typeof PAGES;

/** Score of 100; milliseconds; share of the window. */
interface Marks {
  score: number;
  lcp_ms: number;
  tbt_ms: number;
  cls: number;
}

export const bench: Bench = {
  name: "lighthouse",
  about: `Lighthouse's performance score on a phone (its own simulated slow 4G and processor), medians of ${ROUNDS} interleaved rounds: home, product and collection page of the demo's theme with our blocks beside the same pages without them, weighed as Shopify does`,
  async run() {
    const pages = await startDemoPages();
    const port = await freePort();
    const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
    const found = new Map<string, Marks[]>();
    try {
      // The first round fills caches and is not counted.
      for (let round = -1; round < ROUNDS; round++)
        for (const page of Object.keys(PAGES) as PageName[])
          for (const withBlocks of [false, true]) {
            const marks = await audit(pages.url(page, withBlocks), port);
            if (round < 0) continue;
            const name = `${page}_${withBlocks ? "with" : "without"}`;
            found.set(name, [...(found.get(name) ?? []), marks]);
            console.log(
              `${name}: ${marks.score} points, LCP ${marks.lcp_ms.toFixed()}, TBT ${marks.tbt_ms.toFixed()}, CLS ${marks.cls.toFixed(3)}`,
            );
          }
    } finally {
      await browser.close();
      await pages.close();
    }
    const at = (name: string, mark: keyof Marks) =>
      median((found.get(name) ?? []).map((marks) => marks[mark]));
    const figures: Record<string, number> = {};
    for (const name of found.keys())
      for (const mark of ["score", "lcp_ms", "tbt_ms", "cls"] as const)
        figures[`${name}_${mark}`] = at(name, mark);
    // Round by round: what the machine does meanwhile it does to both.
    const added = (mark: keyof Marks, page: PageName) =>
      median(
        (found.get(`${page}_with`) ?? []).map(
          (marks, round) =>
            marks[mark] - (found.get(`${page}_without`)?.[round]?.[mark] ?? Number.NaN),
        ),
      );
    const names = Object.keys(PAGES) as PageName[];
    figures.points_lost = -names.reduce((sum, page) => sum + PAGES[page] * added("score", page), 0);
    // The worst page counts, not the mean.
    figures.lcp_added_ms = Math.max(...names.map((page) => added("lcp_ms", page)));
    figures.tbt_added_ms = Math.max(...names.map((page) => added("tbt_ms", page)));
    figures.cls_added = Math.max(
      ...names.map((page) => Math.round(added("cls", page) * 1000) / 1000),
    );
    return judge(
      "lighthouse",
      {
        ratios: Object.fromEntries(
          names.map((page) => [
            `${page}_score_with_to_without`,
            at(`${page}_with`, "score") / at(`${page}_without`, "score"),
          ]),
        ),
        figures,
      },
      {
        points_lost: { atMost: 1 },
        lcp_added_ms: { atMost: 100 },
        tbt_added_ms: { atMost: 20 },
        cls_added: { atMost: 0 },
      },
    );
  },
};

/** A trace that Lighthouse itself cannot read is taken anew. */
const TRIES = 3;

async function audit(url: string, port: number, tries = TRIES): Promise<Marks> {
  const answer = await lighthouse(url, {
    port,
    onlyCategories: ["performance"],
    logLevel: "error",
  });
  if (!answer || answer.lhr.runtimeError)
    throw new Error(`${url}: ${answer?.lhr.runtimeError?.message ?? "no answer"}`);
  const { audits, categories } = answer.lhr;
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  const marks = {
    score: (categories.performance?.score ?? Number.NaN) * 100,
    lcp_ms: value("largest-contentful-paint"),
    tbt_ms: value("total-blocking-time"),
    cls: value("cumulative-layout-shift"),
  };
  if (Object.values(marks).every(Number.isFinite)) return marks;
  if (tries <= 1) throw new Error(`${url}: Lighthouse gave no marks in ${TRIES} tries`);
  return audit(url, port, tries - 1);
}
