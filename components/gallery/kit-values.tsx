import { AnnotatedSection } from '../ui/annotated-section';
import { AppLogo } from '../ui/app-logo';
import { Button } from '../ui/button';
import { Card, CardBody } from '../ui/card';
import { CodeBlock } from '../ui/code-block';
import { Difference } from '../ui/difference';
import { PersonAvatar } from '../ui/person-avatar';
import { TextLink } from '../ui/text-link';
import { Timeline } from '../ui/timeline';
import { Chip, CopyBox, Secret } from '../ui/value';
import { longAddress, samples } from './samples';

const copy = { label: 'Copy', doneLabel: 'Copied' };

export function TimelineSamples() {
  return (
    <AnnotatedSection
      id="timeline"
      title="Timeline and difference"
      hint="Passed, failed, stopped by the person, happening now, not reached."
    >
      <Card>
        <CardBody>
          <Timeline
            steps={[
              { name: 'a', state: 'passed', stateLabel: 'Passed', title: 'Request received', time: '0 ms' },
              {
                name: 'b',
                state: 'failed',
                stateLabel: 'Failed',
                title: 'Redirect URI compared',
                time: '3 ms',
                children: (
                  <>
                    <p>
                      The received address has <strong className="font-semibold">one slash too many at its end</strong>.
                      Addresses must be equal, character by character.
                    </p>
                    <Difference
                      expectedLabel="Expected"
                      expected="https://app.harbour.example/auth/callback"
                      receivedLabel="Received"
                      received="https://app.harbour.example/auth/callback/"
                    />
                    <p className="text-sm text-ink-muted">
                      Why so strict: a loose match lets an attacker receive the code.{' '}
                      <TextLink href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">
                        RFC 9700, section 2.1
                      </TextLink>
                    </p>
                  </>
                ),
              },
              { name: 'c', state: 'stopped', stateLabel: 'Stopped', title: 'Person chose Cancel' },
              { name: 'd', state: 'live', stateLabel: 'Now', title: 'Waiting for the person' },
              { name: 'e', state: 'waiting', stateLabel: 'Not reached', title: 'Tokens issued' },
            ]}
          />
        </CardBody>
      </Card>
      <Difference
        expectedLabel="Expected"
        expected="https://app.harbour.example/auth"
        receivedLabel="Received"
        received="https://staging.harbour.example/auth"
      />
      <Difference
        expectedLabel="Expected"
        expected="https://app.harbour.example/auth"
        receivedLabel="Received"
        received={longAddress}
      />
    </AnnotatedSection>
  );
}

export function ValueSamples() {
  return (
    <AnnotatedSection id="values" title="Values" hint="Anything that one copies is mono and has its button.">
      <div>
        <Chip value="harbour-7qm2xv9tkc" copy={copy} />
      </div>
      <CopyBox label="Reference" value="7f3a91c2d0e84b16" copy={copy} />
      <Secret
        title="Store this secret now"
        onceLabel="Shown once"
        value="ghs_Wm4tQz81LrXe9vTnKcB6yPfJ3sHdUa5o"
        copy={{ ...copy, children: 'Copy' }}
      >
        <p className="text-sm text-ink-muted">
          We keep only a fingerprint of it. When you leave this page nobody can read it again, you included.
        </p>
        <div>
          <Button variant="primary">I have stored it</Button>
        </div>
      </Secret>
      <CodeBlock
        title="Terminal"
        label="Command"
        copy={copy}
        code={[
          { kind: 'comment', text: '# exchange a code\n' },
          'curl ',
          { kind: 'value', text: 'https://id.marlow.example/oauth2/token' },
          ' \\\n  -u ',
          { kind: 'value', text: 'harbour-7qm2xv9tkc' },
          ':',
          { kind: 'string', text: '"$SECRET"' },
          ' -d ',
          { kind: 'key', text: 'grant_type' },
          '=authorization_code',
        ]}
      />
      <div className="flex items-center gap-2">
        <AppLogo name="Harbour" src={samples.harbour.logo} />
        <AppLogo name="Warehouse" />
        <AppLogo name="Warehouse" size="md" />
        <PersonAvatar name="Ada Okafor" />
        <PersonAvatar name="Ada Okafor" size="md" />
      </div>
    </AnnotatedSection>
  );
}
