const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/**
 * Throws unless every segment is plain: no empty ones, none that starts with a dot, so that a key can
 * never climb out of its folder or hide in it. A trailing slash is allowed for prefixes only.
 */
export function checkKey(key: string, { prefix = false } = {}): void {
  const segments = key.split("/");
  const folder = prefix && segments.at(-1) === "";
  if (folder) segments.pop();
  // A shop's id alone names all its blobs, and no blob.
  const least = folder ? 1 : 2;
  if (key.length > 512 || segments.length < least || !segments.every((part) => SEGMENT.test(part)))
    throw new Error(`Not a blob key: ${JSON.stringify(key)}`);
}
