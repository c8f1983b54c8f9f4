import type { StoredFile } from "../../world/types.ts";
import { connection } from "../connection.ts";
import {
  type AdminContext,
  type Arguments,
  type Fields,
  type Resolvers,
  refuse,
  SchemaNode,
} from "../context.ts";
import {
  createFile,
  deleteFiles,
  type FileInput,
  fileFaults,
  settleFiles,
} from "../files/shop-files.ts";
import { type StagedInput, stageUpload, uploadLimit } from "../files/staged-uploads.ts";
import { matches, type SearchFields } from "../search.ts";
import { type SortKeys, sorted } from "../sort.ts";

/** A file in the role of its own schema type, which its global id names. */
export function fileNode(file: StoredFile): SchemaNode {
  return new SchemaNode(file.id.split("/")[3] ?? "GenericFile", file);
}

const FILE_SEARCH: SearchFields<StoredFile> = {
  "": (one) => [one.filename, one.alt],
  id: (one) => [one.id.split("/").at(-1) ?? ""],
  filename: (one) => [one.filename],
  status: (one) => [one.status],
  media_type: (one) => [mediaType(one)],
  created_at: (one) => [one.createdAt],
};

const FILE_SORT: SortKeys<StoredFile> = {
  ID: (one) => Number(one.id.split("/").at(-1)),
  CREATED_AT: (one) => one.createdAt,
  FILENAME: (one) => one.filename,
};

function mediaType({ mimeType }: StoredFile): string {
  if (mimeType.startsWith("video/")) return "VIDEO";
  return mimeType.startsWith("image/") ? "IMAGE" : "GENERICFILE";
}

const fileFields: Fields<StoredFile> = {
  id: (one) => one.id,
  alt: (one) => one.alt,
  createdAt: (one) => one.createdAt,
  updatedAt: (one) => one.createdAt,
  fileStatus: (one) => one.status,
  fileErrors: (one) =>
    one.status === "FAILED" && one.error ? [{ ...one.error, details: null }] : [],
  preview: (one, _args, { sandbox }) => ({
    status: one.status,
    image: one.status === "READY" && one.width ? fileImage(one, sandbox.origin) : null,
  }),
};

/** The file behind a video, as plain data of the schema's `VideoSource`. */
function videoSource(file: StoredFile, origin: string) {
  return {
    url: new URL(file.url ?? "", origin).href,
    mimeType: file.mimeType,
    format: file.filename.split(".").at(-1) ?? "mp4",
    fileSize: file.size ?? null,
    width: file.width ?? 0,
    height: file.height ?? 0,
  };
}

/** The picture of a ready file, as plain data of the schema's `Image`. */
function fileImage(file: StoredFile, origin: string) {
  return new SchemaNode("Image", {
    id: file.id.split("/").at(-1),
    src: new URL(file.url ?? "", origin).href,
    alt: file.alt,
    width: file.width,
    height: file.height,
  });
}

export const fileResolvers: Resolvers = {
  QueryRoot: {
    files: (_root, args, { sandbox, shop, now }) => {
      settleFiles(sandbox, shop, now);
      return connection(
        sorted(
          shop.files.filter((one) => matches(args.query, one, FILE_SEARCH)),
          args,
          FILE_SORT,
        ),
        args,
        (one) => one.id,
        fileNode,
      );
    },
  },
  Mutation: {
    stagedUploadsCreate: (_root, { input }, { sandbox, shop }) => {
      const inputs = input as StagedInput[];
      const faults = inputs.flatMap((one, index) => stagedFault(one, index));
      if (faults.length > 0)
        return {
          // Shopify answers a target of nulls for each input when any is refused.
          stagedTargets: inputs.map(() => ({ url: null, resourceUrl: null, parameters: [] })),
          userErrors: faults,
        };
      return {
        stagedTargets: inputs.map((one) => stageUpload(sandbox, shop, one)),
        userErrors: [],
      };
    },
    fileCreate: async (_root, args, { sandbox, shop, now }) => {
      const inputs = args.files as FileInput[];
      if (
        inputs.some((one) =>
          ["VIDEO", "EXTERNAL_VIDEO", "MODEL_3D"].includes(one.contentType ?? ""),
        )
      )
        return refuse("The sandbox keeps images and generic files only", "SANDBOX_NO_RESOLVER");
      const userErrors = fileFaults(sandbox, shop, inputs);
      if (userErrors.length > 0) return { files: null, userErrors };
      const files: SchemaNode[] = [];
      // In turn: a later input of one call may replace an earlier one's file.
      for (const one of inputs) files.push(fileNode(await createFile(sandbox, shop, one, now)));
      return { files, userErrors: [] };
    },
    fileDelete: (_root, { fileIds }, { sandbox, shop }) => {
      const done = deleteFiles(sandbox, shop, fileIds as string[]);
      return "fault" in done
        ? { deletedFileIds: null, userErrors: [done.fault] }
        : { deletedFileIds: done.deleted, userErrors: [] };
    },
  },
  GenericFile: {
    ...fileFields,
    mimeType: (one: StoredFile) => one.mimeType,
    originalFileSize: (one: StoredFile) => one.size ?? 0,
    url: (one: StoredFile, _args: Arguments, { sandbox }: AdminContext) =>
      one.url && new URL(one.url, sandbox.origin).href,
  },
  Video: {
    ...fileFields,
    filename: (one: StoredFile) => one.filename,
    status: (one: StoredFile) => one.status,
    mediaContentType: () => "VIDEO",
    mediaErrors: () => [],
    mediaWarnings: () => [],
    duration: (one: StoredFile) => one.duration ?? null,
    originalSource: (one: StoredFile, _args: Arguments, { sandbox }: AdminContext) =>
      one.status === "READY" ? videoSource(one, sandbox.origin) : null,
    sources: (one: StoredFile, _args: Arguments, { sandbox }: AdminContext) =>
      one.status === "READY" ? [videoSource(one, sandbox.origin)] : [],
  },
  MediaImage: {
    ...fileFields,
    mimeType: (one: StoredFile) => one.mimeType,
    status: (one: StoredFile) => one.status,
    mediaContentType: () => "IMAGE",
    mediaErrors: () => [],
    mediaWarnings: () => [],
    image: (one: StoredFile, _args: Arguments, { sandbox }: AdminContext) =>
      one.status === "READY" ? fileImage(one, sandbox.origin) : null,
  },
};

function stagedFault(input: StagedInput, index: number) {
  const fault = (name: string, message: string) => [
    { field: ["input", String(index), name], message },
  ];
  if (input.resource === "VIDEO" && input.fileSize == null)
    return fault("fileSize", "file size is required for video resources");
  if (input.resource === "IMAGE" && !input.mimeType.startsWith("image/"))
    return fault("mimeType", `${input.filename}: (${input.mimeType}) is not a recognized format`);
  if (Number(input.fileSize ?? 0) > uploadLimit(input.resource))
    return fault("fileSize", "The file is too large");
  return [];
}
