import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';
import type { CopyWords } from './value';

const colours = {
  plain: '',
  comment: 'text-code-muted',
  string: 'text-code-string',
  key: 'text-code-key',
  value: 'text-code-value',
};

/** A run of code in one colour; `value` marks what belongs to this application. */
export type CodePart = string | { kind: keyof typeof colours; text: string };

export interface CodeBlockProps {
  /** Where it belongs: "Terminal", a file's name. */
  title: ReactNode;
  /** Its name for assistive technology. */
  label: string;
  code: CodePart[];
  copy: CopyWords;
}

/** Code to be copied; dark in both themes. Long lines break, so that nothing scrolls sideways. */
export function CodeBlock({ title, label, code, copy }: CodeBlockProps) {
  const parts = positioned(code);
  return (
    <figure
      aria-label={label}
      className="min-w-0 overflow-hidden rounded-lg border border-code-line bg-code-bg text-start text-code-ink"
    >
      <div className="flex min-h-10 items-center justify-between gap-3 border-b border-code-line ps-4 pe-2 text-sm text-code-muted">
        <span className="truncate">{title}</span>
        <CopyButton value={parts.map((part) => part.text).join('')} variant="code" size="sm" {...copy} />
      </div>
      <pre className="p-4 font-mono text-sm leading-5.5 whitespace-pre-wrap wrap-anywhere">
        {parts.map((part) => (
          <span key={part.at} className={colours[part.kind]}>
            {part.text}
          </span>
        ))}
      </pre>
    </figure>
  );
}

/** Each part with the position where it begins, which is its identity. */
function positioned(code: CodePart[]): { kind: keyof typeof colours; text: string; at: number }[] {
  let at = 0;
  return code.map((part) => {
    const placed = { ...(typeof part === 'string' ? { kind: 'plain' as const, text: part } : part), at };
    at += placed.text.length;
    return placed;
  });
}
