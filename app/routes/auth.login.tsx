import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

/** For people who come without a shop. The app is opened from the shop's admin; there is no second login. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await context.wiring.shopify.loginErrors(request);
  const language = request.headers.get("Accept-Language") ?? "";
  return { text: TEXTS[/^zh\b/i.test(language) ? "zh" : "en"], isUnknownShop: shop === "invalid" };
}

const TEXTS = {
  en: {
    title: "Open Clipshelf from your shop",
    way: "In your Shopify admin, go to Apps and choose Clipshelf.",
    unknown: "That is not the address of a Shopify shop. It looks like your-shop.myshopify.com.",
  },
  zh: {
    title: "请从店铺后台打开 Clipshelf",
    way: "在 Shopify 后台进入“应用”，选择 Clipshelf。",
    unknown: "这不是 Shopify 店铺的地址。店铺地址的写法是 your-shop.myshopify.com。",
  },
};

export default function Login() {
  const { text, isUnknownShop } = useLoaderData<typeof loader>();
  return (
    <main
      style={{
        maxWidth: "32rem",
        margin: "20vh auto 0",
        padding: "0 1rem",
        font: "1rem/1.5 system-ui",
      }}
    >
      <h1 style={{ fontSize: "1.5rem" }}>{text.title}</h1>
      {isUnknownShop ? <p role="alert">{text.unknown}</p> : null}
      <p>{text.way}</p>
    </main>
  );
}
