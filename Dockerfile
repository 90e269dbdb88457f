# Vigie's image: built with compilers, shipped without them, run by a user without rights.

# For a release, by its digest: --build-arg NODE_IMAGE=node:24-trixie-slim@sha256:…
ARG NODE_IMAGE=node:24-trixie-slim

# What it runs with; only a change of the packages repeats this.
FROM ${NODE_IMAGE} AS packages
WORKDIR /vigie
# better-sqlite3 is compiled where no ready binary fits.
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
# Of better-sqlite3 only the compiled module is used: its sources and object files go.
RUN npm ci --omit=dev \
 && find node_modules/better-sqlite3 -mindepth 1 -maxdepth 1 \
      ! -name lib ! -name build ! -name package.json ! -name LICENSE -exec rm -rf {} + \
 && find node_modules/better-sqlite3/build -type f ! -name better_sqlite3.node -delete

# Of what it is developed with, the compiler alone. Types are checked by `npm test`: here they would take most of the time.
FROM ${NODE_IMAGE} AS compiled
WORKDIR /vigie
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
RUN npm install --prefix /compiler --no-fund \
      "typescript@$(node -p 'require("./package-lock.json").packages["node_modules/typescript"].version')"
COPY migrations migrations
COPY src src
RUN /compiler/node_modules/.bin/tsc -p tsconfig.build.json --noCheck --types null \
 && chmod 755 dist/src/cli.js

FROM ${NODE_IMAGE}
# Of which sources it is: --build-arg VERSION=$(node -p 'require("./package.json").version') REVISION=$(git rev-parse HEAD)
ARG VERSION=
ARG REVISION=
LABEL org.opencontainers.image.title=Vigie \
      org.opencontainers.image.version=${VERSION} \
      org.opencontainers.image.revision=${REVISION}
ENV NODE_ENV=production \
    VIGIE_DATABASE=/var/lib/vigie/vigie.db \
    VIGIE_OUTBOX=/var/lib/vigie/outbox
WORKDIR /vigie
# Who was on call, and who called: for nobody else's eyes.
RUN install -d -o node -g node -m 750 /var/lib/vigie \
 && ln -s /vigie/dist/src/cli.js /usr/local/bin/vigie
COPY --from=packages /vigie/node_modules node_modules
COPY package.json docker/healthcheck.mjs ./
COPY --from=compiled /vigie/dist dist
COPY views views
COPY public public
# What Asterisk is to include, of this version: docker run --rm vigie tar -c -C /vigie asterisk-config | tar -x
COPY asterisk-config asterisk-config
COPY examples/astreinte.yaml examples/
COPY docs/*.md docs/
COPY docs/guides docs/guides
COPY CHANGELOG.md UPGRADING.md ./
USER node
VOLUME /var/lib/vigie
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["node", "/vigie/healthcheck.mjs"]
CMD ["vigie", "start"]
