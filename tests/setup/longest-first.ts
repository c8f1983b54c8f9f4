import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that run for longest: begun last, one of them would keep a processor busy while the other idles. */
const LONGEST = [
  "e2e/kill",
  "storefront/recovery",
  "e2e/admin-screens",
  "e2e/add-clips",
  "storefront/access",
  "storefront/theme-carts",
  "storefront/moments",
  "storefront/playback",
];

const rank = ({ moduleId }: TestSpecification) => {
  const found = LONGEST.findIndex((name) => moduleId.endsWith(`tests/${name}.test.ts`));
  return found < 0 ? LONGEST.length : found;
};

/** The longest files first, the others as Vitest orders them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
