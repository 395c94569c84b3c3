// What a TypeScript program does with the client that was generated for it. Says in lines what the ledger answered.
import {
  AgreementsApi, CallerReason, Configuration, CreditsApi, ErrorAnswerFromJSON, HoldsApi, ResponseError, Window,
} from './generated/typescript/index.js';
import type { BatchItem, HoldRequest, ValidateRequest } from './generated/typescript/index.js';

declare const process: { argv: string[] };

const [url, token, userId] = process.argv.slice(2);
const configuration = new Configuration({ basePath: url, accessToken: token });
const [credits, holds, agreements] =
  [new CreditsApi(configuration), new HoldsApi(configuration), new AgreementsApi(configuration)];
const reason = CallerReason.AiChat;

async function place(cost: Omit<HoldRequest, 'userId' | 'reason'>) {
  return (await holds.placeHold({ holdRequest: { userId, reason, ...cost } })).data;
}

async function balance() {
  const { data } = await credits.getBalance({ userId });
  const refilled = data.lastCreditRefillAt === null ? 'never' : 'once';
  console.log(
    `balance: ${data.creditsAvailable} for ${data.userId}, plan ${data.creditPlan ?? 'none'}, refilled ${refilled}`,
  );
}

async function validate(cost: ValidateRequest) {
  const { data } = await credits.validateCost({ validateRequest: { userId, ...cost } });
  console.log(`validate: ${data.hasEnoughCredits}, ${data.requiredCredits} of ${data.availableCredits}`);
}

await credits.addCredits({
  addRequest: { userId, amount: 100, transactionType: 'PURCHASE', reason: CallerReason.ManualAdjustment },
});
await balance();

const hold = await place({ amount: 60 });
console.log(`hold: ${hold.amount} for ${hold.userId}, ${hold.status}, captured by ${hold.transactionId ?? 'none'}`);
await validate({ amount: 80 });
await validate({ provider: 'openai', modelName: 'gpt-4', messageCount: 1 });

const { data: used } =
  await holds.captureHold({ id: hold.holdId, captureRequest: { amount: 42.5, description: 'a chat' } });
console.log(`capture: ${used.amount} for ${used.description}, released ${used.released}, debt ${used.debt}`);
console.log(`beside: cost ${used.cost ?? 'none'}, metadata ${used.metadata ?? 'none'}`);

const second = await place({ amount: 5 });
const third = await place({ provider: 'openai', modelName: 'gpt-4', messageCount: 1 });
const commands: BatchItem[] = [
  { kind: 'capture', holdId: second.holdId, amount: 5 },
  { kind: 'void', holdId: third.holdId },
  { kind: 'use', userId, amount: 1, reason, metadata: { chat: 17 } },
  { kind: 'usage', userId, provider: 'openai', modelName: 'gpt-4', messageCount: 1 },
  { kind: 'refund', transactionId: used.id, amount: 10 },
  { kind: 'hold', userId, amount: 2, reason },
  { kind: 'add', userId, amount: -1.5, transactionType: 'ADJUSTMENT', reason: CallerReason.ManualAdjustment },
];
const { data: batch } = await credits.sendBatch({ batchRequest: { commands } });
console.log('batch:', ...batch.results.map((result) => result.status));

await agreements.setPlan({
  planRequest: { userId, creditPlan: 'pro', refillAmount: 10, refillInterval: Window.Month },
});
await balance();

await agreements.setLimits({ limitsRequest: { userId, budgets: [{ window: Window.Day, amount: 5000 }] } });
const { data: limits } = await agreements.setLimits({ limitsRequest: { userId, overdraftLimit: 5 } });
console.log(`limits: overdraft ${limits.overdraftLimit}, budgets ${limits.budgets.length}`);

const { data: page } = await credits.listTransactions({ userId });
const cost = page.transactions.map((transaction) => transaction.cost).find((charged) => charged !== null);
console.log(`history: ${page.total} transactions, ${cost?.totalCost} for ${cost?.modelPricing.modelName}`);

try {
  await credits.useCredits({ useRequest: { userId, amount: 1000, reason } });
} catch (refused) {
  if (!(refused instanceof ResponseError)) {
    throw refused;
  }
  const error = ErrorAnswerFromJSON(await refused.response.json());
  console.log(
    `refused: ${refused.response.status} ${error.code}, ${error.details.required} of ${error.details.available}`,
  );
}
