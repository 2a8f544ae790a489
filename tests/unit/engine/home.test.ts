import { describe, expect, test } from 'vitest';
import { cacheFolder, homeFolder, stackFolder } from '../../../engine/home.js';

describe('the home folder', () => {
  test.each([
    ['ABIE_HOME before all else', { ABIE_HOME: '/srv/abie', HOME: '/home/ann' }, false, '/srv/abie'],
    ['ABIE_HOME for root too', { ABIE_HOME: '/srv/abie', HOME: '/root' }, true, '/srv/abie'],
    ['a blank ABIE_HOME counts as unset', { ABIE_HOME: ' ', HOME: '/home/ann' }, false, '/home/ann/.local/share/abie'],
    ['a folder that other users can enter, for root', { HOME: '/root' }, true, '/var/lib/abie'],
    ['the XDG data folder', { HOME: '/home/ann', XDG_DATA_HOME: '/data/ann' }, false, '/data/ann/abie'],
    ['the default data folder of a user', { HOME: '/home/ann' }, false, '/home/ann/.local/share/abie'],
  ])('is %s', (_rule, environment, asRoot, folder) => {
    expect(homeFolder(environment, asRoot)).toBe(folder);
  });
});

describe('the cache folder', () => {
  test.each([
    [{ HOME: '/home/ann' }, '/home/ann/.cache/abie'],
    [{ HOME: '/home/ann', XDG_CACHE_HOME: '/fast' }, '/fast/abie'],
  ])('follows XDG: %o', (environment, folder) => {
    expect(cacheFolder(environment)).toBe(folder);
  });
});

describe('the folder of a stack', () => {
  test('has its name', () => {
    expect(stackFolder('/srv/abie', 'year-2')).toBe('/srv/abie/year-2');
  });

  test.each(['', '..', 'a/b', 'Main', '-x', 'x'.repeat(42)])('is refused for the name "%s"', (name) => {
    expect(() => stackFolder('/srv/abie', name)).toThrow(/is not usable/);
  });
});
