import { chmodSync, copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackDebian, unpackedHome } from '../../support/debian-packages';

const HOME = unpackedHome('libfaketime');
const ADVICE = 'libfaketime is not there (Debian: apt-get install libfaketime) ';

/** Why no clock can be faked here; undefined when one can. Debian's package is unpacked where none is installed. */
export function whyNoFakedClock(): string | undefined {
  if (process.platform !== 'linux') return 'libfaketime is tried on Linux only';
  try {
    if (library() === undefined) unpackDebian(HOME, ['libfaketime'], ADVICE);
    return library() === undefined ? ADVICE : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function library(): string | undefined {
  return ['/usr/lib', join(HOME, 'usr', 'lib')]
    .filter(existsSync)
    .flatMap((place) => readdirSync(place).map((name) => join(place, name, 'faketime', 'libfaketimeMT.so.1')))
    .find(existsSync);
}

/** The wall clock of the processes that are started with its environment; what measures spans of time is left alone. */
export class FakedClock {
  private readonly file: string;
  private readonly preload: string;
  private seconds = 0;

  /** @param folder readable for whoever runs under it */
  constructor(
    folder: string,
    readonly name: string,
  ) {
    this.file = join(folder, `${name}.time`);
    this.preload = join(folder, 'libfaketime.so');
    if (!existsSync(this.preload)) copyFileSync(library()!, this.preload);
    chmodSync(this.preload, 0o755);
    this.offset(0);
  }

  get env(): NodeJS.ProcessEnv {
    return {
      LD_PRELOAD: this.preload,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DISABLE_SHM: '1',
    };
  }

  /** Seconds that it is ahead of the machine's clock from now on. */
  offset(seconds: number): void {
    this.seconds = Math.round(seconds);
    writeFileSync(this.file, `${this.seconds >= 0 ? '+' : ''}${this.seconds}\n`);
    chmodSync(this.file, 0o644);
  }

  step(seconds: number): void {
    this.offset(this.seconds + seconds);
  }

  jumpTo(instant: string): void {
    this.offset((Date.parse(instant) - Date.now()) / 1000);
  }
}
