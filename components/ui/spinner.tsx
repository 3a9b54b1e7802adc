/** Turns while something is under way; the words beside it say what. Stands still with reduced motion. */
export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 flex-none animate-spin rounded-full border-2 border-current border-r-transparent opacity-90"
    />
  );
}
