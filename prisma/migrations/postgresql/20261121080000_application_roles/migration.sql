-- DropIndex
DROP INDEX "role_realm_id_name_key";

-- AlterTable
ALTER TABLE "role" ADD COLUMN     "client_id" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE UNIQUE INDEX "role_realm_id_client_id_name_key" ON "role"("realm_id", "client_id", "name");
