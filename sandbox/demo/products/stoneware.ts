import type { ProductPlan } from "../product-plan.ts";

export const stoneware: ProductPlan[] = [
  {
    handle: "tide-mug",
    type: "Mugs",
    tags: ["stoneware", "tea", "bestseller"],
    en: {
      title: "Tide Mug",
      text: [
        "The mug we reach for first. It is thrown in speckled stoneware, a little wider at the shoulder than at the foot, with a handle that takes three fingers and a rim thin enough to forget about.",
        "The glaze stops short of the foot, so every mug keeps a line of bare clay, like the mark the sea leaves on a wall.",
      ],
      facts: [
        "Stoneware, fired at 1,240 °C",
        "300 ml for tea, 420 ml for long mornings",
        "Safe in the dishwasher and the microwave",
        "Glaze and speckle differ from piece to piece",
      ],
    },
    zh: {
      title: "潮汐马克杯",
      text: [
        "伸手最先拿起的那一只。斑点炻器手工拉坯，杯肩略宽于杯底，把手容得下三根手指，杯沿薄得让人忘了它的存在。",
        "釉面停在杯脚之上，露出一圈素坯，像潮水在墙上留下的线。",
      ],
      facts: [
        "炻器，1240 °C 烧成",
        "300 毫升配茶，420 毫升留给慢悠悠的早晨",
        "可用洗碗机与微波炉",
        "每只的釉色与斑点略有不同",
      ],
    },
    options: [
      { name: "Colour", values: ["Oat", "Sea Glass", "Ink"] },
      { name: "Size", values: ["300 ml", "420 ml"] },
    ],
    price: { "300 ml": "34.00", "420 ml": "38.00" },
    stock: { "Ink / 420 ml": 0, "Sea Glass / 300 ml": 2 },
    pictures: [
      {
        file: "tide-mug-oat",
        alt: "Oat speckled stoneware mug with a bare clay foot",
        value: "Oat",
      },
      { file: "tide-mug-sea-glass", alt: "The mug in a pale green glaze", value: "Sea Glass" },
      { file: "tide-mug-ink", alt: "The mug in a deep blue-black glaze", value: "Ink" },
    ],
  },
  {
    handle: "morning-tumblers",
    type: "Cups",
    tags: ["stoneware", "tea", "sets"],
    en: {
      title: "Morning Tumblers, Set of Two",
      text: [
        "Two small cups without handles, made to be held in both hands. The wall is thicker towards the foot, so the tea stays hot and your fingers do not.",
        "They stack, they fit on a narrow sill, and they are just as good for a quick coffee.",
      ],
      facts: [
        "Stoneware, glazed inside and out",
        "180 ml each, 7.5 cm tall",
        "Safe in the dishwasher",
        "Sold as a pair",
      ],
    },
    zh: {
      title: "晨光小杯（两只装）",
      text: [
        "没有把手的小杯，适合双手捧着。杯壁往下渐厚，茶还烫着，手却不烫。",
        "可以叠放，窄窄的窗台也放得下，用来喝一杯快咖啡同样合适。",
      ],
      facts: ["炻器，内外施釉", "每只 180 毫升，高 7.5 厘米", "可用洗碗机", "两只一组"],
    },
    options: [{ name: "Colour", values: ["Oat", "Ink"] }],
    price: "42.00",
    pictures: [
      { file: "morning-tumblers-oat", alt: "Two oat coloured cups side by side", value: "Oat" },
      {
        file: "morning-tumblers-ink",
        alt: "Two ink coloured cups, one lying on its side",
        value: "Ink",
      },
    ],
  },
  {
    handle: "shoal-plate",
    type: "Plates",
    tags: ["stoneware", "table"],
    en: {
      title: "Shoal Plate",
      text: [
        "A flat plate with a low, steady rim: room for dinner, and an edge to push the last peas against. The speckle comes from iron in the clay and is never printed.",
      ],
      facts: [
        "Stoneware",
        "21 cm for breakfast and cake, 27 cm for dinner",
        "Stacks without scratching: the foot is polished",
        "Safe in the dishwasher and the microwave",
        "Sold in twos",
      ],
    },
    zh: {
      title: "浅滩平盘",
      text: [
        "盘面平整，边缘低而稳：放得下一顿晚饭，也拦得住最后几颗豌豆。斑点来自陶土里的铁，不是印上去的。",
      ],
      facts: [
        "炻器",
        "21 厘米适合早餐和蛋糕，27 厘米适合正餐",
        "盘脚经过打磨，叠放不刮花",
        "可用洗碗机与微波炉",
        "成双出售",
      ],
    },
    options: [
      { name: "Colour", values: ["Oat", "Sea Glass"] },
      { name: "Size", values: ["21 cm", "27 cm"] },
    ],
    price: { "21 cm": "28.00", "27 cm": "36.00" },
    quantityRule: { min: 2, max: 12, increment: 2 },
    stock: { "Sea Glass / 21 cm": 0 },
    pictures: [
      { file: "shoal-plate-oat", alt: "Stack of oat speckled plates", value: "Oat" },
      {
        file: "shoal-plate-sea-glass",
        alt: "A pale green plate standing behind another",
        value: "Sea Glass",
      },
    ],
  },
  {
    handle: "cove-bowl",
    type: "Bowls",
    tags: ["stoneware", "table", "bestseller"],
    en: {
      title: "Cove Pasta Bowl",
      text: [
        "Deep enough for soup, wide enough for pasta. The inside curves without a corner, so a spoon always finds its way.",
      ],
      facts: [
        "Stoneware, 22 cm across, 6 cm deep",
        "Holds 900 ml",
        "Safe in the oven to 180 °C",
        "Safe in the dishwasher and the microwave",
      ],
    },
    zh: {
      title: "海湾意面碗",
      text: ["盛汤够深，装意面够宽。内壁一路弯上来，没有死角，勺子总能找到路。"],
      facts: [
        "炻器，直径 22 厘米，深 6 厘米",
        "容量 900 毫升",
        "可入烤箱，最高 180 °C",
        "可用洗碗机与微波炉",
      ],
    },
    options: [{ name: "Colour", values: ["Oat", "Ink"] }],
    price: "38.00",
    pictures: [
      { file: "cove-bowl-oat", alt: "Wide oat bowl with speckled glaze", value: "Oat" },
      { file: "cove-bowl-ink", alt: "Two stacked bowls in ink glaze", value: "Ink" },
    ],
  },
  {
    handle: "harbour-bowl",
    type: "Bowls",
    tags: ["stoneware", "table", "gift"],
    en: {
      title: "Harbour Serving Bowl",
      text: [
        "One big bowl for the middle of the table. Salad for six, bread for eight, or lemons for no reason at all.",
        "Our last pieces in this size come at a lower price: the kiln shelf they were made for has been retired.",
      ],
      facts: [
        "Stoneware, 31 cm across, 11 cm deep",
        "Holds 3.6 litres",
        "Safe in the dishwasher",
        "Signed on the foot",
      ],
    },
    zh: {
      title: "港湾大钵",
      text: [
        "摆在餐桌正中的一只大钵。六个人的沙拉，八个人的面包，或者什么理由也没有，就放几颗柠檬。",
        "这个尺寸是最后一批，价格有所下调：烧它的那块窑板已经退役了。",
      ],
      facts: ["炻器，直径 31 厘米，深 11 厘米", "容量 3.6 升", "可用洗碗机", "底部有作者签名"],
    },
    price: "88.00",
    compareAt: "110.00",
    stock: { all: 6 },
    pictures: [
      { file: "harbour-bowl-lemons", alt: "Large stoneware bowl filled with lemons" },
      { file: "harbour-bowl", alt: "The empty serving bowl, seen from above" },
    ],
  },
  {
    handle: "pebble-vase",
    type: "Vases",
    tags: ["stoneware", "vases", "gift"],
    en: {
      title: "Pebble Bud Vase",
      text: [
        "A vase the size of a pear, with a neck for one stem. It makes a single branch from the roadside look like a decision.",
      ],
      facts: [
        "Stoneware, 13 cm tall",
        "Watertight; glazed inside",
        "Wipe with a damp cloth",
        "Stem not included",
      ],
    },
    zh: {
      title: "卵石小花瓶",
      text: ["只有一颗梨那么大，瓶颈刚好容一枝。路边随手折的一根枝条插进去，也像是深思熟虑过的。"],
      facts: ["炻器，高 13 厘米", "不渗水，内壁施釉", "湿布擦拭即可", "不含花枝"],
    },
    options: [{ name: "Colour", values: ["Chalk", "Rust", "Ink"] }],
    price: "32.00",
    stock: { Rust: 0, Ink: 4 },
    pictures: [
      {
        file: "pebble-vase-chalk",
        alt: "Small chalk white vase with one dry stem",
        value: "Chalk",
      },
      { file: "pebble-vase-rust", alt: "The vase in rust red clay", value: "Rust" },
      { file: "pebble-vase-ink", alt: "The vase in ink glaze beside a chalk one", value: "Ink" },
    ],
  },
  {
    handle: "estuary-vase",
    type: "Vases",
    tags: ["stoneware", "vases"],
    en: {
      title: "Estuary Vase",
      text: [
        "Tall, quiet and heavy in the foot. The glaze is poured by hand and runs out towards the base, so the line is never the same twice.",
        "Made in small firings. The next one comes out of the kiln in spring.",
      ],
      facts: [
        "Stoneware, 29 cm tall, 17 cm across",
        "Watertight",
        "2.1 kg",
        "Wipe with a damp cloth",
      ],
    },
    zh: {
      title: "河口花瓶",
      text: [
        "高挑、安静，底部沉稳。釉是手工浇上去的，流到瓶底便自然收住，每一只的釉线都不一样。",
        "小批烧制，下一窑在春天出炉。",
      ],
      facts: ["炻器，高 29 厘米，直径 17 厘米", "不渗水", "重 2.1 千克", "湿布擦拭即可"],
    },
    price: "96.00",
    stock: { all: 0 },
    pictures: [
      { file: "estuary-vase", alt: "Tall vase with a poured sea green glaze" },
      { file: "estuary-vase-branches", alt: "The vase with a few bare branches" },
    ],
  },
];
