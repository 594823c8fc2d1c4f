# Sijil in one container: every role in one process, stores in /data.

FROM node:24-bookworm-slim AS build
WORKDIR /sijil
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node tools/build.mjs

# What runs needs no compiler, and no second Node beside that of the image.
FROM node:24-bookworm-slim AS packages
WORKDIR /sijil
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=7070 DATA_DIR=/data
RUN install --directory --owner=node --group=node --mode=0700 /data
WORKDIR /sijil
COPY --from=packages /sijil/node_modules ./node_modules
COPY --from=build /sijil/dist ./dist
COPY package.json LICENSE ./
USER node
VOLUME /data
EXPOSE 7070
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=4", "dist/apps/cli/src/main.js"]
CMD ["serve"]
