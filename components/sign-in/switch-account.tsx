import { HiddenFields } from './hidden-fields';

/** Beside the account: posts `account=another` and `request` to `/interaction/choose-account`. */
export function SwitchAccount({ request, words, label }: { request: string; words: string; label?: string }) {
  return (
    <form method="post" action="/interaction/choose-account" className="contents">
      <HiddenFields values={{ request }} />
      <button
        type="submit"
        name="account"
        value="another"
        aria-label={label}
        className="min-h-6 flex-none cursor-pointer rounded-sm text-sm text-accent-text underline decoration-accent-line underline-offset-[0.2em] hover:decoration-current"
      >
        {words}
      </button>
    </form>
  );
}
