import { Fragment } from 'react';

/** An address that may break before `/`, `?` and `&`. It is text, never a link: nobody vouches for it. */
export function Address({ value }: { value: string }) {
  return breakable(value).map((part) => (
    <Fragment key={part.at}>
      {part.at > 0 && <wbr />}
      {part.text}
    </Fragment>
  ));
}

/** The pieces between which an address may break, each with its position. Together they are the whole address. */
function breakable(value: string): { at: number; text: string }[] {
  let at = 0;
  return value.split(/(?<![:/])(?=[/?&])/).map((text) => {
    const part = { at, text };
    at += text.length;
    return part;
  });
}
