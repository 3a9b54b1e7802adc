import { setup } from '@/server/interaction/setup';

export { setup as POST };
