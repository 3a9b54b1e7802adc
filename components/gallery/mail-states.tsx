import type { ReactNode } from 'react';
import { ConfirmEmailPage } from '../sign-in/confirm-email-page';
import { EmailAddressPage } from '../sign-in/email-address-page';
import { FinishRegistrationPage } from '../sign-in/finish-registration-page';
import { ForgotPasswordPage, NoMailPage } from '../sign-in/forgot-password-page';
import { HomePage } from '../sign-in/home-page';
import { LinkOverPage } from '../sign-in/link-over-page';
import { MailSentPage } from '../sign-in/mail-sent-page';
import { RegisterPage } from '../sign-in/register-page';
import { PasswordChangedPage, ResetPasswordPage } from '../sign-in/reset-password-page';
import { SignInPage } from '../sign-in/sign-in-page';
import { people, samples } from './samples';

const { realm, harbour, request } = samples;
const token = 'lk_4uT9';
const email = 'ada@marlow.example';
const longEmail = `${'ada'.repeat(21)}@${'long.'.repeat(36)}example`;
const finish = { realm, action: '/interaction/register/finish', token, request } as const;

/** Every gate page about mail in every state, by the name of its file. */
export const mailStates: Record<string, ReactNode> = {
  'sign-in-forgot': (
    <SignInPage
      realm={realm}
      application={harbour}
      request={request}
      registerHref="/register"
      forgotHref="/forgot-password"
    />
  ),
  'register-address': (
    <RegisterPage realm={realm} application={harbour} request={request} signInHref="/sign-in" provesAddress />
  ),
  'register-address-problems': (
    <RegisterPage
      realm={realm}
      request={request}
      signInHref="/sign-in"
      provesAddress
      typed={{ email }}
      problems={{ email: 'domain-not-allowed' }}
    />
  ),
  'finish-registration': <FinishRegistrationPage {...finish} application={harbour} email={email} />,
  'finish-registration-problems': (
    <FinishRegistrationPage
      {...finish}
      email={longEmail}
      typed={{ username: 'ada', name: 'Ada' }}
      problems={{ username: 'taken', password: 'too-common' }}
    />
  ),
  'finish-registration-known': <FinishRegistrationPage {...finish} email={email} failure={{ code: 'address-known' }} />,
  'forgot-password': <ForgotPasswordPage request={request} signInHref="/sign-in" />,
  'forgot-password-held': (
    <ForgotPasswordPage
      request={request}
      signInHref="/sign-in"
      typed={{ email }}
      failure={{ code: 'too-many-attempts', minutes: 1 }}
    />
  ),
  'forgot-password-closed': <NoMailPage realm={realm} signInHref="/sign-in" />,
  'mail-sent': <MailSentPage backHref="/sign-in" />,
  'link-over': <LinkOverPage realm={realm} homeHref="/" againHref="/forgot-password" />,
  'link-over-plain': <LinkOverPage realm={realm} homeHref="/" />,
  'reset-password': <ResetPasswordPage username="ada" token={token} request={request} />,
  'reset-password-problems': <ResetPasswordPage username="ada" token={token} request={request} problem="too-short" />,
  'password-changed': <PasswordChangedPage signInHref="/sign-in" />,
  'email-address': (
    <EmailAddressPage realm={realm} account={people.ada} sendsMail homeHref="/" request={request} typed={{ email }} />
  ),
  'email-address-problems': (
    <EmailAddressPage
      realm={realm}
      account={people.ada}
      sendsMail
      homeHref="/"
      request={request}
      typed={{ email: 'ada' }}
      problems={{ email: 'not-an-email', password: 'wrong' }}
    />
  ),
  'email-address-closed': <EmailAddressPage realm={realm} account={people.ada} sendsMail={false} homeHref="/" />,
  'confirm-email': <ConfirmEmailPage token={token} asked={{ email, username: 'ada' }} signInHref="/sign-in" />,
  'confirm-email-long': (
    <ConfirmEmailPage token={token} asked={{ email: longEmail, username: 'ada'.repeat(21) }} signInHref="/sign-in" />
  ),
  'confirm-email-stranger': <ConfirmEmailPage token={token} signInHref="/sign-in" />,
  'home-unconfirmed': <HomePage realm={realm} account={people.ada} administrator={false} emailHref="/email-address" />,
};
