import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";
import type { ArchiveBytes } from "../../domains/intake/index.server.ts";

/** A directory is read in pieces of some dozen bytes, and each would be a request of its own to the store. */
const BLOCK_BYTES = 1024 * 1024;
const BLOCKS_KEPT = 4;

/** Lets the zip library read an archive wherever it lies. */
export class ArchiveReader extends RandomAccessReader {
  /** What went wrong with reading, as against what is wrong with the archive. */
  trouble: Error | null = null;
  readonly #archive: ArchiveBytes;
  readonly #signal: AbortSignal;
  readonly #blocks = new Map<number, Promise<Buffer>>();

  constructor(archive: ArchiveBytes, signal: AbortSignal) {
    super();
    this.#archive = archive;
    this.#signal = signal;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#noting(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytes?: number) => void,
  ): void {
    this.#copy(buffer, offset, length, position).then(
      (copied) => callback(null, copied),
      (error: Error) => callback(error),
    );
  }

  async #copy(buffer: Buffer, offset: number, length: number, position: number): Promise<number> {
    let copied = 0;
    while (copied < length && position + copied < this.#archive.bytes) {
      const at = position + copied;
      const block = await this.#block(Math.floor(at / BLOCK_BYTES));
      copied += block.copy(
        buffer,
        offset + copied,
        at % BLOCK_BYTES,
        (at % BLOCK_BYTES) + length - copied,
      );
    }
    return copied;
  }

  #block(index: number): Promise<Buffer> {
    const known = this.#blocks.get(index);
    if (known) return known;
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size >= BLOCKS_KEPT && oldest !== undefined) this.#blocks.delete(oldest);
    const start = index * BLOCK_BYTES;
    const block = this.#whole(start, Math.min(start + BLOCK_BYTES, this.#archive.bytes));
    this.#blocks.set(index, block);
    return block;
  }

  async #whole(start: number, end: number): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#noting(start, end)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async *#noting(start: number, end: number): AsyncGenerator<Uint8Array> {
    // What points beyond the archive's end is the archive's fault: it comes to its end too early.
    const until = Math.min(end, this.#archive.bytes);
    if (start < 0 || start >= until) return;
    try {
      for await (const chunk of this.#archive.read(start, until)) {
        this.#signal.throwIfAborted();
        yield chunk;
      }
    } catch (error) {
      this.trouble = error as Error;
      throw error;
    }
  }
}
