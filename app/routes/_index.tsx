import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useTranslation } from "react-i18next";

/** Shopify opens the app at its root, with the shop's name; a person who strays here is told where to go. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app${search}`);
  return null;
}

export default function FrontDoor() {
  const { t } = useTranslation();
  return (
    <main
      style={{ maxWidth: "32rem", margin: "20vh auto", padding: "1rem", font: "1rem system-ui" }}
    >
      <h1>Clipshelf</h1>
      <p>{t("common.frontDoor")}</p>
    </main>
  );
}
