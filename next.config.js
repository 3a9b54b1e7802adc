import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./intl.config.ts');

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

export default withNextIntl(config);
