import { Text } from "@shopify/polaris";
import { Fragment } from "react";

/** Names and figures, one a line. */
export function NumbersList({ lines }: { lines: { name: string; value: string }[] }) {
  return (
    <dl className="cs-numbers">
      {lines.map(({ name, value }) => (
        <Fragment key={name}>
          <dt>
            <Text as="span" tone="subdued">
              {name}
            </Text>
          </dt>
          <dd>
            <Text as="span" numeric fontWeight="semibold">
              {value}
            </Text>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
