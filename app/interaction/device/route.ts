import { deviceCode } from '@/server/interaction/device';

export { deviceCode as POST };
