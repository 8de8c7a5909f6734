# Build: everything that compiling needs stays behind.
FROM node:24-slim AS build
WORKDIR /build
COPY . .
# Not npm ci: the lock names the optional binaries of one platform, and ci refuses that.
RUN npm install --no-audit --no-fund && npm pack --pack-destination /tmp \
  && mkdir /app && cd /app && npm init -y >/dev/null \
  && npm install --omit=dev --no-audit --no-fund /tmp/nl2sql-mcp-*.tgz

FROM node:24-slim
ENV NODE_ENV=production NL2SQL_STATE_DIR=/data
COPY --from=build /app /app
COPY packaging/docker/mcp.config.json /app/mcp.config.json
RUN mkdir /data && chown node:node /data
USER node
WORKDIR /app
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/app/node_modules/.bin/nl2sql-mcp"]
CMD ["serve", "--http", "8080", "--config", "/app/mcp.config.json"]
