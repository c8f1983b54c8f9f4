import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ok } from "../kernel/result.ts";
import { useFaultText } from "../ui/fault-text.ts";
import { Screen } from "../ui/screen.tsx";
import { useFormatters } from "../ui/shop-context.tsx";
import { answer, notHere, readBody } from "./admin/answer.server.ts";
import { ClipEditor } from "./admin/clip-editor.tsx";
import { editSchema } from "./admin/edit-schema.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useRefreshWhile } from "./admin/use-refresh-while.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { edits, media } = await openAdmin({ request, context });
  const id = params.id!;
  const [card] = await media.cards([id]);
  const source = card ? await edits.source(id) : null;
  if (!card || !source) throw notHere();
  return {
    ...{ id, title: card.title, source },
    versions: await edits.versions(id),
    captions: await edits.captions(id),
    files: await edits.files(),
  };
}

const name = z.string().max(200);
const id = z.string().max(40);
const cues = z
  .array(
    z.object({
      from: z.number().int().min(0),
      to: z.number().int().min(0),
      text: z.string().max(2_000),
    }),
  )
  .max(5_000);
const deeds = z.discriminatedUnion("deed", [
  z.object({ deed: z.literal("save"), document: editSchema, name }),
  /** Saves and renders in one go. */
  z.object({ deed: z.literal("publish"), document: editSchema, name }),
  z.object({ deed: z.literal("render"), id }),
  z.object({ deed: z.literal("cancel"), id }),
  z.object({ deed: z.literal("use"), id: id.nullable() }),
  z.object({ deed: z.literal("captions"), language: z.string().max(35), cues }),
  z.object({ deed: z.literal("prepare") }),
]);

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { edits, staff } = await openAdmin({ request, context });
  const videoId = params.id!;
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("save", body);
  switch (body.value.deed) {
    case "save":
    case "publish": {
      const { deed, document, name } = body.value;
      const saved = await edits.save(videoId, { document, name, by: staff });
      if (!saved.ok || deed === "save") return answer(deed, saved);
      return answer(deed, await edits.render(saved.value.id));
    }
    case "render":
      return answer("render", await edits.render(body.value.id));
    case "cancel":
      return answer("cancel", await edits.cancel(body.value.id));
    case "use":
      return answer("use", await edits.use(videoId, body.value.id));
    case "captions": {
      const { language, cues } = body.value;
      return answer("captions", await edits.putCaptions(videoId, language, cues));
    }
    case "prepare":
      await edits.prepareAgain(videoId);
      return answer("prepare", ok());
  }
}

export default function EditClip() {
  const { t } = useTranslation();
  const say = useFaultText();
  const format = useFormatters();
  const again = useFetcher<typeof action>();
  const loaded = useLoaderData<typeof loader>();
  const { source, versions } = loaded;
  const inWork = versions.some(({ status }) => status === "queued" || status === "rendering");
  useRefreshWhile(inWork || source.status === "preparing");
  const page = {
    title: t("editor.open"),
    fullTitle: t("editor.title", { title: loaded.title }),
    backAction: { content: loaded.title, url: `/app/library/${loaded.id}` },
  };
  if (source.status === "ready")
    return (
      <ClipEditor
        key={loaded.id}
        page={page}
        source={source.source}
        versions={versions}
        captions={loaded.captions}
        firstFiles={loaded.files}
      />
    );
  return (
    <Screen {...page}>
      {source.status === "preparing" ? (
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("editor.preparing.title")}
            </Text>
            <ProgressBar progress={source.progress * 100} size="small" />
            <Text as="p" tone="subdued">
              {t("editor.preparing.text", { share: format.percent(source.progress) })}
            </Text>
          </BlockStack>
        </Card>
      ) : (
        <Banner
          tone="critical"
          title={t("editor.notPrepared")}
          action={{
            content: t("common.retry"),
            loading: again.state !== "idle",
            onAction: () => sendJson(again, { deed: "prepare" }),
          }}
        >
          <p>{say(source.failure)}</p>
        </Banner>
      )}
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
