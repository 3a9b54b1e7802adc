-- AlterTable
ALTER TABLE "client" ADD COLUMN     "verified_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "client_secret" ADD COLUMN     "created_by" TEXT,
ADD COLUMN     "last_used_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "client_member" (
    "realm_id" TEXT NOT NULL,
    "client_row_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_member_pkey" PRIMARY KEY ("realm_id","client_row_id","person_id")
);

-- CreateTable
CREATE TABLE "idempotent_request" (
    "realm_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "sealed_answer" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("realm_id","hash")
);

-- CreateIndex
CREATE INDEX "client_member_realm_id_person_id_idx" ON "client_member"("realm_id", "person_id");

-- CreateIndex
CREATE INDEX "idempotent_request_realm_id_expires_at_idx" ON "idempotent_request"("realm_id", "expires_at");

-- CreateIndex
CREATE INDEX "client_realm_id_name_folded_id_idx" ON "client"("realm_id", "name_folded", "id");

-- AddForeignKey
ALTER TABLE "client_member" ADD CONSTRAINT "client_member_realm_id_client_row_id_fkey" FOREIGN KEY ("realm_id", "client_row_id") REFERENCES "client"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_member" ADD CONSTRAINT "client_member_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Until now administrators made all clients but those that registered themselves, and approved some of these.
UPDATE "client" SET "verified_at" = "created_at" WHERE "registration_token_hash" IS NULL OR "quarantined_at" IS NULL;
