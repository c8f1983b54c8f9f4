import { z } from "zod";
import {
  COUNTRIES,
  RIGHTS_CHANNELS,
  RIGHTS_MUSIC,
  RIGHTS_STATUSES,
} from "../../domains/media/index.ts";

const text = z.string().max(20_000);
const day = z.string().max(20).nullable();
const channels = z.array(z.enum(RIGHTS_CHANNELS)).max(RIGHTS_CHANNELS.length);
const territory = z
  .array(z.string().refine((code) => COUNTRIES.includes(code)))
  .max(COUNTRIES.length)
  .nullable();

/** A rights record as forms send it. */
export const rightsSchema = z.object({
  status: z.enum(RIGHTS_STATUSES),
  creator: text,
  contact: text,
  channels,
  territory,
  from: day,
  until: day,
  music: z.enum(RIGHTS_MUSIC),
  musicNote: text,
  evidence: text,
  evidenceLink: text,
});

/** What of a request for permission a merchant says. */
export const permissionSchema = z.object({
  language: z.enum(["en", "zh-CN"]),
  creator: text,
  channels,
  territory,
  until: day,
  days: z.union([z.literal(7), z.literal(14), z.literal(30)]),
});
