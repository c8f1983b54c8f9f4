import type { ProductPlan } from "../product-plan.ts";

export const northlight: ProductPlan[] = [
  {
    handle: "field-notebook",
    type: "Notebooks",
    tags: ["paper"],
    en: {
      title: "Field Notebook",
      text: ["A sewn notebook that lies flat on the first page and on the last."],
      facts: ["A5, 144 pages, 100 g/m²", "Sewn, cloth bound", "Takes fountain pen ink"],
    },
    zh: {
      title: "野外笔记本",
      text: ["锁线装订，从第一页到最后一页都能摊平。"],
      facts: ["A5，144 页，100 克/平方米", "锁线装订，布面", "适合钢笔书写"],
    },
    options: [{ name: "Cover", values: ["Moss", "Clay"] }],
    price: "19.50",
    stock: { Clay: 0 },
    pictures: [
      { file: "field-notebook", alt: "Two cloth bound notebooks, one on the other", value: "Moss" },
    ],
  },
  {
    handle: "desk-cup",
    type: "Desk",
    tags: ["stoneware"],
    en: {
      title: "Desk Cup",
      text: ["A heavy stoneware cup for pens, or for what you drink while you write."],
      facts: ["Stoneware, 9 cm tall", "Felt under the foot"],
    },
    zh: {
      title: "桌面笔筒",
      text: ["沉甸甸的炻器杯，放笔，或者放写字时喝的东西。"],
      facts: ["炻器，高 9 厘米", "底部贴毡"],
    },
    price: "24.00",
    pictures: [{ file: "desk-cup", alt: "Stoneware cup holding pencils" }],
  },
  {
    handle: "cedar-pencils",
    type: "Pencils",
    tags: ["wood"],
    en: {
      title: "Cedar Pencils, Box of Six",
      text: ["Round pencils of cedar in one grade, HB, because one is enough."],
      facts: ["Six pencils", "Cedar, oiled, not painted", "18 cm"],
    },
    zh: {
      title: "雪松铅笔（六支盒装）",
      text: ["圆杆雪松铅笔，只有 HB 一种，因为一种就够。"],
      facts: ["六支", "雪松木，上油不上漆", "长 18 厘米"],
    },
    price: "14.00",
    pictures: [{ file: "cedar-pencils", alt: "Six cedar pencils lying side by side" }],
  },
];
