import type { ReactNode } from 'react';
import { ChooseAccountPage } from '../sign-in/choose-account-page';
import type { ConsentPageProps } from '../sign-in/consent-page';
import { ConsentPage } from '../sign-in/consent-page';
import type { DeviceConfirmPageProps } from '../sign-in/device-confirm-page';
import { DeviceConfirmPage } from '../sign-in/device-confirm-page';
import { DeviceOutcomePage } from '../sign-in/device-outcome-page';
import { DevicePage } from '../sign-in/device-page';
import { ErrorPage } from '../sign-in/error-page';
import { HomePage } from '../sign-in/home-page';
import { NotFoundPage } from '../sign-in/not-found-page';
import { RegisterPage, RegistrationClosedPage } from '../sign-in/register-page';
import { SetupOverPage, SetupPage } from '../sign-in/setup-page';
import { SignInPage } from '../sign-in/sign-in-page';
import { SignedOutPage, SignOutPage } from '../sign-in/sign-out-page';
import { longAddress, longApplication, people, samples, scopes } from './samples';

const { realm, harbour, unknown, request } = samples;
const reference = '7f3a91c2d0e84b16a5c07d2f8b';

const consent: ConsentPageProps = {
  realm,
  application: { ...harbour, owner: 'Tomas Lind', verified: true, returnsTo: 'app.harbour.example' },
  request,
  account: people.ada,
  scopes: scopes.usual,
  returning: false,
};

const device: DeviceConfirmPageProps = {
  realm,
  application: { ...harbour, verified: true, domain: 'harbour.example' },
  request,
  account: people.ada,
  userCode: 'WDJB-MJHT',
  minutesAgo: 1,
  scopes: scopes.usual,
};

/** Every gate page in every state, by the name of its file. */
export const signInStates: Record<string, ReactNode> = {
  'sign-in': (
    <SignInPage
      realm={realm}
      application={harbour}
      request={request}
      username="ada@marlow.example"
      registerHref="/register"
    />
  ),
  'sign-in-portal': <SignInPage realm={realm} />,
  'sign-in-wrong': (
    <SignInPage
      realm={realm}
      application={harbour}
      request={request}
      username="ada@marlow.example"
      remember
      failure={{ code: 'wrong-name-or-password' }}
      registerHref="/register"
    />
  ),
  'sign-in-too-many': (
    <SignInPage realm={realm} application={unknown} failure={{ code: 'too-many-attempts', minutes: 4 }} />
  ),
  'sign-in-ended': <SignInPage realm={realm} application={harbour} failure={{ code: 'session-ended' }} />,
  'sign-in-long': (
    <SignInPage
      realm={realm}
      application={longApplication}
      username={`${'ada'.repeat(30)}@marlow.example`}
      registerHref="/register"
    />
  ),
  register: <RegisterPage realm={realm} application={harbour} request={request} signInHref="/sign-in" />,
  'register-problems': (
    <RegisterPage
      realm={realm}
      request={request}
      signInHref="/sign-in"
      typed={{ name: 'Ada Okafor', username: 'ada', email: 'ada.marlow.example' }}
      problems={{ username: 'taken', email: 'not-an-email', password: 'too-common' }}
    />
  ),
  'register-closed': <RegistrationClosedPage realm={realm} signInHref="/sign-in" />,
  setup: <SetupPage realm="Gatehouse" token="st_4uT9" />,
  'setup-complete': <SetupOverPage realm="Gatehouse" reason="complete" signInHref="/sign-in" />,
  'setup-unusable': <SetupOverPage realm="Gatehouse" reason="unusable" signInHref="/sign-in" />,
  consent: <ConsentPage {...consent} />,
  'consent-more': <ConsentPage {...consent} scopes={scopes.more} returning />,
  'consent-unverified': (
    <ConsentPage
      {...consent}
      application={{ ...unknown, verified: false, returnsTo: '127.0.0.1' }}
      account={people.noMail}
      scopes={scopes.all}
    />
  ),
  'consent-unreviewed': (
    <ConsentPage
      {...consent}
      application={{ ...unknown, verified: false, unreviewed: true, returnsTo: 'new.example' }}
    />
  ),
  'consent-long': (
    <ConsentPage
      {...consent}
      application={{
        ...longApplication,
        owner: 'The department of names that never end',
        verified: false,
        returnsTo: `${'long.'.repeat(38)}example`,
      }}
      account={people.long}
      scopes={scopes.long}
    />
  ),
  device: <DevicePage request={request} userCode="WDJB-MJHT" />,
  'device-unknown': <DevicePage request={request} userCode="WDJB-MJHX" failure={{ code: 'user-code-unknown' }} />,
  'device-too-many': <DevicePage request={request} failure={{ code: 'too-many-attempts', minutes: 4 }} />,
  'device-confirm': <DeviceConfirmPage {...device} />,
  'device-confirm-unreviewed': (
    <DeviceConfirmPage {...device} application={{ ...unknown, verified: false, unreviewed: true }} />
  ),
  'device-confirm-long': (
    <DeviceConfirmPage
      {...device}
      application={{ ...longApplication, verified: false, domain: `${'long.'.repeat(38)}example` }}
      account={people.long}
      minutesAgo={0}
      scopes={scopes.long}
    />
  ),
  'device-connected': <DeviceOutcomePage realm={realm} outcome="connected" />,
  'device-denied': <DeviceOutcomePage realm={realm} outcome="denied" />,
  'choose-account': <ChooseAccountPage application={harbour} request={request} account={people.ada} />,
  'choose-account-long': <ChooseAccountPage application={longApplication} request={request} account={people.long} />,
  'sign-out': (
    <SignOutPage realm={realm} application={harbour} account={people.ada} hidden={{ request }} stayHref="/" />
  ),
  'sign-out-plain': <SignOutPage realm={realm} hidden={{}} stayHref="/" />,
  'signed-out': (
    <SignedOutPage realm={realm} application={harbour} backHref="https://app.harbour.example/" signInHref="/sign-in" />
  ),
  'signed-out-plain': <SignedOutPage realm={realm} signInHref="/sign-in" />,
  'error-redirect': (
    <ErrorPage
      realm={realm}
      code="redirect-uri-mismatch"
      application={{ name: 'Harbour', contact: 'help@harbour.example' }}
      reference={reference}
      received="https://app.harbour.example/auth/callback/"
      backHref="https://harbour.example/"
    />
  ),
  'error-client': <ErrorPage realm={realm} code="client-unknown" reference={reference} />,
  'error-expired': (
    <ErrorPage
      realm={realm}
      code="request-expired"
      application={{ name: 'Harbour' }}
      reference={reference}
      backHref="https://harbour.example/"
    />
  ),
  'error-foreign': <ErrorPage realm={realm} code="request-foreign" reference={reference} />,
  'error-completed': (
    <ErrorPage realm={realm} code="request-completed" application={{ name: 'Harbour' }} reference={reference} />
  ),
  'error-unexpected': <ErrorPage realm={realm} code="something-new" reference={reference} backHref="/" />,
  'error-long': (
    <ErrorPage
      realm={realm}
      code="redirect-uri-mismatch"
      application={{ name: longApplication.name }}
      reference={reference}
      received={longAddress}
      backHref="https://harbour.example/"
    />
  ),
  home: <HomePage realm={realm} account={people.ada} administrator={false} />,
  'home-administrator': <HomePage realm={realm} account={people.ada} administrator />,
  'not-found': <NotFoundPage realm={realm} homeHref="/" />,
};
