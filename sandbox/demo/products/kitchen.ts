import type { ProductPlan } from "../product-plan.ts";

export const kitchen: ProductPlan[] = [
  {
    handle: "driftwood-board",
    type: "Boards",
    tags: ["wood", "kitchen", "kitchen tools", "gift"],
    en: {
      title: "Driftwood Oak Board",
      text: [
        "One piece of oak, planed, rounded and oiled. A board to cut on, to carry cheese on, and to lean against the wall in between.",
      ],
      facts: [
        "Oak from one plank, never glued",
        "Small 30 × 18 cm, large 42 × 24 cm",
        "Oil it twice a year",
        "Keep it out of the dishwasher",
      ],
    },
    zh: {
      title: "浮木橡木板",
      text: ["一整块橡木，刨平、倒圆、上油。切菜用它，端奶酪用它，闲下来就靠在墙边。"],
      facts: [
        "整木制成，不拼接",
        "小号 30 × 18 厘米，大号 42 × 24 厘米",
        "每年上油两次",
        "不可放入洗碗机",
      ],
    },
    options: [{ name: "Size", values: ["Small", "Large"] }],
    price: { Small: "42.00", Large: "58.00" },
    pictures: [
      { file: "driftwood-board", alt: "Oak board with a round hole, leaning on a wall" },
      { file: "driftwood-board-table", alt: "The board lying flat with a bowl on it" },
    ],
  },
  {
    handle: "cherry-spoons",
    type: "Kitchen tools",
    tags: ["wood", "kitchen", "kitchen tools", "sets"],
    en: {
      title: "Cherry Wood Spoons, Set of Three",
      text: [
        "For stirring, for tasting, for serving. Carved from cherry, which is hard, light and kind to pans, and finished with linseed oil.",
      ],
      facts: [
        "Cherry wood",
        "22, 26 and 30 cm",
        "Wash by hand and let them dry standing",
        "The set comes tied with linen tape",
      ],
    },
    zh: {
      title: "樱桃木勺（三把装）",
      text: ["一把搅拌，一把尝味，一把分菜。樱桃木坚实轻巧，不伤锅，以亚麻籽油收尾。"],
      facts: ["樱桃木", "22、26、30 厘米", "请手洗，立着晾干", "以亚麻带捆扎"],
    },
    price: "34.00",
    pictures: [
      { file: "cherry-spoons", alt: "Three cherry wood spoons in a stoneware jar" },
      { file: "cherry-spoons-flat", alt: "The spoons lying side by side on linen" },
    ],
  },
];
