package ledger.bench.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Spending by the stored procedure, as little as an honest API can do. */
final class ProcedureApi {
    /** Many more than there are processors; beyond it connections only wait for each other. */
    private static final int POOL = 32;

    private static final String SPEND = "SELECT o_status, o_sequence, o_balance FROM spend(?, ?, ?, ?, ?::jsonb)";
    private static final int MICRO_DIGITS = 6;
    private static final JsonMapper JSON = new JsonMapper();

    private final DataSource database;

    ProcedureApi(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL);
        config.setMinimumIdle(POOL);
        database = new HikariDataSource(config);
    }

    /** {@code POST /use}. */
    void use(Context context) throws Exception {
        JsonNode body = JSON.readTree(context.bodyAsBytes());
        String key = String.valueOf(context.header("Idempotency-Key"));
        try (Connection connection = database.getConnection()) {
            ObjectNode answer = spend(connection, body, key);
            context.status(answer.path("status").asInt());
            context.result(JSON.writeValueAsBytes(answer));
        }
    }

    /** {@code POST /batch}: every command in one transaction. */
    void batch(Context context) throws Exception {
        JsonNode body = JSON.readTree(context.bodyAsBytes());
        ObjectNode answer = JSON.createObjectNode();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (JsonNode command : body.path("commands")) {
                answer.withArray("results")
                        .add(spend(
                                connection,
                                command,
                                command.path("idempotencyKey").asText()));
            }
            connection.commit();
        }
        context.result(JSON.writeValueAsBytes(answer));
    }

    private static ObjectNode spend(Connection connection, JsonNode command, String key) throws SQLException {
        String user = command.path("userId").asText();
        BigDecimal amount = command.path("amount").decimalValue();
        try (PreparedStatement spend = connection.prepareStatement(SPEND)) {
            spend.setString(1, user);
            spend.setString(2, key);
            spend.setLong(3, amount.movePointRight(MICRO_DIGITS).longValueExact());
            spend.setString(4, command.path("reason").asText());
            spend.setString(5, command.path("metadata").toString());
            try (ResultSet row = spend.executeQuery()) {
                row.next();
                return JSON.createObjectNode()
                        .put("status", row.getInt(1))
                        .put("userId", user)
                        .put("sequence", row.getLong(2))
                        .put("amount", amount.negate())
                        .put("balanceAfter", BigDecimal.valueOf(row.getLong(3), MICRO_DIGITS))
                        .put("idempotencyKey", key)
                        .set("metadata", command.path("metadata"));
            }
        }
    }
}
