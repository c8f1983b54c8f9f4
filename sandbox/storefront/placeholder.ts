/** A quiet stand-in picture, tinted by the theme's own colours through `currentColor`. */
export function placeholderSvg(name: string, className = "placeholder-svg"): string {
  const kind = /^(product|collection|lifestyle|image|blog|hero)/.exec(name)?.[1] ?? "image";
  const wide = kind === "lifestyle" || kind === "hero";
  const [width, height] = wide ? [1300, 700] : [525, 525];
  const turn = (Number(/(\d+)$/.exec(name)?.[1] ?? "1") * 37) % 90;
  const body =
    kind === "product"
      ? `<g fill="none" stroke="currentColor" stroke-width="6" opacity=".45"><path d="M190 190h145l-14 160a30 30 0 0 1-30 28h-57a30 30 0 0 1-30-28z"/><path d="M334 220h22a38 38 0 0 1 0 76h-30"/></g>`
      : `<g fill="currentColor"><circle cx="${width * 0.7}" cy="${height * 0.32}" r="${height * 0.09}" opacity=".25"/><path d="M0 ${height * 0.78}q${width * 0.25}-${120 + turn} ${width * 0.5} 0t${width * 0.5} 0v${height}H0z" opacity=".18"/><path d="M0 ${height * 0.88}q${width * 0.3}-${60 + turn} ${width * 0.55} 0t${width * 0.45} 0v${height}H0z" opacity=".3"/></g>`;
  return `<svg class="${className}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice" xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><rect width="${width}" height="${height}" fill="currentColor" opacity=".08"/>${body}</svg>`;
}
