import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { SynthPass } from '../../src/checks/synth-pass';

/** An app whose validation counts how often something is computed. */
function counting(charts: number) {
  const app = Testing.app();
  for (let index = 0; index < charts; index += 1) { new Chart(app, `chart-${index}`); }
  const counted = { validations: 0, computations: 0 };
  const pass = SynthPass.of(app);
  const key = {};
  app.node.addValidation({
    validate: () => {
      counted.validations += 1;
      pass.remember(key, () => { counted.computations += 1; });
      return [];
    },
  });
  return { app, counted };
}

test('within one synth a thing is computed once, however many charts there are', () => {
  const { app, counted } = counting(3);

  app.synth();

  expect(counted).toEqual({ validations: 4, computations: 1 });
});

test('the next synth computes it anew', () => {
  const { app, counted } = counting(1);

  app.synth();
  app.synth();
  app.synthYaml();

  expect(counted.computations).toBe(3);
});

test('outside of a synth everything is computed each time', () => {
  const { app, counted } = counting(1);

  app.charts.forEach(chart => Testing.synth(chart));
  app.node.validate();

  expect(counted.computations).toBe(2);
});

test('a synth that fails is over', () => {
  const { app, counted } = counting(1);
  const fragile = new Construct(app, 'Fragile');
  let fails = true;
  fragile.node.addValidation({ validate: () => fails ? ['not yet'] : [] });

  expect(() => app.synth()).toThrow('not yet');
  app.node.validate();
  app.node.validate();
  fails = false;
  app.synth();

  expect(counted.computations).toBe(4);
});

test('there is one pass for each app', () => {
  const app = Testing.app();

  expect(SynthPass.of(new Chart(app, 'a'))).toBe(SynthPass.of(new Chart(app, 'b')));
  expect(SynthPass.of(Testing.app())).not.toBe(SynthPass.of(app));
});

test('a tree without an app is never in a synth', () => {
  const pass = SynthPass.of(new Construct(undefined as unknown as Construct, ''));
  let computations = 0;
  const compute = () => { computations += 1; };

  pass.remember({}, compute);
  pass.remember({}, compute);

  expect(computations).toBe(2);
});

test('what a synth returns and throws comes through', () => {
  const { app } = counting(1);

  expect(app.synthYaml()).toBe(new App().synthYaml());
});
