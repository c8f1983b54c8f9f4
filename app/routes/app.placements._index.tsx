import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { EMPTY_STOREFRONT } from "../ui/drawings.ts";
import { Empty } from "../ui/empty.tsx";
import { PlacementList } from "../ui/placement-list.tsx";
import { Screen } from "../ui/screen.tsx";
import { openAdmin } from "./admin/open-admin.server.ts";
import { useRefreshWhile } from "./admin/use-refresh-while.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { placements } = await openAdmin({ request, context });
  return { placements: await placements.list() };
}

export default function Placements() {
  const { t } = useTranslation();
  const { placements } = useLoaderData<typeof loader>();
  useRefreshWhile(placements.some(({ sync }) => sync.kind === "writing"));
  const create = { content: t("placements.create"), url: "/app/placements/new" };
  return (
    <Screen
      title={t("placements.title")}
      {...(placements.length > 0 ? { primaryAction: create } : {})}
    >
      <Card padding={placements.length > 0 ? "0" : "400"}>
        {placements.length > 0 ? (
          <PlacementList placements={placements} />
        ) : (
          <Empty
            title={t("placements.empty.title")}
            text={t("placements.empty.text")}
            image={EMPTY_STOREFRONT}
            action={create}
          />
        )}
      </Card>
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
