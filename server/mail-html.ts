/** The one HTML template of all mails: a card with a button, readable where styles and pictures are switched off. */
import { escapeHtml } from './escape-html';

export interface MailPage {
  lang: string;
  dir: 'ltr' | 'rtl';
  title: string;
  lead: string;
  button: { label: string; link: string; hint: string } | undefined;
  after: string;
  footer: string;
}

const ink = '#1f1b17';
const muted = '#5f5a54';
const accent = '#005c73';
const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** A whole document. Every text is escaped, whatever people are called. */
export function mailHtml({ lang, dir, title, lead, button, after, footer }: MailPage): string {
  const line = (text: string, style: string) => `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`;
  const body = [
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600">${escapeHtml(title)}</h1>`,
    line(lead, 'font-size:16px;line-height:24px'),
    ...(button === undefined ? [] : [buttonOf(button)]),
    line(after, `font-size:14px;line-height:20px;color:${muted}`),
  ].join('\n');
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:24px 12px;background:#f8f6f4;color:${ink};${font}">
<div style="max-width:520px;margin:0 auto;padding:32px 28px;background:#ffffff;border:1px solid #e2ded9;border-radius:12px">
${body}
</div>
<p style="max-width:520px;margin:16px auto 0;font-size:12px;line-height:18px;color:${muted}">${escapeHtml(footer)}</p>
</body>
</html>
`;
}

function buttonOf({ label, link, hint }: { label: string; link: string; hint: string }): string {
  const look = `display:inline-block;padding:12px 20px;background:${accent};color:#ffffff;border-radius:8px;font-size:16px;font-weight:600;text-decoration:none`;
  const href = escapeHtml(link);
  return [
    `<p style="margin:24px 0"><a href="${href}" style="${look}">${escapeHtml(label)}</a></p>`,
    `<p style="margin:0 0 16px;font-size:14px;line-height:20px;color:${muted};word-break:break-all">${escapeHtml(hint)}<a href="${href}" style="color:${accent}">${href}</a></p>`,
  ].join('\n');
}
