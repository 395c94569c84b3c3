"""What a Python program does with the client that was generated for it. Says in lines what the ledger answered."""
import json
import sys

import credit_ledger as ledger
from credit_ledger import models as m

url, token, user = sys.argv[1:]
client = ledger.ApiClient(ledger.Configuration(host=url, access_token=token))
credits, holds, agreements = ledger.CreditsApi(client), ledger.HoldsApi(client), ledger.AgreementsApi(client)


def place(**cost):
    return holds.place_hold(m.HoldRequest(user_id=user, reason=m.CallerReason.AI_CHAT, **cost)).data


def balance():
    data = credits.get_balance(user_id=user).data
    refilled = "never" if data.last_credit_refill_at is None else "once"
    print(f"balance: {data.credits_available} for {data.user_id}, plan {data.credit_plan or 'none'}, refilled {refilled}")


def validate(**cost):
    data = credits.validate_cost(m.ValidateRequest(user_id=user, **cost)).data
    print(f"validate: {str(data.has_enough_credits).lower()}, {data.required_credits} of {data.available_credits}")


credits.add_credits(
    m.AddRequest(user_id=user, amount=100, transaction_type="PURCHASE", reason=m.CallerReason.MANUAL_ADJUSTMENT)
)
balance()

hold = place(amount=60)
print(f"hold: {hold.amount} for {hold.user_id}, {hold.status.value}, captured by {hold.transaction_id or 'none'}")
validate(amount=80)
validate(provider="openai", model_name="gpt-4", message_count=1)

used = holds.capture_hold(hold.hold_id, m.CaptureRequest(amount=42.5, description="a chat")).data
print(f"capture: {used.amount} for {used.description}, released {used.released}, debt {used.debt}")
print(f"beside: cost {used.cost or 'none'}, metadata {'none' if used.metadata is None else used.metadata}")

second, third = place(amount=5), place(provider="openai", model_name="gpt-4", message_count=1)
chat, taken = m.CallerReason.AI_CHAT, m.CallerReason.MANUAL_ADJUSTMENT
items = [
    m.CaptureItem(kind="capture", hold_id=second.hold_id, amount=5),
    m.VoidItem(kind="void", hold_id=third.hold_id),
    m.UseItem(kind="use", user_id=user, amount=1, reason=chat, metadata={"chat": 17}),
    m.UsageItem(kind="usage", user_id=user, provider="openai", model_name="gpt-4", message_count=1),
    m.RefundItem(kind="refund", transaction_id=used.id, amount=10),
    m.HoldItem(kind="hold", user_id=user, amount=2, reason=chat),
    m.AddItem(kind="add", user_id=user, amount=-1.5, transaction_type="ADJUSTMENT", reason=taken),
]
batch = m.BatchRequest(commands=[m.BatchItem(item) for item in items])
results = credits.send_batch(batch).data.results
print("batch:", *(result.status for result in results))

agreements.set_plan(m.PlanRequest(user_id=user, credit_plan="pro", refill_amount=10, refill_interval=m.Window.MONTH))
balance()

budget = m.BudgetTerms(window=m.Window.DAY, amount=5000)
agreements.set_limits(m.LimitsRequest(user_id=user, budgets=[budget]))
limits = agreements.set_limits(m.LimitsRequest(user_id=user, overdraft_limit=5)).data
print(f"limits: overdraft {limits.overdraft_limit}, budgets {len(limits.budgets)}")

page = credits.list_transactions(user_id=user).data
charged = next(row for row in page.transactions if row.cost is not None)
print(f"history: {page.total} transactions, {charged.cost.total_cost} for {charged.cost.model_pricing.model_name}")

try:
    credits.use_credits(m.UseRequest(user_id=user, amount=1000, reason=chat))
except ledger.ApiException as refused:
    error = m.ErrorAnswer.from_dict(json.loads(refused.body))
    print(f"refused: {refused.status} {error.code}, {error.details.required} of {error.details.available}")
