-- AlterTable
ALTER TABLE "api" ADD COLUMN "access_token_format" TEXT NOT NULL DEFAULT 'jwt';
ALTER TABLE "api" ADD COLUMN "signing_algorithm" TEXT NOT NULL DEFAULT 'RS256';
ALTER TABLE "api" ADD COLUMN "includes_roles" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "client" ADD COLUMN "disabled_at" DATETIME;

-- CreateTable
CREATE TABLE "client_api" (
    "realm_id" TEXT NOT NULL,
    "client_row_id" TEXT NOT NULL,
    "api_id" TEXT NOT NULL,

    PRIMARY KEY ("realm_id", "client_row_id", "api_id"),
    CONSTRAINT "client_api_realm_id_client_row_id_fkey" FOREIGN KEY ("realm_id", "client_row_id") REFERENCES "client" ("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "client_api_realm_id_api_id_fkey" FOREIGN KEY ("realm_id", "api_id") REFERENCES "api" ("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "client_api_scope" (
    "realm_id" TEXT NOT NULL,
    "client_row_id" TEXT NOT NULL,
    "api_id" TEXT NOT NULL,
    "scope_name" TEXT NOT NULL,

    PRIMARY KEY ("realm_id", "client_row_id", "api_id", "scope_name"),
    CONSTRAINT "client_api_scope_realm_id_client_row_id_api_id_fkey" FOREIGN KEY ("realm_id", "client_row_id", "api_id") REFERENCES "client_api" ("realm_id", "client_row_id", "api_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "client_api_scope_realm_id_api_id_scope_name_fkey" FOREIGN KEY ("realm_id", "api_id", "scope_name") REFERENCES "api_scope" ("realm_id", "api_id", "name") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "opaque_access_token" (
    "realm_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "jti" TEXT NOT NULL,
    "authorization_id" TEXT,
    "client_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "issued_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,

    PRIMARY KEY ("realm_id", "hash"),
    CONSTRAINT "opaque_access_token_realm_id_authorization_id_fkey" FOREIGN KEY ("realm_id", "authorization_id") REFERENCES "authorization" ("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "client_api_realm_id_api_id_idx" ON "client_api"("realm_id", "api_id");

-- CreateIndex
CREATE INDEX "client_api_scope_realm_id_api_id_scope_name_idx" ON "client_api_scope"("realm_id", "api_id", "scope_name");

-- CreateIndex
CREATE INDEX "opaque_access_token_realm_id_authorization_id_idx" ON "opaque_access_token"("realm_id", "authorization_id");

-- CreateIndex
CREATE INDEX "opaque_access_token_realm_id_expires_at_idx" ON "opaque_access_token"("realm_id", "expires_at");
