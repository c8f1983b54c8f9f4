/** Shopify's standard rate limit: a leaky bucket per app and shop. */
export const BUCKET_SIZE = 2000;
export const RESTORE_RATE = 100;

export interface Bucket {
  available: number;
  /** Milliseconds since 1970. */
  at: number;
}

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export function fullBucket(now: number): Bucket {
  return { available: BUCKET_SIZE, at: now };
}

/** Fills the bucket for the time gone by. */
export function refill(bucket: Bucket, now: number): void {
  const points = ((now - bucket.at) / 1000) * RESTORE_RATE;
  bucket.available = Math.min(BUCKET_SIZE, bucket.available + Math.max(0, points));
  bucket.at = now;
}

export function throttleStatus(bucket: Bucket): ThrottleStatus {
  return {
    maximumAvailable: BUCKET_SIZE,
    currentlyAvailable: Math.max(0, Math.floor(bucket.available)),
    restoreRate: RESTORE_RATE,
  };
}
