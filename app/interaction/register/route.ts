import { register } from '@/server/interaction/register';

export { register as POST };
