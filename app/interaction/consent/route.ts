import { consent } from '@/server/interaction/consent';

export { consent as POST };
