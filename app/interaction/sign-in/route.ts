import { signIn } from '@/server/interaction/sign-in';

export { signIn as POST };
