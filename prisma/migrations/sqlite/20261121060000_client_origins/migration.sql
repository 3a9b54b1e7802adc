-- CreateTable
CREATE TABLE "client_origin" (
    "realm_id" TEXT NOT NULL,
    "client_row_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,

    PRIMARY KEY ("realm_id", "client_row_id", "origin"),
    CONSTRAINT "client_origin_realm_id_client_row_id_fkey" FOREIGN KEY ("realm_id", "client_row_id") REFERENCES "client" ("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "client_origin_realm_id_origin_idx" ON "client_origin"("realm_id", "origin");

-- The origins of the clients that are there: those that they list, or, of public clients that list none, those of their
-- redirect URIs, as the URL Standard writes origins.
INSERT OR IGNORE INTO "client_origin"
SELECT c."realm_id", c."id", o."value"
FROM "client" AS c, json_each(c."settings", '$.allowedOrigins') AS o
WHERE o."type" = 'text';

WITH "address" AS (
    SELECT c."realm_id", c."id",
        lower(substr(u."value", 1, instr(u."value", '://') + 2)) AS "scheme",
        substr(u."value", instr(u."value", '://') + 3) || '/' AS "rest"
    FROM "client" AS c, json_each(c."metadata", '$.redirect_uris') AS u
    WHERE json_extract(c."metadata", '$.token_endpoint_auth_method') = 'none'
        AND coalesce(json_type(c."settings", '$.allowedOrigins'), 'null') = 'null'
), "authority" AS (
    SELECT "realm_id", "id", "scheme", lower(substr("rest", 1, instr(replace("rest", '?', '/'), '/') - 1)) AS "host"
    FROM "address" WHERE "scheme" IN ('https://', 'http://')
)
INSERT OR IGNORE INTO "client_origin"
SELECT "realm_id", "id", "scheme" || CASE
    WHEN "scheme" = 'https://' AND "host" LIKE '%:443' THEN substr("host", 1, length("host") - 4)
    WHEN "scheme" = 'http://' AND "host" LIKE '%:80' THEN substr("host", 1, length("host") - 3)
    ELSE "host" END
FROM "authority";
