/** A file that was chosen, and what is known of it by where it lay. */
export interface ChosenFile {
  file: File;
  tags: string[];
  /** The folders it lay in, outermost first. */
  folders: string[];
  /** Where it belongs in the library. */
  category?: string;
  /** The clip that waits for it. */
  wantedBy?: string;
}

/** Files that systems leave lying in folders. */
const LITTER = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

/** What was dropped, folders looked through to the bottom. */
export async function filesOfDrop(data: DataTransfer): Promise<ChosenFile[]> {
  // Entries must be taken before the first pause: after it the drop is over.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return [...data.files].map((file) => ({ file, tags: [], folders: [] }));
  return (await Promise.all(entries.map((entry) => filesOf(entry, [])))).flat();
}

/** What a file dialog gave; with folders, when a folder was chosen. */
export function filesOfInput(files: Iterable<File>): ChosenFile[] {
  return [...files]
    .filter((file) => !LITTER.test(file.name))
    .map((file) => ({
      ...{ file, tags: [] },
      folders: file.webkitRelativePath.split("/").slice(0, -1),
    }));
}

async function filesOf(entry: FileSystemEntry, folders: string[]): Promise<ChosenFile[]> {
  if (LITTER.test(entry.name)) return [];
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    );
    return file ? [{ file, tags: [], folders }] : [];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: ChosenFile[] = [];
  for (;;) {
    // A hundred at a time, until there are none.
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return found;
    for (const each of some) found.push(...(await filesOf(each, [...folders, entry.name])));
  }
}
