import { Banner, Select } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { BlockKind } from "../contract/feed.ts";
import { isByProduct } from "../domains/placements/index.ts";
import type { PlaylistCard } from "../domains/playlists/index.ts";

/** Which clips a placement shows: a playlist's, or those tagged with the page's product. */
export function PlaylistChoice({
  block,
  playlists,
  playlistId,
  onChange,
}: {
  block: BlockKind;
  playlists: PlaylistCard[];
  playlistId: string | null;
  onChange: (playlistId: string | null) => void;
}) {
  const { t } = useTranslation();
  const byProduct = isByProduct(block);
  if (playlists.length === 0 && !byProduct)
    return (
      <Banner
        tone="info"
        title={t("placements.noPlaylist.title")}
        action={{ content: t("placements.noPlaylist.create"), url: "/app/playlists" }}
      >
        <p>{t("placements.noPlaylist.text")}</p>
      </Banner>
    );
  return (
    <Select
      label={t("placements.playlist")}
      helpText={byProduct ? t("placements.playlistHelpProduct") : t("placements.playlistHelp")}
      options={[
        ...(byProduct ? [{ value: "", label: t("placements.byProduct") }] : []),
        ...playlists.map(({ id, title, videoCount }) => ({
          value: id,
          label: t("placements.playlistOption", {
            title,
            clips: t("common.clips", { count: videoCount }),
          }),
        })),
      ]}
      value={playlistId ?? ""}
      onChange={(value) => onChange(value || null)}
    />
  );
}
