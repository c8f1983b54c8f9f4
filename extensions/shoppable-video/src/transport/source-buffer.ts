/** Appends and waits until the buffer has taken it in. Rejects when it cannot, or is no longer wanted. */
export function append(
  buffer: SourceBuffer,
  bytes: BufferSource,
  signal: AbortSignal,
): Promise<void> {
  return settled(buffer, signal, () => buffer.appendBuffer(bytes));
}

/** Drops what lies before `until` seconds. */
export function forget(buffer: SourceBuffer, until: number, signal: AbortSignal): Promise<void> {
  return until > 0 ? settled(buffer, signal, () => buffer.remove(0, until)) : Promise.resolve();
}

async function settled(buffer: SourceBuffer, signal: AbortSignal, act: () => void): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const listening = new AbortController();
    const finish = (then: () => void) => () => {
      listening.abort();
      then();
    };
    const options = { signal: listening.signal };
    buffer.addEventListener("updateend", finish(resolve), options);
    buffer.addEventListener(
      "error",
      finish(() => reject(new Error("append"))),
      options,
    );
    signal.addEventListener(
      "abort",
      finish(() => reject(signal.reason)),
      options,
    );
    try {
      act();
    } catch (error) {
      finish(() => reject(error))();
    }
  });
}
