import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/**
 * Where a platform sends people back to after their sign-in there. Nobody is signed in here: what came is
 * sealed and handed on to the shop's own admin, where only the person who began it can hand it in.
 */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { jobs, shopify } = context.wiring;
  const back = jobs.intake.readCallback(params.platform ?? "", new URL(request.url).searchParams);
  const headers = { "Referrer-Policy": "no-referrer", "Cache-Control": "no-store" };
  if (back) {
    const query = new URLSearchParams({ connect: back.handoff });
    return redirect(shopify.adminLink(back.domain, `/app/library/add?${query}`), { headers });
  }
  return new Response(OUT_OF_DATE, {
    status: 400,
    headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" },
  });
}

/** The language of whoever comes here is not known. */
const OUT_OF_DATE = `This sign-in is too old, or was not begun in Clipshelf. Nothing was connected.
Open Clipshelf in your shop's admin, go to Library, Add clips, Accounts, and connect again.

此次登录已过期，或并非从 Clipshelf 发起，未连接任何账号。
请在店铺后台打开 Clipshelf，进入“视频库”→“添加视频”→“账号”，重新连接。
`;
