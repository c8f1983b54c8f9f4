const icon = (path: string) =>
  `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`;

// Marked pure, so that each file carries only the icons that it shows.
export const CLOSE = /* @__PURE__ */ icon('<path d="M6 6l12 12M18 6L6 18"/>');
export const UP = /* @__PURE__ */ icon('<path d="M6 15l6-6 6 6"/>');
export const DOWN = /* @__PURE__ */ icon('<path d="M6 9l6 6 6-6"/>');
export const MINUS = /* @__PURE__ */ icon('<path d="M6 12h12"/>');
export const PLUS = /* @__PURE__ */ icon('<path d="M6 12h12M12 6v12"/>');
export const PLAY = /* @__PURE__ */ icon('<path fill="currentColor" d="M8 5.5v13l10.5-6.5z"/>');
export const PAUSE = /* @__PURE__ */ icon('<path d="M9 6v12M15 6v12"/>');
export const SOUND_OFF = /* @__PURE__ */ icon(
  '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16.5 9.5l5 5M21.5 9.5l-5 5"/>',
);
export const SOUND_ON = /* @__PURE__ */ icon(
  '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9a4.2 4.2 0 010 6M18.5 6.5a7.8 7.8 0 010 11"/>',
);
export const CAPTIONS = /* @__PURE__ */ icon(
  '<rect x="3" y="5" width="18" height="14" rx="3"/><path d="M10 10.5a2 2 0 100 3M17 10.5a2 2 0 100 3"/>',
);
export const LIST = /* @__PURE__ */ icon(
  '<path d="M4 6h.01M4 12h.01M4 18h.01M9 6h11M9 12h11M9 18h11"/>',
);
export const SETTINGS = /* @__PURE__ */ icon(
  '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
);
export const SMALL = /* @__PURE__ */ icon(
  '<path d="M20 11V7a2 2 0 00-2-2H6a2 2 0 00-2 2v10a2 2 0 002 2h4"/><rect x="13" y="14" width="8" height="6" rx="1.5" fill="currentColor"/>',
);
export const MOVE = /* @__PURE__ */ icon(
  '<path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3"/>',
);
export const HEART = /* @__PURE__ */ icon(
  '<path d="M12 20S4 15 4 9.2A4.2 4.2 0 0112 7.3a4.2 4.2 0 018 1.9C20 15 12 20 12 20z"/>',
);
export const COMMENT = /* @__PURE__ */ icon(
  '<path d="M5 5h14a2 2 0 012 2v8a2 2 0 01-2 2h-7l-5 4v-4H5a2 2 0 01-2-2V7a2 2 0 012-2z"/>',
);
export const SHARE = /* @__PURE__ */ icon(
  '<path d="M12 15V4M8 7.5L12 4l4 3.5M6 11H5v9h14v-9h-1"/>',
);
