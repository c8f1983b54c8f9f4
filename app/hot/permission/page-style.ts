import { hash } from "node:crypto";

/** The whole look of a creator's page: no other style, script or font is let in. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1a1c1d; --soft: #54595d; --line: #c9cdd1; --page: #f4f4f2; --card: #fff; --accent: #1d4f3f; --on-accent: #fff; --bad: #a0140a; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f1ef; --soft: #b5babe; --line: #4a4f54; --page: #17191a; --card: #212425; --accent: #9ed8c1; --on-accent: #10231c; --bad: #ffb4a8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
.page { max-width: 560px; margin: 0 auto; padding: 16px 16px 48px; }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; min-height: 44px; margin-bottom: 8px; }
header p { margin: 0; font-weight: 600; }
nav { display: flex; gap: 4px; margin-inline-start: auto; }
nav a { display: inline-grid; place-items: center; min-width: 44px; min-height: 44px; padding: 0 8px; border-radius: 8px; color: inherit; }
nav a[aria-current] { font-weight: 600; text-decoration: none; }
main { padding: 20px; border-radius: 16px; background: var(--card); }
h1 { margin: 0 0 16px; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 24px 0 8px; font-size: 1.0625rem; }
figure { display: flex; gap: 16px; align-items: center; margin: 0 0 20px; }
figure video, figure img { display: block; width: 132px; height: auto; max-height: 236px; border-radius: 12px; background: #111; object-fit: cover; }
figcaption { flex: 1; min-width: 0; font-weight: 600; }
dl { margin: 0; border-top: 1px solid var(--line); }
dl div { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 12px; padding: 10px 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; }
blockquote { margin: 0; padding: 12px 16px; border-inline-start: 4px solid var(--accent); border-radius: 0 8px 8px 0; background: var(--page); }
.note, .quiet { color: var(--soft); font-size: .9375rem; }
.note { margin: 16px 0; }
label { font-weight: 600; }
input[type="text"] { display: block; width: 100%; min-height: 48px; margin-top: 6px; padding: 10px 12px; border: 1px solid var(--soft); border-radius: 10px; background: var(--card); color: inherit; font: inherit; }
.check { display: flex; gap: 12px; align-items: flex-start; margin: 16px 0; padding: 10px 0; font-weight: 400; }
.check input { flex: none; width: 24px; height: 24px; margin: 0; accent-color: var(--accent); }
.fault { margin: 6px 0 0; color: var(--bad); font-weight: 600; }
[aria-invalid="true"] { outline: 2px solid var(--bad); }
button { display: block; width: 100%; min-height: 52px; margin-top: 12px; padding: 12px 16px; border: 2px solid var(--accent); border-radius: 12px; background: var(--card); color: var(--accent); font: inherit; font-weight: 600; cursor: pointer; }
button.first { background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (min-width: 560px) { .page { padding-top: 40px; } main { padding: 32px; } .deeds { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; } }
`;

/** For the page's policy: the one style that it allows. */
export const STYLE_HASH = `'sha256-${hash("sha256", STYLE, "base64")}'`;
