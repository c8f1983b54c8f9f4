import type { ProductPlan } from "../product-plan.ts";

export const light: ProductPlan[] = [
  {
    handle: "low-tide-lamp",
    type: "Lamps",
    tags: ["lamps", "light", "gift"],
    en: {
      title: "Low Tide Table Lamp",
      text: [
        "A stoneware foot like a wet stone, and a linen shade that turns a bulb into an evening. The switch sits on the cord, where a hand finds it in the dark.",
      ],
      facts: [
        "Stoneware, linen and brass",
        "38 cm tall, shade 26 cm across",
        "E26 bulb up to 8 W, included (2,400 K)",
        "Two metres of woven cord",
      ],
    },
    zh: {
      title: "退潮台灯",
      text: [
        "灯座像一块湿润的石头，亚麻灯罩把一盏灯泡变成一整个傍晚。开关在电线上，摸黑也找得到。",
      ],
      facts: [
        "炻器、亚麻与黄铜",
        "高 38 厘米，灯罩直径 26 厘米",
        "附 E26 灯泡，最大 8 瓦（2400 K）",
        "两米编织电线",
      ],
    },
    options: [{ name: "Foot", values: ["Oat", "Ink"] }],
    price: "168.00",
    stock: { Ink: 3 },
    pictures: [
      {
        file: "low-tide-lamp-oat",
        alt: "Table lamp with a round oat stoneware foot, lit",
        value: "Oat",
      },
      { file: "low-tide-lamp-ink", alt: "The lamp with an ink foot at dusk", value: "Ink" },
      { file: "low-tide-lamp-day", alt: "The lamp in daylight, switched off" },
    ],
  },
  {
    handle: "beacon-lamp",
    type: "Lamps",
    tags: ["lamps", "light", "brass", "bestseller"],
    en: {
      title: "Beacon Rechargeable Lamp",
      text: [
        "An opal glass dome on a brass stem, with no cord to think of. Tap the top: bright for reading, low for talking, off for stars.",
      ],
      facts: [
        "Opal glass and solid brass",
        "24 cm tall, 1.1 kg",
        "Nine hours at full light, forty at the lowest",
        "Charges by USB-C",
      ],
    },
    zh: {
      title: "灯塔充电台灯",
      text: ["乳白玻璃罩，黄铜灯柱，没有电线牵绊。轻拍顶部：亮一点看书，暗一点聊天，关掉看星星。"],
      facts: [
        "乳白玻璃与实心黄铜",
        "高 24 厘米，重 1.1 千克",
        "最亮可用九小时，最暗可用四十小时",
        "USB-C 充电",
      ],
    },
    options: [{ name: "Finish", values: ["Brass", "Graphite"] }],
    price: "128.00",
    stock: { Graphite: 0 },
    pictures: [
      {
        file: "beacon-lamp-brass",
        alt: "Small brass lamp with a glowing opal dome",
        value: "Brass",
      },
      {
        file: "beacon-lamp-graphite",
        alt: "The lamp with a dark graphite stem",
        value: "Graphite",
      },
    ],
  },
  {
    handle: "evening-tide-candle",
    type: "Candles",
    tags: ["candles", "light", "gift"],
    en: {
      title: "Evening Tide Candle",
      text: [
        "Rapeseed and beeswax, poured into a cup that you will keep. When the candle is done, freeze it for an hour, lift out the rest, and drink your tea from it.",
      ],
      facts: [
        "220 g, burns about 45 hours",
        "Cotton wick",
        "Reusable stoneware cup",
        "Let it melt to the edge the first time",
      ],
    },
    zh: {
      title: "晚潮香薰蜡烛",
      text: [
        "菜籽蜡与蜂蜡，浇在一只你会留下来的杯子里。点完之后冷冻一小时，取出余蜡，就能拿它喝茶。",
      ],
      facts: ["220 克，可燃约 45 小时", "棉质烛芯", "炻器杯可再用", "第一次请烧到表面全部融化"],
    },
    options: [{ name: "Scent", values: ["Cedar and Salt", "Fig Leaf", "Unscented"] }],
    price: "38.00",
    stock: { "Fig Leaf": 0 },
    pictures: [
      { file: "evening-tide-candle", alt: "Lit candle in a stoneware cup" },
      { file: "evening-tide-candle-pair", alt: "Two candles, one in an ink cup" },
    ],
  },
  {
    handle: "beeswax-tapers",
    type: "Candles",
    tags: ["candles", "light"],
    en: {
      title: "Beeswax Tapers, Pair",
      text: [
        "Dipped thirty times and hung to dry by the wick they share. Pure beeswax burns slowly, smells faintly of honey and does not drip when there is no draught.",
      ],
      facts: [
        "100 % beeswax",
        "25 cm tall, 2.2 cm across",
        "Burn about eight hours each",
        "Sold as a pair",
      ],
    },
    zh: {
      title: "蜂蜡长烛（一对）",
      text: [
        "浸蜡三十次，靠共用的一根烛芯挂起来晾干。纯蜂蜡烧得慢，有淡淡的蜜香，没有风就不会流泪。",
      ],
      facts: ["100% 蜂蜡", "高 25 厘米，直径 2.2 厘米", "每支可燃约八小时", "一对出售"],
    },
    options: [{ name: "Colour", values: ["Honey", "Chalk"] }],
    price: "18.00",
    pictures: [
      {
        file: "beeswax-tapers-honey",
        alt: "Two honey coloured tapers in brass holders",
        value: "Honey",
      },
      { file: "beeswax-tapers-chalk", alt: "Two chalk white tapers", value: "Chalk" },
    ],
  },
  {
    handle: "anchor-candle-holder",
    type: "Candle holders",
    tags: ["brass", "candles", "sale"],
    en: {
      title: "Anchor Candle Holder",
      text: [
        "A wide brass dish with a ring for the thumb: the kind one carries up the stairs. It catches what drips and will not tip.",
      ],
      facts: [
        "Solid brass, 12 cm across",
        "For tapers of 2.2 cm",
        "Not lacquered: it will darken",
        "Felt under the foot",
      ],
    },
    zh: {
      title: "船锚烛台",
      text: ["宽口黄铜浅碟，带一个拇指环，是端着上楼的那种烛台。接得住蜡泪，也不会翻倒。"],
      facts: ["实心黄铜，直径 12 厘米", "适用 2.2 厘米长烛", "未涂漆，会慢慢变深", "底部贴毡"],
    },
    price: "36.00",
    compareAt: "44.00",
    pictures: [
      { file: "anchor-candle-holder", alt: "Brass dish candle holder with a lit taper" },
      { file: "anchor-candle-holder-detail", alt: "The empty holder seen from above" },
    ],
  },
];
