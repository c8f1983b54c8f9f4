import { type ReactNode, useCallback, useRef, useState } from "react";
import type { Fault } from "../../kernel/result.ts";
import type { ChosenFile } from "../../ui/dropped-files.ts";
import { type DroppedFolder, FolderQuestion, type FolderUse } from "../../ui/folder-question.tsx";

type Placed = { ok: true; categories?: (string | null)[] } | { ok: false; fault: Fault };

/**
 * Lets files through; of those that lay in folders it is asked first, once for all of them, what the folders
 * mean. `ask`: what the app says of the folders as categories.
 */
export function useFolderQuestion(
  ask: (body: { step: "folders"; folders: string[][]; make: boolean }) => Promise<Placed>,
  onFiles: (files: ChosenFile[]) => void,
): { take: (files: ChosenFile[]) => void; question: ReactNode } {
  const [pending, setPending] = useState<ChosenFile[]>([]);
  const [folders, setFolders] = useState<DroppedFolder[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const go = useRef({ ask, onFiles });
  go.current = { ask, onFiles };

  const take = useCallback((files: ChosenFile[]) => {
    const plain = files.filter((file) => file.folders.length === 0);
    const lying = files.filter((file) => file.folders.length > 0);
    if (plain.length > 0) go.current.onFiles(plain);
    if (lying.length === 0) return;
    const found = foldersOf(lying);
    setPending(lying);
    setFolders(found);
    setFault(null);
    // Only for the preview: without an answer the question is asked all the same.
    const paths = found.map(({ path }) => path);
    go.current.ask({ step: "folders", folders: paths, make: false }).then(
      (placed) => {
        if (!placed.ok) return;
        setFolders(
          found.map((folder, index) => ({ ...folder, known: placed.categories?.[index] != null })),
        );
      },
      () => {},
    );
  }, []);

  const close = () => {
    setPending([]);
    setFolders([]);
  };
  const use = async (what: FolderUse) => {
    if (what !== "categories") {
      go.current.onFiles(
        pending.map((file) => ({
          ...file,
          tags: what === "tags" ? [...new Set([...file.tags, ...file.folders])] : file.tags,
        })),
      );
      return close();
    }
    setBusy(true);
    try {
      const paths = folders.map(({ path }) => path);
      const placed = await go.current.ask({ step: "folders", folders: paths, make: true });
      if (!placed.ok) return setFault(placed.fault);
      const ids = new Map(paths.map((path, at) => [path.join("/"), placed.categories?.[at]]));
      go.current.onFiles(
        pending.map((file) => {
          const category = ids.get(file.folders.join("/"));
          return category ? { ...file, category } : file;
        }),
      );
      close();
    } catch {
      setFault({ kind: "upload-interrupted", params: { sent: 0, bytes: 0 } });
    } finally {
      setBusy(false);
    }
  };
  const question = (
    <FolderQuestion
      folders={folders}
      busy={busy}
      fault={fault}
      onUse={(what) => void use(what)}
      onClose={close}
    />
  );
  return { take, question };
}

/** Each folder that a file lies right in, in the order of their names. */
export function foldersOf(files: Pick<ChosenFile, "folders">[]): DroppedFolder[] {
  const found = new Map<string, DroppedFolder>();
  for (const { folders } of files) {
    const key = folders.join("/");
    const known = found.get(key);
    if (known) known.files++;
    else found.set(key, { path: folders, files: 1, known: null });
  }
  return [...found.values()].sort((a, b) => a.path.join("/").localeCompare(b.path.join("/")));
}
