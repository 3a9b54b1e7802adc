-- By hand: redefining the table would drop it, and with it, by its references, what people and scopes of APIs have of roles.
ALTER TABLE "role" ADD COLUMN "client_id" TEXT NOT NULL DEFAULT '';
DROP INDEX "role_realm_id_name_key";
CREATE UNIQUE INDEX "role_realm_id_client_id_name_key" ON "role"("realm_id", "client_id", "name");
