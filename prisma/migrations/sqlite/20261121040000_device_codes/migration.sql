-- CreateTable
CREATE TABLE "device_code" (
    "realm_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "user_code_hash" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "requested_scopes" TEXT NOT NULL,
    "resources" TEXT NOT NULL,
    "interval_seconds" INTEGER NOT NULL,
    "last_polled_at" DATETIME,
    "claimed_by" TEXT,
    "decision" TEXT,
    "authorization_id" TEXT,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "consumed_at" DATETIME,

    PRIMARY KEY ("realm_id", "hash"),
    CONSTRAINT "device_code_realm_id_authorization_id_fkey" FOREIGN KEY ("realm_id", "authorization_id") REFERENCES "authorization" ("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "device_code_realm_id_authorization_id_idx" ON "device_code"("realm_id", "authorization_id");

-- CreateIndex
CREATE INDEX "device_code_realm_id_expires_at_idx" ON "device_code"("realm_id", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "device_code_realm_id_user_code_hash_key" ON "device_code"("realm_id", "user_code_hash");
