import { expect, test } from './person.ts';

test('an empty canvas is no mistake: findings come with the first block', async ({ person }) => {
  await expect(person.findings).toContainText('No findings');
  await person.palette.getByRole('button', { name: 'Linear', exact: true }).click();
  const card = person.findings.getByRole('button').filter({ hasText: 'fc1' });
  await expect(card).toHaveAccessibleName(/^Error: Input not wired · fc1 /);
  await expect(card).toContainText('fc1: the input "in" is not wired.');
});

test('in Hindi the page says so, and findings, fields and refusals are Hindi until English is chosen again', async ({
  person,
  picture,
}) => {
  const { page, findings } = person;
  const root = page.locator('html');
  await expect(root).toHaveAttribute('lang', 'en');
  await page.setViewportSize({ width: 1280, height: 720 });
  await person.button('हिन्दी').click();
  await expect(root).toHaveAttribute('lang', 'hi');
  await person.palette.getByRole('button', { name: 'Linear', exact: true }).click();
  await expect(findings).toContainText('Network में कोई Input नहीं है।');
  await expect(findings).toContainText('Input जुड़ा नहीं');
  await expect(person.block('fc1')).toContainText('fc1: input "in" में कोई wire नहीं है।');

  await person.field('out_features').fill('0');
  await expect(person.inspector).toContainText('1 से 1000000 तक की पूर्ण संख्या');

  await person.button('Train').click();
  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('इसे train नहीं किया जा सकता: Network में कोई Input नहीं है।');
  await picture('hindi-refusal');
  await refusal.getByRole('button').click(); // nothing lies over it
  await expect(refusal).toHaveCount(0);

  await page.reload();
  await expect(root).toHaveAttribute('lang', 'hi');
  await person.button('English').click();
  await expect(root).toHaveAttribute('lang', 'en');
  await expect(findings).toContainText('The network has no Input.');
});
