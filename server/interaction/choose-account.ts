/** `POST /interaction/choose-account`: this is me, or somebody else wants to sign in. */
import { formHandler, openPending, seeOther } from '../handler';
import { anotherAccountPath, dispatcherPath } from './locations';

export const chooseAccount = formHandler(async (call) => {
  const pending = await openPending(call);
  const { form, gatehouse, session } = call;
  if (form.get('account') !== 'current' || session === undefined) return seeOther(anotherAccountPath(pending.id));
  await gatehouse.engine.interaction.record(pending, { chosenSessionId: session.id });
  return seeOther(dispatcherPath(pending.id));
});
