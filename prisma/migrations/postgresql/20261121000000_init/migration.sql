-- CreateTable
CREATE TABLE "realm" (
    "id" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "first_administrator_at" TIMESTAMPTZ(3),
    "change_number" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "realm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "realm_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("realm_id","name")
);

-- CreateTable
CREATE TABLE "setup_token" (
    "realm_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_token_pkey" PRIMARY KEY ("realm_id","hash")
);

-- CreateTable
CREATE TABLE "person" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "username_folded" TEXT NOT NULL,
    "email" TEXT,
    "email_folded" TEXT,
    "email_verified" BOOLEAN NOT NULL,
    "profile" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "administrator" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "password_credential" (
    "realm_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_credential_pkey" PRIMARY KEY ("realm_id","person_id")
);

-- CreateTable
CREATE TABLE "end_user_session" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "sid" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "auth_time" TIMESTAMPTZ(3) NOT NULL,
    "acr" TEXT NOT NULL,
    "amr" TEXT NOT NULL,
    "remembered" BOOLEAN NOT NULL,
    "user_agent" TEXT,
    "network" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "absolute_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "end_user_session_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "attempt_counter" (
    "realm_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "window_ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_counter_pkey" PRIMARY KEY ("realm_id","key")
);

-- CreateTable
CREATE TABLE "role" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,

    CONSTRAINT "role_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "person_group" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,

    CONSTRAINT "person_group_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "person_role" (
    "realm_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,

    CONSTRAINT "person_role_pkey" PRIMARY KEY ("realm_id","person_id","role_id")
);

-- CreateTable
CREATE TABLE "group_membership" (
    "realm_id" TEXT NOT NULL,
    "group_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,

    CONSTRAINT "group_membership_pkey" PRIMARY KEY ("realm_id","group_id","person_id")
);

-- CreateTable
CREATE TABLE "group_role" (
    "realm_id" TEXT NOT NULL,
    "group_id" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,

    CONSTRAINT "group_role_pkey" PRIMARY KEY ("realm_id","group_id","role_id")
);

-- CreateTable
CREATE TABLE "client" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "client_secret" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "client_row_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "client_secret_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "api" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "access_token_seconds" INTEGER,
    "introspection_client_ids" TEXT NOT NULL,

    CONSTRAINT "api_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "api_scope" (
    "realm_id" TEXT NOT NULL,
    "api_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "api_scope_pkey" PRIMARY KEY ("realm_id","api_id","name")
);

-- CreateTable
CREATE TABLE "api_scope_role" (
    "realm_id" TEXT NOT NULL,
    "api_id" TEXT NOT NULL,
    "scope_name" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,

    CONSTRAINT "api_scope_role_pkey" PRIMARY KEY ("realm_id","api_id","scope_name","role_id")
);

-- CreateTable
CREATE TABLE "authorization" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "person_id" TEXT,
    "subject" TEXT NOT NULL,
    "session_id" TEXT,
    "sid" TEXT,
    "origin_grant" TEXT NOT NULL,
    "granted_scopes" TEXT NOT NULL,
    "resources" TEXT NOT NULL,
    "claims_request" JSONB,
    "claims_locales" TEXT NOT NULL,
    "auth_time" TIMESTAMPTZ(3),
    "acr" TEXT,
    "amr" TEXT NOT NULL,
    "offline" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "authorization_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "authorization_code" (
    "realm_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "authorization_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "redirect_uri" TEXT NOT NULL,
    "redirect_uri_was_sent" BOOLEAN NOT NULL,
    "code_challenge" TEXT,
    "nonce" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "authorization_code_pkey" PRIMARY KEY ("realm_id","hash")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "authorization_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "absolute_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),
    "replay_fingerprint" TEXT,
    "replay_sealed_answer" TEXT,
    "replay_until" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "denied_access_token" (
    "realm_id" TEXT NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "denied_access_token_pkey" PRIMARY KEY ("realm_id","jti")
);

-- CreateTable
CREATE TABLE "consent" (
    "realm_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "resources" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("realm_id","person_id","client_id")
);

-- CreateTable
CREATE TABLE "pending_authorization_request" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "browser_secret_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "client_id" TEXT,
    "parameters" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "failure" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "pending_authorization_request_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "realm_id" TEXT NOT NULL,
    "kid" TEXT NOT NULL,
    "alg" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "sealed_private_jwk" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "signs_from" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("realm_id","kid")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT,
    "outcome" TEXT NOT NULL,
    "code" TEXT,
    "network" TEXT,
    "trace_id" TEXT,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateTable
CREATE TABLE "trace_event" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "client_id" TEXT,
    "step" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "trace_event_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "realm_issuer_key" ON "realm"("issuer");

-- CreateIndex
CREATE UNIQUE INDEX "person_realm_id_subject_key" ON "person"("realm_id", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "person_realm_id_username_folded_key" ON "person"("realm_id", "username_folded");

-- CreateIndex
CREATE UNIQUE INDEX "person_realm_id_email_folded_key" ON "person"("realm_id", "email_folded");

-- CreateIndex
CREATE INDEX "end_user_session_realm_id_person_id_idx" ON "end_user_session"("realm_id", "person_id");

-- CreateIndex
CREATE INDEX "end_user_session_realm_id_expires_at_idx" ON "end_user_session"("realm_id", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "end_user_session_realm_id_sid_key" ON "end_user_session"("realm_id", "sid");

-- CreateIndex
CREATE UNIQUE INDEX "end_user_session_realm_id_token_hash_key" ON "end_user_session"("realm_id", "token_hash");

-- CreateIndex
CREATE INDEX "attempt_counter_realm_id_window_ends_at_idx" ON "attempt_counter"("realm_id", "window_ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "role_realm_id_name_key" ON "role"("realm_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "person_group_realm_id_name_key" ON "person_group"("realm_id", "name");

-- CreateIndex
CREATE INDEX "person_role_realm_id_role_id_idx" ON "person_role"("realm_id", "role_id");

-- CreateIndex
CREATE INDEX "group_membership_realm_id_person_id_idx" ON "group_membership"("realm_id", "person_id");

-- CreateIndex
CREATE INDEX "group_role_realm_id_role_id_idx" ON "group_role"("realm_id", "role_id");

-- CreateIndex
CREATE UNIQUE INDEX "client_realm_id_client_id_key" ON "client"("realm_id", "client_id");

-- CreateIndex
CREATE INDEX "client_secret_realm_id_client_row_id_idx" ON "client_secret"("realm_id", "client_row_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_realm_id_identifier_key" ON "api"("realm_id", "identifier");

-- CreateIndex
CREATE INDEX "api_scope_role_realm_id_role_id_idx" ON "api_scope_role"("realm_id", "role_id");

-- CreateIndex
CREATE INDEX "authorization_realm_id_session_id_idx" ON "authorization"("realm_id", "session_id");

-- CreateIndex
CREATE INDEX "authorization_realm_id_person_id_idx" ON "authorization"("realm_id", "person_id");

-- CreateIndex
CREATE INDEX "authorization_realm_id_client_id_idx" ON "authorization"("realm_id", "client_id");

-- CreateIndex
CREATE INDEX "authorization_realm_id_created_at_idx" ON "authorization"("realm_id", "created_at");

-- CreateIndex
CREATE INDEX "authorization_code_realm_id_authorization_id_idx" ON "authorization_code"("realm_id", "authorization_id");

-- CreateIndex
CREATE INDEX "authorization_code_realm_id_expires_at_idx" ON "authorization_code"("realm_id", "expires_at");

-- CreateIndex
CREATE INDEX "refresh_token_realm_id_authorization_id_idx" ON "refresh_token"("realm_id", "authorization_id");

-- CreateIndex
CREATE INDEX "refresh_token_realm_id_expires_at_idx" ON "refresh_token"("realm_id", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_token_realm_id_hash_key" ON "refresh_token"("realm_id", "hash");

-- CreateIndex
CREATE INDEX "denied_access_token_realm_id_expires_at_idx" ON "denied_access_token"("realm_id", "expires_at");

-- CreateIndex
CREATE INDEX "consent_realm_id_client_id_idx" ON "consent"("realm_id", "client_id");

-- CreateIndex
CREATE INDEX "pending_authorization_request_realm_id_expires_at_idx" ON "pending_authorization_request"("realm_id", "expires_at");

-- CreateIndex
CREATE INDEX "signing_key_realm_id_alg_idx" ON "signing_key"("realm_id", "alg");

-- CreateIndex
CREATE INDEX "audit_entry_realm_id_at_idx" ON "audit_entry"("realm_id", "at");

-- CreateIndex
CREATE INDEX "trace_event_realm_id_trace_id_idx" ON "trace_event"("realm_id", "trace_id");

-- CreateIndex
CREATE INDEX "trace_event_realm_id_at_idx" ON "trace_event"("realm_id", "at");

-- AddForeignKey
ALTER TABLE "setting" ADD CONSTRAINT "setting_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_credential" ADD CONSTRAINT "password_credential_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "end_user_session" ADD CONSTRAINT "end_user_session_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_group" ADD CONSTRAINT "person_group_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_role" ADD CONSTRAINT "person_role_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_role" ADD CONSTRAINT "person_role_realm_id_role_id_fkey" FOREIGN KEY ("realm_id", "role_id") REFERENCES "role"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_membership" ADD CONSTRAINT "group_membership_realm_id_group_id_fkey" FOREIGN KEY ("realm_id", "group_id") REFERENCES "person_group"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_membership" ADD CONSTRAINT "group_membership_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_role" ADD CONSTRAINT "group_role_realm_id_group_id_fkey" FOREIGN KEY ("realm_id", "group_id") REFERENCES "person_group"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_role" ADD CONSTRAINT "group_role_realm_id_role_id_fkey" FOREIGN KEY ("realm_id", "role_id") REFERENCES "role"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client" ADD CONSTRAINT "client_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_secret" ADD CONSTRAINT "client_secret_realm_id_client_row_id_fkey" FOREIGN KEY ("realm_id", "client_row_id") REFERENCES "client"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api" ADD CONSTRAINT "api_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_scope" ADD CONSTRAINT "api_scope_realm_id_api_id_fkey" FOREIGN KEY ("realm_id", "api_id") REFERENCES "api"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_scope_role" ADD CONSTRAINT "api_scope_role_realm_id_api_id_scope_name_fkey" FOREIGN KEY ("realm_id", "api_id", "scope_name") REFERENCES "api_scope"("realm_id", "api_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_scope_role" ADD CONSTRAINT "api_scope_role_realm_id_role_id_fkey" FOREIGN KEY ("realm_id", "role_id") REFERENCES "role"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorization" ADD CONSTRAINT "authorization_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorization_code" ADD CONSTRAINT "authorization_code_realm_id_authorization_id_fkey" FOREIGN KEY ("realm_id", "authorization_id") REFERENCES "authorization"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_realm_id_authorization_id_fkey" FOREIGN KEY ("realm_id", "authorization_id") REFERENCES "authorization"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
