import { defineConfig } from 'prisma/config';

// For Prisma's own command line, for instance `npx prisma migrate deploy`. Gatehouse itself applies the same migrations
// when it starts and does not read this file.
const databaseUrl = process.env.DATABASE_URL ?? 'file:./data/gatehouse.db';
const database = /^postgres(ql)?:/.test(databaseUrl) ? 'postgresql' : 'sqlite';

export default defineConfig({
  schema: `prisma/schema.${database}.prisma`,
  migrations: { path: `prisma/migrations/${database}` },
  datasource: { url: databaseUrl },
});
