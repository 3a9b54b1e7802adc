/** Our mark: the arch with its leaf ajar. Decoration; the name stands beside it. */
export function Mark({ className = 'size-4.5' }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path className="fill-ink" d="M2 21.5V11.5a10 10 0 0 1 20 0v10h-3.1v-10a6.9 6.9 0 0 0-13.8 0v10z" />
      <path className="fill-leaf" d="M7.1 21.5V11.5a4.9 4.9 0 0 1 6.4-4.66V23.5z" />
    </svg>
  );
}
