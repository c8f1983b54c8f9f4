import type { ProductPlan } from "../product-plan.ts";

export const linen: ProductPlan[] = [
  {
    handle: "linen-napkins",
    type: "Napkins",
    tags: ["linen", "table", "sets", "bestseller"],
    en: {
      title: "Washed Linen Napkins, Set of Four",
      text: [
        "Soft from the first dinner, because they are washed before they reach you. The hem is mitred at the corners and sewn twice.",
        "No need to iron. Pull them straight while damp and they dry the way they look here.",
      ],
      facts: ["100 % European flax, 170 g/m²", "45 × 45 cm", "Wash at 40 °C", "Set of four"],
    },
    zh: {
      title: "水洗亚麻餐巾（四条装）",
      text: [
        "出厂前已经水洗，第一顿晚饭起就是软的。四角斜接，双线缝边。",
        "不用熨。趁湿拉平，晾干就是图里的样子。",
      ],
      facts: ["100% 欧洲亚麻，170 克/平方米", "45 × 45 厘米", "40 °C 水洗", "四条一组"],
    },
    options: [{ name: "Colour", values: ["Flax", "Fog", "Rust"] }],
    price: "52.00",
    stock: { Fog: 0 },
    pictures: [
      { file: "linen-napkins-flax", alt: "Stack of folded flax coloured napkins", value: "Flax" },
      { file: "linen-napkins-fog", alt: "Folded napkins in a soft blue grey", value: "Fog" },
      { file: "linen-napkins-rust", alt: "Folded rust red napkins with a spoon", value: "Rust" },
    ],
  },
  {
    handle: "striped-tea-towel",
    type: "Tea towels",
    tags: ["linen", "kitchen"],
    en: {
      title: "Striped Linen Tea Towel",
      text: [
        "Dries glasses without leaving a thread behind, and looks well on the oven door while it waits. Woven with three stripes at each end and a loop in the corner.",
      ],
      facts: ["100 % linen", "50 × 70 cm", "Wash at 60 °C", "Better after every wash"],
    },
    zh: {
      title: "条纹亚麻茶巾",
      text: ["擦玻璃杯不留一根线头，挂在烤箱门上等着的时候也好看。两端各织三道条纹，一角有挂环。"],
      facts: ["100% 亚麻", "50 × 70 厘米", "60 °C 水洗", "越洗越好用"],
    },
    options: [{ name: "Stripe", values: ["Ink Stripe", "Rust Stripe"] }],
    price: "22.00",
    compareAt: { "Rust Stripe": "26.00" },
    pictures: [
      {
        file: "striped-tea-towel-ink",
        alt: "Folded tea towel with ink blue stripes",
        value: "Ink Stripe",
      },
      {
        file: "striped-tea-towel-rust",
        alt: "Folded tea towel with rust stripes",
        value: "Rust Stripe",
      },
    ],
  },
  {
    handle: "linen-runner",
    type: "Table linen",
    tags: ["linen", "table"],
    en: {
      title: "Washed Linen Table Runner",
      text: [
        "A long piece of heavy linen for a table that is used every day. It hides the scratch, softens the plates and asks for nothing.",
      ],
      facts: [
        "100 % European flax, 245 g/m²",
        "45 cm wide",
        "Wash at 40 °C",
        "Frayed by hand at both ends",
      ],
    },
    zh: {
      title: "水洗亚麻桌旗",
      text: ["一长条厚实的亚麻，给天天用的餐桌。遮住划痕，衬软盘子，别无所求。"],
      facts: ["100% 欧洲亚麻，245 克/平方米", "宽 45 厘米", "40 °C 水洗", "两端手工抽须"],
    },
    options: [{ name: "Length", values: ["150 cm", "220 cm"] }],
    price: { "150 cm": "64.00", "220 cm": "82.00" },
    stock: { "220 cm": 0 },
    pictures: [
      { file: "linen-runner", alt: "Natural linen runner, folded three times" },
      { file: "linen-runner-table", alt: "The runner under a bowl and two cups" },
    ],
  },
];
