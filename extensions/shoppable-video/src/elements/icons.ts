const icon = (path: string) =>
  `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`;

export const CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>');
export const UP = icon('<path d="M6 15l6-6 6 6"/>');
export const DOWN = icon('<path d="M6 9l6 6 6-6"/>');
export const MINUS = icon('<path d="M6 12h12"/>');
export const PLUS = icon('<path d="M6 12h12M12 6v12"/>');
export const PLAY = icon('<path fill="currentColor" d="M8 5.5v13l10.5-6.5z"/>');
export const SOUND_OFF = icon(
  '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16.5 9.5l5 5M21.5 9.5l-5 5"/>',
);
export const SOUND_ON = icon(
  '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9a4.2 4.2 0 010 6M18.5 6.5a7.8 7.8 0 010 11"/>',
);
