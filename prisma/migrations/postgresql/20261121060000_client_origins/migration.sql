-- CreateTable
CREATE TABLE "client_origin" (
    "realm_id" TEXT NOT NULL,
    "client_row_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,

    CONSTRAINT "client_origin_pkey" PRIMARY KEY ("realm_id","client_row_id","origin")
);

-- CreateIndex
CREATE INDEX "client_origin_realm_id_origin_idx" ON "client_origin"("realm_id", "origin");

-- AddForeignKey
ALTER TABLE "client_origin" ADD CONSTRAINT "client_origin_realm_id_client_row_id_fkey" FOREIGN KEY ("realm_id", "client_row_id") REFERENCES "client"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The origins of the clients that are there: those that they list, or, of public clients that list none, those of their
-- redirect URIs, as the URL Standard writes origins.
INSERT INTO "client_origin"
SELECT DISTINCT c."realm_id", c."id", o."value"
FROM "client" AS c, jsonb_array_elements_text(
    CASE jsonb_typeof(c."settings" -> 'allowedOrigins') WHEN 'array' THEN c."settings" -> 'allowedOrigins' ELSE '[]' END
) AS o("value");

INSERT INTO "client_origin"
SELECT DISTINCT c."realm_id", c."id",
    regexp_replace(regexp_replace(lower(substring(u."value" FROM '^[A-Za-z]+://[^/?]+')), '^(https://.*):443$', '\1'), '^(http://.*):80$', '\1')
FROM "client" AS c, jsonb_array_elements_text(c."metadata" -> 'redirect_uris') AS u("value")
WHERE c."metadata" ->> 'token_endpoint_auth_method' = 'none'
    AND coalesce(jsonb_typeof(c."settings" -> 'allowedOrigins'), 'null') = 'null'
    AND u."value" ~* '^https?://[^/?]+';
