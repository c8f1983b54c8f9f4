import { forwardRef, useImperativeHandle, useRef } from "react";

export interface FileChoiceHandle {
  /** Opens the browser's file dialog. */
  choose(): void;
}

/** The browser's own file dialog, for one file, behind whatever button opens it. */
export const FileChoice = forwardRef<
  FileChoiceHandle,
  { accept: string; label: string; onFile: (file: File) => void }
>(function FileChoice({ accept, label, onFile }, handle) {
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(handle, () => ({ choose: () => input.current?.click() }), []);
  return (
    <input
      ref={input}
      type="file"
      accept={accept}
      className="cs-visually-hidden"
      tabIndex={-1}
      aria-label={label}
      onChange={(event) => {
        const [file] = event.currentTarget.files ?? [];
        // The same file chosen again is a choice, too.
        event.currentTarget.value = "";
        if (file) onFile(file);
      }}
    />
  );
});

/** What a clip may be made of, as file dialogs are told. */
export const VIDEO_FILES = "video/*,.mkv";
