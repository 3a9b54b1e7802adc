import { PHASE_PRODUCTION_SERVER } from 'next/constants.js';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // Titles stand in the head of the first response; nothing on the sign-in pages streams.
  htmlLimitedBots: /.*/,
  // `npm run check` checks types; people who only start it need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // Pages are loaded when they are first asked for: an instance that answers machines alone never needs most of them.
  experimental: { preloadEntriesOnStart: false },
  serverExternalPackages: [
    '@prisma/client',
    '@prisma/adapter-better-sqlite3',
    '@prisma/adapter-pg',
    'better-sqlite3',
    'pg',
    '@node-rs/argon2',
    'pino',
    'nodemailer',
  ],
};

/** What is built already needs no plugin; this one brings a compiler into memory. */
export default async function configure(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: createNextIntlPlugin } = await import('next-intl/plugin');
  return createNextIntlPlugin('./intl.config.ts')(config);
}
