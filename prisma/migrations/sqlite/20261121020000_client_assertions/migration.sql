-- AlterTable
ALTER TABLE "client_secret" ADD COLUMN "sealed" TEXT;

-- CreateTable
CREATE TABLE "used_client_assertion" (
    "realm_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL,

    PRIMARY KEY ("realm_id", "hash")
);

-- CreateIndex
CREATE INDEX "used_client_assertion_realm_id_expires_at_idx" ON "used_client_assertion"("realm_id", "expires_at");
