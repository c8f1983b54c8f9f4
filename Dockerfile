# One image, two processes: `node app/server.ts` (default) and `node app/worker.server.ts`.
FROM node:24-bookworm-slim AS build
WORKDIR /srv
ENV PRISMA_QUERY_ENGINE_LIBRARY=/bin/true PRISMA_SCHEMA_ENGINE_BINARY=/bin/true
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node node_modules/prisma/build/index.js generate && node scripts/build.ts && npm prune --omit=dev --omit=optional

FROM node:24-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
WORKDIR /srv
ENV NODE_ENV=production NODE_OPTIONS="--max-old-space-size=512 --max-semi-space-size=16 --disable-warning=ExperimentalWarning"
COPY --from=build /srv/package.json ./
COPY --from=build /srv/node_modules ./node_modules
COPY --from=build /srv/build ./build
COPY --from=build /srv/public ./public
COPY --from=build /srv/app ./app
# The page of videos brings the extension's scripts, words and card with it.
COPY --from=build /srv/extensions ./extensions
# For `node scripts/migrate.ts`, run once before a new version takes traffic.
COPY --from=build /srv/prisma.config.ts ./
COPY --from=build /srv/prisma/schema.prisma ./prisma/schema.prisma
COPY --from=build /srv/prisma/migrations ./prisma/migrations
COPY --from=build /srv/scripts/migrate.ts ./scripts/migrate.ts
USER node
EXPOSE 3000
HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "app/server.ts"]
