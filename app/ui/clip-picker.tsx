import {
  BlockStack,
  Box,
  Button,
  Checkbox,
  InlineStack,
  Modal,
  SkeletonBodyText,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VideoCard, VideoPage } from "../domains/media/index.ts";
import { ClipLength } from "./clip-length.tsx";
import { Poster } from "./poster.tsx";

const TYPING_MS = 250;

/** Chooses clips from the library, several at once, in the order they are ticked. */
export function ClipPicker({
  open,
  page,
  loading,
  taken,
  room,
  onLook,
  onClose,
  onAdd,
}: {
  open: boolean;
  /** What the library answered last. */
  page: VideoPage | null;
  loading: boolean;
  /** Ids that are in the list already. */
  taken: string[];
  /** How many more may be added. */
  room: number;
  onLook: (query: string, after?: string) => void;
  onClose: () => void;
  onAdd: (videos: VideoCard[]) => void;
}) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [shown, setShown] = useState<VideoCard[]>([]);
  const [picked, setPicked] = useState<VideoCard[]>([]);
  const appending = useRef(false);

  useEffect(() => {
    if (!open) return;
    setQuery("");
    setPicked([]);
    setShown([]);
    appending.current = false;
  }, [open]);
  useEffect(() => {
    if (!page) return;
    // What is added becomes part of somebody's draft, which is compared with cards as they are saved.
    const cards = page.videos.map(({ plays, revenue, categories, ...card }) => card);
    setShown((before) => (appending.current ? [...before, ...cards] : cards));
    appending.current = false;
  }, [page]);

  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = (text: string) => {
    setQuery(text);
    clearTimeout(typing.current);
    typing.current = setTimeout(() => onLook(text), TYPING_MS);
  };
  const free = shown.filter((video) => !taken.includes(video.id));
  const isPicked = (video: VideoCard) => picked.some((one) => one.id === video.id);

  return (
    <Modal
      open={open}
      title={t("playlists.picker.title")}
      onClose={onClose}
      primaryAction={{
        content: t("playlists.picker.add", { count: picked.length }),
        disabled: picked.length === 0,
        onAction: () => onAdd(picked),
      }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <TextField
            label={t("library.search")}
            labelHidden
            placeholder={t("library.search")}
            autoComplete="off"
            autoFocus
            value={query}
            onChange={type}
          />
          {shown.length === 0 && loading ? (
            <SkeletonBodyText lines={6} />
          ) : free.length === 0 ? (
            <Text as="p" tone="subdued">
              {query || shown.length > 0
                ? t("playlists.picker.none")
                : t("playlists.picker.emptyLibrary")}
            </Text>
          ) : (
            <ul className="cs-picker">
              {free.map((video) => (
                <li key={video.id}>
                  <Checkbox
                    checked={isPicked(video)}
                    disabled={!isPicked(video) && picked.length >= room}
                    onChange={(on) =>
                      setPicked((now) =>
                        on ? [...now, video] : now.filter((one) => one.id !== video.id),
                      )
                    }
                    label={
                      <InlineStack gap="300" blockAlign="center" wrap={false}>
                        <span className="cs-thumb">
                          <Poster clip={video} />
                        </span>
                        <Box>
                          <Text as="p" breakWord>
                            {video.title}
                          </Text>
                          <ClipLength video={video} />
                        </Box>
                      </InlineStack>
                    }
                  />
                </li>
              ))}
            </ul>
          )}
          {page?.next ? (
            <InlineStack align="center">
              <Button
                loading={loading}
                onClick={() => {
                  appending.current = true;
                  onLook(query, page.next!);
                }}
              >
                {t("playlists.picker.more")}
              </Button>
            </InlineStack>
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
