-- CreateTable
CREATE TABLE "mail_message" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "sealed_parameters" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "failure_code" TEXT,

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "mailed_link" (
    "realm_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "person_id" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "mailed_link_pkey" PRIMARY KEY ("realm_id","kind","hash")
);

-- CreateIndex
CREATE INDEX "mail_message_realm_id_due_at_idx" ON "mail_message"("realm_id", "due_at");

-- CreateIndex
CREATE INDEX "mailed_link_realm_id_person_id_idx" ON "mailed_link"("realm_id", "person_id");

-- CreateIndex
CREATE INDEX "mailed_link_realm_id_expires_at_idx" ON "mailed_link"("realm_id", "expires_at");

-- AddForeignKey
ALTER TABLE "mailed_link" ADD CONSTRAINT "mailed_link_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
