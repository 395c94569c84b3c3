import client.ApiClient;
import client.ApiException;
import client.api.AgreementsApi;
import client.api.CreditsApi;
import client.api.HoldsApi;
import client.model.*;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a Java program does with the client that was generated for it. Says in lines what the ledger answered. */
class Driver {
    private final ApiClient client = new ApiClient();
    private final String user;
    private final CreditsApi credits;
    private final HoldsApi holds;
    private final AgreementsApi agreements;

    private Driver(String url, String token, String user) {
        client.updateBaseUri(url);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        this.user = user;
        credits = new CreditsApi(client);
        holds = new HoldsApi(client);
        agreements = new AgreementsApi(client);
    }

    public static void main(String[] arguments) throws Exception {
        new Driver(arguments[0], arguments[1], arguments[2]).drive();
    }

    private void drive() throws Exception {
        credits.addCredits(
                new AddRequest()
                        .userId(user)
                        .amount(new BigDecimal(100))
                        .transactionType(AddRequest.TransactionTypeEnum.PURCHASE)
                        .reason(CallerReason.MANUAL_ADJUSTMENT),
                null);
        balance();

        Hold hold = place(new HoldRequest().amount(new BigDecimal(60)));
        say("hold: %s for %s, %s, captured by %s", hold.getAmount(), hold.getUserId(), hold.getStatus(),
                Objects.requireNonNullElse(hold.getTransactionId(), "none"));
        validate(new ValidateRequest().amount(new BigDecimal(80)));
        validate(new ValidateRequest().provider("openai").modelName("gpt-4").messageCount(1L));

        Transaction used = holds.captureHold(
                        hold.getHoldId(),
                        new CaptureRequest().amount(new BigDecimal("42.5")).description("a chat"),
                        null)
                .getData();
        say("capture: %s for %s, released %s, debt %s", used.getAmount(), used.getDescription(),
                used.getReleased(), used.getDebt());
        say("beside: cost %s, metadata %s", Objects.requireNonNullElse(used.getCost(), "none"),
                Objects.requireNonNullElse(used.getMetadata(), "none"));

        batch(used.getId());

        agreements.setPlan(
                new PlanRequest()
                        .userId(user)
                        .creditPlan("pro")
                        .refillAmount(new BigDecimal(10))
                        .refillInterval(Window.MONTH),
                null);
        balance();
        limits();
        history();
        refused();
    }

    private void batch(String usedId) throws ApiException {
        Hold second = place(new HoldRequest().amount(new BigDecimal(5)));
        Hold third = place(new HoldRequest().provider("openai").modelName("gpt-4").messageCount(1L));
        List<BatchItem> items = List.of(
                new BatchItem(new CaptureItem()
                        .kind(CaptureItem.KindEnum.CAPTURE)
                        .holdId(second.getHoldId())
                        .amount(new BigDecimal(5))),
                new BatchItem(new VoidItem().kind(VoidItem.KindEnum.VOID).holdId(third.getHoldId())),
                new BatchItem(new UseItem()
                        .kind(UseItem.KindEnum.USE)
                        .userId(user)
                        .amount(BigDecimal.ONE)
                        .reason(CallerReason.AI_CHAT)
                        .metadata(Map.of("chat", 17))),
                new BatchItem(new UsageItem()
                        .kind(UsageItem.KindEnum.USAGE)
                        .userId(user)
                        .provider("openai")
                        .modelName("gpt-4")
                        .messageCount(1L)),
                new BatchItem(new RefundItem()
                        .kind(RefundItem.KindEnum.REFUND)
                        .transactionId(usedId)
                        .amount(BigDecimal.TEN)),
                new BatchItem(new HoldItem()
                        .kind(HoldItem.KindEnum.HOLD)
                        .userId(user)
                        .amount(new BigDecimal(2))
                        .reason(CallerReason.AI_CHAT)),
                new BatchItem(new AddItem()
                        .kind(AddItem.KindEnum.ADD)
                        .userId(user)
                        .amount(new BigDecimal("-1.5"))
                        .transactionType(AddItem.TransactionTypeEnum.ADJUSTMENT)
                        .reason(CallerReason.MANUAL_ADJUSTMENT)));
        List<BatchResult> results = credits.sendBatch(new BatchRequest().commands(items), null)
                .getData()
                .getResults();
        say("batch: %s",
                results.stream().map(BatchResult::getStatus).map(String::valueOf).collect(Collectors.joining(" ")));
    }

    private Hold place(HoldRequest request) throws ApiException {
        return holds.placeHold(request.userId(user).reason(CallerReason.AI_CHAT), null).getData();
    }

    private void balance() throws ApiException {
        Balance data = credits.getBalance(user, null, null).getData();
        say("balance: %s for %s, plan %s, refilled %s", data.getCreditsAvailable(), data.getUserId(),
                Objects.requireNonNullElse(data.getCreditPlan(), "none"),
                data.getLastCreditRefillAt() == null ? "never" : "once");
    }

    private void validate(ValidateRequest request) throws ApiException {
        Validation data = credits.validateCost(request.userId(user), null).getData();
        say("validate: %s, %s of %s", data.getHasEnoughCredits(), data.getRequiredCredits(),
                data.getAvailableCredits());
    }

    private void limits() throws ApiException {
        BudgetTerms budget = new BudgetTerms().window(Window.DAY).amount(new BigDecimal(5000));
        agreements.setLimits(new LimitsRequest().userId(user).budgets(List.of(budget)), null);
        Limits limits = agreements
                .setLimits(new LimitsRequest().userId(user).overdraftLimit(new BigDecimal(5)), null)
                .getData();
        say("limits: overdraft %s, budgets %s", limits.getOverdraftLimit(), limits.getBudgets().size());
    }

    private void history() throws ApiException {
        TransactionsPage page = credits.listTransactions(
                        null, null, null, null, null, null, null, null, null, user, null)
                .getData();
        Cost cost = page.getTransactions().stream()
                .map(Transaction::getCost)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        say("history: %s transactions, %s for %s", page.getTotal(), cost.getTotalCost(),
                cost.getModelPricing().getModelName());
    }

    private void refused() throws Exception {
        try {
            credits.useCredits(
                    new UseRequest()
                            .userId(user)
                            .amount(new BigDecimal(1000))
                            .reason(CallerReason.AI_CHAT),
                    null);
        } catch (ApiException refused) {
            ErrorAnswer error = client.getObjectMapper().readValue(refused.getResponseBody(), ErrorAnswer.class);
            say("refused: %s %s, %s of %s", refused.getCode(), error.getCode(), error.getDetails().getRequired(),
                    error.getDetails().getAvailable());
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
