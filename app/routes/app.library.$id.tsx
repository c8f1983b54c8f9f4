import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, Card, InlineStack, Layout, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  MAX_PRODUCTS_PER_VIDEO,
  type Moment,
  type MomentFault,
  type RightsTerms,
  type TaggedProduct,
  type VideoLanguage,
} from "../domains/media/index.ts";
import { ClipAside } from "../ui/clip-aside.tsx";
import { ClipMoments } from "../ui/clip-moments.tsx";
import { ClipReview } from "../ui/clip-review.tsx";
import { ClipWanted } from "../ui/clip-wanted.tsx";
import { ClipWords } from "../ui/clip-words.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { useFaultText } from "../ui/fault-text.ts";
import { MomentReport } from "../ui/moment-report.tsx";
import { ProductTags } from "../ui/product-tags.tsx";
import { DraftBar } from "../ui/save-bar.tsx";
import { Screen } from "../ui/screen.tsx";
import { SetAside } from "../ui/set-aside.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { VideoStatusBadge } from "../ui/video-status-badge.tsx";
import { answer, notHere, readBody } from "./admin/answer.server.ts";
import { CaptionMaker } from "./admin/caption-maker.tsx";
import { clipDeeds, doClipDeed } from "./admin/clip-deeds.server.ts";
import { readClipRights } from "./admin/clip-rights.server.ts";
import { lastDays } from "./admin/day-range.ts";
import { readMomentTargets } from "./admin/moment-targets.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { RightsSection } from "./admin/rights-section.tsx";
import { sendJson } from "./admin/send-json.ts";
import { useUploads } from "./admin/uploads.tsx";
import { useClipChoosing } from "./admin/use-clip-choosing.ts";
import { useDone } from "./admin/use-done.ts";
import { useFieldFault } from "./admin/use-field-fault.ts";
import { useLiveCards } from "./admin/use-live-cards.ts";
import { usePickProduct } from "./admin/use-pick-product.ts";
import { usePickProducts } from "./admin/use-pick-products.ts";
import { useRefreshWhile } from "./admin/use-refresh-while.ts";

const DAYS = 30;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const doors = await openAdmin({ request, context });
  const { media, edits, library, reviews, rights, analytics, shop, intake } = doors;
  const video = await media.get(params.id!);
  if (!video) throw notHere();
  const { timeZone } = await shop.profile();
  const now = context.wiring.clock.now();
  const range = lastDays(now, timeZone, DAYS);
  const [
    numbers,
    momentNumbers,
    targets,
    categories,
    standsIn,
    clipRights,
    aside,
    review,
    post,
    captions,
    captionWork,
  ] = await Promise.all([
    analytics.video(video.id, range),
    analytics.moments(video.id, range),
    readMomentTargets(doors, video.moments),
    library.categories(),
    library.categoriesOf(video.id),
    readClipRights(rights, video.id, { now, timeZone }),
    edits.setAside(video.id),
    reviews.ofClip(video.id),
    intake.post(video.id),
    edits.captions(video.id),
    edits.captionWork(video.id),
  ]);
  return {
    video,
    numbers,
    momentNumbers,
    targets,
    categories,
    standsIn,
    rights: clipRights,
    aside,
    review,
    post,
    captionWork,
    tracks: captions.map(({ language, automatic }) => ({ language, automatic })),
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const doors = await openAdmin({ request, context });
  const body = await readBody(request, clipDeeds);
  return body.ok ? doClipDeed(doors, params.id!, body.value) : answer("save", body);
}

export default function Clip() {
  const { t } = useTranslation();
  const say = useFaultText();
  const shopify = useAppBridge();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const loaded = useLoaderData<typeof loader>();
  const video = useLiveCards([loaded.video], revalidate)[0]!;
  const { order } = loaded.captionWork;
  useRefreshWhile(order !== null && order.status !== "failed");
  const deed = useFetcher<typeof action>();
  const [asking, setAsking] = useState(false);
  const [left, setLeft] = useState(false);
  const pick = usePickProducts();
  const pickProduct = usePickProduct();
  const clips = useClipChoosing(loaded.video.id);
  const { draft, dirty, change, bar } = useDraft<{
    title: string;
    description: string;
    tags: string[];
    language: VideoLanguage | null;
    categories: string[];
    products: TaggedProduct[];
    moments: Moment[];
    rights: RightsTerms;
  }>(
    {
      title: loaded.video.title,
      description: loaded.video.description,
      tags: loaded.video.tags,
      language: loaded.video.language,
      categories: loaded.standsIn,
      products: loaded.video.products,
      moments: loaded.video.moments,
      rights: loaded.rights.terms,
    },
    deed,
  );

  const fault = useDone(deed, (done) => {
    if (done === "delete") {
      setAsking(false);
      setLeft(true);
      navigate("/app/library", { replace: true });
      return t("library.deleted");
    }
    return done === "retry" ? t("clip.retried") : t("common.saved");
  });
  const uploads = useUploads();
  const giveFile = (wantedBy: string, file: File) =>
    uploads.add([{ file, tags: [], folders: [], wantedBy }]);
  const given = uploads.uploads.some(
    ({ videoId, state }) => videoId === loaded.video.id && state === "done",
  );
  // All of it is sent; the worker has yet to put it together.
  useRefreshWhile(given && loaded.video.status === "wanted");
  const field = useFieldFault(fault, deed.data);
  const held = video.status === "ready" && video.withheld.includes("review");
  const edit = (part: Partial<typeof draft>) => {
    if (field.name && field.name in part) field.forget();
    change(part);
  };
  const send = (body: object) => sendJson(deed, body);

  return (
    <Screen
      title={loaded.video.title}
      titleMetadata={<VideoStatusBadge video={video} />}
      backAction={{ content: t("library.title"), url: "/app/library" }}
      secondaryActions={[
        ...(video.status === "ready"
          ? [{ content: t("editor.open"), url: `/app/library/${loaded.video.id}/edit` }]
          : []),
        { content: t("common.delete"), destructive: true, onAction: () => setAsking(true) },
      ]}
    >
      <DraftBar
        {...bar}
        dirty={dirty && !left}
        onSave={() =>
          send({
            deed: "save",
            title: draft.title,
            description: draft.description,
            tags: draft.tags,
            language: draft.language,
            categories: draft.categories,
            products: draft.products.map(({ product, ...tag }) => ({
              ...tag,
              productId: product.id,
            })),
            ...(JSON.stringify(draft.moments) === JSON.stringify(loaded.video.moments)
              ? {}
              : { moments: draft.moments }),
            ...(JSON.stringify(draft.rights) === JSON.stringify(loaded.rights.terms)
              ? {}
              : { rights: { terms: draft.rights, seen: loaded.rights.seen } }),
          })
        }
      />
      <Layout>
        {fault && !field.name ? (
          <Layout.Section variant="fullWidth">
            <FaultBanner title={t(`clip.refused.${fault.deed}`)} fault={fault} />
          </Layout.Section>
        ) : null}
        {video.status === "failed" ? (
          <Layout.Section variant="fullWidth">
            <Banner
              tone="critical"
              title={t("clip.failed.title")}
              action={{
                content: t("common.retry"),
                loading: deed.state !== "idle",
                onAction: () => send({ deed: "retry" }),
              }}
            >
              <p>{video.failure ? say(video.failure) : t("faults.unknown")}</p>
            </Banner>
          </Layout.Section>
        ) : null}
        {video.status === "wanted" ? (
          <Layout.Section variant="fullWidth">
            <ClipWanted post={loaded.post} onFile={(file) => giveFile(video.id, file)} />
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            <ClipWords
              words={draft}
              categories={loaded.categories}
              errorOf={field.errorOf}
              onChange={edit}
            />
            <SetAside {...loaded.aside} />
            <Card>
              <BlockStack gap="300">
                <InlineStack align="space-between" blockAlign="center">
                  <Text as="h2" variant="headingMd">
                    {t("clip.products.title")}
                  </Text>
                  <Button
                    disabled={draft.products.length >= MAX_PRODUCTS_PER_VIDEO}
                    onClick={async () => {
                      const products = await pick(draft.products);
                      if (products) edit({ products });
                      else if (products === undefined)
                        shopify.toast.show(t("clip.products.pickFailed"), { isError: true });
                    }}
                  >
                    {t("clip.products.add")}
                  </Button>
                </InlineStack>
                {draft.products.length > 0 ? (
                  <ProductTags
                    products={draft.products}
                    fault={field.of("products")}
                    onChange={(products) => edit({ products })}
                  />
                ) : (
                  <Text as="p" tone="subdued">
                    {t("clip.products.none")}
                  </Text>
                )}
              </BlockStack>
            </Card>
            <ClipMoments
              moments={draft.moments}
              duration={video.duration}
              fault={field.of("moments") as MomentFault | null}
              targets={loaded.targets}
              clips={clips}
              onPickProduct={pickProduct}
              onChange={(moments) => edit({ moments })}
            />
            <CaptionMaker
              id={video.id}
              tracks={loaded.tracks}
              work={loaded.captionWork}
              language={loaded.video.language}
            />
            <RightsSection
              video={loaded.video}
              rights={loaded.rights}
              terms={draft.rights}
              fault={field.errorOf("rights")}
              onChange={(rights) => edit({ rights })}
            />
            <MomentReport
              moments={loaded.video.moments}
              numbers={loaded.momentNumbers}
              days={DAYS}
            />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            {held ? <ClipReview {...loaded.review} /> : null}
            <ClipAside
              video={video}
              numbers={loaded.numbers}
              days={DAYS}
              products={draft.products}
              post={loaded.post}
              onProducts={(products) => edit({ products })}
            />
            {video.status === "ready" && !held ? <ClipReview {...loaded.review} /> : null}
          </BlockStack>
        </Layout.Section>
      </Layout>
      <Confirm
        open={asking}
        title={t("library.delete.title", { count: 1 })}
        text={t("library.delete.text", { count: 1 })}
        deed={t("common.delete")}
        busy={deed.state !== "idle"}
        onClose={() => setAsking(false)}
        onConfirm={() => send({ deed: "delete" })}
      />
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefusedOrGone as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
