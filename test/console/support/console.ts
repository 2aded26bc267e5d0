import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { type ConsoleServer, startServer } from './server.js';

/** What the environment names, or Debian's; the one without a window to draw costs half as much. */
const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
export const chromiumPath =
  process.env['CHROMIUM_PATH'] ?? installed.find((path) => existsSync(path)) ?? installed[1]!;

/** Where there is no browser, there is nothing to click: CI installs one. */
export const describeInBrowser = existsSync(chromiumPath) ? describe : describe.skip;

// Each step has its own limit; how many there are, and how busy the machine is, says nothing about what is tested.
jest.setTimeout(240_000);

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** That a form cannot hold who types an address, as a test does that goes somewhere while one is open. */
const typedAddress = /use a blocker on a POP navigation/;

/** The console in a browser, over the real API on a database of its own. */
export class Console {
  /** What the browser complained about. */
  readonly complaints: string[] = [];
  private readonly underWay = new Set<Request>();

  private constructor(
    private readonly server: ConsoleServer,
    private readonly browser: Browser,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !typedAddress.test(message.text()))
        this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.stack ?? error.message));
    page.on('request', (request) => this.underWay.add(request));
    page.on('requestfinished', (request) => this.underWay.delete(request));
    page.on('requestfailed', (request) => this.underWay.delete(request));
  }

  static async open({
    demo = false,
    ...options
  }: BrowserContextOptions & { demo?: boolean } = {}): Promise<Console> {
    const [server, [browser, page]] = await Promise.all([startServer(demo), openBrowser(options)]);
    return new Console(server, browser, page);
  }

  get url(): string {
    return this.server.url;
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.url}/#${path}`);
    await this.page.locator('#react-admin-title :text-matches(".")').waitFor();
    await this.quiet();
  }

  /** Loads the console anew: whatever there was, also what was not saved, is gone. */
  async anew(path: string): Promise<void> {
    if (this.page.url().startsWith(this.url)) {
      // A reload stays in the process that has compiled the console before; a visit from elsewhere gets a new one.
      await this.page.evaluate(`history.replaceState(null, '', ${JSON.stringify(`#${path}`)})`);
      await this.page.reload();
    }
    await this.goto(path);
  }

  /** Waits until nothing is under way and nothing says that it is: all there is to see is there. */
  async quiet(): Promise<void> {
    for (const giveUp = Date.now() + 15_000; Date.now() < giveUp;)
      if ((await this.page.evaluate<boolean>(calm)) && this.underWay.size === 0) return;
    throw new Error(`It goes on: ${[...this.underWay].map((request) => request.url()).join(', ')}`);
  }

  /** From the menu over the list to the form of a new one. */
  async toNew(resource: 'Segments' | 'Audiences' | 'Campaigns' | 'Lists' | 'Customers'): Promise<void> {
    await this.page.getByRole('menuitem', { name: resource }).click();
    const create = this.page.getByRole('link', { name: /^Create/ });
    // The list before may still be there, with a link of its own; an empty list has two.
    await create
      .and(this.page.locator(`[href$="/${resource.toLowerCase()}/create"]`))
      .first()
      .click();
    await this.page.getByRole('textbox', { name: 'Name' }).waitFor();
  }

  /** Asks the API; a body is posted unless the method is another. */
  async api<T>(path: string, body?: unknown, method = 'POST'): Promise<T> {
    return this.ask(path, {
      ...(body !== undefined && {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  }

  /** Sends the API a file. */
  async upload<T>(path: string, name: string, content: string): Promise<T> {
    const body = new FormData();
    body.append('file', new Blob([content]), name);
    return this.ask(path, { method: 'POST', body });
  }

  private async ask<T>(path: string, request: RequestInit): Promise<T> {
    const response = await fetch(`${this.url}/api${path}`, request);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json() as Promise<T>;
  }

  /** Waits for what slides or fades to have come to rest. */
  async settled(): Promise<void> {
    await this.page.evaluate(settled);
  }

  /** What axe finds on the page that is serious: each with the rule, and what breaks it. All rules, unless some are named. */
  async seriousIssues(...rules: string[]): Promise<string[]> {
    // What still fades in, or waits for a newer answer, has less contrast than it will have.
    await this.quiet();
    await this.settled();
    if (!(await this.page.evaluate<boolean>('"axe" in window'))) await this.page.evaluate(await axeSource());
    // What it found to be right takes it as long to describe as what is wrong.
    const options = { reporter: 'no-passes', ...(rules.length > 0 && { runOnly: rules }) };
    const found = await this.page.evaluate<{ impact: string; id: string; nodes: { html: string }[] }[]>(
      `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
    );
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n  ')}`);
  }

  async close(): Promise<void> {
    await Promise.all([this.browser.close(), this.server.close()]);
  }
}

async function openBrowser(options: BrowserContextOptions): Promise<[Browser, Page]> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: flags });
  const desk = { width: 1440, height: 900 };
  // Nothing moves: each frame of a movement is drawn by the processor, beside which nothing else is.
  const context = await browser.newContext({ viewport: desk, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return [browser, page];
}

const settled = `Promise.all(document.getAnimations()
  .filter((animation) => animation.effect.getComputedTiming().iterations !== Infinity)
  .map((animation) => animation.finished.catch(() => undefined))).then(() => undefined)`;

/** Once what has come is drawn. */
// What a dialog covers waits for the dialog.
const calm = `new Promise((done) => requestAnimationFrame(() => setTimeout(() =>
  done(!document.querySelector(':is([class*=Progress-indeterminate], [class*=Skeleton-root]):not([aria-hidden=true] *)')))))`;

const axeSource = () =>
  readFile(createRequire(`${process.cwd()}/package.json`).resolve('axe-core/axe.min.js'), 'utf8');
