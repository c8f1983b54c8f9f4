import type { Feed, FeedVideo } from "../../../../app/contract/feed.ts";

/**
 * Playback details through the app proxy, asked for once a page. A failure is not kept; `cause` of its
 * error is the status of the answer, where there was one.
 */
export class FeedClient {
  readonly #proxy: string;
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(proxy: string) {
    this.#proxy = proxy;
  }

  /**
   * One clip, out of its placement's feed when there is one. `fresh` goes past every cache, for
   * links that have expired.
   */
  async video(handle: string, id: string, fresh = false): Promise<FeedVideo> {
    if (handle && !fresh) {
      const feed = await this.#get<Feed>(`feed/${handle}`, false);
      const found = feed.videos.find((video) => video.id === id);
      if (found) return found;
    }
    return this.#get<FeedVideo>(`video/${id}`, fresh);
  }

  #get<T>(path: string, fresh: boolean): Promise<T> {
    const known = this.#answers.get(path);
    if (known && !fresh) return known as Promise<T>;
    const answer = fetch(`${this.#proxy}/${path}`, {
      headers: { accept: "application/json" },
      cache: fresh ? "reload" : "default",
    }).then((response) => {
      if (!response.ok) throw new Error(path, { cause: response.status });
      return response.json() as Promise<T>;
    });
    this.#answers.set(path, answer);
    answer.catch(() => this.#answers.delete(path));
    return answer;
  }
}
