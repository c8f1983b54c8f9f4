import type { ProductPlan } from "../product-plan.ts";

export const tea: ProductPlan[] = [
  {
    handle: "slow-morning-teapot",
    type: "Teapots",
    tags: ["stoneware", "tea", "gift", "bestseller"],
    en: {
      title: "Slow Morning Teapot",
      text: [
        "A round pot with a short spout that pours without a drip, and a lid that stays on when you tip it. The strainer is part of the pot: eighteen holes, drilled by hand where the spout begins.",
      ],
      facts: [
        "Stoneware, 750 ml: three mugs, or one person and a book",
        "Wash by hand",
        "Not for the hob",
        "The handle stays cool",
      ],
    },
    zh: {
      title: "慢早晨茶壶",
      text: [
        "圆圆的壶身，短壶嘴收水利落不滴漏，倾倒时壶盖也不会掉。滤网与壶一体：壶嘴根部手工钻了十八个小孔。",
      ],
      facts: ["炻器，750 毫升：三杯，或一个人配一本书", "请手洗", "不可明火加热", "把手不烫手"],
    },
    options: [{ name: "Colour", values: ["Oat", "Ink"] }],
    price: "84.00",
    stock: { Ink: 5 },
    pictures: [
      { file: "slow-morning-teapot-oat", alt: "Round oat stoneware teapot", value: "Oat" },
      { file: "slow-morning-teapot-ink", alt: "The teapot in ink glaze with a cup", value: "Ink" },
    ],
  },
  {
    handle: "clearwater-carafe",
    type: "Carafes",
    tags: ["glass", "tea", "table"],
    en: {
      title: "Clearwater Glass Carafe",
      text: [
        "Mouth-blown glass with a waist that fits the hand. It takes iced tea, cold water or a litre of something better, and fits in the door of the fridge.",
      ],
      facts: [
        "Borosilicate glass, 1 litre, 25 cm tall",
        "Takes hot and cold, not both at once",
        "Safe in the dishwasher",
        "Small bubbles are part of it",
      ],
    },
    zh: {
      title: "清水玻璃壶",
      text: ["人工吹制，腰身刚好一握。装冰茶、凉水，或者一升更好的东西，冰箱门也放得下。"],
      facts: [
        "高硼硅玻璃，1 升，高 25 厘米",
        "冷热皆可，但不要骤冷骤热",
        "可用洗碗机",
        "玻璃里的小气泡是手工的痕迹",
      ],
    },
    price: "48.00",
    pictures: [
      { file: "clearwater-carafe", alt: "Glass carafe half full of amber tea" },
      { file: "clearwater-carafe-water", alt: "The carafe with water beside a tumbler" },
    ],
  },
  {
    handle: "keep-tea-caddy",
    type: "Storage",
    tags: ["stoneware", "tea", "storage"],
    en: {
      title: "Keep Tea Caddy",
      text: [
        "Tea fades in light and air. This jar keeps both out: thick stoneware, and an oak lid turned to fit the jar it is sold with.",
      ],
      facts: [
        "Stoneware and oiled oak",
        "Holds about 150 g of leaf tea",
        "12 cm tall",
        "Wash the jar, wipe the lid",
      ],
    },
    zh: {
      title: "藏茶罐",
      text: ["茶叶怕光也怕空气。厚实的炻器罐身，橡木盖按各自的罐口车制，把两样都挡在外面。"],
      facts: ["炻器配上油橡木", "约可装 150 克散茶", "高 12 厘米", "罐身可水洗，木盖请擦拭"],
    },
    price: "46.00",
    pictures: [
      { file: "keep-tea-caddy", alt: "Stoneware jar with an oak lid" },
      { file: "keep-tea-caddy-open", alt: "The jar with its lid leaning against it" },
    ],
  },
  {
    handle: "harbour-breakfast-tea",
    type: "Tea",
    tags: ["tea", "pantry"],
    en: {
      title: "Harbour Breakfast Tea",
      text: [
        "A brisk black tea from two gardens in Assam and one in Yunnan. Malty, coppery in the cup, strong enough for milk and round enough without.",
      ],
      facts: [
        "Loose leaf black tea",
        "One heaped scoop a mug, 95 °C, four minutes",
        "Packed in a tin that closes with a click",
        "Best within twelve months",
      ],
    },
    zh: {
      title: "港口早餐红茶",
      text: [
        "两处阿萨姆茶园，一处云南茶园，拼成一款利落的红茶。麦芽香，汤色红亮，加奶够浓，清饮也圆润。",
      ],
      facts: [
        "散装红茶",
        "每杯一满勺，95 °C，四分钟",
        "铁罐包装，合盖时有一声轻响",
        "十二个月内风味最佳",
      ],
    },
    options: [{ name: "Weight", values: ["100 g", "250 g"] }],
    price: { "100 g": "16.00", "250 g": "34.00" },
    unit: {
      "100 g": { quantity: 100, unit: "g", reference: 100 },
      "250 g": { quantity: 250, unit: "g", reference: 100 },
    },
    sellingPlanGroups: [
      {
        id: "3f1c0a5de7b24c6f9d80",
        name: "Fresh tea",
        plans: [
          {
            id: "689113000001",
            name: "Every month",
            description: "10 % off. Skip or end it whenever you like.",
            translations: {
              "zh-CN": { name: "每月一次", description: "九折。随时可以跳过或取消。" },
            },
            percentOff: 10,
          },
          {
            id: "689113000002",
            name: "Every two months",
            description: "5 % off. Skip or end it whenever you like.",
            translations: {
              "zh-CN": { name: "每两个月一次", description: "九五折。随时可以跳过或取消。" },
            },
            percentOff: 5,
          },
        ],
      },
    ],
    pictures: [
      { file: "harbour-breakfast-tea", alt: "Dark tea tin with a brass lid and a paper label" },
      { file: "harbour-breakfast-tea-scoop", alt: "The tin beside a brass scoop" },
    ],
  },
  {
    handle: "brass-tea-scoop",
    type: "Tea tools",
    tags: ["brass", "tea", "kitchen tools"],
    en: {
      title: "Brass Tea Scoop",
      text: [
        "Spun from one disc of solid brass. One level scoop is one cup; the colour deepens the longer you use it.",
      ],
      facts: [
        "Solid brass, not lacquered",
        "14 cm long",
        "Polish it with lemon, or leave it be",
        "Wash by hand",
      ],
    },
    zh: {
      title: "黄铜茶勺",
      text: ["整片实心黄铜旋压而成。一平勺正好一杯茶，用得越久颜色越深。"],
      facts: ["实心黄铜，不涂漆", "长 14 厘米", "可用柠檬擦亮，也可以随它变深", "请手洗"],
    },
    price: "18.00",
    stock: { all: 2 },
    pictures: [
      { file: "brass-tea-scoop", alt: "Brass scoop lying on linen" },
      { file: "brass-tea-scoop-detail", alt: "Close view of the scoop's bowl" },
    ],
  },
];
