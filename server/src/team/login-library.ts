import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins";
import type { Config, Database, Logger, Secrets, SendMail } from "../platform/index.ts";
import { newId } from "../platform/index.ts";
import { loginKeys } from "./login-keys.ts";

export interface LoginParts {
  config: Config;
  db: Database;
  secrets: Secrets;
  sendMail: SendMail;
  log: Logger;
}

/** better-auth, set up for our tables, addresses and mails. */
export function setUpLoginLibrary({ config, db, secrets, sendMail, log }: LoginParts) {
  return betterAuth({
    baseURL: config.publicUrl,
    // The first one seals and signs; the version of each is the id of its master key.
    secrets: loginKeys(secrets).map(({ masterId, secret }) => ({ version: Number.parseInt(masterId, 16), value: secret })),
    // Opens what was sealed before the library wrote down with which key.
    secret: loginKeys(secrets).at(-1)?.secret ?? "",
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => log.error({ from: "better-auth" }, message) },
    database: db.systemPool,
    appName: "Prosa",
    advanced: {
      cookiePrefix: "prosa",
      useSecureCookies: config.publicUrl.startsWith("https:"),
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: ["x-prosa-client-address"] },
    },
    session: {
      modelName: "auth_sessions",
      fields: {
        userId: "user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      additionalFields: { boundTo: { type: "string", fieldName: "bound_to", required: false, input: false } },
      expiresIn: 14 * 24 * 3600,
      updateAge: 3600,
      // A login of yesterday may still say where its person is signed in.
      freshAge: 0,
    },
    user: {
      modelName: "auth_users",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
    },
    account: {
      modelName: "auth_accounts",
      fields: {
        accountId: "account_id",
        providerId: "provider_id",
        userId: "user_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      accountLinking: { enabled: false },
    },
    verification: {
      modelName: "auth_verifications",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
      storeIdentifier: "hashed",
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 3600,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
      sendResetPassword: async ({ user, token }) => {
        await sendMail({
          to: user.email,
          subject: "Prosa: redefinir senha · reset your password · restablecer contraseña",
          text: `${config.publicUrl}/new-password?token=${encodeURIComponent(token)}\n\nVale por 1 hora. Se não foi você, ignore.\nValid for 1 hour. If this was not you, ignore it.\nVálido por 1 hora. Si no fuiste tú, ignóralo.\n`,
        });
      },
    },
    plugins: [
      twoFactor({
        issuer: "Prosa",
        schema: {
          user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
          twoFactor: {
            modelName: "auth_two_factors",
            fields: {
              userId: "user_id",
              backupCodes: "backup_codes",
              failedVerificationCount: "failed_verification_count",
              lockedUntil: "locked_until",
            },
          },
        },
      }),
    ],
  });
}

function derive(parameters: Argon2Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => argon2("argon2id", parameters, (error, tag) => (error === null ? resolve(tag) : reject(error))));
}

/** OWASP's second recommendation for argon2id: 19 MiB, 2 passes, 1 lane. */
const COST = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 };

/** With argon2id, its cost and nonce inside. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive({ message: password.normalize("NFKC"), nonce, ...COST });
  return `argon2id$${COST.memory}$${COST.passes}$${nonce.toString("base64url")}$${tag.toString("base64url")}`;
}

async function verifyPassword(stored: string, password: string): Promise<boolean> {
  const [scheme, memory, passes, nonce, tag] = stored.split("$");
  if (scheme !== "argon2id" || nonce === undefined || tag === undefined) return false;
  const wanted = Buffer.from(tag, "base64url");
  const given = await derive({
    message: password.normalize("NFKC"),
    nonce: Buffer.from(nonce, "base64url"),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: COST.parallelism,
    tagLength: wanted.length,
  });
  return timingSafeEqual(wanted, given);
}
