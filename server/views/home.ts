/** The data of the signed-in home. */
import { redirect } from 'next/navigation';
import { container } from '../container';
import { startPath } from '../interaction/locations';
import { realmName } from '../realm-name';
import { accountOf, findSignedIn } from './visit';

/** Visitors go and sign in. */
export async function homeView() {
  const signedIn = await findSignedIn(await container());
  if (signedIn === undefined) redirect(startPath);
  return { realm: realmName, account: accountOf(signedIn.person), administrator: signedIn.person.administrator };
}
