import { describe, expect, it } from "vitest";
import { demoClips } from "../../../sandbox/demo/clips.ts";
import { RULES } from "./claim-rules.ts";
import { findClaims, marketOf } from "./find-claims.ts";
import { CLAIM_RULES, LAWS, MARKETS } from "./index.ts";

const rulesIn = (text: string) => findClaims(text, MARKETS).map(({ rule }) => rule);

describe("advertising claims", () => {
  it.each([
    ["本店采用国家级工艺", "absolute"],
    ["最 佳 选 择", "absolute"],
    ["最、高、级享受", "absolute"],
    ["國家級品質", "absolute"],
    ["全网第一的口碑", "superlative"],
    ["史上最低价，手慢无", "superlative"],
    ["最好用的杯子", "superlative"],
    ["顶级羊绒", "superlative"],
    ["人民大会堂特供", "state-organs"],
    ["中国驰名商标", "well-known-mark"],
    ["轻松告别失眠", "disease"],
    ["可以治疗糖尿病", "disease"],
    ["本品降血糖", "disease"],
    ["這款茶預防癌症", "disease"],
    ["深层排毒", "medical-words"],
    ["三天见效", "sure-effect"],
    ["１００％有效", "sure-effect"],
    ["无任何副作用", "no-side-effects"],
    ["一个月瘦20斤", "weight-loss"],
    ["躺着就能瘦", "weight-loss"],
    ["三甲医院专家推荐", "doctor-says"],
    ["稳赚不赔", "sure-profit"],
    ["Cures cancer and more", "disease"],
    ["it TREATS   your severe eczema", "disease"],
    ["Ｐｒｅｖｅｎｔｓ ｃｏｖｉｄ", "disease"],
    ["Natural anxiety relief", "disease"],
    ["An arthritis-cure from the sea", "disease"],
    ["lowers blood pressure", "disease"],
    ["Lose 10 pounds in a week!", "weight-loss"],
    ["lose weight without diet or exercise", "weight-loss"],
    ["Melts belly fat", "weight-loss"],
    ["Guaranteed results", "sure-effect"],
    ["100% effective", "sure-effect"],
    ["A miracle cream", "sure-effect"],
    ["with no side-effects", "no-side-effects"],
    ["Doctor recommended", "doctor-says"],
    ["recommended by leading dermatologists", "doctor-says"],
    ["FDA-approved", "authority-approved"],
    ["paraben-free", "free-from"],
    ["Eco-friendly linen", "green"],
    ["a carbon neutral mug", "climate-neutral"],
    ["The world’s best coffee", "number-one"],
    ["clinically proven", "number-one"],
    ["Get rich quick", "sure-profit"],
  ])("are found in %j", (text, rule) => {
    expect(rulesIn(text)).toContain(rule);
  });

  it.each([
    // What people really write, and what SAMR's guideline on absolute terms leaves out (articles 5 and 6).
    "顾客第一，服务至上",
    "第一次泡茶就成功",
    "最新款到店",
    "最大码有货",
    "最近很喜欢的杯子",
    "最后两件",
    "最佳赏味期为三天",
    "冲泡最佳温度 90℃",
    "国家级非物质文化遗产传承人手作",
    "荣获最佳设计奖",
    "这不是最便宜的，但很耐用",
    "送给最好的朋友",
    "治愈系小猫",
    "今天被这杯茶治愈了",
    "本品不能代替药物治疗疾病",
    "不能治疗糖尿病",
    "配镜处方可上传",
    "独一无二的你",
    "万能胶",
    "我们的第一家店",
    "Step #1: pour the tea",
    "The best mug I ever had",
    "Our number one fan",
    "This product is not intended to diagnose, treat, cure or prevent any disease",
    "It does not cure eczema",
    "A treat for cancer survivors' day",
    "Brush strokes on linen",
    "Cured meat and healing crystals",
    "She beats the drum",
    "Stop the press: new colours",
    "Lose yourself in the waves",
    "I lost 2 earrings in a taxi",
    "Free delivery from 50 pounds in a week",
    "No side zip, no effects",
    "A doctor's bag, recommended by my sister",
    "The doctor is in",
    "chemistry set for kids",
    "friendly people, ecology course",
    "Neutral colours",
    "The proof of the pudding",
    "melt the butter, add fat",
    "an end to all of that",
  ])("are not found in %j", (text) => {
    expect(rulesIn(text)).toEqual([]);
  });

  it("are not found in what the demo shop says of its clips", () => {
    for (const { title, description, tags } of demoClips)
      for (const text of [title.en, title.zh, description, ...tags])
        expect(rulesIn(text), text).toEqual([]);
  });

  it("are shown where they stand, the first of each rule", () => {
    const text = "👗 A mug that Ｃｕｒｅｓ  my\u200b asthma. It cures gout too.";
    const [found] = findClaims(text, MARKETS);
    expect(text.slice(found?.from, found?.to)).toBe("Ｃｕｒｅｓ  my\u200b asthma");
    const chinese = "这是 最 佳 的杯子，最佳！";
    const [other] = findClaims(chinese, MARKETS);
    expect(chinese.slice(other?.from, other?.to)).toBe("最 佳");
  });

  it("are held to the laws of the shop's markets alone", () => {
    expect(findClaims("最佳", ["us", "eu"])).toEqual([]);
    expect(findClaims("cures gout", ["eu"])[0]?.laws).toEqual(["eu-unfair-17", "eu-food-info"]);
    expect(findClaims("cures gout", [])).toEqual([]);
  });

  it("come from rules that each have a law, and laws that each have a place to read them", () => {
    expect(RULES.map(({ id }) => id).sort()).toEqual([...CLAIM_RULES].sort());
    const used = new Set(RULES.flatMap(({ laws }) => laws));
    expect([...used].sort()).toEqual(Object.keys(LAWS).sort());
    for (const law of used) expect(MARKETS).toContain(marketOf(law));
    for (const rule of RULES) expect(rule.en.length + rule.zh.length, rule.id).toBeGreaterThan(0);
  });

  // A pattern that went back over such texts again and again would not end before the test's own limit.
  it("are looked for to an end, even where someone tries", () => {
    for (const nasty of [
      "lose ".repeat(3000),
      "cures your ".repeat(2000),
      "not ".repeat(4000),
      "最".repeat(20_000),
      "不能药物".repeat(4000),
      "1".repeat(20_000),
      "eat whatever you want ".repeat(800),
    ])
      findClaims(nasty, MARKETS);
  });
});
