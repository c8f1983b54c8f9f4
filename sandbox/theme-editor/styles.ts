/** The editor's own look; the preview beside it is the theme's. */
export const EDITOR_STYLES = `
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #303030; background: #f1f1f1; }
button, input, select, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid #005bd3; outline-offset: 1px; }
.editor { display: grid; grid-template: auto 1fr / 340px 1fr; height: 100dvh; }
.top { grid-column: 1 / -1; display: flex; align-items: center; gap: 8px 12px; padding: 8px 12px; background: #fff; border-bottom: 1px solid #e1e1e1; flex-wrap: wrap; }
.top .name { font-weight: 650; margin-right: auto; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.top .state { color: #616161; min-width: 0; }
.primary { min-height: 36px; padding: 0 16px; border: 0; border-radius: 8px; background: #303030; color: #fff; font-weight: 600; }
.primary:disabled { background: #ebebeb; color: #8a8a8a; cursor: default; }
.plain { min-height: 36px; padding: 0 12px; border: 1px solid #c9c9c9; border-radius: 8px; background: #fff; display: inline-flex; align-items: center; gap: 6px; text-decoration: none; color: inherit; }
.plain:disabled { opacity: .45; cursor: default; }
.icon { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; flex: none; }
.icon-button { display: inline-grid; place-items: center; width: 32px; height: 32px; padding: 0; border: 0; border-radius: 8px; background: none; }
.icon-button:hover { background: #ebebeb; }
.icon-button:disabled { opacity: .3; cursor: default; }
.icon-button[aria-pressed="true"] { background: #e3e3e3; }
select, input[type="text"], input[type="number"], textarea { width: 100%; min-height: 36px; padding: 6px 10px; border: 1px solid #8a8a8a; border-radius: 8px; background: #fdfdfd; }
.top select { width: auto; max-width: 200px; }
.side { background: #fff; border-right: 1px solid #e1e1e1; overflow-y: auto; display: flex; flex-direction: column; min-height: 0; }
.tabs { display: flex; gap: 4px; padding: 8px; border-bottom: 1px solid #ebebeb; position: sticky; top: 0; background: #fff; z-index: 2; }
.tabs button { flex: auto; min-height: 36px; padding: 0 8px; font-size: 13px; white-space: nowrap; border: 0; border-radius: 8px; background: none; }
.tabs button[aria-selected="true"] { background: #ebebeb; font-weight: 600; }
.group { padding: 8px; border-bottom: 1px solid #f1f1f1; }
.group h2 { font-size: 13px; margin: 6px 8px; color: #616161; font-weight: 600; }
.item { display: flex; align-items: center; border-radius: 8px; min-height: 36px; }
.item:hover, .item:focus-within { background: #f7f7f7; }
.item.selected { background: #e8f0fe; }
.item .grip { color: #8a8a8a; cursor: grab; padding: 0 2px; line-height: 0; }
.item .label { flex: 1; min-width: 0; min-height: 36px; text-align: left; border: 0; background: none; padding: 0 4px; display: flex; align-items: center; gap: 6px; }
.item .label span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.item .tools { display: none; }
.item:hover .tools, .item:focus-within .tools, .item.selected .tools { display: flex; }
.item.hidden-item .label { color: #8a8a8a; text-decoration: line-through; }
.item.drop-before { box-shadow: 0 -2px 0 #005bd3; }
.blocks { margin-left: 20px; }
.add { display: flex; align-items: center; gap: 6px; min-height: 36px; padding: 0 8px; border: 0; background: none; color: #005bd3; border-radius: 8px; width: 100%; text-align: left; }
.add:hover { background: #f0f6ff; }
.add:disabled { color: #8a8a8a; cursor: default; }
.panel { padding: 12px 16px 32px; }
.panel-head { display: flex; align-items: center; gap: 6px; padding: 8px; border-bottom: 1px solid #ebebeb; position: sticky; top: 0; background: #fff; z-index: 2; }
.panel-head h2 { font-size: 15px; margin: 0; }
.setting { margin: 14px 0; }
.setting label { display: block; margin-bottom: 4px; }
.check { display: flex; gap: 10px; align-items: center; min-height: 32px; }
.check label { margin: 0; }
.check input { width: 18px; height: 18px; }
.setting-info, .setting-text { color: #616161; font-size: 13px; margin: 4px 0 0; }
.setting-header { font-size: 14px; margin: 22px 0 4px; padding-top: 14px; border-top: 1px solid #ebebeb; }
.range { display: flex; gap: 10px; align-items: center; }
.range input { flex: 1; min-width: 0; }
.range output { min-width: 56px; text-align: right; font-variant-numeric: tabular-nums; }
.color { display: flex; gap: 8px; }
.color input[type="color"] { width: 44px; height: 36px; padding: 2px; border: 1px solid #8a8a8a; border-radius: 8px; background: #fff; }
.dynamic { display: flex; gap: 8px; align-items: center; }
.danger { color: #8e1f0b; border-color: #e5b5ad; margin-top: 20px; }
.embed { display: flex; align-items: center; gap: 8px; padding: 8px; border-bottom: 1px solid #f1f1f1; }
.embed .label { flex: 1; min-height: 44px; text-align: left; border: 0; background: none; }
.switch { appearance: none; width: 40px; height: 24px; border-radius: 12px; background: #b5b5b5; position: relative; cursor: pointer; flex: none; margin: 0; }
.switch::after { content: ""; position: absolute; left: 3px; top: 3px; width: 18px; height: 18px; border-radius: 50%; background: #fff; transition: translate .15s; }
.switch:checked { background: #29845a; }
.switch:checked::after { translate: 16px 0; }
.view { display: grid; place-items: stretch center; padding: 12px; min-width: 0; min-height: 0; }
.view iframe { width: 100%; height: 100%; border: 0; border-radius: 10px; background: #fff; box-shadow: 0 1px 4px #0003; }
.view.phone iframe { width: 390px; max-width: 100%; }
dialog { border: 0; border-radius: 14px; padding: 0; width: min(420px, 94vw); max-height: 80vh; box-shadow: 0 12px 40px #0004; }
dialog::backdrop { background: #0006; }
.chooser { padding: 12px; }
.chooser h3 { font-size: 13px; color: #616161; margin: 12px 8px 4px; }
.chooser .choice { display: flex; gap: 8px; align-items: center; width: 100%; min-height: 44px; padding: 0 8px; border: 0; border-radius: 8px; background: none; text-align: left; }
.chooser .choice:hover { background: #f1f1f1; }
.notice { position: fixed; left: 50%; bottom: 20px; translate: -50% 0; background: #303030; color: #fff; padding: 10px 16px; border-radius: 10px; z-index: 9; max-width: 92vw; }
.notice:empty { display: none; }
.mobile-tabs { display: none; }
@media (max-width: 760px) {
  .editor { grid-template: auto 1fr auto / 1fr; }
  .editor[data-pane="side"] .view, .editor[data-pane="view"] .side { display: none; }
  .view { padding: 0; }
  .view iframe { border-radius: 0; }
  .mobile-tabs { display: flex; background: #fff; border-top: 1px solid #e1e1e1; padding: 6px; gap: 6px; }
  .mobile-tabs button { flex: 1; min-height: 44px; border: 0; border-radius: 8px; background: none; }
  .mobile-tabs button[aria-pressed="true"] { background: #ebebeb; font-weight: 600; }
  .devices { display: none; }
  .top { gap: 8px; }
  .top .name { flex: 1 1 calc(100% - 60px); }
  .top select { min-width: 0; flex: 0 1 auto; max-width: 32vw; padding-inline: 6px; }
  .top .state { display: none; }
  .top .primary { margin-left: auto; }
  .icon-button, .item, .item .label, .add { min-height: 44px; }
  .item .tools { display: flex; }
}
`;
