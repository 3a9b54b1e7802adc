import { deviceDecision } from '@/server/interaction/device';

export { deviceDecision as POST };
