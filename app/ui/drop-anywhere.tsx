import { BlockStack, Text } from "@shopify/polaris";
import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ChosenFile, filesOfDrop, filesOfInput } from "./dropped-files.ts";

export interface DropAnywhereHandle {
  /** Opens the browser's file dialog: for files, or for a folder. */
  choose(what?: "files" | "folder"): void;
}

interface DropAnywhereProps {
  onFiles: (files: ChosenFile[]) => void;
}

/** Takes files and folders dropped anywhere on the page, or chosen in the browser's dialog. */
export const DropAnywhere = forwardRef<DropAnywhereHandle, DropAnywhereProps>(function DropAnywhere(
  { onFiles },
  handle,
) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = useRef(onFiles);
  take.current = onFiles;
  useImperativeHandle(
    handle,
    () => ({
      choose: (what) =>
        what === "folder" ? chooseFolder((files) => take.current(files)) : input.current?.click(),
    }),
    [],
  );

  useEffect(() => {
    // dragenter and dragleave fire for every element on the way: count to know when all are left.
    let depth = 0;
    const control = new AbortController();
    const { signal } = control;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    addEventListener(
      "dragenter",
      (event) => {
        if (!hasFiles(event)) return;
        depth += 1;
        setOver(true);
      },
      { signal },
    );
    addEventListener(
      "dragleave",
      (event) => {
        if (!hasFiles(event)) return;
        depth = Math.max(0, depth - 1);
        if (depth === 0) setOver(false);
      },
      { signal },
    );
    addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault(), {
      signal,
    });
    addEventListener(
      "drop",
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth = 0;
        setOver(false);
        const { dataTransfer } = event;
        if (dataTransfer) void filesOfDrop(dataTransfer).then((files) => take.current(files));
      },
      { signal },
    );
    return () => control.abort();
  }, []);

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept="video/*,.mov,.mkv,.webm,.m4v,.avi,.zip"
        className="cs-visually-hidden"
        tabIndex={-1}
        aria-label={t("library.add")}
        onChange={(event) => {
          take.current(filesOfInput(event.currentTarget.files ?? []));
          event.currentTarget.value = "";
        }}
      />
      {over ? (
        <div className="cs-drop" role="status">
          <div>
            <BlockStack gap="100" inlineAlign="center">
              <Text as="p" variant="headingLg">
                {t("library.drop.title")}
              </Text>
              <Text as="p" tone="subdued">
                {t("library.drop.text")}
              </Text>
            </BlockStack>
          </div>
        </div>
      ) : null}
    </>
  );
});

/** React knows no `webkitdirectory`, and the dialog needs no element on the page. */
function chooseFolder(onFiles: (files: ChosenFile[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.webkitdirectory = true;
  input.onchange = () => onFiles(filesOfInput(input.files ?? []));
  input.click();
}
