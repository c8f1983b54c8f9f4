-- What a document was made from, kept beside it: the shop's copy and its renewal need it.
ALTER TABLE "publications" ADD COLUMN "source" JSONB NOT NULL DEFAULT '{}';
