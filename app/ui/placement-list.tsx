import { Link } from "@remix-run/react";
import { InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PlacementCard } from "../domains/placements/index.ts";
import { BLOCK_DRAWING } from "./drawings.ts";
import { PlacementStateBadge, SyncLine } from "./placement-state.tsx";

/** Placements: what shows where, and whether shoppers see it. */
export function PlacementList({ placements }: { placements: PlacementCard[] }) {
  const { t } = useTranslation();
  return (
    <ul className="cs-rows">
      {placements.map((placement) => (
        <li key={placement.id}>
          <Link to={`/app/placements/${placement.id}`} className="cs-row-link" prefetch="intent">
            <img
              className="cs-block-drawing"
              src={BLOCK_DRAWING[placement.block]}
              alt=""
              width={72}
              height={54}
            />
            <span className="cs-grow">
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold" breakWord>
                  {placement.title}
                </Text>
                <PlacementStateBadge state={placement.state} />
              </InlineStack>
              <Text as="p" tone="subdued" variant="bodySm">
                {t("placements.line", {
                  block: t(`placements.block.${placement.block}.name`),
                  source: placement.playlistTitle ?? t("placements.byProduct"),
                  clips: t("common.clips", { count: placement.videoCount }),
                })}
              </Text>
              <SyncLine sync={placement.sync} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
