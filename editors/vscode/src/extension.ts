// The extension starts `luat lsp` and hands VS Code's questions to it; it knows nothing of rules itself.
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand('luat.toVietnamese', () => translate('vi')),
    vscode.commands.registerCommand('luat.toEnglish', () => translate('en')),
    vscode.commands.registerCommand('luat.restart', restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('luat.path') || change.affectsConfiguration('luat.language')) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

async function restart(): Promise<void> {
  await client?.dispose();
  await start();
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('luat');
  const command = settings.get('path', 'luat') || 'luat';
  const server: ServerOptions = { command, args: ['lsp'], transport: TransportKind.stdio };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: 'file', language: 'luat' },
      { scheme: 'untitled', language: 'luat' },
    ],
    initializationOptions: { language: settings.get('language', 'auto') },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // What fails to start is told by `start`; a server that ends is started anew a few times.
    initializationFailedHandler: () => false,
    errorHandler: untilTooOften(),
  };
  client = new LanguageClient('luat', 'luat', server, options);
  try {
    await client.start();
  } catch (error) {
    await tellMissing(command, error);
  }
}

/** Starts the server anew where it ends, unless it has done so often within a short time. */
function untilTooOften(): LanguageClientOptions['errorHandler'] {
  const [most, within] = [4, 3 * 60 * 1000];
  let ended: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue }),
    closed: () => {
      const now = Date.now();
      ended = [...ended.filter((time) => now - time < within), now];
      return { action: ended.length > most ? CloseAction.DoNotRestart : CloseAction.Restart };
    },
  };
}

async function tellMissing(command: string, error: unknown): Promise<void> {
  const settings = vscode.l10n.t('Open settings');
  const reason = error instanceof Error ? error.message : String(error);
  const message = vscode.l10n.t('The command “{0}” could not be started: {1}', command, reason);
  if ((await vscode.window.showErrorMessage(message, settings)) === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'luat.path');
  }
}

/** The whole text in the other language; the server sends the edit. */
async function translate(language: 'vi' | 'en'): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'luat' || !client?.isRunning()) return;
  try {
    await client.sendRequest(ExecuteCommandRequest.type, {
      command: 'luat.translate',
      arguments: [client.code2ProtocolConverter.asUri(document.uri), language],
    });
  } catch (error) {
    await vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
  }
}
