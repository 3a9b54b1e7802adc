-- AlterTable
ALTER TABLE "client" ADD COLUMN "quarantined_at" DATETIME;
ALTER TABLE "client" ADD COLUMN "registration_token_hash" TEXT;

-- CreateTable
CREATE TABLE "initial_access_token" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "uses_left" INTEGER NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,

    PRIMARY KEY ("realm_id", "id")
);

-- CreateIndex
CREATE INDEX "initial_access_token_realm_id_expires_at_idx" ON "initial_access_token"("realm_id", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "initial_access_token_realm_id_hash_key" ON "initial_access_token"("realm_id", "hash");

-- CreateIndex
CREATE INDEX "client_realm_id_quarantined_at_idx" ON "client"("realm_id", "quarantined_at");
