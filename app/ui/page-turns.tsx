import { Box, InlineStack, Pagination } from "@shopify/polaris";

/** Under a list that is read page by page: on to the next, and back to the beginning. Not there for a single page. */
export function PageTurns({
  first,
  more,
  onFirst,
  onMore,
}: {
  /** Words for going back; null on the first page. */
  first: string | null;
  /** Words for going on; null on the last one. */
  more: string | null;
  onFirst: () => void;
  onMore: () => void;
}) {
  if (first === null && more === null) return null;
  return (
    <Box padding="300">
      <InlineStack align="center">
        <Pagination
          hasPrevious={first !== null}
          {...(first === null ? {} : { previousTooltip: first })}
          onPrevious={onFirst}
          hasNext={more !== null}
          {...(more === null ? {} : { nextTooltip: more })}
          onNext={onMore}
        />
      </InlineStack>
    </Box>
  );
}
