-- CreateTable
CREATE TABLE "mail_message" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "sealed_parameters" TEXT,
    "created_at" DATETIME NOT NULL,
    "due_at" DATETIME,
    "expires_at" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL,
    "delivered_at" DATETIME,
    "failure_code" TEXT,

    PRIMARY KEY ("realm_id", "id")
);

-- CreateTable
CREATE TABLE "mailed_link" (
    "realm_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "person_id" TEXT,
    "request_id" TEXT,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "consumed_at" DATETIME,

    PRIMARY KEY ("realm_id", "kind", "hash"),
    CONSTRAINT "mailed_link_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person" ("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "mail_message_realm_id_due_at_idx" ON "mail_message"("realm_id", "due_at");

-- CreateIndex
CREATE INDEX "mailed_link_realm_id_person_id_idx" ON "mailed_link"("realm_id", "person_id");

-- CreateIndex
CREATE INDEX "mailed_link_realm_id_expires_at_idx" ON "mailed_link"("realm_id", "expires_at");
