import { defineConfig } from 'vitest/config'

/** `unit` needs no service; the runner starts Postgres and Kafka for the other two. */
export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    environment: 'node',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{lib,components,tools,app}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.postgres.test.ts', '**/*.kafka.test.ts', 'node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['{lib,tools}/**/*.postgres.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'kafka',
          include: ['{lib,tools}/**/*.kafka.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
