import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";

/** Of files.test, other.test, hostile.test and 127.0.0.1, signed by itself, for a hundred years: tests only. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBuzCCAWCgAwIBAgIUUm5TZ4agCmc+fOPGUiwoBRV+4wIwCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKZmlsZXMudGVzdDAgFw0yNjExMjIwODI5MzlaGA8yMTI2MTAy
OTA4MjkzOVowFTETMBEGA1UEAwwKZmlsZXMudGVzdDBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABEjb5Qz3cjCpPvbwuIwi2sB9Yvy1B4nMhIts/4l0rbYD6VlMY2/B
UTAgalwbKZLUfcIRxa7/cCgOmRv7q7aVbxGjgYswgYgwHQYDVR0OBBYEFLWAgAE5
ScnraihXQTRn5g9zjdvvMB8GA1UdIwQYMBaAFLWAgAE5ScnraihXQTRn5g9zjdvv
MA8GA1UdEwEB/wQFMAMBAf8wNQYDVR0RBC4wLIIKZmlsZXMudGVzdIIKb3RoZXIu
dGVzdIIMaG9zdGlsZS50ZXN0hwR/AAABMAoGCCqGSM49BAMCA0kAMEYCIQD3Wd3k
fw8WqwAciGvrOQ41EhVkgypwaGAY7VEJ+vV/TQIhALw5EbrYxpbjRpMVz4wTbzbJ
0FGgb7kdqmenoMbWQG4Q
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXU9vY90bRFkyceKE
pDKZ6pGbQb435Xik99FKVDsuJUKhRANCAARI2+UM93IwqT728LiMItrAfWL8tQeJ
zISLbP+JdK22A+lZTGNvwVEwIGpcGymS1H3CEcWu/3AoDpkb+6u2lW8R
-----END PRIVATE KEY-----
`;

export interface FileServer {
  port: number;
  /** https://files.test:<port> */
  origin: string;
  /** What was asked of it: host and path. */
  asked: string[];
  close(): Promise<void>;
}

/** An HTTPS server on this machine that stands in for the whole internet. */
export async function startFileServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<FileServer> {
  const asked: string[] = [];
  const server = createServer({ cert: CERTIFICATE, key: KEY }, (request, response) => {
    asked.push(`${request.headers.host?.split(":")[0]}${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `https://files.test:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
