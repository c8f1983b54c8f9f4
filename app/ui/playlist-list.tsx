import { Link } from "@remix-run/react";
import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PlaylistCard } from "../domains/playlists/index.ts";
import { useFormatters } from "./shop-context.tsx";

/** Playlists, each with the first of its clips. */
export function PlaylistList({ playlists }: { playlists: PlaylistCard[] }) {
  const { t } = useTranslation();
  const format = useFormatters();
  return (
    <ul className="cs-rows">
      {playlists.map((playlist) => (
        <li key={playlist.id}>
          <Link to={`/app/playlists/${playlist.id}`} className="cs-row-link" prefetch="intent">
            <span className="cs-fan" aria-hidden="true">
              {[0, 1, 2, 3].map((at) => (
                <span key={at}>
                  {playlist.posters[at] ? (
                    <img src={playlist.posters[at]} alt="" loading="lazy" />
                  ) : null}
                </span>
              ))}
            </span>
            <span className="cs-grow">
              <Text as="span" variant="bodyMd" fontWeight="semibold" breakWord>
                {playlist.title}
              </Text>
              <br />
              <Text as="span" tone="subdued" variant="bodySm">
                {t("playlists.line", {
                  clips: t("common.clips", { count: playlist.videoCount }),
                  date: format.date(playlist.updatedAt),
                })}
              </Text>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
