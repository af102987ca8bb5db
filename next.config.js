/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  // A lock file in a folder above must not move the standalone output.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  // `next dev` would write AGENTS.md into the checkout.
  agentRules: false,
  reactStrictMode: true,
  typedRoutes: false,
  images: { unoptimized: true },
  // These open sockets or load wasm from beside themselves; bundled they break.
  serverExternalPackages: ['kafkajs', '@platformatic/kafka', 'prom-client', 'pg', 'pino'],
}

export default config
