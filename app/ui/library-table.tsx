import { Link } from "@remix-run/react";
import { BlockStack, Box, IndexTable, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFaultText } from "./fault-text.ts";
import type { LibraryViewProps } from "./library-grid.tsx";
import { Poster } from "./poster.tsx";
import { useFormatters } from "./shop-context.tsx";
import { UploadProgress } from "./upload-tile.tsx";
import { VideoStatusBadge } from "./video-status-badge.tsx";

/** The library as a table, for work on many clips at once. */
export function LibraryTable({
  currency,
  videos,
  uploads,
  selected,
  onSelect,
  deeds,
}: LibraryViewProps & { currency: string }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const say = useFaultText();
  return (
    <>
      {uploads.map((upload) => (
        <Box key={upload.key} padding="300" borderBlockEndWidth="025" borderColor="border">
          <BlockStack gap="100">
            <Text as="p" fontWeight="semibold" breakWord>
              {upload.name}
            </Text>
            <UploadProgress upload={upload} deeds={deeds} />
          </BlockStack>
        </Box>
      ))}
      <IndexTable
        resourceName={{ singular: t("library.one"), plural: t("library.many") }}
        itemCount={videos.length}
        selectedItemsCount={
          selected.length === videos.length && videos.length > 0 ? "All" : selected.length
        }
        onSelectionChange={(kind, on, id) => {
          if (kind === "single" && typeof id === "string")
            onSelect(on ? [...selected, id] : selected.filter((one) => one !== id));
          else if (kind === "multi" && Array.isArray(id)) {
            const range = videos.slice(id[0], id[1] + 1).map((video) => video.id);
            onSelect(
              on
                ? [...new Set([...selected, ...range])]
                : selected.filter((one) => !range.includes(one)),
            );
          } else onSelect(on ? videos.map((video) => video.id) : []);
        }}
        headings={[
          { title: t("library.column.clip") },
          { title: t("library.column.status") },
          { title: t("library.column.length"), alignment: "end" },
          { title: t("library.column.products"), alignment: "end" },
          { title: t("library.column.plays"), alignment: "end" },
          { title: t("library.column.revenue"), alignment: "end" },
          { title: t("library.column.added") },
        ]}
      >
        {videos.map((video, position) => (
          <IndexTable.Row
            id={video.id}
            key={video.id}
            position={position}
            selected={selected.includes(video.id)}
          >
            <IndexTable.Cell>
              <InlineStack gap="300" blockAlign="center" wrap={false}>
                <span className="cs-thumb">
                  <Poster clip={video} />
                </span>
                <span className="cs-cell-title">
                  <Link
                    to={`/app/library/${video.id}`}
                    data-primary-link
                    onClick={(event) => event.stopPropagation()}
                  >
                    {video.title}
                  </Link>
                  {video.failure ? (
                    <Text as="span" tone="critical" variant="bodySm">
                      {say(video.failure)}
                    </Text>
                  ) : null}
                </span>
              </InlineStack>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <VideoStatusBadge video={video} />
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {video.duration === null ? t("common.none") : format.duration(video.duration)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {format.number(video.productCount)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {format.number(video.plays)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {format.money({ amount: video.revenue, currency })}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>{format.date(video.createdAt)}</IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </>
  );
}
