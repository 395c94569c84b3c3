package ledger.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.AccountId;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** Makes usage events of rows. */
final class RowMapper {
    private static final JsonMapper JSON = new JsonMapper();
    /** A longer cell is never read as a number. This leaves room for an exponent, and not for a whole page. */
    private static final int NUMBER_LENGTH_MAX = 40;

    private final Map<UsageField, String> said;
    private final LoadRequest request;
    private Set<String> mappedColumns = Set.of();
    private ColumnMap map = new ColumnMap(Map.of());

    /** Throws {@link UnreadableFileException} for an assignment to an unknown field. */
    RowMapper(LoadRequest request) {
        this.said = ColumnMap.parse(request.assignments());
        this.request = request;
    }

    /** Where the fields of rows with these columns are found. */
    ColumnMap map(Set<String> columns) {
        if (!columns.equals(mappedColumns)) {
            map = ColumnMap.of(columns, said);
            mappedColumns = Set.copyOf(columns);
        }
        return map;
    }

    /** The row's event. Throws {@link RowException} where a cell cannot be taken; the row must have no defect. */
    UsageCloudEvent event(FileRow row) throws RowException {
        ObjectNode data = data(row);
        AccountId account = account(row);
        String id = cell(row, UsageField.ID);
        String stableId = id != null ? id : RowDigest.eventId(row, account, data.toString());
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("type", "credits.usage")
                .put("source", UsageCloudEvent.SOURCE)
                .put("id", stableId)
                .put("subject", account.value());
        String time = cell(row, UsageField.TIME);
        if (time != null) {
            event.put(
                    "time",
                    UsageTime.parse(time)
                            .orElseThrow(() ->
                                    new RowException(UsageField.TIME, "must be a time such as 2026-01-31T12:00:00Z"))
                            .toString());
        }
        event.put("datacontenttype", "application/json").set("data", data);
        return new UsageCloudEvent(stableId, account, event.toString());
    }

    private ObjectNode data(FileRow row) throws RowException {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ModelId model = model(row);
        data.put("provider", model.provider()).put("modelName", model.modelName());
        for (UsageField field : UsageField.values()) {
            Optional<Meter> meter = field.meter();
            String cell = cell(row, field);
            if (meter.isPresent() && cell != null) {
                data.put(field.text(), quantity(model, field, meter.get(), cell));
            }
        }
        putText(data, UsageField.REASON, row);
        putText(data, UsageField.DESCRIPTION, row);
        String metadata = cell(row, UsageField.METADATA);
        if (metadata != null) {
            data.set("metadata", object(metadata));
        }
        String allowDebt = cell(row, UsageField.ALLOW_DEBT);
        if (allowDebt != null) {
            data.put("allowDebt", flag(allowDebt));
        }
        return data;
    }

    private AccountId account(FileRow row) throws RowException {
        String user = cell(row, UsageField.USER_ID);
        if (user == null && request.users() > 0) {
            return RowDigest.user(row, request.users());
        }
        if (user == null || !AccountId.isValid(user)) {
            throw new RowException(UsageField.USER_ID, "must have 1 to 128 characters without control characters");
        }
        return new AccountId(user);
    }

    private ModelId model(FileRow row) throws RowException {
        String provider = cell(row, UsageField.PROVIDER);
        String effectiveProvider =
                provider != null ? provider : request.provider().orElse("");
        if (!ModelId.isProvider(effectiveProvider)) {
            throw new RowException(UsageField.PROVIDER, "must have 1 to 200 characters and no /");
        }
        String model = cell(row, UsageField.MODEL_NAME);
        String effectiveModel = model != null ? model : request.modelName().orElse("");
        if (!ModelId.isModelName(effectiveModel)) {
            throw new RowException(UsageField.MODEL_NAME, "must have 1 to 200 characters");
        }
        return new ModelId(effectiveProvider, effectiveModel);
    }

    private static BigDecimal quantity(ModelId model, UsageField field, Meter meter, String cell) throws RowException {
        if (cell.length() > NUMBER_LENGTH_MAX) {
            throw new RowException(field, "must be a number of at most " + NUMBER_LENGTH_MAX + " characters");
        }
        try {
            return new Usage(model, Map.of(meter, new BigDecimal(cell))).of(meter);
        } catch (NumberFormatException notANumber) {
            throw new RowException(field, "must be a number, and is \"" + cell + "\"");
        } catch (IllegalArgumentException refused) {
            throw new RowException(field, String.valueOf(refused.getMessage()));
        }
    }

    private static JsonNode object(String cell) throws RowException {
        try {
            JsonNode node = JSON.readTree(cell);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException notJson) {
            // Said below, with every other text that is no object.
        }
        throw new RowException(UsageField.METADATA, "must be a JSON object");
    }

    private static boolean flag(String cell) throws RowException {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new RowException(UsageField.ALLOW_DEBT, "must be true or false");
        };
    }

    private void putText(ObjectNode data, UsageField field, FileRow row) {
        String cell = cell(row, field);
        if (cell != null) {
            data.put(field.text(), cell);
        }
    }

    private @Nullable String cell(FileRow row, UsageField field) {
        return map(row.cells().keySet()).of(field).map(row.cells()::get).orElse(null);
    }
}
