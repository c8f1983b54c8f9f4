import type { PrismaClient } from "@prisma/client";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";

/** Where Shopify's library keeps the shops' access tokens. */
export function createSessionStorage(prisma: PrismaClient): PrismaSessionStorage<PrismaClient> {
  return new PrismaSessionStorage(prisma);
}
