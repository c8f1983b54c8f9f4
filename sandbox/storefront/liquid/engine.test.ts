import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findMarket } from "../open-visit.ts";
import { tinyShop } from "../testing/shop.ts";
import type { Visit } from "../visit.ts";
import { createEngine, type Problem } from "./engine.ts";
import type { Scope } from "./scope.ts";
import { readSource } from "./source.ts";

const problems: Problem[] = [];
const engine = createEngine({
  snippet: (name) =>
    name === "child"
      ? engine.parse("[{{ secret }}|{{ given }}|{{ shop_name }}]", "snippets/child.liquid")
      : name === "row"
        ? engine.parse("{{ forloop.index }}:{{ row }} ", "snippets/row.liquid")
        : null,
  report: (problem) => problems.push(problem),
});

let scope: Scope;
beforeAll(() => {
  const shop = tinyShop();
  const visit = {
    shop,
    ...findMarket(shop, "/", null),
    path: "/",
    query: new URLSearchParams(),
    host: "shop.test",
    origin: "http://shop.test",
    log: console,
    page: { formErrors: [], posted: null },
  } as unknown as Visit;
  scope = {
    visit,
    origin: {
      assetUrl: (name) => `/assets/${name}`,
      assetText: () => null,
      translation: () => null,
    },
    globals: { shop_name: "Tiny", list: [3, 1, 2], numbers: { one: 1 } },
  };
});
afterAll(() => {
  problems.length = 0;
});

function render(text: string, file = "sections/x.liquid"): string {
  return engine.render(engine.parse(text, file), scope);
}

describe("numbers", () => {
  test.each([
    ["{{ 10 | divided_by: 4 }}", "2"],
    ["{{ 10 | divided_by: 4.0 }}", "2.5"],
    ["{{ 8 | times: 1.0 }}", "8.0"],
    ["{{ 1 | divided_by: 2.0 | times: 100 }}", "50.0"],
    ["{{ 7 | modulo: 3 }}", "1"],
    ["{{ -7 | divided_by: 2 }}", "-4"],
    ["{{ 4.6 | round }} {{ 4.123 | round: 2 }} {{ 4.2 | ceil }}", "5 4.12 5"],
    ["{{ '3.5' | plus: 1 }} {{ 'abc' | plus: 1 }}", "4.5 1"],
    ["{{ 0.1 | plus: 0.2 }}", "0.3"],
    ["{{ 5 | at_most: 3 }}{{ 5 | at_least: 9 }}", "39"],
    ["{% assign x = 2.0 %}{{ 5 | divided_by: x }}", "2.5"],
  ])("%s prints %s", (text, expected) => {
    expect(render(text)).toBe(expected);
  });
});

describe("conditions", () => {
  test("and and or go from right to left, as in Shopify", () => {
    expect(render("{% if true or false and false %}yes{% endif %}")).toBe("yes");
    expect(render("{% if false and false or true %}yes{% else %}no{% endif %}")).toBe("no");
  });

  test("nil compares false in every direction", () => {
    expect(
      render("{% if nothing >= 0 or nothing <= 0 or nothing > 0 %}x{% else %}no{% endif %}"),
    ).toBe("no");
  });

  test("text compared with a number is an error in the page", () => {
    expect(render("{% if 'a' > 5 %}x{% endif %}")).toBe(
      "Liquid error (sections/x line 1): comparison of String with 5 failed",
    );
  });

  test("blank and empty", () => {
    expect(render("{% if '  ' == blank %}a{% endif %}{% if list != empty %}b{% endif %}")).toBe(
      "ab",
    );
  });
});

describe("snippets", () => {
  test("render sees globals and what it is given, not its caller's variables", () => {
    expect(render("{% assign secret = 1 %}{% render 'child', given: 2 %}")).toBe("[|2|Tiny]");
  });

  test("include sees its caller's variables", () => {
    expect(render("{% assign secret = 1 %}{% include 'child' %}")).toBe("[1||Tiny]");
  });

  test("render for names the item after the snippet", () => {
    expect(render("{% render 'row' for list %}")).toBe("1:3 2:1 3:2 ");
  });

  test("a missing snippet is said in the page", () => {
    expect(render("a{% render 'gone' %}b")).toContain(
      "Liquid error (sections/x line 1): Could not find asset snippets/gone.liquid",
    );
  });
});

describe("faults", () => {
  test("an unknown filter is reported once a file with its line, and the rest still renders", () => {
    problems.length = 0;
    const html = render("one\n{{ 'x' | sparkle }}\nthree", "sections/odd.liquid");
    expect(html).toBe("one\nLiquid error (sections/odd line 2): Unknown filter 'sparkle'\nthree");
    expect(problems).toContainEqual({
      file: "sections/odd.liquid",
      line: 2,
      message: "Unknown filter 'sparkle'",
    });
    render("{{ 'x' | sparkle }}", "sections/second.liquid");
    expect(problems.some((one) => one.file === "sections/second.liquid")).toBe(true);
  });

  test("an unknown tag is reported with its line", () => {
    problems.length = 0;
    const html = render("a\n\n{% glow %}", "sections/tag.liquid");
    expect(html).toContain("Unknown tag 'glow'");
    expect(problems[0]).toEqual({
      file: "sections/tag.liquid",
      line: 3,
      message: "Unknown tag 'glow'",
    });
  });

  test("filters that only LiquidJS has are unknown here", () => {
    problems.length = 0;
    render("{{ 'a b' | slugify }}{{ list | group_by: 'x' }}", "sections/js.liquid");
    // Once when it is read, once more when it runs: whoever reports says each place once.
    expect([...new Set(problems.map((one) => one.message))]).toEqual([
      "Unknown filter 'slugify'",
      "Unknown filter 'group_by'",
    ]);
  });

  test("a syntax error names the line and replaces only its own file", () => {
    problems.length = 0;
    expect(render("{% if x %}never closed", "snippets/open.liquid")).toMatch(
      /^Liquid syntax error \(snippets\/open line 1\): /,
    );
    expect(problems).toHaveLength(1);
  });

  test("an error inside a loop does not stop it", () => {
    expect(render("{% for i in list %}{{ i | divided_by: 0 }}.{% endfor %}")).toBe(
      "Liquid error (sections/x line 1): divided by 0.".repeat(3),
    );
  });
});

describe("tags", () => {
  test("bodies of schema, doc and comments never reach the parser, and lines stay true", () => {
    problems.length = 0;
    const source = readSource(
      '{% doc %}\n@param {{ x }\n{% enddoc %}{% schema %}\n{ "a": "{% b" }\n{% endschema %}\n{{ 1 | nope }}',
    );
    expect(source.schema).toEqual({ a: "{% b" });
    expect(render(source.liquid)).toContain("(sections/x line 6): Unknown filter 'nope'");
  });

  test("a broken schema is reported at its line", () => {
    expect(readSource("a\n{% schema %}{ nope {% endschema %}").schemaFault).toMatchObject({
      line: 2,
      message: expect.stringContaining("Invalid JSON in schema"),
    });
  });

  test("liquid tag, echo, case and whitespace control", () => {
    expect(
      render(
        "{%- liquid\n  assign a = 2\n  case a\n    when 1, 2\n      echo 'two'\n  endcase\n-%}  !",
      ),
    ).toBe("two!");
  });

  test("style and form", () => {
    expect(render("{% style %}a{% endstyle %}")).toBe("<style data-shopify>a</style>");
    const form = render("{% form 'product', nil, id: 'f', data-x: 'y' %}in{% endform %}");
    expect(form).toContain('<form method="post" action="/cart/add" id="f"');
    expect(form).toContain('data-x="y"');
    expect(form).toContain('<input type="hidden" name="form_type" value="product" />');
    expect(render("{% form 'nonsense' %}{% endform %}")).toContain('Invalid form type "nonsense"');
  });
});
