import type pg from "pg";

/** Numbers from a seed: the same clips on every machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const MATERIALS =
  "linen cotton silk wool oak walnut ceramic porcelain leather canvas bamboo glass steel copper".split(
    " ",
  );
const THINGS =
  "dress shirt coat apron bowl mug plate vase lamp chair stool bag wallet blanket cushion candle teapot notebook".split(
    " ",
  );
const MOODS =
  "soft heavy light summer winter everyday handmade vintage modern quiet bright rustic travel gift".split(
    " ",
  );
const DEEDS =
  "unboxing styling review tutorial behind-the-scenes try-on packing restock comparison care".split(
    " ",
  );
const FILLER =
  "how we made it in our small studio with morning light and no hurry you can see every seam stitch and colour before you choose which one goes home with you today".split(
    " ",
  );
const ZH_MATERIALS =
  "亚麻 纯棉 真丝 羊毛 橡木 胡桃木 陶瓷 骨瓷 牛皮 帆布 竹编 玻璃 不锈钢 紫铜".split(" ");
const ZH_THINGS =
  "连衣裙 衬衫 大衣 围裙 饭碗 马克杯 盘子 花瓶 台灯 椅子 凳子 手提包 钱包 毛毯 抱枕 香薰 茶壶 笔记本".split(
    " ",
  );
const ZH_MOODS = "柔软 厚实 轻盈 夏季 冬季 日常 手工 复古 现代 安静 明亮 质朴 旅行 送礼".split(" ");
const ZH_DEEDS = "开箱 穿搭 测评 教程 幕后 试穿 打包 补货 对比 保养".split(" ");
const ZH_FILLER =
  "我们的小工作室里 慢慢做好每一件 光线很好 针脚和颜色都看得清楚 喜欢哪一件就带回家 今天也要好好生活".split(
    " ",
  );
const COMMENTS = [
  "Love the colour",
  "Where is it made?",
  "Bought two",
  "颜色很好看",
  "已经下单了",
  "请问有大码吗",
  "Très joli",
  "the lining feels great",
];
const SOURCES = ["upload", "upload", "upload", "tiktok", "instagram", "youtube", "csv", "link"];
const DAY_MS = 86_400_000;

export interface SeedSize {
  clips: number;
  products: number;
  categories: number;
}

/** Fills one shop. Triggers are off while rows go in; its index is made anew at the end. */
export async function seedLibrary(
  pool: pg.Pool,
  shopId: string,
  size: SeedSize,
  now: number,
): Promise<{ categoryIds: string[]; productIds: string[] }> {
  const random = seeded(20_261_122);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number) => random() < share;
  const id = (kind: string, n: number) => `${kind}${String(n).padStart(24 - kind.length, "0")}`;

  const products = Array.from({ length: size.products }, (_, n) => ({
    id: String(1_000_000 + n),
    title:
      n % 3 === 2
        ? `${pick(ZH_MOODS)}${pick(ZH_MATERIALS)}${pick(ZH_THINGS)} ${n}`
        : `${pick(MOODS)} ${pick(MATERIALS)} ${pick(THINGS)} ${n}`,
  }));
  const categories = Array.from({ length: size.categories }, (_, n) => ({
    id: id("c", n),
    parent: n < 10 ? null : id("c", Math.floor(n / 4)),
    name: `${pick(MOODS)} ${pick(THINGS)} ${n}`,
  }));
  const clips = Array.from({ length: size.clips }, (_, n) => {
    const chinese = chance(0.4);
    const title = chinese
      ? `${pick(ZH_MOODS)}${pick(ZH_MATERIALS)}${pick(ZH_THINGS)}${pick(ZH_DEEDS)} ${n}`
      : `${pick(MOODS)} ${pick(MATERIALS)} ${pick(THINGS)} ${pick(DEEDS)} ${n}`;
    const filler = () =>
      Array.from({ length: 12 + Math.floor(random() * 40) }, () =>
        pick(chinese ? ZH_FILLER : FILLER),
      ).join(chinese ? "，" : " ");
    const tall = chance(0.8);
    return {
      id: id("v", n),
      title: title.charAt(0).toUpperCase() + title.slice(1),
      description: chance(0.85) ? filler() : "",
      said: chance(0.3) ? filler() : null,
      comment: chance(0.2) ? pick(COMMENTS) : null,
      tags: Array.from({ length: Math.floor(random() * 6) }, () =>
        pick(chinese ? ZH_MOODS : MOODS),
      ),
      source: pick(SOURCES),
      language: chance(0.9) ? (chinese ? "zh-CN" : pick(["en", "en", "fr", "de"])) : null,
      status: chance(0.97) ? "ready" : pick(["failed", "processing", "queued"]),
      file: `${pick(["IMG", "VID", "clip"])}_${1000 + Math.floor(random() * 9000)}.mp4`,
      width: tall ? 1080 : 1920,
      height: tall ? 1920 : 1080,
      duration: 4000 + Math.floor(random() * 90_000),
      at: new Date(now - Math.floor(random() * 700 * DAY_MS)).toISOString(),
      products: chance(0.7) ? [pick(products).id, ...(chance(0.3) ? [pick(products).id] : [])] : [],
      categories: chance(0.8) ? [pick(categories).id] : [],
      plays: chance(0.6) ? Math.floor(random() ** 4 * 20_000) : 0,
      revenue: chance(0.1) ? Math.floor(random() * 500_000) : 0,
      rights: chance(0.4) ? pick(["own", "granted", "granted", "requested", "refused"]) : null,
      // Days from today; the past is over, the next thirty end soon.
      until: chance(0.6) ? Math.floor(random() * 500) - 100 : null,
      review: chance(0.05) ? pick(["waiting", "refused", "changes"]) : null,
    };
  });

  const client = await pool.connect();
  try {
    await client.query("SET session_replication_role = replica");
    await rows(
      client,
      products,
      `INSERT INTO products (shop_id, id, handle, title, status, currency, price_from, price_to,
        available, variants, updated_at)
      SELECT $1, r.id, 'p-' || r.id, r.title, 'active', 'USD', 1000, 1000, true, '[]', now()
      FROM jsonb_to_recordset($2) AS r (id text, title text)`,
      shopId,
    );
    await rows(
      client,
      categories,
      `INSERT INTO categories SELECT $1, r.id, r.parent, r.name, now(), now()
      FROM jsonb_to_recordset($2) AS r (id text, parent text, name text)`,
      shopId,
    );
    const columns = `r (id text, title text, description text, said text, comment text, tags text[], source text,
      language text, status text, file text, width int, height int, duration int, at timestamp,
      products text[], categories text[], plays int, revenue int, rights text, until int, review text)`;
    for (const insert of [
      `INSERT INTO videos (shop_id, id, title, description, tags, source, language, status, source_name,
         source_bytes, created_at, updated_at, withheld)
       SELECT $1, r.id, r.title, r.description, r.tags, r.source, r.language, r.status, r.file, 1, r.at, r.at,
         CASE WHEN r.review IS NULL THEN '{}'::text[] ELSE '{review}' END
       FROM jsonb_to_recordset($2) AS ${columns}`,
      `INSERT INTO assets (shop_id, video_id, engine, engine_ref, width, height, duration, has_audio,
         poster_key, placeholder, complete, updated_at)
       SELECT $1, r.id, 'bench', r.id, r.width, r.height, r.duration, true, $1 || '/' || r.id || '/poster.jpg',
         'data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', true, r.at
       FROM jsonb_to_recordset($2) AS ${columns}`,
      `INSERT INTO product_tags (shop_id, video_id, position, product_id)
       SELECT $1, r.id, p.n, p.id FROM jsonb_to_recordset($2) AS ${columns},
         unnest(r.products) WITH ORDINALITY AS p (id, n)`,
      `INSERT INTO video_categories SELECT $1, r.id, c.id
       FROM jsonb_to_recordset($2) AS ${columns}, unnest(r.categories) AS c (id)`,
      `INSERT INTO comments (shop_id, id, video_id, token, name, body, status, created_at)
       SELECT $1, 'k' || r.id, r.id, r.id, 'Somebody', r.comment, 'shown', r.at
       FROM jsonb_to_recordset($2) AS ${columns} WHERE r.comment IS NOT NULL`,
      `INSERT INTO rights_records (shop_id, video_id, status, creator, contact, channels, territory,
         from_day, until_day, music, music_note, evidence, evidence_link, updated_at)
       SELECT $1, r.id, r.rights, 'Somebody', '', CASE WHEN r.until < 300 THEN '{shop}'::text[] ELSE '{ads}' END,
         '{}', NULL, CASE WHEN r.rights = 'granted' THEN current_date + r.until END, 'none', '', '', '', r.at
       FROM jsonb_to_recordset($2) AS ${columns} WHERE r.rights IS NOT NULL`,
      `INSERT INTO clip_reviews (shop_id, video_id, state, by, findings, words, pictures, version, since)
       SELECT $1, r.id, coalesce(r.review, 'approved'), 'staff:1', '[]', '', '', 0, r.at
       FROM jsonb_to_recordset($2) AS ${columns}`,
      `INSERT INTO library.said SELECT $1, r.id, 'captions', r.said
       FROM jsonb_to_recordset($2) AS ${columns} WHERE r.said IS NOT NULL`,
    ])
      await rows(client, clips, insert, shopId);
    await client.query("SET session_replication_role = origin");
    await client.query("SELECT library.rebuild($1)", [shopId]);
    await rows(
      client,
      clips,
      `UPDATE library.entries e SET plays = r.plays, revenue = r.revenue
      FROM jsonb_to_recordset($2) AS ${columns} WHERE e.shop_id = $1 AND e.video_id = r.id`,
      shopId,
    );
    while (Number((await client.query("SELECT library.add_up_counts() AS n")).rows[0]?.n) > 0);
    // Suggestions are another matter, and would keep the worker busy while we measure.
    await client.query("TRUNCATE library.unmatched, library.stale");
    // The rebuild wrote each row several times over. Where clips come one by one, what they leave behind is
    // tidied up between them.
    await client.query("VACUUM (FULL, ANALYZE) library.entries");
    await client.query("VACUUM ANALYZE");
  } finally {
    client.release(true);
  }
  return {
    categoryIds: categories.map((one) => one.id),
    productIds: products.map((one) => one.id),
  };
}

async function rows(client: pg.PoolClient, all: object[], sql: string, shopId: string) {
  for (let at = 0; at < all.length; at += 5000)
    await client.query(sql, [shopId, JSON.stringify(all.slice(at, at + 5000))]);
}
