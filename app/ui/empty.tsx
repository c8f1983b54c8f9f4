import { BlockStack, Box, Button, Text } from "@shopify/polaris";

/**
 * A place with nothing in it yet: what belongs here, and the one thing to do. Polaris' own EmptyState
 * shows its picture only when it loads after hydration, which a picture inside the page never does.
 */
export function Empty({
  title,
  text,
  image,
  action,
}: {
  title: string;
  text: string;
  image: string;
  action: { content: string; url?: string; onAction?: () => void };
}) {
  return (
    <Box padding="400" paddingBlock="800">
      <BlockStack gap="400" inlineAlign="center">
        <img src={image} alt="" width={200} height={150} />
        <BlockStack gap="150" inlineAlign="center">
          <Text as="h2" variant="headingMd" alignment="center">
            {title}
          </Text>
          <div className="cs-empty__text">
            <Text as="p" alignment="center" tone="subdued">
              {text}
            </Text>
          </div>
        </BlockStack>
        <Button variant="primary" url={action.url} onClick={action.onAction}>
          {action.content}
        </Button>
      </BlockStack>
    </Box>
  );
}
