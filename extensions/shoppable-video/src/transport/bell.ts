/** Wakes those who wait for something that may have changed. */
export class Bell {
  readonly #sleepers = new Set<() => void>();

  /** Resolves at the next ring, or after `ms`. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#sleepers.add(wake);
    });
  }

  ring(): void {
    for (const wake of [...this.#sleepers]) wake();
  }
}
