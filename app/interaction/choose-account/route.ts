import { chooseAccount } from '@/server/interaction/choose-account';

export { chooseAccount as POST };
