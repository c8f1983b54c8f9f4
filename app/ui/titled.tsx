import { BlockStack, Text } from "@shopify/polaris";

/** What a card is about, and the sentence that says how it is meant. */
export function Titled({ title, text }: { title: string; text: string }) {
  return (
    <BlockStack gap="100">
      <Text as="h2" variant="headingMd">
        {title}
      </Text>
      <Text as="p" tone="subdued">
        {text}
      </Text>
    </BlockStack>
  );
}
