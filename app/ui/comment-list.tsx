import { Link } from "@remix-run/react";
import { Badge, Button, ButtonGroup, Checkbox, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { DECISIONS, type Decision, type QueuedComment } from "../domains/engagement/index.ts";
import { useFormatters } from "./shop-context.tsx";

const REASONS = ["spam", "abuse", "private", "other"] as const;

/** What changes nothing is not offered: approving what is shown and in good standing, hiding what is hidden. */
function offers({ status, reports }: QueuedComment, decision: Decision): boolean {
  if (decision === "approve") return status !== "shown" || Object.keys(reports).length > 0;
  return decision !== "hide" || status !== "hidden";
}

/** Comments one below the other, each with what can be done about it, and a bar for many at once. */
export function CommentList({
  comments,
  selected,
  busy,
  onSelect,
  onDecide,
  onReply,
  onHistory,
}: {
  comments: QueuedComment[];
  selected: string[];
  busy: boolean;
  onSelect: (ids: string[]) => void;
  onDecide: (ids: string[], decision: Decision) => void;
  onReply: (comment: QueuedComment) => void;
  onHistory: (comment: QueuedComment) => void;
}) {
  const { t } = useTranslation();
  const all = selected.length === comments.length;
  const chosen = comments.filter(({ id }) => selected.includes(id));
  return (
    <>
      <div className="cs-comments__bar">
        <Checkbox
          label={
            selected.length > 0
              ? t("comments.selected", { count: selected.length })
              : t("comments.selectAll")
          }
          checked={all ? true : selected.length > 0 ? "indeterminate" : false}
          onChange={() => onSelect(all ? [] : comments.map(({ id }) => id))}
        />
        {chosen.length > 0 ? (
          <ButtonGroup>
            {DECISIONS.filter((decision) => chosen.some((one) => offers(one, decision))).map(
              (decision) => (
                <Button
                  key={decision}
                  size="slim"
                  disabled={busy}
                  tone={decision === "delete" ? "critical" : undefined}
                  onClick={() => onDecide(selected, decision)}
                >
                  {t(`comments.${decision}`)}
                </Button>
              ),
            )}
          </ButtonGroup>
        ) : null}
      </div>
      <ul className="cs-comments" aria-label={t("comments.title")}>
        {comments.map((comment) => (
          <li key={comment.id} className="cs-comment" data-comment={comment.id}>
            <Checkbox
              label={t("comments.select", { name: comment.name })}
              labelHidden
              checked={selected.includes(comment.id)}
              onChange={(on) =>
                onSelect(
                  on ? [...selected, comment.id] : selected.filter((one) => one !== comment.id),
                )
              }
            />
            <div className="cs-comment__body">
              <CommentText comment={comment} />
              <div className="cs-comment__deeds">
                {DECISIONS.filter((decision) => decision !== "delete")
                  .filter((decision) => offers(comment, decision))
                  .map((decision) => (
                    <Button
                      key={decision}
                      variant="plain"
                      disabled={busy}
                      onClick={() => onDecide([comment.id], decision)}
                    >
                      {t(`comments.${decision}`)}
                    </Button>
                  ))}
                {comment.by === "shop" ? null : (
                  <Button variant="plain" onClick={() => onReply(comment)}>
                    {t("comments.reply")}
                  </Button>
                )}
                <Button variant="plain" onClick={() => onHistory(comment)}>
                  {t("comments.history")}
                </Button>
                <Button
                  variant="plain"
                  tone="critical"
                  disabled={busy}
                  onClick={() => onDecide([comment.id], "delete")}
                >
                  {t("comments.delete")}
                </Button>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function CommentText({ comment }: { comment: QueuedComment }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const { name, text, by, under, reason, reports, videoId, videoTitle, createdAt } = comment;
  return (
    <>
      <div className="cs-comment__head">
        <Text as="span" fontWeight="semibold" breakWord>
          <bdi>{name}</bdi>
        </Text>
        <Text as="span" tone="subdued">
          {t(`comments.by.${by}`)}
        </Text>
        <Text as="span" tone="subdued">
          {format.dateTime(createdAt)}
        </Text>
        {reason ? <Badge tone="attention">{t(`comments.reason.${reason}`)}</Badge> : null}
        {REASONS.map((why) =>
          reports[why] ? (
            <Badge key={why} tone="warning">
              {t(`comments.reports.${why}`, { count: reports[why] })}
            </Badge>
          ) : null,
        )}
      </div>
      {under ? (
        <blockquote className="cs-comment__under" dir="auto">
          {t("comments.under", { name: under.name, text: under.text })}
        </blockquote>
      ) : null}
      <p dir="auto" className="cs-comment__text">
        {text}
      </p>
      <Text as="p" tone="subdued" variant="bodySm" breakWord>
        {t("comments.about")} <Link to={`/app/library/${videoId}`}>{videoTitle}</Link>
      </Text>
    </>
  );
}
