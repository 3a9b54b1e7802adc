/** The data of the signed-in home. */
import { redirect } from 'next/navigation';
import { container } from '../container';
import { emailAddressPath, startPath } from '../interaction/locations';
import { realmName } from '../realm-name';
import { accountOf, findSignedIn } from './visit';

/** Visitors go and sign in. */
export async function homeView() {
  const gatehouse = await container();
  const signedIn = await findSignedIn(gatehouse);
  if (signedIn === undefined) redirect(startPath);
  const { administrator, emailVerified } = signedIn.person;
  const emailHref = gatehouse.mail.sends ? emailAddressPath : undefined;
  return { realm: realmName, account: accountOf(signedIn.person), administrator, emailVerified, emailHref };
}
