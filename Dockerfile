# Targets: web, collector, migrate. Built where they run: the web server keeps the path it was built in.
FROM node:24-bookworm-slim AS sources
WORKDIR /highwater
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1

FROM sources AS build
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN PRISMA_SCHEMA_ENGINE_BINARY=/highwater/tools/schema-engine.mjs node_modules/.bin/prisma generate --no-hints \
  && node_modules/.bin/next build \
  && cp -r .next/static .next/standalone/.next/static \
  && cp -r public .next/standalone/public

# What runs without a bundler needs neither the pages' packages nor the ones that only build.
FROM sources AS runtime
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
  && cd node_modules \
  && rm -rf next @next @img prisma typescript effect lucide-react recharts @prisma/engines @prisma/studio-core
COPY lib lib
COPY tools tools
COPY prisma prisma

FROM runtime AS migrate
USER node
CMD ["node", "tools/migrate.ts"]

FROM runtime AS collector
# Polls are spooled here while Postgres is away.
RUN mkdir -p /data && chown node:node /data
VOLUME /data
USER node
ENV NODE_ENV=production HIGHWATER_DATA=/data HIGHWATER_COLLECTOR_PORT=9400
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9400/api/health/live').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENV MALLOC_ARENA_MAX=1
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=30", "tools/collector.ts"]

FROM sources AS web
COPY --from=build --chown=node:node /highwater/.next/standalone ./
USER node
# Inside the container every interface: docker-compose.yml publishes it on the host's loopback only.
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health/live').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
