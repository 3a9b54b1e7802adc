import { forgotPassword } from '@/server/interaction/reset-password';

export { forgotPassword as POST };
